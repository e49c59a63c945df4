//! The rules of a whole endpoint.

use syn::{Ident, ext::IdentExt};

use super::structure;
use crate::{
    messages,
    model::{Direction, Endpoint, Kind, kind},
    report::Report,
};

pub(crate) fn endpoint(endpoint: &Endpoint, report: &mut Report) {
    structure(&endpoint.request, Direction::Request, report);
    body(endpoint, report);
    fields(endpoint, report);
    fixed(endpoint, report);
    one_of(endpoint, report);
    signatures(endpoint, report);
    secure(endpoint, report);
}

fn is_get(endpoint: &Endpoint) -> bool {
    endpoint.method.as_ref().is_some_and(|said| said.value == "GET")
}

fn body(endpoint: &Endpoint, report: &mut Report) {
    let (fields, body) = (&endpoint.request.fields, endpoint.body());
    if let (Some(method), Some(said)) = (&endpoint.method, &endpoint.body)
        && method.value == "GET"
        && ["json", "multipart", "raw"].contains(&body.as_str())
    {
        report.conflict(&said.value, messages::GET_BODY, &method.value, messages::GET_HERE);
    }
    if let Some(said) = &endpoint.auth
        && endpoint.auth() == "app_secret"
        && body == "multipart"
    {
        report.at(&said.value, messages::SECRET_FORM);
    }
    let in_body: Vec<_> =
        fields.iter().filter(|field| field.query.is_none() && field.key.is_none()).collect();
    if body == "multipart" && in_body.is_empty() {
        report.at(&endpoint.request.ident, messages::EMPTY_FORM);
    }
    if body == "raw" && in_body.len() != 1 {
        let here = endpoint.body.as_ref().map(|said| &said.value);
        match in_body.get(1) {
            Some(second) => report.conflict(&second.ident, messages::RAW_ONE, here, messages::RAW_HERE),
            None => report.at(&endpoint.request.ident, messages::RAW_ONE),
        }
    }
}

fn fields(endpoint: &Endpoint, report: &mut Report) {
    let (body, auth) = (endpoint.body(), endpoint.auth());
    for field in &endpoint.request.fields {
        let query = field.in_query(&body);
        let form = body == "multipart" && !query;
        let list = kind(field.inner()) == Some(Kind::List);
        match &field.repeat {
            Some(repeat) if !query => report.at(repeat, messages::REPEAT_PLACE),
            Some(_)
                if kind(&field.ty).is_some_and(|kind| kind != Kind::List) || field.optional().is_some() =>
            {
                report.at(&field.ty, messages::REPEAT_TYPE);
            }
            Some(_) => {}
            None if query && list => report.at(&field.ty, messages::QUERY_LIST),
            None if form && list => report.at(&field.ty, messages::FORM_LIST),
            None => {}
        }
        if field.flat && (form || field.query.is_some()) {
            report.at(&field.ident, messages::FLAT_PLACE);
        }
        if body == "none" && field.query.is_none() && field.key.is_none() {
            let here = endpoint.body.as_ref().map(|said| &said.value);
            report.conflict(&field.ident, messages::NO_BODY_FIELD, here, messages::NO_BODY_HERE);
        }
        if auth == "access_token" && field.name == "access_token" {
            report.at(&field.ident, messages::TOKEN_FIELD);
        }
        if auth == "app_secret" && ["appid", "secret"].contains(&field.name.as_str()) {
            report.at(&field.ident, messages::SECRET_FIELD);
        }
        if let Some(appid) = &endpoint.appid
            && field.name == "appid"
        {
            report.conflict(&field.ident, messages::added("appid", "appid"), appid, messages::FIRST_WORD);
        }
    }
    if let Some(appid) = &endpoint.appid
        && auth == "app_secret"
    {
        report.at(appid, messages::APPID_TWICE);
    }
}

fn fixed(endpoint: &Endpoint, report: &mut Report) {
    let body = endpoint.body();
    let constants = endpoint.constants();
    if let Some(said) = &endpoint.fixed
        && ["none", "raw"].contains(&body.as_str())
    {
        report.at(&said.key, messages::FIXED_PLACE);
    }
    for (index, constant) in constants.iter().enumerate() {
        let name = constant.name.unraw().to_string();
        if let Some(first) = constants[..index].iter().find(|first| first.name == constant.name) {
            report.conflict(&constant.name, messages::twice(&name), &first.name, messages::FIRST);
        }
        if let Some(field) = endpoint.request.fields.iter().find(|field| field.name == name) {
            let message = messages::added(&name, "fixed");
            report.conflict(&field.ident, message, &constant.name, messages::FIXED_HERE);
        }
    }
}

