//! The addresses of calls. Those that have nothing in them but the token are the same until the token is another, and are kept.

use std::{
    collections::BTreeMap,
    sync::{PoisonError, RwLock},
};

use wx_core::{
    AccessToken, Meta,
    http::{Uri, uri::InvalidUri},
};

/// An address: the base, the endpoint's path, and the pairs of its query, which are percent-encoded already.
pub(crate) fn address(base: &str, route: &str, queries: &[&str]) -> Result<Uri, InvalidUri> {
    let length = base.len() + route.len() + queries.iter().map(|query| query.len() + 1).sum::<usize>();
    let mut text = String::with_capacity(length);
    text.push_str(base);
    text.push_str(route);
    let mut separator = '?';
    for query in queries.iter().filter(|query| !query.is_empty()) {
        text.push(separator);
        text.push_str(query);
        separator = '&';
    }
    Uri::try_from(text)
}

/// The addresses with the token in hand.
#[derive(Default)]
pub(crate) struct Addresses(RwLock<Kept>);

#[derive(Default)]
struct Kept {
    token: Option<AccessToken>,
    /// By where the endpoint's description stands. Should it stand in two places, its address is kept twice.
    of: BTreeMap<usize, Uri>,
}

impl Addresses {
    /// The address of an endpoint with this token, made if it is not kept.
    pub(crate) fn of<E>(
        &self,
        meta: &'static Meta,
        token: &AccessToken,
        make: impl FnOnce() -> Result<Uri, E>,
    ) -> Result<Uri, E> {
        let key = std::ptr::from_ref(meta) as usize;
        let is_current = |kept: &Kept| kept.token.as_ref().is_some_and(|of| of.expose() == token.expose());
        let kept = self.0.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(address) = kept.of.get(&key).filter(|_| is_current(&kept)) {
            return Ok(address.clone());
        }
        drop(kept);
        let made = make()?;
        let mut kept = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if !is_current(&kept) {
            *kept = Kept { token: Some(token.clone()), of: BTreeMap::new() };
        }
        kept.of.insert(key, made.clone());
        Ok(made)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    static ONE: Meta = Meta::new(
        ("one", "One", "wx_api"),
        wx_core::http::Method::POST,
        "/one",
        wx_core::ResponseKind::Empty,
        "",
    );
    static TWO: Meta = Meta::new(
        ("two", "Two", "wx_api"),
        wx_core::http::Method::POST,
        "/two",
        wx_core::ResponseKind::Empty,
        "",
    );

    #[test]
    fn what_is_empty_leaves_no_trace() {
        assert_eq!(address("https://host/p", "/one", &["", ""]).unwrap(), "https://host/p/one");
        assert_eq!(
            address("https://host", "/one", &["", "a=1", "", "b=2"]).unwrap(),
            "https://host/one?a=1&b=2"
        );
        assert!(address("https://host", "/one", &["a b"]).is_err());
    }

    #[test]
    fn an_address_is_kept_for_its_endpoint_and_its_token() {
        let addresses = Addresses::default();
        let get = |meta: &'static Meta, token: &str| {
            let make = || address("http://h", meta.route(), &[&format!("access_token={token}")]);
            let mut made = false;
            let address = addresses.of(meta, &AccessToken::new(token), || {
                made = true;
                make()
            });
            assert_eq!(address.unwrap(), make().unwrap());
            made
        };
        assert!(get(&ONE, "a") && get(&TWO, "a"));
        assert!(!get(&ONE, "a") && !get(&TWO, "a"));
        assert!(get(&ONE, "b"), "another token");
        assert!(get(&ONE, "a"), "and back: only one token's are kept");
    }
}
