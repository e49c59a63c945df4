//! Mini-program codes (小程序码).

use wx_core::{wx_endpoint, wx_type};

/// 获取不限制的小程序码 — a round mini-program code, of which there may be any number; 5,000 calls a minute.
///
/// The code never expires. What it carries is short: [`scene`](Self::scene) reaches the page as `query.scene`.
#[wx_endpoint(
    method = POST,
    path = "/wxa/getwxacodeunlimit",
    name = "getUnlimitedQRCode",
    response = binary,
    errors = [-1, 40001, 40097, 40129, 40169, 41030, 85096],
    idempotent = true,
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/API/qrcode-link/qr-code/api_getunlimitedqrcode.html",
)]
pub struct GetUnlimitedQrCode {
    /// What the page is told. Other characters must be encoded by you, and not with `%`.
    #[wx(min_chars = 1, max_chars = 32, charset = "0-9A-Za-z!#$&'()*+,/:;=?@-._~")]
    pub scene: String,
    /// The page, without a leading `/` and without parameters, which go into `scene`; left out: the home page.
    #[wx(not_prefix = "/", not_contains = "?")]
    pub page: Option<String>,
    /// Whether the page must exist in the released version; left out: yes. Unchecked pages are limited to 60,000.
    pub check_path: Option<bool>,
    /// The version to open; left out: the released one.
    pub env_version: Option<EnvVersion>,
    /// The width in pixels; left out: 430.
    #[wx(range = 280..=1280)]
    pub width: Option<u32>,
    /// Whether WeChat chooses the colour of the lines; left out: no.
    pub auto_color: Option<bool>,
    /// The colour of the lines if WeChat does not choose it; left out: black.
    pub line_color: Option<LineColor>,
    /// Whether the background is transparent; left out: no.
    pub is_hyaline: Option<bool>,
}

/// 获取小程序码 — a round mini-program code for a path with parameters; 100,000 in all, with [`CreateQrCode`] together.
///
/// How many have been used stands in the header `Num-Used` of the answer.
#[wx_endpoint(
    method = POST,
    path = "/wxa/getwxacode",
    name = "getQRCode",
    response = binary,
    errors = [-1, 40001, 40097, 40159, 45029, 85096],
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/API/qrcode-link/qr-code/api_getqrcode.html",
)]
pub struct GetQrCode {
    /// The page and its parameters: `pages/index/index?id=1`. A mini game may give parameters alone: `?id=1`. The parameter
    /// `scancode_time` is WeChat's own.
    #[wx(min_chars = 1, max_chars = 1024, not_contains = "scancode_time")]
    pub path: String,
    /// The width in pixels; left out: 430.
    #[wx(range = 280..=1280)]
    pub width: Option<u32>,
    /// Whether WeChat chooses the colour of the lines; left out: no.
    pub auto_color: Option<bool>,
    /// The colour of the lines if WeChat does not choose it; left out: black.
    pub line_color: Option<LineColor>,
    /// Whether the background is transparent; left out: no.
    pub is_hyaline: Option<bool>,
    /// The version to open; left out: the released one.
    pub env_version: Option<EnvVersion>,
}

/// 获取小程序二维码 — a square QR code for a path with parameters; 100,000 in all, with [`GetQrCode`] together.
#[wx_endpoint(
    method = POST,
    path = "/cgi-bin/wxaapp/createwxaqrcode",
    name = "createQRCode",
    response = binary,
    errors = [-1, 40159, 45029, 85096],
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/API/qrcode-link/qr-code/api_createqrcode.html",
)]
pub struct CreateQrCode {
    /// The page and its parameters: `pages/index/index?id=1`. A mini game may give parameters alone: `?id=1`. The parameter
    /// `scancode_time` is WeChat's own.
    #[wx(min_chars = 1, max_bytes = 128, not_contains = "scancode_time")]
    pub path: String,
    /// The width in pixels; left out: 430.
    #[wx(range = 280..=1280)]
    pub width: Option<u32>,
}

/// Which version of the mini program to open (env_version).
#[wx_type(request)]
pub enum EnvVersion {
    /// The released one (正式版).
    Release,
    /// The one for trial (体验版).
    Trial,
    /// The one in development (开发版).
    Develop,
}

/// A colour by its red, green and blue, 0 to 255 each (line_color).
#[wx_type(request)]
pub struct LineColor {
    /// Red.
    pub r: u8,
    /// Green.
    pub g: u8,
    /// Blue.
    pub b: u8,
}
