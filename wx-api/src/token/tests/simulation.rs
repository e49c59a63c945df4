//! Fleets of processes with callers who come and go, for hours, through outages and forced expiries.
//!
//! Everything that happens follows from one number. A failing run prints it, and `WX_SIM_SEED=…` runs it again;
//! `WX_SIM_SEEDS=…` is how many are run.

use std::{
    env,
    ops::Range,
    sync::{Arc, Mutex, atomic::Ordering::Relaxed},
    time::Duration,
};

use tokio::time::{Instant, sleep, sleep_until};
use wx_core::AppId;

use super::{
    cancel::cancelled_after,
    fakes::{LIFE, Line, WeChat},
    shelf::Shelf,
};
use crate::token::authority::{Authority, Recovery};

/// A process asks for a new token when the old one has so much left, at the earliest.
const LEAD: Duration = Duration::from_secs(300);
/// Two fetches that no expiry lies between are that far apart.
const APART: Duration = LIFE.saturating_sub(LEAD);

/// What may be found under our key.
const RUBBISH: &[&[u8]] = &[
    b"",
    b"\xFFrubbish",
    b"{}",
    br#"{"fence":18446744073709551615}"#,
    br#"{"lease":{"owner":"nobody","until":18446744073709551615}}"#,
    br#"{"token":{"access_token":"none","fetched":0,"expires":18446744073709551615}}"#,
    br#"{"token":{"access_token":"none","fetched":18446744073709551615,"expires":18446744073709551615}}"#,
    br#"{"token":{"access_token":"none","fetched":90000000,"expires":97000000,"confirmed":90000000}}"#,
    br#"{"forced":[0,1,18446744073709551615]}"#,
];

/// What a run is like.
#[derive(Debug, Clone)]
struct Plan {
    legacy: bool,
    processes: usize,
    callers: usize,
    /// How long it lasts.
    hours: u64,
    /// How often all tokens die before their time.
    deaths: usize,
    /// Whether WeChat and the store fail now and then.
    stormy: bool,
    /// When much happens at once.
    rushes: Vec<Duration>,
}

impl Plan {
    fn of(stormy: bool) -> Self {
        let hours = fastrand::u64(1..=6);
        let any = || Duration::from_millis(fastrand::u64(0..hours * 3_600_000));
        Self {
            legacy: fastrand::bool(),
            processes: fastrand::usize(1..=4),
            callers: fastrand::usize(20..=80),
            hours,
            deaths: fastrand::usize(0..=3),
            stormy,
            rushes: (0..fastrand::usize(1..=4)).map(|_| any()).collect(),
        }
    }

    /// Any moment of the run, or one close to many others.
    fn moment(&self) -> Duration {
        match fastrand::choice(&self.rushes).filter(|_| fastrand::u32(0..4) > 0) {
            Some(rush) => *rush + Duration::from_millis(fastrand::u64(0..500)),
            None => Duration::from_millis(fastrand::u64(0..self.hours * 3_600_000)),
        }
    }
}

struct World {
    plan: Plan,
    wechat: Arc<WeChat>,
    shelf: Arc<Shelf>,
    /// Since when the store has no trouble.
    fair_since: Mutex<Option<Instant>>,
    fleet: Vec<Arc<Authority>>,
    appid: AppId,
}

impl World {
    fn new(plan: Plan) -> Arc<Self> {
        let (wechat, shelf) = (WeChat::new(plan.legacy), Shelf::new());
        let appid = AppId::new("wx1");
        let process = || {
            let store: Arc<Shelf> = Arc::clone(&shelf);
            Arc::new(Authority::new(appid.clone(), Line::new(&wechat), store))
        };
        let fleet = (0..plan.processes).map(|_| process()).collect();
        let fair_since = Mutex::new(Some(Instant::now()));
        Arc::new(Self { plan, wechat, shelf, fair_since, fleet, appid })
    }

    /// One call as the client makes it: with the token, and with another if it is refused.
    async fn call(&self, process: usize) {
        let authority = &self.fleet[process];
        let began = Instant::now();
        let Ok(mut held) = authority.get().await else {
            return self.failed(process, began, "no token").await;
        };
        let mut recovery = Recovery::default();
        loop {
            sleep(Duration::from_millis(fastrand::u64(1..200))).await;
            if self.wechat.takes(&held.token) {
                return;
            }
            if !recovery.may_renew(&held) {
                return self.failed(process, began, "the other token is refused too").await;
            }
            let newer = authority.current().filter(|current| !current.is(&held.token));
            let renewing = authority.renewed(&held.token);
            let other = match newer {
                // A late refusal: the newer token is not dropped, and nothing is waited for.
                Some(newer) if newer.expires_in() > Duration::from_secs(60) => {
                    match cancelled_after(0, renewing).await {
                        Some(Ok(other)) if other.is(&newer.token) => Ok(other),
                        _ => return self.wechat.violation("a late refusal dropped a newer token".into()),
                    }
                }
                _ => renewing.await,
            };
            match other {
                Ok(other) if other.is(&held.token) => {
                    return self.failed(process, began, "no other token").await;
                }
                Ok(other) => held = other,
                Err(_) => return self.failed(process, began, "no token").await,
            }
        }
    }

