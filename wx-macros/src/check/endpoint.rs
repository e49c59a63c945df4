//! The rules of a whole endpoint.

use syn::{Ident, Type, ext::IdentExt};

use super::{signed, structure};
use crate::{
    messages,
    model::{Direction, Endpoint, Field, Kind, argument, is_named, kind},
    parse,
    report::Report,
};

pub(crate) fn endpoint(endpoint: &Endpoint, report: &mut Report) {
    structure(&endpoint.request, Some(Direction::Request), report);
    if let Some(body) = endpoint.sure_body() {
        self::body(endpoint, &body, report);
        for field in &endpoint.request.fields {
            place(endpoint, field, &body, report);
        }
        fixed(endpoint, &body, report);
        path(endpoint, &body, report);
    }
    for field in &endpoint.request.fields {
        added(endpoint, field, report);
    }
    if let (Some(appid), Some(auth)) = (&endpoint.appid, &endpoint.auth)
        && endpoint.auth() == "app_secret"
    {
        report.conflict(appid, messages::APPID_TWICE, &auth.value, messages::here("auth"));
    }
    errors(endpoint, report);
    one_of(endpoint, report);
    signed::all(endpoint, report);
}

fn body(endpoint: &Endpoint, body: &str, report: &mut Report) {
    let Some(said) = &endpoint.body else { return };
    if let Some(method) = &endpoint.method
        && method.value == "GET"
        && ["json", "multipart", "raw"].contains(&body)
    {
        report.conflict(&said.value, messages::GET_BODY, &method.value, messages::here("method"));
    }
    if let Some(auth) = &endpoint.auth
        && endpoint.auth() == "app_secret"
        && body == "multipart"
    {
        report.conflict(&auth.value, messages::SECRET_FORM, &said.value, messages::here("body"));
    }
    // A key that could not be read may have said of a field that it does not travel in the body.
    let fields = &endpoint.request.fields;
    if fields.iter().any(|field| field.unread) {
        return;
    }
    let in_body: Vec<_> =
        fields.iter().filter(|field| field.query.is_none() && field.key.is_none()).collect();
    match (body, in_body.as_slice()) {
        ("multipart", []) => {
            report.conflict(
                &endpoint.request.ident,
                messages::EMPTY_FORM,
                &said.value,
                messages::here("body"),
            );
        }
        ("raw", []) => {
            report.conflict(&endpoint.request.ident, messages::RAW_ONE, &said.value, messages::here("body"));
        }
        ("raw", [field]) => raw(field, report),
        ("raw", [_, more @ ..]) => {
            for field in more {
                report.at(&field.ident, messages::RAW_ONE);
            }
            report.at(&said.value, messages::here("body"));
        }
        _ => {}
    }
}

/// The one field of a raw body.
fn raw(field: &Field, report: &mut Report) {
    if field.optional().is_some() {
        report.at(&field.ty, messages::RAW_OPTION);
    } else if field.flat || kind(&field.ty).is_some_and(|kind| kind != Kind::Text) {
        report.at(&field.ty, messages::RAW_TEXT);
    }
}

/// Whether a field can travel where it is to.
fn place(endpoint: &Endpoint, field: &Field, body: &str, report: &mut Report) {
    if field.key.is_some() {
        return;
    }
    let query = field.in_query(body);
    let form = body == "multipart" && !query;
    let inner = field.inner();
    let map = argument(inner, "BTreeMap").or(argument(inner, "IndexMap")).is_some();
    if is_named(inner, "Upload") && !form && !field.unread {
        report.at(&field.ty, messages::UPLOAD_PLACE);
    }
    if ["SessionKey", "AccessToken", "AppSecret", "AppKey", "DeliverySecret"]
        .iter()
        .any(|it| is_named(inner, it))
        && !field.unread
    {
        report.at(&field.ty, messages::SECRET_PLACE);
    }
    if field.flat && (form || field.query.is_some()) {
        report.at(&field.ident, messages::FLAT_PLACE);
    } else if map && (query || form) {
        report.at(&field.ty, messages::MAP_PLACE);
    }
    repeat(field, query, form, report);
    if body == "none"
        && !query
        && !field.unread
        && let Some(said) = &endpoint.body
    {
        report.conflict(&field.ident, messages::NO_BODY_FIELD, &said.value, messages::here("body"));
    }
    let alone = query && (body != "query" || field.repeat.is_some()) || form || body == "raw";
    if alone && let Some(meta) = parse::serde::find(&field.attrs, "skip_serializing_if") {
        report.at(meta.path(), messages::serde::SKIP_ALONE);
    }
}

/// A list in a query or in a form.
fn repeat(field: &Field, query: bool, form: bool, report: &mut Report) {
    let list = |ty: &Type| kind(ty) == Some(Kind::List);
    match &field.repeat {
        Some(repeat) if !query && !field.unread => report.at(repeat, messages::REPEAT_PLACE),
        Some(_) if field.optional().is_some_and(list) => report.at(&field.ty, messages::REPEAT_OPTION),
        Some(_) if field.optional().is_some() || kind(&field.ty).is_some_and(|kind| kind != Kind::List) => {
            report.at(&field.ty, messages::REPEAT_TYPE);
        }
        None if field.unread || !list(field.inner()) => {}
        None if query => report.at(&field.ty, messages::QUERY_LIST),
        None if form => report.at(&field.ty, messages::FORM_LIST),
        _ => {}
    }
}

