//! What must hold for any bytes, one function a target. None of them panics, unless something is wrong.
//!
//! The corpus runs through the same functions in `cargo test`, so they are plain Rust.

mod answer;
mod envelope;
mod multipart;
mod push;
mod receiver;

pub use self::{
    answer::answer,
    envelope::envelope,
    multipart::multipart,
    push::{json, xml},
    receiver::receiver,
};
