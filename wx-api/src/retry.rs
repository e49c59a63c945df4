//! When a call is made again: only where that cannot do a thing twice.

use std::time::Duration;

use wx_specs::errcode::Retry;

use crate::Error;

/// How a call is made again when it fails.
///
/// It is made again
///
/// - when no connection came about: nothing was sent, so every endpoint;
/// - when the answer was -1 or 45011, a server error (5xx, 429), or none at all: only endpoints that are `idempotent`, since
///   nobody knows whether the call took effect.
///
/// The pauses between grow, are jittered, and stay within the call's [timeout](crate::ClientBuilder::timeout): a pause that
/// would outlast it is not made, the error comes at once. 45011, the quota of a minute, is given more time; 45009, the quota of
/// a day, is not tried again. A refused access token is another matter: WeChat refuses before it acts, and every call is made
/// once more with another token; twice, if the first other one came from a store that did not know better. Fetching the token has
/// attempts of its own, whatever the policy says: see [`TokenSource`](crate::TokenSource).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RetryPolicy {
    tries: u32,
    first_pause: Duration,
    longest_pause: Duration,
    attempt_timeout: Option<Duration>,
}

/// A pause that nobody waits for, and that can be reckoned with.
const FOREVER: Duration = Duration::from_secs(365 * 86_400);
/// The first pause after 45011 is so many times as long.
const MINUTE_QUOTA: u32 = 10;

impl RetryPolicy {
    /// How often a call is made unless said, the first time included.
    pub(crate) const TRIES: u32 = 3;

    /// Every call is made once.
    #[must_use]
    pub fn none() -> Self {
        Self::default().tries(1)
    }

    /// How often a call is made, the first time included; 3 unless said.
    #[must_use]
    pub fn tries(mut self, tries: u32) -> Self {
        self.tries = tries.max(1);
        self
    }

    /// The first pause and the longest; 200 milliseconds and 2 seconds unless said. Each is twice the one before, and up to
    /// half of it is left out by chance.
    #[must_use]
    pub fn pauses(mut self, first: Duration, longest: Duration) -> Self {
        self.first_pause = first;
        self.longest_pause = longest.max(first);
        self
    }

    /// How long a try may take if another may follow; unless said, as long as the whole call. Where connections are lost
    /// without a word, this finds out early enough for another.
    #[must_use]
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.attempt_timeout = Some(timeout);
        self
    }

    /// How long the next try may take, if another may follow.
    pub(crate) fn time_for(&self, tries: u32, idempotent: bool) -> Option<Duration> {
        self.attempt_timeout.filter(|_| idempotent && tries < self.tries)
    }

    /// How long to wait before a call is made again that failed so after so many tries; `None` if it is not.
    pub(crate) fn pause_after(&self, error: &Error, tries: u32, idempotent: bool) -> Option<Duration> {
        if tries >= self.tries || !error.is_retryable() || !(idempotent || error.was_not_sent()) {
            return None;
        }
        let minute_quota = matches!(error, Error::Api(api) if api.retry() == Retry::NextMinute);
        let scale = if minute_quota { MINUTE_QUOTA } else { 1 };
        let doubled = self.first_pause.saturating_mul(1 << (tries - 1).min(16));
        let pause = doubled.min(self.longest_pause).saturating_mul(scale).min(FOREVER);
        Some(pause.mul_f64(0.5 + fastrand::f64() / 2.0))
    }
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self {
            tries: Self::TRIES,
            first_pause: Duration::from_millis(200),
            longest_pause: Duration::from_secs(2),
            attempt_timeout: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use wx_core::Refusal;
    use wx_specs::access_token::GetStableAccessToken;

    use super::*;
    use crate::{ApiError, NoAnswer, TransportError, TransportErrorKind};

    fn api(code: i64) -> Error {
        let meta = <GetStableAccessToken as wx_core::Endpoint>::META;
        Error::Api(Box::new(ApiError::new(meta, Refusal::new(code, ""))))
    }

    fn transport(kind: TransportErrorKind) -> Error {
        Error::Transport(NoAnswer { endpoint: "e", host: "h".into(), cause: TransportError::new(kind) })
    }

    /// Whether it is tried again: an idempotent call, another.
    fn again(error: &Error) -> (bool, bool) {
        let policy = RetryPolicy::default();
        (policy.pause_after(error, 1, true).is_some(), policy.pause_after(error, 1, false).is_some())
    }

    #[test]
    fn only_what_was_not_sent_is_sent_again_without_being_idempotent() {
        assert_eq!(again(&transport(TransportErrorKind::Connect)), (true, true));
        for kind in [TransportErrorKind::Timeout, TransportErrorKind::Broken] {
            assert_eq!(again(&transport(kind)), (true, false), "{kind:?}");
        }
        for kind in [TransportErrorKind::TooLarge { limit: 1 }, TransportErrorKind::Unsendable] {
            assert_eq!(again(&transport(kind)), (false, false), "{kind:?}");
        }
        assert_eq!(again(&api(-1)), (true, false));
        assert_eq!(again(&api(45011)), (true, false));
        for code in [45009, 40001, 40125, 43101, 99_999] {
            assert_eq!(again(&api(code)), (false, false), "{code}");
        }
    }

    #[test]
    fn pauses_grow_to_a_limit_and_end() {
        let policy = RetryPolicy::default().tries(100);
        for (tries, longest) in [(1, 200), (2, 400), (3, 800), (4, 1600), (5, 2000), (99, 2000)] {
            let pause = policy.pause_after(&api(-1), tries, true).unwrap();
            let longest = Duration::from_millis(longest);
            assert!(pause >= longest / 2 && pause <= longest, "{tries}: {pause:?}");
        }
        assert!(policy.pause_after(&api(45011), 1, true).unwrap() >= Duration::from_secs(1));
        assert_eq!(policy.pause_after(&api(-1), 100, true), None);
        assert_eq!(RetryPolicy::none().pause_after(&api(-1), 1, true), None);
        assert_eq!(RetryPolicy::none().tries(0), RetryPolicy::none());
    }
}
