//! `#[wx_endpoint]`, `#[wx_event]` and `#[wx_type]`: one annotated struct becomes a WeChat endpoint, or a push.
//!
//! The files are the pipeline: `parse` reads tokens, `model` says what an endpoint is, `check` holds the rules
//! that need more than one token, `expand` writes the code and cannot fail. Mistakes go into a `report` and are
//! shown all at once; `fallback` then stands in for the code so that nothing else breaks. `messages` has the words.
//!
//! The grammar is documented at the macros, which `wx-core` and `wx-api` re-export.

mod check;
mod expand;
mod fallback;
mod messages;
mod model;
mod names;
mod parse;
mod pipeline;
mod report;
#[cfg(test)]
mod tests;

/// Turns an annotated struct into an endpoint: `impl Endpoint`, a constructor, setters and a client method.
///
/// ```ignore
/// /// 获取手机号 — the phone number behind a code of `<button open-type="getPhoneNumber">`.
/// #[wx_endpoint(
///     method = POST,
///     path = "/wxa/business/getuserphonenumber",
///     response = json(PhoneNumber),
///     docs = "https://developers.weixin.qq.com/…",
/// )]
/// pub struct GetPhoneNumber {
///     /// The one-time code, valid for five minutes.
///     pub code: String,
/// }
/// ```
///
/// # Keys of the endpoint
///
/// | key | values | default |
/// |---|---|---|
/// | `method` | `GET`, `POST`, `PUT`, `DELETE`, `PATCH` | must be said |
/// | `path` | absolute; a fixed query may stand in it | must be said |
/// | `response` | `json(Type)`, `binary`, `binary_or(Type)`, `empty` | must be said |
/// | `auth` | `access_token`, `app_secret`, `none`; `app_secret("appsecret")` where its field is not `secret` | `access_token` |
/// | `sign` | `[pay_sig]`, `[user_signature]`, `[session_signature]`, `[delivery_sign]`: signed beside the token | none |
/// | `secure` | alone: request and answer may be sealed (服务端 API 签名加密) | no |
/// | `body` | `json`, `query`, `multipart`, `raw`, `none` | `query` for GET, else `json` |
/// | `fixed` | `[action = "list", version = 2]`: fields that are the same in every request | none |
/// | `appid` | alone: the caller's own appid travels beside the token | no |
/// | `one_of` | `[img, img_url]`: fields of which a request has exactly one | none |
/// | `errors` | `[40001, 12345 = "what it means here"]` | none |
/// | `idempotent` | `true`, `false`: whether a call may be repeated when nobody knows whether it took effect | GET: `true` |
/// | `name` | the official API name where the struct's differs | the struct's, `lowerCamel` |
/// | `docs` | the official page | none |
/// | `crate` | an absolute path to `wx_api` under another name | `::wx_api` |
///
/// # Keys of a field, `#[wx(…)]`
///
/// | key | meaning |
/// |---|---|
/// | `query` | travels in the query although the endpoint has a body |
/// | `repeat` | a list in the query, once for each item: `id=1&id=2` (a list joined by commas is a `Joined<T>`) |
/// | `key` | does not travel: the user's `SessionKey` that the call is signed with |
/// | `default` | starts as `Default::default()` instead of being an argument of `new` |
/// | `secret` | never shown |
/// | `essential` | in what is received: a caller acts on it, so an answer without it is an error |
/// | `max_chars = 32`, `max_bytes = 128`, `max_items = 10` | the most characters, bytes of UTF-8, items |
/// | `max_json_chars = 1024` | the most characters of the JSON that an object, a list or a map is written as |
/// | `min_chars = 1`, `min_items = 2` | the least |
/// | `min_width = 4`, `max_width = 30` | the width, in which a Chinese character counts two |
/// | `range = 280..=1280`, `1..`, `..=9` | the least and the greatest number |
/// | `more_than = 0` | what a number must exceed |
/// | `charset = "0-9A-Za-z_"` | the characters allowed |
/// | `prefix = "pages/"`, `not_prefix = "/"` | what a text must, or must not, start with |
/// | `not_contains = "?"` | what must not appear in a text |
///
/// `Option` fields are left out when they are `None`. Fields of a multipart endpoint are the parts of its form; the one
/// field of a raw one is its body.
///
/// Of serde's attributes these pass through: `rename`, `flatten`, `rename_all = "camelCase"` or `"PascalCase"` on the struct; in an answer
/// `alias`, and `default = "…"` beside `#[wx(default)]`; `skip_serializing_if` where the field may be left out. Those that
/// would let a value travel otherwise than its type says are errors: a value that is special has a type of its own.
///
/// Some shapes are types: `ZeroOne` (a boolean sent as 1 or 0), `JsonText<T>` (JSON inside a string), `Joined<T>`,
/// `Fixed<N>` (a number inside a type that never varies), `serde_json::Value` (any JSON), maps with free keys.
#[proc_macro_attribute]
pub fn wx_endpoint(args: proc_macro::TokenStream, item: proc_macro::TokenStream) -> proc_macro::TokenStream {
    pipeline::endpoint(args.into(), &item.into()).into()
}

