//! A store, as a simulation needs it: it fails when it is told to, and a process that is dead gets no answer.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering::Relaxed},
    },
    time::Duration,
};

use tokio::time::sleep;
use wx_core::{AccessToken, AppId, Bytes};

use super::fakes::{LIFE, Life, moment};
use crate::token::{
    MemoryStore, StoreError, Stored, Storing, TokenStore,
    record::{Record, Stamp},
};

/// A store that can fail.
#[derive(Debug)]
pub(super) struct Shelf {
    inner: MemoryStore,
    /// How likely an operation fails, in percent.
    pub(super) trouble: AtomicU32,
}

impl Shelf {
    pub(super) fn new() -> Arc<Self> {
        Arc::new(Self { inner: MemoryStore::new(), trouble: AtomicU32::new(0) })
    }

    /// What is on it is gone, or rubbish.
    pub(super) async fn spoil(&self, appid: &AppId, with: &'static [u8]) {
        let stored = self.inner.read(appid).await.unwrap();
        self.inner.swap(appid, stored.record, Bytes::from_static(with), LIFE).await.unwrap();
    }

    /// The token on it, if it has been there for longer than anybody needs to find it.
    pub(super) async fn settled_token(&self, appid: &AppId) -> Option<AccessToken> {
        let stored = self.inner.read(appid).await.unwrap();
        let kept = Record::read(stored.record.as_ref()).token?;
        let age = Stamp::of(stored.now).since(kept.fetched);
        (age > Duration::from_secs(60)).then(|| kept.token())
    }

    /// What an operation runs into: whether it is carried out, and whether it is answered.
    async fn weather(&self) -> (bool, bool) {
        moment(10).await;
        if fastrand::u32(0..100) >= self.trouble.load(Relaxed) {
            return (true, true);
        }
        match fastrand::u32(0..4) {
            0 => {
                sleep(Duration::from_secs(5)).await;
                (true, true)
            }
            1 => (true, false),
            _ => (false, false),
        }
    }
}

fn broken<T>() -> Result<T, StoreError> {
    Err(StoreError::new("the store is broken on purpose"))
}

impl TokenStore for Shelf {
    fn read<'a>(&'a self, appid: &'a AppId) -> Storing<'a, Stored> {
        Box::pin(async move {
            match self.weather().await {
                (true, true) => self.inner.read(appid).await,
                _ => broken(),
            }
        })
    }

    fn swap<'a>(
        &'a self,
        appid: &'a AppId,
        old: Option<Bytes>,
        new: Bytes,
        keep: Duration,
    ) -> Storing<'a, bool> {
        Box::pin(async move {
            let (done, answered) = self.weather().await;
            let result = if done { self.inner.swap(appid, old, new, keep).await } else { broken() };
            if answered { result } else { broken() }
        })
    }
}

/// The same store, as a process that can die sees it.
#[derive(Debug)]
pub(super) struct Mortal(pub(super) Arc<Shelf>, pub(super) Arc<Life>);

impl TokenStore for Mortal {
    fn read<'a>(&'a self, appid: &'a AppId) -> Storing<'a, Stored> {
        Box::pin(async move {
            self.1.goes_on().await;
            self.0.read(appid).await
        })
    }

    fn swap<'a>(
        &'a self,
        appid: &'a AppId,
        old: Option<Bytes>,
        new: Bytes,
        keep: Duration,
    ) -> Storing<'a, bool> {
        Box::pin(async move {
            self.1.goes_on().await;
            self.0.swap(appid, old, new, keep).await
        })
    }
}
