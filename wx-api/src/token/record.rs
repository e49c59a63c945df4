//! What a store holds for an appid: the token, who fetches the next one, how often a refresh was forced.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};
use wx_core::{AccessToken, Bytes};

use super::{LONGEST, same, unusable};

/// How long a lease is valid unless its holder renews it, and so how long the others wait for a holder that died.
pub(super) const LEASE: Duration = Duration::from_secs(3);
/// How often the holder renews its lease.
pub(super) const RENEWAL: Duration = Duration::from_secs(1);
/// How far a process' idea of the store's clock may be ahead: by the time the store took to tell it, and by what that clock was set
/// back since. A lease or a confirmation from further in the future is invalid. Nobody waits for it that long: a lease that its holder
/// does not renew is waited for as long as a lease is valid, by the waiter's own clock.
const SKEW: Duration = Duration::from_secs(10);
/// How long the word of the service counts, that a token it refused is the right one.
pub(super) const CONFIRMED: Duration = Duration::from_secs(30);
/// How far apart forced refreshes are.
const FORCE_APART: Duration = Duration::from_secs(30);
/// How many forced refreshes there are in a day.
const FORCE_A_DAY: usize = 20;
pub(super) const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// A point in time by the store's clock, in milliseconds since 1970.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Stamp(u64);

impl Stamp {
    pub(super) fn of(time: SystemTime) -> Self {
        let since = time.duration_since(UNIX_EPOCH).unwrap_or_default();
        Self(u64::try_from(since.as_millis()).unwrap_or(u64::MAX))
    }

    pub(super) fn after(self, time: Duration) -> Self {
        Self(self.0.saturating_add(u64::try_from(time.as_millis()).unwrap_or(u64::MAX)))
    }

    /// The time from `earlier` until here, nothing if that is not earlier.
    pub(super) fn since(self, earlier: Self) -> Duration {
        Duration::from_millis(self.0.saturating_sub(earlier.0))
    }
}

/// The record; JSON in the store. It has no `Debug`: the token is in it.
#[derive(Clone, Default, Serialize, Deserialize)]
pub(super) struct Record {
    /// Counts the leases: no two records of two leases are alike, so that a late swap cannot meet its own past.
    #[serde(default)]
    pub(super) fence: u64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) token: Option<Kept>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) lease: Option<Lease>,
    /// When refreshes were forced within the last day.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) forced: Vec<Stamp>,
}

/// A token in the store.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Kept {
    access_token: String,
    /// When it was fetched.
    pub(super) fetched: Stamp,
    pub(super) expires: Stamp,
    /// When the service said of it, refused though it was, that it is the right one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    confirmed: Option<Stamp>,
}

/// Who fetches the next token, and until when nobody else does.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Lease {
    pub(super) owner: String,
    pub(super) until: Stamp,
}

impl Lease {
    /// Whether somebody other than `name` has it. One that would last longer than any lease does is rubbish.
    pub(super) fn is_of_another(&self, name: &str, now: Stamp) -> bool {
        self.owner != name && (now..=now.after(LEASE + SKEW)).contains(&self.until)
    }
}

impl Record {
    /// Whether this is a record under the same lease as the other one: same holder, same fence.
    pub(super) fn is_of_same_lease(&self, other: &Self) -> bool {
        let (Some(one), Some(another)) = (&self.lease, &other.lease) else { return false };
        self.fence == other.fence && one.owner == another.owner
    }

    /// Reads a record. Rubbish is as good as nothing.
    pub(super) fn read(bytes: Option<&Bytes>) -> Self {
        let record: Option<Self> = bytes.and_then(|bytes| serde_json::from_slice(bytes).ok());
        let mut record = record.unwrap_or_default();
        record
            .token
            .take_if(|kept| unusable(&kept.token()).is_some() || kept.expires.since(kept.fetched) > LONGEST);
        record
    }

    pub(super) fn write(&self) -> Bytes {
        // A struct of text and numbers can always be written.
        serde_json::to_vec(self).unwrap_or_default().into()
    }

