//! The real binary, as people type it.

mod call;
mod documented;
mod errcode;
mod look_up;
mod mock;
mod openapi;
mod push;
mod signed;
mod token;
mod tour;
mod wx;
