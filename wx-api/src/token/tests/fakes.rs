//! WeChat, as a simulation needs it: it lives by paused time, and fails when it is told to.

use std::{
    collections::BTreeMap,
    future::pending,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicU32, Ordering::Relaxed},
    },
    time::Duration,
};

use tokio::time::{Instant, sleep};
use wx_core::{AccessToken, Endpoint, Meta, Refusal};
use wx_specs::access_token::GetStableAccessToken;

use crate::{
    ApiError, Error, NoAnswer, TransportError, TransportErrorKind,
    token::{ATTEMPTS, Ask, Fetch, Fetching, Token},
};

pub(super) const META: &Meta = <GetStableAccessToken as Endpoint>::META;
pub(super) const LIFE: Duration = Duration::from_secs(7200);
const RENEWAL: Duration = Duration::from_secs(300);

pub(super) fn api_error(code: i64) -> Error {
    Error::Api(Box::new(ApiError::new(META, Refusal::new(code, ""))))
}

pub(super) fn no_answer(kind: TransportErrorKind) -> Error {
    Error::Transport(NoAnswer { endpoint: META.name, host: "h".into(), cause: TransportError::new(kind) })
}

/// WeChat's side: which tokens live.
pub(super) struct WeChat {
    legacy: bool,
    state: Mutex<State>,
    /// How likely a fetch fails, in percent.
    pub(super) trouble: AtomicU32,
    /// What happens to the next fetch.
    pub(super) mishap: Mutex<Option<Mishap>>,
    /// How many fetches of living processes are under way.
    under_way: AtomicU32,
    /// The most there were at a time.
    pub(super) most_under_way: AtomicU32,
    pub(super) violations: Mutex<Vec<String>>,
}

/// What happens to one fetch.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mishap {
    /// Whether the process that fetches dies, or only the connection hangs.
    pub(super) dies: bool,
    /// Whether WeChat has carried the fetch out.
    pub(super) carried_out: bool,
}

/// Whether a process is dead: nothing that it begins ever ends.
#[derive(Debug, Default)]
pub(super) struct Life(AtomicBool);

impl Life {
    pub(super) fn is_over(&self) -> bool {
        self.0.load(Relaxed)
    }

    pub(super) async fn goes_on(&self) {
        if self.is_over() {
            pending().await
        }
    }
}

#[derive(Default)]
struct State {
    tokens: BTreeMap<String, (Instant, Instant)>,
    legacy: Option<String>,
    stable: Option<String>,
    issued: u32,
    fetches: Vec<Fetched>,
    /// When tokens died before their time.
    deaths: Vec<Instant>,
}

/// A fetch that was answered.
#[derive(Clone, Debug)]
pub(super) struct Fetched {
    pub(super) at: Instant,
    /// Whether it brought a token that was not there before.
    pub(super) new: bool,
    pub(super) alone: bool,
    pub(super) forced: bool,
}

impl WeChat {
    pub(super) fn new(legacy: bool) -> Arc<Self> {
        Arc::new(Self {
            legacy,
            state: Mutex::default(),
            trouble: AtomicU32::new(0),
            mishap: Mutex::default(),
            under_way: AtomicU32::new(0),
            most_under_way: AtomicU32::new(0),
            violations: Mutex::default(),
        })
    }

    /// Whether a call with this token goes through.
    pub(super) fn takes(&self, token: &AccessToken) -> bool {
        let state = self.state.lock().unwrap();
        state.tokens.get(token.expose()).is_some_and(|(_, until)| Instant::now() < *until)
    }

    /// All tokens die.
    pub(super) fn kill(&self) {
        let mut state = self.state.lock().unwrap();
        let now = Instant::now();
        for (_, until) in state.tokens.values_mut() {
            *until = (*until).min(now);
        }
        (state.legacy, state.stable) = (None, None);
        state.deaths.push(now);
    }

    pub(super) fn fetches(&self) -> Vec<Fetched> {
        self.state.lock().unwrap().fetches.clone()
    }

    pub(super) fn deaths(&self) -> Vec<Instant> {
        self.state.lock().unwrap().deaths.clone()
    }

    pub(super) fn violation(&self, what: String) {
        self.violations.lock().unwrap().push(what);
    }

