//! The backend with a fake WeChat beside it, which pushes to it: to be tried on the desk.

use std::error::Error;

use wx_api::{
    Client,
    push::{EncodingAesKey, Receiver},
};
use wx_mock::MockWechat;

use crate::App;

/// The Token of message push.
const TOKEN: &str = "the-token-of-the-fake-wechat";

/// A fake WeChat that pushes to the backend at `url`, and the backend for it.
pub async fn start(url: &str) -> Result<(App, Receiver, MockWechat), Box<dyn Error>> {
    let wechat = MockWechat::start().await;
    let client = Client::builder(wechat.appid(), wechat.secret()).base_url(wechat.base_url()).build()?;
    let key = EncodingAesKey::generate();
    wechat.push_to(wechat.pusher(format!("{url}/wechat"), TOKEN, key.clone()));
    let pushes = Receiver::secure(wechat.appid(), TOKEN, key);
    let app = App::new(client, pushes.clone(), "the-template-of-an-order");
    Ok((app, pushes, wechat))
}
