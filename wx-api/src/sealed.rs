//! Sealed calls (服务端 API 签名加密): what leaves encrypted and signed, and comes back so.

use std::sync::atomic::{AtomicBool, Ordering};

use serde_json::{Map, Value};
use wx_core::{
    AppId, Bytes, Meta, RequestError, Unexpected,
    http::{HeaderMap, HeaderValue, Response, header::CONTENT_TYPE},
    secure::{ApiSecurity, Call, SecureError},
};

use crate::outgoing::Outgoing;

/// The host whose name is part of what is signed, whatever proxy the call goes through.
const OFFICIAL: &str = "api.weixin.qq.com";

/// The keys of one client.
pub(crate) struct Seal {
    security: ApiSecurity,
    /// Whether it was already said that the certificate is about to be replaced.
    warned: AtomicBool,
}

/// An answer that is not sealed as it should be.
pub(crate) struct Untrusted {
    /// Why.
    pub(crate) cause: Unexpected,
    /// The answer as it came, if nobody claims that it is sealed. It may be a failure, which is believed, but no success.
    pub(crate) plain: Option<Response<Bytes>>,
}

impl Seal {
    pub(crate) fn new(security: ApiSecurity) -> Self {
        Self { security, warned: AtomicBool::new(false) }
    }

    /// The headers and the body of a sealed request. Fixed and own query fields travel inside, the access token does not.
    pub(crate) fn seal(
        &self,
        meta: &Meta,
        host: &str,
        appid: &AppId,
        outgoing: &Outgoing,
    ) -> Result<(HeaderMap, Bytes), RequestError> {
        let failed = |error: &dyn std::fmt::Display| RequestError::Seal(error.to_string());
        let mut fields = Map::new();
        for query in [meta.fixed_query(), &outgoing.query] {
            let pairs: Vec<(String, Value)> =
                serde_urlencoded::from_str(query).map_err(|error| failed(&error))?;
            fields.extend(pairs);
        }
        let body: Map<String, Value> =
            serde_json::from_slice(&outgoing.body).map_err(|error| failed(&error))?;
        fields.extend(body);
        let url = url(meta, host);
        let sealed = self.security.seal_request(Call::now(&url, appid), &fields);
        let sealed = sealed.map_err(|error| failed(&error))?;
        let mut headers = sealed.headers;
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        Ok((headers, sealed.body))
    }

    /// The answer inside, unless there is none that can be trusted.
    pub(crate) fn open(
        &self,
        meta: &Meta,
        host: &str,
        appid: &AppId,
        response: Response<Bytes>,
    ) -> Result<Response<Bytes>, Box<Untrusted>> {
        let url = url(meta, host);
        match self.security.open_response(Call::now(&url, appid), response.headers(), response.body()) {
            Ok(opened) => {
                if opened.certificate_deprecated && !self.warned.swap(true, Ordering::Relaxed) {
                    tracing::warn!(
                        appid = %appid,
                        "WeChat is replacing its platform certificate: download the new one from the page API 安全"
                    );
                }
                Ok(response.map(|_| opened.to_bytes()))
            }
            Err(error @ SecureError::NotSealed) => {
                let problem = format!("{error}; is the endpoint switched on at the page API 安全?");
                Err(Box::new(Untrusted { cause: Unexpected::Unsealed(problem), plain: Some(response) }))
            }
            Err(error) => {
                Err(Box::new(Untrusted { cause: Unexpected::Unsealed(error.to_string()), plain: None }))
            }
        }
    }
}

/// The address as WeChat sees it.
fn url(meta: &Meta, host: &str) -> String {
    let host = if host.ends_with(".weixin.qq.com") { host } else { OFFICIAL };
    format!("https://{host}{}", meta.route())
}
