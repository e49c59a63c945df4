//! The fields that every push has.

use std::mem;

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::{Misfit, OpenId, UnixSeconds, from_value};

const NAMES: [&str; 5] = ["ToUserName", "FromUserName", "CreateTime", "MsgType", "Event"];

/// The five common fields of a push, and of the replies that repeat them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PushHeader {
    /// Who it is for (`ToUserName`): the mini program's original ID (原始 ID), `gh_…`.
    pub to_user: String,
    /// Who it is from (`FromUserName`): the user; of an event without a user it can be WeChat's own account.
    pub from_user: OpenId,
    /// When it was made (`CreateTime`).
    pub created: UnixSeconds,
    /// What it is (`MsgType`): `event`, or the kind of a user's message, such as `text`.
    pub msg_type: String,
    /// Which event (`Event`); `None` for a message.
    pub event: Option<String>,
}

impl PushHeader {
    /// Takes the five out of the others. Numbers may be strings, as they are in XML.
    pub fn take(fields: &mut Map<String, Value>) -> Result<Self, Misfit> {
        let [to_user, from_user, created, msg_type, event] = NAMES.map(|name| (name, fields.remove(name)));
        Ok(Self {
            to_user: required(&to_user)?,
            from_user: required(&from_user)?,
            created: required(&created)?,
            msg_type: required(&msg_type)?,
            event: optional(&event)?,
        })
    }

    /// Puts the five beside the others.
    pub fn put(&self, fields: &mut Map<String, Value>) {
        let values: [Option<Value>; 5] = [
            Some(self.to_user.as_str().into()),
            Some(self.from_user.as_str().into()),
            Some(self.created.0.into()),
            Some(self.msg_type.as_str().into()),
            self.event.as_deref().map(Value::from),
        ];
        let others = mem::take(fields);
        for (name, value) in NAMES.into_iter().zip(values) {
            fields.extend(value.map(|value| (name.to_owned(), value)));
        }
        for (name, value) in others {
            fields.entry(name).or_insert(value);
        }
    }

    /// The header of a reply: from the mini program to the user.
    pub fn swapped(&self, now: UnixSeconds) -> Self {
        Self {
            to_user: self.from_user.as_str().to_owned(),
            from_user: self.to_user.as_str().into(),
            created: now,
            msg_type: self.msg_type.clone(),
            event: self.event.clone(),
        }
    }
}

fn required<T: DeserializeOwned>((name, value): &(&str, Option<Value>)) -> Result<T, Misfit> {
    from_value(value.as_ref().ok_or_else(|| Misfit::missing(name))?).map_err(|misfit| misfit.under(name))
}

fn optional((name, value): &(&str, Option<Value>)) -> Result<Option<String>, Misfit> {
    from_value(value.as_ref().unwrap_or(&Value::Null)).map_err(|misfit| misfit.under(name))
}
