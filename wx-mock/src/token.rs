//! Access tokens: two kinds that know nothing of each other, each with its own way to live and die.

use std::{collections::BTreeMap, time::Duration};

use tokio::time::Instant;

use crate::{random::Random, refusal::Refusal};

/// How long a replaced token of `/cgi-bin/token` goes on working, unless said.
pub(crate) const GRACE: Duration = Duration::from_secs(5 * 60);
/// How long a token lives, unless said.
pub(crate) const LIFETIME: Duration = Duration::from_secs(7200);
/// How far apart forced refreshes must be.
const FORCE_APART: Duration = Duration::from_secs(30);
/// How many forced refreshes there are in a day.
const FORCE_A_DAY: usize = 20;
/// In place of a life that no clock can hold.
const FOREVER: Duration = Duration::from_secs(10 * 365 * 24 * 60 * 60);
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// Which endpoint issues a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Legacy,
    Stable,
}

/// One token; its text is the key it stands under.
struct Token {
    appid: String,
    expires: Instant,
    void_at: Option<Instant>,
}

/// A token and the seconds it has left, as an answer tells them.
#[derive(PartialEq, Eq)]
pub(crate) struct Issued {
    pub(crate) token: String,
    pub(crate) expires_in: u64,
}

/// Every token that was ever issued.
pub(crate) struct Tokens {
    /// How long tokens live that are issued from now on.
    pub(crate) lifetime: Duration,
    /// How long a replaced token of `/cgi-bin/token` goes on working.
    pub(crate) grace: Duration,
    /// How many were issued.
    pub(crate) issued: u64,
    all: BTreeMap<String, Token>,
    current: BTreeMap<(String, Kind), String>,
    forced: BTreeMap<String, Vec<Instant>>,
}

impl Tokens {
    pub(crate) fn new() -> Self {
        Self {
            lifetime: LIFETIME,
            grace: GRACE,
            issued: 0,
            all: BTreeMap::new(),
            current: BTreeMap::new(),
            forced: BTreeMap::new(),
        }
    }

    /// `/cgi-bin/token`: a new one; the one before works for a while, five minutes unless said.
    pub(crate) fn legacy(&mut self, appid: &str, now: Instant, random: &mut Random) -> Issued {
        let end = now.checked_add(self.grace).unwrap_or(now + FOREVER);
        if let Some(before) = self.current_mut(appid, Kind::Legacy) {
            before.void_at = Some(before.void_at.unwrap_or(end).min(end));
        }
        self.issue(appid, Kind::Legacy, now, random)
    }

    /// `/cgi-bin/stable_token`: the current one while it is good for five minutes more, else a new one.
    pub(crate) fn stable(
        &mut self,
        appid: &str,
        force: bool,
        now: Instant,
        random: &mut Random,
    ) -> Result<Issued, Refusal> {
        if force && self.may_force(appid, now)? {
            if let Some(before) = self.current_mut(appid, Kind::Stable) {
                before.void_at = Some(now);
            }
            return Ok(self.issue(appid, Kind::Stable, now, random));
        }
        // Five minutes of two hours; of a shorter life, the same share.
        let renewal = Duration::from_secs(300).min(self.lifetime / 24);
        let current = self.current.get(&(appid.to_owned(), Kind::Stable));
        if let Some(text) = current
            && let Some(token) = self.all.get(text)
            && let Some(left) = token.expires.checked_duration_since(now)
            && left >= renewal
            && !left.is_zero()
        {
            return Ok(Issued { token: text.clone(), expires_in: left.as_secs() });
        }
        Ok(self.issue(appid, Kind::Stable, now, random))
    }

    /// Whether a forced refresh is made; too soon after another it is not, and too many in a day are refused.
    fn may_force(&mut self, appid: &str, now: Instant) -> Result<bool, Refusal> {
        let forced = self.forced.entry(appid.to_owned()).or_default();
        forced.retain(|at| now.duration_since(*at) < DAY);
        if forced.last().is_some_and(|last| now.duration_since(*last) < FORCE_APART) {
            return Ok(false);
        }
        if forced.len() >= FORCE_A_DAY {
            return Err(Refusal::new(45009).because(format!(
                "force_refresh was used {FORCE_A_DAY} times within a day; that is all there is"
            )));
        }
        forced.push(now);
        Ok(true)
    }

    fn issue(&mut self, appid: &str, kind: Kind, now: Instant, random: &mut Random) -> Issued {
        self.issued += 1;
        let text = format!("{}_{}", 60 + self.issued % 40, random.text(133));
        let token = Token {
            appid: appid.to_owned(),
            expires: now.checked_add(self.lifetime).unwrap_or(now + FOREVER),
            void_at: None,
        };
        self.all.insert(text.clone(), token);
        self.current.insert((appid.to_owned(), kind), text.clone());
        Issued { token: text, expires_in: self.lifetime.as_secs() }
    }

    fn current_mut(&mut self, appid: &str, kind: Kind) -> Option<&mut Token> {
        let text = self.current.get(&(appid.to_owned(), kind))?;
        self.all.get_mut(text)
    }

    /// The appid a call with this token is for.
    pub(crate) fn holder(&self, text: &str, now: Instant) -> Result<&str, Refusal> {
        let Some(token) = self.all.get(text) else {
            return Err(if looks_like_a_token(text) {
                Refusal::new(40001).because("this access_token was never issued here")
            } else {
                Refusal::new(40014)
                    .because("this access_token is none: too short, or a character of it is odd")
            });
        };
        match token.void_at {
            Some(at) if at <= now && at < token.expires => {
                Err(Refusal::new(40001).because("this access_token was replaced or made void"))
            }
            _ if token.expires <= now => Err(Refusal::new(42001).because("this access_token has expired")),
            _ => Ok(&token.appid),
        }
    }

    /// Every token has expired.
    pub(crate) fn expire_all(&mut self, now: Instant) {
        for token in self.all.values_mut() {
            token.expires = token.expires.min(now);
        }
        self.current.clear();
    }

    /// Every token is void.
    pub(crate) fn void_all(&mut self, now: Instant) {
        for token in self.all.values_mut().filter(|token| now < token.expires) {
            token.void_at = Some(token.void_at.map_or(now, |at| at.min(now)));
        }
        self.current.clear();
    }
}

fn looks_like_a_token(text: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    text.len() >= 32 && text.bytes().all(fits)
}

#[cfg(test)]
mod tests;
