//! Ten thousand callers at once.

use std::sync::Arc;

use tokio::sync::{Barrier, Semaphore};
use wx_api::{
    Bytes, Client, ReqwestTransport, Sending, Transport,
    http::{Request, Response},
    prelude::*,
};
use wx_mock::MockWechat;

use crate::tell;

const CALLERS: usize = 10_000;

/// So many callers need no more sockets than a process may have: those who find none wait here.
#[derive(Debug)]
struct Turnstile {
    transport: ReqwestTransport,
    places: Semaphore,
}

impl Transport for Turnstile {
    fn send(&self, request: Request<Bytes>, max_body: usize) -> Sending<'_> {
        Box::pin(async move {
            let _place = self.places.acquire().await;
            let response: Response<Bytes> = self.transport.send(request, max_body).await?;
            Ok(response)
        })
    }
}

fn client(wechat: &MockWechat) -> Client {
    let reqwest = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
    let turnstile = Turnstile { transport: ReqwestTransport::new(reqwest), places: Semaphore::new(64) };
    Client::builder(wechat.appid(), wechat.secret())
        .base_url(wechat.base_url())
        .transport(turnstile)
        // For all of them together, in a test on a loaded machine.
        .timeout(std::time::Duration::from_secs(120))
        .build()
        .unwrap()
}

/// Everybody calls at once; how many failed.
async fn all(client: &Client) -> usize {
    let start = Arc::new(Barrier::new(CALLERS));
    let calls: Vec<_> = (0..CALLERS)
        .map(|_| {
            let (client, start) = (client.clone(), Arc::clone(&start));
            tokio::spawn(async move {
                start.wait().await;
                client.generate_scheme(GenerateScheme::new()).await
            })
        })
        .collect();
    let mut failed = 0;
    for call in calls {
        failed += usize::from(call.await.unwrap().is_err());
    }
    failed
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_cold_client_fetches_once_and_so_does_an_invalidation() {
    let wechat = MockWechat::start().await;
    let client = client(&wechat);
    assert_eq!(all(&client).await, 0);
    assert_eq!(wechat.calls_to("getStableAccessToken"), 1);
    wechat.void_tokens();
    assert_eq!(all(&client).await, 0);
    assert_eq!(wechat.calls_to("getStableAccessToken"), 2);
    tell(format_args!(
        "{CALLERS} callers on a cold client: 1 fetch; after the token was voided: 1 more; 0 failed"
    ));
}
