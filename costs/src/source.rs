//! A catalogue as code: with our macros, or the same types with serde's derives and nothing else.

use std::fmt::Write;

use crate::{
    catalogue::{Answer, Domain, Endpoint, Enum, Field, Side, Struct, Type, Values},
    names,
};

mod enums;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    /// `#[wx_endpoint]`, `#[wx_type]`.
    Ours,
    /// `#[derive(Debug, Clone, Serialize)]` or `Deserialize`.
    Serde,
}

impl Style {
    /// The word for it in names of crates.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Ours => "wx",
            Self::Serde => "serde",
        }
    }
}

/// One file.
pub(crate) fn domain(domain: &Domain, style: Style) -> String {
    let mut code = Code { text: String::new(), style };
    code.line("//! Generated: what it costs to compile is measured.");
    code.line("#![allow(unused_imports)]");
    code.line("use std::collections::BTreeMap;");
    code.line("use serde_json::Value;");
    code.line("use wx_core::{AppId, Date, MediaId, OpenId, TemplateId, UnionId, UnixSeconds, Upload};");
    match style {
        Style::Ours => code.line("use wx_core::{wx_endpoint, wx_type};"),
        Style::Serde => code.line("use serde::{Deserialize, Serialize};"),
    }
    for endpoint in &domain.endpoints {
        code.endpoint(endpoint);
        for ty in &endpoint.types {
            match ty {
                Type::Struct(shape) => code.wire_type(shape),
                Type::Enum(shape) => code.enumeration(shape),
            }
        }
    }
    code.text
}

/// The root of the crate.
pub(crate) fn root(domains: &[Domain]) -> String {
    let mut text =
        "//! Generated: what it costs to compile is measured.\nextern crate wx_core as wx_api;\n".to_owned();
    for domain in domains {
        text += &format!("pub mod {};\n", domain.name);
    }
    text
}

struct Code {
    text: String,
    style: Style,
}

impl Code {
    fn line(&mut self, line: &str) {
        self.text += line;
        self.text.push('\n');
    }

    fn doc(&mut self, indent: &str, lines: &[String]) {
        for line in lines {
            let line = format!("{indent}/// {line}");
            self.line(line.trim_end());
        }
    }

    fn endpoint(&mut self, endpoint: &Endpoint) {
        self.line("");
        self.doc("", &endpoint.request.doc);
        match self.style {
            Style::Ours => self.line(&attribute(endpoint)),
            Style::Serde => self.derives(Side::Request),
        }
        self.structure(&endpoint.request);
    }

    fn wire_type(&mut self, shape: &Struct) {
        self.line("");
        self.doc("", &shape.doc);
        match (self.style, shape.side) {
            (Style::Ours, side) => self.line(wire_attribute(side)),
            (Style::Serde, side) => self.derives(side),
        }
        self.structure(shape);
    }

    fn derives(&mut self, side: Side) {
        match side {
            Side::Request => self.line("#[derive(Debug, Clone, Serialize)]"),
            Side::Answer => self.line("#[derive(Debug, Clone, Deserialize)]\n#[non_exhaustive]"),
        }
    }

    fn structure(&mut self, shape: &Struct) {
        self.line(&format!("pub struct {} {{", shape.name));
        for field in &shape.fields {
            self.field(field, shape.side);
        }
        self.line("}");
    }

    fn field(&mut self, field: &Field, side: Side) {
        self.doc("    ", std::slice::from_ref(&field.doc));
        let (ident, ty) = (names::field(&field.name), &field.ty);
        if ident.trim_start_matches("r#") != field.name {
            self.line(&format!("    #[serde(rename = {:?})]", field.name));
        }
        match self.style {
            Style::Ours => {
                let query = field.query.then(|| "query".to_owned());
                let keys: Vec<_> = query.into_iter().chain(field.limits.iter().cloned()).collect();
                if !keys.is_empty() {
                    self.line(&format!("    #[wx({})]", keys.join(", ")));
                }
            }
            // What an author writes by hand where the macro knows.
            Style::Serde if side == Side::Request && field.optional => {
                self.line("    #[serde(skip_serializing_if = \"Option::is_none\")]");
            }
            Style::Serde if side == Side::Answer && ty.starts_with("Vec<") => {
                self.line("    #[serde(default)]")
            }
            Style::Serde => {}
        }
        match field.optional {
            true => self.line(&format!("    pub {ident}: Option<{ty}>,")),
            false => self.line(&format!("    pub {ident}: {ty},")),
        }
    }

    fn enumeration(&mut self, shape: &Enum) {
        self.line("");
        self.doc("", std::slice::from_ref(&shape.doc));
        match self.style {
            Style::Ours => self.line(wire_attribute(shape.side)),
            Style::Serde => self.derives(shape.side),
        }
        if self.style == Style::Serde && matches!(shape.values, Values::Words(_)) {
            self.line("#[serde(rename_all = \"snake_case\")]");
        }
        self.line(&format!("pub enum {} {{", shape.name));
        for line in enums::variants(shape, self.style) {
            self.line(&format!("    {line}"));
        }
        self.line("}");
    }
}

fn wire_attribute(side: Side) -> &'static str {
    match side {
        Side::Request => "#[wx_type(request)]",
        Side::Answer => "#[wx_type(response)]",
    }
}

/// `#[wx_endpoint(…)]`, as an author writes it.
fn attribute(endpoint: &Endpoint) -> String {
    let mut text = "#[wx_endpoint(\n".to_owned();
    let mut key = |key: &str, value: &str| _ = writeln!(text, "    {key} = {value},");
    key("method", endpoint.method);
    key("path", &format!("{:?}", endpoint.path));
    if endpoint.official_name != names::lower_camel(&endpoint.request.name) {
        key("name", &format!("{:?}", endpoint.official_name));
    }
    for (name, value) in [("auth", endpoint.auth), ("body", endpoint.body)] {
        if let Some(value) = value {
            key(name, value);
        }
    }
    match &endpoint.answer {
        Answer::Empty => key("response", "empty"),
        Answer::Binary => key("response", "binary"),
        Answer::Json(name) => key("response", &format!("json({name})")),
        Answer::BinaryOr(name) => key("response", &format!("binary_or({name})")),
    }
    if !endpoint.errors.is_empty() {
        let codes: Vec<_> = endpoint.errors.iter().map(ToString::to_string).collect();
        key("errors", &format!("[{}]", codes.join(", ")));
    }
    if !endpoint.docs.is_empty() {
        key("docs", &format!("{:?}", endpoint.docs));
    }
    text + ")]"
}
