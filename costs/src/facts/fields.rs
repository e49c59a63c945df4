//! One field of the official list: its type, whether it may be left out, its limits.

use serde_json::Value;

use super::{Reader, list_of, text_of};
use crate::{
    catalogue::{Field, Side, Values},
    names,
};

/// Where a field travels.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// In JSON: anything fits.
    Json,
    /// In the query of a GET or a part of a form: no lists, no objects.
    Flat,
    /// In the query of an endpoint with a body.
    Query,
}

impl Reader {
    pub(super) fn field(&mut self, facts: &Value, parent: &str, side: Side, place: Place) -> Field {
        let name = text_of(facts, "name").to_owned();
        let item = self.ty(facts, &name, parent, side, place);
        let list = facts["list"] == true && place == Place::Json;
        let ty = if list { format!("Vec<{item}>") } else { item };
        let optional = match side {
            Side::Request => facts["required"] != true,
            // The pages do not say what an answer may lack. In the catalogue one field in five is an `Option`.
            Side::Answer => {
                self.answer_fields += 1;
                !list && self.answer_fields.is_multiple_of(5)
            }
        };
        let limits = if side == Side::Request { limits(&facts["limits"], &ty) } else { Vec::new() };
        let doc = format!("What the official page says of `{name}`, in a line.");
        Field { name, doc, ty, optional, query: place == Place::Query, limits }
    }

    /// The type of a value, of one item if it is a list.
    fn ty(&mut self, facts: &Value, name: &str, parent: &str, side: Side, place: Place) -> String {
        let fields = list_of(facts, "fields");
        if let Some(values) = values(facts) {
            return self.enumeration(name, side, values);
        }
        let ty = match (text_of(facts, "type"), text_of(facts, "format"), name) {
            ("file", ..) => "Upload",
            ("integer", "unix_seconds", _) => "UnixSeconds",
            ("integer", ..) => "i64",
            ("number", ..) => "f64",
            ("bool", ..) => "bool",
            ("string", "yyyymmdd", _) => "Date",
            ("string", _, "openid") => "OpenId",
            ("string", _, "appid") => "AppId",
            ("string", _, "unionid") => "UnionId",
            ("string", _, "media_id") => "MediaId",
            ("string", _, "template_id") => "TemplateId",
            ("object", ..) if place == Place::Json && !fields.is_empty() => {
                let nested = self.domain.name(&format!("{parent}{}", names::pascal(name)));
                self.structure(&nested, format!("What `{name}` holds."), side, fields);
                return nested;
            }
            ("map", ..) if place == Place::Json && facts["map_value"].is_object() => {
                let value = self.ty(&facts["map_value"], name, parent, side, place);
                return format!("BTreeMap<String, {value}>");
            }
            ("object" | "any" | "map", ..) if place == Place::Json => "Value",
            _ => "String",
        };
        ty.to_owned()
    }
}

/// The values that are documented, if it is an enum.
fn values(facts: &Value) -> Option<Values> {
    let values = list_of(&facts["limits"], "enum");
    if values.is_empty() {
        return None;
    }
    if text_of(facts, "type") == "integer" {
        let mut codes: Vec<_> = values.iter().map(Value::as_i64).collect::<Option<_>>()?;
        codes.sort_unstable();
        codes.dedup();
        return Some(Values::Codes(codes));
    }
    let mut words: Vec<_> =
        values.iter().map(|value| value.as_str().map(str::to_owned)).collect::<Option<_>>()?;
    words.sort_unstable();
    words.dedup();
    Some(Values::Words(words))
}

/// The limits the macro knows, as its attribute says them.
fn limits(facts: &Value, ty: &str) -> Vec<String> {
    let most = |key: &str| facts[key].as_u64().map(|most| format!("{key} = {most}"));
    match ty {
        "String" | "OpenId" | "AppId" | "UnionId" | "MediaId" | "TemplateId" => {
            let charset = facts["charset"].as_str().map(|set| format!("charset = {set:?}"));
            [most("max_chars"), most("max_bytes"), charset].into_iter().flatten().collect()
        }
        "Upload" => most("max_bytes").into_iter().collect(),
        "i64" | "f64" | "UnixSeconds" => match (facts["min"].as_i64(), facts["max"].as_i64()) {
            (None, None) => Vec::new(),
            (min, max) => vec![format!("range = {}..={}", min.unwrap_or(0), max.unwrap_or(i64::MAX))],
        },
        _ if ty.starts_with("Vec<") => most("max_items").into_iter().collect(),
        _ => Vec::new(),
    }
}
