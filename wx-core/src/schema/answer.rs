//! What comes back: success or an error, both under HTTP 200.

use schemars::{Schema, json_schema};
use serde_json::{Map, Value, json};

use super::{Direction, components::Components, document::Example};
use crate::{ResponseKind, registry::Row};

/// What an endpoint may answer.
pub(super) struct Answer {
    /// JSON that is no failure.
    pub(super) json: Option<Schema>,
    /// Whether it answers bytes.
    pub(super) bytes: bool,
    pub(super) examples: Vec<Value>,
}

impl Answer {
    pub(super) fn of(
        row: &Row,
        direction: Direction,
        examples: &[Example],
        components: &mut Components,
    ) -> Self {
        let kind = row.meta.response;
        let json = match (kind, row.response) {
            (ResponseKind::Binary, _) => None,
            (_, Some(ty)) => Some(components.ty(ty, direction)),
            (_, None) => Some(ok(direction, components)),
        };
        let bytes = matches!(kind, ResponseKind::Binary | ResponseKind::BinaryOrJson);
        let examples = examples.iter().filter_map(|example| example.response.clone()).collect();
        Self { json, bytes, examples }
    }
}

/// Success of an endpoint that answers nothing else.
fn ok(direction: Direction, components: &mut Components) -> Schema {
    let schema = match direction {
        Direction::AnswerInTheWild => json_schema!({ "type": "object" }),
        _ => json_schema!({
            "type": "object",
            "properties": {
                "errcode": { "type": "integer", "const": 0 },
                "errmsg": { "type": "string", "examples": ["ok"] },
            },
        }),
    };
    components.add("Ok", direction, schema)
}

/// A failure.
pub(super) fn error(components: &mut Components) -> Schema {
    let schema = json_schema!({
        "type": "object",
        "description": "A failure. Its HTTP status is 200 all the same.",
        "required": ["errcode"],
        "properties": {
            "errcode": { "type": "integer", "not": { "const": 0 }, "description": "What went wrong." },
            "errmsg": { "type": "string", "description": "The same in words, with the request's id at its end (`rid: …`)." },
        },
    });
    components.add("Error", Direction::Answer, schema)
}

/// The `responses` of an operation.
pub(super) fn responses(route: &str, answers: Vec<Answer>, said: &str, error: &Schema) -> Value {
    let bytes = answers.iter().any(|answer| answer.bytes);
    let mut examples = Map::new();
    let mut any_of = vec![error.clone().to_value()];
    for answer in answers {
        let json = answer.json.map(Schema::to_value);
        any_of.extend(json.filter(|json| !any_of.contains(json)));
        for example in answer.examples {
            examples.insert(format!("sample{}", examples.len() + 1), json!({ "value": example }));
        }
    }
    let schema = match &any_of[..] {
        [only] => only.clone(),
        _ => json!({ "anyOf": any_of }),
    };
    let plain = json!({ "schema": schema });
    let mut media = plain.clone();
    if !examples.is_empty() {
        media["examples"] = examples.into();
    }
    let mut content = Map::new();
    if bytes {
        let binary = json!({ "schema": { "type": "string", "format": "binary" } });
        content.insert("image/*".to_owned(), binary.clone());
        content.insert("*/*".to_owned(), binary);
    } else if route.starts_with("/sns/") {
        // JSON all the same, under another name.
        content.insert("text/plain".to_owned(), plain);
    }
    content.insert("application/json".to_owned(), media);
    json!({ "200": { "description": said, "content": content } })
}
