//! The two seams: a `Caller` of one's own, a `Transport` of one's own.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use wx_api::{
    Answer, Bytes, Caller, Client, Endpoint, Error, Reply, Sending, Transport, Unexpected,
    http::{Request, Response},
    prelude::*,
};

use crate::world;

/// A test double: it answers every endpoint with the same JSON, without a network.
struct Double(serde_json::Value);

impl Caller for Double {
    type Error = Unexpected;

    async fn call<E: Endpoint>(&self, _: E) -> Result<E::Response, Unexpected> {
        E::Response::from_reply(Reply::Json(self.0.clone().into()))
    }
}

/// A wrapper: it counts the calls.
struct Counted<C>(C, AtomicUsize);

impl<C: Caller> Caller for Counted<C> {
    type Error = C::Error;

    async fn call<E: Endpoint>(&self, request: E) -> Result<E::Response, C::Error> {
        self.1.fetch_add(1, Ordering::Relaxed);
        self.0.call(request).await
    }
}

/// Code under test: it does not care who calls.
async fn link<C: Caller>(caller: &C) -> Result<String, C::Error> {
    Ok(caller.generate_url_link(GenerateUrlLink::new()).await?.url_link)
}

#[tokio::test]
async fn a_double_and_a_wrapper_have_every_client_method() {
    let double = Double(serde_json::json!({ "url_link": "https://wxaurl.cn/x" }));
    assert_eq!(link(&double).await.unwrap(), "https://wxaurl.cn/x");

    let (_wechat, client) = world().await;
    let counted = Counted(client, AtomicUsize::new(0));
    link(&counted).await.unwrap();
    link(&Arc::new(counted)).await.unwrap();
}

/// A transport that answers by itself.
#[derive(Debug)]
struct Canned(&'static str);

impl Transport for Canned {
    fn send(&self, request: Request<Bytes>, _: usize) -> Sending<'_> {
        let token = request.uri().path().contains("stable_token");
        let body = if token { r#"{"access_token":"t","expires_in":7200}"# } else { self.0 };
        Box::pin(async move { Ok(Response::new(Bytes::from_static(body.as_bytes()))) })
    }
}

#[tokio::test]
async fn a_transport_of_ones_own() {
    let client =
        Client::builder("wx1", "s").transport(Canned(r#"{"openlink":"weixin://x"}"#)).build().unwrap();
    assert_eq!(client.generate_scheme(GenerateScheme::new()).await.unwrap().openlink, "weixin://x");
}

#[test]
fn a_client_that_cannot_work_is_not_built() {
    let message = |appid: &str, secret: &str, base: &str| {
        let error = Client::builder(appid, secret).base_url(base).build().unwrap_err();
        assert!(matches!(error, Error::Setup(_)));
        error.to_string()
    };
    assert_eq!(message("", "s", "https://a"), "the appid is empty");
    assert_eq!(message("wx1", "", "https://a"), "the AppSecret is empty");
    for base in ["", "api.weixin.qq.com", "ftp://a", "https://a?b=c", "https://me:pass@a", "http://a b"] {
        let message = message("wx1", "s", base);
        assert!(message.contains("cannot be the base URL") && !message.contains("pass"), "{message}");
    }
}
