//! Signatures (签名). Those that calls carry beside the access token the client adds by itself; these functions are for what
//! goes past it: the `paySig` and `signature` a front end needs for `wx.requestVirtualPayment`, a room of
//! `wx.joinVoIPChat`, what WeChat signed and a backend checks.
//!
//! Keys are used as the text they are: none of them is decoded from base64 first.

use base64::{Engine, engine::general_purpose::STANDARD};
use hmac::{Hmac, KeyInit, Mac};
use sha1::{Digest, Sha1};
use sha2::Sha256;
use subtle::ConstantTimeEq;

use crate::{AppId, AppKey, DeliverySecret, PluginToken, PushToken, SessionKey};

/// `pay_sig` (支付签名): the path, without host and query, and the exact body of a call. In the front end the path is
/// `requestVirtualPayment` or `requestCommonPayment`, and the body is `signData`.
///
/// ```
/// use wx_core::{AppKey, sign::pay_sig};
///
/// let body = r#"{"openid": "xxx", "user_ip": "127.0.0.1", "env": 0}"#;
/// let signature = pay_sig(&AppKey::new("12345"), "/xpay/query_user_balance", body.as_bytes());
/// assert_eq!(signature, "c37809f27c6d7fd1837ad2500a04512b66b34fd793a39a385fade56dca89a4b5");
/// ```
pub fn pay_sig(key: &AppKey, path: &str, body: &[u8]) -> String {
    hmac(key.expose(), &[path.as_bytes(), b"&", body])
}

/// `signature` (用户态签名): the exact body under the user's session key.
pub fn user_signature(key: &SessionKey, body: &[u8]) -> String {
    hmac(key.expose(), &[body])
}

/// `signature` of an empty text under the user's session key, which shows that it is known: `sig_method` is
/// `hmac_sha256`.
pub fn session_signature(key: &SessionKey) -> String {
    hmac(key.expose(), &[])
}

/// `signature` of `rawData` (数据签名): what a front end has from `wx.getUserInfo`, exactly as it came, and the user's
/// session key.
pub fn raw_data_signature(key: &SessionKey, raw_data: &str) -> String {
    hex(&Sha1::digest([raw_data, key.expose()].concat()))
}

/// `signature` of `wx.joinVoIPChat` (多人音视频对话): who is let into a room. The front end hands over the same group, nonce
/// (fewer than 128 characters) and time (Unix seconds, as text).
///
/// Without the session key, WeChat itself makes it: `/wxa/getvoipsign`.
pub fn voip_signature(
    key: &SessionKey,
    appid: &AppId,
    group_id: &str,
    nonce_str: &str,
    time_stamp: &str,
) -> String {
    hmac(key.expose(), &sorted([appid.as_str(), group_id, nonce_str, time_stamp]).map(str::as_bytes))
}

/// `signature` of what WeChat sends to a server of ours: messages, the search crawler, the page of a scanned waybill.
pub fn token_signature(token: &PushToken, timestamp: &str, nonce: &str) -> String {
    hex(&Sha1::digest(sorted([token.expose(), timestamp, nonce]).concat()))
}

/// `signature` in the header `X-WECHAT-HOSTSIGN` of a plugin's requests (插件请求签名); the appid is that of the mini program
/// the plugin runs in.
pub fn host_signature(token: &PluginToken, appid: &AppId, noncestr: &str, timestamp: &str) -> String {
    hex(&Sha1::digest(sorted([appid.as_str(), noncestr, timestamp, token.expose()]).concat()))
}

/// `delivery_sign` (即时配送): the shop, its order if there is one, and the carrier's AppSecret.
pub fn delivery_sign(secret: &DeliverySecret, shop_id: &str, shop_order_id: &str) -> String {
    hex(&Sha1::digest([shop_id, shop_order_id, secret.expose()].concat()))
}

/// `cert_hash` (人脸核身): who a user of face verification says they are. It is no signature, no key is in it.
///
/// ```
/// use wx_core::sign::cert_hash;
///
/// let hash = cert_hash("IDENTITY_CARD", "张三", "310101199801011234");
/// assert_eq!(hash, "3c241f7ff324977aeb91f173bb2a7b06569e6fd784d5573db34a636d8671108b");
/// ```
pub fn cert_hash(cert_type: &str, cert_name: &str, cert_no: &str) -> String {
    let [kind, name, number] = [cert_type, cert_name, cert_no].map(|text| STANDARD.encode(text));
    hex(&Sha256::digest(format!("cert_type={kind}&cert_name={name}&cert_no={number}")))
}

