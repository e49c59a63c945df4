//! The author's own names, none of which may get into the generated code. (A type called `str` is not among them:
//! serde's own derives stumble over it.)

#![allow(
    dead_code,
    non_camel_case_types,
    non_snake_case,
    unused_macros,
    reason = "obstacles need not be used nor look well"
)]
#![deny(warnings, unused_qualifications, missing_docs)]

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
struct Method;
struct Field;
struct Wire;
struct Check;
struct Parts;
struct Constant;
struct Signature;
struct SessionKey;
struct Auth;
struct BodyKind;
struct Pending;
struct Event;
struct EventMeta;
struct EventKind;
struct ReplyKind;
struct Success;
struct Empty;
struct EncodeError;
struct Self_;
struct C;
struct E;
struct S;
struct D;
struct T;
fn Some() {}
fn None() {}
fn Ok() {}
fn Err() {}
trait Into {}
trait From {}
trait TryFrom {}
trait Default {}
trait Clone {}
trait Copy {}
trait Debug {}
trait Eq {}
trait PartialEq {}
trait Send {}
trait Sized {}
trait Iterator {}
trait Serialize {}
trait Deserialize {}
mod core {}
mod std {}
mod alloc {}
mod serde {}
mod wx {}
mod __wx {}
mod http {}

macro_rules! concat {
    () => {};
}
macro_rules! module_path {
    () => {};
}
macro_rules! new {
    () => {};
}
macro_rules! setter {
    () => {};
}
macro_rules! object {
    () => {};
}
macro_rules! register {
    () => {};
}
macro_rules! register_event {
    () => {};
}
macro_rules! unique {
    () => {};
}
macro_rules! errors {
    () => {};
}
macro_rules! registry_only {
    () => {};
}
macro_rules! unreachable {
    () => {};
}

/// 障碍 — a request whose names are all taken.
#[::wx_core::wx_endpoint(method = POST, path = "/obstacle", response = json(Async), errors = [1, 2 = "two"])]
pub struct r#Type {
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

/// 签名 — everything about a signed call.
#[::wx_core::wx_endpoint(
    method = POST,
    path = "/signed?a=b",
    response = binary_or(Async),
    sign = [pay_sig, user_signature, delivery_sign],
    secure,
    fixed = [type = "list", r#match = -1],
    appid,
    one_of = [r#in, r#move],
    name = "match",
)]
pub struct Signed {
    /// The key.
    #[wx(key)]
    pub key: ::wx_core::SessionKey,
    /// The shop.
    #[wx(min_chars = 1, max_chars = 9, max_bytes = 27, charset = "0-9", prefix = "0", not_prefix = "1", not_contains = "2")]
    pub shopid: ::std::string::String,
    /// One.
    #[wx(min_width = 4, max_width = 30)]
    pub r#in: ::core::option::Option<::std::string::String>,
    /// Or the other.
    pub r#move: ::core::option::Option<::std::string::String>,
    /// A list.
    #[wx(min_items = 1, max_items = 9, max_json_chars = 99)]
    pub list: ::std::vec::Vec<u8>,
    /// From.
    #[wx(range = 1.., more_than = 0)]
    pub from: u8,
    /// To.
    #[wx(default, range = ..=9)]
    pub to: i8,
    /// What stands beside the others.
    #[serde(flatten)]
    pub tagged: ::core::option::Option<Tagged>,
}

/// 会话 — a query that is signed.
#[::wx_core::wx_endpoint(method = GET, path = "/session", response = empty, sign = [session_signature], fixed = [r#as = 1])]
pub struct Session {
    /// The key.
    #[wx(key)]
    pub parts: ::wx_core::SessionKey,
    /// A list.
    #[wx(repeat)]
    pub r#ref: ::std::vec::Vec<u32>,
    /// Another.
    #[wx(default)]
    pub r#use: ::wx_core::Joined<u32>,
}

/// 原文 — a body as it is.
#[::wx_core::wx_endpoint(method = POST, path = "/raw", body = raw, response = json(::std::vec::Vec<Async>))]
pub struct Raw {
    /// Beside the body.
    #[wx(query, repeat)]
    pub r#type: ::std::vec::Vec<Yield>,
    /// The body.
    pub parts: ::std::string::String,
}

/// 表单 — a form.
#[::wx_core::wx_endpoint(method = POST, path = "/form", body = multipart, response = empty, fixed = [r#type = "x"])]
pub struct Form {
    /// A file.
    pub parts: ::wx_core::Upload,
    /// Not known.
    #[wx(query)]
    pub check: ::core::option::Option<u8>,
}

