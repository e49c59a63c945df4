//! Limits, checked before anything is sent.

use std::fmt;

use crate::{Breach, EncodeError, Endpoint, Field, View, Wire};

/// Walks a request and collects everything that is outside its limits.
#[derive(Debug, Default)]
pub struct Check {
    found: Vec<Invalid>,
}

impl Check {
    /// Checks a whole request.
    pub fn request<T: Wire>(request: &T) -> Result<(), InvalidRequest> {
        let mut check = Self::default();
        request.check(&mut check);
        if check.found.is_empty() { Ok(()) } else { Err(InvalidRequest { found: check.found }) }
    }

    /// Checks one field: its own limits, then what is inside it.
    pub fn field<T: Wire>(&mut self, field: &Field, value: &T) {
        let before = self.found.len();
        let broken = field.limits.broken_by(value.view());
        self.found.extend(broken.into_iter().map(|breach| Invalid { field: String::new(), breach }));
        value.check(self);
        self.place(before, field.name);
    }

    /// Checks one field whose JSON has a limit: that limit, then the others.
    pub fn json<T: Wire + serde::Serialize>(&mut self, field: &Field, value: &T) {
        let before = self.found.len();
        // What cannot be written is found when the request is.
        let json = serde_json::to_string(value).unwrap_or_default();
        let broken = field.limits.broken_by(View::Json(json.chars().count()));
        self.found.extend(broken.into_iter().map(|breach| Invalid { field: String::new(), breach }));
        self.place(before, field.name);
        self.field(field, value);
    }

    /// Checks what is inside a value that stands under `step` and has no limits of its own.
    pub fn under<T: Wire>(&mut self, step: impl fmt::Display, value: &T) {
        let before = self.found.len();
        value.check(self);
        self.place(before, step);
    }

    /// Checks that exactly one of the fields that the endpoint has a choice of is there.
    pub fn one_of<E: Endpoint>(&mut self, there: &[bool]) {
        let fields = E::META.one_of;
        let given = there.iter().filter(|there| **there).count();
        if given != 1 {
            let breach = Breach::OneOf { fields, given };
            self.found.push(Invalid { field: fields.join("`, `"), breach });
        }
    }

    /// Reports that the value under `step` breaks a rule that its type checks itself.
    pub fn report(&mut self, step: impl fmt::Display, breach: Breach) {
        self.found.push(Invalid { field: step.to_string(), breach });
    }

    /// Checks a value whose fields stand beside the others.
    pub fn flat<T: Wire>(&mut self, value: &T) {
        value.check(self);
    }

    /// Puts `step` in front of the paths of what was found since. A request without a mistake never has a path.
    fn place(&mut self, before: usize, step: impl fmt::Display) {
        for invalid in &mut self.found[before..] {
            let dot = if invalid.field.is_empty() || invalid.field.starts_with('[') { "" } else { "." };
            invalid.field = format!("{step}{dot}{}", invalid.field);
        }
    }
}

/// One value outside its limits.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Invalid {
    /// The path of the field: `jump_wxa.query`.
    pub field: String,
    /// What is wrong with it.
    pub breach: Breach,
}

impl fmt::Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}`: {}", self.field, self.breach)
    }
}

/// A request that WeChat would refuse.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct InvalidRequest {
    /// Everything that is wrong.
    pub found: Vec<Invalid>,
}

impl fmt::Display for InvalidRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, invalid) in self.found.iter().enumerate() {
            let separator = if index == 0 { "" } else { "; " };
            write!(f, "{separator}{invalid}")?;
        }
        Ok(())
    }
}

impl std::error::Error for InvalidRequest {}

/// The key that a signed call wants for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum MissingKey {
    /// The AppKey of virtual payment.
    Pay,
    /// The AppKey of virtual payment's sandbox: `env` is 1.
    PaySandbox,
    /// The AppKey of the merchant in `mchid`.
    Merchant,
    /// The AppSecret that a carrier gave to the shop in `shopid`.
    Shop,
    /// The user's session key.
    Session,
}

impl fmt::Display for MissingKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Pay => "AppKey",
            Self::PaySandbox => "AppKey of the sandbox",
            Self::Merchant => "AppKey of this mchid",
            Self::Shop => "AppSecret of this shopid",
            Self::Session => "session key of the user",
        })
    }
}

/// Why a request cannot be sent.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RequestError {
    /// It was given as JSON and does not fit the endpoint's type.
    #[error("{0}")]
    Json(serde_json::Error),
    /// It is outside the documented limits.
    #[error(transparent)]
    Invalid(#[from] InvalidRequest),
    /// It cannot be written as the endpoint wants it.
    #[error(transparent)]
    Encode(#[from] EncodeError),
    /// The endpoint is called with the AppSecret, and the client has none.
    #[error("it is called with the AppSecret, and this client was made without one")]
    NoSecret,
    /// The call is signed, and the client has no key for it.
    #[error(
        "it is signed, and there is no {0}: give the client its keys with `ClientBuilder::keys` or `with_keys`"
    )]
    NoKey(MissingKey),
    /// It cannot be sealed (服务端 API 签名加密).
    #[error("it cannot be sealed: {0}")]
    Seal(String),
    /// A field was given another value than the one it always has.
    #[error("`{field}` is always {value}: leave it out")]
    Fixed {
        /// The field.
        field: &'static str,
        /// Its value.
        value: serde_json::Value,
    },
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::Type;

    struct Item(String);

    impl Wire for Item {
        const TYPE: &'static Type = &Type::Any;

        fn check(&self, check: &mut Check) {
            check.field(&Field::of::<String>("name").max_chars(1), &self.0);
        }
    }

    #[test]
    fn the_length_of_json_is_counted_in_characters() {
        let field = Field::of::<Vec<String>>("list").max_json_chars(6).max_items(1);
        let found = |list: &[&str]| {
            let mut check = Check::default();
            check.json(&field, &list.iter().map(|&text| text.to_owned()).collect::<Vec<_>>());
            check.found.iter().map(ToString::to_string).collect::<Vec<_>>()
        };
        assert_eq!(found(&["中文"]), [""; 0]);
        assert_eq!(
            found(&["中文", "字"]),
            [
                "`list`: 10 characters of JSON, at most 6 are allowed",
                "`list`: 2 items, at most 1 are allowed"
            ]
        );
    }

    #[test]
    fn every_mistake_has_its_whole_path() {
        let list = vec![Item("a".into()), Item("too long".into())];
        let map = BTreeMap::from([("key".to_owned(), list)]);
        let mut check = Check::default();
        check.field(&Field::of::<BTreeMap<String, Vec<Item>>>("map").max_items(0), &map);
        let found: Vec<_> = check.found.iter().map(ToString::to_string).collect();
        assert_eq!(
            found,
            [
                "`map`: 1 items, at most 0 are allowed",
                "`map.key[1].name`: 8 characters, at most 1 are allowed"
            ]
        );
    }
}
