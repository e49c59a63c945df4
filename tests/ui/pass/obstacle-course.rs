//! The author's own names, none of which may get into the generated code. (A type called `str` is not among them:
//! serde's own derives stumble over it.)

#![allow(dead_code, non_snake_case, unused_macros, reason = "obstacles need not be used nor look well")]
#![deny(warnings)]

extern crate wx_core as wx_api;

struct Option;
struct Result;
struct String;
struct Vec;
struct Box;
struct Client;
struct Caller;
struct Endpoint;
struct Meta;
struct Field;
struct Pending;
struct Empty;
struct C;
struct S;
struct D;
fn Some() {}
fn None() {}
fn Ok() {}
fn Err() {}
trait Into {}
trait From {}
trait Default {}
trait Clone {}
trait Debug {}
trait Send {}
trait Sized {}
trait Serialize {}
trait Deserialize {}
mod core {}
mod std {}
mod alloc {}
mod serde {}
mod wx {}

macro_rules! concat {
    () => {};
}

/// 障碍 — a request whose names are all taken.
#[::wx_core::wx_endpoint(method = POST, path = "/obstacle", response = json(Async), errors = [1, 2 = "two"])]
pub struct Type {
    /// A keyword.
    pub r#type: ::wx_core::OpenId,
    /// Another one.
    pub r#async: ::core::option::Option<bool>,
    /// One of the macro's own names.
    pub parts: ::core::option::Option<::std::string::String>,
    /// Another of them.
    #[wx(max_items = 3)]
    pub check: ::core::option::Option<::std::vec::Vec<u8>>,
    /// What a setter is made of.
    #[wx(query)]
    pub value: ::core::option::Option<Match>,
    /// A name that the constructor has as well.
    #[wx(default)]
    pub content: Yield,
}

/// An answer.
#[::wx_core::wx_type(response)]
pub struct Async {
    /// A keyword.
    pub r#match: ::std::vec::Vec<Other>,
}

/// Words.
#[::wx_core::wx_type(request)]
pub enum Match {
    /// A word.
    Self_,
}

/// Codes.
#[::wx_core::wx_type(request)]
#[derive(::core::default::Default)]
pub enum Yield {
    /// A number.
    #[default]
    Ok = 1,
    /// A number below zero.
    Err = -2,
}

/// Words, and what is not known.
#[::wx_core::wx_type(response)]
pub enum Other {
    /// A word.
    Some,
    /// What is not known.
    #[wx(other)]
    Other(::std::string::String),
}

/// Shapes with a tag.
#[::wx_core::wx_type(request, tag = "type")]
pub enum Tagged {
    /// A shape.
    Async(Nothing),
}

/// A type without fields.
#[::wx_core::wx_type(request)]
pub struct Nothing {}

/// 下一个 — an endpoint called by a keyword.
#[::wx_core::wx_endpoint(method = GET, path = "/move", response = binary)]
pub struct Move;

async fn calls<X: ::wx_core::Caller>(caller: X) {
    let obstacle = Type::new("o").r#async(true).parts("p").check([1]).value(Match::Self_).content(Yield::Err);
    let _ = caller.r#type(obstacle).await;
    let _ = caller.r#move(Move::new()).await;
}

fn main() {}