/// 旧 — one that is given up.
#[::wx_core::wx_endpoint(method = POST, path = "/old", response = json(Async), auth = none)]
#[deprecated]
pub struct Old {
    /// Given up as well.
    #[deprecated]
    pub r#fn: ::core::option::Option<Shape>,
}

/// 推送 — a push whose names are all taken.
#[::wx_core::wx_event(
    event = "type",
    ids = [r#type, parts],
    wrapper = "Match",
    reply = fields(Nothing),
    within = 3,
    docs = "https://developers.weixin.qq.com/"
)]
#[serde(rename_all = "PascalCase")]
pub struct r#Push {
    /// A keyword.
    pub r#type: ::wx_core::OpenId,
    /// One of the macro's own names.
    #[serde(rename = "PARTS", alias = "parts")]
    pub parts: ::core::option::Option<::std::string::String>,
    /// A list.
    pub r#async: ::std::vec::Vec<Other>,
    /// What may be missing.
    #[wx(default)]
    pub check: u8,
    /// A secret.
    #[wx(secret)]
    pub session_key: ::core::option::Option<::wx_core::SessionKey>,
    /// What stands inside.
    pub beside: Async,
}

/// 消息 — a message that is given up.
#[::wx_core::wx_event(message = "type", reply = beside(Nothing))]
#[deprecated]
pub struct r#fn {
    /// Given up as well.
    #[deprecated]
    pub r#in: u8,
}

/// An answer.
#[::wx_core::wx_type(response)]
pub struct Async {
    /// A keyword.
    pub r#match: ::std::vec::Vec<Other>,
    /// What may be missing.
    #[wx(default)]
    #[serde(alias = "type")]
    pub r#impl: u8,
    /// A secret.
    #[wx(secret)]
    pub key: ::core::option::Option<::wx_core::SessionKey>,
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
    /// A word that is given up.
    #[deprecated]
    None,
    /// What is not known.
    #[wx(other)]
    Other(::std::string::String),
}

/// Codes, and what is not known.
#[::wx_core::wx_type(both)]
pub enum Open {
    /// A number.
    Ok = 0,
    /// What is not known.
    #[wx(other)]
    Other(i64),
}

/// Shapes with a tag.
#[::wx_core::wx_type(request, tag = "type")]
pub enum Tagged {
    /// A shape.
    Async(Nothing),
}

/// Shapes without one.
#[::wx_core::wx_type(request)]
#[serde(rename_all_fields = "camelCase")]
pub enum Shape {
    /// Fields.
    Ok {
        /// A keyword.
        r#type: u8,
        /// One of the macro's own names.
        #[wx(range = 0..=1)]
        check: u8,
    },
    /// A type.
    Err(Nothing),
}

/// A type without fields.
#[::wx_core::wx_type(request)]
pub struct Nothing {}

/// 下一个 — an endpoint called by a keyword.
#[::wx_core::wx_endpoint(method = GET, path = "/move", response = binary)]
pub struct Move;

/// 循环 — an endpoint that is a keyword.
#[::wx_core::wx_endpoint(method = GET, path = "/loop", response = binary)]
pub struct r#loop;

fn is_a_push<X: ::wx_core::Event>() {}

fn pushes() {
    is_a_push::<r#Push>();
    #[allow(deprecated, reason = "it is given up, and there")]
    is_a_push::<r#fn>();
}

async fn calls<X: ::wx_core::Caller>(caller: X) {
    let obstacle = r#Type::new("o").r#async(true).parts("p").check([1]).value(Match::Self_).content(Yield::Err);
    let _ = caller.r#type(obstacle).await;
    let key = || ::wx_core::SessionKey::new("a2V5");
    let signed = Signed::new(key(), "shop", [1], 1).r#in("x").to(3).tagged(Tagged::Async(Nothing::new()));
    let _ = caller.signed(signed).await;
    let _ = caller.session(Session::new(key(), [1, 2]).r#use([3_u32])).await;
    let _ = caller.raw(Raw::new([Yield::Ok], "text")).await;
    let _ = caller.form(Form::new(::wx_core::Upload::new("a.png", &b""[..])).check(1)).await;
    let _ = caller.r#move(Move::new()).await;
    let _ = caller.r#loop(r#loop::new()).await;
}

fn main() {}
