//! The required fields inside a request.

use serde::de::Error as _;
use serde_json::{Error, Map, Value};

use crate::{Field, RequestError, Type};

/// Whether the objects inside a request have their required fields; serde says which field of the request itself is missing.
pub(super) fn all(fields: &[Field], json: &[u8]) -> Result<(), RequestError> {
    let Ok(Value::Object(request)) = serde_json::from_slice(json) else { return Ok(()) };
    match missing_inside(fields, &request) {
        Some(path) => Err(RequestError::Json(Error::custom(format_args!("missing field `{path}`")))),
        None => Ok(()),
    }
}

/// The path of a required field that an object inside these fields does not have.
fn missing_inside(fields: &[Field], object: &Map<String, Value>) -> Option<String> {
    fields.iter().filter(|field| !field.flat).find_map(|field| {
        let missing = missing_in(field.ty, object.get(field.name)?)?;
        Some(format!("{}{missing}", field.name))
    })
}

fn missing_in(ty: &Type, value: &Value) -> Option<String> {
    match (ty, value) {
        (Type::Object(object), Value::Object(map)) => {
            let required = object
                .fields
                .iter()
                .find(|field| !field.optional && !field.flat && !map.contains_key(field.name));
            let path =
                required.map(|field| field.name.to_owned()).or_else(|| missing_inside(object.fields, map))?;
            Some(format!(".{path}"))
        }
        (Type::List(item), Value::Array(items)) => items
            .iter()
            .enumerate()
            .find_map(|(index, value)| Some(format!("[{index}]{}", missing_in(item, value)?))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::{Object, Wire};

    const ITEM: Type = Type::Object(&Object {
        name: "Item",
        fields: &[Field::of::<i64>("kind"), Field::of::<Option<i64>>("note")],
    });

    struct Item;

    impl Wire for Item {
        const TYPE: &'static Type = &ITEM;
    }

    #[test]
    fn a_required_field_inside_an_object_or_a_list_is_missed() {
        let fields =
            &[Field::of::<Item>("item"), Field::of::<Vec<Item>>("items"), Field::of::<Option<Item>>("more")];
        let missing =
            |request: Value| all(fields, request.to_string().as_bytes()).map_err(|error| error.to_string());
        assert_eq!(missing(json!({ "item": { "kind": 1 }, "items": [{ "kind": 1, "note": 2 }] })), Ok(()));
        for (request, path) in [
            (json!({ "item": {} }), "item.kind"),
            (json!({ "items": [{ "kind": 1 }, { "note": 1 }] }), "items[1].kind"),
            (json!({ "more": { "note": 1 } }), "more.kind"),
        ] {
            let error = missing(request).unwrap_err();
            assert!(error.contains(&format!("missing field `{path}`")), "{error}");
        }
    }
}
