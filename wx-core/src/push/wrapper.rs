//! The object that some pushes put their fields in.

use std::mem;

use serde_json::{Map, Value};

/// Lifts the fields out of the object `wrapper`, which XML has and JSON often has not. All stays as it is where there is no
/// such object, and where one of its fields is called like one beside it.
pub fn unwrap(fields: &mut Map<String, Value>, wrapper: &str) {
    let Some(Value::Object(inside)) = fields.get(wrapper) else { return };
    if inside.keys().any(|name| name != wrapper && fields.contains_key(name)) {
        return;
    }
    if let Some(Value::Object(inside)) = fields.remove(wrapper) {
        fields.extend(inside);
    }
}

/// Puts all fields into an object `wrapper`: the reverse of [`unwrap`], before the [`PushHeader`](super::PushHeader) is put beside it.
pub fn wrap(fields: &mut Map<String, Value>, wrapper: &str) {
    let inside = mem::take(fields);
    fields.insert(wrapper.to_owned(), Value::Object(inside));
}
