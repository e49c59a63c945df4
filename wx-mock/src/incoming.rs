//! A request as it came, and the fields an endpoint finds in it.

use std::collections::BTreeMap;

use bytes::Bytes;
use http::{HeaderMap, header};
use http_body_util::{BodyDataStream, Full};
use serde_json::{Map, Value};
use wx_core::{BodyKind, Constant, Field, Meta, Object, Place, Type, Upload};

use crate::refusal::Refusal;

/// A request as it came.
pub(crate) struct Incoming {
    pub(crate) query: Vec<(String, String)>,
    pub(crate) body: Bytes,
    /// The parts of its form, if it is one.
    pub(crate) form: Option<Form>,
}

/// The parts of a form.
#[derive(Default)]
pub(crate) struct Form {
    texts: Vec<(String, String)>,
    files: BTreeMap<String, Upload>,
}

/// The fields of one endpoint, wherever they stood.
#[derive(Default)]
pub(crate) struct Fields {
    pub(crate) values: Map<String, Value>,
    pub(crate) files: BTreeMap<String, Upload>,
}

impl Fields {
    /// The text of a field; empty where there is none.
    pub(crate) fn text(&self, name: &str) -> &str {
        self.values.get(name).and_then(Value::as_str).unwrap_or("")
    }
}

impl Incoming {
    /// Reads the query and the form.
    pub(crate) async fn read(query: &str, headers: &HeaderMap, body: Bytes) -> Self {
        Self {
            query: serde_urlencoded::from_str(query).unwrap_or_default(),
            form: form(headers, body.clone()).await,
            body,
        }
    }

    /// The first value of a name in the query.
    pub(crate) fn query(&self, name: &str) -> Option<&str> {
        let found = self.query.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }

    /// The body as a JSON object.
    pub(crate) fn json(&self) -> Result<Map<String, Value>, Refusal> {
        if self.body.is_empty() {
            return Err(Refusal::new(44002).because("the body is empty; a JSON object was due"));
        }
        match serde_json::from_slice(&self.body) {
            Ok(Value::Object(object)) => Ok(object),
            Ok(_) => Err(Refusal::new(47001).because("the body is JSON, but no object")),
            Err(error) => Err(Refusal::new(47001).because(format!("the body is no JSON: {error}"))),
        }
    }

    /// The fields an endpoint finds in it.
    pub(crate) fn fields(&self, meta: &Meta, request: &Object) -> Result<Fields, Refusal> {
        let mut fields = Fields::default();
        match meta.body {
            // An endpoint without fields may have no body, unless it carries the secret.
            BodyKind::Json if self.body.is_empty() && request.fields.is_empty() => {}
            BodyKind::Json => fields.values = self.json()?,
            // A form without parts is none: the file may be named by its address in the query.
            BodyKind::Multipart if self.body.is_empty() && !meta.one_of.is_empty() => {}
            BodyKind::Multipart => self.form_fields(meta, request, &mut fields)?,
            BodyKind::Raw => {
                let field = request.fields.iter().find(|field| field.place == Place::Body);
                let text = String::from_utf8_lossy(&self.body).into_owned();
                fields.values.extend(field.map(|field| (field.name.to_owned(), Value::String(text))));
            }
            _ => {}
        }
        if meta.body == BodyKind::Query {
            for (name, constant) in meta.fixed {
                let value = self.query(name).map(|text| match constant {
                    Constant::Integer(_) => typed(&Type::Integer, text),
                    _ => text.into(),
                });
                fields.values.extend(value.map(|value| ((*name).to_owned(), value)));
            }
        }
        for field in request.fields {
            self.query_field(meta.body, field, &mut fields.values);
        }
        Ok(fields)
    }

    /// Takes the fields that travel in the query.
    fn query_field(&self, body: BodyKind, field: &Field, values: &mut Map<String, Value>) {
        if field.place == Place::Key || field.place != Place::Query && body != BodyKind::Query {
            return;
        }
        match field.ty {
            Type::Object(object) if field.flat => {
                for field in object.fields {
                    self.query_field(BodyKind::Query, field, values);
                }
            }
            Type::Variants(variants) if field.flat => {
                for variant in variants.all {
                    if let Type::Object(object) = variant.ty {
                        for field in object.fields {
                            self.query_field(BodyKind::Query, field, values);
                        }
                    }
                }
            }
            Type::List(item) if field.repeat => {
                let given = self.query.iter().filter(|(name, _)| name == field.name);
                let items: Vec<_> = given.map(|(_, text)| typed(item, text)).collect();
                if !items.is_empty() {
                    values.insert(field.name.to_owned(), items.into());
                }
            }
            ty => {
                if let Some(text) = self.query(field.name) {
                    values.insert(field.name.to_owned(), typed(ty, text));
                }
            }
        }
    }

