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
/// The same after any other failure: the tries of one flight were enough for the moment.
const BREATH: Duration = Duration::from_secs(1);
/// No flight takes longer, as long as its runtime is driven.
pub(super) const LONGEST_FLIGHT: Duration = Duration::from_secs(60);
/// One that has not landed after so long is on a runtime that nobody drives.
const LOST: Duration = Duration::from_secs(70);
/// How often refused tokens are replaced: so many times in so long. Some requests are refused with every token there is, a
/// link with `access_token=` in it say, and must not use up the day's fetches.
const REPLACED: (usize, Duration) = (30, Duration::from_secs(30 * 60));
/// How long after a failure the store is left alone.
const STORE_PAUSE: Duration = Duration::from_secs(2);

/// How a flight ends: with a token for everybody who waits, or with an error for all of them.
pub(super) type Outcome = Result<Arc<Held>, Arc<Error>>;

/// What those wait for who want to know how a flight ends.
pub(super) type Arrival = watch::Receiver<Option<Outcome>>;

/// A flight about to start: its number, and where it tells how it ended.
pub(super) struct Departure {
    pub(super) number: u64,
    pub(super) sender: watch::Sender<Option<Outcome>>,
}

/// A flight under way, as those see it who wait for it.
struct Flight {
    number: u64,
    began: Instant,
    arrival: Arrival,
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
    store_down_until: Option<Instant>,
    /// When tokens were dropped because WeChat refused them.
    replaced: Vec<Instant>,
    /// When this process forced a refresh; for when no store can tell what the fleet did.
    forced: Vec<Instant>,
}

impl Desk {
    /// What to wait for, and the flight to be started for it, if none is under way.
    pub(super) fn board(&mut self) -> (Arrival, Option<Departure>) {
        if let Some(flight) = self.flight.as_ref().filter(|flight| flight.began.elapsed() < LOST) {
            return (flight.arrival.clone(), None);
        }
        let (sender, arrival) = watch::channel(None);
        self.flights += 1;
        let number = self.flights;
        self.flight = Some(Flight { number, began: Instant::now(), arrival: arrival.clone() });
        (arrival, Some(Departure { number, sender }))
    }

    /// This flight is over.
    pub(super) fn landed(&mut self, number: u64) {
        self.flight.take_if(|flight| flight.number == number);
    }

    /// The error that asking again would bring.
    pub(super) fn failure(&self) -> Option<Arc<Error>> {
        self.failed.as_ref().filter(|(_, until)| Instant::now() < *until).map(|(error, _)| Arc::clone(error))
    }

    /// Remembers an error for those who come right after; whether it is news.
    pub(super) fn remember(&mut self, error: &Arc<Error>) -> bool {
        if self.failure().is_some() {
            return false;
        }
        let pause = match **error {
            Error::Api(_) if !error.is_retryable() => COOL_DOWN,
            _ => BREATH,
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
