//! Lists that travel as one string.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::{Absence, Type, View, Wire};

/// A list in one string, its items separated by commas: `2,616`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Joined<T>(pub Vec<T>);

impl<T> Default for Joined<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T, I: IntoIterator<Item = U>, U: Into<T>> From<I> for Joined<T> {
    fn from(items: I) -> Self {
        Self(items.into_iter().map(Into::into).collect())
    }
}

impl<T: fmt::Display> Serialize for Joined<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let items: Vec<_> = self.0.iter().map(T::to_string).collect();
        if let Some(item) = items.iter().find(|item| item.contains(',')) {
            return Err(serde::ser::Error::custom(format_args!("an item has a comma in it: `{item}`")));
        }
        serializer.serialize_str(&items.join(","))
    }
}

impl<'de, T: FromStr<Err: fmt::Display>> Deserialize<'de> for Joined<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let items = text.split(',').map(str::trim).filter(|item| !item.is_empty());
        items.map(|item| item.parse().map_err(de::Error::custom)).collect::<Result<_, _>>().map(Self)
    }
}

impl<T: Wire> Wire for Joined<T> {
    const TYPE: &'static Type = &Type::Joined(T::TYPE);
    const ABSENCE: Absence = Absence::Text;

    fn view(&self) -> View<'_> {
        View::Items(self.0.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_one_string_and_back() {
        let list = Joined::<u32>::from([2_u32, 616]);
        assert_eq!(serde_json::to_string(&list).unwrap(), r#""2,616""#);
        assert_eq!(serde_json::from_str::<Joined<u32>>(r#""2, 616""#).unwrap(), list);
        assert_eq!(serde_json::from_str::<Joined<u32>>(r#""""#).unwrap(), Joined::default());
    }

    #[test]
    fn what_would_not_come_back_is_refused() {
        let error = serde_json::to_string(&Joined::<String>::from(["a,b"])).unwrap_err();
        assert!(error.to_string().contains("`a,b`"), "{error}");
        assert!(serde_json::from_str::<Joined<u32>>(r#""2,x""#).is_err());
    }
}
