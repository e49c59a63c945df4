//! What the macros' output names. Not for people: anything here may change in any release.

pub use core::{
    convert::{From, Into, TryFrom},
    option::Option::{self, None, Some},
    result::Result::{self, Err, Ok},
};

pub use serde::{self, Deserialize, Deserializer, Serialize};
pub use wx_macros::Nothing;

#[cfg(feature = "registry")]
pub use crate::registry::{ENDPOINTS, EVENTS, EventRow, Row};
pub use crate::{
    Absence, Auth, Binary, BinaryOr, BodyKind, Check, Choice, Constant, Empty, EncodeError, Endpoint,
    ErrorNote, Event, EventKind, EventMeta, Field, Meta, Object, Parts, Received, ReplyKind, ResponseKind,
    Signature, Success, Type, Variant, Variants, View, Wire, error_notes as errors,
    fields::{Essential, Maybe, flat, flat_option, read, read_aliased, read_rest},
    http::Method,
    new_request as new, register_endpoint as register, register_event, registry_only,
    request_setter as setter,
    tagged::{Tagged, write as write_tagged},
    unique_name as unique,
};
#[cfg(feature = "registry")]
pub use linkme;

// Both directions for everybody would nearly double the build: a request's `Deserialize` and an answer's `Serialize`
// exist only where the registry does.
#[cfg(feature = "registry")]
pub use serde::{Deserialize as RegistryDeserialize, Serialize as RegistrySerialize};
#[cfg(not(feature = "registry"))]
pub use wx_macros::{Nothing as RegistryDeserialize, Nothing as RegistrySerialize};

/// What the registry asks of an answer beside being read: that it can be shown.
#[cfg(feature = "registry")]
pub trait Shown: Serialize {}
#[cfg(feature = "registry")]
impl<T: Serialize> Shown for T {}

/// What the registry asks of an answer beside being read: without it, nothing.
#[cfg(not(feature = "registry"))]
pub trait Shown {}
#[cfg(not(feature = "registry"))]
impl<T> Shown for T {}

/// A type that calls are signed with.
#[diagnostic::on_unimplemented(
    message = "`{Self}` signs nothing",
    label = "not a key",
    note = "the key of `user_signature` and `session_signature` is a `SessionKey`"
)]
pub trait SigningKey {
    /// Gives the call its key.
    fn give(&self, parts: &mut Parts);
}

impl SigningKey for crate::SessionKey {
    fn give(&self, parts: &mut Parts) {
        parts.session_key = Some(self.clone());
    }
}

/// Gives the call its key.
pub fn sign_with<K: SigningKey>(parts: &mut Parts, key: &K) {
    key.give(parts);
}

/// The text that is the body, by the name of a trait that has no other use.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no text that could be a body as it is",
    label = "not a text",
    note = "the one field of `body = raw` is a `String` or a `JsonText`"
)]
pub trait RawText {
    /// Writes the body.
    fn write(&self, parts: &mut Parts) -> Result<(), EncodeError>;
}

impl RawText for String {
    fn write(&self, parts: &mut Parts) -> Result<(), EncodeError> {
        parts.raw(self);
        Ok(())
    }
}

impl<T: Serialize> RawText for crate::JsonText<T> {
    fn write(&self, parts: &mut Parts) -> Result<(), EncodeError> {
        parts.json(&self.0)
    }
}

/// Writes the one field that is the body.
pub fn write_raw<T: RawText>(parts: &mut Parts, text: &T) -> Result<(), EncodeError> {
    text.write(parts)
}

/// How writing a request ends.
pub type Encoded = Result<(), EncodeError>;

/// Whether a field is there.
pub fn is_some<T>(field: &Option<T>) -> bool {
    field.is_some()
}

/// `Default::default()`, by a name no type of the author's can shadow.
pub fn default<T: Default>() -> T {
    T::default()
}

/// Stands where a secret would when an answer is shown.
pub fn mask<T, S: serde::Serializer>(_: &T, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(crate::MASK)
}

/// Takes a name in the module, so that another endpoint cannot have it.
#[macro_export]
#[doc(hidden)]
macro_rules! unique_name {
    ($name:ident) => {
        #[allow(non_camel_case_types)]
        enum $name {}
    };
}

/// `new` over what is required, everything else left out.
#[macro_export]
#[doc(hidden)]
macro_rules! new_request {
    ($vis:vis fn($($required:ident: $ty:ty),*) $($rest:ident),*) => {
        /// With what is required; the rest is left out.
        $vis fn new($($required: $ty),*) -> Self {
            Self {
                $($required: $crate::__private::Into::into($required),)*
                $($rest: $crate::__private::default(),)*
            }
        }
    };
}

/// The setter of one field that `new` leaves out; `= Some` where the field is an `Option`.
#[macro_export]
#[doc(hidden)]
macro_rules! request_setter {
    ($(#[$doc:meta])* $vis:vis fn $field:ident($ty:ty) $(= $some:path)?) => {
        $(#[$doc])*
        #[must_use = "it returns the request with the field set"]
        $vis fn $field(mut self, $field: $ty) -> Self {
            self.$field = $($some)? ($crate::__private::Into::into($field));
            self
        }
    };
}

/// `[40029, 12345 = "what it means here"]`.
#[macro_export]
#[doc(hidden)]
macro_rules! error_notes {
    ($($code:literal $(= $meaning:literal)?),*) => {
        &[$($crate::ErrorNote::new($code, ::core::concat!($($meaning)?))),*]
    };
}

/// Adds an endpoint to the registry.
#[cfg(feature = "registry")]
#[macro_export]
#[doc(hidden)]
macro_rules! register_endpoint {
    ($endpoint:ty) => {
        #[$crate::__private::linkme::distributed_slice($crate::__private::ENDPOINTS)]
        #[linkme(crate = $crate::__private::linkme)]
        static ROW: $crate::__private::Row = $crate::__private::Row::of::<$endpoint>();
    };
}

/// Adds an endpoint to the registry, of which there is none without the feature `registry`.
#[cfg(not(feature = "registry"))]
#[macro_export]
#[doc(hidden)]
macro_rules! register_endpoint {
    ($endpoint:ty) => {};
}

/// Keeps code that only the registry needs.
#[cfg(feature = "registry")]
#[macro_export]
#[doc(hidden)]
macro_rules! registry_only {
    ($($code:tt)*) => { $($code)* };
}

/// Drops code that only the registry needs.
#[cfg(not(feature = "registry"))]
#[macro_export]
#[doc(hidden)]
macro_rules! registry_only {
    ($($code:tt)*) => {};
}

/// Adds a push to the registry.
#[cfg(feature = "registry")]
#[macro_export]
#[doc(hidden)]
macro_rules! register_event {
    ($event:ty) => {
        #[$crate::__private::linkme::distributed_slice($crate::__private::EVENTS)]
        #[linkme(crate = $crate::__private::linkme)]
        static ROW: $crate::__private::EventRow = $crate::__private::EventRow::of::<$event>();
    };
}

/// Adds a push to the registry, of which there is none without the feature `registry`.
#[cfg(not(feature = "registry"))]
#[macro_export]
#[doc(hidden)]
macro_rules! register_event {
    ($event:ty) => {};
}
