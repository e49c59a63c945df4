//! What is kept for a while: in this process, or in Redis for several servers.

use std::{
    fmt,
    time::{Duration, Instant},
};

use axum::body::Bytes;
use moka::{Expiry, future::Cache};
use redis::{AsyncCommands, aio::ConnectionManager};
use serde::{Serialize, de::DeserializeOwned};

use crate::failure::Failure;

/// Keys and values that end by themselves.
#[derive(Clone)]
pub(crate) enum Store {
    Memory(Cache<String, Kept>),
    Redis(ConnectionManager),
}

#[derive(Clone)]
pub(crate) struct Kept {
    bytes: Bytes,
    time: Duration,
}

struct ByItsTime;

impl Expiry<String, Kept> for ByItsTime {
    fn expire_after_create(&self, _: &String, kept: &Kept, _: Instant) -> Option<Duration> {
        Some(kept.time)
    }

    fn expire_after_update(
        &self,
        _: &String,
        kept: &Kept,
        _: Instant,
        _: Option<Duration>,
    ) -> Option<Duration> {
        Some(kept.time)
    }
}

// Logins are in it.
impl fmt::Debug for Store {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Memory(_) => "Store in memory",
            Self::Redis(_) => "Store in Redis",
        })
    }
}

impl Store {
    /// In this process: 64 MB at most.
    pub(crate) fn in_memory() -> Self {
        let weight =
            |key: &String, kept: &Kept| u32::try_from(key.len() + kept.bytes.len()).unwrap_or(u32::MAX);
        Self::Memory(Cache::builder().max_capacity(64 << 20).weigher(weight).expire_after(ByItsTime).build())
    }

    /// In Redis. Nothing is connected before it is needed.
    pub(crate) fn in_redis(url: &str) -> Result<Self, redis::RedisError> {
        let client = redis::Client::open(url)?;
        ConnectionManager::new_lazy_with_config(client, redis::aio::ConnectionManagerConfig::new())
            .map(Self::Redis)
    }

    pub(crate) async fn put(&self, key: String, bytes: Bytes, time: Duration) -> Result<(), Failure> {
        match self {
            Self::Memory(cache) => cache.insert(key, Kept { bytes, time }).await,
            Self::Redis(redis) => redis.clone().set_ex(key, bytes.as_ref(), time.as_secs().max(1)).await?,
        }
        Ok(())
    }

    pub(crate) async fn get(&self, key: &str) -> Result<Option<Bytes>, Failure> {
        match self {
            Self::Memory(cache) => Ok(cache.get(key).await.map(|kept| kept.bytes)),
            Self::Redis(redis) => {
                let bytes: Option<Vec<u8>> = redis.clone().get(key).await?;
                Ok(bytes.map(Bytes::from))
            }
        }
    }

    pub(crate) async fn remove(&self, key: &str) -> Result<(), Failure> {
        match self {
            Self::Memory(cache) => cache.invalidate(key).await,
            Self::Redis(redis) => redis.clone().del(key).await?,
        }
        Ok(())
    }

    /// The same for anything that is JSON.
    pub(crate) async fn put_json<T: Serialize>(
        &self,
        key: String,
        value: &T,
        time: Duration,
    ) -> Result<(), Failure> {
        let json = serde_json::to_vec(value).map_err(|_| Failure::Broken("a value is no JSON"))?;
        self.put(key, json.into(), time).await
    }

    pub(crate) async fn get_json<T: DeserializeOwned>(&self, key: &str) -> Result<Option<T>, Failure> {
        let bytes = self.get(key).await?;
        bytes
            .map(|bytes| serde_json::from_slice(&bytes))
            .transpose()
            .map_err(|_| Failure::Broken("what is kept is of another version"))
    }
}
