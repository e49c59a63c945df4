//! The fake WeChat over real sockets, as an SDK of any language meets it.

// The own endpoints of these tests are written as a backend's are, without the backend's client.
extern crate wx_core as wx_api;

mod backend;
mod codes;
mod content;
mod control;
mod endpoints;
mod faults;
mod listener;
mod own;
mod pictures;
mod pushes;
mod shared;
mod signed;
mod tokens;
