//! Which of the endpoints at one path a request is for.

use wx_core::Place;

use crate::{
    blame,
    check::{self, Kind, Problem},
    incoming::{Fields, Incoming},
    refusal::Refusal,
    route::Route,
    signed,
};

/// Of the endpoints that share a path, the one whose fixed fields the request has; else the first whose description it keeps
/// to; else the first of all.
pub(crate) fn endpoint<'a>(
    routes: &[&'a Route],
    incoming: &Incoming,
) -> (&'a Route, Result<Fields, Refusal>) {
    let meant: Vec<_> = routes.iter().copied().filter(|route| is_meant(route, incoming)).collect();
    let candidates = if meant.is_empty() { routes } else { &meant };
    let read = |route: &&'a Route| (*route, fields(route, incoming));
    let mut tried: Vec<_> = candidates.iter().map(read).collect();
    let fitting = tried.iter().position(|(_, fields)| fields.is_ok());
    let (route, fields) = tried.swap_remove(fitting.unwrap_or(0));
    match unheard_of(routes, incoming) {
        Some(problem) if meant.is_empty() => (route, Err(blame::refusal(route.row.meta, &problem))),
        _ => (route, fields),
    }
}

/// Whether the request has the fixed fields of an endpoint that has some: it is meant, whatever else is wrong.
fn is_meant(route: &Route, incoming: &Incoming) -> bool {
    let row = route.row;
    let fields = incoming.fields(row.meta, row.request);
    !row.meta.fixed.is_empty() && fields.is_ok_and(|fields| signed::fixed(row.meta, &fields).is_ok())
}

/// The field by which endpoints that share a path are told apart, if the request has another value in it than any of them,
/// or does without where all of them have it.
fn unheard_of(routes: &[&Route], incoming: &Incoming) -> Option<Problem> {
    if routes.len() < 2 {
        return None;
    }
    let constants = || routes.iter().flat_map(|route| route.row.meta.fixed);
    constants().find_map(|(field, _)| {
        let known: Vec<_> = constants().filter(|(name, _)| name == field).map(|(_, value)| value).collect();
        let has = |route: &&&Route| route.row.meta.fixed.iter().any(|(name, _)| name == field);
        let row = routes.iter().find(has)?.row;
        let elsewhere = routes.iter().filter(|route| !has(route));
        let mut own = elsewhere.clone().flat_map(|route| route.row.request.fields);
        if own.any(|own| own.name == *field && own.place != Place::Key) {
            return None;
        }
        let list = known.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        let (kind, reason) = match incoming.fields(row.meta, row.request).ok()?.values.get(*field) {
            Some(given) if known.iter().any(|known| known.equals(given)) => return None,
            Some(_) => (Kind::Value, format!("it is none of {list}")),
            None if elsewhere.count() == 0 => (Kind::Missing, format!("it is missing; it is one of {list}")),
            None => return None,
        };
        Some(Problem { path: (*field).to_owned(), field, kind, reason })
    })
}

/// The fields of a request, if they keep to the description.
fn fields(route: &Route, incoming: &Incoming) -> Result<Fields, Refusal> {
    let row = route.row;
    let fields = incoming.fields(row.meta, row.request)?;
    signed::fixed(row.meta, &fields)?;
    match check::request(row.meta, row.request.fields, &fields) {
        Ok(()) => Ok(fields),
        Err(problem) => Err(blame::refusal(row.meta, &problem)),
    }
}
