//! A number that an endpoint wants to be told and that never changes.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

use crate::{Absence, Choice, Type, Wire};

/// The number `N` and no other: `version: Fixed<2>`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Fixed<const N: i64>;

impl<const N: i64> Serialize for Fixed<N> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_i64(N)
    }
}

impl<'de, const N: i64> Deserialize<'de> for Fixed<N> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match i64::deserialize(deserializer)? {
            n if n == N => Ok(Self),
            n => Err(D::Error::custom(format_args!("expected {N}, not {n}"))),
        }
    }
}

impl<const N: i64> Wire for Fixed<N> {
    const TYPE: &'static Type = &Type::Codes(&[Choice::of(N)]);
    const ABSENCE: Absence = Absence::Code(N);
}
