//! Which pushes were seen.

use std::{
    collections::{BTreeMap, VecDeque},
    error::Error as StdError,
    fmt,
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use tokio::time::Instant;

/// A look at what was seen, or a note of it, under way.
pub type Deduping<'a, T> = Pin<Box<dyn Future<Output = Result<T, DedupError>> + Send + 'a>>;

/// Remembers which pushes were handled: in this process ([`MemoryDedup`]), in Redis (`RedisDedup`), or wherever you say.
///
/// A key is 32 hexadecimal digits, out of the appid and
///
/// - the `MsgId` and the sender, of a message;
/// - of an event everything it says: sender, time, event, and its own ids, such as the `trace_id` that alone tells two verdicts of one second
///   apart. Only `RetryTimes`, which counts how often it was sent, is left out.
///
/// It need not be reliable: if it fails, the push is handled.
pub trait Dedup: fmt::Debug + Send + Sync + 'static {
    /// Claims a push for so long, unless it was claimed or is done.
    fn claim<'a>(&'a self, key: &'a str, lease: Duration) -> Deduping<'a, Claim>;

    /// Notes that a push was handled, and remembers it for so long.
    fn done<'a>(&'a self, key: &'a str, keep: Duration) -> Deduping<'a, ()>;

    /// Gives a claim back: the push was not handled.
    fn release<'a>(&'a self, key: &'a str) -> Deduping<'a, ()>;
}

/// How a push was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Claim {
    /// Nobody has it: it is yours.
    Yours,
    /// Somebody is handling it.
    UnderWay,
    /// It was handled.
    Done,
}

/// Why it cannot be told whether a push was seen.
#[derive(Debug)]
pub struct DedupError(Box<dyn StdError + Send + Sync>);

impl DedupError {
    /// An error with its cause.
    pub fn new(cause: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self(cause.into())
    }
}

impl fmt::Display for DedupError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl StdError for DedupError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source()
    }
}

/// How many pushes one process remembers unless said: some twenty megabytes.
const CAPACITY: usize = 100_000;

/// Remembers in this process: enough for one server. Clones share what they remember.
#[derive(Clone)]
pub struct MemoryDedup(Arc<Mutex<Memory>>);

struct Memory {
    capacity: usize,
    seen: BTreeMap<Box<str>, Seen>,
    /// In the order in which they were noted, some more than once: a note counts if it is the newest of its key.
    order: VecDeque<(Box<str>, u64)>,
    notes: u64,
}

struct Seen {
    done: bool,
    until: Instant,
    note: u64,
}

impl MemoryDedup {
    /// Remembers the last 100,000 pushes.
    pub fn new() -> Self {
        Self::with_capacity(CAPACITY)
    }

    /// Remembers so many pushes; the oldest are forgotten first.
    pub fn with_capacity(capacity: usize) -> Self {
        let memory = Memory { capacity, seen: BTreeMap::new(), order: VecDeque::new(), notes: 0 };
        Self(Arc::new(Mutex::new(memory)))
    }

    fn with<T: Send + 'static>(&self, act: impl FnOnce(&mut Memory, Instant) -> T) -> Deduping<'static, T> {
        let mut memory = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Instant::now();
        memory.forget(now);
        let done = act(&mut memory, now);
        Box::pin(std::future::ready(Ok(done)))
    }
}

impl Memory {
    fn note(&mut self, key: &str, done: bool, until: Instant) {
        self.notes += 1;
        let note = self.notes;
        self.order.push_back((key.into(), note));
        self.seen.insert(key.into(), Seen { done, until, note });
        while self.seen.len() > self.capacity && self.drop_oldest() {}
    }

    /// Lets go of what is over, from the oldest on; and of notes that newer ones have replaced.
    fn forget(&mut self, now: Instant) {
        while let Some((key, note)) = self.order.front() {
            let is_current = self.seen.get(key).filter(|seen| seen.note == *note);
            if is_current.is_some_and(|seen| seen.until > now) {
                break;
            }
            self.drop_oldest();
        }
    }

    fn drop_oldest(&mut self) -> bool {
        let Some((key, note)) = self.order.pop_front() else {
            return false;
        };
        if self.seen.get(&key).is_some_and(|seen| seen.note == note) {
            self.seen.remove(&key);
        }
        true
    }
}

impl Dedup for MemoryDedup {
    fn claim<'a>(&'a self, key: &'a str, lease: Duration) -> Deduping<'a, Claim> {
        self.with(|memory, now| match memory.seen.get(key) {
            Some(seen) if seen.until > now => {
                if seen.done {
                    Claim::Done
                } else {
                    Claim::UnderWay
                }
            }
            _ => {
                memory.note(key, false, now + lease);
                Claim::Yours
            }
        })
    }

    fn done<'a>(&'a self, key: &'a str, keep: Duration) -> Deduping<'a, ()> {
        self.with(|memory, now| memory.note(key, true, now + keep))
    }

    fn release<'a>(&'a self, key: &'a str) -> Deduping<'a, ()> {
        self.with(|memory, _| {
            if memory.seen.get(key).is_some_and(|seen| !seen.done) {
                memory.seen.remove(key);
            }
        })
    }
}

impl Default for MemoryDedup {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for MemoryDedup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let memory = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        f.debug_struct("MemoryDedup").field("pushes", &memory.seen.len()).finish_non_exhaustive()
    }
}
