//! Eight real processes on one appid, while its token expires and Redis dies.
//!
//! What happens is printed.

use std::{
    collections::BTreeMap,
    env,
    io::{BufRead, BufReader, Write},
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering::Relaxed},
    },
    time::Duration,
};

use serde_json::{Value, json};
use tokio::sync::mpsc;
use wx_api::{Client, TokenSource, prelude::*, token::RedisStore};
use wx_mock::{Fault, MockWechat};

use crate::{redis_server::RedisServer, tell};

const PROCESSES: usize = 8;
const CALLERS: usize = 200;
/// The lap that is none.
const END: u64 = 0;

/// Not a test: what the processes run that the test below starts.
#[test]
#[ignore = "run by the test of eight processes"]
fn worker() {
    let setting = |name: &str| env::var(name).expect("run by the test of eight processes");
    let client = Client::builder(setting("WX_APPID"), setting("WX_SECRET"))
        .base_url(setting("WX_BASE_URL"))
        .token_source(TokenSource::legacy())
        .token_store(RedisStore::new(setting("WX_REDIS_URL")).unwrap())
        .build()
        .unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let tally = runtime.block_on(work(client));
    answer(format_args!("TALLY {tally}"));
}

/// Tells the test that started this process.
fn answer(what: std::fmt::Arguments<'_>) {
    let mut stdout = std::io::stdout();
    writeln!(stdout, "{what}").unwrap();
}

/// Calls without a pause until stdin ends. For each line of stdin, a lap: once every caller has made a call that began
/// after it, that is said.
async fn work(client: Client) -> Value {
    let lap = Arc::new(AtomicU64::new(1));
    std::thread::spawn({
        let lap = Arc::clone(&lap);
        move || {
            for _ in std::io::stdin().lines() {
                lap.fetch_add(1, Relaxed);
            }
            lap.store(END, Relaxed);
        }
    });
    let (told, mut laps) = mpsc::unbounded_channel();
    let callers: Vec<_> =
        (0..CALLERS).map(|_| tokio::spawn(call_on(client.clone(), Arc::clone(&lap), told.clone()))).collect();
    drop(told);
    let mut finished = BTreeMap::new();
    while let Some(lap) = laps.recv().await {
        let finished = finished.entry(lap).or_insert(0);
        *finished += 1;
        if *finished == CALLERS {
            answer(format_args!("LAP {lap}"));
        }
    }
    let (mut calls, mut failed) = (0, BTreeMap::<String, u64>::new());
    for caller in callers {
        let (made, errors) = caller.await.unwrap();
        calls += made;
        for error in errors {
            *failed.entry(error).or_default() += 1;
        }
    }
    json!({ "calls": calls, "failed": failed.values().sum::<u64>(), "errors": failed })
}

/// One caller: how many calls it made, and how they failed.
async fn call_on(
    client: Client,
    lap: Arc<AtomicU64>,
    told: mpsc::UnboundedSender<u64>,
) -> (u64, Vec<String>) {
    let (mut calls, mut errors, mut last) = (0, Vec::new(), 0);
    loop {
        let now = lap.load(Relaxed);
        if now == END {
            return (calls, errors);
        }
        calls += 1;
        if let Err(error) = client.generate_scheme(GenerateScheme::new()).await {
            errors.push(format!("{:?} {error}", error.errcode()).chars().take(60).collect());
        }
        if now != last {
            last = now;
            told.send(now).unwrap();
        }
    }
}

struct Worker {
    child: Child,
    stdin: Option<ChildStdin>,
    stdout: BufReader<ChildStdout>,
}

impl Worker {
    fn start(wechat: &MockWechat, redis: &RedisServer) -> Self {
        let mut child = Command::new(env::current_exe().unwrap())
            .args(["--exact", "processes::worker", "--ignored", "--nocapture"])
            .env("WX_APPID", wechat.appid())
            .env("WX_SECRET", wechat.secret())
            .env("WX_BASE_URL", wechat.base_url())
            .env("WX_REDIS_URL", redis.url())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let (stdin, stdout) = (child.stdin.take(), BufReader::new(child.stdout.take().unwrap()));
        Self { child, stdin, stdout }
    }

    /// Asks for a lap.
    fn lap(&mut self) {
        writeln!(self.stdin.as_mut().unwrap()).unwrap();
    }

