//! TLS: rustls, with the system's certificates, and the cryptography that the program or the features choose.

use std::sync::Arc;

use rustls::{ClientConfig, RootCertStore, crypto::CryptoProvider};
use rustls_platform_verifier::BuilderVerifierExt;

use super::{TransportError, TransportErrorKind};

/// What connections are encrypted with. Where there are to be none, `plain`, the system's certificates are not looked for.
pub(crate) fn config(plain: bool) -> Result<ClientConfig, TransportError> {
    let no_tls = |error: rustls::Error| TransportError::because(TransportErrorKind::Connect, error);
    let provider =
        provider().ok_or_else(|| TransportError::because(TransportErrorKind::Connect, NO_PROVIDER))?;
    let builder = ClientConfig::builder_with_provider(provider);
    let builder = builder.with_safe_default_protocol_versions().map_err(no_tls)?;
    let builder = if plain {
        builder.with_root_certificates(RootCertStore::empty())
    } else {
        builder.with_platform_verifier().map_err(no_tls)?
    };
    Ok(builder.with_no_client_auth())
}

const NO_PROVIDER: &str = "TLS has no cryptography: turn on the feature `ring` or `aws-lc-rs`, or install a provider of rustls of your own";

/// The one that the program chose for all of its TLS, or else that of our features.
fn provider() -> Option<Arc<CryptoProvider>> {
    CryptoProvider::get_default().cloned().or_else(|| built_in().map(Arc::new))
}

/// Chooses for the whole program what it has not chosen.
#[cfg(feature = "redis-rustls")]
pub(crate) fn choose() -> Result<(), String> {
    if CryptoProvider::get_default().is_none() {
        // Another may have been faster, which is as good.
        _ = built_in().ok_or(NO_PROVIDER)?.install_default();
    }
    Ok(())
}

#[cfg(feature = "ring")]
fn built_in() -> Option<CryptoProvider> {
    Some(rustls::crypto::ring::default_provider())
}

#[cfg(all(feature = "aws-lc-rs", not(feature = "ring")))]
fn built_in() -> Option<CryptoProvider> {
    Some(rustls::crypto::aws_lc_rs::default_provider())
}

#[cfg(not(any(feature = "aws-lc-rs", feature = "ring")))]
fn built_in() -> Option<CryptoProvider> {
    None
}
