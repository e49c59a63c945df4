//! One way to a token: through the store, under its lease, to the source. It is a task of its own, so that no caller who
//! goes away takes it along.

use std::{sync::Arc, time::Duration};

use tokio::time::{Instant, sleep};
use tracing::{Instrument, instrument::WithSubscriber};
use wx_core::AccessToken;

use super::{
    SourceError,
    attempt::{NoToken, beside},
    authority::{Authority, Held},
    desk::{Departure, Outcome, REPORT},
    lease::{Clock, Leased},
    record::{LEASE, Record},
};
use crate::{Error, retry::RetryPolicy};

/// How many attempts a flight makes to fetch a token, the first one included.
pub(crate) const ATTEMPTS: u32 = 4;
/// How long a flight waits for others before it gives up.
const WAIT: Duration = Duration::from_secs(35);
/// How often the store is asked whether somebody else's fetch has ended: at first, and in the end.
const POLL: (Duration, Duration) = (Duration::from_millis(40), Duration::from_millis(200));
/// A token that the store has is taken if it has more than this left.
const WORTHWHILE: Duration = Duration::from_secs(10);
/// How often a record that others are changing is tried to be changed.
const SWAPS: usize = 20;

/// Starts a flight. Whoever waits learns how it ends; or that it never will, when its runtime is gone.
pub(super) fn start(authority: &Arc<Authority>, departure: Departure) {
    let landing = Landing { authority: Arc::clone(authority), departure };
    let span = tracing::info_span!(parent: None, "wx_token", appid = %authority.appid);
    span.follows_from(tracing::Span::current());
    let flight = async move {
        let Landing { authority, departure } = &landing;
        let outcome = beside(authority.fly(departure.number), authority.report(departure.number)).await;
        landing.land(outcome);
    };
    tokio::spawn(flight.instrument(span).with_current_subscriber());
}

/// Ends the flight in any case: also when it panics, also when its runtime goes down.
struct Landing {
    authority: Arc<Authority>,
    departure: Departure,
}

impl Landing {
    fn land(&self, outcome: Option<Outcome>) {
        // In this order: whoever is told finds no flight under way that has ended.
        self.authority.desk(|desk| desk.landed(self.departure.number));
        if outcome.is_some() {
            self.departure.sender.send_replace(outcome);
        }
    }
}

impl Drop for Landing {
    fn drop(&mut self) {
        if self.departure.sender.borrow().is_none() {
            let panicked = std::thread::panicking();
            self.land(panicked.then(|| Err(Arc::new(Error::Source(SourceError::panicked())))));
        }
    }
}

/// What the store says.
enum Found {
    /// Somebody has fetched a token.
    Token(Held),
    /// Nobody has, and this process is the one who fetches.
    Lease(Leased),
    /// Nobody has, and the source has just said why there is none.
    Failed(Arc<Error>),
    /// Nothing: it cannot be asked.
    Down,
}

impl Authority {
    /// Brings a token in hand, with a few tries.
    async fn fly(&self, flight: u64) -> Outcome {
        // Whatever the policy of the calls says. An ordinary fetch may be made again, although its endpoint is not `idempotent`: the
        // token of an attempt that was given up is never used. A forced refresh is not repeated by this.
        let retry = RetryPolicy::default().tries(ATTEMPTS);
        let give_up = Instant::now() + WAIT;
        let mut tries = 0;
        loop {
            tries += 1;
            let error = match self.once(give_up, tries).await {
                Ok(held) => {
                    let held = Arc::new(held);
                    // What was refused meanwhile is no token to land with.
                    if self.take(&held, flight) || tries >= ATTEMPTS {
                        return Ok(held);
                    }
                    continue;
                }
                Err(error) => error,
            };
            // What was found out a moment ago is not found out again.
            let known = self.desk(|desk| desk.failure()).is_some_and(|known| Arc::ptr_eq(&known, &error));
            if !known
                && !matches!(*error, Error::Source(_))
                && Instant::now() < give_up
                && let Some(pause) = retry.pause_after(&error, tries, true)
            {
                tracing::debug!(%error, ?pause, "no token, trying again");
                // Long enough for the others to see that nobody fetches: one of them may have better luck.
                sleep(pause.max(POLL.1 * 2)).await;
                continue;
            }
            self.postpone();
            if self.desk(|desk| desk.remember(&error)) {
                tracing::warn!(%error, "no access token");
            }
            return Err(error);
        }
    }