    /// The record of whoever fetches next. A token nobody can use is dropped.
    pub(super) fn leased(&self, owner: &str, now: Stamp, refused: Option<&AccessToken>) -> Self {
        let usable = |kept: &Kept| kept.expires > now && !refused.is_some_and(|refused| kept.is(refused));
        Self {
            fence: self.fence.wrapping_add(1),
            token: self.token.clone().filter(usable),
            lease: Some(Lease { owner: owner.to_owned(), until: now.after(LEASE) }),
            // One that lies in the future counts as now: rather a force too few than one too many.
            forced: self.forced.iter().map(|at| now.min(*at)).filter(|at| now.since(*at) < DAY).collect(),
        }
    }

    /// Renews the lease from now on.
    pub(super) fn extend(&mut self, now: Stamp) {
        if let Some(lease) = &mut self.lease {
            lease.until = now.after(LEASE);
        }
    }

    /// Whether a refresh may be forced now.
    pub(super) fn may_force(&self, now: Stamp) -> bool {
        may_force(self.forced.iter().map(|at| now.since(*at)))
    }

    /// Writes down that a refresh is forced now.
    pub(super) fn force(&mut self, now: Stamp) {
        self.forced.push(now);
    }
}

/// Whether a refresh may be forced, so long after others were.
pub(super) fn may_force(ago: impl Iterator<Item = Duration>) -> bool {
    let ago: Vec<_> = ago.filter(|ago| *ago < DAY).collect();
    ago.len() < FORCE_A_DAY && ago.iter().all(|ago| *ago >= FORCE_APART)
}

impl Kept {
    pub(super) fn new(token: &AccessToken, fetched: Stamp, lives: Duration, confirmed: bool) -> Self {
        Self {
            access_token: token.expose().to_owned(),
            fetched,
            expires: fetched.after(lives.min(LONGEST)),
            confirmed: confirmed.then_some(fetched),
        }
    }

    pub(super) fn token(&self) -> AccessToken {
        AccessToken::new(self.access_token.as_str())
    }

    pub(super) fn is(&self, token: &AccessToken) -> bool {
        same(&self.token(), token)
    }

    /// How much longer the service's word counts.
    pub(super) fn confirmed(&self, now: Stamp) -> Duration {
        let given = self.confirmed.filter(|at| *at <= now.after(SKEW));
        given.map_or(Duration::ZERO, |at| CONFIRMED.saturating_sub(now.since(at)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EMPTY: &[u8] = br#"{"token":{"access_token":"","fetched":1,"expires":9}}"#;
    const UNSENDABLE: &[u8] = br#"{"token":{"access_token":"two words","fetched":1,"expires":9}}"#;
    const IMMORTAL: &[u8] = br#"{"token":{"access_token":"t","fetched":1,"expires":9999999}}"#;
    const NOW: Stamp = Stamp(1_764_000_000_000);

    #[test]
    fn a_record_comes_back_as_it_was_and_rubbish_as_nothing() {
        let token = AccessToken::new("t");
        let mut record = Record { token: Some(Kept::new(&token, NOW, LONGEST, true)), ..Record::default() };
        record.force(NOW);
        let leased = record.leased("me", NOW, None);
        let bytes = leased.write();
        assert_eq!(Record::read(Some(&bytes)).write(), bytes);
        assert!(leased.token.is_some() && leased.fence == 1);
        assert!(record.leased("me", NOW, Some(&token)).token.is_none());
        // What was forced too long ago counts no more; what will be, counts as now.
        assert_eq!(record.leased("me", NOW.after(DAY), None).forced, []);
        assert_eq!(record.leased("me", Stamp(1), None).forced, [Stamp(1)]);
        for rubbish in [
            &b""[..],
            b"\xFF\0",
            b"[]",
            b"{\"fence\":-1}",
            b"{\"token\":{\"access_token\":7}}",
            EMPTY,
            UNSENDABLE,
            IMMORTAL,
        ] {
            let record = Record::read(Some(&Bytes::from_static(rubbish)));
            assert!(record.token.is_none() && record.lease.is_none() && record.fence == 0);
        }
    }

    #[test]
    fn a_refresh_is_forced_twenty_times_a_day_and_thirty_seconds_apart() {
        let mut record = Record::default();
        for n in 0..20 {
            let at = NOW.after(n * FORCE_APART);
            assert!(record.may_force(at));
            record.force(at);
            assert!(!record.may_force(at.after(Duration::from_secs(29))));
        }
        let after_all = NOW.after(20 * FORCE_APART);
        assert!(!record.may_force(after_all));
        assert!(record.may_force(NOW.after(DAY)));
    }
}
