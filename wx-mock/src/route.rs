//! Which endpoint a request is for.

use std::{collections::BTreeMap, sync::OnceLock};

use http::Method;
use wx_core::registry::{self, Row};
use wx_specs::fixture::{self, Sample};

use crate::refusal::Refusal;

/// Every endpoint by its path.
pub(crate) struct Routes(BTreeMap<&'static str, Vec<Route>>);

/// One endpoint.
pub(crate) struct Route {
    pub(crate) row: &'static Row,
    samples: OnceLock<Vec<Sample>>,
}

impl Route {
    /// The endpoint's samples, read when they are first needed.
    pub(crate) fn samples(&self) -> &[Sample] {
        self.samples.get_or_init(|| fixture::samples(self.row.meta))
    }
}

impl Routes {
    /// Everything that is registered.
    pub(crate) fn new() -> Self {
        let mut routes = BTreeMap::<_, Vec<_>>::new();
        for row in registry::all() {
            let samples = OnceLock::new();
            routes.entry(row.meta.route()).or_default().push(Route { row, samples });
        }
        Self(routes)
    }

    /// The endpoints a request may be for: those of its path, its method and the fixed part of its query.
    pub(crate) fn find(
        &self,
        path: &str,
        method: &Method,
        query: &[(String, String)],
    ) -> Result<Vec<&Route>, Refusal> {
        let Some(routes) = self.0.get(path) else {
            return Err(Refusal::new(40066).because(format!("no endpoint is registered at the path {path}")));
        };
        let (of_method, others): (Vec<_>, Vec<_>) =
            routes.iter().partition(|route| route.row.meta.method == method);
        if of_method.is_empty() {
            let wanted = others.first().map(|route| &route.row.meta.method);
            let code = if wanted == Some(&Method::GET) { 43001 } else { 43002 };
            return Err(Refusal::new(code).because(format!("{method} {path} is no endpoint")));
        }
        let (fitting, others): (Vec<_>, Vec<_>) =
            of_method.into_iter().partition(|route| fits(route.row.meta.fixed_query(), query));
        if fitting.is_empty() {
            let wanted = others.first().map_or("", |route| route.row.meta.fixed_query());
            let code = if wanted.starts_with("grant_type=") { 40002 } else { 40097 };
            return Err(Refusal::new(code).because(format!("{path} wants `{wanted}` in its query")));
        }
        Ok(fitting)
    }
}

/// Whether the query holds the fixed pairs.
fn fits(fixed: &str, query: &[(String, String)]) -> bool {
    let pairs = serde_urlencoded::from_str::<Vec<(String, String)>>(fixed).unwrap_or_default();
    pairs.iter().all(|(name, value)| {
        let given = query.iter().find(|(key, _)| key == name);
        given.is_some_and(|(_, given)| given == value)
    })
}

/// The one endpoint of this name: an id, an official name or a Rust name.
pub(crate) fn named(name: &str) -> Result<&'static Row, String> {
    match registry::find(name)[..] {
        [row] => Ok(row),
        [] => {
            let rows = registry::all();
            let names = rows
                .iter()
                .flat_map(|row| [row.meta.name, row.meta.rust_name])
                .map(|known| (strsim::jaro_winkler(known, name), known));
            let nearest = names.max_by(|(a, _), (b, _)| a.total_cmp(b));
            let hint = match nearest {
                Some((score, known)) if score > 0.8 => format!("; did you mean `{known}`?"),
                _ => String::new(),
            };
            Err(format!("no endpoint is called `{name}`{hint}"))
        }
        ref rows => {
            let ids: Vec<_> = rows.iter().map(|row| row.meta.id()).collect();
            Err(format!("several endpoints are called `{name}`; name one of {}", ids.join(", ")))
        }
    }
}
