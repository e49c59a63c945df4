//! One way to a token: through the store, under its lease, to the source. It is a task of its own, so that no caller who
//! goes away takes it along.

use std::{
    future::poll_fn,
    panic::{AssertUnwindSafe, catch_unwind},
    pin::{Pin, pin},
    sync::Arc,
    task::Poll,
    time::Duration,
};

use tokio::time::{Instant, sleep, timeout};
use tracing::{Instrument, instrument::WithSubscriber};
use wx_core::{AccessToken, Bytes};

use super::{
    Ask, SourceError, StoreError, Stored, Storing, Token,
    authority::{Authority, Held},
    desk::{Departure, Desk, Outcome},
    record::{CONFIRMED, DAY, Kept, LEASE, Record, Stamp},
    same,
};
use crate::{Error, metrics, retry::RetryPolicy};

/// How long one fetch may take; a lease outlives it.
const FETCH: Duration = Duration::from_secs(10);
/// How long a flight waits for others before it gives up.
const WAIT: Duration = Duration::from_secs(35);
/// How long the store may take.
const STORE: Duration = Duration::from_secs(2);
/// How often the store is asked whether somebody else's fetch has ended: at first, and in the end.
const POLL: (Duration, Duration) = (Duration::from_millis(40), Duration::from_millis(320));
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
        let outcome = landing.authority.fly(landing.departure.number).await;
        landing.land(Some(outcome));
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

/// The right to fetch, while the record in the store is this one.
struct Leased {
    record: Record,
    bytes: Bytes,
    clock: Clock,
}

/// The store's clock, as it was read.
#[derive(Clone, Copy)]
struct Clock {
    stamp: Stamp,
    at: Instant,
}

impl Clock {
    fn at(self, instant: Instant) -> Stamp {
        self.stamp.after(instant.saturating_duration_since(self.at))
    }

    fn now(self) -> Stamp {
        self.at(Instant::now())
    }
}

/// A token as it came from its source.
struct Fetched {
    token: Token,
    /// When it was asked for: what it has left is counted from there.
    asked: Instant,
    /// Whether the service stands by it, although it was refused.
    confirmed: bool,
}

impl Fetched {
    fn held(self) -> Held {
        let confirmed = if self.confirmed { CONFIRMED } else { Duration::ZERO };
        Held::new(self.token.access_token, self.asked, self.token.expires_in, confirmed)
    }

    fn kept(&self, clock: Clock) -> Kept {
        Kept::new(&self.token.access_token, clock.at(self.asked), self.token.expires_in, self.confirmed)
    }
}

/// The future, its panic caught: a source or a store of the user's own may have one.
async fn unwinding<F: Future>(mut future: Pin<&mut F>) -> Result<F::Output, SourceError> {
    poll_fn(|context| {
        let poll = AssertUnwindSafe(|| future.as_mut().poll(context));
        match catch_unwind(poll) {
            Ok(poll) => poll.map(Ok),
            Err(_) => Poll::Ready(Err(SourceError::panicked())),
        }
    })
    .await
}

