//! The sub-commands, one file each.

pub(crate) mod call;
pub(crate) mod completions;
pub(crate) mod describe;
pub(crate) mod endpoints;
pub(crate) mod errcode;
pub(crate) mod mock;
pub(crate) mod openapi;
pub(crate) mod push;
pub(crate) mod token;
pub(crate) mod tour;
