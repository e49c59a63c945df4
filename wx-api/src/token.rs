//! The access token: fetched once for everybody who waits, kept while it is good, dropped when WeChat refuses it.

use std::{
    sync::{
        Arc, PoisonError, RwLock,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use tokio::{sync::Mutex, time::Instant};
use wx_core::AccessToken;
use wx_specs::access_token::IssuedToken;

use crate::Error;

/// A token is not used in its last minute: it could expire on the way.
const MARGIN: Duration = Duration::from_secs(60);
/// No token is believed to live longer, whatever the answer says.
const LONGEST: Duration = Duration::from_secs(7200);

/// The token of one appid.
#[derive(Debug, Default)]
pub(crate) struct Tokens {
    current: RwLock<Option<Held>>,
    /// Held by whoever fetches; what it guards is how the last fetch failed. A fetcher that is dropped lets go of it,
    /// and the next in line takes over.
    flight: Mutex<Option<Failed>>,
    failures: AtomicU64,
}

#[derive(Debug)]
struct Held {
    token: AccessToken,
    good_until: Instant,
}

#[derive(Debug)]
struct Failed {
    /// Which failure it is, counted from 1.
    number: u64,
    error: Arc<Error>,
}

impl Tokens {
    /// The token in hand, or the one that `fetch` brings. Callers that find none cause one fetch; they share its
    /// outcome, good or bad.
    pub(crate) async fn get(
        &self,
        fetch: impl AsyncFnOnce() -> Result<IssuedToken, Error>,
    ) -> Result<AccessToken, Arc<Error>> {
        if let Some(token) = self.good() {
            return Ok(token);
        }
        let known = self.failures.load(Ordering::Acquire);
        let mut flight = self.flight.lock().await;
        if let Some(token) = self.good() {
            return Ok(token);
        }
        if let Some(failed) = flight.as_ref().filter(|failed| failed.number > known) {
            return Err(Arc::clone(&failed.error));
        }
        match fetch().await {
            Ok(issued) => Ok(self.keep(issued)),
            Err(error) => {
                let error = Arc::new(error);
                let number = self.failures.fetch_add(1, Ordering::AcqRel) + 1;
                *flight = Some(Failed { number, error: Arc::clone(&error) });
                Err(error)
            }
        }
    }

    /// Drops the token that WeChat refused, unless a newer one has taken its place.
    pub(crate) fn refused(&self, token: &AccessToken) {
        let mut current = self.current.write().unwrap_or_else(PoisonError::into_inner);
        current.take_if(|held| held.token.expose() == token.expose());
    }

    fn good(&self) -> Option<AccessToken> {
        let current = self.current.read().unwrap_or_else(PoisonError::into_inner);
        current.as_ref().filter(|held| Instant::now() < held.good_until).map(|held| held.token.clone())
    }

    fn keep(&self, issued: IssuedToken) -> AccessToken {
        let lives = Duration::from_secs(issued.expires_in).min(LONGEST);
        let good_until = Instant::now() + lives.saturating_sub(MARGIN.min(lives / 2));
        let held = Held { token: issued.access_token.clone(), good_until };
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = Some(held);
        issued.access_token
    }
}
