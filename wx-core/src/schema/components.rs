//! Schemas with a name: each stands once in the document, and no two have the same name.
//!
//! A type knows its Rust name and not its module, so two types may share one. They are told apart by what they are: while
//! the document is put together a schema refers to others by number, and names are given out at the end, when it is known
//! who shares one.

use std::collections::{BTreeMap, BTreeSet};

use schemars::Schema;
use serde_json::{Map, Value, json};

use super::Direction;
use crate::Object;

/// What stands in front of a number that is to become a name.
const DRAFT: &str = "\u{0}";

/// The named schemas of a document in the making.
#[derive(Default)]
pub(super) struct Components {
    all: Vec<Option<Component>>,
    /// The objects that are being described, so that one that contains itself refers to itself.
    underway: Vec<(&'static Object, Direction, usize)>,
    /// The objects that contain themselves.
    recursive: Vec<(&'static Object, Direction, usize)>,
    /// The domain of the endpoint that is being described.
    pub(super) domain: &'static str,
}

struct Component {
    name: String,
    direction: Direction,
    domain: &'static str,
    schema: Value,
}

impl Components {
    /// A reference to a schema, which is kept unless there is such a one.
    pub(super) fn add(&mut self, name: &str, direction: Direction, schema: Schema) -> Schema {
        let slot = self.reserve();
        self.fill(slot, name, direction, schema)
    }

    /// The same for an object whose description may come to it again.
    pub(super) fn object_once(
        &mut self,
        object: &'static Object,
        direction: Direction,
        describe: impl FnOnce(&mut Self) -> Schema,
    ) -> Schema {
        let same = |(known, way, _): &&(&'static Object, Direction, usize)| {
            std::ptr::eq(*known, object) && *way == direction
        };
        if let Some((.., slot)) = self.recursive.iter().find(same) {
            return draft(*slot);
        }
        if let Some(found) = self.underway.iter().find(same).copied() {
            self.recursive.push(found);
            return draft(found.2);
        }
        let slot = self.reserve();
        self.underway.push((object, direction, slot));
        let schema = describe(self);
        self.underway.pop();
        self.fill(slot, object.name, direction, schema)
    }

    fn reserve(&mut self) -> usize {
        self.all.push(None);
        self.all.len() - 1
    }

    fn fill(&mut self, slot: usize, name: &str, direction: Direction, schema: Schema) -> Schema {
        let schema = schema.to_value();
        let same = |known: &Option<Component>| {
            known.as_ref().is_some_and(|known| {
                known.name == name && known.direction == direction && known.schema == schema
            })
        };
        // One that contains itself has been referred to already.
        let recursive = self.recursive.iter().any(|(.., known)| *known == slot);
        if let (false, Some(known)) = (recursive, self.all.iter().position(same)) {
            return draft(known);
        }
        self.all[slot] = Some(Component { name: name.to_owned(), direction, domain: self.domain, schema });
        draft(slot)
    }

    /// Gives out the names: the schemas by name, and what turns numbers into references that begin with `at`.
    pub(super) fn named(self, at: &'static str) -> (Map<String, Value>, Refs) {
        let mut groups = BTreeMap::<&str, Vec<&Component>>::new();
        for component in self.all.iter().flatten() {
            groups.entry(&component.name).or_default().push(component);
        }
        let mut taken = BTreeSet::new();
        let mut names = BTreeMap::new();
        let alone = |component: &Component| {
            let group = groups.get(component.name.as_str()).map_or(&[][..], Vec::as_slice);
            let sharing = group.iter().filter(|other| other.direction == component.direction).count();
            (group.len() == 1, sharing == 1)
        };
        // Who has a name to itself keeps it, whoever comes before.
        let mut slots: Vec<_> = self.all.iter().enumerate().filter_map(|(slot, component)| {
            component.as_ref().map(|component| (alone(component), slot, component))
        }).collect();
        slots.sort_by_key(|((only, of_direction), slot, _)| (!only, !of_direction, *slot));
        for ((only, of_direction), slot, component) in slots {
            let name = component.free_name(only, of_direction, &taken);
            taken.insert(name.clone());
            names.insert(slot, name);
        }
        let refs = Refs { at, names };
        let named = self.all.into_iter().enumerate().filter_map(|(slot, component)| {
            let name = refs.names.get(&slot)?.clone();
            Some((name, refs.resolved(component?.schema)))
        });
        let named = named.collect();
        (named, refs)
    }
}

impl Component {
    /// The first of its possible names that is not taken.
    fn free_name(&self, only: bool, of_direction: bool, taken: &BTreeSet<String>) -> String {
        let Self { name, direction, domain, .. } = self;
        let answer = if *direction == Direction::Request { "" } else { "Answer" };
        let long = format!("{}{name}", upper_camel(domain));
        let short = [only.then(|| name.clone()), of_direction.then(|| format!("{name}{answer}"))];
        let long = [long.clone(), format!("{long}{answer}")];
        let numbered = (2..).map(|number| format!("{}{number}", long[1]));
        short.into_iter().flatten().chain(long.clone()).chain(numbered)
            .find(|name| !taken.contains(name))
            .unwrap_or_default()
    }
}

fn draft(slot: usize) -> Schema {
    Schema::new_ref(format!("{DRAFT}{slot}"))
}

/// What turns numbers into references.
pub(super) struct Refs {
    at: &'static str,
    names: BTreeMap<usize, String>,
}

impl Refs {
    /// The value with every number in it turned into a reference.
    pub(super) fn resolved(&self, value: Value) -> Value {
        match value {
            Value::String(text) => match text.strip_prefix(DRAFT).and_then(|slot| slot.parse().ok()) {
                Some(slot) => json!(format!("{}{}", self.at, self.names.get(&slot).map_or("", String::as_str))),
                None => text.into(),
            },
            Value::Array(items) => items.into_iter().map(|item| self.resolved(item)).collect(),
            Value::Object(map) => {
                map.into_iter().map(|(key, value)| (key, self.resolved(value))).collect::<Map<_, _>>().into()
            }
            value => value,
        }
    }
}

/// `subscribe_message` → `SubscribeMessage`
pub(super) fn upper_camel(text: &str) -> String {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.map(|word| word[..1].to_ascii_uppercase() + &word[1..]).collect()
}
