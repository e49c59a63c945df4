//! The document with a validator for each of its schemas.

use jsonschema::{Registry, Validator};
use serde_json::{Value, json};
use wx_api::{
    ErrCode, fixture,
    schema::{Example, OpenApi},
};
use wx_core::{Meta, registry::Row};

/// The address that references into the document begin with.
const AT: &str = "https://openapi.test/document";

/// A document.
pub(crate) struct Document {
    pub(crate) value: Value,
    registry: Registry<'static>,
}

impl Document {
    /// Answers as they are documented.
    pub(crate) fn strict() -> Self {
        Self::of(&whole())
    }

    /// Answers as WeChat sends them.
    pub(crate) fn wild() -> Self {
        Self::of(&whole().in_the_wild())
    }

    fn of(api: &OpenApi<'_>) -> Self {
        let value = api.document();
        let registry = Registry::new().add(AT, value.clone()).and_then(|registry| registry.prepare());
        Self { value, registry: registry.expect("its references lead somewhere") }
    }

    /// The schema a reference leads to, references in between followed.
    pub(crate) fn resolved<'a>(&'a self, schema: &'a Value) -> &'a Value {
        match schema["$ref"].as_str() {
            Some(reference) => {
                let target = self.value.pointer(reference.trim_start_matches('#'));
                self.resolved(target.unwrap_or_else(|| panic!("{reference} leads nowhere")))
            }
            None => schema,
        }
    }

    /// What validates against the schema at a JSON pointer.
    pub(crate) fn validator(&self, pointer: &str) -> Validator {
        let schema = json!({ "$ref": format!("{AT}#{pointer}") });
        let built = jsonschema::options().with_registry(&self.registry).build(&schema);
        built.unwrap_or_else(|error| panic!("{pointer}: {error}"))
    }

    /// Where the operation of an endpoint stands.
    pub(crate) fn pointer(meta: &Meta) -> String {
        let route = meta.route().replace('~', "~0").replace('/', "~1");
        format!("/paths/{route}/{}", meta.method.as_str().to_ascii_lowercase())
    }

    /// The operation of an endpoint; several may share it.
    pub(crate) fn operation(&self, meta: &Meta) -> &Value {
        self.at(&Self::pointer(meta))
    }

    /// Where the schema of an endpoint's JSON answers stands, errors included.
    pub(crate) fn answers(meta: &Meta) -> String {
        format!("{}/responses/200/content/application~1json/schema", Self::pointer(meta))
    }

    /// Where the schema of an endpoint's own body stands, also where others share its operation.
    pub(crate) fn body(&self, row: &Row, media: &str) -> Option<String> {
        let operation = self.operation(row.meta);
        let several = operation["x-wx-endpoints"].as_array();
        let own = several.into_iter().flatten().find(|endpoint| endpoint["operationId"] == row.meta.id());
        let schema = match own {
            Some(endpoint) => endpoint.get("request")?,
            None => operation["requestBody"]["content"].get(media)?.get("schema")?,
        };
        match schema["$ref"].as_str() {
            Some(reference) => Some(reference.trim_start_matches('#').to_owned()),
            None => {
                let media = media.replace('/', "~1");
                Some(format!("{}/requestBody/content/{media}/schema", Self::pointer(row.meta)))
            }
        }
    }

    /// What stands at a JSON pointer.
    pub(crate) fn at(&self, pointer: &str) -> &Value {
        self.value.pointer(pointer).unwrap_or_else(|| panic!("there is no {pointer}"))
    }
}

/// Everything that can be said of every endpoint.
fn whole() -> OpenApi<'static> {
    OpenApi::new().meanings(&meaning).examples(&examples)
}

fn meaning(meta: &Meta, code: i64) -> Option<String> {
    ErrCode(code).meaning_for(meta.name).map(|meaning| meaning.en.to_owned())
}

fn examples(meta: &Meta) -> Vec<Example> {
    let samples = fixture::samples(meta).into_iter();
    samples.map(|sample| Example { request: sample.request, response: sample.response }).collect()
}