    /// Waits for what it says.
    fn says(&mut self, what: &str) -> String {
        let mut line = String::new();
        while self.stdout.read_line(&mut line).unwrap() > 0 {
            if let Some((_, said)) = line.split_once(what) {
                return said.trim().to_owned();
            }
            line.clear();
        }
        panic!("a worker ended before it said {what}");
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Every process, and how many laps it was sent on.
struct Fleet {
    workers: Vec<Worker>,
    laps: u64,
}

impl Fleet {
    /// Waits until each of all callers has made a call that began after now; those under way have ended then.
    fn goes_on(&mut self) {
        self.laps += 1;
        for worker in &mut self.workers {
            worker.lap();
        }
        for worker in &mut self.workers {
            worker.says(&format!("LAP {}\n", self.laps));
        }
    }

    /// Lets them end; what they tell.
    fn tallies(mut self) -> Vec<Value> {
        for worker in &mut self.workers {
            worker.stdin = None;
        }
        self.workers.iter_mut().map(|worker| serde_json::from_str(&worker.says("TALLY ")).unwrap()).collect()
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn eight_processes_lose_no_call_while_the_token_expires_and_redis_dies() {
    let Some(mut redis) = RedisServer::start(&[]) else { return };
    // Each connection has one end here.
    let wanted = (PROCESSES * CALLERS + 500) as u64;
    let allowed = rlimit::increase_nofile_limit(wanted).unwrap_or(0);
    assert!(allowed >= wanted, "this test needs {wanted} open files, the system allows {allowed}");

    // Whoever fetches a token takes it from all the others at once.
    let wechat = MockWechat::builder().legacy_grace(Duration::ZERO).start().await;
    let fetches = || (wechat.calls_to("getAccessToken"), wechat.calls_to("getStableAccessToken"));
    // The first of all processes is killed while it fetches. The others find its lease, and wait for that to end.
    wechat.fault("getAccessToken", Fault::Hang);
    let killed = Worker::start(&wechat, &redis);
    wechat.called("getAccessToken", 1).await;
    drop(killed);
    wechat.forget_calls();

    let workers = (0..PROCESSES).map(|_| Worker::start(&wechat, &redis)).collect();
    let mut fleet = Fleet { workers, laps: 1 };
    fleet.goes_on();
    assert_eq!(fetches(), (1, 0), "eight cold processes fetch once");
    tell(format_args!(
        "{PROCESSES} cold processes, after one was killed while it fetched, with {CALLERS} callers each: {:?} fetches (token, stable_token)",
        fetches()
    ));

    let mut expiries = 0;
    let mut expiry = |fleet: &mut Fleet, what: &str| {
        expiries += 1;
        let before = fetches();
        // Alternately they have expired, and somebody has taken the token away.
        if expiries % 2 == 0 {
            wechat.expire_tokens()
        } else {
            wechat.void_tokens()
        }
        fleet.goes_on();
        let caused = (fetches().0 - before.0, fetches().1 - before.1);
        tell(format_args!("expiry {expiries:2}, {what}: {caused:?} fetches"));
        caused
    };
    for _ in 0..3 {
        assert_eq!(expiry(&mut fleet, "with Redis"), (1, 0));
    }
    // Its holder gives the lease back, and another attempt is made.
    wechat.fault("getAccessToken", Fault::Hang);
    assert_eq!(expiry(&mut fleet, "with Redis, one fetch hangs"), (2, 0));
    redis.kill();
    for _ in 0..3 {
        let (legacy, stable) = expiry(&mut fleet, "Redis killed");
        assert!(legacy == 0 && stable <= PROCESSES, "one stable_token for each process at most");
    }
    assert!(redis.restart());
    // Each process leaves Redis alone for two seconds after it has failed.
    while expiry(&mut fleet, "Redis is back, empty") != (1, 0) {}
    for _ in 0..3 {
        assert_eq!(expiry(&mut fleet, "with Redis again"), (1, 0));
    }
    assert!(expiries >= 10);
    let tallies = fleet.tallies();
    let sum = |what: &str| tallies.iter().map(|tally| tally[what].as_u64().unwrap()).sum::<u64>();
    tell(format_args!(
        "{expiries} expiries, {} calls, {} failed; {:?} fetches",
        sum("calls"),
        sum("failed"),
        fetches()
    ));
    let errors: Vec<_> = tallies.iter().map(|tally| &tally["errors"]).collect();
    assert_eq!(sum("failed"), 0, "{errors:?}");
}
