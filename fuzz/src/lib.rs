//! What must hold for any bytes, one function a target. None of them panics, unless something is wrong.
//!
//! The corpus runs through the same functions in `cargo test`, so they are plain Rust.

mod envelope;
mod multipart;
mod push;

pub use self::{
    envelope::envelope,
    multipart::multipart,
    push::{json, xml},
};