/// Whether a signature in hexadecimal digits is the one that was expected. How long that takes says nothing about the latter.
pub fn is_signature(given: &str, expected: &str) -> bool {
    let [given, expected] = [given, expected].map(str::to_ascii_lowercase);
    given.as_bytes().ct_eq(expected.as_bytes()).into()
}

/// The texts in the order of their bytes.
pub(crate) fn sorted<const N: usize>(mut texts: [&str; N]) -> [&str; N] {
    texts.sort_unstable();
    texts
}

fn hmac(key: &str, message: &[&[u8]]) -> String {
    // HMAC takes keys of any length.
    let Ok(mut hmac) = Hmac::<Sha256>::new_from_slice(key.as_bytes()) else { return String::new() };
    message.iter().for_each(|piece| hmac.update(piece));
    hex(&hmac.finalize().into_bytes())
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .map(|digit| char::from(DIGITS[usize::from(digit)]))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    // The values are those of the official pages, recomputed.

    #[test]
    fn virtual_payment_signs_path_and_body() {
        let body = br#"{"openid": "xxx", "user_ip": "127.0.0.1", "env": 0}"#;
        assert_eq!(
            user_signature(&SessionKey::new("9hAb/NEYUlkaMBEsmFgzig=="), body),
            "089d9e8dc5d308977360c4b79ec600a93d736802802a807d634192328032f6c7"
        );
    }

    #[test]
    fn b2b_payment_signs_the_same_way() {
        let body = br#"{"mchid": "1230000109","out_trade_no": "1217752501201407033233368018"}"#;
        assert_eq!(
            user_signature(&SessionKey::new("9hAb/NEYUlkaMBEsmFgzig=="), body),
            "47784191c740b0522d39d0a3926a19aa0e30c77975f689a9739c9553ffac2d9d"
        );
        assert_eq!(
            pay_sig(&AppKey::new("12345"), "/retail/B2b/getorder", body),
            "2cb3e9fda4da9774f0c6f747bbf6c56e9045969d9921db7344fffdc945c1dc23"
        );
    }

    #[test]
    fn a_session_key_signs_nothing() {
        assert_eq!(
            session_signature(&SessionKey::new("9hAb/NEYUlkaMBEsmFgzig==")),
            "1f7605aea24c0785899e51bc4c483167a20ea7b0f5f36cfd398e89cb21c91e9c"
        );
    }

    #[test]
    fn raw_data_is_signed_by_the_key_behind_it() {
        let raw = r#"{"nickName":"Band","gender":1,"language":"zh_CN","city":"Guangzhou","province":"Guangdong","country":"CN","avatarUrl":"http://wx.qlogo.cn/mmopen/vi_32/1vZvI39NWFQ9XM4LtQpFrQJ1xlgZxx3w7bQxKARol6503Iuswjjn6nIGBiaycAjAtpujxyzYsrztuuICqIM5ibXQ/0"}"#;
        assert_eq!(
            raw_data_signature(&SessionKey::new("HyVFkGl5F5OQWJZZaNzBBg=="), raw),
            "75e81ceda165f4ffa64f4068af58c64b8f54b88c"
        );
    }

    #[test]
    fn a_room_is_signed_in_the_order_of_its_texts() {
        let key = SessionKey::new("gDyVgzwa0mFz9uUP7M6GQQ==");
        let appid = AppId::new("wx20afc706a711eefc");
        assert_eq!(
            voip_signature(&key, &appid, "1559129713_672975982", "8AP6DT9ybtniUJfb", "1559129714"),
            "b002b824688dd8593a6079e11d8c5e8734fbcb39a6d5906eb347bfbcad79c617"
        );
    }

    #[test]
    fn a_token_signs_time_and_nonce() {
        assert_eq!(
            token_signature(&PushToken::new("1a2b3c456"), "123456", "13578"),
            "5eff852d33f84c33ef1c3a792d3ffb941d6b0261"
        );
        assert_eq!(
            token_signature(&PushToken::new("AAAAA"), "1714036504", "1514711492"),
            "f464b24fc39322e44b38aa78f5edd27bd1441696"
        );
    }

    #[test]
    fn a_delivery_is_signed_by_its_shop() {
        let secret = DeliverySecret::new("test_app_secrect");
        assert_eq!(
            delivery_sign(&secret, "test_shop_id", "test_shop_order_id"),
            "a93d8d6bae9a9483c1b1d4e8670e7f6226ec94cb"
        );
    }
}
