//! The one who gives out the access token of an appid.

use std::{
    sync::{Arc, Mutex, PoisonError, RwLock},
    time::Duration,
};

use tokio::time::{Instant, timeout};
use wx_core::{AccessToken, AppId};

use super::{
    Fetch, LONGEST, SourceError, TokenStore,
    desk::{Arrival, Desk, Outcome},
    flight, same,
};
use crate::{Error, metrics};

/// A token is renewed when it has so much left: stable_token has a new one when there are 300 seconds, and not before.
/// Asking earlier would bring the same token on every call. What is left is known to a few seconds here: WeChat tells whole
/// seconds, and the answer takes a while.
const LEAD: Duration = Duration::from_secs(295);
/// Servers do not ask at the same moment, but within this time after it.
const JITTER: Duration = Duration::from_secs(30);
/// A token that could expire on the way is not sent.
const MARGIN: Duration = Duration::from_secs(10);
/// A token that has just come is good for so long at least, whatever was said with it.
const SHORTEST: Duration = Duration::from_secs(1);

/// How many flights one caller waits for that end without a token for it.
const TRIES: usize = 5;

/// The one who gives out the access token of an appid: from hand, else from the store, else from its source.
pub(crate) struct Authority {
    pub(super) appid: AppId,
    pub(super) fetch: Arc<dyn Fetch>,
    pub(super) store: Arc<dyn TokenStore>,
    /// Says in the store who holds a lease.
    pub(super) name: String,
    /// Read by every call. Whoever writes has the new value ready, so nobody waits, and has the desk, so that nobody decides
    /// by an old one.
    current: RwLock<Option<Arc<Held>>>,
    desk: Mutex<Desk>,
}

/// A token in hand.
#[derive(Clone)]
pub(crate) struct Held {
    pub(crate) token: AccessToken,
    /// From here on it is renewed in the background.
    refresh_at: Instant,
    /// From here on it is not sent any more, if there is another.
    good_until: Instant,
    expires: Instant,
    /// Whether another process has fetched it. It may have died together with the one before.
    adopted: bool,
    /// Until then the service's word counts that this token, refused though it was, is the right one.
    confirmed_until: Option<Instant>,
}

impl Held {
    /// A token that has `lives` from `since` on.
    pub(super) fn new(token: AccessToken, since: Instant, lives: Duration, confirmed: Duration) -> Self {
        let lives = lives.clamp(SHORTEST, LONGEST);
        let lead = (LEAD - JITTER.mul_f64(fastrand::f64())).min(lives / 2).max(SHORTEST / 2);
        let expires = since + lives;
        let confirmed_until = (!confirmed.is_zero()).then(|| Instant::now() + confirmed);
        let good_until = expires - MARGIN.min(lives / 10);
        Self { token, refresh_at: expires - lead, good_until, expires, adopted: false, confirmed_until }
    }

    /// The same, fetched by another process.
    pub(super) fn adopted(mut self) -> Self {
        self.adopted = true;
        self
    }

    /// The same, to be renewed so much later.
    pub(super) fn refreshed_in(mut self, pause: Duration) -> Self {
        self.refresh_at = Instant::now() + pause;
        self
    }

    pub(crate) fn expires_in(&self) -> Duration {
        self.expires.saturating_duration_since(Instant::now())
    }

    pub(crate) fn is(&self, token: &AccessToken) -> bool {
        same(&self.token, token)
    }

    fn is_confirmed(&self) -> bool {
        self.confirmed_until.is_some_and(|until| Instant::now() < until)
    }
}

/// How often one call may ask for another token: once. Once more, if the other one came from the store: all tokens may
/// have died, and the store did not know.
#[derive(Default)]
pub(crate) struct Recovery {
    renewals: u32,
}

impl Recovery {
    /// Whether another token may be asked for in place of this one, which is counted then.
    pub(crate) fn may_renew(&mut self, refused: &Held) -> bool {
        self.renewals += 1;
        self.renewals == 1 || self.renewals == 2 && refused.adopted
    }
}

impl Authority {
    pub(crate) fn new(appid: AppId, fetch: Arc<dyn Fetch>, store: Arc<dyn TokenStore>) -> Self {
        let name = format!("{:016x}", fastrand::u64(..));
        Self { appid, fetch, store, name, current: RwLock::default(), desk: Mutex::default() }
    }

    /// The token in hand, if it is good. Takes no lock that is held across an await and allocates nothing, but once in a
    /// token's life it starts the renewal.
    pub(crate) fn at_hand(self: &Arc<Self>) -> Option<Arc<Held>> {
        self.current().filter(|held| self.is_good(held))
    }

    /// Whether a token can be sent. One that is due is renewed behind the call's back.
    fn is_good(self: &Arc<Self>, held: &Arc<Held>) -> bool {
        let now = Instant::now();
        if now >= held.good_until {
            return false;
        }
        if now >= held.refresh_at {
            drop(self.flight(Some(held)));
        }
        true
    }

    /// The token in hand, or else the one that a flight brings. Everybody who waits for a flight shares its outcome.
    pub(crate) async fn get(self: &Arc<Self>) -> Outcome {
        self.other_than(None).await
    }

    /// Another token in place of the one that WeChat refused; the same one, if the service stands by it, or if so many were
    /// refused that it cannot be the tokens.
    pub(crate) async fn renewed(self: &Arc<Self>, refused: &AccessToken) -> Outcome {
        self.other_than(Some(refused)).await
    }

