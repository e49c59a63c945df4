//! A call in the making, and the bytes it becomes.

use std::fmt;

use fastrand::Rng;
use serde_json::{Map, Value};
use wx_core::{AppKey, Auth, DeliverySecret, Signature, http::Method, registry::Row, sign};
use wx_mock::MockWechat;

use super::generate;
use crate::document::Document;

/// A boundary that stands in no part.
const BOUNDARY: &str = "----fuzz-boundary";

/// What the body says.
#[derive(Debug)]
pub(crate) enum Body {
    None,
    Json(Value),
    Text(String),
    /// Name, content, whether it is a file.
    Form(Vec<(String, String, bool)>),
}

/// A call.
pub(crate) struct Call {
    pub(crate) row: &'static Row,
    pub(crate) method: Method,
    pub(crate) query: Vec<(String, String)>,
    /// What stands behind the query as it is.
    pub(crate) garbage: String,
    pub(crate) media: Option<String>,
    pub(crate) content: Body,
    /// The bytes of `content`.
    pub(crate) body: Vec<u8>,
}

impl Call {
    /// A call that keeps to the document.
    pub(crate) fn new(
        row: &'static Row,
        document: &Document,
        wechat: &MockWechat,
        token: &str,
        rng: &mut Rng,
    ) -> Self {
        let operation = document.operation(row.meta);
        let mut query = Vec::new();
        if row.meta.auth == Auth::AccessToken {
            query.push(("access_token".to_owned(), token.to_owned()));
        }
        for parameter in operation["parameters"].as_array().into_iter().flatten() {
            if parameter["required"] == true || rng.bool() {
                query.extend(self::parameter(parameter, document, wechat, rng));
            }
        }
        let (media, content) = Self::content(row, operation, document, wechat, rng);
        let method = row.meta.method.clone();
        let mut call = Self { row, method, query, garbage: String::new(), media, content, body: Vec::new() };
        call.one_of(rng);
        call.write();
        call
    }

    fn content(
        row: &Row,
        operation: &Value,
        document: &Document,
        wechat: &MockWechat,
        rng: &mut Rng,
    ) -> (Option<String>, Body) {
        let content = operation["requestBody"]["content"].as_object();
        let Some((media, _)) = content.and_then(|content| content.iter().next()) else {
            return (None, Body::None);
        };
        // Now and then a sample: it is nearer to what somebody means than anything made up.
        let samples = wx_specs::fixture::samples(row.meta);
        let schema =
            document.body(row, media).map(|pointer| document.at(&pointer).clone()).unwrap_or_default();
        let mut value = generate::value(&schema, document, rng);
        let sampled = media == "application/json" && row.meta.sign.is_empty() && rng.u8(..4) == 0;
        let sample = rng.choice(&samples).filter(|_| sampled);
        if let (Some(sample), Some(fields)) = (sample, value.as_object_mut()) {
            let own = sample.request.as_object().cloned().unwrap_or_default().into_iter();
            fields.extend(own.filter(|(name, _)| schema["properties"].get(name).is_some()));
        }
        if let Some(fields) = value.as_object_mut() {
            credentials(fields, wechat, row);
        }
        match media.as_str() {
            "multipart/form-data" => {
                let fields = value.as_object().cloned().unwrap_or_default();
                let is_file = |name: &str| schema["properties"][name]["format"] == "binary";
                let parts = fields.into_iter().map(|(name, value)| {
                    let file = is_file(&name);
                    (name, plain(&value), file)
                });
                (Some(format!("multipart/form-data; boundary={BOUNDARY}")), Body::Form(parts.collect()))
            }
            "application/json" => (Some(media.clone()), Body::Json(value)),
            _ => (Some(media.clone()), Body::Text(plain(&value))),
        }
    }

    /// Leaves one of the fields of which there must be one, wherever it stands.
    fn one_of(&mut self, rng: &mut Rng) {
        let Some(chosen) = rng.choice(self.row.meta.one_of) else { return };
        let mut there = 0;
        let Body::Form(parts) = &mut self.content else { return };
        for name in self.row.meta.one_of {
            if name != chosen {
                parts.retain(|(part, ..)| part != name);
                self.query.retain(|(pair, _)| pair != name);
            }
        }
        there += parts.iter().filter(|(part, ..)| part == chosen).count();
        there += self.query.iter().filter(|(pair, _)| pair == chosen).count();
        if there == 0 {
            let field = self.row.request.fields.iter().find(|field| field.name == *chosen);
            if field.is_some_and(|field| field.place == wx_core::Place::Query) {
                self.query.push(((*chosen).to_owned(), "https://example.com/a.png".to_owned()));
            } else {
                parts.push(((*chosen).to_owned(), "GIF89a".to_owned(), true));
            }
        }
    }

