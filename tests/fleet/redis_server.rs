//! A redis-server of a test's own.

use std::{
    env, io,
    net::{Ipv4Addr, TcpListener},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::Duration,
};

use crate::tell;

/// A redis-server on a free port of this machine, with nothing in it. It ends when this is dropped.
pub(crate) struct RedisServer {
    port: u16,
    tls_port: u16,
    arguments: Vec<String>,
    password: Option<&'static str>,
    child: Option<Child>,
}

impl RedisServer {
    /// Starts one; `None` where none is installed, which is said.
    ///
    /// With `WX_REQUIRE_REDIS=1` that is a failure.
    pub(crate) fn start(arguments: &[&str]) -> Option<Self> {
        match Command::new("redis-server").arg("--version").stdout(Stdio::null()).status() {
            Ok(_) => {}
            Err(error) if env::var_os("WX_REQUIRE_REDIS").is_none() => {
                assert_eq!(error.kind(), io::ErrorKind::NotFound);
                tell("SKIPPED, for redis-server is not installed here");
                return None;
            }
            Err(error) => panic!("WX_REQUIRE_REDIS is set, and redis-server cannot be run: {error}"),
        }
        let arguments: Vec<_> = arguments.iter().map(|argument| (*argument).to_owned()).collect();
        // Between finding a free port and listening on it, somebody else can take it.
        for _ in 0..10 {
            let mut server = Self {
                port: free_port(),
                tls_port: 0,
                arguments: arguments.clone(),
                password: None,
                child: None,
            };
            if server.restart() {
                return Some(server);
            }
        }
        panic!("redis-server does not start");
    }

    /// Starts one that wants a password.
    pub(crate) fn with_password(password: &'static str) -> Option<Self> {
        let mut server = Self::start(&["--requirepass", password])?;
        server.password = Some(password);
        Some(server)
    }

    /// Starts one that speaks TLS, beside its usual port; as Debian's does.
    pub(crate) fn with_tls(certificate: &Path, key: &Path) -> Option<Self> {
        let port = free_port();
        let (certificate, key) = (certificate.to_str()?, key.to_str()?);
        let port_text = port.to_string();
        let mut server = Self::start(&[
            "--tls-port",
            &port_text,
            "--tls-cert-file",
            certificate,
            "--tls-key-file",
            key,
            "--tls-ca-cert-file",
            certificate,
            "--tls-auth-clients",
            "no",
        ])?;
        server.tls_port = port;
        Some(server)
    }

    pub(crate) fn tls_url(&self) -> String {
        format!("rediss://127.0.0.1:{}/", self.tls_port)
    }

    pub(crate) fn url(&self) -> String {
        let password = self.password.map(|password| format!(":{password}@")).unwrap_or_default();
        format!("redis://{password}127.0.0.1:{}/", self.port)
    }

    pub(crate) fn address(&self) -> (Ipv4Addr, u16) {
        (Ipv4Addr::LOCALHOST, self.port)
    }

    /// Runs a command.
    pub(crate) fn run<T: redis::FromRedisValue>(&self, command: &[&str]) -> T {
        let mut connection = redis::Client::open(self.url()).unwrap().get_connection().unwrap();
        let mut cmd = redis::cmd(command[0]);
        cmd.arg(&command[1..]);
        cmd.query(&mut connection).unwrap()
    }

    /// Ends it without a farewell.
    pub(crate) fn kill(&mut self) {
        if let Some(mut child) = self.child.take() {
            child.kill().unwrap();
            child.wait().unwrap();
        }
    }

    /// Starts it again on its port, empty; whether it lives.
    pub(crate) fn restart(&mut self) -> bool {
        let dir = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("redis-{}", self.port));
        let _ = std::fs::remove_dir_all(&dir);
        std::fs::create_dir_all(&dir).unwrap();
        let port = self.port.to_string();
        let mut child = Command::new("redis-server")
            .args(["--port", &port, "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir"])
            .arg(&dir)
            .args(&self.arguments)
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        loop {
            if std::net::TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).is_ok() {
                self.child = Some(child);
                return true;
            }
            if child.try_wait().unwrap().is_some() {
                return false;
            }
            thread::sleep(Duration::from_millis(5));
        }
    }
}

impl Drop for RedisServer {
    fn drop(&mut self) {
        self.kill();
    }
}

/// A port on which nobody listens, nor on the one a cluster node adds to it.
fn free_port() -> u16 {
    loop {
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap().port();
        if port < 55_000 {
            return port;
        }
    }
}