    /// Reports again and again that the flight's runtime drives it.
    async fn report(&self, flight: u64) {
        loop {
            sleep(REPORT).await;
            self.desk(|desk| desk.report(flight));
        }
    }

    async fn once(&self, give_up: Instant, attempt: u32) -> Result<Held, Arc<Error>> {
        loop {
            let fetched = match self.look(give_up).await {
                Found::Token(held) => return Ok(held),
                Found::Failed(error) => return Err(error),
                Found::Lease(leased) => self.fetch_leased(leased, attempt).await,
                Found::Down => {
                    if let Some(error) = self.desk(|desk| desk.failure()) {
                        return Err(error);
                    }
                    if let Some(breath) = self.desk(|desk| desk.breath()) {
                        sleep(breath).await;
                    }
                    self.fetch_alone(attempt).await
                }
            };
            match fetched {
                Ok(held) => return Ok(held),
                Err(NoToken::Failed(error)) => return Err(Arc::new(error)),
                Err(NoToken::LeaseLost) => {
                    tracing::debug!("the lease was lost, looking into the store again")
                }
            }
        }
    }

    /// Finds the token that somebody else has fetched, or gets the right to fetch one. Waits while somebody else has it,
    /// but not for ever: whoever had it may be dead.
    async fn look(&self, give_up: Instant) -> Found {
        let (mut holder, mut patience, mut poll) = (None, Instant::now(), POLL.0);
        let mut swaps = 0;
        while swaps < SWAPS {
            let Some((stored, clock)) = self.read().await else { return Found::Down };
            let record = Record::read(stored.record.as_ref());
            let refused = self.refused();
            if let Some(held) = self.worthwhile(&record, clock, refused.as_ref()) {
                return Found::Token(held);
            }
            if Instant::now() >= give_up {
                return Found::Failed(Arc::new(self.fetch.late()));
            }
            // Each holder is given its time: when one is dead, one of those who wait is the next, and the others wait for it.
            let now_holds = Some((record.fence, record.lease.as_ref().map(|lease| lease.until)));
            if holder != now_holds {
                (holder, patience, poll) = (now_holds, Instant::now() + LEASE, POLL.0);
            }
            // A lease of this process is one of a flight that crashed: there is one flight at a time.
            let taken =
                record.lease.as_ref().is_some_and(|lease| lease.is_of_another(&self.name, clock.stamp));
            if taken && Instant::now() < patience {
                sleep(poll.mul_f64(0.5 + fastrand::f64())).await;
                poll = (poll * 2).min(POLL.1);
                continue;
            }
            if let Some(error) = self.desk(|desk| desk.failure()) {
                return Found::Failed(error);
            }
            if let Some(breath) = self.desk(|desk| desk.breath()) {
                sleep(breath).await;
                continue;
            }
            let leased = record.leased(&self.name, clock.now(), refused.as_ref());
            let bytes = leased.write();
            match self.swap(stored.record, bytes.clone()).await {
                Some(true) => return Found::Lease(Leased { record: leased, bytes, clock }),
                Some(false) => sleep(POLL.0.mul_f64(fastrand::f64())).await,
                None => return Found::Down,
            }
            swaps += 1;
        }
        // A store in which nothing can be changed.
        Found::Down
    }

    /// The token of a record, if it is better than what is in hand and was not refused.
    pub(super) fn worthwhile(
        &self,
        record: &Record,
        clock: Clock,
        refused: Option<&AccessToken>,
    ) -> Option<Held> {
        let kept = record.token.as_ref()?;
        let left = kept.expires.since(clock.stamp);
        if left <= WORTHWHILE.min(kept.expires.since(kept.fetched) / 10) {
            return None;
        }
        let confirmed = kept.confirmed(clock.stamp);
        if refused.is_some_and(|refused| kept.is(refused)) && confirmed.is_zero() {
            return None;
        }
        let better = |held: &Held| !kept.is(&held.token) && left > held.expires_in();
        let better = self.current().is_none_or(|held| better(&held));
        better.then(|| Held::new(kept.token(), clock.at, left, confirmed).adopted())
    }
}
