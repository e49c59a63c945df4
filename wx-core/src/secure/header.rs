//! The headers of a sealed message.

use std::fmt;

use http::HeaderMap;

/// A header of a sealed message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Header {
    /// `Wechatmp-AppId`: the mini program.
    AppId,
    /// `Wechatmp-TimeStamp`: when the message was signed, in Unix seconds.
    TimeStamp,
    /// `Wechatmp-Signature`: the signature, in base64.
    Signature,
    /// `Wechatmp-Serial`: the number of the platform certificate; answers only.
    Serial,
    /// `Wechatmp-Serial-Deprecated`: the number of the platform certificate that is being replaced.
    SerialDeprecated,
    /// `Wechatmp-Signature-Deprecated`: the signature for the platform certificate that is being replaced.
    SignatureDeprecated,
}

impl Header {
    const ALL: [Self; 6] = [
        Self::AppId,
        Self::TimeStamp,
        Self::Signature,
        Self::Serial,
        Self::SerialDeprecated,
        Self::SignatureDeprecated,
    ];

    /// Its name, as `http` wants it.
    pub fn name(self) -> &'static str {
        match self {
            Self::AppId => "wechatmp-appid",
            Self::TimeStamp => "wechatmp-timestamp",
            Self::Signature => "wechatmp-signature",
            Self::Serial => "wechatmp-serial",
            Self::SerialDeprecated => "wechatmp-serial-deprecated",
            Self::SignatureDeprecated => "wechatmp-signature-deprecated",
        }
    }

    /// Whether a message has any of them.
    pub(super) fn any(headers: &HeaderMap) -> bool {
        Self::ALL.iter().any(|header| headers.contains_key(header.name()))
    }
}

/// As WeChat writes it.
impl fmt::Display for Header {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::AppId => "Wechatmp-AppId",
            Self::TimeStamp => "Wechatmp-TimeStamp",
            Self::Signature => "Wechatmp-Signature",
            Self::Serial => "Wechatmp-Serial",
            Self::SerialDeprecated => "Wechatmp-Serial-Deprecated",
            Self::SignatureDeprecated => "Wechatmp-Signature-Deprecated",
        })
    }
}
