//! Names, and the ones that were probably meant.

use proc_macro2::Span;

use crate::{messages, names};

#[test]
fn names_change_case() {
    assert_eq!(names::snake("GetUnlimitedQrCode"), "get_unlimited_qr_code");
    assert_eq!(names::snake("Code2Session"), "code2_session");
    assert_eq!(names::lower_camel("GetPhoneNumber"), "getPhoneNumber");
    assert_eq!(names::camel("pure_phone_number"), "purePhoneNumber");
    assert_eq!(names::camel("_"), "");
    assert_eq!(names::pascal("pay_sig"), "PaySig");
}

#[test]
fn fields_are_called_as_serde_calls_them() {
    for (field, camel, pascal) in [
        ("out_trade_no", "outTradeNo", "OutTradeNo"),
        ("open_id", "openId", "OpenId"),
        ("a__b_", "aB", "AB"),
        ("_a", "a", "A"),
        ("A_b", "aB", "AB"),
        ("b2b", "b2b", "B2b"),
        ("字_段", "字段", "字段"),
    ] {
        assert_eq!(names::of_field(field, Some("camelCase")), camel);
        assert_eq!(names::of_field(field, Some("PascalCase")), pascal);
        assert_eq!(names::of_field(field, None), field);
    }
}

#[test]
fn a_keyword_becomes_an_identifier() {
    #[expect(clippy::disallowed_methods, reason = "no error is reported here")]
    let span = Span::call_site();
    for (name, ident) in
        [("type", "r#type"), ("move", "r#move"), ("crate", "crate_"), ("super", "super_"), ("get", "get")]
    {
        assert_eq!(names::ident(name, span).to_string(), ident);
    }
}

#[test]
fn a_near_miss_is_suggested_and_nothing_else_is() {
    let methods = ["GET", "POST", "PUT", "DELETE", "PATCH"];
    for (typed, meant) in [("POTS", "POST"), ("post", "POST"), ("Get", "GET"), ("DELET", "DELETE")] {
        assert_eq!(messages::nearest(typed, &methods), Some(meant), "{typed}");
    }
    for typed in ["", "x", "HEAD", "fetch", "数据"] {
        assert_eq!(messages::nearest(typed, &methods), None, "{typed}");
    }
    let keys = ["max_chars", "max_bytes", "max_items", "range"];
    assert_eq!(messages::nearest("max_char", &keys), Some("max_chars"));
    assert_eq!(messages::nearest("maxItems", &keys), Some("max_items"));
}
