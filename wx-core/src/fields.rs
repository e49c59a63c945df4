//! The fields of a struct that is received, read by one function: serde's derive would write it out for each struct anew,
//! which was two fifths of what the compiler had to do for an endpoint.
//!
//! A macro expands to
//!
//! ```ignore
//! let (__0, __1) = read(deserializer, "Answer", &["openid", "list"])?;
//! Ok(Answer { openid: __0, list: __1 })
//! ```
//!
//! and the types of the fields follow from the struct. The names stand in `Wire::FIELDS` too, but beside descriptions of all the
//! types, which a program that only reads would carry for nothing.

use std::{fmt, marker::PhantomData};

use serde::{
    Deserialize, Deserializer,
    de::{DeserializeOwned, DeserializeSeed, Error, IgnoredAny, MapAccess, Visitor},
};
use serde_json::{Map, Value};

use crate::{Absence, Wire, absence, lenient};

/// Reads the struct `name`, whose fields have these `names`. A field of another name is skipped, one that is missing has the
/// value of its [`Absence`](crate::Absence).
pub fn read<'de, D: Deserializer<'de>, F: Fields<'de>>(
    from: D,
    name: &'static str,
    names: &'static [&'static str],
) -> Result<F, D::Error> {
    read_aliased(from, name, names, &[])
}

/// The same for a struct whose fields have aliases: the last of the `names`, one for each field that `aliases` points to.
pub fn read_aliased<'de, D: Deserializer<'de>, F: Fields<'de>>(
    from: D,
    name: &'static str,
    names: &'static [&'static str],
    aliases: &'static [usize],
) -> Result<F, D::Error> {
    let names = Names { ty: name, names, aliases };
    from.deserialize_struct(name, names.names, Reader { names, fields: PhantomData })
}

/// The same for a struct that has flattened fields: they are read, with [`flat`], from the fields of other names.
pub fn read_rest<'de, D: Deserializer<'de>, F: Fields<'de>>(
    from: D,
    name: &'static str,
    names: &'static [&'static str],
    aliases: &'static [usize],
) -> Result<(F, Value), D::Error> {
    let names = Names { ty: name, names, aliases };
    from.deserialize_map(RestReader(Reader { names, fields: PhantomData }))
}

/// Reads a flattened field.
pub fn flat<T: DeserializeOwned, E: Error>(rest: &Value) -> Result<T, E> {
    lenient::from_value(rest).map_err(E::custom)
}

/// Reads a flattened field that may be missing: it is, if none of its own fields is there.
pub fn flat_option<T: DeserializeOwned, E: Error>(rest: &Value) -> Result<Option<T>, E> {
    Ok(lenient::from_recognized(rest).ok())
}

/// A field that may be missing, and has a value of its author's choice then.
#[derive(Debug)]
pub struct Maybe<T>(pub Option<T>);

/// A field that must not be missing.
#[derive(Debug)]
pub struct Essential<T>(pub T);

/// What a field can be: a type that is received, [`Maybe`] or [`Essential`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be read out of JSON",
    label = "not a type of what is received",
    note = "put `#[wx_type(response)]` or `#[wx_type(both)]` on it"
)]
pub trait Slot<'de>: Sized {
    /// Reads the value; `None` if what stands there counts as nothing.
    fn read<A: MapAccess<'de>>(map: &mut A) -> Result<Option<Self>, A::Error>;

    /// The value of a field that is not there.
    fn missing<E: Error>(ty: &'static str, name: &'static str) -> Result<Self, E>;
}

#[diagnostic::do_not_recommend]
impl<'de, T: Deserialize<'de> + Wire> Slot<'de> for T {
    fn read<A: MapAccess<'de>>(map: &mut A) -> Result<Option<Self>, A::Error> {
        match T::ABSENCE {
            // `null` and `""` are no value of an enum.
            Absence::Word | Absence::Code(_) => map.next_value(),
            _ => map.next_value().map(Some),
        }
    }

    fn missing<E: Error>(ty: &'static str, name: &'static str) -> Result<Self, E> {
        let value = absence::absent(name)?;
        if T::ABSENCE != Absence::Null {
            absence::log(ty, name);
        }
        Ok(value)
    }
}

