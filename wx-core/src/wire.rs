//! What travels: types, fields and their limits, as data that checks, docs, the fake server and OpenAPI all read.

use std::{collections::BTreeMap, fmt::Display};

use indexmap::IndexMap;

use crate::{Absence, Check, Field, Upload};

/// A type that travels in a request or an answer.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot travel to or from WeChat",
    label = "not a wire type",
    note = "put `#[wx_type(request)]`, `#[wx_type(response)]` or `#[wx_type(both)]` on it"
)]
pub trait Wire {
    /// The type as data. Provided for objects, out of their name and fields: a constant of the trait is evaluated only
    /// where it is used, one of each object would be evaluated in every build.
    const TYPE: &'static Type = &Type::object::<Self>();

    /// Its Rust name, if it is an object.
    const NAME: &'static str = "";

    /// Its fields, if it is an object.
    const FIELDS: &'static [Field] = &[];

    /// Whether a field of this type may be left out.
    const OPTIONAL: bool = false;

    /// What it means when an answer or a push leaves the value out. For a struct that the macro reads, each of its fields
    /// answers for itself.
    const ABSENCE: Absence = Absence::Object;

    /// What limits and forms see of the value.
    fn view(&self) -> View<'_> {
        View::Other
    }

    /// Reports everything inside the value that is outside its limits.
    fn check(&self, check: &mut Check) {
        let _ = check;
    }
}

