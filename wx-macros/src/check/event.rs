//! The rules of a push.

use syn::{Ident, ext::IdentExt};

use super::structure;
use crate::{
    messages::{self, event as words},
    model::{Direction, Event, Field, Kind, argument, kind, written},
    parse,
    report::Report,
};

/// What stands beside the fields of every push.
const COMMON: &[&str] = &["ToUserName", "FromUserName", "CreateTime", "MsgType", "Event"];

pub(crate) fn event(event: &Event, report: &mut Report) {
    structure(&event.push, Some(Direction::Response), report);
    if let (Some(event), Some(message)) = (&event.event, &event.message) {
        report.conflict(&message.key, words::TWO_NAMES, &event.key, messages::here("event"));
    }
    for field in &event.push.fields {
        if let Some(flatten) = parse::serde::find(&field.attrs, "flatten") {
            report.at(flatten.path(), words::FLAT);
        } else if COMMON.contains(&field.name.as_str()) {
            report.at(&field.ident, words::common(&field.name));
        }
    }
    ids(event, report);
}

fn ids(event: &Event, report: &mut Report) {
    let Some(said) = &event.ids else { return };
    let fields = &event.push.fields;
    for (index, name) in said.value.iter().enumerate() {
        let same = |first: &&Ident| first.unraw() == name.unraw();
        if let Some(first) = said.value[..index].iter().find(same) {
            report.conflict(name, messages::twice(&name.to_string()), first, messages::FIRST);
            continue;
        }
        match event.push.field(name) {
            None => {
                // The name on the wire is the one the documents have.
                let near = fields.iter().find(|field| *name == field.name);
                let near = near.map(|field| field.ident.to_string());
                report.at(name, messages::no_such_field(&name.to_string(), fields, near.as_deref()));
            }
            Some(field) => id(field, name, report),
        }
    }
}

/// Whether two pushes can be told apart by a field.
fn id(field: &Field, name: &Ident, report: &mut Report) {
    let inner = field.inner();
    let map = argument(inner, "BTreeMap").or(argument(inner, "IndexMap")).is_some();
    let many = map || matches!(kind(inner), Some(Kind::List | Kind::Bool));
    // That it cannot be flattened at all was said.
    if field.flat {
        return;
    }
    if let Some(secret) = &field.secret {
        report.conflict(name, words::IDS_SECRET, secret, messages::here("secret"));
    } else if many {
        report.conflict(&field.ty, words::no_id(&written(inner)), name, messages::here("ids"));
    }
}
