//! The seam between the authority, which decides when a token is fetched, and whatever fetches it.

use std::{pin::Pin, time::Duration};

use tokio::time::Instant;
use wx_core::AccessToken;

use crate::{Error, token::Token};

/// A token on its way.
pub(crate) type Fetching<'a> = Pin<Box<dyn Future<Output = Result<Token, Error>> + Send + 'a>>;

/// Fetches tokens: once for each call of `fetch`.
pub(crate) trait Fetch: Send + Sync + 'static {
    /// Asks for a token.
    fn fetch(&self, ask: Ask) -> Fetching<'_>;

    /// How long an attempt may take, by its number in a row of attempts, counted from 1.
    fn time_for(&self, attempt: u32) -> Duration;

    /// Whether a fetch makes the token of the fetch before it void.
    fn replaces(&self) -> bool;

    /// Whether [`Ask::force`] means something.
    fn can_force(&self, alone: bool) -> bool;

    /// The error when no token came in time.
    fn late(&self) -> Error;
}

/// How a token is asked for.
#[derive(Debug)]
pub(crate) struct Ask {
    /// The token that WeChat refused, if that is why.
    pub(crate) refused: Option<AccessToken>,
    /// Whether the current token is to be made void and replaced.
    pub(crate) force: bool,
    /// Whether no store can tell what the other servers do.
    pub(crate) alone: bool,
    /// When the attempt is given up.
    pub(crate) until: Instant,
}
