//! The fields of a struct that is received, read by one function: serde's derive would write it out for each struct anew,
//! which was two fifths of what the compiler had to do for an endpoint.
//!
//! A macro expands to
//!
//! ```ignore
//! let (__0, Or(__1)) = read(deserializer, "Answer", &["openid", "list"])?;
//! Ok(Answer { openid: __0, list: __1 })
//! ```
//!
//! and the types of the fields follow from the struct. The names stand in `Wire::FIELDS` too, but beside descriptions of all the
//! types, which a program that only reads would carry for nothing.

use std::{fmt, marker::PhantomData};

use serde::{
    Deserialize, Deserializer,
    de::{DeserializeSeed, Error, IgnoredAny, MapAccess, Visitor},
    forward_to_deserialize_any,
};

/// Reads the struct `name`, whose fields have these `names`. What has another name is passed over.
pub fn read<'de, D: Deserializer<'de>, F: Fields<'de>>(
    from: D,
    name: &'static str,
    names: &'static [&'static str],
) -> Result<F, D::Error> {
    from.deserialize_struct(name, names, Reader { name, names, fields: PhantomData })
}

/// A field that may be missing, and is its type's default then.
#[derive(Debug)]
pub struct Or<T>(pub T);

/// What a field can be: anything that serde reads, or [`Or`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be read out of JSON",
    label = "not a type of what is received",
    note = "put `#[wx_type(response)]` or `#[wx_type(both)]` on it"
)]
pub trait Slot<'de>: Sized {
    /// Reads the value.
    fn read<A: MapAccess<'de>>(map: &mut A) -> Result<Self, A::Error>;

    /// The value of a field that is not there.
    fn missing<E: Error>(name: &'static str) -> Result<Self, E>;
}

#[diagnostic::do_not_recommend]
impl<'de, T: Deserialize<'de>> Slot<'de> for T {
    fn read<A: MapAccess<'de>>(map: &mut A) -> Result<Self, A::Error> {
        map.next_value()
    }

    fn missing<E: Error>(name: &'static str) -> Result<Self, E> {
        T::deserialize(Missing { name, error: PhantomData })
    }
}

impl<'de, T: Deserialize<'de> + Default> Slot<'de> for Or<T> {
    fn read<A: MapAccess<'de>>(map: &mut A) -> Result<Self, A::Error> {
        map.next_value().map(Self)
    }

    fn missing<E: Error>(_: &'static str) -> Result<Self, E> {
        Ok(Self(T::default()))
    }
}

/// A tuple of fields; those beyond the sixteenth are a tuple in the seventeenth place.
pub trait Fields<'de>: Sized {
    /// What was read so far.
    type Slots;

    /// Nothing was read.
    fn none() -> Self::Slots;

    /// Reads the value of the field at `index`. If it was there before, this one counts.
    fn fill<A: MapAccess<'de>>(slots: &mut Self::Slots, index: usize, map: &mut A) -> Result<(), A::Error>;

    /// All fields, or which is missing.
    fn finish<E: Error>(slots: Self::Slots, names: &'static [&'static str]) -> Result<Self, E>;
}

macro_rules! fields {
    ($count:literal: [$($index:tt $T:ident)*] $($place:tt $R:ident)?) => {
        impl<'de, $($T: Slot<'de>,)* $($R: Fields<'de>)?> Fields<'de> for ($($T,)* $($R)?) {
            type Slots = ($(Option<$T>,)* $($R::Slots)?);

            fn none() -> Self::Slots {
                ($(None::<$T>,)* $($R::none())?)
            }

            fn fill<A: MapAccess<'de>>(slots: &mut Self::Slots, index: usize, map: &mut A) -> Result<(), A::Error> {
                match index {
                    $($index => slots.$index = Some($T::read(map)?),)*
                    _ => {$( $R::fill(&mut slots.$place, index - $count, map)?; )?}
                }
                Ok(())
            }

            fn finish<E: Error>(slots: Self::Slots, names: &'static [&'static str]) -> Result<Self, E> {
                let name = |index: usize| names.get(index).copied().unwrap_or_default();
                Ok((
                    $(match slots.$index {
                        Some(value) => value,
                        None => $T::missing(name($index))?,
                    },)*
                    $($R::finish(slots.$place, names.get($count..).unwrap_or_default())?)?
                ))
            }
        }
    };
}

