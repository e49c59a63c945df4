//! What the player of mini dramas (短剧播放器) takes encrypted: which episodes a user may watch (剧集解锁数据加密).
//!
//! ```
//! use std::time::Duration;
//!
//! use wx_api::{
//!     AppId, OpenId, SessionKey, UnixSeconds,
//!     drama_player::{LockDataReq, SerialItem, SerialStatus, encrypt},
//! };
//!
//! fn data(key: &SessionKey, openid: OpenId) -> Result<String, wx_api::EncodeError> {
//!     encrypt(
//!         key,
//!         &LockDataReq {
//!             openid,
//!             src_appid: AppId::new("wx0123456789abcdef"),
//!             drama_id: "21212".into(),
//!             serial_list: vec![
//!                 SerialItem::new(1, 12, SerialStatus::Unlocked),
//!                 SerialItem::new(13, 80, SerialStatus::Locked),
//!             ],
//!             data_expire_at: UnixSeconds::now().plus(Duration::from_secs(2 * 60 * 60)),
//!         },
//!     )
//! }
//! ```

use aes::Aes128;
use base64::{Engine, engine::general_purpose::STANDARD};
use ecb::cipher::{BlockModeEncrypt, KeyInit, block_padding::Pkcs7};
use wx_core::{EncodeError, Parts, SessionKey};
pub use wx_specs::mini_drama::{LockDataReq, SerialItem, SerialStatus};

/// The `data` of `setCanPlaySerialList` and `isCanPlay`, for the user whose newest session key this is.
pub fn encrypt(session_key: &SessionKey, episodes: &LockDataReq) -> Result<String, EncodeError> {
    let mut parts = Parts::default();
    parts.json(episodes)?;
    let (_, json) = parts.body.into_bytes();
    Ok(encrypt_text(session_key, &json))
}

/// The key is the beginning of the session key as the text it is, zeros after it if it is short.
fn encrypt_text(session_key: &SessionKey, json: &[u8]) -> String {
    let mut key = [0; 16];
    key.iter_mut().zip(session_key.expose().bytes()).for_each(|(place, byte)| *place = byte);
    STANDARD.encode(ecb::Encryptor::<Aes128>::new(&key.into()).encrypt_padded_vec::<Pkcs7>(json))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_what_the_official_page_shows() {
        let json = r#"{"openid":"xJad239kjafkjakdjfe","src_appid":"wx98293892389823","drama_id":"21212","serial_list":[{ "start_serial_no":10,"end_serial_no":12,"status":1},{"start_serial_no":13,"end_serial_no":15,"status":2}], "data_expire_at":1703474855}"#;
        let data = "LHb+riG/WsCP8wqQEIvJxCx59exL+Wjf23R/pTIbC9gZo3yrUrMMoqIb3/zviK0jtt2HBTk4Eke/bmSD/qKwfY277NK6YNv9wML8+loNnjIkPJHj3DHUALEcwxBTOUVqgTBNTFimtdU7qwkqMIMU1RSlQR+U9CFckbX46mCQoyA8VssxP5ej16+WIcnVqGbkZQdI5hoWZqvwRdnQtMV3s5ZDlGxxYS75XoTYMNdNYOS6bA9jt4K1AUWuEQcOw8ygs4a8EqYbwnA7uD6Ks+54O6xtEXmLyr5uPZKXcbyzjWs17+odJHI+e0gU5o79e3I6";
        // It was encrypted with the line's end.
        let line = format!("{json}\n");
        assert_eq!(encrypt_text(&SessionKey::new("89283sdkj1212121212"), line.as_bytes()), data);

        // The page's JSON has spaces in it; ours says the same without.
        let episodes = LockDataReq {
            openid: "xJad239kjafkjakdjfe".into(),
            src_appid: "wx98293892389823".into(),
            drama_id: "21212".into(),
            serial_list: vec![
                SerialItem::new(10, 12, SerialStatus::Unlocked),
                SerialItem::new(13, 15, SerialStatus::Locked),
            ],
            data_expire_at: 1_703_474_855.into(),
        };
        let key = SessionKey::new("89283sdkj1212121212");
        let dense = json.replace(' ', "");
        assert_eq!(encrypt(&key, &episodes).unwrap(), encrypt_text(&key, dense.as_bytes()));
    }

    #[test]
    fn any_key_is_taken() {
        let of = |key: &str| encrypt_text(&SessionKey::new(key), b"{}");
        assert_eq!(of("short"), of("short\0"));
        assert_eq!(of("0123456789abcdef"), of("0123456789abcdef and more"));
        assert_ne!(of(""), of("0"));
        // In the middle of a character.
        assert_eq!(of("会话密钥会话密钥").len(), 24);
    }
}
