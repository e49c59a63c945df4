//! Users (用户信息): encrypted data, unionids, the keys of the encrypted channel.

use wx_core::{EncryptKey, OpenId, SessionKey, UnionId, UnixSeconds, wx_endpoint, wx_type};

/// 检查加密信息 — whether WeChat made some encrypted data within the last three days; for phone numbers only.
#[wx_endpoint(
    method = POST,
    path = "/wxa/business/checkencryptedmsg",
    secure,
    response = json(EncryptedDataCheck),
    errors = [-1, 1, 40097, 44002, 47001],
    idempotent = true,
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/API/user-info/basic-info/api_checkencrypteddata.html",
)]
pub struct CheckEncryptedData {
    /// The SHA-256 of the encrypted data, in hexadecimal digits.
    #[wx(min_chars = 64, max_chars = 64, charset = "0-9A-Fa-f")]
    pub encrypted_msg_hash: String,
}

/// The answer to [`CheckEncryptedData`].
#[wx_type(response)]
pub struct EncryptedDataCheck {
    /// Whether WeChat made the data (sic: `vaild`).
    pub vaild: bool,
    /// When the data was made.
    pub create_time: Option<UnixSeconds>,
}

/// 支付后获取Unionid — the unionid of a user who has paid within the last five minutes, without asking the user.
#[wx_endpoint(
    method = GET,
    path = "/wxa/getpaidunionid",
    name = "getPaidUnionid",
    response = json(PaidUnionId),
    errors = [-1, 40001, 40003, 89002, 89300],
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/API/user-info/basic-info/api_getpaidunionid.html",
)]
pub struct GetPaidUnionId {
    /// The user who paid.
    pub openid: OpenId,
    /// The payment.
    #[serde(flatten)]
    pub trade: PaidTrade,
}

/// A payment of WeChat Pay, by one number or the other.
#[wx_type(request)]
pub enum PaidTrade {
    /// By WeChat Pay's own number.
    Transaction {
        /// The payment, WeChat Pay's number (微信支付订单号).
        transaction_id: String,
    },
    /// By the merchant's number.
    Merchant {
        /// The merchant (商户号).
        mch_id: String,
        /// The payment, the merchant's number (商户订单号).
        out_trade_no: String,
    },
}

/// The answer to [`GetPaidUnionId`].
#[wx_type(response)]
pub struct PaidUnionId {
    /// The user across the apps of one open-platform account.
    pub unionid: UnionId,
}

/// 获取用户encryptKey — the last three keys of a user's encrypted channel (小程序加密网络通道); each lives an hour.
///
/// The front end has the newest of them from `wx.getUserCryptoManager()`.
// The page says GET, in its table and in its example; the guide to the encrypted channel shows a POST without a body, all of
// it in the query. SDKs in use take either way. The page is followed: it is the description of this endpoint, and a GET may
// be repeated. It marks the endpoint as one that can be sealed, but says nowhere how a GET is.
#[wx_endpoint(
    method = GET,
    path = "/wxa/business/getuserencryptkey",
    sign = [session_signature],
    response = json(UserEncryptKeys),
    errors = [40001, 87007, 87008, 87009],
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/API/user-info/internet/api_getuserencryptkey.html",
)]
pub struct GetUserEncryptKey {
    /// The user.
    pub openid: OpenId,
    /// The user's session key.
    #[wx(key)]
    pub session_key: SessionKey,
}

/// The answer to [`GetUserEncryptKey`]. It is not `Serialize`: the keys must not leave the server.
#[wx_type(response)]
pub struct UserEncryptKeys {
    /// The keys, three at most.
    pub key_info_list: Vec<UserEncryptKey>,
}

/// One key of a user's encrypted channel.
#[wx_type(response)]
pub struct UserEncryptKey {
    /// The key: 16 bytes, in base64.
    #[wx(secret)]
    pub encrypt_key: EncryptKey,
    /// Which key it is: the front end says which one it took.
    pub version: u64,
    /// For how many seconds it still works; 0: it has expired.
    pub expire_in: i64,
    /// The initialization vector: 16 characters.
    pub iv: String,
    /// When it was made.
    pub create_time: UnixSeconds,
}

/// 获取插件用户openpid — who the user behind a code of `wx.pluginLogin` is, to the plugin that this mini program develops.
#[wx_endpoint(
    method = POST,
    path = "/wxa/getpluginopenpid",
    name = "getPluginOpenPId",
    secure,
    response = json(PluginUser),
    errors = [1000, 1001, 1003, 1005, 1007, 1022, 40016, 45009],
    docs = "https://developers.weixin.qq.com/miniprogram/dev/server/API/user-info/basic-info/api_getpluginopenpid.html",
)]
pub struct GetPluginOpenPid {
    /// The code that `wx.pluginLogin` gave to the plugin; it works once, within five minutes.
    pub code: String,
}

/// The answer to [`GetPluginOpenPid`].
#[wx_type(response)]
pub struct PluginUser {
    /// The user within the plugin.
    #[wx(essential)]
    pub openpid: String,
}
