//! Which pushes a fleet of servers has seen: in Redis.

use std::time::Duration;

use super::{Claim, Dedup, DedupError, Deduping};
use crate::redis_connection::{Again, Redis};

/// What stands before a key unless another prefix is said.
const PREFIX: &str = "wx:push:";

/// Takes the key if nobody has it; else says what stands there.
const CLAIM: &str = r"
local found = redis.call('GET', KEYS[1])
if found then return found end
redis.call('SET', KEYS[1], 'claimed', 'PX', ARGV[1])
return 'yours'";
const DONE: &str = r"redis.call('SET', KEYS[1], 'done', 'PX', ARGV[1]) return 'done'";
const RELEASE: &str = r"
if redis.call('GET', KEYS[1]) == 'claimed' then redis.call('DEL', KEYS[1]) end
return 'released'";

/// A [`Dedup`] in Redis 5 or newer, Valkey, or a cluster of them, for several servers behind one address: one small key for
/// each push. Nothing in it can be read back into the push.
#[derive(Debug)]
pub struct RedisDedup(Redis);

impl RedisDedup {
    /// One Redis: `redis://:password@host:6379/0`, or `unix:///run/redis.sock`. Nothing is sent yet.
    pub fn new(url: impl AsRef<str>) -> Result<Self, DedupError> {
        Redis::single(url.as_ref(), PREFIX).map(Self).map_err(DedupError::new)
    }

    /// A cluster, by the URLs of some of its nodes. Nothing is sent yet.
    pub fn cluster<U: AsRef<str>>(urls: impl IntoIterator<Item = U>) -> Result<Self, DedupError> {
        Redis::cluster(urls, PREFIX).map(Self).map_err(DedupError::new)
    }

    /// What stands before each key, `wx:push:` unless said.
    #[must_use]
    pub fn key_prefix(mut self, prefix: impl Into<String>) -> Self {
        self.0.set_prefix(prefix.into());
        self
    }

    /// How long Redis may take, to be connected to and to answer; half a second unless said.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.0.set_timeout(timeout);
        self
    }

    async fn run(&self, script: &str, key: &str, time: Option<Duration>) -> Result<Vec<u8>, DedupError> {
        let millis = time.map(|time| time.as_millis().max(1).to_string());
        let arguments: Vec<_> = millis.iter().map(String::as_bytes).collect();
        // A claim that was carried out and not heard of looks like another server's, and ends by itself.
        self.0.run(script, key, &arguments, Again::Once).await.map_err(DedupError::new)
    }
}

impl Dedup for RedisDedup {
    fn claim<'a>(&'a self, key: &'a str, lease: Duration) -> Deduping<'a, Claim> {
        Box::pin(async move {
            Ok(match self.run(CLAIM, key, Some(lease)).await?.as_slice() {
                b"yours" => Claim::Yours,
                b"done" => Claim::Done,
                _ => Claim::UnderWay,
            })
        })
    }

    fn done<'a>(&'a self, key: &'a str, keep: Duration) -> Deduping<'a, ()> {
        Box::pin(async move { self.run(DONE, key, Some(keep)).await.map(drop) })
    }

    fn release<'a>(&'a self, key: &'a str) -> Deduping<'a, ()> {
        Box::pin(async move { self.run(RELEASE, key, None).await.map(drop) })
    }
}
