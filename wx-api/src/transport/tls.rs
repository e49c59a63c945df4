//! TLS: rustls, with the system's certificates, and the cryptography that the program or the features choose.

#[cfg(feature = "hyper")]
use std::sync::Arc;

#[cfg(feature = "hyper")]
use rustls::ClientConfig;
use rustls::crypto::CryptoProvider;
#[cfg(feature = "hyper")]
use rustls_platform_verifier::BuilderVerifierExt;

#[cfg(feature = "hyper")]
use super::{TransportError, TransportErrorKind};

/// What connections are encrypted with.
#[cfg(feature = "hyper")]
pub(crate) fn config() -> Result<ClientConfig, TransportError> {
    let no_tls = |error: rustls::Error| TransportError::because(TransportErrorKind::Connect, error);
    // The one that the program chose for all of its TLS, or else that of our features.
    let provider = CryptoProvider::get_default().cloned().or_else(|| built_in().map(Arc::new));
    let provider =
        provider.ok_or_else(|| TransportError::because(TransportErrorKind::Connect, NO_PROVIDER))?;
    let builder = ClientConfig::builder_with_provider(provider);
    let builder = builder.with_safe_default_protocol_versions().map_err(no_tls)?;
    Ok(builder.with_platform_verifier().map_err(no_tls)?.with_no_client_auth())
}

const NO_PROVIDER: &str = "TLS has no cryptography: turn on the feature `aws-lc-rs` or `ring` of wx-api, or install a provider of rustls of your own";

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
