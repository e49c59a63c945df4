//! The hold on a push while it is handled.

use std::{
    fmt::Write,
    sync::Arc,
    task::{Context, Waker},
    time::Duration,
};

use serde_json::{Map, Value};
use sha2::{Digest, Sha256};
use wx_core::{AppId, push::PushHeader};

use super::{Dedup, Deduping};

/// How often WeChat has sent a push stands in some of them, and is not what they say.
const VOLATILE: &str = "RetryTimes";

/// The key under which a push is known, whatever its format and mode.
pub(super) fn key(appid: &AppId, header: &PushHeader, fields: &Map<String, Value>) -> String {
    let mut hash = Sha256::new();
    let mut part = |bytes: &[u8]| {
        hash.update(bytes.len().to_be_bytes());
        hash.update(bytes);
    };
    part(appid.as_str().as_bytes());
    part(header.from_user.as_str().as_bytes());
    // Of an event it may be the id of a message that the event is about, as others are.
    let id = fields.get("MsgId").filter(|_| !header.msg_type.eq_ignore_ascii_case("event"));
    match id {
        Some(id) => part(text(id).as_bytes()),
        None => {
            part(header.created.0.to_string().as_bytes());
            part(header.msg_type.as_bytes());
            part(header.event.as_deref().unwrap_or_default().as_bytes());
            // In the order of the names: an object has no order of its own.
            let mut said: Vec<_> = fields.iter().filter(|(name, _)| *name != VOLATILE).collect();
            said.sort_by_key(|(name, _)| *name);
            for (name, value) in said {
                part(name.as_bytes());
                part(value.to_string().as_bytes());
            }
        }
    }
    hash.finalize().iter().take(16).fold(String::with_capacity(32), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// A value as text: an id may come as a number or as a string.
pub(super) fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// A push that is being handled. Dropped before it is done, it is given back.
#[derive(Debug)]
pub(super) struct Claimed {
    dedup: Arc<dyn Dedup>,
    key: String,
    keep: Duration,
    done: bool,
}

impl Claimed {
    pub(super) fn new(dedup: Arc<dyn Dedup>, key: String, keep: Duration) -> Self {
        Self { dedup, key, keep, done: false }
    }

    /// Notes that the push was handled.
    pub(super) async fn done(mut self) {
        self.done = true;
        if let Err(error) = self.dedup.done(&self.key, self.keep).await {
            tracing::warn!(%error, "it could not be noted that a push was handled, it may be handled once more");
        }
    }
}

impl Drop for Claimed {
    fn drop(&mut self) {
        if self.done {
            return;
        }
        let (dedup, key) = (Arc::clone(&self.dedup), std::mem::take(&mut self.key));
        let mut release = Box::pin(async move { released(dedup.release(&key)).await });
        // What is kept in memory is given back at once; what takes longer goes on by itself, or ends with its lease.
        if release.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending()
            && let Ok(runtime) = tokio::runtime::Handle::try_current()
        {
            runtime.spawn(release);
        }
    }
}

async fn released(releasing: Deduping<'_, ()>) {
    if let Err(error) = releasing.await {
        tracing::warn!(%error, "a push that was not handled could not be given back, it is held for some seconds");
    }
}
