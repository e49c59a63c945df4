//! What single endpoints do beside answering: one module for each domain that needs more than samples.

use crate::{incoming::Fields, refusal::Refusal, reply::Answer, route::Route, sample, world::World};

mod access_token;
mod content_security;
pub(crate) mod customer_service;
mod data_analysis;
mod face_verify;
pub(crate) mod immediate_delivery;
mod link;
pub(crate) mod login;
mod openapi_management;
pub(crate) mod phone_number;
mod qrcode;
mod subscribe_message;
pub(crate) mod virtual_payment;

/// A call whose credential and fields are in order.
pub(crate) struct Call<'a> {
    pub(crate) route: &'a Route,
    pub(crate) appid: &'a str,
    pub(crate) fields: &'a Fields,
}

impl Call<'_> {
    /// The endpoint's sample, or an answer made up from its type.
    fn sample(&self) -> Answer {
        sample::answer(self.route, self.fields)
    }
}

/// How an endpoint answers.
type Handler = fn(&Call<'_>, &mut World) -> Result<Answer, Refusal>;

/// The endpoints that do more than answer their sample, by id; `domain.*` is for all others of a domain.
const HANDLERS: &[&[(&str, Handler)]] = &[
    access_token::HANDLERS,
    content_security::HANDLERS,
    customer_service::HANDLERS,
    data_analysis::HANDLERS,
    face_verify::HANDLERS,
    immediate_delivery::HANDLERS,
    link::HANDLERS,
    login::HANDLERS,
    openapi_management::HANDLERS,
    phone_number::HANDLERS,
    qrcode::HANDLERS,
    subscribe_message::HANDLERS,
    virtual_payment::HANDLERS,
];

/// Answers a call: as was chosen for the endpoint, as its module does, or by its sample.
pub(crate) fn answer(call: &Call<'_>, world: &mut World) -> Result<Answer, Refusal> {
    let meta = call.route.row.meta;
    if let Some(chosen) = world.answers.get(meta.rust_name) {
        return Ok(Answer::Json(chosen.clone()));
    }
    let (own, whole) = (meta.id(), format!("{}.*", meta.domain()));
    let handler = |id: &str| HANDLERS.iter().copied().flatten().find(|(known, _)| *known == id);
    match handler(&own).or_else(|| handler(&whole)) {
        Some((_, handler)) => handler(call, world),
        None => Ok(call.sample()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_handler_is_for_an_endpoint() {
        for (id, _) in HANDLERS.iter().copied().flatten() {
            let domain = id.strip_suffix(".*");
            let rows = wx_core::registry::all();
            let known = rows.iter().any(|row| row.meta.id() == *id || Some(row.meta.domain()) == domain);
            assert!(known, "{id}");
        }
    }
}
