//! serde_json hands numbers over in another way where any crate of a program turns on its feature `arbitrary_precision`.
//! Nothing of ours may depend on the usual one.
#![cfg(test)]

mod answers;
mod requests;

use std::sync::{Arc, Mutex};

use wx_api::{
    Bytes, Client, Keys, Sending, Transport,
    http::{Request, Response},
};

/// A transport that gives one answer and keeps what was sent.
#[derive(Debug, Clone)]
struct Canned {
    answer: Bytes,
    sent: Arc<Mutex<Vec<Request<Bytes>>>>,
}

impl Canned {
    fn new(answer: impl Into<Bytes>) -> Self {
        Self { answer: answer.into(), sent: Arc::default() }
    }

    fn client(&self) -> Client {
        let keys = Keys::new().pay("live-key").pay_sandbox("sandbox-key").shop("s1", "shop-secret");
        Client::builder("wx1", "secret").keys(keys).transport(self.clone()).build().unwrap()
    }

    /// The path, the query and the body of the last request.
    fn last(&self) -> (String, String, Vec<u8>) {
        let sent = self.sent.lock().unwrap();
        let request = sent.last().unwrap();
        let query = request.uri().query().unwrap_or_default().to_owned();
        (request.uri().path().to_owned(), query, request.body().to_vec())
    }
}

impl Transport for Canned {
    fn send(&self, request: Request<Bytes>, _: usize) -> Sending<'_> {
        let is_token = request.uri().path().contains("stable_token");
        let answer =
            if is_token { r#"{"access_token":"t","expires_in":7200.0}"#.into() } else { self.answer.clone() };
        self.sent.lock().unwrap().push(request);
        Box::pin(async move { Ok(Response::new(answer)) })
    }
}
