//! The pushes: one row each.

use std::collections::BTreeMap;

use wx_core::{
    EventMeta,
    registry::{self, EventRow},
};

use crate::{documented, documented_inside, official, pin, table, titled};

/// Every built-in push, in the order of domains and names.
fn events() -> Vec<&'static EventRow> {
    let rows: Vec<_> =
        registry::events().into_iter().filter(|row| row.meta.module.starts_with("wx_specs::event")).collect();
    assert!(!rows.is_empty(), "the registry is empty");
    rows
}

#[test]
fn the_pushes_are_what_is_pinned() {
    let head = ["name", "kind", "domain", "told apart by", "wrapper", "reply", "within", "Rust name"];
    let mut rows = vec![head.map(str::to_owned)];
    rows.extend(events().into_iter().map(|row| {
        let EventMeta { name, kind, ids, wrapper, reply, within, rust_name, .. } = row.meta;
        [
            (*name).to_owned(),
            kind.word().to_owned(),
            row.meta.domain().to_owned(),
            ids.join(", "),
            wrapper.unwrap_or_default().to_owned(),
            reply.word().to_owned(),
            format!("{} s", within.as_secs()),
            (*rust_name).to_owned(),
        ]
    }));
    pin("events", &table(&rows));
}

#[test]
fn no_two_pushes_are_called_the_same() {
    let names = |meta: &EventMeta| [meta.name.to_lowercase(), meta.rust_name.to_lowercase()];
    let mut seen = BTreeMap::new();
    for row in events() {
        // A push is looked up by either name.
        for name in BTreeMap::from(names(row.meta).map(|name| (name, ()))).into_keys() {
            if let Some(first) = seen.insert(name.clone(), row.meta.rust_name) {
                panic!("`{first}` and `{}` are both called `{name}`", row.meta.rust_name);
            }
        }
        assert!(
            registry::find_event(row.meta.name).is_some_and(|found| std::ptr::eq(found.meta, row.meta)),
            "{}",
            row.meta.name
        );
    }
}

#[test]
fn every_push_says_where_its_official_page_is_and_what_it_is_called() {
    for row in events() {
        official(row.meta.rust_name, row.meta.docs);
        titled(row.meta.rust_name, row.meta.summary());
    }
}

#[test]
fn every_field_of_a_push_is_documented() {
    for row in events() {
        let name = row.meta.rust_name;
        documented(name, row.fields.fields);
        row.reply.into_iter().for_each(|reply| documented_inside(name, reply));
    }
}

/// Text that is read out of XML has no type of its own, and what tells two pushes apart must be there to do so.
#[test]
fn what_tells_two_pushes_apart_is_always_there() {
    for row in events() {
        for id in row.meta.ids {
            let field = row.fields.fields.iter().find(|field| field.name == *id);
            let field = field.unwrap_or_else(|| panic!("`{}` has no `{id}`", row.meta.rust_name));
            assert!(!field.optional, "`{}.{id}` may be missing", row.meta.rust_name);
        }
    }
}
