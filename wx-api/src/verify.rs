//! Whether a request is WeChat's: what reaches a server beside message push (消息推送) and is signed (签名校验).
//!
//! | who asks | |
//! |---|---|
//! | WeChat search, which reads pages (搜索爬虫) | [`is_search_crawler`] |
//! | a plugin of yours in somebody's mini program (插件请求签名) | [`plugin_host`] |
//! | the page of a scanned waybill, asking its carrier (扫一扫查快递) | [`is_signed`] |
//! | intracity delivery, with an order's new status (同城配送) | `intracity_order`, feature `intracity` |
//!
//! Signatures are compared in a time that says nothing about the right one. None of them covers how often a request is
//! made: what is seen can be sent again.

mod error;
#[cfg(feature = "intracity")]
mod intracity;
mod plugin;

use wx_core::{
    PushToken,
    http::HeaderMap,
    sign::{is_signature, token_signature},
};

#[cfg(feature = "intracity")]
pub use self::intracity::{INTRACITY_REPLY, intracity_order};
pub use self::{
    error::VerifyError,
    plugin::{HostVersion, PluginHost, plugin_host},
};

/// Whether `signature` is that of `timestamp` and `nonce` under this Token. So are signed the requests of the page of a
/// scanned waybill (扫一扫查快递) and of its cells; the Token is that of the carrier's account.
///
/// ```
/// use wx_api::{PushToken, verify::is_signed};
///
/// let token = PushToken::new("1a2b3c456");
/// assert!(is_signed(&token, "123456", "13578", "5eff852d33f84c33ef1c3a792d3ffb941d6b0261"));
/// ```
pub fn is_signed(token: &PushToken, timestamp: &str, nonce: &str, signature: &str) -> bool {
    is_signature(signature, &token_signature(token, timestamp, nonce))
}

/// Whether it is the crawler of WeChat search (搜索爬虫) that asks for a page's data, by the headers `X-WXApp-Crawler-…`. The
/// Token is that of message push.
///
/// Its `User-Agent`, `mpcrawler`, anybody can write.
pub fn is_search_crawler(headers: &HeaderMap, token: &PushToken) -> bool {
    let header = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let said = [
        header("x-wxapp-crawler-timestamp"),
        header("x-wxapp-crawler-nonce"),
        header("x-wxapp-crawler-signature"),
    ];
    let [Some(timestamp), Some(nonce), Some(signature)] = said else { return false };
    is_signed(token, timestamp, nonce, signature)
}

#[cfg(test)]
mod tests {
    use wx_core::http::HeaderValue;

    use super::*;

    #[test]
    fn the_crawler_is_told_from_who_says_he_is_it() {
        let token = PushToken::new("1a2b3c456");
        let headers = |signature: &'static str| {
            HeaderMap::from_iter([
                ("x-wxapp-crawler-timestamp".parse().unwrap(), HeaderValue::from_static("123456")),
                ("x-wxapp-crawler-nonce".parse().unwrap(), HeaderValue::from_static("13578")),
                ("x-wxapp-crawler-signature".parse().unwrap(), HeaderValue::from_static(signature)),
            ])
        };
        let real = headers("5eff852d33f84c33ef1c3a792d3ffb941d6b0261");
        assert!(is_search_crawler(&real, &token));
        assert!(is_search_crawler(&headers("5EFF852D33F84C33EF1C3A792D3FFB941D6B0261"), &token));
        assert!(!is_search_crawler(&real, &PushToken::new("another")));
        assert!(!is_search_crawler(&headers("5eff852d33f84c33ef1c3a792d3ffb941d6b0262"), &token));
        assert!(!is_search_crawler(&headers(""), &token));
        for name in real.keys() {
            let mut less = real.clone();
            less.remove(name);
            assert!(!is_search_crawler(&less, &token), "without {name}");
        }
    }
}
