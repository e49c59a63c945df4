//! What costs nothing, counted.

use std::{
    pin::pin,
    task::{Context, Poll, Waker},
};

use allocation_counter::{AllocationInfo, measure};
use wx_api::Client;
use wx_mock::MockWechat;

/// Polls a future that has nothing to wait for.
fn at_once<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("it waits"),
    }
}

#[tokio::test]
async fn a_token_in_hand_is_read_at_once_and_without_an_allocation() {
    let wechat = MockWechat::start().await;
    let client =
        Client::builder(wechat.appid(), wechat.secret()).base_url(wechat.base_url()).build().unwrap();
    client.access_token().await.unwrap();

    let AllocationInfo { count_total, .. } = measure(|| {
        for _ in 0..1000 {
            at_once(client.access_token()).unwrap();
        }
    });
    assert_eq!(count_total, 0);
}