/// A wire type as data.
#[derive(Debug)]
#[non_exhaustive]
pub enum Type {
    /// A string.
    Text,
    /// A string that holds a day, `20170313`.
    Date,
    /// A whole number.
    Integer,
    /// A whole number of seconds since 1970.
    UnixSeconds,
    /// A number with a fraction.
    Number,
    /// `true` or `false`.
    Bool,
    /// Any JSON.
    Any,
    /// A file of a multipart form.
    File,
    /// A list.
    List(&'static Type),
    /// A list in one string, its items separated by commas.
    Joined(&'static Type),
    /// A string that holds JSON.
    JsonText(&'static Type),
    /// An object with keys of the caller's choice.
    Map(&'static Type),
    /// An object.
    Object(&'static Object),
    /// One of these strings.
    Words(&'static [Choice<&'static str>]),
    /// One of these numbers.
    Codes(&'static [Choice<i64>]),
    /// One of several shapes.
    Variants(&'static Variants),
}

impl Type {
    /// The object that a struct is, out of its name and its fields. Called by the macro.
    #[doc(hidden)]
    pub const fn object<T: Wire + ?Sized>() -> Self {
        Self::Object(const { &Object { name: T::NAME, fields: T::FIELDS } })
    }

    /// The type in a word or two, for people: `string`, `list of integer`, `Watermark`.
    pub fn describe(&self) -> String {
        match self {
            Self::Text => "string".into(),
            Self::Date => "date".into(),
            Self::Integer => "integer".into(),
            Self::UnixSeconds => "unix seconds".into(),
            Self::Number => "number".into(),
            Self::Bool => "bool".into(),
            Self::Any => "any".into(),
            Self::File => "file".into(),
            Self::List(item) => format!("list of {}", item.describe()),
            Self::Joined(item) => format!("list of {}, joined by commas", item.describe()),
            Self::JsonText(value) => format!("JSON text of {}", value.describe()),
            Self::Map(value) => format!("map of {}", value.describe()),
            Self::Object(object) => object.name.into(),
            Self::Words(words) => Choice::list(words, " | "),
            Self::Codes(codes) => Choice::list(codes, " | "),
            Self::Variants(variants) => variants.name.into(),
        }
    }
}

/// One of the values that are documented.
#[derive(Debug)]
#[non_exhaustive]
pub struct Choice<T: 'static> {
    /// The value on the wire.
    pub value: T,
    /// What it means; empty without the feature `registry`, a backend does not carry it.
    pub doc: &'static str,
}

impl<T: Copy> Choice<T> {
    /// A value. Called by the macro.
    #[doc(hidden)]
    pub const fn of(value: T) -> Self {
        Self { value, doc: "" }
    }

    /// Sets [`doc`](Self::doc).
    #[doc(hidden)]
    pub const fn doc(mut self, doc: &'static str) -> Self {
        if cfg!(feature = "registry") {
            self.doc = doc;
        }
        self
    }
}

impl<T: Display> Choice<T> {
    /// Whether `value` is one of the documented ones.
    pub fn holds<V>(choices: &[Self], value: &V) -> bool
    where
        T: PartialEq<V>,
    {
        choices.iter().any(|choice| choice.value == *value)
    }

    /// The values in a row: `1 | 2 | 3`.
    pub fn list(choices: &[Self], between: &str) -> String {
        choices.iter().map(|choice| choice.value.to_string()).collect::<Vec<_>>().join(between)
    }
}

/// An object with named fields.
#[derive(Debug)]
pub struct Object {
    /// The Rust name.
    pub name: &'static str,
    /// The fields in the order they are declared.
    pub fields: &'static [Field],
}

/// Several shapes, of which a value has one.
#[derive(Debug)]
pub struct Variants {
    /// The Rust name.
    pub name: &'static str,
    /// The field whose value names the shape and is also the key it stands under; without one, the shapes are told
    /// apart by their fields.
    pub tag: Option<&'static str>,
    /// The shapes.
    pub all: &'static [Variant],
}

/// One shape of several.
#[derive(Debug)]
pub struct Variant {
    /// The word on the wire.
    pub name: &'static str,
    /// What it carries.
    pub ty: &'static Type,
}

impl Variant {
    /// The shape that carries a `T`. Called by the macro.
    #[doc(hidden)]
    pub const fn of<T: Wire>(name: &'static str) -> Self {
        Self { name, ty: T::TYPE }
    }
}

/// What limits and multipart forms see of a value.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub enum View<'a> {
    /// Nothing: the field is left out.
    Absent,
    /// A text.
    Text(&'a str),
    /// A whole number.
    Integer(i128),
    /// A number with a fraction.
    Number(f64),
    /// A list or map of so many items.
    Items(usize),
    /// A value that is written as JSON of so many characters.
    Json(usize),
    /// A file.
    File(&'a Upload),
    /// Something that has no limit and fits no form.
    Other,
}

impl Wire for String {
    const TYPE: &'static Type = &Type::Text;
    const ABSENCE: Absence = Absence::Text;

    fn view(&self) -> View<'_> {
        View::Text(self)
    }
}

impl Wire for bool {
    const TYPE: &'static Type = &Type::Bool;
    const ABSENCE: Absence = Absence::Bool;
}

macro_rules! integer {
    ($($ty:ty)*) => {$(
        impl Wire for $ty {
            const TYPE: &'static Type = &Type::Integer;
            const ABSENCE: Absence = Absence::Number;

            fn view(&self) -> View<'_> {
                View::Integer(i128::from(*self))
            }
        }
    )*};
}

integer!(u8 u16 u32 u64 i8 i16 i32 i64);

macro_rules! number {
    ($($ty:ty)*) => {$(
        impl Wire for $ty {
            const TYPE: &'static Type = &Type::Number;
            const ABSENCE: Absence = Absence::Number;

            fn view(&self) -> View<'_> {
                View::Number(f64::from(*self))
            }
        }
    )*};
}

number!(f32 f64);

impl Wire for serde_json::Value {
    const TYPE: &'static Type = &Type::Any;
    const ABSENCE: Absence = Absence::Null;
}

impl<T: Wire> Wire for Option<T> {
    const TYPE: &'static Type = T::TYPE;
    const OPTIONAL: bool = true;
    const ABSENCE: Absence = Absence::Null;

    fn view(&self) -> View<'_> {
        self.as_ref().map_or(View::Absent, T::view)
    }

    fn check(&self, check: &mut Check) {
        if let Some(inner) = self {
            inner.check(check);
        }
    }
}

impl<T: Wire> Wire for Box<T> {
    const TYPE: &'static Type = T::TYPE;
    const FIELDS: &'static [Field] = T::FIELDS;
    const OPTIONAL: bool = T::OPTIONAL;
    const ABSENCE: Absence = T::ABSENCE;

    fn view(&self) -> View<'_> {
        T::view(self)
    }

    fn check(&self, check: &mut Check) {
        T::check(self, check);
    }
}

impl<T: Wire> Wire for Vec<T> {
    const TYPE: &'static Type = &Type::List(T::TYPE);
    const ABSENCE: Absence = Absence::List;

    fn view(&self) -> View<'_> {
        View::Items(self.len())
    }

    fn check(&self, check: &mut Check) {
        for (index, item) in self.iter().enumerate() {
            check.under(format_args!("[{index}]"), item);
        }
    }
}

macro_rules! map {
    ($map:ident) => {
        impl<T: Wire> Wire for $map<String, T> {
            const TYPE: &'static Type = &Type::Map(T::TYPE);

            fn view(&self) -> View<'_> {
                View::Items(self.len())
            }

            fn check(&self, check: &mut Check) {
                for (key, value) in self {
                    check.under(key, value);
                }
            }
        }
    };
}

map!(BTreeMap);
map!(IndexMap);