fields!(1: [0 A0]);
fields!(2: [0 A0 1 A1]);
fields!(3: [0 A0 1 A1 2 A2]);
fields!(4: [0 A0 1 A1 2 A2 3 A3]);
fields!(5: [0 A0 1 A1 2 A2 3 A3 4 A4]);
fields!(6: [0 A0 1 A1 2 A2 3 A3 4 A4 5 A5]);
fields!(7: [0 A0 1 A1 2 A2 3 A3 4 A4 5 A5 6 A6]);
fields!(8: [0 A0 1 A1 2 A2 3 A3 4 A4 5 A5 6 A6 7 A7]);
fields!(9: [0 A0 1 A1 2 A2 3 A3 4 A4 5 A5 6 A6 7 A7 8 A8]);
fields!(10: [0 A0 1 A1 2 A2 3 A3 4 A4 5 A5 6 A6 7 A7 8 A8 9 A9]);
fields!(11: [0 A0 1 A1 2 A2 3 A3 4 A4 5 A5 6 A6 7 A7 8 A8 9 A9 10 A10]);
fields!(12: [0 A0 1 A1 2 A2 3 A3 4 A4 5 A5 6 A6 7 A7 8 A8 9 A9 10 A10 11 A11]);
fields!(13: [0 A0 1 A1 2 A2 3 A3 4 A4 5 A5 6 A6 7 A7 8 A8 9 A9 10 A10 11 A11 12 A12]);
fields!(14: [0 A0 1 A1 2 A2 3 A3 4 A4 5 A5 6 A6 7 A7 8 A8 9 A9 10 A10 11 A11 12 A12 13 A13]);
fields!(15: [0 A0 1 A1 2 A2 3 A3 4 A4 5 A5 6 A6 7 A7 8 A8 9 A9 10 A10 11 A11 12 A12 13 A13 14 A14]);
fields!(16: [0 A0 1 A1 2 A2 3 A3 4 A4 5 A5 6 A6 7 A7 8 A8 9 A9 10 A10 11 A11 12 A12 13 A13 14 A14 15 A15]);
fields!(16: [0 A0 1 A1 2 A2 3 A3 4 A4 5 A5 6 A6 7 A7 8 A8 9 A9 10 A10 11 A11 12 A12 13 A13 14 A14 15 A15] 16 R);

struct Reader<F> {
    name: &'static str,
    names: &'static [&'static str],
    fields: PhantomData<F>,
}

impl<'de, F: Fields<'de>> Visitor<'de> for Reader<F> {
    type Value = F;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "struct {}", self.name)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<F, A::Error> {
        let mut slots = F::none();
        while let Some(index) = map.next_key_seed(Name(self.names))? {
            let Some(index) = index else {
                map.next_value::<IgnoredAny>()?;
                continue;
            };
            F::fill(&mut slots, index, &mut map)?;
        }
        F::finish(slots, self.names)
    }
}

/// Which field a key is.
struct Name(&'static [&'static str]);

impl<'de> DeserializeSeed<'de> for Name {
    type Value = Option<usize>;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Option<usize>, D::Error> {
        from.deserialize_identifier(self)
    }
}

impl Visitor<'_> for Name {
    type Value = Option<usize>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a field")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<Option<usize>, E> {
        Ok(self.0.iter().position(|name| *name == key))
    }
}

/// Where no value is: `None` to an `Option`, to anything else an error.
struct Missing<E> {
    name: &'static str,
    error: PhantomData<E>,
}

impl<'de, E: Error> Deserializer<'de> for Missing<E> {
    type Error = E;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, E> {
        Err(Error::missing_field(self.name))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        visitor.visit_none()
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Error, from_str};

    use super::*;

    #[derive(Debug, PartialEq)]
    struct Answer {
        openid: String,
        list: Vec<u8>,
        note: Option<String>,
    }

    impl<'de> Deserialize<'de> for Answer {
        fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
            let (openid, Or(list), note) = read(from, "Answer", &["openid", "list", "note"])?;
            Ok(Self { openid, list, note })
        }
    }

    fn answer(text: &str) -> Result<Answer, Error> {
        from_str(text)
    }

    #[test]
    fn fields_are_read_in_any_order_and_others_passed_over() {
        let read = answer(r#"{"note": "n", "other": [{"openid": 1}], "list": [1], "openid": "o"}"#);
        let expected = Answer { openid: "o".to_owned(), list: vec![1], note: Some("n".to_owned()) };
        assert_eq!(read.unwrap(), expected);
    }

    #[test]
    fn what_may_be_missing_may() {
        let expected = Answer { openid: "o".to_owned(), list: Vec::new(), note: None };
        assert_eq!(answer(r#"{"openid": "o"}"#).unwrap(), expected);
        let error = answer("{}").unwrap_err().to_string();
        assert_eq!(error, "missing field `openid` at line 1 column 2");
    }

    #[test]
    fn of_two_fields_of_one_name_the_last_one_counts() {
        assert_eq!(answer(r#"{"openid": "o", "openid": "p"}"#).unwrap().openid, "p");
    }

    #[test]
    fn another_type_is_an_error() {
        let error = answer("7").unwrap_err().to_string();
        assert_eq!(error, "invalid type: integer `7`, expected struct Answer at line 1 column 1");
    }

    #[test]
    fn there_may_be_more_fields_than_a_tuple_holds() {
        const NAMES: &[&str] = &[
            "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16", "17",
        ];
        struct Last(u8, u8);

        impl<'de> Deserialize<'de> for Last {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let (a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, (q, Or(r))) = read(from, "Last", NAMES)?;
                let all: [Option<u8>; 16] = [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p];
                assert_eq!(all, [None; 16]);
                Ok(Self(q, r))
            }
        }

        let last: Last = from_str(r#"{"17": 2, "16": 1}"#).unwrap();
        assert_eq!((last.0, last.1), (1, 2));
        let error = from_str::<Last>(r#"{"17": 2}"#).err().unwrap().to_string();
        assert_eq!(error, "missing field `16` at line 1 column 9");
    }
}
