//! The endpoints behind one method and path, as one operation.

use std::collections::BTreeSet;

use schemars::Schema;
use serde_json::{Map, Value, json};

use super::{
    answer, body,
    body::Body,
    components::upper_camel,
    operation::{Operation, security},
    parameters::Parameter,
};
use crate::Meta;

/// The operation of the endpoints that share a method and a path; nearly always that is one.
pub(super) fn operation(mut operations: Vec<Operation>, error: &Schema) -> Value {
    let metas: Vec<_> = operations.iter().map(|operation| operation.row.meta).collect();
    let Some(first) = metas.first().copied() else { return json!({}) };
    let heads: Vec<_> = operations.iter().map(Operation::head).collect();
    let mut whole = match &heads[..] {
        [only] => only.clone(),
        several => shared(first, several, &operations),
    };
    let tags: BTreeSet<_> = metas.iter().map(|meta| meta.domain()).collect();
    whole.insert("tags".to_owned(), json!(tags));
    whole.insert("security".to_owned(), security(first));
    let parameters = operations.iter_mut().map(|operation| std::mem::take(&mut operation.parameters));
    let parameters: Vec<_> = parameters.collect();
    let parameters = merged(parameters);
    if !parameters.is_empty() {
        whole.insert("parameters".to_owned(), parameters.into_iter().map(Parameter::into_value).collect());
    }
    let bodies: Vec<_> = operations.iter_mut().filter_map(|operation| operation.body.take()).collect();
    if !bodies.is_empty() {
        let all = bodies.len() == metas.len();
        whole.insert("requestBody".to_owned(), request_body(bodies, all, &metas));
    }
    let said = said(&operations);
    let answers = operations.into_iter().map(|operation| operation.answer).collect();
    whole.insert("responses".to_owned(), answer::responses(first.route(), answers, &said, error));
    whole.into()
}

/// What an operation says that is several endpoints.
fn shared(first: &Meta, heads: &[Map<String, Value>], operations: &[Operation]) -> Map<String, Value> {
    let mut whole = Map::new();
    whole.insert(
        "operationId".to_owned(),
        format!("{}.{}", first.domain(), lower_camel(first.route())).into(),
    );
    let summaries: Vec<_> = heads.iter().filter_map(|head| head["summary"].as_str()).collect();
    let titles: Vec<_> =
        summaries.iter().map(|summary| summary.split(" — ").next().unwrap_or(summary)).collect();
    whole.insert("summary".to_owned(), titles.join(" | ").into());
    let list = heads.iter().zip(&summaries).map(|(head, summary)| {
        format!("- `{}`: {summary}", head["operationId"].as_str().unwrap_or_default())
    });
    let list: Vec<_> = list.collect();
    whole.insert(
        "description".to_owned(),
        format!("Several endpoints behind one path:\n\n{}", list.join("\n")).into(),
    );
    for key in ["externalDocs", "x-idempotent", "x-wx-secure", "x-wx-sign"] {
        if let Some(value) =
            heads[0].get(key).filter(|value| heads.iter().all(|head| head.get(key) == Some(value)))
        {
            whole.insert(key.to_owned(), value.clone());
        }
    }
    let endpoints = heads.iter().zip(operations).map(|(head, operation)| {
        let mut endpoint = head.clone();
        let reference = |schema: &Schema| schema.get("$ref").cloned();
        let request = operation.body.as_ref().and_then(|body| reference(&body.schema));
        let answer = operation.answer.json.as_ref().and_then(reference);
        endpoint.extend(request.map(|request| ("request".to_owned(), json!({ "$ref": request }))));
        endpoint.extend(answer.map(|answer| ("answer".to_owned(), json!({ "$ref": answer }))));
        Value::Object(endpoint)
    });
    whole.insert("x-wx-endpoints".to_owned(), endpoints.collect());
    whole
}

fn lower_camel(text: &str) -> String {
    let camel = upper_camel(text);
    camel[..camel.len().min(1)].to_ascii_lowercase() + camel.get(1..).unwrap_or_default()
}

