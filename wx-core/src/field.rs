//! One field of an object: what it holds, where it travels, what its value must keep to.

use crate::{Absence, Limits, Type, Wire};

/// Where a field of a request travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Place {
    /// Where the endpoint's body kind says.
    Body,
    /// In the query, though the endpoint has a body.
    Query,
    /// Nowhere: it is the key that the call is signed with.
    Key,
}

/// One field of an object.
#[derive(Debug)]
#[non_exhaustive]
pub struct Field {
    /// The name on the wire.
    pub name: &'static str,
    /// What it holds; of an optional field, what it holds when it is there.
    pub ty: &'static Type,
    /// Whether it may be left out.
    pub optional: bool,
    /// Whether its own fields stand beside the others instead of inside it.
    pub flat: bool,
    /// Whether it must never be shown.
    pub secret: bool,
    /// Whether an answer without it is an error: a caller acts on it.
    pub essential: bool,
    /// Where it travels.
    pub place: Place,
    /// Whether a list stands in a query once for each item, `id=1&id=2`.
    pub repeat: bool,
    /// What its value must keep to.
    pub limits: Limits,
    /// What it means; empty without the feature `registry`, a backend does not carry it.
    pub doc: &'static str,
}

impl Field {
    /// A field of type `T`. The rest is set by the methods below. Called by the macro.
    #[doc(hidden)]
    pub const fn of<T: Wire + ?Sized>(name: &'static str) -> Self {
        Self {
            name,
            ty: T::TYPE,
            optional: T::OPTIONAL,
            flat: false,
            secret: false,
            essential: matches!(T::ABSENCE, Absence::Essential),
            place: Place::Body,
            repeat: false,
            limits: Limits::NONE,
            doc: "",
        }
    }

    /// A field whose own fields stand beside the others.
    #[doc(hidden)]
    pub const fn flat(mut self) -> Self {
        self.flat = true;
        self
    }

    /// A field that may be left out because it has a default.
    #[doc(hidden)]
    pub const fn defaulted(mut self) -> Self {
        self.optional = true;
        self
    }

    /// A field that must never be shown.
    #[doc(hidden)]
    pub const fn secret(mut self) -> Self {
        self.secret = true;
        self
    }

    /// A field without which an answer is an error.
    #[doc(hidden)]
    pub const fn essential(mut self) -> Self {
        self.essential = true;
        self
    }

    /// A field of the query.
    #[doc(hidden)]
    pub const fn query(mut self) -> Self {
        self.place = Place::Query;
        self
    }

    /// A list whose items stand in the query one by one.
    #[doc(hidden)]
    #[track_caller]
    pub const fn repeat(mut self) -> Self {
        assert!(matches!(self.ty, Type::List(_)), "`repeat` is for a list, which this type is not");
        self.repeat = true;
        self
    }

    /// The key that the call is signed with.
    #[doc(hidden)]
    pub const fn key(mut self) -> Self {
        self.place = Place::Key;
        self.secret = true;
        self
    }

    /// Sets [`Limits::min_chars`].
    #[doc(hidden)]
    #[track_caller]
    pub const fn min_chars(mut self, min: usize) -> Self {
        assert!(matches!(self.ty, Type::Text), "`min_chars` limits a text, which this type is not");
        self.limits.min_chars = Some(min);
        self
    }

    /// Sets [`Limits::min_width`].
    #[doc(hidden)]
    #[track_caller]
    pub const fn min_width(mut self, min: usize) -> Self {
        assert!(matches!(self.ty, Type::Text), "`min_width` limits a text, which this type is not");
        self.limits.min_width = Some(min);
        self
    }

    /// Sets [`Limits::max_width`].
    #[doc(hidden)]
    #[track_caller]
    pub const fn max_width(mut self, max: usize) -> Self {
        assert!(matches!(self.ty, Type::Text), "`max_width` limits a text, which this type is not");
        self.limits.max_width = Some(max);
        self
    }

