//! What a push is, with the tokens it was said in.

use syn::{Ident, LitStr, Path, Type};

use super::{Field, Said, Struct};

pub(crate) struct Event {
    pub(crate) krate: Option<Path>,
    /// The value of `Event`.
    pub(crate) event: Option<Said<LitStr>>,
    /// The value of `MsgType`.
    pub(crate) message: Option<Said<LitStr>>,
    /// The fields that tell two pushes apart.
    pub(crate) ids: Option<Said<Vec<Ident>>>,
    pub(crate) wrapper: Option<Said<LitStr>>,
    pub(crate) reply: Option<Said<EventReply>>,
    /// The seconds that WeChat waits.
    pub(crate) within: Option<Said<u8>>,
    pub(crate) docs: Option<Said<LitStr>>,
    pub(crate) push: Struct,
}

pub(crate) enum EventReply {
    Success,
    Fields(Type),
    Beside(Type),
}

impl Event {
    /// What names the push, and the key it was said under.
    pub(crate) fn name(&self) -> Option<&Said<LitStr>> {
        self.event.as_ref().or(self.message.as_ref())
    }

    /// The fields that tell two pushes apart.
    pub(crate) fn id_fields(&self) -> impl Iterator<Item = &Field> {
        let names = self.ids.iter().flat_map(|said| &said.value);
        names.filter_map(|name| self.push.field(name))
    }

    /// The reply's type, where it has fields.
    pub(crate) fn reply_type(&self) -> Option<&Type> {
        match &self.reply.as_ref()?.value {
            EventReply::Fields(ty) | EventReply::Beside(ty) => Some(ty),
            EventReply::Success => None,
        }
    }
}
