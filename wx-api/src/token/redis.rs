//! The store of a fleet: Redis.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use wx_core::{AppId, Bytes};

use super::{StoreError, Stored, Storing, TokenStore};
use crate::redis_connection::{Again, Redis};

/// What stands before the appid in a key unless another prefix is said.
const PREFIX: &str = "wx:token:";

/// The record and Redis' own time. What is no text was not written by us and counts as nothing.
const READ: &str = r"
local kind = redis.call('TYPE', KEYS[1]).ok
local time = redis.call('TIME')
return {kind == 'string' and redis.call('GET', KEYS[1]) or false, time[1], time[2]}";

/// Compares and sets. ARGV: whether something is expected, what, the new record, how long it is kept.
const SWAP: &str = r"
local found = redis.call('TYPE', KEYS[1]).ok == 'string' and redis.call('GET', KEYS[1])
local expected = ARGV[1] == '1' and ARGV[2]
if found ~= expected then return 0 end
redis.call('SET', KEYS[1], ARGV[3], 'PX', ARGV[4])
return 1";

/// A [`TokenStore`] in Redis 5 or newer, Valkey, or a cluster of them: one small key for each appid.
///
/// Nothing is connected before it is needed, a connection that is lost is made again, and while there is none calls go on
/// without the store. The key holds the access token in plain text for a day at most: give Redis a password, and TLS
/// (feature `redis-rustls`, `rediss://`) where the network is not yours alone.
#[derive(Debug)]
pub struct RedisStore(Redis);

impl RedisStore {
    /// One Redis: `redis://:password@host:6379/0`, or `unix:///run/redis.sock`. Nothing is sent yet.
    ///
    /// For `rediss://`, a process that has chosen no provider of cryptography for rustls gets that of the features.
    pub fn new(url: impl AsRef<str>) -> Result<Self, StoreError> {
        Redis::single(url.as_ref(), PREFIX).map(Self).map_err(StoreError::new)
    }

    /// A cluster, by the URLs of some of its nodes. Nothing is sent yet.
    pub fn cluster<U: AsRef<str>>(urls: impl IntoIterator<Item = U>) -> Result<Self, StoreError> {
        Redis::cluster(urls, PREFIX).map(Self).map_err(StoreError::new)
    }

    /// What stands before the appid in the key, `wx:token:` unless said. Two environments that call different addresses
    /// under one appid need two.
    #[must_use]
    pub fn key_prefix(mut self, prefix: impl Into<String>) -> Self {
        self.0.set_prefix(prefix.into());
        self
    }

    /// How long Redis may take, to be connected to and to answer; half a second unless said, two seconds at most.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.0.set_timeout(timeout);
        self
    }
}

impl TokenStore for RedisStore {
    fn read<'a>(&'a self, appid: &'a AppId) -> Storing<'a, Stored> {
        Box::pin(async move {
            let (record, seconds, micros): (Option<Vec<u8>>, u64, u32) =
                self.0.run(READ, appid.as_str(), &[], Again::Once).await.map_err(StoreError::new)?;
            let now = Duration::from_secs(seconds) + Duration::from_micros(micros.into());
            Ok(Stored::new(record.map(Bytes::from), clock(now)))
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
            let expected: &[u8] = if old.is_some() { b"1" } else { b"0" };
            let keep = keep.as_millis().max(1).to_string();
            let arguments = [expected, old.as_deref().unwrap_or_default(), &new, keep.as_bytes()];
            let swapped: u8 =
                self.0.run(SWAP, appid.as_str(), &arguments, Again::Never).await.map_err(StoreError::new)?;
            Ok(swapped == 1)
        })
    }
}

fn clock(since_1970: Duration) -> SystemTime {
    UNIX_EPOCH.checked_add(since_1970).unwrap_or(UNIX_EPOCH)
}
