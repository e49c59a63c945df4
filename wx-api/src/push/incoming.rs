//! A push that was taken.

use std::{fmt, sync::Arc};

use serde_json::{Map, Value};
use tracing::Instrument;
use wx_core::{
    Event, EventMeta, OpenId, ReplyKind, UnixSeconds, from_value,
    push::{Format, PushHeader, unwrap},
};

use super::{
    PushError, PushReply,
    claim::{Claimed, text},
    receiver::Config,
};

/// One push: a message of a user, or an event.
///
/// Dropped without a reply, it counts as not handled, and is handled when WeChat sends it again.
#[must_use = "a push that is dropped without a reply comes again"]
pub struct Push {
    pub(super) header: PushHeader,
    /// Everything beside the header.
    pub(super) fields: Map<String, Value>,
    pub(super) format: Format,
    /// The nonce of the query, if the push came encrypted: the reply then is to be encrypted too.
    pub(super) sealed: Option<String>,
    pub(super) config: Arc<Config>,
    pub(super) key: String,
    pub(super) claimed: Option<Claimed>,
}

impl Push {
    /// The mini program's account (`ToUserName`), `gh_…`.
    pub fn to_user(&self) -> &str {
        &self.header.to_user
    }

    /// Who it came from (`FromUserName`): a user, or WeChat itself.
    pub fn from_user(&self) -> &OpenId {
        &self.header.from_user
    }

    /// When it was made (`CreateTime`).
    pub fn created(&self) -> UnixSeconds {
        self.header.created
    }

    /// `MsgType`: `text`, `image`, `event` …
    pub fn msg_type(&self) -> &str {
        &self.header.msg_type
    }

    /// `Event`, of an event.
    pub fn event(&self) -> Option<&str> {
        self.header.event.as_deref()
    }

    /// What names it: the event, or the type of the message.
    pub fn name(&self) -> &str {
        self.event().unwrap_or_else(|| self.msg_type())
    }

    /// Everything it says beside the above, as it came: what no type here knows is in it too.
    pub fn fields(&self) -> &Map<String, Value> {
        &self.fields
    }

    /// Whether it came as JSON or as XML.
    pub fn format(&self) -> Format {
        self.format
    }

    /// The key it is deduplicated by: see [`Dedup`](super::Dedup).
    pub fn key(&self) -> &str {
        &self.key
    }

    /// Whether it is a push of this kind.
    pub fn is<E: Event>(&self) -> bool {
        self.has(E::META)
    }

    fn has(&self, meta: &EventMeta) -> bool {
        meta.is(self.msg_type(), self.event())
    }

    /// Reads it as a push of this kind; `None` if it is of another.
    pub fn read<E: Event>(&self) -> Result<Option<E>, PushError> {
        if !self.is::<E>() {
            return Ok(None);
        }
        let fields = self.unwrapped(E::META);
        from_value(&fields).map(Some).map_err(PushError::Shape)
    }

    fn unwrapped(&self, meta: &EventMeta) -> Value {
        let mut fields = self.fields.clone();
        if let Some(wrapper) = meta.wrapper {
            unwrap(&mut fields, wrapper);
        }
        Value::Object(fields)
    }

    /// The type that knows it, and what that type keeps of it, secrets masked; `None` if no type here knows it.
    #[cfg(feature = "registry")]
    pub fn show(&self) -> Result<Option<(&'static EventMeta, Value)>, PushError> {
        let Some(row) = wx_core::registry::events().into_iter().find(|row| self.has(row.meta)) else {
            return Ok(None);
        };
        let fields = row.canonical(&self.unwrapped(row.meta)).map_err(PushError::Shape)?;
        Ok(Some((row.meta, fields)))
    }

    /// What happened, as a key for a unique constraint: `xpay_goods_deliver_notify:OutTradeNo=123`. The same each time WeChat says it
    /// again, whatever the time and the number of the try. `None` if it is no push of this kind, or says none of the kind's ids.
    pub fn id_of<E: Event>(&self) -> Option<String> {
        if !self.is::<E>() {
            return None;
        }
        let fields = self.unwrapped(E::META);
        let ids: Vec<_> = E::META
            .ids
            .iter()
            .filter_map(|id| fields.get(id).map(|value| format!("{id}={}", text(value))))
            .collect();
        (!ids.is_empty()).then(|| format!("{}:{}", E::META.name, ids.join("&")))
    }

    /// It was handled, there is nothing else to say.
    pub async fn success(mut self) -> PushReply {
        self.done().await;
        PushReply::success()
    }