/// What the client adds has no field of its own.
fn added(endpoint: &Endpoint, field: &Field, report: &mut Report) {
    if field.flat || field.key.is_some() {
        return;
    }
    let auth = endpoint.sure_auth();
    if auth.as_deref() == Some("access_token") && field.name == "access_token" {
        report.at(&field.ident, messages::TOKEN_FIELD);
    }
    if auth.as_deref() == Some("app_secret")
        && (field.name == "appid" || field.name == endpoint.secret_field())
    {
        report.at(&field.ident, messages::SECRET_FIELD);
    }
    if let Some(appid) = &endpoint.appid
        && field.name == "appid"
    {
        report.conflict(&field.ident, messages::added("appid", "appid"), appid, messages::here("appid"));
    }
    if let Some(fixed) = endpoint.constants().iter().find(|fixed| fixed.name.unraw() == field.name) {
        let message = messages::added(&field.name, "fixed");
        report.conflict(&field.ident, message, &fixed.name, messages::here("fixed"));
    }
}

fn fixed(endpoint: &Endpoint, body: &str, report: &mut Report) {
    let Some(said) = &endpoint.fixed else { return };
    if let Some(kind) = &endpoint.body
        && ["none", "raw"].contains(&body)
    {
        report.conflict(&said.key, messages::FIXED_PLACE, &kind.value, messages::here("body"));
    }
    for (index, constant) in said.value.iter().enumerate() {
        let name = constant.name.unraw().to_string();
        if let Some(first) = said.value[..index].iter().find(|first| first.name.unraw() == name) {
            report.conflict(&constant.name, messages::twice(&name), &first.name, messages::FIRST);
        }
        let ours = match (endpoint.sure_auth().as_deref(), name.as_str()) {
            (Some("access_token"), "access_token") => "auth",
            (Some("app_secret"), name) if name == endpoint.secret_field() => "auth",
            (_, "appid") if endpoint.appid.is_some() => "appid",
            (Some("app_secret"), "appid") => "auth",
            (_, name) if endpoint.signs().iter().any(|sign| signed::added_by(sign).contains(&name)) => "sign",
            _ => continue,
        };
        report.at(&constant.name, messages::added(&name, ours));
    }
}

/// What the path's own query says has no field.
fn path(endpoint: &Endpoint, body: &str, report: &mut Report) {
    let Some(said) = &endpoint.path else { return };
    let path = said.value.value();
    let Some((_, query)) = path.split_once('?') else { return };
    let names: Vec<_> =
        query.split('&').map(|pair| pair.split_once('=').map_or(pair, |(name, _)| name)).collect();
    let fields = endpoint.request.fields.iter().filter(|field| field.in_query(body) && !field.flat);
    let fields = fields.map(|field| (&field.ident, field.name.clone()));
    let fixed = endpoint.constants().iter().filter(|_| body == "query");
    let fixed = fixed.map(|fixed| (&fixed.name, fixed.name.unraw().to_string()));
    for (ident, name) in fields.chain(fixed) {
        if names.contains(&name.as_str()) {
            report.conflict(ident, messages::in_path(&name), &said.value, messages::here("path"));
        }
    }
}

fn errors(endpoint: &Endpoint, report: &mut Report) {
    for (index, note) in endpoint.errors.iter().enumerate() {
        if note.code == 0 {
            report.at(&note.number, messages::NO_ERROR);
        }
        if let Some(first) = endpoint.errors[..index].iter().find(|first| first.code == note.code) {
            let message = messages::twice(&note.code.to_string());
            report.conflict(&note.number, message, &first.number, messages::FIRST);
        }
    }
}

fn one_of(endpoint: &Endpoint, report: &mut Report) {
    let Some(said) = &endpoint.one_of else { return };
    let fields = &endpoint.request.fields;
    if let [alone] = said.value.as_slice()
        && endpoint.is_sure("one_of")
    {
        report.at(alone, messages::ONE_OF_ONE);
    }
    for (index, name) in said.value.iter().enumerate() {
        let same = |first: &&Ident| first.unraw() == name.unraw();
        if let Some(first) = said.value[..index].iter().find(same) {
            report.conflict(name, messages::twice(&name.to_string()), first, messages::FIRST);
            continue;
        }
        match endpoint.request.field(name) {
            None => report.at(name, messages::no_such_field(&name.to_string(), fields, None)),
            Some(field) if field.flat => {
                report.conflict(&field.ident, messages::ONE_OF_FLAT, name, messages::here("one_of"));
            }
            Some(field) if field.key.is_some() => {}
            Some(field) if field.optional().is_none() => {
                report.conflict(&field.ty, messages::ONE_OF_REQUIRED, name, messages::here("one_of"));
            }
            Some(_) => {}
        }
    }
}
