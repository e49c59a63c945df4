//! Failures on request.

use std::{
    collections::{BTreeMap, VecDeque},
    fmt,
    time::Duration,
};

use bytes::Bytes;

pub(crate) mod effect;
pub(crate) mod spoken;

/// A way in which a call goes wrong.
///
/// The first group never reaches WeChat: the call has no effect, a code is not used up. After one of the second group,
/// the call has taken effect and only its answer suffers.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// WeChat refuses with this `errcode`, in its own words.
    Errcode(i64),
    /// An HTTP status with a page that a gateway would send.
    Status(u16),
    /// Nothing is answered; the connection stays open.
    Hang,
    /// The connection is reset (RST) without an answer.
    Reset,
    /// A page of HTML under status 200, as from a captive portal.
    Html,
    /// Status 200 and nothing in it.
    Empty,
    /// This body.
    Body {
        /// The HTTP status.
        status: u16,
        /// The content type.
        content_type: String,
        /// The bytes.
        bytes: Bytes,
    },
    /// A redirect (302) to this address.
    Redirect(String),
    /// So many bytes of nonsense, chunked.
    Huge(u64),
    /// A refusal, errcode 40097, under `image/jpeg`.
    JsonAsImage,

    /// The answer comes after this time.
    Delay(Duration),
    /// The answer breaks off in the middle, and the connection ends.
    Truncated,
    /// A PNG under `application/json`: the endpoint's own, if it answers images.
    ImageAsJson,
    /// Raw control characters stand in the answer's strings.
    ControlChars,
    /// Every number in the answer is a string.
    NumbersAsStrings,
}

impl Fault {
    /// WeChat refuses with this `errcode`, in its own words.
    pub fn errcode(code: i64) -> Self {
        Self::Errcode(code)
    }

    /// The same for this many calls.
    pub fn times(self, times: u32) -> Faults {
        Faults { fault: self, times }
    }
}

impl fmt::Debug for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Errcode(code) => write!(f, "Errcode({code})"),
            Self::Status(status) => write!(f, "Status({status})"),
            Self::Hang => f.write_str("Hang"),
            Self::Reset => f.write_str("Reset"),
            Self::Html => f.write_str("Html"),
            Self::Empty => f.write_str("Empty"),
            Self::Body { status, bytes, .. } => write!(f, "Body({status}, {} bytes)", bytes.len()),
            Self::Redirect(to) => write!(f, "Redirect({to})"),
            Self::Huge(size) => write!(f, "Huge({size})"),
            Self::JsonAsImage => f.write_str("JsonAsImage"),
            Self::Delay(time) => write!(f, "Delay({time:?})"),
            Self::Truncated => f.write_str("Truncated"),
            Self::ImageAsJson => f.write_str("ImageAsJson"),
            Self::ControlChars => f.write_str("ControlChars"),
            Self::NumbersAsStrings => f.write_str("NumbersAsStrings"),
        }
    }
}

/// A fault and how many calls it hits: one, unless [`Fault::times`] says more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Faults {
    fault: Fault,
    times: u32,
}

impl From<Fault> for Faults {
    fn from(fault: Fault) -> Self {
        fault.times(1)
    }
}

/// The faults that are still to come.
#[derive(Default)]
pub(crate) struct Queue {
    /// By the endpoint's Rust name.
    of: BTreeMap<&'static str, VecDeque<Faults>>,
    any: VecDeque<Faults>,
}

impl Queue {
    /// Queues a fault for an endpoint, by its Rust name; for whichever comes, if none is named.
    pub(crate) fn add(&mut self, endpoint: Option<&'static str>, faults: Faults) {
        let queue = match endpoint {
            Some(name) => self.of.entry(name).or_default(),
            None => &mut self.any,
        };
        queue.push_back(faults);
    }

    /// The fault that hits this call.
    pub(crate) fn take(&mut self, endpoint: &str) -> Option<Fault> {
        let own = self.of.get_mut(endpoint).and_then(next);
        own.or_else(|| next(&mut self.any))
    }

    /// Forgets them all.
    pub(crate) fn clear(&mut self) {
        *self = Self::default();
    }
}

fn next(queue: &mut VecDeque<Faults>) -> Option<Fault> {
    while let Some(first) = queue.front_mut() {
        if first.times == 0 {
            queue.pop_front();
            continue;
        }
        first.times -= 1;
        return Some(first.fault.clone());
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_endpoint_s_own_faults_come_first_and_as_often_as_asked() {
        let mut queue = Queue::default();
        queue.add(None, Fault::Empty.into());
        queue.add(Some("A"), Fault::Hang.times(2));
        queue.add(Some("A"), Fault::Html.times(0));
        queue.add(Some("A"), Fault::errcode(-1).into());
        let taken: Vec<_> = (0..5).map(|_| queue.take("A")).collect();
        assert_eq!(
            taken,
            [Some(Fault::Hang), Some(Fault::Hang), Some(Fault::Errcode(-1)), Some(Fault::Empty), None]
        );
    }
}
