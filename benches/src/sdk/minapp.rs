//! wechat-minapp. Its addresses are constants, so its own client is given requests whose address was changed.

use std::sync::Arc;

use async_trait::async_trait;
use http::{Request, Response, Uri, uri};
use serde_json::json;
use wechat_minapp::{
    Result,
    client::{HttpClient, MemoryTokenStorage, ReqwestHttpClient, StableToken, WechatMinappSDK},
    qr::{Qr, UnlimitedQrCodeArgs},
    template_message::{SendMessageArgs, TemplateMessage},
    user::User,
};

use super::Sdk;
use crate::{
    Failure,
    scenario::{APPID, CODE, DATA, OPENID, PAGE, SCENE, SECRET, Scenario, TEMPLATE, WIDTH},
};

pub(crate) fn client(base: &str) -> std::result::Result<WechatMinappSDK, Failure> {
    let base: Uri = base.parse().map_err(Failure::of)?;
    let http: Arc<dyn HttpClient> =
        Arc::new(Elsewhere { http: ReqwestHttpClient::new(), base: base.into_parts() });
    let token = Arc::new(StableToken::new(APPID, SECRET, false, Arc::clone(&http)));
    Ok(WechatMinappSDK::custom(http, Arc::new(MemoryTokenStorage::new(token))))
}

struct Elsewhere {
    http: ReqwestHttpClient,
    base: uri::Parts,
}

#[async_trait]
impl HttpClient for Elsewhere {
    async fn execute(&self, mut request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>> {
        let mut address = std::mem::take(request.uri_mut()).into_parts();
        address.scheme.clone_from(&self.base.scheme);
        address.authority.clone_from(&self.base.authority);
        *request.uri_mut() = Uri::from_parts(address).unwrap_or_default();
        self.http.execute(request).await
    }
}

#[async_trait]
impl Sdk for WechatMinappSDK {
    async fn call(&self, scenario: Scenario) -> std::result::Result<(), Failure> {
        match scenario {
            Scenario::Phone => drop(User::new(self.clone()).get_contact(CODE, None).await?),
            Scenario::Get => drop(User::new(self.clone()).login(CODE).await?),
            Scenario::Subscribe => {
                let data: serde_json::Map<_, _> =
                    DATA.iter().map(|(name, text)| ((*name).to_owned(), json!({ "value": text }))).collect();
                let message = SendMessageArgs::builder().touser(OPENID).template_id(TEMPLATE).page(PAGE);
                TemplateMessage::new(self.clone()).send_message(message.data(data).build()?).await?;
            }
            Scenario::Image => {
                let code = UnlimitedQrCodeArgs::builder()
                    .scene(SCENE)
                    .page(PAGE)
                    .width(i16::try_from(WIDTH).unwrap_or_default());
                drop(Qr::new(self.clone()).unlimited_qr_code(code.build()?).await?);
            }
        }
        Ok(())
    }
}
