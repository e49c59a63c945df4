//! The words about a push.

pub(crate) const NOT_A_STRUCT: &str =
    "`#[wx_event]` belongs on a struct with named fields: those of the push";
pub(crate) const NAMELESS: &str = "say what names the push: `event = \"wxa_media_check\"`, which is the value of `Event`, or `message = \"text\"`, that of `MsgType`";
pub(crate) const TWO_NAMES: &str = "a push is an event or a message, not both: keep `event`, the value of `Event`, or `message`, that of `MsgType`";
pub(crate) const EVENT: &str =
    "an event is one word of ASCII, the value of `Event`: write `event = \"wxa_media_check\"`";
pub(crate) const MESSAGE: &str =
    "a message is one word of ASCII, the value of `MsgType`: write `message = \"text\"`";
pub(crate) const MESSAGE_EVENT: &str =
    "every event has the `MsgType` `event`: write `event = \"…\"` with the value of `Event`";
pub(crate) const WRAPPER: &str =
    "a wrapper is the name of an XML element: write `wrapper = \"SubscribeMsgPopupEvent\"`";
pub(crate) const WITHIN: &str = "WeChat waits five seconds at most: write a whole number of them, 1 to 5";

/// `success(…)`.
pub(crate) fn alone(word: &str) -> String {
    format!("`{word}` stands alone; a reply with fields is `fields(XpayReply)`")
}

/// `reply = XpayReply`.
pub(crate) fn reply_type(ty: &str) -> String {
    format!(
        "say where the fields of the reply stand: write `reply = fields({ty})`, or `reply = beside({ty})` beside the common ones"
    )
}

/// A field that every push has.
pub(crate) fn common(name: &str) -> String {
    format!("every push has `{name}`, and whoever receives it gets it beside the struct: remove the field")
}

pub(crate) const FLAT: &str = "a push has no flattened fields: write its fields out";

// What tells two pushes apart.

pub(crate) const IDS: &str = "`ids` are names of fields of this struct: write `ids = [trace_id]`";
pub(crate) const IDS_SECRET: &str = "ids are kept to know a push again, a secret is not: name another field";

/// A field of many values, or of two.
pub(crate) fn no_id(ty: &str) -> String {
    format!("a `{ty}` does not tell two pushes apart: name a text or a number")
}
