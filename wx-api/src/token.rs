//! The access token (接口调用凭证): where it comes from, where a fleet of servers keeps it.
//!
//! A client needs nothing of this: it fetches the token when it is first needed, keeps it, and renews it in the
//! background before it expires. This module is for whoever has more than one server, or a token that comes from
//! elsewhere:
//!
//! - a [`TokenSource`] says where tokens come from: WeChat's `stable_token` (the default), its older `/cgi-bin/token`, a
//!   closure, a central token server, or nowhere at all (WeChat Cloud Run);
//! - a [`TokenStore`] is where the servers of a fleet find the token that one of them has fetched: memory (the default),
//!   Redis (feature `redis`), or your own.
//!
//! # What is promised
//!
//! - Callers of one process cause one fetch, never two at the same time, however many there are and whichever of them
//!   goes away. Processes that share a store cause one fetch an expiry.
//! - A token about to expire is renewed behind the calls' backs. A renewal that fails disturbs nobody while the old token
//!   is good.
//! - A token that WeChat refuses (40001, 40014, 42001) is dropped if it is still the current one, and the call is made
//!   once more with another. `force_refresh` is used only when WeChat hands back the very token it refused: at most 20
//!   times a day and 30 seconds apart, counted for the fleet.
//! - No token to be had is an error for all who wait, after a few tries where those can help. A refusal (a wrong AppSecret, an
//!   address that is not on the list) is told to all who come within five seconds after it, without asking again; after any
//!   other failure there is a second between one fetch and the next.
//! - A fetch that hangs is given up after three seconds and made again. A server that dies while it fetches holds the others up for
//!   three seconds. Neither loses a call whose timeout is five seconds or more. [`TokenSource`] has the details.
//! - A token that cannot be sent (longer than 2,048 bytes, or not visible ASCII) is an error when it comes, and is not kept.
//! - A store that is slow, gone or full of rubbish makes no call fail and causes no fetch a call: each process goes on with
//!   what it has, then with `stable_token`, which gives every process the same token; when the store is back, they meet
//!   there again.
//!
//! # Example
//!
//! ```no_run
//! # #[cfg(feature = "redis")]
//! # fn fleet(secret: wx_api::AppSecret) -> Result<wx_api::Client, Box<dyn std::error::Error>> {
//! use wx_api::{Client, token::RedisStore};
//!
//! let client = Client::builder("wx0123456789abcdef", secret)
//!     .token_store(RedisStore::new("redis://10.0.0.7/")?)
//!     .build()?;
//! # Ok(client)
//! # }
//! ```

use std::{fmt, time::Duration};

use wx_core::AccessToken;

mod attempt;
pub(crate) mod authority;
mod desk;
mod fetch;
mod flight;
mod lease;
mod record;
#[cfg(feature = "redis")]
mod redis;
mod source;
mod store;
#[cfg(test)]
mod tests;

#[cfg(feature = "redis")]
pub use self::redis::RedisStore;
pub(crate) use self::{
    fetch::{Ask, Fetch, Fetching},
    flight::ATTEMPTS,
    source::Kind,
};
pub use self::{
    source::{SourceError, TokenRequest, TokenSource},
    store::{MemoryStore, StoreError, Stored, Storing, TokenStore},
};

/// No token is believed to live longer, whatever anybody says.
const LONGEST: Duration = Duration::from_secs(7200);

/// An access token and how long it is still good.
#[derive(Clone)]
#[non_exhaustive]
pub struct Token {
    /// The token itself.
    pub access_token: AccessToken,
    /// The time it has left; what is above two hours counts as two hours.
    pub expires_in: Duration,
}

impl Token {
    /// A token that is good for so long from now on.
    pub fn new(access_token: impl Into<AccessToken>, expires_in: Duration) -> Self {
        Self { access_token: access_token.into(), expires_in: expires_in.min(LONGEST) }
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Token")
            .field("access_token", &self.access_token)
            .field("expires_in", &self.expires_in)
            .finish()
    }
}

/// Whether two tokens are the same one.
fn same(one: &AccessToken, other: &AccessToken) -> bool {
    one.expose() == other.expose()
}

/// The longest token that is taken, in bytes. WeChat asks for room for 512 characters.
const LONGEST_TOKEN: usize = 2048;

/// Why a token cannot be sent with calls, if it cannot: it would fail every call for as long as it is said to live.
pub(crate) fn unusable(token: &AccessToken) -> Option<&'static str> {
    let text = token.expose();
    if text.is_empty() {
        Some("is empty")
    } else if text.len() > LONGEST_TOKEN {
        Some("is longer than 2,048 bytes")
    } else if !text.bytes().all(|byte| byte.is_ascii_graphic()) {
        Some("holds characters that cannot be sent: only visible ASCII can")
    } else {
        None
    }
}
