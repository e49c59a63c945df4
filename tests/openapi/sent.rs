//! What the client sends, held against the document.

use std::sync::{Arc, Mutex};

use serde_json::{Map, Value};
use wx_api::{
    Bytes, Client, Keys, RetryPolicy, Sending, Transport,
    http::{Request, Response, header},
};
use wx_core::registry::Row;

use crate::document::Document;

/// A transport that sends nothing and keeps the request.
#[derive(Debug, Clone, Default)]
struct Kept(Arc<Mutex<Option<Request<Bytes>>>>);

impl Transport for Kept {
    fn send(&self, request: Request<Bytes>, _: usize) -> Sending<'_> {
        // Refused with a code that nobody tries again.
        let token = r#"{"access_token":"TOKEN","expires_in":7200}"#;
        let is_token = request.uri().path() == "/cgi-bin/stable_token";
        *self.0.lock().expect("nobody panicked") = Some(request);
        let answer = if is_token { token } else { r#"{"errcode":1}"# };
        Box::pin(async move { Ok(Response::new(Bytes::from_static(answer.as_bytes()))) })
    }
}

/// A request as it would have left.
pub(crate) struct Sent(Request<Bytes>);

impl Sent {
    /// Lets a client with every key call an endpoint.
    pub(crate) async fn of(row: &Row, request: &Value) -> Self {
        let text = |name: &str| request[name].as_str().unwrap_or_default();
        let keys =
            Keys::new().pay("k").pay_sandbox("s").merchant(text("mchid"), "m").shop(text("shopid"), "d");
        let kept = Kept::default();
        let client = Client::builder("wx0123456789abcdef", "secret").keys(keys).retry(RetryPolicy::none());
        let client = client.transport(kept.clone()).build().expect("a client");
        let answer = client.call_row(row, request.to_string().as_bytes()).await;
        let sent = kept.0.lock().expect("nobody panicked").take();
        Self(sent.unwrap_or_else(|| panic!("{} was not sent: {}", row.meta.id(), answer.unwrap_err())))
    }

    /// Everything about it that does not keep to the document.
    pub(crate) fn faults(&self, row: &Row, document: &Document) -> Vec<String> {
        let mut faults = self.query_faults(row, document);
        match self.body(row, document) {
            Some((media, body)) => faults.extend(body_faults(row, document, &media, &body)),
            None if document.operation(row.meta)["requestBody"]["required"] == true => {
                faults.push("there is no body".to_owned());
            }
            None => {}
        }
        faults
    }

    fn query_faults(&self, row: &Row, document: &Document) -> Vec<String> {
        let query = self.0.uri().query().unwrap_or_default();
        let mut pairs: Vec<(String, String)> = serde_urlencoded::from_str(query).expect("a query");
        let operation = document.operation(row.meta);
        let mut faults = Vec::new();
        let token = operation["security"] != serde_json::json!([]);
        if token != pairs.iter().any(|(name, _)| name == "access_token") {
            faults.push("the access token is where it should not be, or is not where it should".to_owned());
        }
        pairs.retain(|(name, _)| name != "access_token");
        for (index, parameter) in operation["parameters"].as_array().into_iter().flatten().enumerate() {
            let name = parameter["name"].as_str().expect("a parameter has a name");
            let given: Vec<_> =
                pairs.iter().filter(|(given, _)| given == name).map(|(_, text)| text.as_str()).collect();
            let pointer = format!("{}/parameters/{index}", Document::pointer(row.meta));
            let (value, pointer) = match (parameter.get("content"), &given[..]) {
                (_, []) if parameter["required"] == true => {
                    faults.push(format!("`{name}` is missing"));
                    continue;
                }
                (_, []) => continue,
                (Some(_), [text, ..]) => {
                    let value = serde_json::from_str(text).unwrap_or_default();
                    (value, format!("{pointer}/content/application~1json/schema"))
                }
                (None, given) => (parameter_value(parameter, given, document), format!("{pointer}/schema")),
            };
            let errors = document
                .validator(&pointer)
                .iter_errors(&value)
                .map(|error| format!("`{name}`: {error}"))
                .collect::<Vec<_>>();
            faults.extend(errors);
        }
        let known = |name: &str| {
            operation["parameters"]
                .as_array()
                .into_iter()
                .flatten()
                .any(|parameter| parameter["name"] == name)
        };
        faults.extend(
            pairs
                .iter()
                .filter(|(name, _)| !known(name))
                .map(|(name, _)| format!("`{name}` is no parameter")),
        );
        faults
    }

