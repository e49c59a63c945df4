//! Who is logged in. In memory: a fleet would keep this in Redis.

use std::{
    collections::BTreeMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use axum::http::{HeaderMap, header::AUTHORIZATION};
use uuid::Uuid;
use wx_api::{OpenId, login::Session};

#[derive(Default)]
pub(crate) struct Sessions(Mutex<BTreeMap<Uuid, Session>>);

impl Sessions {
    /// Logs a user in; the token is all the front end gets.
    pub(crate) fn start(&self, session: Session) -> String {
        let token = Uuid::new_v4();
        self.lock().insert(token, session);
        token.to_string()
    }

    /// The user whose token is in `Authorization: Bearer …`.
    pub(crate) fn openid(&self, headers: &HeaderMap) -> Option<OpenId> {
        let token = headers.get(AUTHORIZATION)?.to_str().ok()?.strip_prefix("Bearer ")?;
        let token = token.parse::<Uuid>().ok()?;
        self.lock().get(&token).map(|session| session.openid.clone())
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<Uuid, Session>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
