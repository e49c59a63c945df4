//! Everything about one push.

use std::io::Write;

use serde::{Serialize, Serializer, ser::SerializeMap};
use serde_json::{Value, json};
use wx_api::{
    EventKind, EventMeta, ReplyKind, Type,
    fixture::{EventSample, event_samples},
    registry::EventRow,
};

use super::{example, fields, head, print_json};
use crate::{
    cli::Global,
    out::{Out, TYPED},
    schema::{self, InOrder, Node},
    stop::Stop,
};

/// The fields that every push has, in the order WeChat writes them.
const COMMON: [&str; 5] = ["ToUserName", "FromUserName", "CreateTime", "MsgType", "Event"];

pub(super) fn describe(row: &EventRow, global: &Global, out: &mut Out) -> Result<(), Stop> {
    let meta = row.meta;
    if global.json {
        return out.json(&Description::new(row));
    }
    head::title(meta.name, &format!("push of {}", meta.domain()), meta.doc, out)?;
    head::facts(&facts(meta), out)?;
    out.heading(&format!("Fields (beside {})", COMMON.join(", ")))?;
    fields::show(&schema::received(&Type::Object(row.fields)), out)?;
    if let Some(reply) = row.reply {
        out.heading(match meta.reply {
            ReplyKind::Beside => "Reply (beside the common fields, sender and receiver swapped)",
            _ => "Reply",
        })?;
        fields::show(&schema::replied(reply), out)?;
    }
    if let Some(EventSample { push, reply, .. }) = event_samples(meta).first() {
        print_json("Example push", &Whole(push, row), out)?;
        if let Some(reply) = reply {
            print_json("Example reply", &InOrder(reply, row.reply), out)?;
        }
    }
    out.heading("Push it to your backend")?;
    writeln!(out, "  {TYPED}{}{TYPED:#}", command(meta))?;
    out.heading("In Rust")?;
    for line in rust(row).lines() {
        writeln!(out, "  {TYPED}{line}{TYPED:#}")?;
    }
    Ok(())
}

fn facts(meta: &EventMeta) -> Vec<(&'static str, String)> {
    let name = match meta.kind {
        EventKind::Message => format!("MsgType {}, a message of a user", meta.name),
        _ => format!("Event {}, under MsgType event", meta.name),
    };
    let reply = match (meta.reply, meta.kind) {
        (ReplyKind::Success, EventKind::Message) => {
            "`success`, or nothing; or it is handed to customer service (`Push::transfer_to_customer_service`)"
        }
        (ReplyKind::Success, _) => "`success`, or nothing",
        _ => "fields, see below; encrypted if the push is",
    };
    let ids = match meta.ids {
        [] => "none: nothing in it names what happened".to_owned(),
        ids => format!("{}: the same each time WeChat says it again (`Push::id_of`)", ids.join(", ")),
    };
    let wrapper =
        meta.wrapper.map(|wrapper| format!("its fields stand inside `{wrapper}`; in JSON, often not"));
    vec![
        ("name", name),
        ("reply", format!("{reply}; within {} seconds, or it comes again", meta.within.as_secs())),
        ("ids", ids),
        ("in XML", wrapper.unwrap_or_default()),
        ("docs", meta.docs.to_owned()),
    ]
}

fn command(meta: &EventMeta) -> String {
    format!("wx push send {} --to http://127.0.0.1:3000/wechat", meta.name)
}

/// How a handler reads it and answers.
fn rust(row: &EventRow) -> String {
    let name = row.meta.rust_name;
    let answer = match row.reply {
        Some(Type::Object(reply)) => {
            // Fields are named here as WeChat names them; in a constructor's arguments it does not matter.
            let required = reply.fields.iter().filter(|field| !field.optional).count();
            let made = match required {
                0..=4 => example::made(reply.name, reply.fields),
                _ => format!("{} {{ … }}", reply.name),
            };
            format!("push.reply::<{name}>(&{made}).await")
        }
        _ => "Ok(push.success().await)".to_owned(),
    };
    format!("if let Some(said) = push.read::<{name}>()? {{\n    return {answer};\n}}")
}

/// A whole push: the common fields, then its own in the order the type declares them.
struct Whole<'a>(&'a Value, &'a EventRow);

impl Serialize for Whole<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Value::Object(push) = self.0 else { return self.0.serialize(serializer) };
        let declared = schema::declared_fields(self.1.fields.fields, push);
        let rank = |name: &str| match COMMON.iter().position(|common| *common == name) {
            Some(at) => (0, at),
            None => (1, declared.iter().position(|(known, _)| *known == name).unwrap_or(usize::MAX)),
        };
        let mut names: Vec<_> = push.keys().collect();
        names.sort_by_key(|name| rank(name));
        let mut out = serializer.serialize_map(Some(names.len()))?;
        for name in names {
            let ty = declared.iter().find(|(known, _)| known == name).map(|(_, ty)| *ty);
            out.serialize_entry(name, &InOrder(&push[name], ty))?;
        }
        out.end()
    }
}

/// The same as JSON.
#[derive(Debug, Serialize)]
struct Description {
    name: &'static str,
    rust_name: &'static str,
    /// `event` or `message`.
    kind: &'static str,
    domain: &'static str,
    doc: String,
    /// The object that XML puts the fields in.
    #[serde(skip_serializing_if = "Option::is_none")]
    wrapper: Option<&'static str>,
    /// What tells two pushes apart.
    ids: &'static [&'static str],
    /// `success`, `fields` or `beside`.
    reply: &'static str,
    within_seconds: u64,
    docs: &'static str,
    fields: Vec<Node>,
    reply_fields: Vec<Node>,
    samples: Vec<Value>,
    command: String,
    rust: String,
}

impl Description {
    fn new(row: &EventRow) -> Self {
        let meta = row.meta;
        let samples = event_samples(meta).into_iter();
        Self {
            name: meta.name,
            rust_name: meta.rust_name,
            kind: meta.kind.word(),
            domain: meta.domain(),
            doc: crate::text::plain(meta.doc.trim()),
            wrapper: meta.wrapper,
            ids: meta.ids,
            reply: meta.reply.word(),
            within_seconds: meta.within.as_secs(),
            docs: meta.docs,
            fields: schema::received(&Type::Object(row.fields)),
            reply_fields: row.reply.map(schema::replied).unwrap_or_default(),
            samples: samples.map(|sample| json!({ "push": sample.push, "reply": sample.reply })).collect(),
            command: command(meta),
            rust: rust(row),
        }
    }
}
