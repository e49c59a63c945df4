//! What an authority knows beside the token in hand. Looked at and left again, never held while something is awaited.

use std::{sync::Arc, time::Duration};

use tokio::{
    runtime::{self, Handle},
    sync::watch,
    time::Instant,
};
use wx_core::AccessToken;

use super::{
    authority::Held,
    record::{DAY, may_force},
};
use crate::Error;

/// How long after a refusal by the token endpoint it is not asked again: a wrong secret does not get right by asking.
const COOL_DOWN: Duration = Duration::from_secs(5);
/// How long the next flight waits before it asks, after any other failure.
const BREATH: Duration = Duration::from_secs(1);
/// A fetch task that has not ended after this time is lost: it would have given up before.
const LOST: Duration = Duration::from_secs(75);
/// A fetch task on another runtime is lost if it has not reported for this long: nobody drives that runtime. A task on the
/// waiter's own runtime is driven whenever the waiter is.
const SILENT: Duration = Duration::from_secs(3);
/// How often a fetch task reports that its runtime drives it.
pub(super) const REPORT: Duration = Duration::from_secs(1);
/// How often refused tokens are replaced: so many times in so long. Some requests are refused with every token there is, a
/// link with `access_token=` in it say, and must not use up the day's fetches.
const REPLACED: (usize, Duration) = (30, Duration::from_secs(30 * 60));
/// How long after a failure the store is left alone.
const STORE_PAUSE: Duration = Duration::from_secs(2);

/// How a flight ends: with a token for everybody who waits, or with an error for all of them.
pub(super) type Outcome = Result<Arc<Held>, Arc<Error>>;

/// What those wait for who want to know how a flight ends.
#[derive(Clone)]
pub(super) struct Arrival {
    pub(super) number: u64,
    pub(super) outcome: watch::Receiver<Option<Outcome>>,
}

/// A flight about to start: its number, and where it tells how it ended.
pub(super) struct Departure {
    pub(super) number: u64,
    pub(super) sender: watch::Sender<Option<Outcome>>,
}

/// A flight under way, as those see it who wait for it.
struct Flight {
    began: Instant,
    /// When it last reported.
    reported: Instant,
    /// The runtime that drives it.
    runtime: Option<runtime::Id>,
    arrival: Arrival,
}

impl Flight {
    /// How much longer a caller on the current runtime waits for it; zero if it is lost.
    fn patience(&self) -> Duration {
        let left = LOST.saturating_sub(self.began.elapsed());
        if self.runtime == current_runtime() {
            return left;
        }
        left.min(SILENT.saturating_sub(self.reported.elapsed()))
    }
}

fn current_runtime() -> Option<runtime::Id> {
    Handle::try_current().ok().map(|runtime| runtime.id())
}

#[derive(Default)]
pub(super) struct Desk {
    /// The flight under way: there is one at most.
    flight: Option<Flight>,
    /// How many flights there were.
    flights: u64,
    /// The token that WeChat refused last.
    pub(super) refused: Option<AccessToken>,
    /// Why there was no token, while it is of no use to ask again.
    failed: Option<(Arc<Error>, Instant)>,
    /// When the source may be asked again.
    breath: Option<Instant>,
    store_down_until: Option<Instant>,
    /// When tokens were dropped because WeChat refused them.
    replaced: Vec<Instant>,
    /// When this process forced a refresh; for when no store can tell what the fleet did.
    forced: Vec<Instant>,
}

impl Desk {
    /// What to wait for, and the flight to be started for it, if none is under way.
    pub(super) fn board(&mut self) -> (Arrival, Option<Departure>) {
        if let Some(flight) = self.flight.as_ref().filter(|flight| !flight.patience().is_zero()) {
            return (flight.arrival.clone(), None);
        }
        let (sender, outcome) = watch::channel(None);
        self.flights += 1;
        let number = self.flights;
        let arrival = Arrival { number, outcome };
        let now = Instant::now();
        let runtime = current_runtime();
        self.flight = Some(Flight { began: now, reported: now, runtime, arrival: arrival.clone() });
        (arrival, Some(Departure { number, sender }))
    }

    /// This flight is over.
    pub(super) fn landed(&mut self, number: u64) {
        self.flight.take_if(|flight| flight.arrival.number == number);
    }

    /// This flight reports that its runtime drives it.
    pub(super) fn report(&mut self, number: u64) {
        if let Some(flight) = self.flight.as_mut().filter(|flight| flight.arrival.number == number) {
            flight.reported = Instant::now();
        }
    }

    /// How much longer a caller on the current runtime waits for this flight; zero if it is over, replaced or lost.
    pub(super) fn patience(&self, number: u64) -> Duration {
        let flight = self.flight.as_ref().filter(|flight| flight.arrival.number == number);
        flight.map_or(Duration::ZERO, Flight::patience)
    }

    /// The error that asking again would bring.
    pub(super) fn failure(&self) -> Option<Arc<Error>> {
        self.failed.as_ref().filter(|(_, until)| Instant::now() < *until).map(|(error, _)| Arc::clone(error))
    }

    /// Remembers a failure: a refusal for those who come right after, anything else for the next flight, which takes its time.
    /// Whether it is news.
    pub(super) fn remember(&mut self, error: &Arc<Error>) -> bool {
        if self.failure().is_some() {
            return false;
        }
        if matches!(**error, Error::Api(_)) && !error.is_retryable() {
            self.failed = Some((Arc::clone(error), Instant::now() + COOL_DOWN));
        } else {
            self.breath = Some(Instant::now() + BREATH);
        }
        true
    }

    /// How long the source is left alone yet.
    pub(super) fn breath(&self) -> Option<Duration> {
        let left = self.breath?.saturating_duration_since(Instant::now());
        (!left.is_zero()).then_some(left)
    }

    /// Whether this is the flight that the others wait for.
    pub(super) fn is_under_way(&self, number: u64) -> bool {
        self.flight.as_ref().is_some_and(|flight| flight.arrival.number == number)
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

    /// Whether this process may force a refresh by its own account.
    pub(super) fn may_force(&mut self) -> bool {
        self.forced.retain(|at| at.elapsed() < DAY);
        may_force(self.forced.iter().map(Instant::elapsed))
    }

    /// Writes down that a refresh is forced now.
    pub(super) fn force(&mut self) {
        self.forced.push(Instant::now());
    }
}
