//! The key of the token server.

use axum::http::{HeaderMap, header::AUTHORIZATION};
use subtle::ConstantTimeEq;
use wx_api::AppSecret;

use crate::{client, stop::Stop};

/// What clients must show. `AppSecret` is only its wrapping: no `Display`, wiped when it is dropped.
pub(super) struct Key(AppSecret);

impl Key {
    /// A key that can be typed can be guessed.
    const SHORTEST: usize = 16;

    /// The one in WX_TOKEN_KEY; never a flag.
    pub(super) fn from_environment() -> Result<Self, Stop> {
        let problem = match client::in_environment("WX_TOKEN_KEY")? {
            None => "there is no key that clients must show",
            Some(key) if !key.bytes().all(|byte| byte.is_ascii_graphic()) => {
                "the key in WX_TOKEN_KEY cannot stand in a header: only printable ASCII can, and no space"
            }
            Some(key) if key.len() < Self::SHORTEST => {
                "the key in WX_TOKEN_KEY is too short: it needs 16 characters or more"
            }
            Some(key) => return Ok(Self(key.into())),
        };
        Err(Stop::Usage(format!("{problem}. Make one: export WX_TOKEN_KEY=$(openssl rand -hex 32)")))
    }

    /// Whether a request shows it: `Authorization: Bearer …`.
    pub(super) fn opens(&self, headers: &HeaderMap) -> bool {
        let shown = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
        let Some((scheme, shown)) = shown.and_then(|value| value.split_once(' ')) else { return false };
        // How long it takes does not tell how much of the guess is right. It may tell that the length is wrong, which
        // helps nobody: the length of a random key is no secret, and each of its characters is.
        scheme.eq_ignore_ascii_case("bearer")
            && bool::from(shown.trim().as_bytes().ct_eq(self.0.expose().as_bytes()))
    }
}