    async fn other_than(self: &Arc<Self>, refused: Option<&AccessToken>) -> Outcome {
        let mut last = None;
        let mut tries = 0;
        while tries < TRIES {
            if let Some(refused) = refused {
                self.drop_refused(refused);
            }
            let seen = self.current();
            if let Some(held) = seen.as_ref().filter(|held| self.is_good(held)) {
                return Ok(Arc::clone(held));
            }
            // The token has changed under our eyes: look again.
            let Some(flight) = self.flight(seen.as_ref()) else { continue };
            tries += 1;
            match self.landed(flight).await {
                // A flight that landed before the refusal can have brought the refused token.
                Some(Ok(held)) if refused.is_some_and(|refused| held.is(refused)) && !held.is_confirmed() => {
                    last = Some(held);
                }
                Some(Ok(held)) => return Ok(held),
                // Not to be sent if there is another; there is none.
                Some(Err(error)) => return self.alive().ok_or(error),
                None => {}
            }
        }
        last.ok_or_else(crashed)
    }

    /// Drops the token in hand, if it is the refused one, not one that the service stands by, and not one of too many.
    fn drop_refused(&self, refused: &AccessToken) {
        self.desk(|desk| {
            let mut current = self.current.write().unwrap_or_else(PoisonError::into_inner);
            match current.as_deref() {
                Some(held) if !held.is(refused) || held.is_confirmed() => return,
                // Somebody has dropped another one: that is the newer refusal.
                None if desk.refused.is_some() => return,
                _ if !desk.may_replace() => return,
                _ => {}
            }
            *current = None;
            desk.refused = Some(refused.clone());
        });
    }

    /// The flight under way, or a new one. `None` if the token in hand is not the one that was seen: it has been renewed since,
    /// and whoever asks is too late to ask.
    fn flight(self: &Arc<Self>, seen: Option<&Arc<Held>>) -> Option<Arrival> {
        let (arrival, departure) = self.desk(|desk| {
            let unchanged = self.current().as_ref().map(Arc::as_ptr) == seen.map(Arc::as_ptr);
            unchanged.then(|| desk.board())
        })?;
        // Not with the desk locked: a runtime that is going down drops the flight at once, which tidies the desk up.
        if let Some(departure) = departure {
            flight::start(self, departure);
        }
        Some(arrival)
    }

    /// How a flight ended; `None` if it ended with the runtime it was on, or is lost on one that nobody drives.
    async fn landed(&self, mut flight: Arrival) -> Option<Outcome> {
        loop {
            let patience = self.desk(|desk| desk.patience(flight.number));
            // An outcome that is there already is taken without any patience.
            match timeout(patience, flight.outcome.wait_for(Option::is_some)).await {
                Ok(outcome) => return outcome.ok()?.clone(),
                Err(_) if patience.is_zero() => return None,
                Err(_) => {}
            }
        }
    }

    /// Takes the token that a flight brought in hand; not if it was refused while the flight was under way. What a flight brings
    /// that was given up for lost is for those who waited for it.
    pub(super) fn take(&self, held: &Arc<Held>, flight: u64) -> bool {
        let taken = self.desk(|desk| {
            if !desk.is_under_way(flight) {
                return true;
            }
            let refused = desk.refused.as_ref().is_some_and(|refused| held.is(refused));
            if refused && !held.is_confirmed() {
                return false;
            }
            desk.refused = None;
            *self.current.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(held));
            true
        });
        if taken {
            metrics::token(&self.appid, held.expires_in());
        }
        taken
    }

    /// A renewal has failed: the next one is tried later, not with the next call.
    pub(super) fn postpone(&self) {
        self.desk(|_| {
            let mut current = self.current.write().unwrap_or_else(PoisonError::into_inner);
            if let Some(held) = current.as_deref() {
                let pause = (held.expires_in() / 4).min(Duration::from_secs(30)).max(SHORTEST);
                *current = Some(Arc::new(held.clone().refreshed_in(pause)));
            }
        });
    }

    /// Lets the token in hand be due.
    #[cfg(test)]
    pub(super) fn make_due(&self) {
        self.desk(|_| {
            let mut current = self.current.write().unwrap_or_else(PoisonError::into_inner);
            *current = current.take().map(|held| Arc::new(Held::clone(&held).refreshed_in(Duration::ZERO)));
        });
    }

    pub(super) fn current(&self) -> Option<Arc<Held>> {
        self.current.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The token in hand while it lives at all.
    fn alive(&self) -> Option<Arc<Held>> {
        self.current().filter(|held| !held.expires_in().is_zero())
    }

    /// Looks at the desk, or changes what is on it. A closure, so that nobody can await with the desk locked.
    pub(super) fn desk<T>(&self, look: impl FnOnce(&mut Desk) -> T) -> T {
        look(&mut self.desk.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// The token that WeChat refused, while there is no other.
    pub(super) fn refused(&self) -> Option<AccessToken> {
        self.desk(|desk| desk.refused.clone())
    }
}

/// The error of whoever has seen only flights that never landed: their runtimes went down under them.
fn crashed() -> Arc<Error> {
    Arc::new(Error::Source(SourceError::because("the runtime it was fetched on has shut down".into())))
}
