//! Schemas with a name: each stands once in the document, and no two have the same name.
//!
//! A type knows its Rust name and not its module, so two types may share one. They are told apart by what they are: while
//! the document is put together a schema refers to others by number, and names are given out at the end, when it is known
//! who shares one.

use std::collections::{BTreeMap, BTreeSet};

use schemars::Schema;
use serde_json::{Map, Value, json};

use super::Direction;

/// What stands in front of a number that is to become a name.
const DRAFT: &str = "\u{0}";

/// The named schemas of a document in the making.
#[derive(Default)]
pub(super) struct Components {
    all: Vec<Component>,
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
    /// A reference to a schema, which is kept unless there is such a one. No type contains itself, so what a schema
    /// refers to is there before it.
    pub(super) fn add(&mut self, name: &str, direction: Direction, schema: Schema) -> Schema {
        let schema = schema.to_value();
        // OpenAPI takes no other characters; Rust does.
        let name: String = name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
        let same =
            |known: &Component| known.name == name && known.direction == direction && known.schema == schema;
        let slot = self.all.iter().position(same).unwrap_or_else(|| {
            self.all.push(Component { name, direction, domain: self.domain, schema });
            self.all.len() - 1
        });
        Schema::new_ref(format!("{DRAFT}{slot}"))
    }

    /// Gives out the names: the schemas by name, and what turns numbers into references that begin with `at`.
    pub(super) fn named(self, at: &'static str) -> (Map<String, Value>, Refs) {
        let mut groups = BTreeMap::<&str, Vec<&Component>>::new();
        for component in &self.all {
            groups.entry(&component.name).or_default().push(component);
        }
        // Who has a name to itself keeps it, whoever comes before.
        let mut slots: Vec<_> = self
            .all
            .iter()
            .enumerate()
            .map(|(slot, component)| {
                let group = groups.get(component.name.as_str()).map_or(&[][..], Vec::as_slice);
                (Rivals::of(component, group), slot, component)
            })
            .collect();
        slots.sort_by_key(|(rivals, slot, _)| (*rivals, *slot));
        let mut taken = BTreeSet::new();
        let mut names = BTreeMap::new();
        for (rivals, slot, component) in slots {
            let name = component.free_name(rivals, &taken);
            taken.insert(name.clone());
            names.insert(slot, name);
        }
        let refs = Refs { at, names };
        let named = self.all.into_iter().enumerate().filter_map(|(slot, component)| {
            let name = refs.names.get(&slot)?.clone();
            Some((name, refs.resolved(component.schema)))
        });
        let named = named.collect();
        (named, refs)
    }
}

/// Who else has the name of a component.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rivals {
    /// Nobody.
    None,
    /// The same type travelling the other way.
    OtherDirection,
    /// Other types.
    Types {
        /// Some of them travel the other way.
        both_ways: bool,
    },
}

impl Rivals {
    fn of(component: &Component, group: &[&Component]) -> Self {
        let same_way = group.iter().filter(|other| other.direction == component.direction).count();
        let both_ways = same_way < group.len();
        match (same_way, both_ways) {
            (1, false) => Self::None,
            (1, true) if group.len() == 2 => Self::OtherDirection,
            _ => Self::Types { both_ways },
        }
    }
}

impl Component {
    /// The first of its possible names that is not taken.
    fn free_name(&self, rivals: Rivals, taken: &BTreeSet<String>) -> String {
        let Self { name, direction, domain, .. } = self;
        let answer = match rivals {
            Rivals::None | Rivals::Types { both_ways: false } => "",
            _ if *direction == Direction::Request => "",
            _ => "Answer",
        };
        let short = !matches!(rivals, Rivals::Types { .. });
        let short = short.then(|| format!("{name}{answer}"));
        let long = format!("{}{name}{answer}", upper_camel(domain));
        let numbered = (2..).map(|number| format!("{long}{number}"));
        let names = short.into_iter().chain([long.clone()]).chain(numbered);
        names.into_iter().find(|name| !taken.contains(name)).unwrap_or_default()
    }
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
                Some(slot) => {
                    json!(format!("{}{}", self.at, self.names.get(&slot).map_or("", String::as_str)))
                }
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