impl<'de, T: Deserialize<'de>> Slot<'de> for Maybe<T> {
    fn read<A: MapAccess<'de>>(map: &mut A) -> Result<Option<Self>, A::Error> {
        map.next_value().map(|value| Some(Self(Some(value))))
    }

    fn missing<E: Error>(_: &'static str, _: &'static str) -> Result<Self, E> {
        Ok(Self(None))
    }
}

impl<'de, T: Deserialize<'de> + Wire> Slot<'de> for Essential<T> {
    fn read<A: MapAccess<'de>>(map: &mut A) -> Result<Option<Self>, A::Error> {
        // Elsewhere `null` and `""` are read as 0 or `false`. An empty text is a text.
        let value = match T::ABSENCE {
            Absence::Number | Absence::Bool | Absence::Word | Absence::Code(_) => map.next_value()?,
            _ => Some(map.next_value()?),
        };
        Ok(value.map(Self))
    }

    fn missing<E: Error>(_: &'static str, name: &'static str) -> Result<Self, E> {
        Err(E::missing_field(name))
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

    /// All fields of the struct `ty`, or which is missing.
    fn finish<E: Error>(
        slots: Self::Slots,
        ty: &'static str,
        names: &'static [&'static str],
    ) -> Result<Self, E>;
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
                    $($index => slots.$index = $T::read(map)?,)*
                    _ => {$( $R::fill(&mut slots.$place, index - $count, map)?; )?}
                }
                Ok(())
            }

            fn finish<E: Error>(
                slots: Self::Slots,
                ty: &'static str,
                names: &'static [&'static str],
            ) -> Result<Self, E> {
                let name = |index: usize| names.get(index).copied().unwrap_or_default();
                Ok((
                    $(match slots.$index {
                        Some(value) => value,
                        None => $T::missing(ty, name($index))?,
                    },)*
                    $($R::finish(slots.$place, ty, names.get($count..).unwrap_or_default())?)?
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

/// The names of a struct and of its fields.
#[derive(Clone, Copy)]
struct Names {
    ty: &'static str,
    names: &'static [&'static str],
    aliases: &'static [usize],
}

impl Names {
    /// Which field has this name.
    fn position(self, key: &str) -> Option<usize> {
        let position = self.names.iter().position(|name| *name == key)?;
        let fields = self.names.len().saturating_sub(self.aliases.len());
        match position.checked_sub(fields) {
            None => Some(position),
            Some(alias) => self.aliases.get(alias).copied(),
        }
    }
}

struct Reader<F> {
    names: Names,
    fields: PhantomData<F>,
}

impl<'de, F: Fields<'de>> Visitor<'de> for Reader<F> {
    type Value = F;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "struct {}", self.names.ty)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<F, A::Error> {
        let mut slots = F::none();
        while let Some(index) = map.next_key_seed(self.names)? {
            let Some(index) = index else {
                map.next_value::<IgnoredAny>()?;
                continue;
            };
            F::fill(&mut slots, index, &mut map)?;
        }
        F::finish(slots, self.names.ty, self.names.names)
    }

    /// The absence of the struct.
    fn visit_unit<E: Error>(self) -> Result<F, E> {
        F::finish(F::none(), self.names.ty, self.names.names)
    }
}

impl<'de> DeserializeSeed<'de> for Names {
    type Value = Option<usize>;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Option<usize>, D::Error> {
        from.deserialize_identifier(self)
    }
}

impl Visitor<'_> for Names {
    type Value = Option<usize>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a field")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<Option<usize>, E> {
        Ok(self.position(key))
    }
}

/// Reads a struct, and keeps what none of its names stands for.
struct RestReader<F>(Reader<F>);

impl<'de, F: Fields<'de>> Visitor<'de> for RestReader<F> {
    type Value = (F, Value);

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.expecting(f)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(F, Value), A::Error> {
        let Reader { names, .. } = self.0;
        let (mut slots, mut rest) = (F::none(), Map::new());
        while let Some(key) = map.next_key::<String>()? {
            match names.position(&key) {
                Some(index) => F::fill(&mut slots, index, &mut map)?,
                None => {
                    rest.insert(key, map.next_value()?);
                }
            }
        }
        Ok((F::finish(slots, names.ty, names.names)?, Value::Object(rest)))
    }
}

#[cfg(test)]
mod tests;
