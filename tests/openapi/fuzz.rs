//! The fake server under requests that were made up from the document, right ones and wrong ones: it answers each of them,
//! never with 5xx, and with what the document says.
//!
//! `WX_FUZZ_SEED=n` runs a seed that failed again, `WX_FUZZ_ROUNDS=n` runs more for each endpoint.

use std::{env, sync::OnceLock};

use fastrand::Rng;
use jsonschema::Validator;
use serde_json::Value;
use wx_core::registry;
use wx_mock::MockWechat;

use self::call::Call;
use crate::document::Document;

mod call;
mod generate;
mod mutate;

/// Requests for each endpoint.
const ROUNDS: usize = 20;

fn number(name: &str) -> Option<u64> {
    env::var(name).ok().map(|text| text.parse().unwrap_or_else(|_| panic!("{name} is not a number")))
}

fn rounds() -> usize {
    number("WX_FUZZ_ROUNDS").map_or(ROUNDS, |rounds| usize::try_from(rounds).unwrap_or(usize::MAX))
}

/// The document of what WeChat really sends, which the fake server imitates.
fn document() -> &'static Document {
    static DOCUMENT: OnceLock<Document> = OnceLock::new();
    DOCUMENT.get_or_init(Document::wild)
}

/// A fake server, a token for it and a connection to it.
struct World {
    wechat: MockWechat,
    token: String,
    http: reqwest::Client,
}

impl World {
    async fn new() -> Self {
        let wechat = MockWechat::start().await;
        let http = reqwest::Client::builder().no_proxy().build().expect("a client");
        let query =
            format!("grant_type=client_credential&appid={}&secret={}", wechat.appid(), wechat.secret());
        let url = format!("{}/cgi-bin/token?{query}", wechat.base_url());
        let answer = http.get(url).send().await.expect("an answer").text().await.expect("a text");
        let answer: Value = serde_json::from_str(&answer).expect("JSON");
        let token = answer["access_token"].as_str().expect("a token").to_owned();
        Self { wechat, token, http }
    }

    /// Sends a call; what is wrong with the answer.
    async fn faults(&self, call: &Call, answers: &Validator) -> Vec<String> {
        let mut request =
            self.http.request(call.method.clone(), format!("{}{}", self.wechat.base_url(), call.target()));
        if let Some(media) = &call.media {
            request = request.header("content-type", media);
        }
        let answer = match request.body(call.body.clone()).send().await {
            Ok(answer) => answer,
            Err(error) => return vec![format!("no answer: {:?}", error.without_url())],
        };
        let status = answer.status();
        if status != 200 {
            return vec![format!("status {status}")];
        }
        let media = answer
            .headers()
            .get("content-type")
            .and_then(|media| media.to_str().ok())
            .unwrap_or("")
            .to_owned();
        let bytes = match answer.bytes().await {
            Ok(bytes) => bytes,
            Err(error) => return vec![format!("half an answer: {error:?}")],
        };
        if !media.starts_with("application/json") && !media.starts_with("text/plain") {
            let documented =
                document().operation(call.row.meta)["responses"]["200"]["content"].get("*/*").is_some();
            return if documented { Vec::new() } else { vec![format!("an undocumented {media}")] };
        }
        match serde_json::from_slice::<Value>(&bytes) {
            Ok(answer) => answers.iter_errors(&answer).map(|error| format!("{error}: {answer}")).collect(),
            Err(error) => vec![format!("no JSON: {error}")],
        }
    }
}

/// One endpoint after the other, so that a seed always makes the same requests; all endpoints from one seed.
async fn fuzz(seed: u64, mutated: bool) -> Vec<String> {
    let world = World::new().await;
    let (mut sent, mut refused) = (0, Vec::new());
    for row in registry::all() {
        // An endpoint has its own numbers, so that another one more changes nothing for it.
        let own =
            row.meta.id().bytes().fold(seed, |hash, byte| hash.wrapping_mul(31).wrapping_add(byte.into()));
        let mut rng = Rng::with_seed(own);
        let answers = document().validator(&Document::answers(row.meta));
        for round in 0..rounds() {
            let mut call = Call::new(row, document(), &world.wechat, &world.token, &mut rng);
            if mutated {
                mutate::call(&mut call, &mut rng);
            }
            call.sign(&world.wechat);
            let faults = world.faults(&call, &answers).await;
            assert!(
                faults.is_empty(),
                "WX_FUZZ_SEED={seed}, {} round {round}: {}\n{call:?}",
                row.meta.id(),
                faults.join("; ")
            );
            sent += 1;
        }
        let calls = world.wechat.calls_of(&row.meta.id());
        // What is of the documented types is of the types the fake server looks for.
        let misread = calls.iter().find(|call| !mutated && call.errcode == Some(47001));
        assert!(misread.is_none(), "WX_FUZZ_SEED={seed}: {misread:?}");
        if calls.iter().all(|call| call.errcode != Some(0)) {
            let reason = calls.last().and_then(|call| call.reason.clone()).unwrap_or_default();
            refused.push(format!("{} ({reason})", row.meta.id()));
        }
    }
    assert!(sent >= rounds() * registry::all().len());
    refused
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_keeps_to_the_document_is_answered() {
    let refused = fuzz(number("WX_FUZZ_SEED").unwrap_or(1), false).await;
    // Requests that are refused only are no test of what happens behind the checks.
    let all = registry::all().len();
    assert!(refused.len() * 20 <= all, "of {all} endpoints these accepted nothing: {}", refused.join(", "));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_does_not_is_answered_too() {
    fuzz(number("WX_FUZZ_SEED").unwrap_or(2), true).await;
}
