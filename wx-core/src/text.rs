//! Identifiers that are text on the wire and types here, so that one is not taken for another.

use serde::{Deserialize, Serialize};

macro_rules! text {
    ($(#[$doc:meta])* $absence:ident $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// Takes the text as it is.
            pub fn new(text: impl Into<String>) -> Self {
                Self(text.into())
            }

            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// The text, by value.
            pub fn into_string(self) -> String {
                self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self(text)
            }
        }

        impl PartialEq<str> for $name {
            fn eq(&self, other: &str) -> bool {
                self.0 == other
            }
        }

        impl PartialEq<&str> for $name {
            fn eq(&self, other: &&str) -> bool {
                self.0 == *other
            }
        }

        impl crate::Wire for $name {
            const TYPE: &'static crate::Type = &crate::Type::Text;
            const ABSENCE: crate::Absence = crate::Absence::$absence;

            fn view(&self) -> crate::View<'_> {
                crate::View::Text(&self.0)
            }
        }
    };
}

text! {
    /// A mini program's AppID: `wx` and sixteen hexadecimal digits.
    Text AppId
}

text! {
    /// A user within one mini program (OpenID).
    Essential OpenId
}

text! {
    /// A user across the apps of one open-platform account (UnionID).
    Essential UnionId
}

text! {
    /// An uploaded media file (media_id): a temporary one lives three days.
    Essential MediaId
}

text! {
    /// A subscribe-message template (模板 ID) of this mini program.
    Text TemplateId
}
