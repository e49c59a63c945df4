//! How a command ends before its end.

use std::{io, process::ExitCode};

use anstyle::{AnsiColor, Style};

/// Why a command stopped.
#[derive(Debug)]
pub(crate) enum Stop {
    /// What was typed makes no command: exit 2.
    Usage(String),
    /// The command was understood and failed: exit 1.
    Failed(String),
    /// A call failed: exit 1.
    Call(Box<wx_api::Error>),
    /// Whoever reads the output has seen enough: exit 0.
    PipeClosed,
}

impl Stop {
    /// Says on stderr why, and with which code to exit.
    pub(crate) fn report(self, json: bool) -> ExitCode {
        let code = match self {
            Self::PipeClosed => return ExitCode::SUCCESS,
            Self::Usage(_) => ExitCode::from(2),
            Self::Failed(_) | Self::Call(_) => ExitCode::FAILURE,
        };
        if json {
            anstream::eprintln!("{:#}", self.json());
        } else {
            const RED: Style = AnsiColor::Red.on_default().bold();
            anstream::eprintln!("{RED}error:{RED:#} {}", self.message());
        }
        code
    }

    fn message(&self) -> String {
        match self {
            Self::Usage(message) | Self::Failed(message) => message.clone(),
            Self::Call(error) => error.to_string(),
            Self::PipeClosed => String::new(),
        }
    }

    fn json(&self) -> serde_json::Value {
        let mut json = serde_json::json!({ "error": self.message() });
        if let Self::Call(error) = self {
            json["endpoint"] = error.endpoint().into();
            if let Some(api) = error.api() {
                json["errcode"] = api.code.0.into();
                json["errmsg"] = api.message.as_str().into();
                json["rid"] = api.rid.as_ref().map(wx_api::Rid::as_str).into();
                json["category"] = api.category().word().into();
            }
        }
        json
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::PipeClosed,
            _ => Self::Failed(format!("the output could not be written: {error}")),
        }
    }
}

impl From<wx_api::Error> for Stop {
    fn from(error: wx_api::Error) -> Self {
        Self::Call(Box::new(error))
    }
}
