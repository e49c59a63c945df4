//! Where the servers of a fleet find the token that one of them has fetched.

use std::{
    collections::BTreeMap,
    error::Error as StdError,
    fmt,
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, SystemTime},
};

use tokio::time::Instant;
use wx_core::{AppId, Bytes};

/// A look into a store, or a change of it, under way.
pub type Storing<'a, T> = Pin<Box<dyn Future<Output = Result<T, StoreError>> + Send + 'a>>;

/// A place that all servers of a fleet share: one small record for each appid.
///
/// The record holds the access token, who is fetching the next one, and how often a refresh was forced. It changes only
/// by comparing and swapping: that is the lock, and it is fenced: whoever was too slow finds another record than the one it
/// left, and cannot overwrite it. The record is secret, as the token in it is.
///
/// A store need not be reliable. It may lose records, fail, and come back; an operation that takes more than two seconds
/// counts as failed.
///
/// # Example
///
/// A table `wx_token (appid primary key, record blob)` of a database, always on its primary server:
///
/// ```
/// # use std::{io, time::{Duration, SystemTime}};
/// use wx_api::{AppId, Bytes, TokenStore, token::{StoreError, Stored, Storing}};
/// # #[derive(Debug)]
/// # struct Database;
/// # impl Database {
/// #     async fn record(&self, _: &str) -> io::Result<(Option<Vec<u8>>, SystemTime)> { Ok((None, SystemTime::now())) }
/// #     async fn insert(&self, _: &str, _: &[u8]) -> io::Result<u64> { Ok(1) }
/// #     async fn update(&self, _: &str, _: &[u8], _: &[u8]) -> io::Result<u64> { Ok(1) }
/// # }
///
/// #[derive(Debug)]
/// struct InDatabase(Database);
///
/// impl TokenStore for InDatabase {
///     fn read<'a>(&'a self, appid: &'a AppId) -> Storing<'a, Stored> {
///         Box::pin(async move {
///             // select (select record from wx_token where appid = ?), now()
///             let (record, now) = self.0.record(appid.as_str()).await.map_err(StoreError::new)?;
///             Ok(Stored::new(record.map(Bytes::from), now))
///         })
///     }
///
///     fn swap<'a>(&'a self, appid: &'a AppId, old: Option<Bytes>, new: Bytes, _: Duration) -> Storing<'a, bool> {
///         Box::pin(async move {
///             let rows = match old {
///                 // insert into wx_token values (?, ?) on conflict do nothing
///                 None => self.0.insert(appid.as_str(), &new).await,
///                 // update wx_token set record = ? where appid = ? and record = ?
///                 Some(old) => self.0.update(appid.as_str(), &new, &old).await,
///             };
///             Ok(rows.map_err(StoreError::new)? == 1)
///         })
///     }
/// }
/// ```
pub trait TokenStore: fmt::Debug + Send + Sync + 'static {
    /// What is stored for the appid, and the time by the clock that all servers share.
    fn read<'a>(&'a self, appid: &'a AppId) -> Storing<'a, Stored>;

    /// Stores `new` for so long, if what is stored is exactly `old`, or nothing if `old` is `None`. Whether it was.
    fn swap<'a>(
        &'a self,
        appid: &'a AppId,
        old: Option<Bytes>,
        new: Bytes,
        keep: Duration,
    ) -> Storing<'a, bool>;
}

/// What a store holds for an appid.
#[derive(Clone)]
#[non_exhaustive]
pub struct Stored {
    /// The record, as it was given to [`TokenStore::swap`].
    pub record: Option<Bytes>,
    /// The time by the store's clock: when a token expires is told by it, so the servers' own clocks may be wrong.
    pub now: SystemTime,
}

impl Stored {
    /// A record and the time by the store's own clock.
    pub fn new(record: Option<Bytes>, now: SystemTime) -> Self {
        Self { record, now }
    }

    /// A record, and the time of this server: for a store without a clock, between servers whose clocks agree.
    pub fn by_local_clock(record: Option<Bytes>) -> Self {
        Self::new(record, SystemTime::now())
    }
}

// The record has the token in it.
impl fmt::Debug for Stored {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let length = self.record.as_ref().map(Bytes::len);
        f.debug_struct("Stored").field("record_length", &length).field("now", &self.now).finish()
    }
}

/// Why a store could not be read or changed. Its text must show no record.
#[derive(Debug)]
pub struct StoreError(Box<dyn StdError + Send + Sync>);

impl StoreError {
    /// An error with its cause.
    pub fn new(cause: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self(cause.into())
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl StdError for StoreError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source()
    }
}

/// The store of one process, the default. Clones share their records, so clients of the same appid can share a token.
#[derive(Clone)]
pub struct MemoryStore(Arc<Memory>);

struct Memory {
    started: Instant,
    records: Mutex<BTreeMap<AppId, (Bytes, Instant)>>,
}

impl MemoryStore {
    /// An empty store.
    pub fn new() -> Self {
        Self(Arc::new(Memory { started: Instant::now(), records: Mutex::default() }))
    }

    /// The time since the store began, as a point in time: monotonic, which the system's clock is not.
    fn now(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH + self.0.started.elapsed()
    }

    fn with_record<T>(
        &self,
        appid: &AppId,
        change: impl FnOnce(&mut BTreeMap<AppId, (Bytes, Instant)>) -> T,
    ) -> T {
        let mut records = self.0.records.lock().unwrap_or_else(PoisonError::into_inner);
        if records.get(appid).is_some_and(|(_, until)| *until <= Instant::now()) {
            records.remove(appid);
        }
        change(&mut records)
    }
}

impl TokenStore for MemoryStore {
    fn read<'a>(&'a self, appid: &'a AppId) -> Storing<'a, Stored> {
        let record = self.with_record(appid, |records| records.get(appid).map(|(record, _)| record.clone()));
        let stored = Stored::new(record, self.now());
        Box::pin(std::future::ready(Ok(stored)))
    }

    fn swap<'a>(
        &'a self,
        appid: &'a AppId,
        old: Option<Bytes>,
        new: Bytes,
        keep: Duration,
    ) -> Storing<'a, bool> {
        let swapped = self.with_record(appid, |records| {
            let fits = records.get(appid).map(|(record, _)| record) == old.as_ref();
            if fits {
                records.insert(appid.clone(), (new, Instant::now() + keep));
            }
            fits
        });
        Box::pin(std::future::ready(Ok(swapped)))
    }
}

impl Default for MemoryStore {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for MemoryStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let records = self.0.records.lock().unwrap_or_else(PoisonError::into_inner);
        f.debug_struct("MemoryStore").field("appids", &records.keys()).finish()
    }
}

/// A store that is shared by being counted.
impl<S: TokenStore + ?Sized> TokenStore for Arc<S> {
    fn read<'a>(&'a self, appid: &'a AppId) -> Storing<'a, Stored> {
        S::read(self, appid)
    }

    fn swap<'a>(
        &'a self,
        appid: &'a AppId,
        old: Option<Bytes>,
        new: Bytes,
        keep: Duration,
    ) -> Storing<'a, bool> {
        S::swap(self, appid, old, new, keep)
    }
}
