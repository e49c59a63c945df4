//! One client on several runtimes.

use std::time::Duration;

use tokio::runtime::{Builder, Runtime};
use wx_api::{Client, RetryPolicy, prelude::*};
use wx_mock::{Fault, MockWechat};

use crate::client;

/// A runtime that runs only while something blocks on it.
fn runtime() -> Runtime {
    Builder::new_current_thread().enable_all().build().unwrap()
}

/// A fake WeChat that always runs, and a client.
fn world() -> (Runtime, MockWechat, Client) {
    let server = Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let wechat = server.block_on(MockWechat::start());
    let client = client(&wechat).with_retry(RetryPolicy::none());
    (server, wechat, client)
}

/// A call that is not idempotent, and so made once.
fn call(runtime: &Runtime, client: &Client) {
    runtime.block_on(client.generate_scheme(GenerateScheme::new())).unwrap();
}

#[test]
fn a_runtime_that_is_not_driven_any_more_holds_up_no_call_on_another() {
    let (_server, wechat, client) = world();
    let (first, second) = (runtime(), runtime());
    for _ in 0..3 {
        call(&first, &client);
        call(&second, &client);
    }
    assert_eq!(wechat.calls_to("generateScheme"), 6);
    assert_eq!(wechat.calls_to("getStableAccessToken"), 1);
}

#[test]
fn a_runtime_that_shuts_down_takes_no_call_on_another_along() {
    let (_server, wechat, client) = world();
    for _ in 0..20 {
        let one = runtime();
        call(&one, &client);
        let other = runtime();
        call(&other, &client);
        drop(one);
        call(&other, &client);
    }
    assert_eq!(wechat.calls_to("generateScheme"), 60);
}

#[test]
fn a_token_that_is_fetched_on_a_runtime_that_is_not_driven_any_more_is_fetched_again() {
    let (_server, wechat, client) = world();
    wechat.fault("getStableAccessToken", Fault::Delay(Duration::from_millis(200)));
    let (first, second) = (runtime(), runtime());
    first.block_on(async {
        tokio::select! {
            _ = client.access_token() => unreachable!("it is answered later"),
            () = wechat.called("getStableAccessToken", 1) => {}
        }
    });
    call(&second, &client);
    // What comes of the first fetch is no trouble for anybody.
    call(&first, &client);
    call(&second, &client);
    assert_eq!(wechat.calls_to("getStableAccessToken"), 2);
}
