//! A fake WeChat on loopback, driven by the same descriptions as the client.
//!
//! ```
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() {
//! use wx_mock::{Fault, MockWechat};
//!
//! let wechat = MockWechat::start().await;
//! // Point the client, in whatever language, at it:
//! let (base_url, appid, secret) = (wechat.base_url(), wechat.appid(), wechat.secret());
//! // Let the next call fail as WeChat fails when it is busy:
//! wechat.fault("getPhoneNumber", Fault::errcode(-1));
//! # let _ = (base_url, appid, secret);
//! # }
//! ```
//!
//! It serves every endpoint of the [registry](wx_core::registry), those of other crates included, checks each request
//! against its description and refuses with WeChat's own error codes. What it remembers lives in memory and ends with
//! it. It listens on 127.0.0.1 only.
//!
//! | what | how it behaves |
//! |---|---|
//! | access tokens | both kinds, with their lives, their renewal and their limits; `expire_tokens`, `void_tokens` |
//! | codes of `wx.login` | any code works once, one that begins with `invalid` never; [`Builder::strict_codes`] |
//! | phone codes | any code works once; [`MockWechat::phone_code`] chooses the number |
//! | open data | encrypted and signed for any user: [`MockWechat::encrypted_data`], [`MockWechat::raw_data`] |
//! | users | an openid that begins with `invalid` is none (40003), one that begins with `refused` declines messages (43101) |
//! | texts and images | what contains `risky` is found risky |
//! | media | what was uploaded can be sent and downloaded again |
//! | mini-program codes | drawn and scannable; plain QR codes, because the format of the round ones is not public |
//! | pushes | signed and encrypted, to where [`MockWechat::push_to`] says: what follows a call; with a [`Pusher`], any other |
//! | everything else | the endpoint's sample, or an answer made up from its type; [`MockWechat::answer`] replaces it |
//!
//! The text in a code is `https://fake.weixin.example/wxa?appid=…` with `page` and `scene`, or with `path`. The images
//! are PNG under `image/png`; WeChat's own are JPEG.
//!
//! A refusal carries, beside WeChat's words, a header `x-wx-mock-reason` that says what exactly was wrong.
//!
//! Tests in other languages script it over HTTP: `GET /__mock/` lists how.

mod blame;
mod body;
mod builder;
mod check;
mod codes;
mod control;
mod domain;
mod encrypt;
mod fault;
#[cfg(feature = "fuzz")]
#[doc(hidden)]
pub mod fuzz;
mod gate;
mod incoming;
mod keys;
mod meant;
mod mock;
mod push;
mod qr;
mod random;
mod recorded;
mod refusal;
mod reply;
mod route;
mod sample;
#[cfg(feature = "secure")]
mod sealed;
mod server;
mod signed;
mod token;
mod world;

pub use crate::{
    builder::Builder,
    fault::{Fault, Faults},
    mock::MockWechat,
    push::{PushLog, PushProblem, Pushed, PushedReply, Pusher},
    recorded::Recorded,
};
