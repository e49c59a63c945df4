//! What a push says: its sample, or one made up from its type, with what the test wants in it.

use serde_json::{Map, Value, json};
use wx_core::{
    EventKind, OpenId, UnixSeconds, from_value,
    push::{Format, PushHeader, wrap},
    registry::{self, EventRow},
};
use wx_specs::fixture::event_samples;

use super::PushProblem;
use crate::{random::Random, sample};

const COMMON: [&str; 5] = ["ToUserName", "FromUserName", "CreateTime", "MsgType", "Event"];

/// The push of this name.
pub(super) fn named(name: &str) -> Result<&'static EventRow, PushProblem> {
    registry::find_event(name).ok_or_else(|| {
        let names = registry::events().into_iter().flat_map(|row| [row.meta.name, row.meta.rust_name]);
        let near = names
            .map(|known| (strsim::damerau_levenshtein(&known.to_lowercase(), &name.to_lowercase()), known))
            .min()
            .filter(|(distance, known)| distance * 3 <= known.len())
            .map(|(_, known)| known);
        PushProblem::Unknown { name: name.to_owned(), near }
    })
}

/// The whole message, as WeChat writes it in this format. `wanted` stands over the sample, name by name.
pub(super) fn of(
    row: &EventRow,
    wanted: &Map<String, Value>,
    from: Option<&OpenId>,
    format: Format,
) -> Result<Map<String, Value>, PushProblem> {
    let meta = row.meta;
    let mut fields = match event_samples(meta).into_iter().next().map(|sample| sample.push) {
        Some(Value::Object(sample)) => sample,
        _ => sample::of_fields(row.fields),
    };
    fields.extend(wanted.clone());
    let text =
        |fields: &Map<String, Value>, name: &str| fields.get(name).and_then(Value::as_str).map(str::to_owned);
    let created = wanted.get("CreateTime").and_then(|time| from_value::<UnixSeconds>(time).ok());
    let (msg_type, event) = match meta.kind {
        EventKind::Message => (meta.name.to_owned(), None),
        _ => ("event".to_owned(), Some(meta.name.to_owned())),
    };
    let from_user = match (wanted.get("FromUserName"), from) {
        (None, Some(from)) => from.clone(),
        _ => OpenId::new(
            text(&fields, "FromUserName").unwrap_or_else(|| "oFakeUserOfTheFakeWechat0001".into()),
        ),
    };
    let header = PushHeader {
        to_user: text(&fields, "ToUserName").unwrap_or_else(|| "gh_fa4efa4efa4e".into()),
        from_user,
        created: created.unwrap_or_else(UnixSeconds::now),
        msg_type,
        event,
    };
    fields.retain(|name, _| !COMMON.contains(&name.as_str()));
    if meta.kind == EventKind::Message && !wanted.contains_key("MsgId") {
        // Each message has its own.
        fields.insert("MsgId".into(), json!(Random::new().below(u64::MAX >> 1)));
    }
    row.canonical(&Value::Object(fields.clone()))
        .map_err(|misfit| PushProblem::Message(misfit.to_string()))?;
    if let Some(wrapper) = meta.wrapper {
        match format {
            Format::Xml => wrap(&mut fields, wrapper),
            // JSON has neither the wrapper nor, of one item, the list.
            _ => fields.values_mut().for_each(unlisted),
        }
    }
    header.put(&mut fields);
    Ok(fields)
}

fn unlisted(value: &mut Value) {
    if let Value::Array(items) = value
        && let [item @ Value::Object(_)] = items.as_mut_slice()
    {
        *value = item.take();
    }
}