    /// A call has failed: is there a reason?
    async fn failed(&self, process: usize, began: Instant, how: &str) {
        // A token on its way from WeChat can die there too.
        let on_its_way = Duration::from_millis(500);
        let killed_meanwhile = self.wechat.deaths().iter().any(|death| *death + on_its_way >= began);
        let in_hand = self.fleet[process].current();
        let has_one = in_hand.is_some_and(|held| self.wechat.takes(&held.token));
        if !self.plan.stormy && !killed_meanwhile {
            self.wechat.violation(format!("a call failed in calm weather: {how}"));
        }
        if killed_meanwhile || how != "no token" {
            return;
        }
        if has_one {
            self.wechat.violation("a call failed while its process had a valid token".into());
        }
        let fair = *self.fair_since.lock().unwrap();
        let in_store = self.shelf.settled_token(&self.appid).await;
        if fair.is_some_and(|since| since.elapsed() > Duration::from_secs(60))
            && in_store.is_some_and(|token| self.wechat.takes(&token))
        {
            self.wechat.violation("a call failed while the store had a valid token".into());
        }
    }

    /// A caller: comes at some time, calls, and may go away in the middle.
    async fn caller(self: Arc<Self>) {
        sleep(self.plan.moment()).await;
        let process = fastrand::usize(0..self.plan.processes);
        let polls = if fastrand::u32(0..3) == 0 { fastrand::u32(0..8) } else { u32::MAX };
        let began = Instant::now();
        cancelled_after(polls, self.call(process)).await;
        // Two flights at the longest, each with four attempts that hang until they are given up.
        let bearable = if self.plan.stormy { Duration::from_secs(150) } else { Duration::from_secs(3) };
        if began.elapsed() > bearable {
            self.wechat.violation(format!("a caller waited for {:?}", began.elapsed()));
        }
    }

    async fn death(self: Arc<Self>) {
        sleep(self.plan.moment()).await;
        self.wechat.kill();
    }

    /// Bad weather comes and goes.
    async fn storm(self: Arc<Self>) {
        let end = Instant::now() + Duration::from_secs(self.plan.hours * 3600);
        while Instant::now() < end {
            let percent = || if fastrand::bool() { 0 } else { fastrand::u32(10..=100) };
            self.wechat.trouble.store(percent(), Relaxed);
            let trouble = percent();
            self.shelf.trouble.store(trouble, Relaxed);
            *self.fair_since.lock().unwrap() = (trouble == 0).then(Instant::now);
            if let Some(rubbish) = fastrand::choice(RUBBISH).filter(|_| fastrand::bool()) {
                self.shelf.spoil(&self.appid, rubbish).await;
            }
            sleep(Duration::from_secs(fastrand::u64(1..1200))).await;
        }
        self.wechat.trouble.store(0, Relaxed);
        self.shelf.trouble.store(0, Relaxed);
    }

    /// Afterwards all is well: one expiry, one fetch, one token for all.
    async fn converges(&self) {
        // Whatever the storm left behind, a lease of somebody who gave up say, is over.
        sleep(Duration::from_secs(60)).await;
        self.wechat.kill();
        sleep(Duration::from_secs(1)).await;
        let before = self.wechat.fetches().len();
        let mut tokens = Vec::new();
        for (process, authority) in self.fleet.iter().enumerate() {
            self.call(process).await;
            tokens.push(authority.get().await.expect("all is well").token.expose().to_owned());
        }
        tokens.dedup();
        let fetches = self.wechat.fetches().len() - before;
        if (tokens.len(), fetches) != (1, 1) {
            self.wechat.violation(format!("no convergence: tokens {tokens:?}, {fetches} fetches"));
        }
    }

    /// In calm weather every fetch has its reason: it is the first, the token before was killed, or about to expire.
    fn every_fetch_has_a_reason(&self) {
        let deaths = self.wechat.deaths();
        let fetches = self.wechat.fetches();
        for pair in fetches.windows(2) {
            let killed = deaths.iter().any(|death| (pair[0].at..=pair[1].at).contains(death));
            if !killed && pair[1].at - pair[0].at < APART {
                self.wechat.violation(format!("a fetch too many: {pair:?}"));
            }
        }
        if let Some(idle) = fetches.iter().find(|fetch| !fetch.new || fetch.alone || fetch.forced) {
            self.wechat.violation(format!("a fetch in vain: {idle:?}"));
        }
    }
}

async fn run(plan: Plan) -> Vec<String> {
    let world = World::new(plan.clone());
    let end = Instant::now() + Duration::from_secs(plan.hours * 3600);
    let mut tasks: Vec<_> = (0..plan.callers).map(|_| tokio::spawn(Arc::clone(&world).caller())).collect();
    tasks.extend((0..plan.deaths).map(|_| tokio::spawn(Arc::clone(&world).death())));
    if plan.stormy {
        tasks.push(tokio::spawn(Arc::clone(&world).storm()));
    }
    for task in tasks {
        if let Err(panic) = task.await {
            world.wechat.violation(format!("{panic}"));
        }
    }
    sleep_until(end).await;
    if !plan.stormy {
        world.every_fetch_has_a_reason();
    }
    world.converges().await;
    world.wechat.violations.lock().unwrap().clone()
}

/// The numbers that are run; so many unless said.
pub(super) fn seeds(usual: u64) -> Range<u64> {
    let number = |name: &str| env::var(name).ok().map(|text| text.parse::<u64>().expect("a number"));
    let one = number("WX_SIM_SEED");
    one.map_or(0..number("WX_SIM_SEEDS").unwrap_or(usual), |seed| seed..seed + 1)
}

fn simulate(stormy: bool) {
    for seed in seeds(2000) {
        fastrand::seed(seed);
        let plan = Plan::of(stormy);
        let runtime =
            tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build().unwrap();
        let violations = runtime.block_on(run(plan.clone()));
        assert!(violations.is_empty(), "WX_SIM_SEED={seed} {plan:?}\n{}", violations.join("\n"));
    }
}

#[test]
fn in_calm_weather_every_fetch_has_a_reason_and_no_call_fails() {
    simulate(false);
}

#[test]
fn in_a_storm_what_must_not_happen_does_not() {
    simulate(true);
}
