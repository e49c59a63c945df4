//! wechat-mp-sdk.

use async_trait::async_trait;
use wechat_mp_sdk::{
    WechatMp,
    api::{SubscribeMessageOptions, SubscribeMessageValue, qrcode::UnlimitQrcodeOptions},
    types::{AppId, AppSecret, OpenId},
};

use super::Sdk;
use crate::{
    Failure,
    scenario::{APPID, CODE, DATA, OPENID, PAGE, SCENE, SECRET, Scenario, TEMPLATE, WIDTH},
};

pub(crate) fn client(base: &str) -> Result<WechatMp, Failure> {
    let builder = WechatMp::builder().appid(AppId::new(APPID)?).secret(AppSecret::new(SECRET)?);
    Ok(builder.base_url(base).build()?)
}

#[async_trait]
impl Sdk for WechatMp {
    async fn call(&self, scenario: Scenario) -> Result<(), Failure> {
        match scenario {
            Scenario::Phone => drop(self.get_phone_number(CODE).await?),
            Scenario::Get => drop(self.auth_login(CODE).await?),
            Scenario::Subscribe => {
                let value = |text: &str| SubscribeMessageValue { value: text.to_owned() };
                let options = SubscribeMessageOptions {
                    touser: OpenId::new(OPENID)?,
                    template_id: TEMPLATE.to_owned(),
                    data: DATA.iter().map(|(name, text)| ((*name).to_owned(), value(text))).collect(),
                    page: Some(PAGE.to_owned()),
                    miniprogram_state: None,
                    lang: None,
                };
                self.send_subscribe_message(options).await?;
            }
            Scenario::Image => {
                let mut options = UnlimitQrcodeOptions::new(SCENE);
                options.page = Some(PAGE.to_owned());
                options.width = Some(WIDTH);
                drop(self.get_wxa_code_unlimit(options).await?);
            }
        }
        Ok(())
    }
}
