//! Values that must never be seen.

use std::{fmt, sync::Arc};

use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Deserializer};

/// What stands where a secret would.
pub const MASK: &str = "***";

macro_rules! secret {
    ($(#[$doc:meta])* $absence:ident $name:ident) => {
        $(#[$doc])*
        ///
        /// `Debug` shows `***`; there is no `Display` and no `Serialize`. Clones share one copy, which is wiped when the
        /// last of them is dropped.
        #[derive(Clone)]
        pub struct $name(Arc<SecretString>);

        impl $name {
            /// Takes the secret in.
            pub fn new(secret: impl Into<String>) -> Self {
                Self(Arc::new(SecretString::from(secret.into())))
            }

            /// The secret itself. Whoever calls this answers for where it goes.
            pub fn expose(&self) -> &str {
                self.0.expose_secret()
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                SecretString::deserialize(deserializer).map(|secret| Self(Arc::new(secret)))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), MASK)
            }
        }

        impl crate::Wire for $name {
            const TYPE: &'static crate::Type = &crate::Type::Text;
            const ABSENCE: crate::Absence = crate::Absence::$absence;
        }

        impl From<String> for $name {
            fn from(secret: String) -> Self {
                Self::new(secret)
            }
        }

        impl From<&str> for $name {
            fn from(secret: &str) -> Self {
                Self::new(secret)
            }
        }
    };
}

secret! {
    /// The AppSecret (小程序密钥) of a mini program.
    Essential AppSecret
}

secret! {
    /// An `access_token` (接口调用凭据): up to 512 characters, worth the whole API for two hours.
    Essential AccessToken
}

secret! {
    /// An AppKey (支付密钥) of virtual payment or of a B2b merchant: it signs payments.
    Essential AppKey
}

secret! {
    /// The AppSecret that a carrier (运力方) of immediate delivery gave to a shop.
    Essential DeliverySecret
}

secret! {
    /// A key of a user's encrypted channel (`encrypt_key`, 小程序加密网络通道): 16 bytes, in base64.
    Essential EncryptKey
}

secret! {
    /// The Token (令牌) of the page 消息推送配置: it signs the messages that WeChat pushes.
    Essential PushToken
}

secret! {
    /// The Token of a plugin (插件 Token): it signs the requests that the plugin makes in other mini programs.
    Essential PluginToken
}

secret! {
    /// A text that may have a credential in it, such as the address of a call.
    Text SecretText
}

secret! {
    /// A user's `session_key` (会话密钥). It stays on the server: sending it to a front end does not compile.
    ///
    /// ```compile_fail
    /// fn to_the_front_end(key: &wx_core::SessionKey) -> String {
    ///     serde_json::to_string(key).unwrap()
    /// }
    /// ```
    Essential SessionKey
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_no_secret() {
        let shown = format!("{:?} {:#?}", SessionKey::new("hush"), AppSecret::new("hush"));
        assert_eq!(shown, "SessionKey(***) AppSecret(***)");
        assert_eq!(SessionKey::new("hush").expose(), "hush");
    }
}