/// The parameters that any of the endpoints takes; what all of them must have is required.
fn merged(mut lists: Vec<Vec<Parameter>>) -> Vec<Parameter> {
    let first = if lists.is_empty() { Vec::new() } else { lists.remove(0) };
    lists.into_iter().fold(first, |mut whole, list| {
        for parameter in &mut whole {
            parameter.required &= list.iter().any(|other| other.name == parameter.name && other.required);
        }
        for mut other in list {
            match whole.iter_mut().find(|known| known.name == other.name) {
                Some(known) => either(&mut known.rest, &other.rest),
                None => {
                    other.required = false;
                    whole.push(other);
                }
            }
        }
        whole
    })
}

/// Lets a parameter have either schema.
fn either(known: &mut Map<String, Value>, other: &Map<String, Value>) {
    let (Some(one), Some(two)) = (known.get("schema"), other.get("schema")) else { return };
    if one == two {
        return;
    }
    let mut any_of = one["anyOf"].as_array().cloned().unwrap_or_else(|| vec![one.clone()]);
    if !any_of.contains(two) {
        any_of.push(two.clone());
    }
    known.insert("schema".to_owned(), json!({ "anyOf": any_of }));
}

fn request_body(bodies: Vec<Body>, all: bool, metas: &[&Meta]) -> Value {
    let required = all && bodies.iter().all(|body| body.required);
    let discriminator = if bodies.len() > 1 { discriminator(&bodies, metas) } else { None };
    let mut content = Map::new();
    for body in bodies {
        let media = content.entry(body.media).or_insert_with(|| json!({ "schemas": [], "examples": {} }));
        if let Some(schemas) = media["schemas"].as_array_mut() {
            schemas.push(body.schema.to_value());
        }
        if let Some(examples) = media["examples"].as_object_mut() {
            for example in body.examples {
                examples.insert(format!("sample{}", examples.len() + 1), json!({ "value": example }));
            }
        }
    }
    for media in content.values_mut() {
        let schemas = media["schemas"].as_array().cloned().unwrap_or_default();
        let schema = match (&schemas[..], &discriminator) {
            ([only], _) => only.clone(),
            (several, Some(discriminator)) => json!({ "oneOf": several, "discriminator": discriminator }),
            // More than one may fit.
            (several, None) => json!({ "anyOf": several }),
        };
        let examples = media["examples"].take();
        *media = json!({ "schema": schema });
        if examples.as_object().is_some_and(|examples| !examples.is_empty()) {
            media["examples"] = examples;
        }
    }
    json!({ "content": content, "required": required })
}

/// The field that tells the bodies apart, if there is one with another text in each.
fn discriminator(bodies: &[Body], metas: &[&Meta]) -> Option<Value> {
    let told_by = |meta: &Meta| body::told_by(meta).collect::<Vec<_>>();
    let names = told_by(metas.first()?).into_iter().map(|(name, _)| name);
    names.into_iter().find_map(|name| {
        let mut mapping = Map::new();
        for (meta, body) in metas.iter().zip(bodies) {
            let (_, value) = told_by(meta).into_iter().find(|(other, _)| *other == name)?;
            mapping.insert(value.as_str()?.to_owned(), body.schema.get("$ref")?.clone());
        }
        (mapping.len() == bodies.len()).then(|| json!({ "propertyName": name, "mapping": mapping }))
    })
}

/// What the answer's description says: that errors are answers too, and which.
fn said(operations: &[Operation]) -> String {
    let mut said = "The answer, or an error: WeChat answers both under HTTP 200.".to_owned();
    let mut known = BTreeSet::new();
    let errors = operations.iter().flat_map(|operation| &operation.errors);
    let mut errors: Vec<_> = errors.filter(|(code, _)| known.insert(*code)).collect();
    errors.sort();
    if !errors.is_empty() {
        said += "\n\nErrors:\n";
    }
    for (code, meaning) in errors {
        said += &match meaning {
            Some(meaning) => format!("\n- `{code}`: {meaning}"),
            None => format!("\n- `{code}`"),
        };
    }
    said
}
