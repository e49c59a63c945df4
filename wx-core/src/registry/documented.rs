//! A request as the official pages write it, made into what the endpoint's type reads.

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::{BodyKind, Field, Meta, Place, RequestError, Type};

/// JSON that keeps the order of its keys, which a subscribe message needs.
#[derive(Debug, PartialEq, Deserialize, Serialize)]
#[serde(untagged)]
enum Ordered {
    Object(IndexMap<String, Ordered>),
    List(Vec<Ordered>),
    Plain(Value),
}

/// The JSON of a request, if the type would not read them as they are: fields that the client adds are taken out, and
/// numbers of the query, where everything is text, may be text.
pub(super) fn documented(
    meta: &Meta,
    fields: &[Field],
    json: &[u8],
) -> Result<Option<Vec<u8>>, RequestError> {
    // What is no object is left to the type, which says so.
    let Ok(mut given) = serde_json::from_slice::<IndexMap<String, Ordered>>(json) else { return Ok(None) };
    for (field, constant) in meta.fixed {
        match given.get(*field) {
            Some(Ordered::Plain(value)) if constant.equals(value) => {}
            Some(_) => return Err(RequestError::Fixed { field, value: (*constant).into() }),
            None => {}
        }
    }
    let before = given.len();
    given.retain(|name, _| !meta.adds(name) || is_own(fields, name));
    let mut changed = given.len() < before;
    let queried = |field: &Field| field.place == Place::Query || meta.body == BodyKind::Query;
    for field in fields.iter().filter(|field| queried(field)) {
        read_field(field, &mut given, &mut changed);
    }
    changed.then(|| serde_json::to_vec(&given)).transpose().map_err(RequestError::Json)
}

/// An error of JSON that was changed: a place in it is none in what was given.
pub(super) fn without_place(error: &serde_json::Error) -> RequestError {
    let message = error.to_string();
    let message = message.split(" at line ").next().unwrap_or_default();
    RequestError::Json(serde::de::Error::custom(message))
}

/// Refuses fields of an optional part that stands beside the others and was not read: serde takes a part that does not
/// fit for one that is not there.
pub(super) fn nothing_lost(fields: &[Field], json: &[u8], read: &Value) -> Result<(), RequestError> {
    let given: Map<String, Value> = serde_json::from_slice(json).unwrap_or_default();
    for field in fields.iter().filter(|field| field.flat && field.optional) {
        let part = std::slice::from_ref(field);
        let lost = given.iter().filter(|(name, value)| {
            is_own(part, name) && !value.is_null() && read.get(name.as_str()).is_none()
        });
        let lost: Vec<_> = lost.map(|(name, _)| format!("`{name}`")).collect();
        if !lost.is_empty() {
            let problem = format!("{} cannot be read as {}", lost.join(", "), field.ty.describe());
            return Err(RequestError::Json(serde::de::Error::custom(problem)));
        }
    }
    Ok(())
}

/// Whether a request has a field of its own of this name.
fn is_own(fields: &[Field], name: &str) -> bool {
    fields.iter().any(|field| match field.ty {
        Type::Object(object) if field.flat => is_own(object.fields, name),
        Type::Variants(variants) if field.flat => {
            variants.tag == Some(name)
                || variants.all.iter().any(|variant| match variant.ty {
                    _ if variants.tag.is_some() => variant.name == name,
                    Type::Object(object) => is_own(object.fields, name),
                    _ => false,
                })
        }
        _ => field.name == name,
    })
}

/// Makes a value of the query what its type reads, and notes if it was something else.
fn read_field(field: &Field, given: &mut IndexMap<String, Ordered>, changed: &mut bool) {
    match field.ty {
        Type::Object(object) if field.flat => {
            object.fields.iter().for_each(|field| read_field(field, given, changed));
        }
        Type::Variants(variants) if field.flat => {
            for variant in variants.all {
                if let Type::Object(object) = variant.ty {
                    object.fields.iter().for_each(|field| read_field(field, given, changed));
                }
            }
        }
        ty => match (ty, given.get_mut(field.name)) {
            (Type::List(item), Some(Ordered::List(items))) => {
                items.iter_mut().for_each(|value| read_text(item, value, changed));
            }
            (ty, Some(value)) => read_text(ty, value, changed),
            (_, None) => {}
        },
    }
}

