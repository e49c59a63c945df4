//! The whole document.

use std::{collections::BTreeMap, fmt};

use serde_json::{Map, Value, json};

use super::{answer, components::Components, merge, operation::Operation};
use crate::{
    Meta,
    registry::{self, Row},
};

/// What is to be described, and how: `OpenApi::new().document()`.
#[derive(Clone)]
pub struct OpenApi<'a> {
    rows: Vec<&'static Row>,
    server: String,
    pub(super) wild: bool,
    pub(super) meaning: &'a dyn Fn(&Meta, i64) -> Option<String>,
    pub(super) examples: &'a dyn Fn(&Meta) -> Vec<Example>,
}

/// A request and the answer to it, to be shown.
#[derive(Debug, Clone)]
pub struct Example {
    /// The request's fields.
    pub request: Value,
    /// The answer, if it is JSON.
    pub response: Option<Value>,
}

impl Default for OpenApi<'_> {
    fn default() -> Self {
        Self::new()
    }
}

impl<'a> OpenApi<'a> {
    /// Every registered endpoint, at WeChat's own address, without examples.
    pub fn new() -> Self {
        Self {
            rows: registry::all(),
            server: "https://api.weixin.qq.com".to_owned(),
            wild: false,
            meaning: &|_, _| None,
            examples: &|_| Vec::new(),
        }
    }

    /// Only these endpoints.
    #[must_use]
    pub fn only(mut self, which: impl Fn(&Meta) -> bool) -> Self {
        self.rows.retain(|row| which(row.meta));
        self
    }

    /// Where the endpoints are: a proxy, or a fake WeChat.
    #[must_use]
    pub fn server(mut self, url: impl Into<String>) -> Self {
        self.server = url.into();
        self
    }

    /// Answers as WeChat sends them, not as it documents them: see
    /// [`Direction::AnswerInTheWild`](super::Direction::AnswerInTheWild).
    #[must_use]
    pub fn in_the_wild(mut self) -> Self {
        self.wild = true;
        self
    }

    /// What an error code means to an endpoint that documents it without saying.
    #[must_use]
    pub fn meanings(mut self, meaning: &'a dyn Fn(&Meta, i64) -> Option<String>) -> Self {
        self.meaning = meaning;
        self
    }

    /// The examples of an endpoint.
    #[must_use]
    pub fn examples(mut self, examples: &'a dyn Fn(&Meta) -> Vec<Example>) -> Self {
        self.examples = examples;
        self
    }

    /// The document.
    pub fn document(&self) -> Value {
        let mut components = Components::default();
        let error = answer::error(&mut components);
        let mut groups = BTreeMap::<_, Vec<_>>::new();
        for row in &self.rows {
            let method = row.meta.method.as_str().to_ascii_lowercase();
            let operation = Operation::new(row, self, &mut components);
            groups.entry((row.meta.route(), method)).or_default().push(operation);
        }
        let mut paths = BTreeMap::<_, Map<String, Value>>::new();
        for ((route, method), operations) in groups {
            paths.entry(route).or_default().insert(method, merge::operation(operations, &error));
        }
        let (schemas, refs) = components.named("#/components/schemas/");
        json!({
            "openapi": "3.1.0",
            "info": {
                "title": "WeChat Mini Program server API (微信小程序服务端 API)",
                "version": env!("CARGO_PKG_VERSION"),
                "description": INFO,
                "license": { "name": env!("CARGO_PKG_LICENSE"), "identifier": env!("CARGO_PKG_LICENSE") },
            },
            "servers": [{ "url": self.server }],
            "tags": self.tags(),
            "paths": refs.resolved(json!(paths)),
            "components": {
                "schemas": schemas,
                "securitySchemes": {
                    "accessToken": {
                        "type": "apiKey",
                        "in": "query",
                        "name": "access_token",
                        "description": "The access token (接口调用凭据), of `getStableAccessToken`; it lives for two hours.",
                    },
                },
            },
        })
    }

    fn tags(&self) -> Value {
        let mut domains: Vec<_> = self.rows.iter().map(|row| row.meta.domain()).collect();
        domains.sort_unstable();
        domains.dedup();
        domains.into_iter().map(|domain| json!({ "name": domain })).collect()
    }
}

const INFO: &str = "\
A failure comes under HTTP 200, as a JSON object whose `errcode` is not 0, also where bytes were due and whatever its \
`Content-Type` says. Some services tell of it in another field: `errCode`, `err_code`, `resultcode`, \
`delivery_resultcode`, `base_resp.ret`.

Answers may have more fields than are listed here, and values of enumerations that are not.";

impl fmt::Debug for OpenApi<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OpenApi")
            .field("endpoints", &self.rows.len())
            .field("server", &self.server)
            .field("wild", &self.wild)
            .finish_non_exhaustive()
    }
}
