//! The arguments of `#[wx_event]`.

use proc_macro2::TokenStream;
use syn::{Item, parse::ParseStream};

use super::{
    args::{Args, Key},
    field::Owner,
    integer, structure,
    typed::REPLY,
    valid_docs,
};
use crate::{
    messages::{self, event as words},
    model::{Event, EventReply},
    report::Report,
};

pub(super) const KEYS: &[Key] = &[
    ("event", "event = \"wxa_media_check\""),
    ("message", "message = \"text\""),
    ("ids", "ids = [trace_id]"),
    ("wrapper", "wrapper = \"SubscribeMsgPopupEvent\""),
    ("reply", "reply = fields(XpayReply)"),
    ("within", "within = 3"),
    ("docs", "docs = \"https://…\""),
    ("crate", "crate = ::wx_api"),
];
/// What a field of a push may say.
const FIELD_KEYS: &[Key] = &[("default", "default"), ("secret", "secret")];

pub(crate) fn event(args: TokenStream, item: Option<Item>, report: &mut Report) -> Option<Event> {
    let mut args = Args::read(args, KEYS, &[("wx", FIELD_KEYS)], report);
    let krate = args.krate(report);
    let event = args.text("event", valid_event, report);
    let message = args.text("message", valid_message, report);
    let ids = args.fields("ids", words::IDS, report);
    let wrapper = args.text("wrapper", valid_wrapper, report);
    let wrong = messages::one_word("reply", args.example("reply"));
    let reply = args.value("reply", &wrong, reply, report);
    let wrong = messages::one_number("within", args.example("within"));
    let within = args.value("within", &wrong, seconds, report);
    let docs = args.text("docs", valid_docs, report);
    args.finish(report);
    let push = structure(item, Owner::Event, words::NOT_A_STRUCT, report)?;
    if !args.saw("event") && !args.saw("message") {
        report.at(&push.ident, words::NAMELESS);
    }
    Some(Event { krate, event, message, ids, wrapper, reply, within, docs, push })
}

fn reply(input: ParseStream<'_>) -> syn::Result<EventReply> {
    let (word, ty) = REPLY.read(input)?;
    Ok(match ty {
        Some(ty) if word == "fields" => EventReply::Fields(ty),
        Some(ty) => EventReply::Beside(ty),
        None => EventReply::Success,
    })
}

/// `3`
fn seconds(input: ParseStream<'_>) -> syn::Result<u8> {
    let (seconds, number) = integer(input)?;
    let fits = number.suffix().is_empty() && (1..=5).contains(&seconds);
    let seconds = u8::try_from(seconds).ok().filter(|_| fits);
    seconds.ok_or_else(|| syn::Error::new(number.span(), words::WITHIN))
}

fn valid_event(name: &str) -> Result<(), &'static str> {
    if is_word(name) { Ok(()) } else { Err(words::EVENT) }
}

fn valid_message(name: &str) -> Result<(), &'static str> {
    if name.eq_ignore_ascii_case("event") {
        Err(words::MESSAGE_EVENT)
    } else if is_word(name) {
        Ok(())
    } else {
        Err(words::MESSAGE)
    }
}

fn is_word(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_ascii_graphic())
}

fn valid_wrapper(name: &str) -> Result<(), &'static str> {
    let fits = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name.chars().all(|c| c.is_ascii_alphanumeric() || "_-.".contains(c));
    if fits { Ok(()) } else { Err(words::WRAPPER) }
}
