//! The generated client against the fake WeChat, over real sockets.

mod answers;
mod calls;
mod hanging;
mod log;
mod missing;
mod observed;
mod open_data;
mod push;
mod retry;
mod runtimes;
mod sealed;
mod seam;
mod secrets;
mod token;
mod undocumented;
mod wild;
mod zoo;

use wx_api::Client;
use wx_mock::MockWechat;

/// A fake WeChat and a client that calls it.
async fn world() -> (MockWechat, Client) {
    let wechat = MockWechat::start().await;
    let client = client(&wechat);
    (wechat, client)
}

fn client(wechat: &MockWechat) -> Client {
    Client::builder(wechat.appid(), wechat.secret()).base_url(wechat.base_url()).build().expect("a client")
}

/// The smallest PNG there is.
const PNG: &[u8] = &[
    0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D, b'I', b'H', b'D', b'R', 0, 0, 0, 1, 0, 0,
    0, 1, 8, 6, 0, 0, 0, 0x1F, 0x15, 0xC4, 0x89, 0, 0, 0, 0x0D, b'I', b'D', b'A', b'T', 0x78, 0x9C, 0x63, 0,
    1, 0, 0, 5, 0, 1, 0x0D, 0x0A, 0x2D, 0xB4, 0, 0, 0, 0, b'I', b'E', b'N', b'D', 0xAE, 0x42, 0x60, 0x82,
];
