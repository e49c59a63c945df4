//! One slip is one mistake: what follows from it is quiet, and what stands beside it is not.

use super::{messages, slips, specs};
use crate::pipeline;

/// Asserts that each spec has just the one mistake, which begins as expected.
#[track_caller]
fn are_one(cases: &[(&str, &str, &str)]) {
    for (args, item, expected) in cases {
        let pipeline = match *args {
            "request" | "requset" | "response" => pipeline::wire_type,
            args if args.starts_with("tag") || args.starts_with("request,") => pipeline::wire_type,
            _ => pipeline::endpoint,
        };
        let found = slips(messages(pipeline(specs::tokens(args), &specs::tokens(item))));
        let fits = matches!(found.as_slice(), [one] if one.starts_with(expected));
        assert!(fits, "#[({args})] {item}\nfound {found:#?}, expected {expected:?}");
    }
}

const REST: &str = "struct Get { code: String }";

#[test]
fn a_key_that_is_nearly_right_is_not_missing_as_well() {
    are_one(&[
        (r#"methd = POST, path = "/", response = empty"#, REST, "unknown key `methd`"),
        (r#"method = POST, url = "/", response = empty"#, REST, "unknown key `url`"),
        (r#"POST, path = "/", response = empty"#, REST, "`POST` needs its key"),
        (r#"method = POST, "/wxa/get", response = empty"#, REST, "`\"/wxa/get\"` needs its key"),
        (r#"method = POST, path = "/", json(Answer)"#, REST, "`json(Answer)` needs its key"),
        (r#"method POST, path = "/", response = empty"#, REST, "expected `key` or `key = value`: write"),
        (r#"method: POST, path = "/", response = empty"#, REST, "expected `key` or `key = value`: write"),
        (r#"method(POST), path = "/", response = empty"#, REST, "expected `key` or `key = value`: write"),
        (r#"method, POST, path = "/", response = empty"#, REST, "`method` needs a value"),
        (r#"method = POST path = "/", response = empty"#, REST, "a comma is missing before `path`"),
        (r#"method = POST; path = "/", response = empty"#, REST, "commas separate"),
        (r#"method = POST,, path = "/", response = empty"#, REST, "a comma too many"),
        ("requset", "struct More {}", "unknown key `requset`"),
    ]);
}

#[test]
fn a_value_that_could_not_be_read_says_nothing_about_others() {
    are_one(&[
        // The body kind is not known, so nothing is known of what may be in it.
        (r#"method = GET, path = "/", response = empty, body = jsno"#, REST, "unknown body kind `jsno`"),
        (r#"method = POTS, path = "/", response = empty, secure"#, REST, "unknown method `POTS`"),
        (
            r#"method = GTE, path = "/", response = empty"#,
            "struct Get { #[wx(repeat)] ids: Vec<u8> }",
            "unknown method `GTE`",
        ),
        (
            r#"method = POST, path = "/", response = empty, body = qurey"#,
            "struct Get { #[wx(repeat)] ids: Vec<u8> }",
            "unknown body kind `qurey`",
        ),
        (
            r#"method = POST, path = "/", response = empty, bdoy = multipart"#,
            "struct Get { media: Upload }",
            "unknown key `bdoy`",
        ),
        (
            r#"method = POST, path = "/", response = empty, auth = nnoe"#,
            "struct Get { access_token: String }",
            "unknown token requirement `nnoe`",
        ),
        // The signatures are not known, so a key may be right.
        (
            r#"method = POST, path = "/", response = empty, sign = [pay_sig, user_signatur]"#,
            "struct Get { #[wx(key)] key: SessionKey }",
            "unknown signature `user_signatur`",
        ),
        (
            r#"method = POST, path = "/", response = empty, sign = user_signature"#,
            "struct Get { #[wx(key)] key: SessionKey }",
            "`sign` takes a list",
        ),
        (
            r#"method = POST, path = "/", response = empty, one_of = [a, "b"]"#,
            "struct Get { a: Option<u8>, b: Option<u8> }",
            "`one_of` takes words, not texts",
        ),
        (r#"request, tag = """#, "enum Message { Text(Text) }", "a name has at least one letter"),
    ]);
}

#[test]
fn a_key_of_a_field_that_could_not_be_read_is_not_missing() {
    let with = r#"method = POST, path = "/", response = empty"#;
    let sign = &format!("{with}, sign = [user_signature]");
    let raw = &format!("{with}, body = raw");
    let none = &format!("{with}, body = none");
    let query = r#"method = GET, path = "/", response = empty"#;
    are_one(&[
        (sign, "struct Get { #[wx(kye)] user: SessionKey }", "unknown key `kye`"),
        (sign, "struct Get { user: SessionKey }", "a secret does not travel"),
        (raw, "struct Get { #[wx(qury)] id: u8, text: String }", "unknown key `qury`"),
        (none, "struct Get { #[wx(qury)] id: u8 }", "unknown key `qury`"),
        (none, "struct Get { #[wx] id: u8 }", "expected keys in parentheses"),
        (none, "struct Get { #[wx()] id: u8 }", "expected keys in parentheses"),
        (query, "struct Get { #[wx(repaet)] ids: Vec<u8> }", "unknown key `repaet`"),
        (query, "struct Get { #[wx(repeat = 1)] ids: Vec<u8> }", "`repeat` takes no value"),
    ]);
}

#[test]
fn a_variant_that_could_not_be_read_is_not_of_the_wrong_shape() {
    are_one(&[
        ("response", "enum Label { Normal = 1, #[wx(othr)] Other(i64) }", "unknown key `othr`"),
        ("response", "enum Label { Normal = 1, #[wx()] Other(i64) }", "expected `#[wx(other)]`"),
        // A tail that is not marked does not make all other variants wrong.
        (
            "response",
            "enum Label { Normal = 1, Misc = 2, Other(i64) }",
            "if this variant keeps what is not known",
        ),
    ]);
}

#[test]
fn a_limit_is_wrong_once() {
    let with = r#"method = POST, path = "/", response = empty"#;
    are_one(&[
        (with, "struct Get { #[wx(max_chars = 0, min_chars = 3)] a: String }", "at most nothing"),
        (with, "struct Get { #[wx(range = 1..=9)] a: String }", "`range` limits a number"),
        (with, "struct Get { #[wx(range = 9..=1)] a: u8 }", "the range is empty"),
        (with, "struct Get { #[wx(range = 1..=900)] a: u8 }", "a `u8` cannot be 900"),
        (with, "struct Get { #[wx(range = 1..=9, more_than = 9)] a: u8 }", "nothing is allowed"),
        (
            "response",
            "struct Get { #[wx(range = 9..=1, more_than = 1)] a: u8 }",
            "what WeChat sends is not checked",
        ),
    ]);
}

#[test]
fn what_the_compiler_reports_is_not_reported_again() {
    let with = r#"method = POST, path = "/", response = empty"#;
    let found = |item: &str| messages(pipeline::endpoint(specs::tokens(with), &specs::tokens(item)));
    for item in ["struct Get { a: String, a: String }", "struct Get { a: String, b }", "struct Get { a: }"] {
        assert!(found(item).is_empty(), "{item}: {:?}", found(item));
    }
}
