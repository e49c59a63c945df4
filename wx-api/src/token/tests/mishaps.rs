//! One mishap at a time: a fetch hangs, or the process that fetches is killed. No call whose time is five seconds is lost over it,
//! but those of the process that was killed.
//!
//! Everything follows from one number, as in the simulation.

use std::{
    sync::{Arc, Mutex, atomic::Ordering::Relaxed},
    time::Duration,
};

use tokio::time::{sleep, timeout};
use wx_core::AppId;

use super::{
    fakes::{Life, Line, Mishap, WeChat},
    shelf::{Mortal, Shelf},
    simulation::seeds,
};
use crate::token::authority::{Authority, Recovery};

/// The time of a call.
const TIME: Duration = Duration::from_secs(5);

#[derive(Clone)]
struct Process {
    authority: Arc<Authority>,
    life: Arc<Life>,
}

struct World {
    wechat: Arc<WeChat>,
    shelf: Arc<Shelf>,
    fleet: Mutex<Vec<Process>>,
}

impl World {
    fn new() -> Arc<Self> {
        let world =
            Self { wechat: WeChat::new(fastrand::bool()), shelf: Shelf::new(), fleet: Mutex::default() };
        world.replace_the_dead(fastrand::usize(1..=4));
        Arc::new(world)
    }

    /// Lets so many processes live.
    fn replace_the_dead(&self, processes: usize) {
        let mut fleet = self.fleet.lock().unwrap();
        fleet.retain(|process| !process.life.is_over());
        while fleet.len() < processes {
            let life = Arc::default();
            let store = Mortal(Arc::clone(&self.shelf), Arc::clone(&life));
            let line = Line::of(&self.wechat, &life);
            let authority = Arc::new(Authority::new(AppId::new("wx1"), line, Arc::new(store)));
            fleet.push(Process { authority, life });
        }
    }

    /// One call as the client makes it; why it was lost.
    async fn call(&self, authority: &Arc<Authority>) -> Result<(), String> {
        let mut held = authority.get().await.map_err(|error| error.to_string())?;
        let mut recovery = Recovery::default();
        loop {
            sleep(Duration::from_millis(fastrand::u64(1..200))).await;
            if self.wechat.takes(&held.token) {
                return Ok(());
            }
            if !recovery.may_renew(&held) {
                return Err("the other token is refused too".into());
            }
            let other = authority.renewed(&held.token).await.map_err(|error| error.to_string())?;
            if other.is(&held.token) {
                return Err("no other token".into());
            }
            held = other;
        }
    }

    async fn caller(self: Arc<Self>) {
        sleep(Duration::from_millis(fastrand::u64(0..4000))).await;
        let process = fastrand::choice(self.fleet.lock().unwrap().iter()).cloned();
        let Process { authority, life } = process.expect("there is one");
        let lost = match timeout(TIME, self.call(&authority)).await {
            Ok(Ok(())) => return,
            Ok(Err(lost)) => lost,
            Err(_) => "its time was up".into(),
        };
        if !life.is_over() {
            self.wechat.violation(format!("a call was lost: {lost}"));
        }
    }

    /// Many callers, while the next fetch meets with a mishap.
    async fn round(self: &Arc<Self>, mishap: Option<Mishap>) {
        *self.wechat.mishap.lock().unwrap() = mishap;
        let before = self.wechat.fetches().len();
        let callers: Vec<_> = (0..60).map(|_| tokio::spawn(Arc::clone(self).caller())).collect();
        for caller in callers {
            caller.await.unwrap();
        }
        // What the mishap may have left behind is over.
        sleep(Duration::from_secs(60)).await;
        let fetches = self.wechat.fetches().len() - before;
        let expected = 1 + usize::from(mishap.is_some_and(|mishap| mishap.carried_out));
        if fetches != expected {
            self.wechat.violation(format!("{fetches} fetches were carried out, {expected} were due"));
        }
        if self.wechat.most_under_way.load(Relaxed) > 1 {
            self.wechat.violation("two fetches were under way at a time".into());
        }
    }
}

async fn run() -> Vec<String> {
    let world = World::new();
    for _ in 0..fastrand::u32(1..=4) {
        let mishap = Mishap { dies: fastrand::bool(), carried_out: fastrand::bool() };
        // Where the only process is killed, there is nobody whose calls could be lost.
        let processes = fastrand::usize(if mishap.dies { 2..=4 } else { 1..=4 });
        world.replace_the_dead(processes);
        world.round(Some(mishap)).await;
        world.wechat.kill();
        world.replace_the_dead(processes);
        world.round(None).await;
        world.wechat.kill();
    }
    world.wechat.violations.lock().unwrap().clone()
}

#[test]
fn a_hanging_fetch_or_a_killed_leader_loses_no_call() {
    for seed in seeds(400) {
        fastrand::seed(seed);
        let runtime =
            tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build().unwrap();
        let violations = runtime.block_on(run());
        assert!(violations.is_empty(), "WX_SIM_SEED={seed}\n{}", violations.join("\n"));
    }
}
