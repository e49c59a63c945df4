//! What the fake WeChat pushes: by itself, as the real one would after a call, and when it is told to.

use std::{
    collections::{BTreeMap, VecDeque},
    sync::Arc,
    time::Duration,
};

use serde_json::{Map, Value};

use super::{PushLog, PushProblem, Pusher};
use crate::world::{KEPT, Shared};

/// How often a push is tried, and the pause before it is tried again.
const TRIES: usize = 3;
const PAUSE: Duration = Duration::from_millis(200);

/// Where pushes go, those that are due, and those that went.
#[derive(Default)]
pub(crate) struct Pushing {
    /// By appid.
    pub(crate) pushers: BTreeMap<String, Pusher>,
    pub(crate) due: Vec<Due>,
    pub(crate) log: VecDeque<PushLog>,
    /// By name, how often it was tried: also what is not in the log any more.
    pub(crate) counts: BTreeMap<String, usize>,
}

impl Pushing {
    /// Pushes what is about the mini program of this pusher by it, from now on.
    pub(crate) fn by(&mut self, pusher: Pusher) {
        self.pushers.insert(pusher.appid().to_owned(), pusher);
    }

    /// Forgets what was pushed.
    pub(crate) fn forget(&mut self) {
        self.log.clear();
        self.counts.clear();
    }
}

/// A push that a call has led to.
pub(crate) struct Due {
    pub(crate) name: &'static str,
    /// The mini program it is about.
    pub(crate) appid: String,
    /// The user whose doing it is; `None` where WeChat speaks for itself.
    pub(crate) openid: Option<String>,
    pub(crate) fields: Value,
}

/// Sends what is due, on tasks of their own: the call that led to it is answered meanwhile.
pub(crate) fn start(shared: &Arc<Shared>) {
    let pushing = &mut shared.world().pushing;
    for due in std::mem::take(&mut pushing.due) {
        let Some(mut pusher) = pushing.pushers.get(&due.appid).cloned() else { continue };
        let shared = Arc::clone(shared);
        if let Some(openid) = &due.openid {
            pusher = pusher.from_user(openid.as_str());
        }
        tokio::spawn(async move { send(&pusher, &shared, due).await });
    }
}

/// Tries until it arrives or there were tries enough, with the same message each time but for the number of the try.
async fn send(pusher: &Pusher, shared: &Shared, due: Due) {
    let mut message = match pusher.message(due.name, &due.fields) {
        Ok(message) => message,
        Err(problem) => {
            let (name, message) = (due.name.to_owned(), Map::new());
            return note(shared, PushLog { name, message, outcome: Err(problem) });
        }
    };
    for tried in 0..TRIES {
        if tried > 0 {
            tokio::time::sleep(PAUSE).await;
        }
        if let Some(times) = message.get_mut("RetryTimes") {
            *times = tried.into();
        }
        let pushed = once(pusher, shared, message.clone()).await;
        if !pushed.outcome.is_err_and(|problem: PushProblem| problem.comes_again()) {
            return;
        }
    }
}

/// Sends a whole message once, and notes what came of it.
pub(crate) async fn once(pusher: &Pusher, shared: &Shared, message: Map<String, Value>) -> PushLog {
    let text = |name: &str| message.get(name).and_then(Value::as_str);
    let name = text("Event").or_else(|| text("MsgType")).unwrap_or_default().to_owned();
    let outcome = pusher.send_message(message.clone()).await;
    let pushed = PushLog { name, message, outcome };
    note(shared, pushed.clone());
    pushed
}

fn note(shared: &Shared, pushed: PushLog) {
    let pushing = &mut shared.world().pushing;
    *pushing.counts.entry(pushed.name.clone()).or_default() += 1;
    if pushing.log.len() == KEPT {
        pushing.log.pop_front();
    }
    pushing.log.push_back(pushed);
    shared.arrival.notify_waiters();
}
