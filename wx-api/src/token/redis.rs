//! The store of a fleet: Redis.

use std::{
    fmt,
    sync::Arc,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use redis::{
    Client, Cmd, ErrorKind, FromRedisValue, IntoConnectionInfo, RedisError,
    aio::{ConnectionManager, ConnectionManagerConfig},
    cluster::ClusterClient,
    cluster_async::ClusterConnection,
};
use tokio::sync::Mutex;
use wx_core::{AppId, Bytes};

use super::{StoreError, Stored, Storing, TokenStore};

/// What stands before the appid in a key unless another prefix is said.
const PREFIX: &str = "wx:token:";
/// How long Redis may take to answer, and to be connected to.
const TIMEOUT: Duration = Duration::from_millis(500);

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
pub struct RedisStore {
    target: Target,
    prefix: String,
    timeout: Duration,
}

enum Target {
    Single { client: Box<Client>, connection: Mutex<Option<ConnectionManager>> },
    Cluster(Arc<Cluster>),
}

/// Whether a script is run once more when the connection turns out to be lost: the first command after Redis came back
/// finds out, the second one has a new connection. A swap may have been carried out, and is not.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Again {
    Once,
    Never,
}

/// A cluster, and the way to it once there is one.
struct Cluster {
    nodes: Vec<String>,
    connection: Mutex<Option<ClusterConnection>>,
}

impl RedisStore {
    /// One Redis: `redis://:password@host:6379/0`, or `unix:///run/redis.sock`. Nothing is sent yet.
    ///
    /// For `rediss://`, a process that has chosen no provider of cryptography for rustls gets aws-lc-rs.
    pub fn new(url: impl AsRef<str>) -> Result<Self, StoreError> {
        let client = Client::open(parsed(url.as_ref())?).map_err(|error| failed(&error))?;
        ready_for(url.as_ref());
        Ok(Self::of(Target::Single { client: Box::new(client), connection: Mutex::new(None) }))
    }

    /// A cluster, by the URLs of some of its nodes. Nothing is sent yet.
    pub fn cluster<U: AsRef<str>>(urls: impl IntoIterator<Item = U>) -> Result<Self, StoreError> {
        let nodes: Vec<_> = urls.into_iter().map(|url| url.as_ref().to_owned()).collect();
        if nodes.is_empty() {
            return Err(StoreError::new("a cluster needs the URL of at least one of its nodes"));
        }
        for node in &nodes {
            parsed(node)?;
            ready_for(node);
        }
        let cluster = Cluster { nodes, connection: Mutex::new(None) };
        Ok(Self::of(Target::Cluster(Arc::new(cluster))))
    }

    fn of(target: Target) -> Self {
        Self { target, prefix: PREFIX.to_owned(), timeout: TIMEOUT }
    }

    /// What stands before the appid in the key, `wx:token:` unless said. Two environments that call different addresses
    /// under one appid need two.
    #[must_use]
    pub fn key_prefix(mut self, prefix: impl Into<String>) -> Self {
        self.prefix = prefix.into();
        self
    }

    /// How long Redis may take, to be connected to and to answer; half a second unless said, two seconds at most.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// Runs a script on the appid's key.
    async fn run<T: FromRedisValue>(
        &self,
        script: &str,
        appid: &AppId,
        arguments: &[&[u8]],
        again: Again,
    ) -> Result<T, StoreError> {
        let mut command = redis::cmd("EVAL");
        command.arg(script).arg(1).arg(format!("{}{appid}", self.prefix));
        for argument in arguments {
            command.arg(*argument);
        }
        let mut again = again == Again::Once;
        loop {
            let answer = tokio::time::timeout(self.timeout, self.query(&command)).await;
            let silent =
                answer.as_ref().map_or(true, |answer| answer.as_ref().is_err_and(RedisError::is_timeout));
            if silent {
                // A connection that was lost without a word looks like this, and would for a quarter of an hour.
                self.forget();
            }
            match answer {
                Ok(Ok(answer)) => return Ok(answer),
                Ok(Err(error)) if !(again && error.is_io_error()) => return Err(failed(&error)),
                Err(_) if !again => {
                    return Err(StoreError::new(format!("Redis did not answer within {:?}", self.timeout)));
                }
                _ => again = false,
            }
        }
    }

    /// Lets the connection go; the next query makes another. One that is being made is nobody's yet.
    fn forget(&self) {
        match &self.target {
            Target::Single { connection, .. } => forget(connection),
            Target::Cluster(cluster) => forget(&cluster.connection),
        }
    }

    async fn query<T: FromRedisValue>(&self, command: &Cmd) -> Result<T, RedisError> {
        match &self.target {
            Target::Single { client, connection } => {
                let mut connection = {
                    let mut connection = connection.lock().await;
                    match &*connection {
                        Some(connection) => connection.clone(),
                        None => connection.insert(self.manager(client)?).clone(),
                    }
                };
                command.query_async(&mut connection).await
            }
            Target::Cluster(cluster) => cluster.query(command, self.timeout).await,
        }
    }

