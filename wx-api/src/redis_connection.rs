//! The way to Redis: one server or a cluster, connected when it is first needed.

use std::{fmt, sync::Arc, time::Duration};

use redis::{
    Client, Cmd, ErrorKind, FromRedisValue, IntoConnectionInfo, RedisError,
    aio::{ConnectionManager, ConnectionManagerConfig},
    cluster::ClusterClient,
    cluster_async::ClusterConnection,
};
use tokio::sync::Mutex;

/// How long Redis may take to answer, and to be connected to.
const TIMEOUT: Duration = Duration::from_millis(500);

/// A Redis, how long it may take, and what stands before our keys in it.
pub(crate) struct Redis {
    target: Target,
    timeout: Duration,
    prefix: String,
}

enum Target {
    Single { client: Box<Client>, connection: Mutex<Option<ConnectionManager>> },
    Cluster(Arc<Cluster>),
}

/// Whether a script is run once more when the connection turns out to be lost: the first command after Redis came back
/// finds out, the second one has a new connection. What may have been carried out, and would not be the same a second time,
/// is not.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Again {
    Once,
    Never,
}

/// A cluster, and the way to it once there is one.
struct Cluster {
    nodes: Vec<String>,
    connection: Mutex<Option<ClusterConnection>>,
}

impl Redis {
    /// One Redis, by its URL. Nothing is sent yet.
    pub(crate) fn single(url: &str, prefix: &str) -> Result<Self, String> {
        let client = Client::open(parsed(url)?).map_err(|error| failed(&error))?;
        ready_for(url)?;
        Ok(Self::of(Target::Single { client: Box::new(client), connection: Mutex::new(None) }, prefix))
    }

    /// A cluster, by the URLs of some of its nodes. Nothing is sent yet.
    pub(crate) fn cluster<U: AsRef<str>>(
        urls: impl IntoIterator<Item = U>,
        prefix: &str,
    ) -> Result<Self, String> {
        let nodes: Vec<_> = urls.into_iter().map(|url| url.as_ref().to_owned()).collect();
        if nodes.is_empty() {
            return Err("a cluster needs the URL of at least one of its nodes".to_owned());
        }
        for node in &nodes {
            parsed(node)?;
            ready_for(node)?;
        }
        let cluster = Cluster { nodes, connection: Mutex::new(None) };
        Ok(Self::of(Target::Cluster(Arc::new(cluster)), prefix))
    }

    fn of(target: Target, prefix: &str) -> Self {
        Self { target, timeout: TIMEOUT, prefix: prefix.to_owned() }
    }

    pub(crate) fn set_timeout(&mut self, timeout: Duration) {
        self.timeout = timeout;
    }

    pub(crate) fn set_prefix(&mut self, prefix: String) {
        self.prefix = prefix;
    }

    /// Runs a script on one key, which is said without its prefix.
    pub(crate) async fn run<T: FromRedisValue>(
        &self,
        script: &str,
        key: &str,
        arguments: &[&[u8]],
        again: Again,
    ) -> Result<T, String> {
        let mut command = redis::cmd("EVAL");
        command.arg(script).arg(1).arg(format!("{}{key}", self.prefix));
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
                    return Err(format!("Redis did not answer within {:?}", self.timeout));
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

/// redis takes the process' provider of cryptography, and panics where a program has compiled in two of them and chosen none.
/// A choice that was made is left alone, and none is made where there is no need.
#[cfg(feature = "redis-rustls")]
fn ready_for(url: &str) -> Result<(), String> {
    if url.starts_with("rediss:") { crate::transport::tls::choose() } else { Ok(()) }
}

#[cfg(not(feature = "redis-rustls"))]
#[expect(clippy::unnecessary_wraps, reason = "with TLS it can fail")]
fn ready_for(_: &str) -> Result<(), String> {
    Ok(())
}

/// Whether redis can read the URL. Its own error does not show it, and neither does ours.
fn parsed(url: &str) -> Result<redis::ConnectionInfo, String> {
    if cfg!(not(feature = "redis-rustls")) && url.starts_with("rediss:") {
        return Err("`rediss://` needs the feature `redis-rustls` of wx-api".to_owned());
    }
    url.into_connection_info()
        .map_err(|_| "this is no address of a Redis: write `redis://host:6379`".to_owned())
}

fn failed(error: &RedisError) -> String {
    format!("Redis: {}", said(error))
}

/// What an error says, without what it quotes of an answer: that may be the record.
fn said(error: &RedisError) -> String {
    match (error.kind(), error.code()) {
        (ErrorKind::Io, _) => error.to_string(),
        (_, Some(code)) => format!("{} ({code})", error.category()),
        (_, None) => error.category().to_owned(),
    }
}

// The URLs have the password in them.
impl fmt::Debug for Redis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let target = match &self.target {
            Target::Single { .. } => "one Redis",
            Target::Cluster { .. } => "a cluster",
        };
        f.debug_struct("Redis")
            .field("target", &target)
            .field("timeout", &self.timeout)
            .field("prefix", &self.prefix)
            .finish_non_exhaustive()
    }
}
