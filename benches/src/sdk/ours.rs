//! This SDK.

use std::time::Duration;

use async_trait::async_trait;
use wx_api::{Client, ClientBuilder, prelude::*};

use super::Sdk;
use crate::{
    Failure,
    scenario::{self, APPID, CODE, DATA, OPENID, PAGE, SCENE, SECRET, Scenario, TEMPLATE, WIDTH},
};

/// Over hyper, as it is where that feature is on.
pub(crate) fn over_hyper(base: &str) -> ClientBuilder {
    Client::builder(APPID, SECRET).base_url(base)
}

/// Over a reqwest client that is set up as ours is.
pub(crate) fn over_reqwest(base: &str) -> Result<ClientBuilder, Failure> {
    let reqwest = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .retry(reqwest::retry::never())
        .connect_timeout(Duration::from_secs(5))
        .pool_idle_timeout(Duration::from_secs(45))
        .user_agent("wx-api");
    Ok(Client::builder(APPID, SECRET).base_url(base).reqwest(reqwest.build()?))
}

#[async_trait]
impl Sdk for Client {
    async fn call(&self, scenario: Scenario) -> Result<(), Failure> {
        match scenario {
            Scenario::Phone => drop(self.get_phone_number(GetPhoneNumber::new(CODE)).await?),
            Scenario::Get => drop(self.code2_session(Code2Session::new(CODE)).await?),
            Scenario::Subscribe => {
                let data = DATA.into_iter().collect::<TemplateData>();
                let message = SendMessage::new(OPENID, TEMPLATE, data).page(PAGE);
                self.send_message(message).await?;
            }
            Scenario::Image => {
                let code = GetUnlimitedQrCode::new(SCENE).page(PAGE).width(WIDTH);
                let image = self.get_unlimited_qr_code(code).await?;
                if image.bytes.len() != scenario::IMAGE.len() {
                    return Err(Failure("no image".to_owned()));
                }
            }
        }
        Ok(())
    }
}
