//! What is a mistake, what is none, and that one slip is one mistake.

use proc_macro2::TokenStream;
use quote::quote;

use super::{endpoint, get, wire_type};

/// Asserts that each mistake begins as expected.
#[track_caller]
fn begin(found: &[String], expected: &[&str]) {
    let fits =
        found.len() == expected.len() && found.iter().zip(expected).all(|(it, begin)| it.starts_with(begin));
    assert!(fits, "found {found:#?}, expected {expected:#?}");
}

#[test]
fn a_plain_spec_is_no_mistake() {
    let args = quote!(method = POST, path = "/wxa/get?a=1", response = json(a::Answer<b::C, D>),);
    begin(&endpoint(args, &get()), &[]);
}

#[test]
fn everything_can_be_said() {
    let args = quote! {
        crate = ::a::b, method = POST, path = "/wxa/get", auth = app_secret, body = json, response = binary_or(Answer),
        errors = [-1, 40029, 12345 = "what it means"], idempotent = true, name = "getIt", docs = "https://example.com",
    };
    let item = quote! {
        /// Documented.
        pub struct Get {
            #[wx(max_chars = 1, max_bytes = 2, charset = "a-z", prefix = "a", not_prefix = "b", not_contains = "c")]
            pub text: String,
            #[wx(query, range = -3..=3)]
            pub number: Option<i64>,
            #[wx(default)]
            #[wx(max_items = 4)]
            pub list: Vec<Inner>,
            #[serde(flatten)]
            pub flat: Option<Flat>,
        }
    };
    begin(&endpoint(args, &item), &[]);
}

#[test]
fn a_unit_struct_is_a_request_without_fields() {
    let args = quote!(method = GET, path = "/", response = empty);
    begin(
        &endpoint(
            args,
            &quote!(
                struct Get;
            ),
        ),
        &[],
    );
}

#[test]
fn mistakes_in_all_places_are_found_at_once() {
    let args = quote!(method = post, path = "wxa", response = jason, docs = "http://x", "loose", colour = 1);
    let item = quote! {
        pub struct Get {
            #[wx(max_char = 1)]
            pub text: String,
            #[wx(range = 3..=1, query = 1)]
            pub number: i64,
        }
    };
    let expected = [
        "expected `key`",
        "unknown method `post`",
        "a path starts with `/`",
        "unknown response `jason`",
        "the official page",
        "unknown key `colour`",
        "unknown key `max_char`",
        "`query` takes no value",
        "the range is empty",
    ];
    begin(&endpoint(args, &item), &expected);
}

#[test]
fn an_item_that_is_no_request_does_not_hide_the_mistakes_in_its_arguments() {
    let expected = ["unknown key `pth`", "`#[wx_endpoint]` belongs on a struct"];
    begin(
        &endpoint(
            quote!(method = POST, pth = "/", response = empty),
            &quote!(
                enum Get {}
            ),
        ),
        &expected,
    );
}

#[test]
fn numbers_may_be_negative_but_not_endless() {
    let with = |errors: TokenStream| {
        endpoint(quote!(method = POST, path = "/", response = empty, errors = #errors), &get())
    };
    begin(&with(quote!([])), &["an empty `errors` says nothing"]);
    begin(&with(quote!([-9223372036854775808, 9223372036854775807,])), &[]);
    begin(&with(quote!([9223372036854775808])), &["`errors` is a list"]);
    begin(&with(quote!([1.5])), &["`errors` is a list"]);
    begin(&with(quote!([-1 = 2])), &["`errors` is a list"]);
}

#[test]
fn a_value_that_breaks_off_is_reported_at_what_is_there() {
    let args = quote!(method = POST, path = "/", response = json(), crate = ::);
    begin(&endpoint(args, &get()), &["the path must be absolute", "`json` takes the answer's type"]);
    let args = quote!(method = POST GET, path = "/" "/", response = empty);
    begin(&endpoint(args, &get()), &["`method` takes one word", "`path` takes one text"]);
}

#[test]
fn a_limit_on_a_type_that_the_macro_does_not_know_is_left_to_the_constant() {
    let item = quote! {
        pub struct Get {
            #[wx(max_chars = 1)]
            pub openid: OpenId,
            #[wx(max_items = 1)]
            pub data: std::collections::BTreeMap<String, String>,
        }
    };
    begin(&endpoint(quote!(method = POST, path = "/", response = empty), &item), &[]);
}

#[test]
fn every_shape_of_wire_type_is_accepted() {
    let items = [
        (
            quote!(request),
            quote!(
                enum Words {
                    A,
                    B,
                }
            ),
        ),
        (
            quote!(request),
            quote!(
                enum Codes {
                    A = 1,
                    B = -2,
                }
            ),
        ),
        (
            quote!(request),
            quote!(
                enum Shapes {
                    A { x: u8 },
                    B(Inner),
                }
            ),
        ),
        (
            quote!(request, tag = "msgtype"),
            quote!(
                enum Tagged {
                    A(Inner),
                }
            ),
        ),
        (
            quote!(response),
            quote!(
                enum Words {
                    A,
                    #[wx(other)]
                    Other(std::string::String),
                }
            ),
        ),
        (
            quote!(both),
            quote!(
                enum Codes {
                    A = 1,
                    #[wx(other)]
                    Other(i64),
                }
            ),
        ),
        (
            quote!(response),
            quote!(
                struct Answer {
                    #[wx(secret)]
                    key: Option<SessionKey>,
                }
            ),
        ),
        (
            quote!(both, crate = ::a),
            quote!(
                #[serde(rename_all = "camelCase")]
                struct Both {
                    a_b: Vec<u8>,
                }
            ),
        ),
    ];
    for (args, item) in items {
        begin(&wire_type(args, &item), &[]);
    }
}
