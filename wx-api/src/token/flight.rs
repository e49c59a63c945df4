//! One way to a token: through the store, under its lease, to the source. It is a task of its own, so that no caller who
//! goes away takes it along.

use std::{sync::Arc, time::Duration};

use tokio::{
    sync::watch,
    time::{Instant, sleep, timeout},
};
use tracing::{Instrument, instrument::WithSubscriber};
use wx_core::{AccessToken, Bytes};

use super::{
    Ask, SourceError, StoreError, Stored, Storing, Token,
    authority::{Authority, Held},
    desk::{Desk, Outcome},
    record::{CONFIRMED, DAY, Kept, LEASE, Record, Stamp},
    same,
};
use crate::{Error, metrics, retry::RetryPolicy};

/// How long one fetch may take; a lease outlives it.
const FETCH: Duration = Duration::from_secs(10);
/// How long the store may take.
const STORE: Duration = Duration::from_secs(2);
/// How often the store is asked whether somebody else's fetch has ended.
const POLL: Duration = Duration::from_millis(40);
/// A token that the store has is taken if it has more than this left.
const WORTHWHILE: Duration = Duration::from_secs(10);
/// How often a record that others are changing is tried to be changed.
const SWAPS: usize = 20;

/// Starts a flight. Whoever waits learns how it ends; or that it never will, when its runtime is gone.
pub(super) fn start(authority: &Arc<Authority>, sender: watch::Sender<Option<Outcome>>) {
    let landing = Landing { authority: Arc::clone(authority), sender };
    let span = tracing::info_span!(parent: None, "wx_token", appid = %authority.appid);
    span.follows_from(tracing::Span::current());
    let flight = async move {
        let outcome = landing.authority.fly().await;
        landing.land(Some(outcome));
    };
    tokio::spawn(flight.instrument(span).with_current_subscriber());
}

/// Ends the flight in any case: also when it panics, also when its runtime goes down.
struct Landing {
    authority: Arc<Authority>,
    sender: watch::Sender<Option<Outcome>>,
}

impl Landing {
    fn land(&self, outcome: Option<Outcome>) {
        // In this order: whoever is told finds no flight under way that has ended.
        self.authority.desk(|desk| desk.flight = None);
        if outcome.is_some() {
            self.sender.send_replace(outcome);
        }
    }
}

