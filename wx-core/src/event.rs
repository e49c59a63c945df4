//! What a push is: a message of a user or an event, described like an endpoint.

use std::time::Duration;

use serde::{Serialize, Serializer, de::DeserializeOwned};

use crate::{Type, Wire};

/// One push: what WeChat sends to a backend, usually through [`#[wx_event]`](crate::wx_event).
///
/// Its fields are those beside the common ones (`ToUserName`, `FromUserName`, `CreateTime`, `MsgType`, `Event`), which are
/// the same for every push.
pub trait Event: Wire + DeserializeOwned + Send {
    /// What a backend may reply with; [`Success`] where WeChat wants to know only that the push arrived.
    type Reply: Wire + Serialize;

    /// Everything about the push that is the same each time.
    const META: &'static EventMeta;
}

/// What is the same for every push of one kind. Written by the macro from the attribute.
#[derive(Debug)]
#[non_exhaustive]
pub struct EventMeta {
    /// What tells the push from others: the value of `MsgType` of a message (`text`), of `Event` of an event.
    pub name: &'static str,
    /// Which of the two it is.
    pub kind: EventKind,
    /// The Rust name of the push: `WxaMediaCheck`.
    pub rust_name: &'static str,
    /// Where the struct stands: `wx_specs::event::content_security`.
    pub module: &'static str,
    /// The struct's documentation; empty without the feature `registry`, a backend does not carry it.
    pub doc: &'static str,
    /// The object that XML puts the fields in, and JSON often does not.
    pub wrapper: Option<&'static str>,
    /// The fields that say what happened: two pushes of this kind with the same values are one, said twice. One that is absent
    /// counts as that.
    pub ids: &'static [&'static str],
    /// What WeChat wants to hear.
    pub reply: ReplyKind,
    /// How long WeChat waits for the reply.
    pub within: Duration,
    /// The official page.
    pub docs: &'static str,
}

impl EventMeta {
    /// Starts from what every push must say; the rest is set by the methods below. Called by the macro.
    #[doc(hidden)]
    pub const fn new(
        (name, rust_name, module): (&'static str, &'static str, &'static str),
        kind: EventKind,
        docs: &'static str,
    ) -> Self {
        Self {
            name,
            kind,
            rust_name,
            module,
            doc: "",
            wrapper: None,
            ids: &[],
            reply: ReplyKind::Success,
            within: Duration::from_secs(5),
            docs,
        }
    }

    /// Sets [`doc`](Self::doc).
    #[doc(hidden)]
    pub const fn doc(mut self, doc: &'static str) -> Self {
        if cfg!(feature = "registry") {
            self.doc = doc;
        }
        self
    }

    /// Sets [`wrapper`](Self::wrapper).
    #[doc(hidden)]
    pub const fn wrapper(mut self, wrapper: &'static str) -> Self {
        self.wrapper = Some(wrapper);
        self
    }

    /// Sets [`ids`](Self::ids).
    #[doc(hidden)]
    pub const fn ids(mut self, ids: &'static [&'static str]) -> Self {
        self.ids = ids;
        self
    }

    /// Sets [`reply`](Self::reply).
    #[doc(hidden)]
    pub const fn reply(mut self, reply: ReplyKind) -> Self {
        self.reply = reply;
        self
    }

    /// Sets [`within`](Self::within), in seconds.
    #[doc(hidden)]
    pub const fn within(mut self, seconds: u64) -> Self {
        self.within = Duration::from_secs(seconds);
        self
    }

    /// The last module the struct stands in: `content_security`.
    pub fn domain(&self) -> &'static str {
        self.module.rsplit("::").next().unwrap_or(self.module)
    }

    /// The first line of the documentation: the official Chinese name and when the push comes.
    pub fn summary(&self) -> &'static str {
        self.doc.lines().next().unwrap_or("")
    }

    /// Whether a push with these words is of this kind. Some of WeChat's services do not keep to one case.
    pub fn is(&self, msg_type: &str, event: Option<&str>) -> bool {
        match self.kind {
            EventKind::Message => msg_type.eq_ignore_ascii_case(self.name),
            EventKind::Event => {
                msg_type.eq_ignore_ascii_case("event")
                    && event.is_some_and(|event| event.eq_ignore_ascii_case(self.name))
            }
        }
    }
}

/// What names a push.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum EventKind {
    /// `MsgType`: a message that a user sent.
    Message,
    /// `Event`, under `MsgType` `event`.
    Event,
}

impl EventKind {
    /// The word the attribute uses: `message`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Message => "message",
            Self::Event => "event",
        }
    }
}

/// What WeChat wants to hear back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ReplyKind {
    /// That it arrived: `success`, or nothing.
    Success,
    /// The fields of [`Event::Reply`].
    Fields,
    /// The fields of [`Event::Reply`] beside the common ones of the push, sender and receiver swapped.
    Beside,
}

impl ReplyKind {
    /// The word the attribute uses: `success`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Success => "success",
            Self::Fields => "fields",
            Self::Beside => "beside",
        }
    }
}

/// The reply that says nothing but that the push arrived.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Success;

impl Serialize for Success {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str("success")
    }
}

impl Wire for Success {
    const TYPE: &'static Type = &Type::Text;
}

#[cfg(test)]
mod tests {
    use super::*;

    const VERDICT: EventMeta = EventMeta::new(
        ("wxa_media_check", "WxaMediaCheck", "wx_specs::event::security"),
        EventKind::Event,
        "",
    );

    #[test]
    fn a_push_is_known_by_its_words_whatever_their_case() {
        assert!(VERDICT.is("event", Some("wxa_media_check")));
        assert!(VERDICT.is("Event", Some("WXA_MEDIA_CHECK")));
        assert!(!VERDICT.is("text", Some("wxa_media_check")));
        assert!(!VERDICT.is("event", None));
        let text = EventMeta::new(("text", "TextMessage", "wx_specs::event"), EventKind::Message, "");
        assert!(text.is("text", None));
        assert!(!text.is("event", Some("text")));
    }

    #[test]
    fn the_domain_is_the_module_it_stands_in() {
        assert_eq!(VERDICT.domain(), "security");
    }
}
