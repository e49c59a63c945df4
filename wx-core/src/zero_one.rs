//! Booleans that are numbers on the wire.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::{Absence, Choice, Type, Wire};

/// Yes or no, sent as `1` or `0`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ZeroOne(pub bool);

impl From<bool> for ZeroOne {
    fn from(yes: bool) -> Self {
        Self(yes)
    }
}

impl From<ZeroOne> for bool {
    fn from(ZeroOne(yes): ZeroOne) -> Self {
        yes
    }
}

impl Serialize for ZeroOne {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u8(self.0.into())
    }
}

/// Reads `0`, `1` and what WeChat sends for them: `true`, `"1"`.
impl<'de> Deserialize<'de> for ZeroOne {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = serde_json::Value::deserialize(deserializer)?;
        crate::from_value(&value).map(Self).map_err(serde::de::Error::custom)
    }
}

impl Wire for ZeroOne {
    const ABSENCE: Absence = Absence::Bool;
    const TYPE: &'static Type = &Type::Codes(&[Choice::of(0).doc("No."), Choice::of(1).doc("Yes.")]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_a_number_on_the_wire() {
        assert_eq!(serde_json::to_string(&[ZeroOne(true), ZeroOne(false)]).unwrap(), "[1,0]");
        let read: Vec<ZeroOne> = serde_json::from_str(r#"[1, 0, true, "1", "0"]"#).unwrap();
        assert_eq!(read.into_iter().map(bool::from).collect::<Vec<_>>(), [true, false, true, true, false]);
        assert!(serde_json::from_str::<ZeroOne>("2").is_err());
    }
}
