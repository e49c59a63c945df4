//! A backend that is pushed to: it answers as it is told to, and keeps what came.

use std::{
    collections::VecDeque,
    convert::Infallible,
    sync::{Arc, Mutex},
};

use bytes::Bytes;
use http::{Request, Response};
use http_body_util::{BodyExt, Full};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;

pub(crate) struct Listener {
    /// Its address.
    pub(crate) url: String,
    came: Arc<Mutex<Vec<Request<Bytes>>>>,
}

impl Listener {
    /// One that answers with these statuses, then with `success` always.
    pub(crate) async fn start(statuses: &[u16]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/wechat", listener.local_addr().unwrap());
        let came = Arc::<Mutex<Vec<_>>>::default();
        let (kept, statuses) = (Arc::clone(&came), Arc::new(Mutex::new(VecDeque::from(statuses.to_vec()))));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (kept, statuses) = (Arc::clone(&kept), Arc::clone(&statuses));
                let service = service_fn(move |request: Request<Incoming>| {
                    let (kept, statuses) = (Arc::clone(&kept), Arc::clone(&statuses));
                    async move {
                        let (parts, body) = request.into_parts();
                        let body = body.collect().await.unwrap().to_bytes();
                        kept.lock().unwrap().push(Request::from_parts(parts, body));
                        let status = statuses.lock().unwrap().pop_front();
                        let body = if status.is_none() { "success" } else { "not now" };
                        let answer = Response::builder().status(status.unwrap_or(200));
                        Ok::<_, Infallible>(answer.body(Full::<Bytes>::from(body)).unwrap())
                    }
                });
                tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(stream), service));
            }
        });
        Self { url, came }
    }

    /// What came, in order.
    pub(crate) fn came(&self) -> Vec<Request<Bytes>> {
        self.came.lock().unwrap().clone()
    }
}
