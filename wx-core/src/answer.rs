//! What an endpoint may answer, and how the answer is taken out of a reply.

use serde::de::DeserializeOwned;

use crate::{__private::Shown, Binary, BinaryOr, Misfit, Reply, Type, Unexpected, Wire};

/// The answer to a call that has nothing to tell but success.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Empty {}

/// What an endpoint may answer: a `#[wx_type(response)]`, [`Binary`], [`BinaryOr`] or [`Empty`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the answer of an endpoint",
    label = "not an answer type",
    note = "put `#[wx_type(response)]` on the struct, or use `response = binary` or `response = empty`"
)]
pub trait Answer: Sized + Send {
    /// The answer's fields, if it has any.
    const TYPE: Option<&'static Type>;

    /// Takes the answer out of a reply that reported success.
    fn from_reply(reply: Reply) -> Result<Self, Unexpected>;

    /// The answer as JSON for people to read, secrets masked; bytes as they are.
    #[cfg(feature = "registry")]
    fn show(self) -> Result<Reply, serde_json::Error>;
}

/// A type that is read out of an answer, as `#[wx_type(response)]` and `#[wx_type(both)]` say of theirs.
pub trait Received: Wire + DeserializeOwned + Shown + Send {}

impl Received for serde_json::Value {}
impl<T: Received> Received for Vec<T> {}

impl<T: Received> Answer for T {
    const TYPE: Option<&'static Type> = Some(T::TYPE);

    fn from_reply(reply: Reply) -> Result<Self, Unexpected> {
        match reply {
            Reply::Json(json) => crate::lenient::from_answer(&json).map_err(Unexpected::Misfit),
            Reply::Binary(binary) => Err(Unexpected::Bytes { content_type: binary.content_type }),
        }
    }

    #[cfg(feature = "registry")]
    fn show(self) -> Result<Reply, serde_json::Error> {
        serde_json::to_value(self).map(|value| Reply::Json(value.into()))
    }
}

impl Answer for Empty {
    const TYPE: Option<&'static Type> = None;

    fn from_reply(reply: Reply) -> Result<Self, Unexpected> {
        match reply {
            // Success of an endpoint that answers nothing else is `errcode: 0`; any other object is not WeChat's.
            Reply::Json(json) if crate::status::is_said(&json) => Ok(Self {}),
            Reply::Json(_) => Err(Unexpected::Misfit(Misfit::missing("errcode"))),
            Reply::Binary(binary) => Err(Unexpected::Bytes { content_type: binary.content_type }),
        }
    }

    #[cfg(feature = "registry")]
    fn show(self) -> Result<Reply, serde_json::Error> {
        Ok(Reply::Json(serde_json::json!({}).into()))
    }
}

impl Answer for Binary {
    const TYPE: Option<&'static Type> = None;

    fn from_reply(reply: Reply) -> Result<Self, Unexpected> {
        match reply {
            Reply::Binary(binary) => Ok(binary),
            Reply::Json(_) => Err(Unexpected::JsonForBytes),
        }
    }

    #[cfg(feature = "registry")]
    fn show(self) -> Result<Reply, serde_json::Error> {
        Ok(Reply::Binary(self))
    }
}

impl<T: Answer> Answer for BinaryOr<T> {
    const TYPE: Option<&'static Type> = T::TYPE;

    fn from_reply(reply: Reply) -> Result<Self, Unexpected> {
        match reply {
            Reply::Binary(binary) => Ok(Self::Binary(binary)),
            json @ Reply::Json(_) => T::from_reply(json).map(Self::Json),
        }
    }

    #[cfg(feature = "registry")]
    fn show(self) -> Result<Reply, serde_json::Error> {
        match self {
            Self::Binary(binary) => Ok(Reply::Binary(binary)),
            Self::Json(answer) => answer.show(),
        }
    }
}