/// Makes a text the number or the boolean that is due, and notes if it did.
fn read_text(ty: &Type, value: &mut Ordered, changed: &mut bool) {
    let Ordered::Plain(Value::String(text)) = value else { return };
    let read: Option<Value> = match ty {
        Type::Integer | Type::UnixSeconds | Type::Codes(_) => text.parse::<i64>().ok().map(Value::from),
        Type::Number => text.parse::<f64>().ok().filter(|number| number.is_finite()).map(Value::from),
        Type::Bool => text.parse::<bool>().ok().map(Value::from),
        _ => None,
    };
    if let Some(read) = read {
        *value = Ordered::Plain(read);
        *changed = true;
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::{Constant, ResponseKind, http::Method};

    const FIELDS: &[Field] = &[
        Field::of::<u64>("record_id").query(),
        Field::of::<f64>("ratio").query(),
        Field::of::<bool>("all").query(),
        Field::of::<Vec<i64>>("ids").query(),
        Field::of::<String>("media_id").query(),
        Field::of::<u32>("body"),
    ];
    const META: Meta = Meta::new(("get", "Get", "a"), Method::POST, "/get", ResponseKind::Empty, "")
        .fixed(&[("is_comm_nearby", Constant::Text("1")), ("version", Constant::Integer(2))]);

    fn read_as(meta: &Meta, fields: &[Field], given: &Value) -> Option<Value> {
        let json = documented(meta, fields, given.to_string().as_bytes()).unwrap()?;
        Some(serde_json::from_slice(&json).unwrap())
    }

    #[test]
    fn numbers_of_the_query_may_be_text() {
        let given = json!({
            "record_id": "12", "ratio": "1.5", "all": "true", "ids": ["1", 2], "media_id": "34", "body": "5",
        });
        let expected = json!({
            "record_id": 12, "ratio": 1.5, "all": true, "ids": [1, 2], "media_id": "34", "body": "5",
        });
        assert_eq!(read_as(&META, FIELDS, &given), Some(expected));
        // What is no number is left to the type, which says what is wrong.
        assert_eq!(
            read_as(&META, FIELDS, &json!({ "record_id": "", "ratio": "NaN", "all": "yes", "ids": 1 })),
            None
        );
        assert_eq!(read_as(&META, FIELDS, &json!({ "record_id": 12, "media_id": "34" })), None);
    }

    #[test]
    fn keys_keep_their_order() {
        let json = br#"{"z":{"b":[{"d":1,"c":18446744073709551615}],"a":null},"version":2,"y":"x"}"#;
        let left = documented(&META, FIELDS, json).unwrap().unwrap();
        let expected = r#"{"z":{"b":[{"d":1,"c":18446744073709551615}],"a":null},"y":"x"}"#;
        assert_eq!(String::from_utf8(left).unwrap(), expected);
    }

    #[test]
    fn what_the_client_adds_is_taken_out() {
        const TOKEN: Meta =
            Meta::new(("get", "Get", "a"), Method::GET, "/get?grant_type=a", ResponseKind::Empty, "")
                .auth(crate::Auth::AppSecret)
                .secret_field("appsecret");
        let given =
            json!({ "grant_type": "a", "appid": "b", "appsecret": "c", "secret": "d", "access_token": "e" });
        assert_eq!(read_as(&TOKEN, FIELDS, &given).unwrap(), json!({ "secret": "d", "access_token": "e" }));
        const SIGNED: Meta = META.appid().sign(&[
            crate::Signature::PaySig,
            crate::Signature::SessionSignature,
            crate::Signature::DeliverySign,
        ]);
        let given = json!({
            "access_token": "a", "appid": "b", "pay_sig": "c", "signature": "d", "sig_method": "e", "delivery_sign": "f",
            "version": 2, "body": 1, "openid": "o",
        });
        let own = [Field::of::<String>("signature"), Field::of::<u32>("body")];
        let left = read_as(&SIGNED, &own, &given).unwrap();
        // A field of the endpoint's own stays.
        assert_eq!(left, json!({ "signature": "d", "body": 1, "openid": "o" }));
        assert!(documented(&SIGNED, &own, b"[1]").unwrap().is_none());
    }

    #[test]
    fn a_field_that_never_varies_may_be_there_as_a_number_or_as_text() {
        for given in
            [json!({ "is_comm_nearby": 1, "version": 2 }), json!({ "is_comm_nearby": "1", "version": "2" })]
        {
            assert_eq!(read_as(&META, FIELDS, &given), Some(json!({})));
        }
        for wrong in [json!("2"), json!(2), json!(true), json!(null), json!("01"), json!(1.0)] {
            let json = json!({ "is_comm_nearby": wrong }).to_string();
            let error = documented(&META, FIELDS, json.as_bytes()).unwrap_err().to_string();
            assert_eq!(error, "`is_comm_nearby` is always \"1\": leave it out");
        }
    }
}
