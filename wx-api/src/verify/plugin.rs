//! Requests of a plugin (插件请求签名).

use serde_json::{Map, Value};
use wx_core::{
    AppId, Misfit, PluginToken, UnixSeconds,
    http::HeaderMap,
    sign::{host_signature, is_signature},
};

use super::VerifyError;

const HOST_SIGN: &str = "the header X-WECHAT-HOSTSIGN";
const REFERER: &str = "the header Referer";

/// The mini program in which a plugin runs.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct PluginHost {
    /// Which it is.
    pub appid: AppId,
    /// The version that runs. It is not signed.
    pub version: HostVersion,
    /// When the signature was made. It changes every ten minutes while the network is there.
    pub signed_at: UnixSeconds,
}

/// Which version of a mini program runs.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum HostVersion {
    /// One under development, on trial or in review (开发版、体验版、审核版本).
    Preview,
    /// One in the developer tools (开发者工具).
    DevTools,
    /// A released one (正式版本), by its number.
    Release(String),
}

/// The mini program in which the plugin runs that sent this request, by the headers `X-WECHAT-HOSTSIGN` and `Referer`.
///
/// The token is the plugin's, on the page 小程序插件 - 基本设置.
pub fn plugin_host(headers: &HeaderMap, token: &PluginToken) -> Result<PluginHost, VerifyError> {
    let header = |name, what| headers.get(name).ok_or(VerifyError::Missing { what });
    let (sign, referer) = (header("x-wechat-hostsign", HOST_SIGN)?, header("referer", REFERER)?);

    let misfit = |problem| VerifyError::Unreadable { what: REFERER, misfit: Misfit::at("", problem) };
    let page = "it is not https://servicewechat.com/{appid}/{version}/page-frame.html";
    let (appid, version) = referer.to_str().ok().and_then(host).ok_or_else(|| misfit(page))?;

    let wrong = |misfit| VerifyError::Unreadable { what: HOST_SIGN, misfit };
    let fields: Map<String, Value> =
        serde_json::from_slice(sign.as_bytes()).map_err(|_| wrong(Misfit::at("", "it is no JSON object")))?;
    let text = |name| match fields.get(name) {
        Some(Value::String(text)) => Ok(text.clone()),
        Some(Value::Number(number)) => Ok(number.to_string()),
        Some(_) => Err(wrong(Misfit::at(name, "it is no text"))),
        None => Err(wrong(Misfit::missing(name))),
    };
    let (nonce, timestamp, signature) = (text("noncestr")?, text("timestamp")?, text("signature")?);
    if !is_signature(&signature, &host_signature(token, &appid, &nonce, &timestamp)) {
        return Err(VerifyError::WrongSignature {
            what: HOST_SIGN,
            token: "that of the plugin (小程序插件 - 基本设置)",
        });
    }
    let no_time = |_| wrong(Misfit::at("timestamp", "it is no number of seconds"));
    let signed_at = UnixSeconds(timestamp.parse().map_err(no_time)?);
    Ok(PluginHost { appid, version, signed_at })
}

/// The mini program and its version in a referer.
fn host(referer: &str) -> Option<(AppId, HostVersion)> {
    let path = referer.strip_prefix("https://servicewechat.com/")?.strip_suffix("/page-frame.html")?;
    let (appid, version) = path.split_once('/')?;
    if appid.is_empty() || version.is_empty() || version.contains('/') {
        return None;
    }
    let version = match version {
        "0" => HostVersion::Preview,
        "devtools" => HostVersion::DevTools,
        number => HostVersion::Release(number.to_owned()),
    };
    Some((AppId::new(appid), version))
}

#[cfg(test)]
mod tests {
    use wx_core::http::HeaderValue;

    use super::*;

    const APPID: &str = "wx0123456789abcdef";

    fn headers(referer: &str, sign: &str) -> HeaderMap {
        HeaderMap::from_iter([
            ("referer".parse().unwrap(), HeaderValue::from_bytes(referer.as_bytes()).unwrap()),
            ("x-wechat-hostsign".parse().unwrap(), HeaderValue::from_bytes(sign.as_bytes()).unwrap()),
        ])
    }

    fn page(appid: &str, version: &str) -> String {
        format!("https://servicewechat.com/{appid}/{version}/page-frame.html")
    }

    /// Of the token `plugin-token`, with the nonce `8AP6DT9ybtniUJfb`; computed with Python's hashlib.
    const SIGNATURE: &str = "8fc2b1b3474fdbc114d493ac5561485d425720eb";

    fn sign(signature: &str) -> String {
        format!(r#"{{"noncestr":"8AP6DT9ybtniUJfb", "timestamp":"1559129714", "signature":"{signature}"}}"#)
    }

    fn read(headers: &HeaderMap) -> Result<PluginHost, VerifyError> {
        plugin_host(headers, &PluginToken::new("plugin-token"))
    }

    #[test]
    fn the_host_is_who_the_signature_says() {
        for (text, version) in [
            ("0", HostVersion::Preview),
            ("devtools", HostVersion::DevTools),
            ("42", HostVersion::Release("42".into())),
        ] {
            let host = read(&headers(&page(APPID, text), &sign(SIGNATURE))).unwrap();
            let expected = PluginHost { appid: APPID.into(), version, signed_at: UnixSeconds(1_559_129_714) };
            assert_eq!(host, expected);
        }
        // A time as a number says the same.
        let number = sign(SIGNATURE).replace(r#""1559129714""#, "1559129714");
        assert!(read(&headers(&page(APPID, "42"), &number)).is_ok());
    }

    #[test]
    fn what_is_not_the_hosts_is_refused() {
        let other = read(&headers(&page("wx1", "42"), &sign(SIGNATURE))).unwrap_err();
        assert_eq!(
            other.to_string(),
            "the header X-WECHAT-HOSTSIGN holds a wrong signature: the request is not WeChat's, or the token is not that \
             of the plugin (小程序插件 - 基本设置)"
        );
        let real = headers(&page(APPID, "42"), &sign(SIGNATURE));
        assert!(plugin_host(&real, &PluginToken::new("another")).is_err());
        for (name, what) in [("referer", REFERER), ("x-wechat-hostsign", HOST_SIGN)] {
            let mut less = real.clone();
            less.remove(name);
            assert_eq!(read(&less).unwrap_err(), VerifyError::Missing { what });
        }
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        for referer in [
            "",
            "https://servicewechat.com/",
            "https://servicewechat.com/wx1/page-frame.html",
            "https://servicewechat.com//1/page-frame.html",
            "https://servicewechat.com/wx1//page-frame.html",
            "https://servicewechat.com/wx1/1/2/page-frame.html",
            "https://servicewechat.com.evil.example/wx1/1/page-frame.html",
            "http://servicewechat.com/wx1/1/page-frame.html",
            "https://servicewechat.com/会/1/page-frame.html",
        ] {
            let error = read(&headers(referer, &sign(SIGNATURE))).unwrap_err();
            assert!(
                error.to_string().starts_with("the header Referer cannot be read: it is not https"),
                "{error}"
            );
        }
        for (sign, problem) in [
            ("", "it is no JSON object"),
            ("[]", "it is no JSON object"),
            ("{}", "`noncestr` is missing"),
            (r#"{"noncestr":[]}"#, "at `noncestr`: it is no text"),
            (r#"{"noncestr":"a","timestamp":"1"}"#, "`signature` is missing"),
        ] {
            let error = read(&headers(&page(APPID, "1"), sign)).unwrap_err();
            let expected = format!("the header X-WECHAT-HOSTSIGN cannot be read: {problem}");
            assert_eq!(error.to_string(), expected);
        }
    }
}
