//! The store as a process sees it, and the lease: the right to fetch, which its holder renews while it lives.

use std::{
    future::poll_fn,
    panic::{AssertUnwindSafe, catch_unwind},
    pin::{Pin, pin},
    task::Poll,
    time::Duration,
};

use tokio::time::{Instant, sleep_until, timeout};
use wx_core::Bytes;

use super::{
    SourceError, StoreError, Stored, Storing,
    authority::Authority,
    desk::Desk,
    record::{DAY, RENEWAL, Record, Stamp},
};
use crate::metrics;

/// How long the store may take.
const STORE: Duration = Duration::from_secs(2);
/// How often a record that was changed by an unanswered swap of this process is tried to be changed.
const SWAPS: usize = 3;

/// The right to fetch, while the record in the store is under this lease.
pub(super) struct Leased {
    pub(super) record: Record,
    /// The record in the store, as far as this process knows.
    pub(super) bytes: Bytes,
    pub(super) clock: Clock,
}

/// How a change of the record under a lease ended.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Changed {
    Done,
    /// Another process holds the lease, or the record is gone.
    Lost,
    /// The store did not answer. The change may have been made.
    Unknown,
}

/// The store's clock, as it was read.
#[derive(Clone, Copy)]
pub(super) struct Clock {
    pub(super) stamp: Stamp,
    pub(super) at: Instant,
}

impl Clock {
    pub(super) fn at(self, instant: Instant) -> Stamp {
        self.stamp.after(instant.saturating_duration_since(self.at))
    }

    pub(super) fn now(self) -> Stamp {
        self.at(Instant::now())
    }
}

impl Authority {
    /// Writes `record` in place of the record under this lease.
    pub(super) async fn change(&self, leased: &mut Leased, record: Record) -> Changed {
        let bytes = record.write();
        for _ in 0..SWAPS {
            match self.swap(Some(leased.bytes.clone()), bytes.clone()).await {
                Some(true) => {
                    (leased.record, leased.bytes) = (record, bytes);
                    return Changed::Done;
                }
                Some(false) => {}
                None => return Changed::Unknown,
            }
            // A renewal that was cut off, or whose answer was lost, may have been made: then the lease is still this process'.
            match self.read().await {
                Some((Stored { record: Some(found), .. }, _))
                    if Record::read(Some(&found)).is_of_same_lease(&leased.record) =>
                {
                    leased.bytes = found;
                }
                Some(_) => return Changed::Lost,
                None => return Changed::Unknown,
            }
        }
        Changed::Unknown
    }

    /// Renews the lease again and again, until it is lost. A store that does not answer is asked again: the lease may still
    /// be valid when it does.
    pub(super) async fn renew(&self, leased: &mut Leased) {
        let mut next = Instant::now();
        loop {
            // From the start of one renewal to that of the next: a slow store does not make them rarer.
            next = (next + RENEWAL).max(Instant::now());
            sleep_until(next).await;
            let mut record = leased.record.clone();
            record.extend(leased.clock.now());
            if self.change(leased, record).await == Changed::Lost {
                return;
            }
        }
    }

    /// The record and the store's clock; `None` if the store does not answer, or did not a moment ago.
    pub(super) async fn read(&self) -> Option<(Stored, Clock)> {
        // Before it is asked: what is left of a token is rather taken for too little.
        let at = Instant::now();
        let stored = self.within(|| self.store.read(&self.appid)).await?;
        let clock = Clock { stamp: Stamp::of(stored.now), at };
        Some((stored, clock))
    }

    /// Whether the record was `old`, and is `new` now; `None` if the store does not answer, or did not a moment ago.
    pub(super) async fn swap(&self, old: Option<Bytes>, new: Bytes) -> Option<bool> {
        self.within(|| self.store.swap(&self.appid, old, new, DAY)).await
    }

    /// What the store answers; `None` if it does not, or did not a moment ago.
    async fn within<'a, T>(&self, ask: impl FnOnce() -> Storing<'a, T>) -> Option<T> {
        if self.desk(|desk| desk.store_is_left_alone()) {
            return None;
        }
        let storing = pin!(async { timeout(STORE, ask()).await });
        let result = match unwinding(storing).await {
            Ok(Ok(result)) => result,
            Ok(Err(_)) => Err(StoreError::new("it did not answer in time")),
            Err(_) => Err(StoreError::new("it panicked")),
        };
        match result {
            Ok(value) => {
                if self.desk(Desk::store_works) {
                    tracing::info!("the token store works again");
                }
                Some(value)
            }
            Err(error) => {
                metrics::store_failure(&self.appid);
                if self.desk(Desk::store_failed) {
                    tracing::warn!(%error, "going on without the token store");
                }
                None
            }
        }
    }
}

/// The future, its panic caught: a source or a store of the user's own may have one.
pub(super) async fn unwinding<F: Future>(mut future: Pin<&mut F>) -> Result<F::Output, SourceError> {
    poll_fn(|context| {
        let poll = AssertUnwindSafe(|| future.as_mut().poll(context));
        match catch_unwind(poll) {
            Ok(poll) => poll.map(Ok),
            Err(_) => Poll::Ready(Err(SourceError::panicked())),
        }
    })
    .await
}
