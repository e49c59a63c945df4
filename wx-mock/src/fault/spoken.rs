//! Faults as `POST /__mock/fault` takes them.

use std::time::Duration;

use serde::Deserialize;

use super::{Fault, Faults};

/// `{"endpoint": "getPhoneNumber", "fault": {"errcode": -1}, "times": 2}`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Order {
    /// An endpoint by id, official name or Rust name; left out: whichever comes.
    #[serde(default)]
    pub(crate) endpoint: Option<String>,
    fault: Spoken,
    #[serde(default = "once")]
    times: u32,
}

fn once() -> u32 {
    1
}

/// A fault as JSON: a word, or an object with one key.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Spoken {
    Errcode(i64),
    Status(u16),
    Hang,
    Reset,
    Html,
    Empty,
    #[serde(rename_all = "snake_case")]
    Body {
        #[serde(default = "fine")]
        status: u16,
        #[serde(default)]
        content_type: String,
        text: String,
    },
    Redirect(String),
    Huge(u64),
    JsonAsImage,
    DelayMs(u64),
    Truncated,
    ImageAsJson,
    ControlChars,
    NumbersAsStrings,
}

fn fine() -> u16 {
    200
}

impl Order {
    /// The faults it asks for.
    pub(crate) fn faults(self) -> Faults {
        let fault = match self.fault {
            Spoken::Errcode(code) => Fault::Errcode(code),
            Spoken::Status(status) => Fault::Status(status),
            Spoken::Hang => Fault::Hang,
            Spoken::Reset => Fault::Reset,
            Spoken::Html => Fault::Html,
            Spoken::Empty => Fault::Empty,
            Spoken::Body { status, content_type, text } => {
                Fault::Body { status, content_type, bytes: text.into() }
            }
            Spoken::Redirect(to) => Fault::Redirect(to),
            Spoken::Huge(size) => Fault::Huge(size),
            Spoken::JsonAsImage => Fault::JsonAsImage,
            Spoken::DelayMs(time) => Fault::Delay(Duration::from_millis(time)),
            Spoken::Truncated => Fault::Truncated,
            Spoken::ImageAsJson => Fault::ImageAsJson,
            Spoken::ControlChars => Fault::ControlChars,
            Spoken::NumbersAsStrings => Fault::NumbersAsStrings,
        };
        fault.times(self.times)
    }
}
