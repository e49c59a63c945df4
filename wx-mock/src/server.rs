//! The socket: connections, and what can be done to them beside answering.

use std::{convert::Infallible, sync::Arc, time::Duration};

use http::Response;
use hyper::{server::conn::http1, service::service_fn};
use hyper_util::rt::TokioIo;
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{Notify, watch},
    task::JoinSet,
};

use crate::{body::Body, gate, world::Shared};

/// How long answers under way may take once the server is told to stop.
const FAREWELL: Duration = Duration::from_secs(1);

/// What is done about a request.
pub(crate) enum Reaction {
    /// It is answered.
    Answer(Response<Body>),
    /// The connection is reset.
    Reset,
    /// Nothing, for ever.
    Hang,
}

/// Accepts connections until `stop` says so, then lets the answers under way finish.
pub(crate) async fn serve(listener: TcpListener, shared: Arc<Shared>, mut stop: watch::Receiver<bool>) {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            () = told(&mut stop) => break,
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => {
                    connections.spawn(connection(stream, Arc::clone(&shared), shared.stop.subscribe()));
                }
                // Out of file descriptors, say: whoever holds them needs time.
                Err(_) => tokio::time::sleep(Duration::from_millis(10)).await,
            },
            Some(_) = connections.join_next() => {}
        }
    }
    drop(listener);
    let finished = async { while connections.join_next().await.is_some() {} };
    // Whatever hangs on request is cut off here, when `connections` is dropped.
    let _ = tokio::time::timeout(FAREWELL, finished).await;
}

/// Waits until the server is told to stop.
async fn told(stop: &mut watch::Receiver<bool>) {
    let _ = stop.wait_for(|stop| *stop).await;
}

/// Serves one connection.
async fn connection(stream: TcpStream, shared: Arc<Shared>, mut stop: watch::Receiver<bool>) {
    let _ = stream.set_nodelay(true);
    let reset = Arc::new(Notify::new());
    let service = service_fn(|request| {
        let (shared, reset) = (Arc::clone(&shared), Arc::clone(&reset));
        Box::pin(async move {
            match gate::react(&shared, request).await {
                Reaction::Answer(response) => Ok::<_, Infallible>(response),
                Reaction::Reset => {
                    reset.notify_one();
                    std::future::pending().await
                }
                Reaction::Hang => std::future::pending().await,
            }
        })
    });
    let mut connection = http1::Builder::new().serve_connection(TokioIo::new(stream), service);
    tokio::select! {
        // A client that goes away, or a body that is cut off on request, is none of our trouble.
        _ = &mut connection => return,
        () = reset.notified() => {
            // Without lingering, closing sends RST.
            let _ = connection.into_parts().io.into_inner().set_zero_linger();
            return;
        }
        () = told(&mut stop) => {}
    }
    std::pin::Pin::new(&mut connection).graceful_shutdown();
    let _ = connection.await;
}
