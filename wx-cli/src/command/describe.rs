//! `wx describe`: everything about one endpoint, or one push.

use std::io::Write;

use clap::Args;
use serde::Serialize;
use wx_api::{Auth, BodyKind, ErrCode, Meta, ResponseKind, registry::Row};

use crate::{
    cli::Global,
    names::{self, Named},
    out::{BOLD, DIM, Out, TYPED},
    schema::{self, InOrder},
    stop::Stop,
    text::wrap,
};

mod added;
mod example;
mod fields;
mod head;
mod json;
mod push;

/// Which endpoint, or which push.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  wx describe getPhoneNumber           by official name
  wx describe login.code2Session       by id, where a name is not unique
  wx describe /wxa/getwxacodeunlimit   by path
  wx describe wxa_media_check          a push: an event, or the type of a message
  wx describe msgSecCheck --json       for a script")]
pub(crate) struct Describe {
    /// The endpoint, or the push.
    #[arg(value_name = "NAME")]
    name: String,
}

impl Describe {
    pub(crate) fn run(self, global: &Global, out: &mut Out) -> Result<(), Stop> {
        let row = match names::described(&self.name)? {
            Named::Endpoint(row) => row,
            Named::Push(row) => return push::describe(row, global, out),
        };
        if global.json {
            return out.json(&json::Description::new(row));
        }
        about(row.meta, out)?;
        out.heading(&request_title(row.meta))?;
        if !row.meta.one_of.is_empty() {
            writeln!(out, "  {DIM}exactly one of {}{DIM:#}", row.meta.one_of.join(", "))?;
        }
        fields::show(&schema::sent(row.request), out)?;
        answer(row, out)?;
        errors(row.meta, out)?;
        samples(row, out)?;
        out.heading("Call it")?;
        writeln!(out, "  {TYPED}{}{TYPED:#}", example::command(row))?;
        out.heading("In Rust")?;
        writeln!(out, "  {TYPED}{}{TYPED:#}", example::rust(row))?;
        Ok(())
    }
}

fn about(meta: &Meta, out: &mut Out) -> Result<(), Stop> {
    head::title(meta.name, &meta.id(), meta.doc, out)?;
    let again = if meta.idempotent { "yes" } else { "only when it is certain that it did not take effect" };
    let mut facts = vec![
        ("call", format!("{} {}", meta.method, meta.path)),
        ("auth", format!("{} ({})", meta.auth.word(), auth(meta.auth))),
    ];
    facts.extend(added::of(meta).iter().map(|added| ("adds", added.line())));
    if meta.secure {
        facts.push((
            "seal",
            "request and answer may be encrypted and signed (服务端 API 签名加密)".to_owned(),
        ));
    }
    facts.extend([("repeat", again.to_owned()), ("docs", meta.docs.to_owned())]);
    head::facts(&facts, out)
}

fn auth(auth: Auth) -> &'static str {
    match auth {
        Auth::AccessToken => "in the query; the client gets it, keeps it and renews it",
        Auth::AppSecret => "the appid and its secret; the client adds them",
        Auth::None => "nothing to prove",
        _ => "the client adds it",
    }
}

fn request_title(meta: &Meta) -> String {
    let how = match meta.body {
        BodyKind::Json => "one JSON object",
        BodyKind::Query => "in the query",
        BodyKind::Multipart => "a multipart/form-data form",
        BodyKind::Raw => "the body is one text, as it is",
        _ => "nothing",
    };
    format!("Request ({how})")
}

fn answer(row: &Row, out: &mut Out) -> Result<(), Stop> {
    let title = match row.meta.response {
        ResponseKind::Json => "Answer (JSON)",
        ResponseKind::Binary => "Answer (bytes; a failure is JSON, whatever its Content-Type says)",
        ResponseKind::BinaryOrJson => "Answer (bytes, or JSON)",
        _ => "Answer (nothing but success)",
    };
    out.heading(title)?;
    match row.response {
        Some(ty) => fields::show(&schema::received(ty), out),
        None if row.meta.response == ResponseKind::Binary => {
            writeln!(out, "  the bytes, their Content-Type and, if WeChat gives one, a file name")?;
            Ok(())
        }
        None => {
            writeln!(out, "  errcode 0")?;
            Ok(())
        }
    }
}

/// What a code means to this endpoint.
struct Meaning {
    en: String,
    zh: &'static str,
    retry: &'static str,
    advice: &'static str,
}

fn meaning(meta: &Meta, note: &wx_api::ErrorNote) -> Meaning {
    let known = ErrCode(note.code).meaning_for(meta.name);
    let own = Some(note.meaning).filter(|own| !own.is_empty());
    Meaning {
        en: own.or(known.map(|known| known.en)).unwrap_or("WeChat does not say what it means").to_owned(),
        // A meaning of the endpoint's own goes before the table's, which is then about something else.
        zh: known.filter(|_| own.is_none()).map_or("", |known| known.zh),
        retry: known.map_or("never", |known| known.retry.word()),
        advice: known.filter(|_| own.is_none()).map_or("", |known| known.advice()),
    }
}

fn errors(meta: &Meta, out: &mut Out) -> Result<(), Stop> {
    if meta.errors.is_empty() {
        return Ok(());
    }
    out.heading("Errors of its own")?;
    let codes: Vec<_> = meta.errors.iter().map(|note| note.code.to_string()).collect();
    let widest = codes.iter().map(String::len).max().unwrap_or(0);
    for (note, code) in meta.errors.iter().zip(&codes) {
        let meaning = meaning(meta, note);
        let text = match meaning.zh {
            "" => meaning.en,
            zh => format!("{zh} — {}", meaning.en),
        };
        for (index, line) in wrap(&text, Out::columns().saturating_sub(widest + 4)).iter().enumerate() {
            let code = if index == 0 { code } else { "" };
            writeln!(out, "  {BOLD}{code:>widest$}{BOLD:#}  {line}")?;
        }
    }
    writeln!(out, "  {DIM}`wx errcode CODE --api {}` says what to do.{DIM:#}", meta.name)?;
    Ok(())
}

fn samples(row: &Row, out: &mut Out) -> Result<(), Stop> {
    let Some(sample) = example::sample(row) else { return Ok(()) };
    let request = example::abbreviated(&sample.request);
    let request_type = wx_api::Type::Object(row.request);
    print_json("Example request", &InOrder(&request, Some(&request_type)), out)?;
    if let Some(response) = &sample.response {
        print_json("Example answer", &InOrder(response, row.response), out)?;
    }
    Ok(())
}

fn print_json(title: &str, json: &impl Serialize, out: &mut Out) -> Result<(), Stop> {
    out.heading(title)?;
    let text = serde_json::to_string_pretty(json).map_err(|error| Stop::Failed(error.to_string()))?;
    for line in text.lines() {
        writeln!(out, "  {line}")?;
    }
    Ok(())
}