    /// Writes the body's bytes.
    pub(crate) fn write(&mut self) {
        self.body = match &self.content {
            Body::None => Vec::new(),
            Body::Json(value) => value.to_string().into_bytes(),
            Body::Text(text) => text.clone().into_bytes(),
            Body::Form(parts) if parts.is_empty() => Vec::new(),
            Body::Form(parts) => {
                let mut form = String::new();
                for (name, content, file) in parts {
                    let file = if *file { "; filename=\"a.png\"\r\nContent-Type: image/png" } else { "" };
                    form += &format!(
                        "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n{content}\r\n"
                    );
                }
                (form + &format!("--{BOUNDARY}--\r\n")).into_bytes()
            }
        };
    }

    /// Signs the bytes as they are now, with the keys that the fake server knows.
    pub(crate) fn sign(&mut self, wechat: &MockWechat) {
        let json: Value = serde_json::from_slice(&self.body).unwrap_or_default();
        let text = |name: &str| json[name].as_str().unwrap_or_default().to_owned();
        let openid = Some(text("openid")).filter(|openid| !openid.is_empty());
        let openid = openid
            .or_else(|| self.query.iter().find(|(name, _)| name == "openid").map(|(_, text)| text.clone()));
        let mut set = |name: &str, value: String| {
            if let Some(pair) = self.query.iter_mut().find(|(known, _)| known == name) {
                pair.1 = value;
            }
        };
        let mut rewritten = false;
        for signature in self.row.meta.sign {
            let key = || wechat.log_in(openid.as_deref().unwrap_or_default());
            match signature {
                Signature::PaySig => {
                    let key = if json["env"] == 1 { MockWechat::SANDBOX_KEY } else { MockWechat::APP_KEY };
                    set("pay_sig", sign::pay_sig(&AppKey::new(key), self.row.meta.route(), &self.body));
                }
                Signature::UserSignature => set("signature", sign::user_signature(&key(), &self.body)),
                Signature::SessionSignature => set("signature", sign::session_signature(&key())),
                Signature::DeliverySign => {
                    let secret = DeliverySecret::new(MockWechat::DELIVERY_SECRET);
                    let signature = sign::delivery_sign(&secret, &text("shopid"), &text("shop_order_id"));
                    if let Body::Json(Value::Object(body)) = &mut self.content {
                        body.insert("delivery_sign".to_owned(), signature.into());
                        rewritten = true;
                    }
                }
                _ => {}
            }
        }
        if rewritten {
            self.write();
        }
    }

    /// Path and query.
    pub(crate) fn target(&self) -> String {
        let query = serde_urlencoded::to_string(&self.query).unwrap_or_default();
        format!("{}?{query}{}", self.row.meta.route(), self.garbage)
    }
}

/// The pairs that a parameter is.
fn parameter(
    parameter: &Value,
    document: &Document,
    wechat: &MockWechat,
    rng: &mut Rng,
) -> Vec<(String, String)> {
    let name = parameter["name"].as_str().unwrap_or_default().to_owned();
    let known = match name.as_str() {
        "appid" => Some(wechat.appid().to_owned()),
        "secret" => Some(wechat.secret().to_owned()),
        _ => None,
    };
    if let Some(known) = known {
        return vec![(name, known)];
    }
    if let Some(content) = parameter.get("content") {
        let value = generate::value(&content["application/json"]["schema"], document, rng);
        return vec![(name, value.to_string())];
    }
    let schema = &parameter["schema"];
    let value = match parameter.get("example").filter(|_| rng.u8(..3) == 0) {
        Some(example) => example.clone(),
        None => generate::value(schema, document, rng),
    };
    match value {
        Value::Array(items) if parameter["explode"] == true => {
            items.iter().map(|item| (name.clone(), plain(item))).collect()
        }
        Value::Array(items) => vec![(name, items.iter().map(plain).collect::<Vec<_>>().join(","))],
        value => vec![(name, plain(&value))],
    }
}

/// Puts in who calls.
fn credentials(fields: &mut Map<String, Value>, wechat: &MockWechat, row: &Row) {
    let meta = row.meta;
    if meta.appid || meta.auth == Auth::AppSecret {
        fields.insert("appid".to_owned(), wechat.appid().into());
    }
    if meta.auth == Auth::AppSecret {
        fields.insert(meta.secret_field.to_owned(), wechat.secret().into());
    }
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

impl fmt::Debug for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let short = |text: &str| text.chars().take(2000).collect::<String>();
        writeln!(f, "{} {}", self.method, short(&self.target()))?;
        let body = short(&String::from_utf8_lossy(&self.body));
        write!(f, "content-type: {}\n\n{body}", self.media.as_deref().unwrap_or("none"))
    }
}
