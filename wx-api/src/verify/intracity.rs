//! The callback of an intracity order (同城配送 订单状态回调).

use md5::{Digest, Md5};
use serde_json::{Map, Value};
use wx_core::{AppId, Misfit, PushToken, sign::is_signature};
use wx_specs::intracity::IntracityOrderCallback;

use super::VerifyError;

const BODY: &str = "the body of the callback";
const SIGN: &str = "`sign` of the callback";

/// The answer that tells WeChat that a callback has arrived; after any other it is sent again.
pub const INTRACITY_REPLY: &str = r#"{"return_code":0,"return_msg":"OK"}"#;

/// Reads the callback of an order (订单状态回调) that was posted to its `callback_url`, if it is signed and for this mini program.
/// The Token is that of message push (开发管理 - 开发设置 - 消息推送).
///
/// Answer with [`INTRACITY_REPLY`]. The same status may come more than once.
pub fn intracity_order(
    body: &[u8],
    token: &PushToken,
    appid: &AppId,
) -> Result<IntracityOrderCallback, VerifyError> {
    let unreadable = |misfit| VerifyError::Unreadable { what: BODY, misfit };
    let fields: Map<String, Value> =
        serde_json::from_slice(body).map_err(|_| unreadable(Misfit::at("", "it is no JSON object")))?;
    let sign = fields.get("sign").and_then(Value::as_str).ok_or(VerifyError::Missing { what: SIGN })?;
    if !is_signature(sign, &signature(&fields, token)) {
        let token = "that of message push (开发管理 - 开发设置 - 消息推送)";
        return Err(VerifyError::WrongSignature { what: SIGN, token });
    }
    let callback: IntracityOrderCallback =
        wx_core::from_recognized(&Value::Object(fields)).map_err(unreadable)?;
    if callback.appid == *appid {
        Ok(callback)
    } else {
        Err(VerifyError::WrongApp { found: callback.appid, expected: appid.clone() })
    }
}

/// Of all fields but `sign`, those that are documented later included: `key=value`, by their keys, and the token.
fn signature(fields: &Map<String, Value>, token: &PushToken) -> String {
    let mut pairs: Vec<_> = fields.iter().filter(|(key, _)| *key != "sign").collect();
    pairs.sort_unstable_by_key(|(key, _)| *key);
    let mut md5 = Md5::new();
    for (key, value) in pairs {
        let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        md5.update(format!("{key}={value}&"));
    }
    md5.update(format!("token={}", token.expose()));
    md5.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use wx_specs::intracity::IntracityOrderStatus;

    use super::*;

    /// The official page's, with the `sign` of its text; the page shows that of a text in which `&times` became `×`.
    const BODY: &str = r#"{
        "appid":"wx539e0b4872f19621",
        "order_status":40000,
        "service_trans_id":"DADA",
        "status_change_time":1711458532,
        "store_order_id":"sa5dadada12fd4assdsdad11s",
        "timestamp":1711458532,
        "wx_order_id":"4018734875633256960",
        "wx_store_id":"4000000000000042001",
        "sign":"bb783330085f89499dfc6911e3a2dd31"
    }"#;

    fn read(body: &str) -> Result<IntracityOrderCallback, VerifyError> {
        intracity_order(body.as_bytes(), &PushToken::new("abcdefghi"), &AppId::new("wx539e0b4872f19621"))
    }

    #[test]
    fn a_callback_is_read() {
        let callback = read(BODY).unwrap();
        assert_eq!(callback.order_status, IntracityOrderStatus::AtStore);
        assert_eq!(callback.wx_order_id, "4018734875633256960");
        assert_eq!((callback.timestamp.0, callback.service_trans_id.as_str()), (1_711_458_532, "DADA"));
        // The order of the fields is WeChat's affair.
        let turned = BODY.replacen(r#""appid":"wx539e0b4872f19621","#, "", 1);
        let turned = turned.replacen(r#"dd31""#, r#"dd31","appid":"wx539e0b4872f19621""#, 1);
        assert_eq!(read(&turned).unwrap().appid, "wx539e0b4872f19621");
    }

    #[test]
    fn a_reply_is_what_the_page_says() {
        let reply: Value = serde_json::from_str(INTRACITY_REPLY).unwrap();
        assert_eq!(reply, serde_json::json!({ "return_code": 0, "return_msg": "OK" }));
    }

    #[test]
    fn what_was_altered_is_refused() {
        let wrong = "`sign` of the callback holds a wrong signature: the request is not WeChat's, or the token is not that \
             of message push (开发管理 - 开发设置 - 消息推送)";
        for (old, new) in [
            ("40000", "70000"),
            ("DADA", "SFTC"),
            (r#""DADA","#, r#""DADA","token":"x","#),
            ("bb78", "bb79"),
            ("bb783330085f89499dfc6911e3a2dd31", ""),
        ] {
            let error = read(&BODY.replacen(old, new, 1)).unwrap_err();
            assert_eq!(error.to_string(), wrong, "{old} became {new}");
        }
        let unsigned = BODY.replace(r#""sign":"bb"#, r#""signed":"bb"#);
        let error = read(&unsigned).unwrap_err().to_string();
        assert!(error.starts_with("`sign` of the callback is missing"), "{error}");
        for nonsense in ["", "[]", "null", "\"x\"", &BODY[..100]] {
            let error = read(nonsense).unwrap_err().to_string();
            assert_eq!(error, "the body of the callback cannot be read: it is no JSON object");
        }
        let error = intracity_order(BODY.as_bytes(), &PushToken::new("abcdefghi"), &AppId::new("wx1"));
        assert_eq!(
            error.unwrap_err().to_string(),
            "the request is for the mini program wx539e0b4872f19621, this one is wx1"
        );
    }

    #[test]
    fn a_signed_callback_of_another_shape_is_named() {
        let token = PushToken::new("abcdefghi");
        let mut fields = Map::from_iter([("appid".to_owned(), Value::from("wx1"))]);
        fields.insert("sign".into(), signature(&fields, &token).into());
        let body = Value::Object(fields).to_string();
        let error = intracity_order(body.as_bytes(), &token, &AppId::new("wx1")).unwrap_err();
        assert_eq!(error.to_string(), "the body of the callback cannot be read: `wx_order_id` is missing");
    }

    #[test]
    fn no_callback_panics() {
        for at in 0..BODY.len() {
            for byte in *b"\"\\{],-e\x00\xff" {
                let mut body = BODY.as_bytes().to_vec();
                body[at] = byte;
                let _ = intracity_order(&body, &PushToken::new("abcdefghi"), &AppId::new("wx1"));
            }
        }
    }
}
