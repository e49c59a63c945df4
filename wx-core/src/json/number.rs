//! Numbers, whatever serde_json makes of them.

use serde::{
    Deserializer,
    de::{self, Visitor},
};
use serde_json::Number;

use crate::Misfit;

/// So many digits of a fraction survive in an `f64`.
const DIGITS: usize = 15;

/// Hands a number over as what it is.
///
/// Where a crate of the program turns on `arbitrary_precision`, serde_json hands `1.50` over as a map, because an `f64` would be
/// written `1.5`. What serde buffers, flattened fields for one, takes it for an object then. A number none of whose digits
/// would be lost is therefore handed over as an `f64`.
pub(crate) fn visit_number<'de, V: Visitor<'de>>(number: &Number, visitor: V) -> Result<V::Value, Misfit> {
    match number.as_f64().filter(|_| number.is_f64() && is_short(number)) {
        Some(number) => visitor.visit_f64(number),
        None => number.deserialize_any(visitor).map_err(de::Error::custom),
    }
}

fn is_short(number: &Number) -> bool {
    let text = number.to_string();
    let mantissa = text.split(['e', 'E']).next().unwrap_or_default();
    mantissa.bytes().filter(u8::is_ascii_digit).count() <= DIGITS
}