    fn answer(&self, ask: &Ask) -> Token {
        let mut state = self.state.lock().unwrap();
        let now = Instant::now();
        let stable = !self.legacy || ask.alone;
        let current = if stable { state.stable.clone() } else { state.legacy.clone() };
        let living = current.and_then(|text| Some((state.tokens.get(&text)?.1, text)));
        if let Some((until, text)) = &living
            && stable
            && !ask.force
            && until.saturating_duration_since(now) >= RENEWAL
        {
            state.fetches.push(Fetched { at: now, new: false, alone: ask.alone, forced: false });
            return Token::new(text.as_str(), *until - now);
        }
        if let Some((_, text)) = living {
            // A legacy token lives on for a while, a forced refresh voids at once, a stable one ends by itself.
            let end = match (stable, ask.force) {
                (false, _) => now + RENEWAL,
                (true, true) => now,
                (true, false) => now + LIFE,
            };
            let entry = state.tokens.get_mut(&text).unwrap();
            entry.1 = entry.1.min(end);
        }
        state.issued += 1;
        let text = format!("{}-{}", if stable { "stable" } else { "legacy" }, state.issued);
        state.tokens.insert(text.clone(), (now, now + LIFE));
        *if stable { &mut state.stable } else { &mut state.legacy } = Some(text.clone());
        state.fetches.push(Fetched { at: now, new: true, alone: ask.alone, forced: ask.force });
        Token::new(text, LIFE)
    }
}

/// One process' way to WeChat.
pub(super) struct Line {
    pub(super) wechat: Arc<WeChat>,
    life: Arc<Life>,
    in_flight: AtomicBool,
}

impl Line {
    pub(super) fn new(wechat: &Arc<WeChat>) -> Arc<Self> {
        Self::of(wechat, &Arc::default())
    }

    /// The way of a process that can die.
    pub(super) fn of(wechat: &Arc<WeChat>, life: &Arc<Life>) -> Arc<Self> {
        let (wechat, life) = (Arc::clone(wechat), Arc::clone(life));
        Arc::new(Self { wechat, life, in_flight: AtomicBool::new(false) })
    }

    async fn meets(&self, mishap: Mishap, ask: &Ask) {
        if mishap.carried_out {
            self.wechat.answer(ask);
        }
        if mishap.dies {
            self.life.0.store(true, Relaxed);
            // It is under way no more, although nobody drops it.
            self.wechat.under_way.fetch_sub(1, Relaxed);
        }
        pending().await
    }
}

/// A fetch on its way; it has ended when this is dropped.
struct InFlight<'a>(&'a Line);

impl<'a> InFlight<'a> {
    fn new(line: &'a Line) -> Self {
        if line.in_flight.swap(true, Relaxed) {
            line.wechat.violation("two fetches of one process are in flight".into());
        }
        line.wechat.under_way.fetch_add(1, Relaxed);
        Self(line)
    }
}

impl Drop for InFlight<'_> {
    fn drop(&mut self) {
        self.0.in_flight.store(false, Relaxed);
        if !self.0.life.is_over() {
            self.0.wechat.under_way.fetch_sub(1, Relaxed);
        }
    }
}

/// How long an attempt may take, as the built-in sources have it.
pub(super) fn time_for(attempt: u32) -> Duration {
    Duration::from_secs(if attempt < ATTEMPTS { 3 } else { 10 })
}

pub(super) async fn moment(longest_ms: u64) {
    sleep(Duration::from_millis(fastrand::u64(1..=longest_ms))).await;
}

impl Fetch for Line {
    fn fetch(&self, ask: Ask) -> Fetching<'_> {
        Box::pin(async move {
            self.life.goes_on().await;
            let _ended = InFlight::new(self);
            self.wechat.most_under_way.fetch_max(self.wechat.under_way.load(Relaxed), Relaxed);
            moment(150).await;
            let mishap = self.wechat.mishap.lock().unwrap().take();
            if let Some(mishap) = mishap {
                self.meets(mishap, &ask).await;
            }
            let trouble = fastrand::u32(0..100) < self.wechat.trouble.load(Relaxed);
            match trouble.then(|| fastrand::u32(0..8)) {
                // The answer is lost on its way back.
                Some(0) => {
                    self.wechat.answer(&ask);
                    return Err(no_answer(TransportErrorKind::Broken));
                }
                Some(1) => sleep(Duration::from_secs(60)).await,
                // Not `panic!`, which would fill the output.
                Some(2) => std::panic::resume_unwind(Box::new("a panic on purpose")),
                Some(3) => return Err(api_error(40164)),
                Some(4) => return Err(api_error(-1)),
                Some(_) => return Err(no_answer(TransportErrorKind::Connect)),
                None => {}
            }
            let token = self.wechat.answer(&ask);
            moment(150).await;
            Ok(token)
        })
    }

    fn time_for(&self, attempt: u32) -> Duration {
        time_for(attempt)
    }

    fn replaces(&self) -> bool {
        self.wechat.legacy
    }

    fn can_force(&self, alone: bool) -> bool {
        !self.wechat.legacy || alone
    }

    fn late(&self) -> Error {
        no_answer(TransportErrorKind::Timeout)
    }
}
