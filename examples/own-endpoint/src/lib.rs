//! An endpoint that WeChat has and `wx-api` does not, added in a crate of one's own.
//!
//! The struct below is all there is to write. It gets what a built-in endpoint gets: the client method, the checks, the
//! fake server's route. `tests/own_endpoint.rs` shows each of them.

use wx_api::{wx_endpoint, wx_type};

/// 获取ShortLink — a short link to a page, to be shared inside WeChat.
#[wx_endpoint(
    method = POST,
    path = "/wxa/genwxashortlink",
    response = json(ShortLink),
    errors = [40066, 43104, 45009, 85400],
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/API/qrcode-link/short-link/api_generateshortlink.html",
)]
pub struct GenerateShortLink {
    /// The page and its parameters, at most 1,024 characters.
    #[wx(max_chars = 1024)]
    pub page_url: String,
    /// The title of the card that the link becomes.
    pub page_title: Option<String>,
    /// Whether it works for ever; left out: for 30 days. At most 100,000 permanent ones in all.
    pub is_permanent: Option<bool>,
}

/// The answer to [`GenerateShortLink`].
#[wx_type(response)]
pub struct ShortLink {
    /// The link: `#小程序://name/…`.
    pub link: String,
}
