//! The address that calls go to.

use std::fmt;

use wx_core::http::{HeaderValue, Uri, uri};

/// A base URL that calls can go to.
#[derive(Debug)]
pub(super) struct BaseUrl {
    /// `https://host:port/path`, without a slash at its end.
    pub(super) url: String,
    pub(super) is_https: bool,
    /// The host, and the port if it says one.
    pub(super) host: String,
    pub(super) host_header: HeaderValue,
}

/// A base URL that calls cannot go to, and why. It shows neither a user, a password, a query nor a fragment, whole or damaged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadBaseUrl {
    shown: String,
    problem: &'static str,
}

impl fmt::Display for BadBaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { shown, problem } = self;
        write!(
            f,
            "`{shown}` cannot be the base URL: {problem}; write `https://host` or `http://host:port/path`"
        )
    }
}

impl BaseUrl {
    pub(super) fn parse(base: &str) -> Result<Self, BadBaseUrl> {
        let bad = |problem| BadBaseUrl { shown: shown(base), problem };
        let has = |c: char| base.contains(c) || encoded(base, c);
        if has('#') {
            return Err(bad("it has a fragment"));
        }
        if has('?') {
            return Err(bad("it has a query"));
        }
        // Also behind a slash: it may be part of a password.
        if has('@') {
            return Err(bad("it has a user or a password"));
        }
        let uri: Uri = base.parse().map_err(|_| bad("it is no address"))?;
        // http knows them in lower case only.
        let scheme = uri.scheme_str().unwrap_or_default().to_ascii_lowercase();
        let is_https = match scheme.as_str() {
            "https" => true,
            "http" => false,
            _ => return Err(bad("it does not begin with `http://` or `https://`")),
        };
        let authority = uri.authority().ok_or_else(|| bad("it has no host"))?;
        let port = authority.as_str().strip_prefix(authority.host());
        if authority.host().is_empty() || port != Some("") && authority.port_u16().is_none() {
            return Err(bad("its host or port is none"));
        }
        let host_header = HeaderValue::try_from(usual_port(is_https, authority));
        let path = uri.path().trim_end_matches('/');
        Ok(Self {
            url: format!("{scheme}://{authority}{path}"),
            is_https,
            host: authority.to_string(),
            host_header: host_header.map_err(|_| bad("it is no address"))?,
        })
    }
}

/// Whether a character stands in a text percent-encoded.
fn encoded(text: &str, c: char) -> bool {
    let code = format!("%{:02x}", u32::from(c));
    text.as_bytes().windows(3).any(|window| window.eq_ignore_ascii_case(code.as_bytes()))
}

/// The host as requests name it: without a port that goes without saying.
fn usual_port(is_https: bool, authority: &uri::Authority) -> &str {
    match (is_https, authority.port_u16()) {
        (false, Some(80)) | (true, Some(443)) => authority.host(),
        _ => authority.as_str(),
    }
}

/// A base URL as far as it can be shown. Where it may have a user, a password, a query or a fragment in it, in whatever form,
/// nobody can tell where those end: no more than the scheme is shown then.
pub(super) fn shown(base: &str) -> String {
    const LONGEST: usize = 200;
    let is_safe = |c: char| c.is_alphanumeric() || "-._~/:[]".contains(c);
    let scheme = ["https://", "http://"]
        .into_iter()
        .find(|scheme| base.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)));
    if base.len() <= LONGEST && base.chars().all(is_safe) {
        return base.to_owned();
    }
    format!("{}…", scheme.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Client, Error};

    #[test]
    fn an_address_is_taken_as_it_is_meant() {
        for (base, url, host, header) in [
            (
                "https://api.weixin.qq.com",
                "https://api.weixin.qq.com",
                "api.weixin.qq.com",
                "api.weixin.qq.com",
            ),
            ("http://localhost:8420/", "http://localhost:8420", "localhost:8420", "localhost:8420"),
            ("HTTPS://Host:443/Path//", "https://Host:443/Path", "Host:443", "Host"),
            ("http://[::1]:80/a/b", "http://[::1]:80/a/b", "[::1]:80", "[::1]"),
            ("https://host/%E4%B8%AD", "https://host/%E4%B8%AD", "host", "host"),
        ] {
            let parsed = BaseUrl::parse(base).unwrap_or_else(|bad| panic!("{base}: {bad}"));
            assert_eq!((parsed.url.as_str(), parsed.host.as_str()), (url, host), "{base}");
            assert_eq!(parsed.host_header, header, "{base}");
            assert_eq!(parsed.is_https, url.starts_with("https"), "{base}");
        }
    }

    #[test]
    fn what_calls_cannot_go_to_is_refused_and_shows_no_secret() {
        // `hunter2` and `s3cret` are a password and a part of a query.
        for (base, problem) in [
            ("https://user:hunter2@host", "user or a password"),
            ("https://hunter2@host", "user or a password"),
            ("https://user:hunter2@s3cret@host", ""),
            ("https://user:hun@ter2@host/", ""),
            ("user:hunter2@host", ""),
            ("user:hunter2@host/path?s3cret", ""),
            ("//user:hunter2@host", ""),
            ("https:user:hunter2@host", ""),
            ("https:/user:hunter2@host", ""),
            ("ftp://user:hunter2@host", ""),
            ("HTTPS://USER:hunter2@host", "user or a password"),
            ("https://user:hun?ter2@host", "query"),
            ("https://user:hun#ter2@host", "fragment"),
            ("https://user:hun/ter2@host", "user or a password"),
            ("https://user/hunter2@host", "user or a password"),
            ("https://host:port", "host or port"),
            (r"https://user:hun\ter2@host", ""),
            ("https://user:hunter2%40host", "user or a password"),
            ("https://user%3Ahunter2%40host/", "user or a password"),
            ("https://host/user:hunter2%40x", "user or a password"),
            ("https://host?key=s3cret", "query"),
            ("https://host/?key=s3cret@x", "query"),
            ("https://host/path?key=s3cret#x", ""),
            ("https://host/%3Fkey=s3cret", "query"),
            ("https://host/%3fkey=s3cret", "query"),
            ("host?key=s3cret", "query"),
            ("?key=s3cret", "query"),
            ("https://host#s3cret", "fragment"),
            ("https://host/%23s3cret", "fragment"),
            ("https://host/#", "fragment"),
            ("https://host/?", "query"),
            ("https://@host", ""),
            (" https://user:hunter2@host", ""),
            ("https://user:hunter2@host\n", ""),
            ("", "address"),
            ("https://", "address"),
            ("https://:443", ""),
            ("https://host:", ""),
            ("host", "begin with"),
            ("host:8080", ""),
            ("/path", "begin with"),
            ("http://a b", "address"),
        ] {
            let builder = || Client::builder("wx1", "secret").base_url(base);
            let error = builder().build().err().unwrap_or_else(|| panic!("{base} is taken"));
            assert!(matches!(error, Error::Setup(_)), "{base}");
            let told = format!("{error} {error:?}");
            assert!(told.contains(problem), "{base}: {told}");
            let told = format!("{told} {:?}", builder());
            for part in ["hun", "ter2", "s3cret", "USER", "user:", "key="] {
                assert!(!told.contains(part), "{base}: {told}");
            }
        }
        assert!(
            BaseUrl::parse("localhost:8420")
                .unwrap_err()
                .to_string()
                .starts_with("`localhost:8420` cannot be")
        );
        let bad = BaseUrl::parse("HTTPS://user:x@host").unwrap_err();
        assert!(bad.to_string().starts_with("`https://…` cannot be"), "{bad}");
    }
}
