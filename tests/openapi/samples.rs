//! Every sample keeps to the document, and what is not like it does not.

use serde_json::{Value, json};
use wx_core::{
    BodyKind, Reply, ResponseKind,
    registry::{self, Row},
};
use wx_specs::fixture;

use crate::{
    document::Document,
    sent::{Sent, body_faults},
};

/// Every sample request with the endpoint it is of.
fn requests() -> Vec<(&'static Row, String, Value)> {
    samples(|sample| Some(sample.request))
}

fn samples(take: fn(fixture::Sample) -> Option<Value>) -> Vec<(&'static Row, String, Value)> {
    let rows = registry::all().into_iter();
    let samples =
        rows.flat_map(|row| fixture::samples(row.meta).into_iter().enumerate().map(move |it| (row, it)));
    let taken = samples.filter_map(|(row, (index, sample))| {
        Some((row, format!("{}[{index}]", row.meta.id()), take(sample)?))
    });
    let taken: Vec<_> = taken.collect();
    assert!(!taken.is_empty(), "there are no samples");
    taken
}

#[tokio::test]
async fn what_is_sent_is_what_is_documented() {
    let document = Document::strict();
    for (row, name, request) in requests() {
        let faults = Sent::of(row, &request).await.faults(row, &document);
        assert!(faults.is_empty(), "{name}: {}", faults.join("; "));
    }
}

/// A value of another type than `value`.
fn of_another_type(value: &Value) -> Value {
    if value.is_object() { json!("text") } else { json!({ "unheard_of": [] }) }
}

#[tokio::test]
async fn a_body_that_is_changed_is_not() {
    let document = Document::strict();
    let mut tried = 0;
    for (row, name, request) in requests().into_iter().filter(|(row, ..)| row.meta.body == BodyKind::Json) {
        let (media, body) = Sent::of(row, &request).await.body(row, &document).expect("it has a body");
        let refused = |body: &Value| !body_faults(row, &document, &media, body).is_empty();
        let schema = document.at(&document.body(row, &media).expect("it is documented"));
        let fields = body.as_object().expect("it is an object");
        let mut changed = Vec::new();
        let mut change = |what: String, change: &dyn Fn(&mut serde_json::Map<String, Value>)| {
            let mut copy = fields.clone();
            change(&mut copy);
            changed.push((what, Value::Object(copy)));
        };
        change("one more field".to_owned(), &|body| {
            body.insert("unheard_of".to_owned(), 1.into());
        });
        for required in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            change(format!("without `{required}`"), &|body| {
                body.remove(required);
            });
        }
        let is_any = |field: &str| {
            let schema = document.resolved(&schema["properties"][field]);
            schema.get("type").is_none() && schema.get("oneOf").is_none() && schema.get("anyOf").is_none()
                || schema.get("additionalProperties").is_some_and(|value| *value != false)
        };
        for (field, value) in fields.iter().filter(|(field, _)| !is_any(field)) {
            let other = of_another_type(value);
            change(format!("`{field}` of another type"), &|body| {
                body.insert(field.clone(), other.clone());
            });
        }
        for (what, body) in changed {
            assert!(refused(&body), "{name}, {what}: {body}");
            tried += 1;
        }
    }
    assert!(tried > 100, "only {tried} were tried");
}

#[test]
fn answers_in_the_wild_keep_to_the_document_of_them() {
    let document = Document::wild();
    for (row, name, answer) in samples(|sample| sample.response) {
        let validator = document.validator(&Document::answers(row.meta));
        let errors: Vec<_> = validator.iter_errors(&answer).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{name}: {}", errors.join("; "));
    }
}

#[test]
fn what_a_type_keeps_of_an_answer_is_what_is_documented() {
    let document = Document::strict();
    let mut as_documented = 0;
    let samples = samples(|sample| sample.response);
    for (row, name, answer) in &samples {
        let validator = document.validator(&Document::answers(row.meta));
        as_documented += usize::from(validator.is_valid(answer));
        let Ok(Reply::Json(shown)) = row.show(Reply::Json(answer.clone().into())) else {
            panic!("{name} is not read")
        };
        let shown = shown.to_value();
        let errors: Vec<_> = validator.iter_errors(&shown).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{name}: {}: {shown}", errors.join("; "));
    }
    // Nearly all samples are what the pages say; the others show what WeChat sends all the same.
    assert!(
        as_documented * 10 > samples.len() * 9,
        "only {as_documented} of {} are as documented",
        samples.len()
    );
}

#[test]
fn an_answer_that_is_changed_is_not() {
    let document = Document::strict();
    let mut tried = 0;
    for (row, name, answer) in samples(|sample| sample.response) {
        let (ResponseKind::Json, Some(wx_core::Type::Object(object))) = (row.meta.response, row.response)
        else {
            continue;
        };
        if document.operation(row.meta).get("x-wx-endpoints").is_some() {
            continue; // It may be the answer of another endpoint then.
        }
        let validator = document.validator(&Document::answers(row.meta));
        let required = object.fields.iter().filter(|field| !field.optional && !field.flat);
        let required = required.filter(|field| !matches!(field.ty, wx_core::Type::List(_)));
        for field in required {
            let mut without = answer.clone();
            without.as_object_mut().expect("it is an object").remove(field.name);
            assert!(!validator.is_valid(&without), "{name} without `{}`", field.name);
            tried += 1;
        }
        let mut more = answer.clone();
        more["unheard_of"] = json!({ "a": [1] });
        assert_eq!(validator.is_valid(&more), validator.is_valid(&answer), "{name} with one more field");
        for error in [json!({ "errcode": 40001, "errmsg": "invalid credential" }), json!({ "errcode": -1 })] {
            assert!(validator.is_valid(&error), "{name}: {error}");
        }
    }
    assert!(tried > 50, "only {tried} were tried");
}
