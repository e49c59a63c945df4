//! What an authority knows beside the token in hand. Looked at and left again, never held while something is awaited.

use std::{sync::Arc, time::Duration};

use tokio::{sync::watch, time::Instant};
use wx_core::AccessToken;

use super::{
    authority::Held,
    record::{DAY, may_force},
};
use crate::Error;

/// How long after a refusal by the token endpoint it is not asked again: a wrong secret does not get right by asking.
const COOL_DOWN: Duration = Duration::from_secs(5);
/// The same after a failure of a source of the user's own, of which nobody knows what it means.
const SOURCE_COOL_DOWN: Duration = Duration::from_secs(1);
/// How often refused tokens are replaced: so many times in so long. Some requests are refused with every token there is, a
/// link with `access_token=` in it say, and must not use up the day's fetches.
const REPLACED: (usize, Duration) = (30, Duration::from_secs(30 * 60));
/// How long after a failure the store is left alone.
const STORE_PAUSE: Duration = Duration::from_secs(2);

/// How a flight ends: with a token for everybody who waits, or with an error for all of them.
pub(super) type Outcome = Result<Arc<Held>, Arc<Error>>;

#[derive(Default)]
pub(super) struct Desk {
    /// The flight under way: there is one at most.
    pub(super) flight: Option<watch::Receiver<Option<Outcome>>>,
    /// The token that WeChat refused last.
    pub(super) refused: Option<AccessToken>,
    /// The last answer of the token endpoint, while it is of no use to ask again.
    failed: Option<(Arc<Error>, Instant)>,
    store_down_until: Option<Instant>,
    /// When tokens were dropped because WeChat refused them.
    replaced: Vec<Instant>,
    /// When this process forced a refresh; for when no store can tell what the fleet did.
    forced: Vec<Instant>,
}

impl Desk {
    /// The error that asking again would bring.
    pub(super) fn failure(&self) -> Option<Arc<Error>> {
        self.failed.as_ref().filter(|(_, until)| Instant::now() < *until).map(|(error, _)| Arc::clone(error))
    }

    /// Remembers an error, if asking again soon would only bring it again; whether it is news.
    pub(super) fn remember(&mut self, error: &Arc<Error>) -> bool {
        if self.failure().is_some() {
            return false;
        }
        let pause = match **error {
            Error::Source(_) => SOURCE_COOL_DOWN,
            Error::Api(_) if !error.is_retryable() => COOL_DOWN,
            _ => return true,
        };
        self.failed = Some((Arc::clone(error), Instant::now() + pause));
        true
    }

    /// Whether a refused token may be dropped for another, which is written down then.
    pub(super) fn may_replace(&mut self) -> bool {
        let (often, long) = REPLACED;
        self.replaced.retain(|at| at.elapsed() < long);
        let may = self.replaced.len() < often;
        if may {
            self.replaced.push(Instant::now());
        }
        may
    }

    /// Leaves the store alone for a while; whether that is news.
    pub(super) fn store_failed(&mut self) -> bool {
        let news = self.store_down_until.is_none();
        self.store_down_until = Some(Instant::now() + STORE_PAUSE);
        news
    }

    /// The store has answered; whether that is news.
    pub(super) fn store_works(&mut self) -> bool {
        self.store_down_until.take().is_some()
    }

    pub(super) fn store_is_left_alone(&self) -> bool {
        self.store_down_until.is_some_and(|until| Instant::now() < until)
    }

    /// Whether this process may force a refresh by its own account, which is written down then.
    pub(super) fn force(&mut self) -> bool {
        self.forced.retain(|at| at.elapsed() < DAY);
        let may = may_force(self.forced.iter().map(Instant::elapsed));
        if may {
            self.forced.push(Instant::now());
        }
        may
    }
}
