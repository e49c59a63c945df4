//! Endpoints as a generator sees them: made up, or read from the official list. `source` writes them as code.

use std::collections::BTreeSet;

/// Domains of endpoints: a crate.
pub(crate) struct Catalogue {
    pub(crate) domains: Vec<Domain>,
}

impl Catalogue {
    pub(crate) fn endpoints(&self) -> usize {
        self.domains.iter().map(|domain| domain.endpoints.len()).sum()
    }
}

/// The most endpoints a file holds.
pub(crate) const A_FILE: usize = 20;

/// Names that are something else in every file.
pub(crate) const TAKEN: [&str; 14] = [
    "AppId",
    "BTreeMap",
    "Date",
    "MediaId",
    "OpenId",
    "Option",
    "String",
    "TemplateId",
    "UnionId",
    "UnixSeconds",
    "Upload",
    "Value",
    "Vec",
    "Other",
];

/// The endpoints of one file.
pub(crate) struct Domain {
    pub(crate) name: String,
    pub(crate) endpoints: Vec<Endpoint>,
    taken: BTreeSet<String>,
}

impl Domain {
    pub(crate) fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), endpoints: Vec::new(), taken: TAKEN.map(str::to_owned).into() }
    }

    /// A type name nobody else has in this domain.
    pub(crate) fn name(&mut self, wanted: &str) -> String {
        let others = (2..).map(|number| format!("{wanted}{number}"));
        let mut names = std::iter::once(wanted.to_owned()).chain(others);
        names.find(|name| self.taken.insert(name.clone())).unwrap_or_default()
    }
}

pub(crate) struct Endpoint {
    pub(crate) official_name: String,
    pub(crate) method: &'static str,
    pub(crate) path: String,
    /// Where it is neither the query of a GET nor JSON.
    pub(crate) body: Option<&'static str>,
    /// Where it is not the access token.
    pub(crate) auth: Option<&'static str>,
    pub(crate) answer: Answer,
    pub(crate) errors: Vec<i64>,
    pub(crate) docs: String,
    pub(crate) request: Struct,
    /// The types inside the request and the answer, and the answer.
    pub(crate) types: Vec<Type>,
}

pub(crate) enum Answer {
    Empty,
    Binary,
    Json(String),
    BinaryOr(String),
}

pub(crate) enum Type {
    Struct(Struct),
    Enum(Enum),
}

/// The way a type travels.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Side {
    Request,
    Answer,
}

pub(crate) struct Struct {
    pub(crate) name: String,
    pub(crate) doc: Vec<String>,
    pub(crate) side: Side,
    pub(crate) fields: Vec<Field>,
}

pub(crate) struct Field {
    /// The name on the wire.
    pub(crate) name: String,
    pub(crate) doc: String,
    /// The type, without the `Option` around it.
    pub(crate) ty: String,
    pub(crate) optional: bool,
    /// In the query although there is a body.
    pub(crate) query: bool,
    /// `max_chars = 32`
    pub(crate) limits: Vec<String>,
}

pub(crate) struct Enum {
    pub(crate) name: String,
    pub(crate) doc: String,
    pub(crate) side: Side,
    pub(crate) values: Values,
}

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Values {
    Words(Vec<String>),
    Codes(Vec<i64>),
}