    /// Sets [`Limits::max_chars`].
    #[doc(hidden)]
    #[track_caller]
    pub const fn max_chars(mut self, max: usize) -> Self {
        assert!(matches!(self.ty, Type::Text), "`max_chars` limits a text, which this type is not");
        self.limits.max_chars = Some(max);
        self
    }

    /// Sets [`Limits::max_bytes`].
    #[doc(hidden)]
    #[track_caller]
    pub const fn max_bytes(mut self, max: usize) -> Self {
        assert!(
            matches!(self.ty, Type::Text | Type::File),
            "`max_bytes` limits a text or a file, which this type is not"
        );
        self.limits.max_bytes = Some(max);
        self
    }

    /// Sets [`Limits::max_json_chars`].
    #[doc(hidden)]
    #[track_caller]
    pub const fn max_json_chars(mut self, max: usize) -> Self {
        assert!(
            matches!(self.ty, Type::Object(_) | Type::Variants(_) | Type::List(_) | Type::Map(_)),
            "`max_json_chars` limits an object, a list or a map, which this type is not"
        );
        self.limits.max_json_chars = Some(max);
        self
    }

    /// Sets [`Limits::min_items`].
    #[doc(hidden)]
    #[track_caller]
    pub const fn min_items(mut self, min: usize) -> Self {
        assert!(
            matches!(self.ty, Type::List(_) | Type::Joined(_) | Type::Map(_)),
            "`min_items` limits a list or a map, which this type is not"
        );
        self.limits.min_items = Some(min);
        self
    }

    /// Sets [`Limits::max_items`].
    #[doc(hidden)]
    #[track_caller]
    pub const fn max_items(mut self, max: usize) -> Self {
        assert!(
            matches!(self.ty, Type::List(_) | Type::Joined(_) | Type::Map(_)),
            "`max_items` limits a list or a map, which this type is not"
        );
        self.limits.max_items = Some(max);
        self
    }

    /// Sets [`Limits::range`].
    #[doc(hidden)]
    #[track_caller]
    pub const fn range(mut self, min: i64, max: i64) -> Self {
        assert!(
            matches!(self.ty, Type::Integer | Type::UnixSeconds | Type::Number),
            "`range` limits a number, which this type is not"
        );
        self.limits.range = Some((min, max));
        self
    }

    /// Sets [`Limits::more_than`].
    #[doc(hidden)]
    #[track_caller]
    pub const fn more_than(mut self, than: i64) -> Self {
        assert!(
            matches!(self.ty, Type::Integer | Type::Number),
            "`more_than` limits a number, which this type is not"
        );
        self.limits.more_than = Some(than);
        self
    }

    /// Sets [`Limits::charset`].
    #[doc(hidden)]
    #[track_caller]
    pub const fn charset(mut self, charset: &'static str) -> Self {
        assert!(matches!(self.ty, Type::Text), "`charset` limits a text, which this type is not");
        self.limits.charset = charset;
        self
    }

    /// Sets [`Limits::prefix`].
    #[doc(hidden)]
    #[track_caller]
    pub const fn prefix(mut self, prefix: &'static str) -> Self {
        assert!(matches!(self.ty, Type::Text), "`prefix` limits a text, which this type is not");
        self.limits.prefix = prefix;
        self
    }

    /// Sets [`Limits::not_prefix`].
    #[doc(hidden)]
    #[track_caller]
    pub const fn not_prefix(mut self, prefix: &'static str) -> Self {
        assert!(matches!(self.ty, Type::Text), "`not_prefix` limits a text, which this type is not");
        self.limits.not_prefix = prefix;
        self
    }

    /// Sets [`Limits::not_contains`].
    #[doc(hidden)]
    #[track_caller]
    pub const fn not_contains(mut self, part: &'static str) -> Self {
        assert!(matches!(self.ty, Type::Text), "`not_contains` limits a text, which this type is not");
        self.limits.not_contains = part;
        self
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
