//! The document is OpenAPI 3.1, its schemas are JSON Schema, and every endpoint is in it once.

use std::collections::BTreeSet;

use serde_json::Value;
use wx_core::registry;

use crate::document::Document;

/// Every value under `value`, `value` first.
fn walk<'a>(value: &'a Value, see: &mut impl FnMut(&'a Value)) {
    see(value);
    match value {
        Value::Array(items) => items.iter().for_each(|item| walk(item, see)),
        Value::Object(map) => map.values().for_each(|value| walk(value, see)),
        _ => {}
    }
}

#[test]
fn it_is_openapi() {
    let official: Value = serde_json::from_str(include_str!("oas-3.1/schema.json")).expect("it is JSON");
    let official = jsonschema::options().build(&official).expect("it is a schema");
    for document in [Document::strict(), Document::wild()] {
        let errors: Vec<_> = official
            .iter_errors(&document.value)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{}", errors.join("\n"));
    }
    let mut broken = Document::strict().value;
    broken["paths"]["no-slash"] = serde_json::json!({});
    assert!(!official.is_valid(&broken), "the official schema lets anything pass");
}

#[test]
fn every_schema_is_a_schema() {
    for document in [Document::strict(), Document::wild()] {
        for (name, schema) in document.value["components"]["schemas"].as_object().expect("there are schemas")
        {
            assert!(jsonschema::meta::is_valid(schema), "{name}: {schema}");
            document.validator(&format!("/components/schemas/{name}"));
        }
        walk(&document.value["paths"], &mut |value| {
            if let Some(schema) = value.get("schema") {
                assert!(jsonschema::meta::is_valid(schema), "{schema}");
            }
        });
    }
}

#[test]
fn every_reference_leads_somewhere_and_every_schema_is_referred_to() {
    for document in [Document::strict(), Document::wild()] {
        let mut referred = BTreeSet::new();
        walk(&document.value, &mut |value| {
            let mapping = value["discriminator"]["mapping"].as_object();
            let references =
                value.get("$ref").into_iter().chain(mapping.into_iter().flat_map(|map| map.values()));
            referred.extend(references.filter_map(Value::as_str));
        });
        let names: BTreeSet<_> = document.value["components"]["schemas"]
            .as_object()
            .expect("there are schemas")
            .keys()
            .map(|name| format!("#/components/schemas/{name}"))
            .collect();
        let referred: BTreeSet<_> = referred.into_iter().map(str::to_owned).collect();
        assert_eq!(referred, names);
    }
}

#[test]
fn every_endpoint_is_in_it_once() {
    let document = Document::strict();
    let mut operations = Vec::new();
    let mut endpoints = Vec::new();
    for item in document.value["paths"].as_object().expect("there are paths").values() {
        for operation in item.as_object().expect("an item is an object").values() {
            let id = |value: &Value| value["operationId"].as_str().expect("it has an id").to_owned();
            operations.push(id(operation));
            match operation["x-wx-endpoints"].as_array() {
                Some(several) => endpoints.extend(several.iter().map(id)),
                None => endpoints.push(id(operation)),
            }
        }
    }
    endpoints.sort();
    let mut ids: Vec<_> = registry::all().iter().map(|row| row.meta.id()).collect();
    ids.sort();
    assert_eq!(endpoints, ids);
    let unique: BTreeSet<_> = operations.iter().map(|id| id.to_ascii_lowercase()).collect();
    assert_eq!(unique.len(), operations.len(), "two operations have one id");
}

#[test]
fn what_an_endpoint_documents_is_said() {
    let document = Document::strict();
    for row in registry::all() {
        let meta = row.meta;
        let operation = document.operation(meta);
        let said = match operation["x-wx-endpoints"].as_array() {
            Some(several) => several.iter().find(|one| one["operationId"] == meta.id()).expect("it is there"),
            None => operation,
        };
        let codes = said["x-errcodes"].as_array().map_or(0, Vec::len);
        assert_eq!(codes, meta.errors.len(), "{}", meta.id());
        assert_eq!(said["x-wx-secure"].as_bool().unwrap_or(false), meta.secure, "{}", meta.id());
        assert_eq!(said["x-wx-sign"].as_array().map_or(0, Vec::len), meta.sign.len(), "{}", meta.id());
        assert_eq!(said["externalDocs"]["url"].as_str().unwrap_or(""), meta.docs, "{}", meta.id());
        let tags = operation["tags"].as_array().expect("it has tags");
        assert!(tags.iter().any(|tag| tag == meta.domain()), "{}", meta.id());
    }
}