impl Authority {
    /// Brings a token in hand, with a few tries.
    async fn fly(&self, flight: u64) -> Outcome {
        let retry = RetryPolicy::default();
        let give_up = Instant::now() + WAIT;
        let mut tries = 0;
        loop {
            tries += 1;
            let error = match self.once(give_up).await {
                Ok(held) => {
                    let held = Arc::new(held);
                    // What was refused meanwhile is no token to land with.
                    if self.take(&held, flight) || tries > RetryPolicy::TRIES {
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

    async fn once(&self, give_up: Instant) -> Result<Held, Arc<Error>> {
        match self.look(give_up).await {
            Found::Token(held) => Ok(held),
            Found::Failed(error) => Err(error),
            Found::Lease(leased) => self.fetch_leased(leased).await.map_err(Arc::new),
            Found::Down => {
                if let Some(error) = self.desk(|desk| desk.failure()) {
                    return Err(error);
                }
                if let Some(breath) = self.desk(|desk| desk.breath()) {
                    sleep(breath).await;
                }
                self.fetch_alone().await.map_err(Arc::new)
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
            let leased = record.leased(&self.name, clock.stamp, refused.as_ref());
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
    fn worthwhile(&self, record: &Record, clock: Clock, refused: Option<&AccessToken>) -> Option<Held> {
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

    /// Fetches, and tells the fleet.
    async fn fetch_leased(&self, mut leased: Leased) -> Result<Held, Error> {
        let fetched = match self.fetch(Some(&mut leased)).await {
            Ok(fetched) => fetched,
            Err(error) => {
                leased.record.lease = None;
                let _ = self.swap(Some(leased.bytes), leased.record.write()).await;
                return Err(error);
            }
        };
        let Leased { mut record, bytes, clock } = leased;
        record.lease = None;
        record.token = Some(fetched.kept(clock));
        Ok(match self.swap(Some(bytes), record.write()).await {
            Some(false) => self.overtaken(fetched.held(), record).await,
            _ => fetched.held(),
        })
    }

    /// Fetches without a store: as `stable_token` hands the same token to everybody, nobody's token is lost.
    async fn fetch_alone(&self) -> Result<Held, Error> {
        self.fetch(None).await.map(Fetched::held)
    }

    /// Fetches. If the service hands out the very token that it refuses, makes it issue another; if it does not, the service has
    /// confirmed that this is the token.
    async fn fetch(&self, leased: Option<&mut Leased>) -> Result<Fetched, Error> {
        let alone = leased.is_none();
        let fetched = self.ask(alone, false).await?;
        if !self.is_refused(&fetched.token.access_token) {
            return Ok(fetched);
        }
        let may = match leased {
            Some(leased) => self.may_force(leased).await,
            None => Some(self.fetch.can_force(true) && self.desk(Desk::may_force)),
        };
        let fetched = match may {
            // The store was lost over it, and knows nothing of a force: as if nothing had been said.
            None => return Ok(fetched),
            Some(false) => fetched,
            Some(true) => {
                tracing::warn!(
                    "WeChat hands out the access token that it refuses, forcing it to issue another"
                );
                self.desk(Desk::force);
                match self.ask(alone, true).await {
                    Ok(forced) => forced,
                    // It may have been carried out, and its answer lost: the ordinary fetch tells.
                    Err(_) => self.ask(alone, false).await?,
                }
            }
        };
        let confirmed = self.is_refused(&fetched.token.access_token);
        Ok(Fetched { confirmed, ..fetched })
    }

    /// Whether the service may be forced: at most 20 times a day and 30 seconds apart in the whole fleet, which is why it is
    /// written down before it is done. `None` if it could not be written down.
    async fn may_force(&self, leased: &mut Leased) -> Option<bool> {
        let now = leased.clock.now();
        if !self.fetch.can_force(false) || !leased.record.may_force(now) || !self.desk(Desk::may_force) {
            return Some(false);
        }
        leased.record.force(now);
        leased.record.extend(now);
        let bytes = leased.record.write();
        let mine = self.swap(Some(leased.bytes.clone()), bytes.clone()).await?;
        leased.bytes = bytes;
        mine.then_some(true)
    }

    /// Asks the source, once.
    async fn ask(&self, alone: bool, force: bool) -> Result<Fetched, Error> {
        let asked = Instant::now();
        let ask = Ask { refused: self.refused(), force, alone };
        let fetching = pin!(async { timeout(FETCH, self.fetch.fetch(ask)).await });
        let result = match unwinding(fetching).await {
            Ok(Ok(result)) => result,
            Ok(Err(_)) => Err(self.fetch.late()),
            Err(panicked) => Err(Error::Source(panicked)),
        };
        metrics::token_fetch(&self.appid, force, result.is_ok());
        result.map(|token| Fetched { token, asked, confirmed: false })
    }

    /// The lease is lost: to an empty store, or to somebody who thought this process dead.
    async fn overtaken(&self, held: Held, mut record: Record) -> Held {
        let Some((stored, clock)) = self.read().await else { return held };
        let theirs = Record::read(stored.record.as_ref());
        if let Some(theirs) = self.worthwhile(&theirs, clock, self.refused().as_ref()) {
            return theirs;
        }
        let theirs_is_good = theirs.token.as_ref().is_some_and(|kept| kept.expires > clock.stamp);
        if theirs.lease.is_none() && !theirs_is_good {
            record.fence = theirs.fence;
            record.forced.extend(theirs.forced);
            let _ = self.swap(stored.record, record.write()).await;
            return held;
        }
        // They are fetching, or have. The token in hand serves until theirs is taken, which is looked for soon.
        held.refreshed_in(Duration::from_secs(1))
    }

    fn is_refused(&self, token: &AccessToken) -> bool {
        self.desk(|desk| desk.refused.as_ref().is_some_and(|refused| same(refused, token)))
    }

    async fn read(&self) -> Option<(Stored, Clock)> {
        // Before it is asked: what is left of a token is rather taken for too little.
        let at = Instant::now();
        let stored = self.within(|| self.store.read(&self.appid)).await?;
        let clock = Clock { stamp: Stamp::of(stored.now), at };
        Some((stored, clock))
    }

    async fn swap(&self, old: Option<Bytes>, new: Bytes) -> Option<bool> {
        self.within(|| self.store.swap(&self.appid, old, new, DAY)).await
    }

    /// What the store answers; `None` if it does not, or did not a moment ago.
    async fn within<'a, T>(&self, ask: impl FnOnce() -> Storing<'a, T>) -> Option<T> {
        if self.desk(|desk| desk.store_is_left_alone()) {
            return None;
        }
        let storing = pin!(async { timeout(STORE, ask()).await });
        let result = match unwinding(storing).await {
            Ok(Ok(result)) => result,
            Ok(Err(_)) => Err(StoreError::new("it did not answer in time")),
            Err(_) => Err(StoreError::new("it panicked")),
        };
        match result {
            Ok(value) => {
                if self.desk(Desk::store_works) {
                    tracing::info!("the token store works again");
                }
                Some(value)
            }
            Err(error) => {
                metrics::store_failure(&self.appid);
                if self.desk(Desk::store_failed) {
                    tracing::warn!(%error, "going on without the token store");
                }
                None
            }
        }
    }
}
