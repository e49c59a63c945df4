//! Fetching under a lease: the source is asked, and the store is told what came.

use std::{
    future::{Future, poll_fn},
    pin::pin,
    task::Poll,
    time::Duration,
};

use tokio::time::{Instant, timeout_at};

use super::{
    Ask, Token,
    authority::{Authority, Held},
    desk::Desk,
    lease::{Changed, Clock, Leased, unwinding},
    record::{CONFIRMED, Kept, Record},
    same,
};
use crate::{Error, metrics};

/// Why an attempt brought no token.
pub(super) enum NoToken {
    Failed(Error),
    /// The lease was lost meanwhile: another process fetches, or has fetched. Nothing that this attempt brings is kept.
    LeaseLost,
}

impl From<Error> for NoToken {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

/// A token as it came from its source.
pub(super) struct Fetched {
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

/// Drives `aside` for as long as `main` takes. The output of `main`; `None` if `aside` ends first.
pub(super) async fn beside<M: Future>(main: M, aside: impl Future<Output = ()>) -> Option<M::Output> {
    let (mut main, mut aside) = (pin!(main), pin!(aside));
    poll_fn(|context| match main.as_mut().poll(context) {
        Poll::Ready(output) => Poll::Ready(Some(output)),
        Poll::Pending => aside.as_mut().poll(context).map(|()| None),
    })
    .await
}

impl Authority {
    /// Fetches, and writes into the store what came. `attempt` is its number in a row of attempts.
    pub(super) async fn fetch_leased(&self, mut leased: Leased, attempt: u32) -> Result<Held, NoToken> {
        let fetched = self.fetch(Some(&mut leased), attempt).await;
        let mut record = leased.record.clone();
        record.lease = None;
        let fetched = match fetched {
            Ok(fetched) => fetched,
            Err(NoToken::LeaseLost) => return Err(NoToken::LeaseLost),
            Err(error) => {
                // Gives the lease back: another process may have better luck.
                self.change(&mut leased, record).await;
                return Err(error);
            }
        };
        record.token = Some(fetched.kept(leased.clock));
        match self.change(&mut leased, record.clone()).await {
            Changed::Done | Changed::Unknown => Ok(fetched.held()),
            Changed::Lost => self.overtaken(fetched.held(), record).await,
        }
    }

    /// Fetches without a store: as `stable_token` hands the same token to everybody, nobody's token is lost.
    pub(super) async fn fetch_alone(&self, attempt: u32) -> Result<Held, NoToken> {
        self.fetch(None, attempt).await.map(Fetched::held)
    }

    /// Fetches. If the service hands out the very token that it refuses, makes it issue another; if it does not, the service has
    /// confirmed that this is the token.
    async fn fetch(&self, mut leased: Option<&mut Leased>, attempt: u32) -> Result<Fetched, NoToken> {
        let fetched = self.ask(leased.as_deref_mut(), attempt, false).await?;
        if !self.is_refused(&fetched) {
            return Ok(fetched);
        }
        let may = match leased.as_deref_mut() {
            Some(leased) => self.may_force(leased).await?,
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
                // It is sent once. If it fails, it may have been carried out all the same: the ordinary fetch tells.
                match self.ask(leased.as_deref_mut(), attempt, true).await {
                    Err(NoToken::Failed(_)) => self.ask(leased, attempt, false).await?,
                    forced => forced?,
                }
            }
        };
        let confirmed = self.is_refused(&fetched);
        Ok(Fetched { confirmed, ..fetched })
    }

    /// Whether the service may be forced: at most 20 times a day and 30 seconds apart in the whole fleet, which is why it is
    /// written down before it is done. `None` if nobody knows whether it was written down.
    async fn may_force(&self, leased: &mut Leased) -> Result<Option<bool>, NoToken> {
        let now = leased.clock.now();
        if !self.fetch.can_force(false) || !leased.record.may_force(now) || !self.desk(Desk::may_force) {
            return Ok(Some(false));
        }
        let mut record = leased.record.clone();
        record.force(now);
        record.extend(now);
        match self.change(leased, record).await {
            Changed::Done => Ok(Some(true)),
            Changed::Unknown => Ok(None),
            Changed::Lost => Err(NoToken::LeaseLost),
        }
    }

    /// Asks the source, once. The lease is renewed meanwhile.
    async fn ask(&self, leased: Option<&mut Leased>, attempt: u32, force: bool) -> Result<Fetched, NoToken> {
        let asked = Instant::now();
        let until = asked + self.fetch.time_for(attempt);
        let refused = self.desk(|desk| desk.refused.clone());
        let ask = Ask { refused, force, alone: leased.is_none(), until };
        let fetching = pin!(async { timeout_at(until, self.fetch.fetch(ask)).await });
        let fetching = unwinding(fetching);
        let result = match leased {
            None => Some(fetching.await),
            Some(leased) => beside(fetching, self.renew(leased)).await,
        };
        let result = match result {
            Some(Ok(Ok(result))) => result,
            Some(Ok(Err(_))) => Err(self.fetch.late()),
            Some(Err(panicked)) => Err(Error::Source(panicked)),
            None => {
                metrics::token_fetch(&self.appid, force, false);
                return Err(NoToken::LeaseLost);
            }
        };
        metrics::token_fetch(&self.appid, force, result.is_ok());
        Ok(result.map(|token| Fetched { token, asked, confirmed: false })?)
    }

    /// The lease was lost before the token could be stored: to an emptied store, or to a process that thought this one dead.
    async fn overtaken(&self, held: Held, mut record: Record) -> Result<Held, NoToken> {
        let Some((stored, clock)) = self.read().await else { return Ok(held) };
        let theirs = Record::read(stored.record.as_ref());
        if let Some(theirs) = self.worthwhile(&theirs, clock, self.refused().as_ref()) {
            return Ok(theirs);
        }
        let theirs_is_good = theirs.token.as_ref().is_some_and(|kept| kept.expires > clock.stamp);
        if theirs.lease.is_none() && !theirs_is_good {
            record.fence = theirs.fence;
            record.forced.extend(theirs.forced);
            let _ = self.swap(stored.record, record.write()).await;
            return Ok(held);
        }
        // They are fetching, or have. Where their fetch makes the token of this one void, only theirs is taken.
        if self.fetch.replaces() {
            return Err(NoToken::LeaseLost);
        }
        // Else this one serves until theirs is taken, which is looked for soon.
        Ok(held.refreshed_in(Duration::from_secs(1)))
    }

    fn is_refused(&self, fetched: &Fetched) -> bool {
        let token = &fetched.token.access_token;
        self.desk(|desk| desk.refused.as_ref().is_some_and(|refused| same(refused, token)))
    }
}
