//! The OpenAPI document: that it is one, that what is sent and what comes back keep to it, and that the fake server answers
//! whatever can be made up from it.

mod document;
mod fuzz;
mod named_like_own;
mod own;
mod samples;
mod sent;
mod valid;
