//! Signatures that calls carry beside the access token. The client adds them by itself; these functions are for what goes
//! past it, such as the `paySig` and `signature` a front end needs for `wx.requestVirtualPayment`.
//!
//! Keys are used as the text they are: none of them is decoded from base64 first.

use base64::{Engine, engine::general_purpose::STANDARD};
use hmac::{Hmac, KeyInit, Mac};
use sha1::{Digest, Sha1};
use sha2::Sha256;

use crate::{AppKey, DeliverySecret, SessionKey};

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
    fn a_delivery_is_signed_by_its_shop() {
        let secret = DeliverySecret::new("test_app_secrect");
        assert_eq!(
            delivery_sign(&secret, "test_shop_id", "test_shop_order_id"),
            "a93d8d6bae9a9483c1b1d4e8670e7f6226ec94cb"
        );
    }
}
