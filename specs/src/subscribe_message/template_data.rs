//! The values of a subscribe message.

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};
use wx_core::{Breach, Check, Type, View, Wire};

use super::template_rules;

/// The values of a subscribe message, in the order they are given: `TemplateData::new().with("thing1", "Coffee")`.
///
/// A key's letters say what its value may be. The client checks it before it sends, as WeChat does, which answers 47003:
///
/// | key | value |
/// |---|---|
/// | `thing` | 20 characters |
/// | `number` | 32 digits, decimals included |
/// | `letter` | 32 Latin letters |
/// | `symbol` | 5 signs |
/// | `character_string` | 32 Latin letters, digits or signs |
/// | `time` | `15:01`, `15:01:30`, `2019年10月1日 15:01`; a period with `~` between |
/// | `date` | `2019年10月1日`, `2019-10-01`, `2019/10`, `10.01`, a time after it; a period with `~` between |
/// | `amount` | 10 digits and decimals, a currency sign before or `元` after them |
/// | `phone_number` | 17 digits or signs |
/// | `car_number` | 8 Latin letters or digits, the first and the last may be Chinese |
/// | `name` | 10 Chinese characters or 20 letters, and signs |
/// | `phrase` | 5 Chinese characters |
/// | `enum` | a value that the template lists, see [`GetWxaPubNewTemplate`](super::GetWxaPubNewTemplate) |
///
/// No value is empty or has a line break.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TemplateData(IndexMap<String, TemplateValue>);

/// One value of a subscribe message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct TemplateValue {
    value: String,
}

impl TemplateData {
    /// No values yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// With one more value; the same key again replaces it in its place.
    pub fn with(mut self, key: impl Into<String>, value: impl Into<String>) -> Self {
        self.0.insert(key.into(), TemplateValue { value: value.into() });
        self
    }

    /// The values in their order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(key, value)| (key.as_str(), value.value.as_str()))
    }

    /// Whether a key may have this value; if not, what it must be. An `enum` is not checked against its template.
    pub fn check_value(key: &str, value: &str) -> Result<(), Breach> {
        match template_rules::broken(key, value) {
            Some(kind) => Err(Breach::Rule(kind.rule)),
            None => Ok(()),
        }
    }
}

impl<K: Into<String>, V: Into<String>> FromIterator<(K, V)> for TemplateData {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(values: I) -> Self {
        values.into_iter().fold(Self::new(), |data, (key, value)| data.with(key, value))
    }
}

impl<K: Into<String>, V: Into<String>, const N: usize> From<[(K, V); N]> for TemplateData {
    fn from(values: [(K, V); N]) -> Self {
        values.into_iter().collect()
    }
}

impl Wire for TemplateData {
    const TYPE: &'static Type = <IndexMap<String, IndexMap<String, String>>>::TYPE;

    fn view(&self) -> View<'_> {
        View::Items(self.0.len())
    }

    fn check(&self, check: &mut Check) {
        for (key, value) in self.iter() {
            if let Err(breach) = Self::check_value(key, value) {
                check.report(format_args!("{key}.value"), breach);
            }
        }
    }
}
