//! One HTTP client for each runtime.

use std::sync::{Arc, PoisonError, RwLock};

use tokio::runtime::{Handle, Id};

/// The most runtimes whose clients are kept. Programs have one or a few; where there are more, the oldest client is let go, and
/// its runtime gets a new one with the next call.
const MOST: usize = 16;

/// HTTP clients, one for each runtime that sends. A pooled connection is driven by a task of the runtime that opened it: on
/// another runtime a request over it hangs while the first one is not driven, and breaks when it shuts down.
pub(crate) struct PerRuntime<C> {
    /// The oldest one first. The one without a runtime was made before any runtime was known: the first to come has it.
    clients: RwLock<Vec<(Option<Id>, Arc<C>)>>,
}

impl<C> PerRuntime<C> {
    pub(crate) fn new(first: C) -> Self {
        Self { clients: RwLock::new(vec![(None, Arc::new(first))]) }
    }

    /// The client of the current runtime; `make` makes another if there is none.
    pub(crate) fn get<E>(&self, make: impl FnOnce() -> Result<C, E>) -> Result<Arc<C>, E> {
        let current = Handle::try_current().ok().map(|runtime| runtime.id());
        let of_current = |clients: &[(Option<Id>, Arc<C>)]| {
            let found = clients.iter().find(|(runtime, _)| *runtime == current);
            found.map(|(_, client)| Arc::clone(client))
        };
        if let Some(client) = of_current(&self.clients.read().unwrap_or_else(PoisonError::into_inner)) {
            return Ok(client);
        }
        let mut clients = self.clients.write().unwrap_or_else(PoisonError::into_inner);
        if let Some(client) = of_current(&clients) {
            return Ok(client);
        }
        let unclaimed = clients.iter_mut().find(|(runtime, _)| runtime.is_none());
        if let Some((runtime, client)) = unclaimed {
            *runtime = current;
            return Ok(Arc::clone(client));
        }
        let client = Arc::new(make()?);
        if clients.len() >= MOST {
            clients.remove(0);
        }
        clients.push((current, Arc::clone(&client)));
        Ok(client)
    }
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use tokio::runtime::Builder;

    use super::*;

    #[test]
    fn each_runtime_has_its_own_and_few_are_kept() {
        let kept = PerRuntime::new(0);
        let mut made = 0;
        let mut on = |runtime: &tokio::runtime::Runtime| {
            let _entered = runtime.enter();
            let client = kept.get(|| {
                made += 1;
                Ok::<_, Infallible>(made)
            });
            let Ok(client) = client;
            *client
        };
        let runtimes: Vec<_> = (0..=MOST).map(|_| Builder::new_current_thread().build().unwrap()).collect();
        for _ in 0..2 {
            assert_eq!((on(&runtimes[0]), on(&runtimes[1]), on(&runtimes[2])), (0, 1, 2));
        }
        for (number, runtime) in runtimes.iter().enumerate() {
            assert_eq!(on(runtime), number);
        }
        // The first one had to go.
        assert_eq!(on(&runtimes[0]), MOST + 1);
        assert_eq!(on(&runtimes[MOST]), MOST);
        assert_eq!(kept.clients.read().unwrap().len(), MOST);
    }
}
