//! A push: what is a mistake, that one slip is one mistake, and what an editor is left with.

use quote::{ToTokens, quote};
use syn::{File, Item};

use super::{event, messages, slips, specs};
use crate::pipeline;

/// Asserts that each spec has just the one mistake, which begins as expected.
#[track_caller]
fn are_one(cases: &[(&str, &str, &str)]) {
    for (args, item, expected) in cases {
        let found = slips(event(specs::tokens(args), &specs::tokens(item)));
        let fits = matches!(found.as_slice(), [one] if one.starts_with(expected));
        assert!(fits, "#[wx_event({args})] {item}\nfound {found:#?}, expected {expected:?}");
    }
}

const PUSH: &str =
    "struct Push { trace_id: String, list: Vec<u8>, pass: Option<bool>, map: BTreeMap<String, u8> }";

#[test]
fn a_slip_in_the_arguments_is_one_mistake() {
    are_one(&[
        ("", PUSH, "say what names the push"),
        (r#"docs = "https://x""#, PUSH, "say what names the push"),
        (r#"evnet = "x""#, PUSH, "unknown key `evnet`: did you mean `event`?"),
        (r#"name = "x""#, PUSH, "unknown key `name`: did you mean `event`?"),
        (r#"msg_type = "x""#, PUSH, "unknown key `msg_type`: did you mean `message`?"),
        (r#""wxa_media_check""#, PUSH, "`\"wxa_media_check\"` needs its key: write `event = "),
        (r#"event = "x", 3"#, PUSH, "`3` needs its key: write `within = 3`"),
        (r#"event = "x", [trace_id]"#, PUSH, "`[trace_id]` needs its key: write `ids = [trace_id]`"),
        (r#"event = "x", fields(Reply)"#, PUSH, "`fields(Reply)` needs its key: write `reply = "),
        (r#"event = "x", success"#, PUSH, "`success` needs its key: write `reply = success`"),
        (r#"event = "x", timeout = 3"#, PUSH, "unknown key `timeout`: did you mean `within`?"),
        (r#"event = "x", response = json(A)"#, PUSH, "unknown key `response`: did you mean `reply`?"),
        (r#"event = "x", secret"#, PUSH, "`secret` belongs into another attribute: write `#[wx(secret)]`"),
        (r#"event = x"#, PUSH, "`event` takes one text"),
        (r#"event = """#, PUSH, "an event is one word"),
        (r#"event = "two words""#, PUSH, "an event is one word"),
        (r#"message = "文本""#, PUSH, "a message is one word"),
        (r#"message = "event""#, PUSH, "every event has the `MsgType` `event`"),
        (r#"event = "x", message = "y""#, PUSH, "a push is an event or a message, not both"),
        (r#"event = "x", event = "y""#, PUSH, "`event` is said twice"),
        (r#"event = "x", wrapper = "a b""#, PUSH, "a wrapper is the name of an XML element"),
    ]);
}

#[test]
fn a_slip_in_the_reply_is_one_mistake() {
    are_one(&[
        (r#"event = "x", reply = sucess"#, PUSH, "unknown reply `sucess`: did you mean `success`?"),
        (r#"event = "x", reply = json(Reply)"#, PUSH, "unknown reply `json`: did you mean `fields`?"),
        (r#"event = "x", reply = "success""#, PUSH, "`reply` takes a word, not a text"),
        (r#"event = "x", reply = fields"#, PUSH, "`fields` takes the reply's type in parentheses"),
        (r#"event = "x", reply = beside()"#, PUSH, "`beside` takes the reply's type in parentheses"),
        (r#"event = "x", reply = Reply"#, PUSH, "say where the fields of the reply stand"),
        (r#"event = "x", reply = a::Reply"#, PUSH, "say where the fields of the reply stand"),
        (r#"event = "x", reply = success(Reply)"#, PUSH, "`success` stands alone"),
        (r#"event = "x", within = 0"#, PUSH, "WeChat waits five seconds at most"),
        (r#"event = "x", within = 6"#, PUSH, "WeChat waits five seconds at most"),
        (r#"event = "x", within = -1"#, PUSH, "WeChat waits five seconds at most"),
        (r#"event = "x", within = 3000ms"#, PUSH, "WeChat waits five seconds at most"),
        (r#"event = "x", within = 3.5"#, PUSH, "`within` takes one whole number"),
    ]);
}

#[test]
fn a_slip_in_the_ids_is_one_mistake() {
    are_one(&[
        (r#"event = "x", ids = []"#, PUSH, "an empty `ids` says nothing"),
        (r#"event = "x", ids = trace_id"#, PUSH, "`ids` takes a list"),
        (r#"event = "x", ids = ["trace_id"]"#, PUSH, "`ids` takes words, not texts"),
        (r#"event = "x", ids = [result.label]"#, PUSH, "`ids` are names of fields of this struct"),
        (r#"event = "x", ids = [trace]"#, PUSH, "unknown field `trace`: did you mean `trace_id`?"),
        (r#"event = "x", ids = [id]"#, "struct Push;", "there is no field `id`: the struct has none"),
        (r#"event = "x", ids = [trace_id, trace_id]"#, PUSH, "`trace_id` is said twice"),
        (r#"event = "x", ids = [list]"#, PUSH, "a `Vec<u8>` does not tell two pushes apart"),
        (r#"event = "x", ids = [pass]"#, PUSH, "a `bool` does not tell two pushes apart"),
        (r#"event = "x", ids = [map]"#, PUSH, "a `BTreeMap<String, u8>` does not tell two pushes apart"),
        (
            r#"event = "x", ids = [a]"#,
            "struct Push { #[serde(flatten)] a: A }",
            "a push has no flattened fields",
        ),
        (r#"event = "x", ids = [a]"#, "struct Push { #[wx(secret)] a: SessionKey }", "ids are kept"),
        (
            r#"event = "x", ids = [MerchantNo]"#,
            "struct Push { #[serde(rename = \"MerchantNo\")] shop: String }",
            "unknown field `MerchantNo`: did you mean `shop`?",
        ),
    ]);
}

#[test]
fn a_slip_in_the_fields_is_one_mistake() {
    let with = r#"event = "x""#;
    are_one(&[
        (with, "struct Push { #[wx(range = 1..=9)] a: u8 }", "what WeChat sends is not checked"),
        (with, "struct Push { #[wx(query)] a: u8 }", "only a field of an endpoint can travel in the query"),
        (
            with,
            "struct Push { #[wx(repeat)] a: Vec<u8> }",
            "only a field of an endpoint can travel in the query",
        ),
        (with, "struct Push { #[wx(key)] a: SessionKey }", "only a field of an endpoint can be the key"),
        (
            with,
            "struct Push { #[wx(ids)] a: u8 }",
            "`ids` belongs into another attribute: write `#[wx_event(ids =",
        ),
        (with, "struct Push { #[wx(secret)] a: String }", "a `String` shows itself"),
        (with, "struct Push { MsgType: String }", "every push has `MsgType`"),
        (
            with,
            "#[serde(rename_all = \"PascalCase\")] struct Push { create_time: i64 }",
            "every push has `CreateTime`",
        ),
        (
            with,
            "#[serde(rename_all = \"UPPERCASE\")] struct Push { a: i64 }",
            "only `camelCase` and `PascalCase`",
        ),
        (
            with,
            "struct Push { #[serde(rename = \"a\")] b: i64, a: i64 }",
            "two fields are called `a` on the wire",
        ),
        (with, "enum Push { A }", "`#[wx_event]` belongs on a struct"),
        (with, "fn push() {}", "`#[wx_event]` belongs on a struct"),
        (with, "struct Push(String);", "fields need names"),
        (with, "struct Push<T> { a: T }", "generic parameters"),
    ]);
}

#[test]
fn mistakes_in_all_places_are_found_at_once() {
    let args =
        quote!(event = "a b", ids = [nobody], reply = jason, within = 9, docs = "http://x", colour = "red");
    let item = quote!(
        pub struct Push {
            #[wx(max_char = 1)]
            pub text: String,
        }
    );
    let expected = [
        "an event is one word",
        "unknown reply `jason`",
        "WeChat waits five seconds",
        "the official page",
        "unknown key `colour`",
        "unknown key `max_char`",
        "unknown field `nobody`",
    ];
    let found = event(args, &item);
    let fits =
        found.len() == expected.len() && found.iter().zip(expected).all(|(it, begin)| it.starts_with(begin));
    assert!(fits, "{found:#?}");
}

#[test]
fn the_name_on_the_wire_is_what_is_written_down() {
    let args = specs::tokens(r#"event = "x", ids = [out_trade_no, open_id, r#type]"#);
    let item = quote!(
        #[serde(rename_all = "PascalCase")]
        struct Push {
            out_trade_no: String,
            #[serde(rename = "OpenID")]
            open_id: String,
            r#type: u8,
        }
    );
    let text = pipeline::event(args, &item).to_string();
    for wanted in [
        "ids (& [\"OutTradeNo\" , \"OpenID\" , \"Type\"])",
        "of :: < String > (\"OutTradeNo\")",
        "told apart by `OutTradeNo`, `OpenID`, `Type`",
    ] {
        assert!(text.contains(wanted), "{wanted}: {text}");
    }
}

#[test]
fn a_push_that_is_being_typed_is_there() {
    for args in ["", "e", "event", "event =", "event = \"x\", reply = fields()", "event = \"x\", ids = [ , ]"]
    {
        for field in ["", "pub x", "pub x:", "#[wx()]", "= 3,", "pub x: Option<,"] {
            let item =
                format!("/// Documented. \npub struct Push {{ /// A code. \n pub code: String, {field} }}");
            let expanded = pipeline::event(specs::tokens(args), &specs::tokens(&item));
            let text = expanded.to_string();
            let file: File = syn::parse2(expanded.clone()).expect("what is left is Rust");
            let push = file.items.iter().find_map(|item| match item {
                Item::Struct(item) => Some(item),
                _ => None,
            });
            let push = push.unwrap_or_else(|| panic!("{args} {field}: {text}"));
            let has_code = push.fields.iter().any(|it| it.ident.to_token_stream().to_string() == "code");
            assert!(has_code, "{args} {field}: {text}");
            assert!(text.contains("unreachable !") && text.contains("__wx :: Event for Push"), "{text}");
            assert!(!field.is_empty() || !messages(expanded).is_empty(), "{args}");
        }
    }
}
