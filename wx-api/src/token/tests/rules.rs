//! Single promises, one test each.

mod fleet;
mod flight;
mod lease;
mod refused;
mod renewal;
mod store;

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering::Relaxed},
    },
    time::{Duration, SystemTime},
};

use tokio::time::{Instant, advance, sleep};
use wx_core::{AccessToken, AppId, Bytes, Unexpected};

use super::{
    cancel::cancelled_after,
    fakes::{LIFE, META, api_error, no_answer, time_for},
    shelf::Shelf,
};
use crate::{
    Error, TransportErrorKind,
    token::{
        Ask, Fetch, Fetching, MemoryStore, StoreError, Stored, Storing, Token, TokenStore,
        authority::{Authority, Held},
    },
};

/// A source that answers as a closure says, after a second; `never comes` does not come.
struct Scripted<F> {
    asked: AtomicUsize,
    forced: AtomicUsize,
    answer: F,
}

impl<F> Fetch for Scripted<F>
where
    F: Fn(usize, &Ask) -> Result<Token, Error> + Send + Sync + 'static,
{
    fn fetch(&self, ask: Ask) -> Fetching<'_> {
        let number = self.asked.fetch_add(1, Relaxed) + 1;
        self.forced.fetch_add(usize::from(ask.force), Relaxed);
        let answer = (self.answer)(number, &ask);
        let hangs = answer.as_ref().is_ok_and(|token| token.access_token.expose() == "never comes");
        Box::pin(async move {
            sleep(Duration::from_secs(if hangs { 3600 } else { 1 })).await;
            answer
        })
    }

    fn time_for(&self, attempt: u32) -> Duration {
        time_for(attempt)
    }

    fn replaces(&self) -> bool {
        false
    }

    fn can_force(&self, _: bool) -> bool {
        true
    }

    fn late(&self) -> Error {
        no_answer(TransportErrorKind::Timeout)
    }
}

type Answer = fn(usize, &Ask) -> Result<Token, Error>;

/// A source, which is asked for the token number 1, 2, 3 …
fn source(answer: Answer) -> Arc<Scripted<Answer>> {
    Arc::new(Scripted { asked: AtomicUsize::new(0), forced: AtomicUsize::new(0), answer })
}

fn authority(source: &Arc<Scripted<Answer>>, store: impl TokenStore) -> Arc<Authority> {
    let fetch: Arc<Scripted<Answer>> = Arc::clone(source);
    Arc::new(Authority::new(AppId::new("wx1"), fetch, Arc::new(store)))
}

fn numbered(number: usize, _: &Ask) -> Result<Token, Error> {
    Ok(Token::new(format!("t{number}"), LIFE))
}

fn text(held: &Held) -> &str {
    held.token.expose()
}

async fn settle() {
    sleep(Duration::from_secs(5)).await;
}

/// A store over memory that is odd in some way.
#[derive(Debug, Default)]
struct Odd {
    inner: MemoryStore,
    /// How long it takes to read.
    far: Duration,
    /// How far its clock is ahead.
    ahead: Duration,
    /// Which swap fails, counted from 1.
    swap_that_fails: usize,
    /// How long it takes to answer a swap that was carried out.
    answers_after: Duration,
    /// Which swap is carried out and not answered.
    swap_without_answer: usize,
    /// Nothing works.
    broken: bool,
    /// It panics.
    panics: bool,
    /// How often it was asked, and to swap.
    asked: AtomicUsize,
    swaps: AtomicUsize,
}

impl Odd {
    fn over(store: &MemoryStore) -> Self {
        Self { inner: store.clone(), ..Self::default() }
    }

    fn ask(&self) -> Result<(), StoreError> {
        self.asked.fetch_add(1, Relaxed);
        if self.panics {
            std::panic::resume_unwind(Box::new("on purpose"));
        }
        if self.broken { Err(StoreError::new("broken")) } else { Ok(()) }
    }
}

impl TokenStore for Odd {
    fn read<'a>(&'a self, appid: &'a AppId) -> Storing<'a, Stored> {
        let asked = self.ask();
        Box::pin(async move {
            asked?;
            sleep(self.far).await;
            let Stored { record, now, .. } = self.inner.read(appid).await?;
            Ok(Stored::new(record, now + self.ahead))
        })
    }

    fn swap<'a>(
        &'a self,
        appid: &'a AppId,
        old: Option<Bytes>,
        new: Bytes,
        keep: Duration,
    ) -> Storing<'a, bool> {
        let asked = self.ask();
        Box::pin(async move {
            asked?;
            let number = self.swaps.fetch_add(1, Relaxed) + 1;
            if number == self.swap_that_fails {
                return Err(StoreError::new("stumbles"));
            }
            let swapped = self.inner.swap(appid, old, new, keep).await;
            sleep(self.answers_after).await;
            if number == self.swap_without_answer { Err(StoreError::new("says nothing")) } else { swapped }
        })
    }
}
