//! How a command that serves is told to stop.

use std::io;

use crate::stop::Stop;

/// Ctrl-C, and what service managers send (SIGTERM), heard from now on; `tokio::signal::ctrl_c` would hear it only once it
/// is waited for.
pub(crate) fn to_stop() -> Result<impl Future<Output = ()> + Send + use<>, Stop> {
    listen().map_err(|error| Stop::Failed(format!("Ctrl-C cannot be heard: {error}")))
}

#[cfg(unix)]
fn listen() -> io::Result<impl Future<Output = ()> + Send + use<>> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

#[cfg(windows)]
fn listen() -> io::Result<impl Future<Output = ()> + Send + use<>> {
    let mut signal = tokio::signal::windows::ctrl_c()?;
    Ok(async move {
        signal.recv().await;
    })
}
