//! The example in the documentation of a client method.

use proc_macro2::Ident;
use syn::ext::IdentExt;

use super::super::{root, structure::MOST_ARGUMENTS};
use crate::{
    model::{Endpoint, Field, Kind, LimitValue, Response, is_named, kind, written},
    names,
};

/// Up to here a call stands on one line.
const WIDTH: usize = 90;

/// A call, with everything it needs as arguments of a function around it, which the page does not show. It cannot be a test of
/// its own: where the author's module is private, nothing could name its types. What the specs say is compiled by a test.
pub(super) fn example(model: &Endpoint, method: &Ident) -> String {
    let krate = root(model.krate.as_ref()).to_string().replace(' ', "");
    let krate = krate.trim_start_matches("::");
    let mut arguments = Vec::new();
    let request = Request::of(model, &mut arguments);
    let answer = match model.response.as_ref().map(|said| &said.value) {
        Some(Response::Empty) | None => "",
        Some(Response::Binary) => "let file = ",
        _ => "let answer = ",
    };
    let line = format!("{answer}client.{method}({}).await?;", request.line());
    let call = match request.fits() && line.len() <= WIDTH {
        true => line,
        false => {
            format!("let request = {};\n{answer}client.{method}(request).await?;", request.lines())
        }
    };
    let arguments: String = arguments.iter().map(|(name, ty)| format!(", {name}: {ty}")).collect();
    format!(
        "```rust,ignore\n\
         # async fn {method}(client: {krate}::Client{arguments}) -> Result<(), {krate}::Error> {{\n\
         {call}\n\
         # Ok(())\n# }}\n```"
    )
}

/// The expression that makes the request.
enum Request {
    /// `Get::new(code)`, `.page(page)`
    New(String, Option<String>),
    /// `Get`, `code`, `page: None`
    Literal(String, Vec<String>),
}

impl Request {
    fn of(model: &Endpoint, arguments: &mut Vec<(String, String)>) -> Self {
        let ident = model.request.ident.to_string();
        let fields = &model.request.fields;
        let (required, rest): (Vec<_>, Vec<_>) = fields.iter().partition(|field| field.is_required());
        // One setter shows that there are some; of alternatives, one is needed.
        let shown = model.alternatives().next();
        let shown = shown.or_else(|| rest.iter().copied().find(|field| literal(field).is_some()));
        let shown = shown.or_else(|| rest.first().copied());
        if required.len() <= MOST_ARGUMENTS {
            // A number alone would not say what it is.
            let values: Vec<_> = required.iter().map(|field| argument(field, arguments)).collect();
            let setter = shown.map(|field| format!(".{}({})", field.ident, value(field, arguments)));
            return Self::New(format!("{ident}::new({})", values.join(", ")), setter);
        }
        let lines = fields.iter().map(|field| {
            let name = field.ident.to_string();
            let is_shown = shown.is_some_and(|shown| shown.ident == field.ident);
            if !field.is_required() && !is_shown {
                let nothing = if field.optional().is_some() { "None" } else { "Default::default()" };
                return format!("{name}: {nothing}");
            }
            let value = match literal(field) {
                Some(yes) if is_zero_one(field) => format!("{yes}.into()"),
                _ => value(field, arguments),
            };
            match field.optional() {
                Some(_) => format!("{name}: Some({value})"),
                None if value == name => name,
                None => format!("{name}: {value}"),
            }
        });
        Self::Literal(ident, lines.collect())
    }

    fn fits(&self) -> bool {
        matches!(self, Self::New(..))
    }

    fn line(&self) -> String {
        match self {
            Self::New(new, setter) => format!("{new}{}", setter.as_deref().unwrap_or_default()),
            Self::Literal(..) => self.lines(),
        }
    }

    fn lines(&self) -> String {
        match self {
            Self::New(new, Some(setter)) if new.len() + setter.len() + 15 > WIDTH => {
                format!("{new}\n    {setter}")
            }
            Self::New(..) => self.line(),
            Self::Literal(ident, lines) => format!("{ident} {{\n    {},\n}}", lines.join(",\n    ")),
        }
    }
}

/// What stands for a field that is named beside it: a literal, or an argument.
fn value(field: &Field, arguments: &mut Vec<(String, String)>) -> String {
    literal(field).unwrap_or_else(|| argument(field, arguments))
}

/// An argument of the function around the example. It is called as the field is; where that is a keyword or taken, as the type.
fn argument(field: &Field, arguments: &mut Vec<(String, String)>) -> String {
    let (name, ty) = (field.ident.unraw().to_string(), written(field.inner()));
    let free = |name: &str| {
        let taken = arguments.iter().any(|(argument, _)| argument == name);
        !taken && !["client", "request"].contains(&name) && syn::parse_str::<Ident>(name).is_ok()
    };
    let by_type = names::snake(&ty);
    let name = if free(&name) {
        name
    } else if free(&by_type) && by_type != "string" {
        by_type
    } else {
        format!("the_{name}")
    };
    arguments.push((name.clone(), ty));
    name
}

/// A number within its limits, a boolean.
fn literal(field: &Field) -> Option<String> {
    if is_zero_one(field) {
        return Some("true".to_owned());
    }
    let ty = field.inner();
    match kind(ty)? {
        Kind::Bool => Some("true".to_owned()),
        Kind::Number => {
            let number = field.limits.iter().fold(1, |number: i64, limit| match limit.value {
                LimitValue::Range(min, max, _) => number.clamp(min, max),
                LimitValue::MoreThan(than) => number.max(than.saturating_add(1)),
                _ => number,
            });
            let fraction = if written(ty).starts_with('f') { ".0" } else { "" };
            Some(format!("{number}{fraction}"))
        }
        Kind::Text | Kind::List => None,
    }
}

fn is_zero_one(field: &Field) -> bool {
    is_named(field.inner(), "ZeroOne")
}
