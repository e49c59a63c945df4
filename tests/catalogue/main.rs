//! Everything the specs describe, as tables a reviewer can read: one row an endpoint, one row a push, one row an error code.
//!
//! Renew them with `INSTA_UPDATE=always cargo test -p wx-tests --test catalogue`.

mod events;

use std::collections::BTreeMap;

use wx_core::{
    Field, Meta, Type,
    registry::{self, Row},
};
use wx_specs::errcode::ErrCode;

/// Pins `text` under `name`.
fn pin(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(".");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

/// Every built-in endpoint, in the order of their ids.
fn endpoints() -> Vec<&'static Row> {
    let rows: Vec<_> =
        registry::all().into_iter().filter(|row| row.meta.module.starts_with("wx_specs::")).collect();
    assert!(!rows.is_empty(), "the registry is empty");
    rows
}

/// Columns side by side, each as wide as its widest cell.
fn table<const N: usize>(rows: &[[String; N]]) -> String {
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths: [usize; N] = std::array::from_fn(width);
    let line = |row: &[String; N]| {
        let cells = row.iter().zip(widths).map(|(cell, width)| format!("{cell:<width$}"));
        cells.collect::<Vec<_>>().join("  ").trim_end().to_owned() + "\n"
    };
    rows.iter().map(line).collect()
}

#[test]
fn the_catalogue_is_what_is_pinned() {
    let head = [
        "id",
        "method",
        "path",
        "auth",
        "body",
        "response",
        "repeatable",
        "Rust name",
        "essential in the answer",
    ];
    let mut rows = vec![head.map(str::to_owned)];
    rows.extend(endpoints().into_iter().map(|row| {
        let Meta { method, auth, body, response, idempotent, rust_name, .. } = row.meta;
        let repeatable = if *idempotent { "yes" } else { "no" };
        [
            row.meta.id(),
            method.to_string(),
            whole_path(row.meta),
            auth.word().to_owned(),
            body.word().to_owned(),
            response.word().to_owned(),
            repeatable.to_owned(),
            (*rust_name).to_owned(),
            row.response.map_or_else(String::new, |answer| essential(answer).join(", ")),
        ]
    }));
    pin("catalogue", &table(&rows));
}

/// The fields without which an answer or a push is an error.
fn essential(ty: &Type) -> Vec<String> {
    let (within, item) = match ty {
        Type::Object(object) => return object.fields.iter().flat_map(essential_in).collect(),
        Type::List(item) => ("[]", item),
        Type::Map(item) => ("{}", item),
        _ => return Vec::new(),
    };
    essential(item).into_iter().map(|path| format!("{within}.{path}")).collect()
}

fn essential_in(field: &Field) -> Vec<String> {
    let itself = (field.essential && !field.optional).then(|| field.name.to_owned());
    let inside = essential(field.ty).into_iter().map(|path| {
        let dot = if path.starts_with(['[', '{']) || field.flat { "" } else { "." };
        let name = if field.flat { "" } else { field.name };
        format!("{name}{dot}{path}")
    });
    itself.into_iter().chain(inside).collect()
}

/// The path, and the fields by which endpoints that share one are told apart: `/wxa/plugin, action=list`.
fn whole_path(meta: &Meta) -> String {
    let fixed = meta.fixed.iter().map(|(name, value)| format!(", {name}={value}"));
    fixed.fold(meta.path.to_owned(), |path, fixed| path + &fixed)
}

#[test]
fn the_error_codes_are_what_is_pinned() {
    // Chinese characters are two columns wide in some fonts and not in others, so texts are not padded.
    let rows = ErrCode::all().map(|(code, meaning)| {
        let (category, retry) = (meaning.category.word(), meaning.retry.word());
        let only = match meaning.only {
            [] => String::new(),
            apis => format!(" | only {}", apis.join(", ")),
        };
        format!("{:>8}  {category:<18}  {retry:<13}  {} | {}{only}\n", code.0, meaning.en, meaning.zh)
    });
    pin("errcodes", &rows.collect::<String>());
}

/// What must be different for every endpoint.
type Fact = (&'static str, fn(&Meta) -> String);

#[test]
fn nothing_is_called_the_same() {
    let facts: [Fact; 3] = [
        ("id", Meta::id),
        ("Rust name", |meta| meta.rust_name.to_owned()),
        ("method, path and fixed fields", |meta| format!("{} {}", meta.method, whole_path(meta))),
    ];
    for (what, fact) in facts {
        let mut seen = BTreeMap::new();
        for row in endpoints() {
            if let Some(first) = seen.insert(fact(row.meta), row.meta.rust_name) {
                panic!("`{first}` and `{}` have the same {what}: {}", row.meta.rust_name, fact(row.meta));
            }
        }
    }
}

#[test]
fn every_endpoint_says_where_its_official_page_is() {
    for row in endpoints() {
        official(row.meta.rust_name, row.meta.docs);
    }
}

#[test]
fn the_first_line_of_every_documentation_begins_with_the_official_chinese_title() {
    for row in endpoints() {
        titled(row.meta.rust_name, row.meta.summary());
    }
}

/// Asserts that this is an official page.
fn official(rust_name: &str, docs: &str) {
    assert!(docs.starts_with("https://developers.weixin.qq.com/"), "`{rust_name}`: `{docs}`");
}

/// Asserts that a first line is the official title and what it means.
fn titled(rust_name: &str, summary: &str) {
    let (title, meaning) = summary.split_once(" — ").unwrap_or_else(|| panic!("`{rust_name}`: `{summary}`"));
    let chinese = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    assert!(title.starts_with(chinese) && !title.contains(' '), "`{rust_name}`: the title `{title}`");
    assert!(meaning.ends_with(['.', '…']) || meaning.len() > 20, "`{rust_name}`: `{meaning}` says little");
}

#[test]
fn every_field_is_documented() {
    for row in endpoints() {
        let name = row.meta.rust_name;
        documented(name, row.request.fields);
        row.response.into_iter().for_each(|answer| documented_inside(name, answer));
    }
}

fn documented(path: &str, fields: &[Field]) {
    for field in fields {
        let path = format!("{path}.{}", field.name);
        let doc = field.doc;
        assert!(doc.ends_with(['.', '`', ')']), "`{path}`: a sentence, not `{doc}`");
        documented_inside(&path, field.ty);
    }
}

fn documented_inside(path: &str, ty: &Type) {
    match ty {
        Type::Object(object) => documented(path, object.fields),
        Type::List(inner) | Type::Map(inner) | Type::JsonText(inner) => documented_inside(path, inner),
        Type::Variants(variants) => variants.all.iter().for_each(|shape| documented_inside(path, shape.ty)),
        _ => {}
    }
}

#[test]
fn every_code_an_endpoint_names_has_a_meaning() {
    for row in endpoints() {
        for note in row.meta.errors {
            let known = !note.meaning.is_empty() || ErrCode(note.code).meaning_for(row.meta.name).is_some();
            assert!(known, "{} names {}, which nothing explains", row.meta.name, note.code);
        }
    }
}
