//! What the fake WeChat pushes by itself, as the real one would after a call.

use std::{
    collections::{BTreeMap, VecDeque},
    sync::Arc,
    time::Duration,
};

use serde_json::Value;

use super::{PushLog, Pusher};
use crate::world::{KEPT, Shared};

/// How often a push is tried, and the pause before it is tried again.
const TRIES: usize = 3;
const PAUSE: Duration = Duration::from_millis(200);

/// Where pushes go, those that are due, and those that went.
#[derive(Default)]
pub(crate) struct Pushing {
    pub(crate) pusher: Option<Pusher>,
    pub(crate) due: Vec<Due>,
    pub(crate) log: VecDeque<PushLog>,
    /// By name, how often it was tried: also what is not in the log any more.
    pub(crate) counts: BTreeMap<&'static str, usize>,
}

/// A push that a call has led to.
pub(crate) struct Due {
    pub(crate) name: &'static str,
    /// Whose doing it is.
    pub(crate) openid: String,
    pub(crate) fields: Value,
}

/// Sends what is due, on tasks of their own: the call that led to it is answered meanwhile.
pub(crate) fn start(shared: &Arc<Shared>) {
    let (pusher, due) = {
        let pushing = &mut shared.world().pushing;
        (pushing.pusher.clone(), std::mem::take(&mut pushing.due))
    };
    let Some(pusher) = pusher else { return };
    for due in due {
        let (pusher, shared) = (pusher.clone().from_user(due.openid.as_str()), Arc::clone(shared));
        tokio::spawn(async move { send(&pusher, &shared, due).await });
    }
}

/// Tries as often as WeChat does, the same message each time.
async fn send(pusher: &Pusher, shared: &Shared, due: Due) {
    let message = match pusher.message(due.name, &due.fields) {
        Ok(message) => message,
        Err(problem) => return note(shared, due.name, Err(problem)),
    };
    for last in [false; TRIES - 1].into_iter().chain([true]) {
        let outcome = pusher.send_message(message.clone()).await;
        let again = !last && outcome.as_ref().is_err_and(super::PushProblem::comes_again);
        note(shared, due.name, outcome);
        if !again {
            return;
        }
        tokio::time::sleep(PAUSE).await;
    }
}

fn note(shared: &Shared, name: &'static str, outcome: Result<super::Pushed, super::PushProblem>) {
    let pushing = &mut shared.world().pushing;
    if pushing.log.len() == KEPT {
        pushing.log.pop_front();
    }
    pushing.log.push_back(PushLog { name, outcome });
    *pushing.counts.entry(name).or_default() += 1;
    shared.arrival.notify_waiters();
}