    /// A connection that is made when it is first used, and made again when it breaks.
    fn manager(&self, client: &Client) -> Result<ConnectionManager, RedisError> {
        let config = ConnectionManagerConfig::new()
            .set_number_of_retries(1)
            .set_min_delay(Duration::from_millis(50))
            .set_connection_timeout(Some(self.timeout))
            .set_response_timeout(Some(self.timeout));
        ConnectionManager::new_lazy_with_config(client.clone(), config)
    }
}

/// Empties the place of a connection, unless one is being made right now.
fn forget<C>(connection: &Mutex<Option<C>>) {
    if let Ok(mut connection) = connection.try_lock() {
        *connection = None;
    }
}

impl Cluster {
    async fn query<T: FromRedisValue>(
        self: &Arc<Self>,
        command: &Cmd,
        timeout: Duration,
    ) -> Result<T, RedisError> {
        let ready = self.connection.try_lock().ok().and_then(|connection| connection.clone());
        let mut connection = match ready {
            Some(connection) => connection,
            // A task of its own: a node that hangs is waited for longer than the query may take, and the next one finds the rest
            // of the cluster connected.
            None => {
                let connecting = tokio::spawn(Self::connect(Arc::clone(self), timeout));
                connecting.await.map_err(|_| (ErrorKind::Client, "connecting was cut off"))??
            }
        };
        let answer = command.query_async(&mut connection).await;
        if answer.as_ref().is_err_and(RedisError::is_unrecoverable_error) {
            forget(&self.connection);
        }
        answer
    }

    async fn connect(self: Arc<Self>, timeout: Duration) -> Result<ClusterConnection, RedisError> {
        let mut connection = self.connection.lock().await;
        if let Some(connection) = &*connection {
            return Ok(connection.clone());
        }
        let client = ClusterClient::builder(self.nodes.iter().map(String::as_str))
            .retries(2)
            .connection_timeout(timeout)
            .response_timeout(timeout)
            .build()?;
        Ok(connection.insert(client.get_async_connection().await?).clone())
    }
}

impl TokenStore for RedisStore {
    fn read<'a>(&'a self, appid: &'a AppId) -> Storing<'a, Stored> {
        Box::pin(async move {
            let (record, seconds, micros): (Option<Vec<u8>>, u64, u32) =
                self.run(READ, appid, &[], Again::Once).await?;
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
            self.run::<u8>(SWAP, appid, &arguments, Again::Never).await.map(|swapped| swapped == 1)
        })
    }
}

/// redis takes the process' provider of cryptography, and panics where a program has compiled in two of them and chosen none.
/// A choice that was made is left alone, and none is made where there is no need.
#[cfg(feature = "redis-rustls")]
fn ready_for(url: &str) {
    use rustls::crypto::{CryptoProvider, aws_lc_rs};
    if url.starts_with("rediss:") && CryptoProvider::get_default().is_none() {
        let _ = aws_lc_rs::default_provider().install_default();
    }
}

#[cfg(not(feature = "redis-rustls"))]
fn ready_for(_: &str) {}

fn clock(since_1970: Duration) -> SystemTime {
    UNIX_EPOCH.checked_add(since_1970).unwrap_or(UNIX_EPOCH)
}

/// Whether redis can read the URL. Its own error does not show it, and neither does ours.
fn parsed(url: &str) -> Result<redis::ConnectionInfo, StoreError> {
    if cfg!(not(feature = "redis-rustls")) && url.starts_with("rediss:") {
        return Err(StoreError::new("`rediss://` needs the feature `redis-rustls` of wx-api"));
    }
    url.into_connection_info()
        .map_err(|_| StoreError::new("this is no address of a Redis: write `redis://host:6379`"))
}

fn failed(error: &RedisError) -> StoreError {
    StoreError::new(format!("Redis: {}", said(error)))
}

/// What an error says, without what it quotes of an answer: that may be the record.
fn said(error: &RedisError) -> String {
    match (error.kind(), error.code()) {
        (ErrorKind::Io, _) => error.to_string(),
        (_, Some(code)) => format!("{} ({code})", error.category()),
        (_, None) => error.category().to_owned(),
    }
}

impl fmt::Debug for RedisStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The URLs have the password in them.
        let target = match &self.target {
            Target::Single { .. } => "one Redis",
            Target::Cluster { .. } => "a cluster",
        };
        f.debug_struct("RedisStore")
            .field("target", &target)
            .field("key_prefix", &self.prefix)
            .field("timeout", &self.timeout)
            .finish_non_exhaustive()
    }
}
