//! What the access token costs a call that finds one in hand.
//!
//! `cargo bench -p wx-tests --bench token`. The floor is a clone of an `Arc<str>` behind a lock that nobody else wants: what
//! lies between is the clock, twice.

use std::{
    pin::pin,
    sync::{Arc, RwLock},
    task::{Context, Poll, Waker},
};

use divan::{AllocProfiler, Bencher, black_box};
use wx_api::Client;
use wx_mock::MockWechat;

#[global_allocator]
static ALLOCATIONS: AllocProfiler = AllocProfiler::system();

fn main() {
    divan::main();
}

fn at_once<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("it waits"),
    }
}

#[divan::bench(threads = [1, 2])]
fn read_the_token(bencher: Bencher<'_, '_>) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let client = runtime.block_on(async {
        let wechat = MockWechat::start().await;
        let client = Client::builder(wechat.appid(), wechat.secret()).base_url(wechat.base_url());
        let client = client.build().expect("a client");
        client.access_token().await.expect("a token");
        client
    });
    bencher.bench(|| at_once(black_box(&client).access_token()));
}

#[divan::bench(threads = [1, 2])]
fn clone_an_arc_behind_a_lock(bencher: Bencher<'_, '_>) {
    let token: RwLock<Arc<str>> = RwLock::new("t".repeat(136).into());
    bencher.bench(|| Arc::clone(&black_box(&token).read().expect("no panic")));
}
