//! Phone numbers (手机号).

use std::time::Duration;

use wx_core::{AppId, OpenId, UnixSeconds, wx_endpoint, wx_type};

/// 获取手机号 — the phone number behind a code of `<button open-type="getPhoneNumber">`.
///
/// A code can be used once, within five minutes, and is not the code of `wx.login`.
#[wx_endpoint(
    method = POST,
    path = "/wxa/business/getuserphonenumber",
    secure,
    response = json(PhoneNumber),
    errors = [-1, 40013, 40029, 45011],
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/API/user-info/phone-number/api_getphonenumber.html",
)]
pub struct GetPhoneNumber {
    /// The code that the button's event gave to the front end.
    pub code: String,
    /// The user the code must belong to; another user's code is then refused.
    pub openid: Option<OpenId>,
}

/// The answer to [`GetPhoneNumber`].
#[wx_type(response)]
pub struct PhoneNumber {
    /// The phone number.
    pub phone_info: PhoneInfo,
}

/// A user's phone number: the answer to [`GetPhoneNumber`], and what `encryptedData` of the old way holds.
#[wx_type(response)]
#[serde(rename_all = "camelCase")]
pub struct PhoneInfo {
    /// The number; of a foreign one with its country code.
    #[wx(essential)]
    pub phone_number: String,
    /// The number without country code.
    pub pure_phone_number: String,
    /// The country code, `86` say. It arrives as a string and as a number.
    pub country_code: String,
    /// When and for which mini program the data was issued.
    pub watermark: Watermark,
}

/// When and for which mini program user data was issued (数据水印).
#[wx_type(response)]
pub struct Watermark {
    /// When it was issued.
    pub timestamp: UnixSeconds,
    /// The mini program it was issued for.
    pub appid: AppId,
}

impl Watermark {
    /// How long ago the data was issued.
    pub fn age(&self) -> Duration {
        self.timestamp.elapsed()
    }
}