fn one_of(endpoint: &Endpoint, report: &mut Report) {
    let Some(said) = &endpoint.one_of else { return };
    let fields = &endpoint.request.fields;
    let known: Vec<_> = fields.iter().map(|field| field.ident.to_string()).collect();
    let known: Vec<_> = known.iter().map(String::as_str).collect();
    if said.value.len() == 1 {
        report.at(&said.value[0], messages::ONE_OF_ONE);
    }
    for (index, name) in said.value.iter().enumerate() {
        if let Some(first) = said.value[..index].iter().find(|first| *first == name) {
            report.conflict(name, messages::twice(&name.to_string()), first, messages::FIRST);
        }
        match fields.iter().find(|field| field.ident == *name) {
            None => report.at(name, messages::no_such_field(&name.to_string(), &known)),
            Some(field) if field.optional().is_none() => {
                report.conflict(&field.ty, messages::ONE_OF_REQUIRED, name, messages::ONE_OF_HERE);
            }
            Some(_) => {}
        }
    }
}

fn signatures(endpoint: &Endpoint, report: &mut Report) {
    let signs = endpoint.signs();
    let find = |word: &str| signs.iter().find(|sign| *sign == word);
    let json = !is_get(endpoint) && endpoint.body() == "json";
    for (index, sign) in signs.iter().enumerate() {
        let word = sign.to_string();
        if let Some(first) = signs[..index].iter().find(|first| *first == sign) {
            report.conflict(sign, messages::twice(&word), first, messages::FIRST);
        }
        if word != "session_signature" && !json && endpoint.method.is_some() {
            report.at(sign, messages::sign_body(&word));
        }
        for field in &endpoint.request.fields {
            if added_by(sign).contains(&field.name.as_str()) && field.key.is_none() {
                report.conflict(
                    &field.ident,
                    messages::added(&field.name, "sign"),
                    sign,
                    messages::FIRST_WORD,
                );
            }
        }
    }
    if let (Some(user), Some(session)) = (find("user_signature"), find("session_signature")) {
        report.conflict(session, messages::TWO_SIGNATURES, user, messages::FIRST);
    }
    if let (Some(said), Some(auth)) = (&endpoint.sign, &endpoint.auth)
        && endpoint.auth() != "access_token"
    {
        report.conflict(&auth.value, messages::SIGN_AUTH, &said.key, messages::FIRST_WORD);
    }
    if let Some(sign) = find("delivery_sign") {
        let fields = &endpoint.request.fields;
        if !fields.iter().any(|field| field.flat || field.name == "shopid") {
            report.at(sign, messages::SHOP);
        }
    }
    keys(endpoint, find("user_signature").or(find("session_signature")), report);
}

/// The key goes with the signatures that are made with it.
fn keys(endpoint: &Endpoint, sign: Option<&Ident>, report: &mut Report) {
    let mut keys = endpoint.request.fields.iter().filter_map(|field| Some((field, field.key.as_ref()?)));
    let first = keys.next();
    match (first, sign) {
        (None, Some(sign)) => report.at(sign, messages::sign_key(&sign.to_string())),
        // What `sign` was to say could not be read.
        (Some((_, key)), None) if endpoint.sign.as_ref().is_none_or(|said| !said.value.is_empty()) => {
            report.at(key, messages::KEY_UNUSED);
        }
        _ => {}
    }
    if let (Some((_, first)), Some((_, second))) = (first, keys.next()) {
        report.conflict(second, messages::TWO_KEYS, first, messages::FIRST);
    }
    if let Some((field, key)) = first {
        if field.query.is_some() || field.default.is_some() || !field.limits.is_empty() || field.flat {
            report.at(key, messages::KEY_PLACE);
        }
        if field.optional().is_some() {
            report.at(&field.ty, messages::KEY_OPTION);
        }
    }
}

/// The fields that the client adds for a signature.
fn added_by(sign: &Ident) -> &'static [&'static str] {
    match sign.to_string().as_str() {
        "pay_sig" => &["pay_sig"],
        "user_signature" => &["signature"],
        "session_signature" => &["signature", "sig_method"],
        _ => &["delivery_sign"],
    }
}

fn secure(endpoint: &Endpoint, report: &mut Report) {
    let Some(secure) = &endpoint.secure else { return };
    if endpoint.method.is_some() && (is_get(endpoint) || endpoint.body() != "json") {
        report.at(secure, messages::SECURE_BODY);
    }
    if let Some(auth) = &endpoint.auth
        && endpoint.auth() != "access_token"
    {
        report.conflict(&auth.value, messages::SECURE_AUTH, secure, messages::FIRST_WORD);
    }
}