/// Turns an annotated struct into a push, which WeChat sends to a backend: `impl Event`, and what it takes to read it.
///
/// ```ignore
/// /// 异步检测结果推送 — the verdict on a file that was given to `MediaCheckAsync`.
/// #[wx_event(event = "wxa_media_check", ids = [trace_id], docs = "https://developers.weixin.qq.com/…")]
/// pub struct WxaMediaCheck {
///     /// The id that `MediaCheckAsync` answered.
///     pub trace_id: String,
///     /// The verdict.
///     pub result: Verdict,
/// }
/// ```
///
/// The fields are those beside the common ones (`ToUserName`, `FromUserName`, `CreateTime`, `MsgType`, `Event`).
///
/// # Keys of the push
///
/// | key | values | default |
/// |---|---|---|
/// | `event` | the value of `Event` | this or `message` must be said |
/// | `message` | the value of `MsgType`: a message that a user sent | |
/// | `ids` | `[trace_id]`: fields that say what happened: two pushes with the same values are one, said twice | none |
/// | `wrapper` | the object that XML puts the fields in, and JSON often does not | none |
/// | `reply` | `success`; `fields(Type)`; `beside(Type)`: fields beside the common ones, sender and receiver swapped | `success` |
/// | `within` | the seconds that WeChat waits for the reply, 1 to 5 | 5 |
/// | `docs` | the official page | none |
/// | `crate` | an absolute path to `wx_api` under another name | `::wx_api` |
///
/// The type of a reply bears `#[wx_type(request)]` or `#[wx_type(both)]`, the types inside the push bear
/// `#[wx_type(response)]` or `#[wx_type(both)]`.
///
/// # Keys of a field, `#[wx(…)]`
///
/// | key | meaning |
/// |---|---|
/// | `default` | may be missing, and is `Default::default()` then |
/// | `secret` | never shown |
/// | `essential` | a backend acts on it, so a push without it is an error |
///
/// A field that is missing is empty: a text, a number, a list and a `bool` by themselves, a struct field by field, an open enum as
/// what it does not know. An `OpenId` or another of the types that identify is never missing without an error, unless it is an `Option`.
///
/// Of serde's attributes these pass through: `rename`, `alias`, `default = "…"` beside `#[wx(default)]`, and
/// `rename_all = "PascalCase"` or `"camelCase"` on the struct. Fields are not flattened: XML has words for numbers, and only
/// the type of a field says which are meant.
#[proc_macro_attribute]
pub fn wx_event(args: proc_macro::TokenStream, item: proc_macro::TokenStream) -> proc_macro::TokenStream {
    pipeline::event(args.into(), &item.into()).into()
}

/// Makes a type fit to travel inside a request (`#[wx_type(request)]`), an answer (`#[wx_type(response)]`) or either
/// (`#[wx_type(both)]`): serde derives in that direction, the fields as data, constructor and setters for what is sent.
///
/// An enum is one of:
///
/// - words: unit variants, sent in `snake_case` unless renamed;
/// - codes: unit variants with numbers, `Comment = 2`;
/// - shapes told apart by a tag that is also a key: `#[wx_type(request, tag = "msgtype")]` on newtype variants;
/// - shapes told apart by their fields: variants with fields and no tag.
///
/// `#[serde(rename_all_fields = "camelCase")]`, or `"PascalCase"`, changes the fields of variants.
///
/// An enum of words or codes in an answer ends with `#[wx(other)] Other(String)` (or `Other(i64)`): WeChat adds values
/// without notice. Fields take the same `#[wx(…)]` keys as those of an endpoint.
///
/// A field that an answer leaves out is empty: `""`, 0, `false`, an empty list or map, `None`; an enum is what it does not know, a
/// struct is made of its empty fields. Where that would mislead the caller, the field is marked `#[wx(essential)]` and the answer
/// is an error. `OpenId`, `UnionId`, `MediaId`, `Date` and secrets are essential by their type, unless they are in an `Option`.
#[proc_macro_attribute]
pub fn wx_type(args: proc_macro::TokenStream, item: proc_macro::TokenStream) -> proc_macro::TokenStream {
    pipeline::wire_type(args.into(), &item.into()).into()
}

/// Derives nothing, but knows serde's attributes: stands in for a derive that is not wanted.
#[doc(hidden)]
#[proc_macro_derive(Nothing, attributes(serde))]
pub fn nothing(_: proc_macro::TokenStream) -> proc_macro::TokenStream {
    proc_macro::TokenStream::new()
}
