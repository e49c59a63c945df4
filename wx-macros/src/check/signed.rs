//! The rules of signatures, keys and sealing.

use syn::Ident;

use crate::{
    messages,
    model::{Endpoint, is_named, kind},
    report::Report,
};

pub(super) fn all(endpoint: &Endpoint, report: &mut Report) {
    signatures(endpoint, report);
    secure(endpoint, report);
}

/// Whether the endpoint has a JSON body; `None` where that could not be read.
fn has_json(endpoint: &Endpoint) -> Option<bool> {
    let method = endpoint.method.as_ref()?;
    Some(method.value != "GET" && endpoint.sure_body()? == "json")
}

/// What says that there is no JSON body: the body kind, or the method.
fn no_json(endpoint: &Endpoint) -> (Option<&Ident>, String) {
    let body = endpoint.body.as_ref().filter(|_| endpoint.body() != "json");
    let key = if body.is_some() { "body" } else { "method" };
    (body.or(endpoint.method.as_ref()).map(|said| &said.value), messages::here(key))
}

fn signatures(endpoint: &Endpoint, report: &mut Report) {
    let signs = endpoint.signs();
    let find = |word: &str| signs.iter().find(|sign| *sign == word);
    for (index, sign) in signs.iter().enumerate() {
        let word = sign.to_string();
        if let Some(first) = signs[..index].iter().find(|first| *first == sign) {
            report.conflict(sign, messages::twice(&word), first, messages::FIRST);
            continue;
        }
        if word != "session_signature" && has_json(endpoint) == Some(false) {
            let (first, here) = no_json(endpoint);
            report.conflict(sign, messages::sign_body(&word), first, here);
        }
        for field in endpoint.request.fields.iter().filter(|field| field.key.is_none() && !field.flat) {
            if added_by(sign).contains(&field.name.as_str()) {
                let message = messages::added(&field.name, "sign");
                report.conflict(&field.ident, message, sign, messages::here("sign"));
            }
        }
    }
    if let (Some(user), Some(session)) = (find("user_signature"), find("session_signature")) {
        report.conflict(session, messages::TWO_SIGNATURES, user, messages::FIRST);
    }
    if let (Some(said), Some(auth)) = (&endpoint.sign, &endpoint.auth)
        && endpoint.auth() != "access_token"
    {
        report.conflict(&auth.value, messages::SIGN_AUTH, &said.key, messages::here("sign"));
    }
    if let Some(sign) = find("delivery_sign") {
        let fields = &endpoint.request.fields;
        let fixed = endpoint.constants().iter().any(|fixed| fixed.name == "shopid");
        if !fixed
            && endpoint.is_sure("fixed")
            && !fields.iter().any(|field| field.flat || field.name == "shopid")
        {
            report.at(sign, messages::SHOP);
        }
    }
    keys(endpoint, find("user_signature").or(find("session_signature")), report);
}

/// The key goes with the signatures that are made with it.
fn keys(endpoint: &Endpoint, sign: Option<&Ident>, report: &mut Report) {
    let fields = &endpoint.request.fields;
    let mut keys = fields.iter().filter_map(|field| Some((field, field.key.as_ref()?)));
    let first = keys.next();
    match (first, sign) {
        // Of a `SessionKey` that is no key has been told.
        (None, Some(sign))
            if !fields.iter().any(|field| field.unread || is_named(field.inner(), "SessionKey")) =>
        {
            report.at(sign, messages::sign_key(&sign.to_string()));
        }
        (Some((_, key)), None) if endpoint.is_sure("sign") => match &endpoint.sign {
            Some(said) => report.conflict(key, messages::KEY_UNUSED, &said.key, messages::here("sign")),
            None => report.at(key, messages::KEY_UNUSED),
        },
        _ => {}
    }
    let Some((field, key)) = first else { return };
    for (_, second) in keys {
        report.conflict(second, messages::TWO_KEYS, key, messages::FIRST);
    }
    let limit = field.limits.first().map(|limit| &limit.key);
    if let Some(wrong) = field.query.as_ref().or(field.repeat.as_ref()).or(field.default.as_ref()).or(limit) {
        report.conflict(wrong, messages::KEY_PLACE, key, messages::here("key"));
    } else if field.flat {
        report.at(key, messages::KEY_PLACE);
    }
    if field.optional().is_some() {
        report.at(&field.ty, messages::KEY_OPTION);
    } else if kind(&field.ty).is_some() {
        report.at(&field.ty, messages::KEY_TYPE);
    }
}

/// The fields that the client adds for a signature.
pub(super) fn added_by(sign: &Ident) -> &'static [&'static str] {
    match sign.to_string().as_str() {
        "pay_sig" => &["pay_sig"],
        "user_signature" => &["signature"],
        "session_signature" => &["signature", "sig_method"],
        _ => &["delivery_sign"],
    }
}

fn secure(endpoint: &Endpoint, report: &mut Report) {
    let Some(secure) = &endpoint.secure else { return };
    if has_json(endpoint) == Some(false) {
        let (first, here) = no_json(endpoint);
        report.conflict(secure, messages::SECURE_BODY, first, here);
    }
    if let Some(auth) = &endpoint.auth
        && endpoint.auth() != "access_token"
    {
        report.conflict(&auth.value, messages::SECURE_AUTH, secure, messages::here("secure"));
    }
}
