//! Running `wx` and reading what it says.

use std::{
    path::PathBuf,
    process::{Command, Output, Stdio},
};

use wx_mock::{Builder, MockWechat};

/// What a run of `wx` left behind.
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) out: Vec<u8>,
    pub(crate) stderr: String,
}

impl Ran {
    pub(crate) fn stdout(&self) -> String {
        String::from_utf8_lossy(&self.out).into_owned()
    }

    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.out)
            .unwrap_or_else(|error| panic!("{error}: {}\n{}", self.stdout(), self.stderr))
    }

    /// Everything it said; it must have gone well.
    #[track_caller]
    pub(crate) fn ok(self) -> Self {
        assert_eq!(self.code, 0, "stdout: {}\nstderr: {}", self.stdout(), self.stderr);
        self
    }

    /// It must have failed with this code; what it said why. Nothing is on stdout.
    #[track_caller]
    pub(crate) fn failed(self, code: i32) -> String {
        assert_eq!((self.code, self.stdout().as_str()), (code, ""), "stderr: {}", self.stderr);
        assert!(self.stderr.starts_with("error: "), "{}", self.stderr);
        self.stderr
    }
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        let ran = Self {
            code: output.status.code().expect("wx was killed"),
            out: output.stdout,
            stderr: String::from_utf8(output.stderr).expect("stderr is text"),
        };
        let text = std::str::from_utf8(&ran.out).unwrap_or_default();
        for said in [text, &ran.stderr] {
            assert!(!said.contains("panicked"), "{said}");
            assert!(!said.contains('\u{1b}'), "colours in a pipe: {said}");
        }
        ran
    }
}

/// `wx` without anything in its environment that could change what it does.
pub(crate) fn command(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wx"));
    const NAMES: [&str; 13] = [
        "WX_APPID",
        "WX_SECRET",
        "WX_BASE_URL",
        "WX_REDIS_URL",
        "WX_PUSH_TOKEN",
        "WX_PUSH_AES_KEY",
        "WX_TOKEN_KEY",
        "WX_APP_KEY",
        "WX_SANDBOX_KEY",
        "WX_MERCHANT_KEYS",
        "WX_SHOP_SECRETS",
        "NO_COLOR",
        "CLICOLOR_FORCE",
    ];
    for name in NAMES {
        command.env_remove(name);
    }
    command.args(args).stdin(Stdio::null());
    command
}

pub(crate) fn wx(args: &[&str]) -> Ran {
    command(args).output().expect("wx can be run").into()
}

/// A path for one test's file; nothing is there.
pub(crate) fn path(name: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_file(&path);
    path
}

/// A fake WeChat that answers while a test waits for `wx`.
pub(crate) struct Fake {
    pub(crate) wechat: MockWechat,
    runtime: tokio::runtime::Runtime,
}

impl Fake {
    pub(crate) fn start() -> Self {
        Self::of(MockWechat::builder())
    }

    pub(crate) fn of(builder: Builder) -> Self {
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let wechat = runtime.block_on(builder.start());
        Self { wechat, runtime }
    }

    /// Runs what a test does beside `wx`.
    pub(crate) fn block_on<T>(&self, what: impl Future<Output = T>) -> T {
        self.runtime.block_on(what)
    }

    /// `wx` with this fake WeChat's address and credentials. Its secret shows nowhere.
    pub(crate) fn wx(&self, args: &[&str]) -> Ran {
        let ran = Ran::from(self.command(args).output().expect("wx can be run"));
        let secret = self.wechat.secret();
        assert!(
            !ran.stdout().contains(secret) && !ran.stderr.contains(secret),
            "{}{}",
            ran.stdout(),
            ran.stderr
        );
        ran
    }

    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = command(args);
        command
            .env("WX_APPID", self.wechat.appid())
            .env("WX_SECRET", self.wechat.secret())
            .env("WX_BASE_URL", self.wechat.base_url());
        command
    }
}