impl Drop for Landing {
    fn drop(&mut self) {
        if self.sender.borrow().is_none() {
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

impl Authority {
    /// Brings a token in hand, with a few tries.
    async fn fly(&self) -> Outcome {
        let retry = RetryPolicy::default();
        let mut tries = 0;
        loop {
            tries += 1;
            let error = match self.once().await {
                Ok(held) => {
                    let held = Arc::new(held);
                    // What was refused meanwhile is no token to land with.
                    if self.take(&held) || tries > RetryPolicy::TRIES {
                        return Ok(held);
                    }
                    continue;
                }
                Err(error) => error,
            };
            if !matches!(*error, Error::Source(_))
                && let Some(pause) = retry.pause_after(&error, tries, true)
            {
                tracing::debug!(%error, ?pause, "no token, trying again");
                sleep(pause).await;
                continue;
            }
            self.postpone();
            if self.desk(|desk| desk.remember(&error)) {
                tracing::warn!(%error, "no access token");
            }
            return Err(error);
        }
    }

    async fn once(&self) -> Result<Held, Arc<Error>> {
        match self.look().await {
            Found::Token(held) => Ok(held),
            Found::Failed(error) => Err(error),
            Found::Lease(leased) => self.fetch_leased(leased).await.map_err(Arc::new),
            Found::Down => match self.desk(|desk| desk.failure()) {
                Some(error) => Err(error),
                None => self.fetch_alone().await.map_err(Arc::new),
            },
        }
    }

    /// Finds the token that somebody else has fetched, or gets the right to fetch one. Waits while somebody else has it,
    /// but not for ever: whoever had it may be dead.
    async fn look(&self) -> Found {
        let patience = Instant::now() + LEASE;
        let mut swaps = 0;
        while swaps < SWAPS {
            let Some((stored, clock)) = self.read().await else { return Found::Down };
            let record = Record::read(stored.record.as_ref());
            let refused = self.refused();
            if let Some(held) = self.worthwhile(&record, clock, refused.as_ref()) {
                return Found::Token(held);
            }
            if let Some(error) = self.desk(|desk| desk.failure()) {
                return Found::Failed(error);
            }
            // A lease of this process is one of a flight that crashed: there is one flight at a time.
            let taken =
                record.lease.as_ref().is_some_and(|lease| lease.is_of_another(&self.name, clock.stamp));
            if taken && Instant::now() < patience {
                sleep(POLL.mul_f64(0.5 + fastrand::f64())).await;
                continue;
            }
            let leased = record.leased(&self.name, clock.stamp, refused.as_ref());
            let bytes = leased.write();
            match self.swap(stored.record, bytes.clone()).await {
                Some(true) => return Found::Lease(Leased { record: leased, bytes, clock }),
                Some(false) => swaps += 1,
                None => return Found::Down,
            }
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
        let asked = Instant::now();
        let fetched = self.ask(Ask { refused: self.refused(), ..Ask::default() }).await;
        let (token, asked, confirmed) = match fetched {
            Ok(token) if self.is_refused(&token.access_token) => match self.force(&mut leased).await {
                Some((asked, forced)) => (forced, asked, false),
                None => (token, asked, true),
            },
            Ok(token) => (token, asked, false),
            Err(error) => {
                leased.record.lease = None;
                let _ = self.swap(Some(leased.bytes), leased.record.write()).await;
                return Err(error);
            }
        };
        let Leased { mut record, bytes, clock } = leased;
        record.lease = None;
        record.token = Some(Kept::new(&token.access_token, clock.at(asked), token.expires_in, confirmed));
        let confirmed = if confirmed { CONFIRMED } else { Duration::ZERO };
        let held = Held::new(token.access_token, asked, token.expires_in, confirmed);
        Ok(match self.swap(Some(bytes), record.write()).await {
            Some(false) => self.overtaken(held, record).await,
            _ => held,
        })
    }

    /// The lease is lost: to an empty store, or to somebody who thought this process dead.
    async fn overtaken(&self, held: Held, mut record: Record) -> Held {
        let Some((stored, clock)) = self.read().await else { return held };
        let theirs = Record::read(stored.record.as_ref());
        if let Some(theirs) = self.worthwhile(&theirs, clock, self.refused().as_ref()) {
            return theirs;
        }
        if theirs.lease.is_none() {
            record.fence = theirs.fence;
            let _ = self.swap(stored.record, record.write()).await;
            return held;
        }
        // They are fetching. The token in hand serves until theirs is there, which is looked for soon.
        held.refreshed_in(Duration::from_secs(1))
    }

    /// Makes the service replace the token that it refuses and yet hands out: at most 20 times a day and 30 seconds apart
    /// in the whole fleet, which is why it is written down before it is done.
    async fn force(&self, leased: &mut Leased) -> Option<(Instant, Token)> {
        let now = leased.clock.now();
        if !self.fetch.can_force(false) || !leased.record.may_force(now) || !self.desk(Desk::force) {
            return None;
        }
        leased.record.force(now);
        leased.record.extend(now);
        let bytes = leased.record.write();
        let mine = self.swap(Some(leased.bytes.clone()), bytes.clone()).await == Some(true);
        leased.bytes = bytes;
        if mine { self.ask_by_force(false).await } else { None }
    }

    /// Fetches without a store: as `stable_token` hands the same token to everybody, nobody's token is lost.
    async fn fetch_alone(&self) -> Result<Held, Error> {
        let asked = Instant::now();
        let token = self.ask(Ask { refused: self.refused(), alone: true, ..Ask::default() }).await?;
        if !self.is_refused(&token.access_token) {
            return Ok(Held::new(token.access_token, asked, token.expires_in, Duration::ZERO));
        }
        if self.fetch.can_force(true)
            && self.desk(Desk::force)
            && let Some((asked, forced)) = self.ask_by_force(true).await
        {
            return Ok(Held::new(forced.access_token, asked, forced.expires_in, Duration::ZERO));
        }
        Ok(Held::new(token.access_token, asked, token.expires_in, CONFIRMED))
    }

    /// Another token by force, if there is one.
    async fn ask_by_force(&self, alone: bool) -> Option<(Instant, Token)> {
        tracing::warn!("WeChat hands out the access token that it refuses, forcing it to issue another");
        let asked = Instant::now();
        let forced = self.ask(Ask { refused: self.refused(), force: true, alone }).await.ok()?;
        (!self.is_refused(&forced.access_token)).then_some((asked, forced))
    }

    async fn ask(&self, ask: Ask) -> Result<Token, Error> {
        let forced = ask.force;
        let result = match timeout(FETCH, self.fetch.fetch(ask)).await {
            Ok(result) => result,
            Err(_) => Err(self.fetch.late()),
        };
        metrics::token_fetch(&self.appid, forced, result.is_ok());
        result
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
        let answered = timeout(STORE, ask()).await;
        let result = answered.unwrap_or_else(|_| Err(StoreError::new("it did not answer in time")));
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