    /// It was handled, and this is the answer. Encrypted if the push was.
    ///
    /// Only `ErrCode` 0 and nothing else marks the push as done. After any other answer it is handled again if it comes again: WeChat
    /// sends it again because it failed, or because it did not hear the answer, and `success` would be another one.
    pub async fn reply<E: Event>(mut self, reply: &E::Reply) -> Result<PushReply, PushError> {
        if E::META.reply == ReplyKind::Success {
            return Ok(self.success().await);
        }
        let reply = serde_json::to_value(reply).map_err(|error| PushError::Reply(error.to_string()))?;
        let Value::Object(mut fields) = reply else {
            return Err(PushError::Reply(format!("a reply to `{}` has fields", E::META.name)));
        };
        let done = means_success(&fields);
        if E::META.reply == ReplyKind::Beside {
            self.header.swapped(UnixSeconds::now()).put(&mut fields);
        }
        if done {
            self.done().await;
        }
        Ok(self.written(&fields))
    }

    /// Hands a user's message to the people at the web customer service (转发消息). For messages; an event is not handed on. A message
    /// that comes again, because WeChat did not hear this, is handled again.
    pub async fn transfer_to_customer_service(self) -> PushReply {
        let mut header = self.header.swapped(UnixSeconds::now());
        header.msg_type = "transfer_customer_service".to_owned();
        header.event = None;
        let mut fields = Map::new();
        header.put(&mut fields);
        self.written(&fields)
    }

    /// Says `success` at once and does the work afterwards, on a task of its own.
    ///
    /// WeChat then never sends the push again, so what must not be lost is to be written down before. A server that shuts
    /// down waits for the work with [`Receiver::finish`](super::Receiver::finish).
    pub async fn later<W, F>(mut self, work: W) -> PushReply
    where
        W: FnOnce(Self) -> F,
        F: Future<Output = ()> + Send + 'static,
    {
        self.done().await;
        let tasks = self.config.tasks.clone();
        tasks.spawn(work(self).in_current_span());
        PushReply::success()
    }

    async fn done(&mut self) {
        if let Some(claimed) = self.claimed.take() {
            claimed.done().await;
        }
    }

    /// A reply in the push's own format, encrypted if the push was.
    fn written(&self, fields: &Map<String, Value>) -> PushReply {
        let plain = wx_core::push::write(self.format, fields);
        match self.sealed.as_deref() {
            Some(nonce) => PushReply::written(self.format, self.config.seal(self.format, nonce, &plain)),
            None => PushReply::written(self.format, plain),
        }
    }
}

/// Whether an answer says no more than `success` does.
fn means_success(fields: &Map<String, Value>) -> bool {
    fields.iter().all(|(name, value)| match name.to_ascii_lowercase().as_str() {
        "errcode" => value.as_i64() == Some(0),
        "errmsg" => true,
        _ => false,
    })
}

/// Names what came and not what it says: that is a user's, and may have a secret in it.
impl fmt::Debug for Push {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Push")
            .field("name", &self.name())
            .field("from_user", &self.header.from_user)
            .field("created", &self.header.created)
            .field("fields", &self.fields.keys().collect::<Vec<_>>())
            .finish_non_exhaustive()
    }
}

/// An enum of the pushes a backend cares about, to be matched on.
///
/// ```
/// use wx_api::{event::{UserTextMessage, WxaMediaCheck}, push::{Push, PushError, PushReply}};
///
/// wx_api::pushes! {
///     /// What this backend listens to.
///     enum Heard { UserTextMessage, WxaMediaCheck }
/// }
///
/// async fn handle(push: Push) -> Result<PushReply, PushError> {
///     match Heard::in_push(&push)? {
///         Heard::UserTextMessage(_) => Ok(push.transfer_to_customer_service().await),
///         Heard::WxaMediaCheck(verdict) => {
///             println!("{}: {:?}", verdict.trace_id, verdict.result);
///             Ok(push.success().await)
///         }
///         Heard::Other => Ok(push.success().await),
///     }
/// }
/// ```
#[macro_export]
macro_rules! pushes {
    ($(#[$meta:meta])* $vis:vis enum $name:ident { $($event:ident),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(::core::fmt::Debug)]
        #[allow(clippy::large_enum_variant, missing_docs)]
        $vis enum $name {
            $($event($event),)+
            /// Any other push.
            Other,
        }

        impl $name {
            /// Reads a push.
            $vis fn in_push(push: &$crate::push::Push) -> ::core::result::Result<Self, $crate::push::PushError> {
                $(
                    if let ::core::option::Option::Some(event) = push.read::<$event>()? {
                        return ::core::result::Result::Ok(Self::$event(event));
                    }
                )+
                ::core::result::Result::Ok(Self::Other)
            }
        }
    };
}