    /// The media type of the body, and the body as the JSON that schemas are about.
    pub(crate) fn body(&self, row: &Row, document: &Document) -> Option<(String, Value)> {
        let media = self.0.headers().get(header::CONTENT_TYPE)?.to_str().ok()?;
        let bytes = self.0.body();
        if let Some((_, boundary)) = media.split_once("boundary=") {
            let schema = document.body(row, "multipart/form-data");
            let form = form(bytes, boundary, document.at(&schema?), document);
            return Some(("multipart/form-data".to_owned(), form));
        }
        let text = std::str::from_utf8(bytes).expect("a text");
        match media.split(';').next() {
            Some("application/json") => Some((media.to_owned(), serde_json::from_str(text).expect("JSON"))),
            Some(media) => Some((media.to_owned(), text.into())),
            None => None,
        }
    }
}

/// What is wrong with a body: for the operation, and for the endpoint's own schema where others share the operation.
pub(crate) fn body_faults(row: &Row, document: &Document, media: &str, body: &Value) -> Vec<String> {
    let content = &document.operation(row.meta)["requestBody"]["content"];
    if content.get(media).is_none() {
        return vec![format!("a body of {media} is not documented")];
    }
    let escaped = media.replace('/', "~1");
    let whole = format!("{}/requestBody/content/{escaped}/schema", Document::pointer(row.meta));
    let own = document.body(row, media).filter(|own| *own != whole);
    let faults = |pointer: String| {
        let validator = document.validator(&pointer);
        validator
            .iter_errors(body)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect::<Vec<_>>()
    };
    [faults(whole), own.map(faults).unwrap_or_default()].concat()
}

/// A parameter's value, out of the texts that stand in the query.
fn parameter_value(parameter: &Value, given: &[&str], document: &Document) -> Value {
    let schema = document.resolved(&parameter["schema"]);
    if schema["type"] == "array" {
        let items = &schema["items"];
        return match parameter["explode"].as_bool() {
            Some(false) => {
                given.iter().flat_map(|text| text.split(',')).map(|text| typed(items, text)).collect()
            }
            _ => given.iter().map(|text| typed(items, text)).collect(),
        };
    }
    assert_eq!(given.len(), 1, "a parameter stands there twice");
    typed(schema, given[0])
}

/// The JSON that a text stands for.
fn typed(schema: &Value, text: &str) -> Value {
    let types = schema["anyOf"].as_array().map_or(vec![schema], |any_of| any_of.iter().collect());
    let is_text = types.iter().all(|schema| schema["type"] == "string");
    let parsed = if is_text { None } else { serde_json::from_str(text).ok() };
    parsed.unwrap_or_else(|| text.into())
}

/// A form as an object: files as texts, the others as what their schemas say.
fn form(bytes: &[u8], boundary: &str, schema: &Value, document: &Document) -> Value {
    let text: String = bytes.iter().copied().map(char::from).collect();
    let mut form = Map::new();
    for part in text.split(&format!("--{boundary}")).filter(|part| part.contains("name=\"")) {
        let (head, content) = part.split_once("\r\n\r\n").expect("a part has a head");
        let name =
            head.split("name=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("it has a name");
        let content = content.strip_suffix("\r\n").unwrap_or(content);
        let schema = document.resolved(&schema["properties"][name]);
        let value = if head.contains("filename=") { content.into() } else { typed(schema, content) };
        form.insert(name.to_owned(), value);
    }
    form.into()
}