    fn form_fields(&self, meta: &Meta, request: &Object, fields: &mut Fields) -> Result<(), Refusal> {
        let Some(form) = &self.form else {
            let code = if self.body.is_empty() { 44002 } else { 47001 };
            return Err(Refusal::new(code).because("the body is no well-formed multipart/form-data"));
        };
        let field = |name: &str| request.fields.iter().find(|field| field.name == name);
        for (name, text) in &form.texts {
            match field(name) {
                Some(field) if matches!(field.ty, Type::File) => {
                    return Err(Refusal::new(41005)
                        .because(format!("the part `{name}` has no filename, so it is no file")));
                }
                Some(field) => {
                    fields.values.insert(name.clone(), typed(field.ty, text));
                }
                None if meta.appid && name == "appid" => {
                    fields.values.insert(name.clone(), text.clone().into());
                }
                None if meta.fixed.iter().any(|(fixed, _)| fixed == name) => {
                    let number = text.parse::<i64>().ok().map(Value::from);
                    let is_number = meta
                        .fixed
                        .iter()
                        .any(|(fixed, constant)| fixed == name && matches!(constant, Constant::Integer(_)));
                    let value = number.filter(|_| is_number).unwrap_or_else(|| text.clone().into());
                    fields.values.insert(name.clone(), value);
                }
                None => return Err(unknown_part(name, request)),
            }
        }
        for (name, file) in &form.files {
            if field(name).is_none() {
                return Err(unknown_part(name, request));
            }
            fields.files.insert(name.clone(), file.clone());
        }
        Ok(())
    }
}

fn unknown_part(name: &str, request: &Object) -> Refusal {
    let names: Vec<_> =
        request.fields.iter().filter(|field| field.place == Place::Body).map(|field| field.name).collect();
    let code = if request.fields.iter().any(|field| matches!(field.ty, Type::File)) { 41005 } else { 40097 };
    Refusal::new(code)
        .because(format!("the form has a part `{name}`; this endpoint knows {}", names.join(", ")))
}

/// The JSON a text stands for where `ty` is due; the text itself where it stands for none.
pub(crate) fn typed(ty: &Type, text: &str) -> Value {
    let parsed = match ty {
        Type::Integer | Type::UnixSeconds | Type::Codes(_) => text.parse::<i64>().ok().map(Value::from),
        Type::Number => text.parse::<f64>().ok().map(Value::from),
        Type::Bool => match text {
            "true" | "1" => Some(Value::Bool(true)),
            "false" | "0" => Some(Value::Bool(false)),
            _ => None,
        },
        _ => None,
    };
    parsed.unwrap_or_else(|| Value::String(text.to_owned()))
}

/// The parts of a form; `None` if the body is none, or a broken one.
async fn form(headers: &HeaderMap, body: Bytes) -> Option<Form> {
    let content_type = headers.get(header::CONTENT_TYPE)?.to_str().ok()?;
    let boundary = multer::parse_boundary(content_type).ok()?;
    let mut parts = multer::Multipart::new(BodyDataStream::new(Full::new(body)), boundary);
    let mut form = Form::default();
    while let Some(part) = parts.next_field().await.ok()? {
        let name = part.name().unwrap_or("").to_owned();
        let file_name = part.file_name().map(str::to_owned);
        let content_type = part.content_type().map(ToString::to_string);
        let bytes = part.bytes().await.ok()?;
        match file_name {
            Some(file_name) => {
                let content_type = content_type.unwrap_or_else(|| "application/octet-stream".into());
                form.files.insert(name, Upload::new(file_name, bytes).content_type(content_type));
            }
            None => form.texts.push((name, String::from_utf8_lossy(&bytes).into_owned())),
        }
    }
    Some(form)
}
