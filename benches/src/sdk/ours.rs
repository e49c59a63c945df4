//! This SDK.

use async_trait::async_trait;
use wx_api::{Client, prelude::*};

use super::Sdk;
use crate::{
    Failure,
    scenario::{self, APPID, CODE, DATA, OPENID, PAGE, SCENE, SECRET, Scenario, TEMPLATE, WIDTH},
};

pub(crate) fn client(base: &str) -> Result<Client, Failure> {
    Ok(Client::builder(APPID, SECRET).base_url(base).build()?)
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
