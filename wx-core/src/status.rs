//! Where an answer says whether the call succeeded.
//!
//! Nearly always that is `errcode`. Some services have a status of their own instead of it or beside it, and a failure in
//! any of them is a failure: no author of a spec has to remember which service it is.

use crate::{
    Json, Misfit, Refusal, Scrub,
    json::Seen,
    lenient::{Look, Tree},
    sanitize,
};

/// The fields of a code and of its message.
type Names = (&'static str, &'static str);

/// On top of an answer. `errCode`: older services. `err_code`: city service. `resultcode`: the carrier's word in immediate
/// delivery, `delivery_resultcode` in logistics, both beside an `errcode` of 0.
const ON_TOP: &[Names] = &[
    ("errcode", "errmsg"),
    ("errCode", "errMsg"),
    ("err_code", "err_msg"),
    ("resultcode", "resultmsg"),
    ("delivery_resultcode", "delivery_resultmsg"),
];

/// Inside `base_resp`. `ret`: advertising. `errcode`: devices.
const IN_BASE_RESP: &[Names] = &[("ret", "err_msg"), ("errcode", "errmsg")];

/// The longest message of a carrier that is kept, in bytes.
const CARRIER_MESSAGE: usize = 256;

/// The refusal that an answer is, if it is one; `scrub` masks what it says. A carrier's word beside an `errcode` stands in front
/// of its message: the `errcode` then says only that the carrier refused.
pub(crate) fn refusal(answer: Seen<'_>, scrub: Scrub<'_>) -> Result<Option<Refusal>, Misfit> {
    let base_resp = answer.get("base_resp");
    let inside =
        base_resp.into_iter().flat_map(|base_resp| IN_BASE_RESP.iter().map(move |names| (base_resp, names)));
    let mut found = None;
    let mut carrier = String::new();
    for (object, (name, message)) in ON_TOP.iter().map(|names| (answer, names)).chain(inside) {
        // Of two codes under one name, neither takes back what the other says.
        for (nth, code) in object.all(name).enumerate() {
            let message = || message_of(object, message, nth);
            match code_of(code) {
                Code::Absent | Code::Number(0) => {}
                Code::Number(code) if found.is_none() => found = Some((code, *name, message())),
                Code::Number(code) if name.ends_with("resultcode") => {
                    let message = sanitize::cut(&scrub.message(message()), CARRIER_MESSAGE);
                    carrier += &format!("{name} {code} {message}; ");
                }
                // What comes after a refusal cannot take it back.
                _ if found.is_some() => {}
                _ => return Err(Misfit::at(*name, "expected a whole number")),
            }
        }
    }
    Ok(found
        .map(|(code, name, message)| Refusal::new(code, carrier + &scrub.message(message)).in_field(name)))
}

/// What stands where a code is due.
enum Code {
    /// Nothing: `null`, or an empty text.
    Absent,
    /// A whole number. It may be written as a text, and with a fraction of zero.
    Number(i64),
    /// Anything else.
    Other,
}

fn code_of(code: Seen<'_>) -> Code {
    let whole = |number: f64| {
        // Beyond that, not every whole number can be told from the next.
        let exact = number.fract() == 0.0 && number.abs() <= 2_f64.powi(53);
        exact.then_some(number as i64)
    };
    let number = match code.look() {
        Look::Null => return Code::Absent,
        Look::Number(number) => number.as_i64().or_else(|| number.as_f64().and_then(whole)),
        Look::Text(text) => match text.trim() {
            "" => return Code::Absent,
            text => text.parse().ok().or_else(|| text.parse().ok().and_then(whole)),
        },
        _ => None,
    };
    number.map_or(Code::Other, Code::Number)
}

/// The message beside the nth code of an object; the last one, if there are fewer.
fn message_of<'a>(object: Seen<'a>, name: &str, nth: usize) -> &'a str {
    let message = object.all(name).take(nth + 1).last();
    message.and_then(Seen::as_str).unwrap_or_default()
}

/// Whether an answer says anything about success.
pub(crate) fn is_said(answer: &Json) -> bool {
    match answer.look().look() {
        Look::Object(mut fields) => fields.any(|(name, _)| is_name(name)),
        _ => false,
    }
}

/// Whether a field on top of an answer says whether the call succeeded.
pub(crate) fn is_name(name: &str) -> bool {
    name == "base_resp" || ON_TOP.iter().any(|(code, _)| *code == name)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn refusal(answer: Value) -> Option<(i64, &'static str, String)> {
        let refusal = super::refusal(Json::from(answer).look(), Scrub::default()).ok()??;
        Some((refusal.code, refusal.field, refusal.message))
    }

    #[test]
    fn a_carrier_can_refuse_where_wechat_does_not() {
        let answer =
            json!({ "errcode": 0, "errmsg": "ok", "resultcode": 1010, "resultmsg": "no such address" });
        assert_eq!(refusal(answer), Some((1010, "resultcode", "no such address".to_owned())));
        let answer = json!({ "errcode": 0, "resultcode": 0, "resultmsg": "ok", "delivery_resultcode": "" });
        assert_eq!(refusal(answer), None);
    }

    #[test]
    fn what_the_carrier_says_beside_an_errcode_is_kept() {
        let rid = "rid: 61725984-6126f6f9-040f19c4";
        let answer = json!({ "errcode": 9300501, "errmsg": format!("delivery logic fail {rid}"),
            "delivery_resultcode": 10002, "delivery_resultmsg": "wrong password" });
        let whole = super::refusal(Json::from(answer).look(), Scrub::default()).unwrap().unwrap();
        let message = format!("delivery_resultcode 10002 wrong password; delivery logic fail {rid}");
        assert_eq!((whole.code, whole.field, whole.message), (9_300_501, "errcode", message));
        assert!(whole.rid.is_some());
        let odd = json!({ "errcode": 40097, "errmsg": "no", "delivery_resultcode": [] });
        assert_eq!(refusal(odd), Some((40097, "errcode", "no".to_owned())));
    }
    /// What a JSON text is refused with, and says.
    fn of(text: &'static str) -> Option<(i64, String)> {
        let json = Json::parse(text.into()).unwrap();
        let refusal =
            super::refusal(json.look(), Scrub::default()).unwrap_or_else(|misfit| panic!("{text}: {misfit}"));
        refusal.map(|refusal| (refusal.code, refusal.message))
    }

    #[test]
    fn zero_is_success_however_it_is_written() {
        for code in ["0", "0.0", "-0.0", "0e5", "\"0\"", "\"0.0\"", "\" 0 \"", "null", "\"\""] {
            assert_eq!(of(format!("{{\"errcode\":{code}}}").leak()), None, "{code}");
        }
        for (code, expected) in
            [("40001.0", 40001), ("\"40001.0\"", 40001), ("-1.0", -1), ("4.0001e4", 40001)]
        {
            assert_eq!(
                of(format!("{{\"errcode\":{code}}}").leak()),
                Some((expected, String::new())),
                "{code}"
            );
        }
        for code in ["0.5", "1e300", "true", "[]", "{}", "\"ok\"", "\"NaN\"", "\"inf\"", "\"1e300\""] {
            let json = Json::parse(format!("{{\"errcode\":{code}}}").into()).unwrap();
            assert!(super::refusal(json.look(), Scrub::default()).is_err(), "{code}");
        }
    }

    #[test]
    fn of_two_codes_the_one_that_refuses_counts() {
        let refused = Some((40001, "bad".to_owned()));
        for text in [
            r#"{"errcode":40001,"errmsg":"bad","errcode":0,"errmsg":"ok"}"#,
            r#"{"errcode":0,"errmsg":"ok","errcode":40001,"errmsg":"bad"}"#,
            r#"{"errcode":0,"errcode":40001,"errmsg":"bad"}"#,
            r#"{"errcode":40001,"errcode":0,"errmsg":"bad"}"#,
            r#"{"errcode":0,"errmsg":"ok","errCode":40001,"errMsg":"bad"}"#,
            r#"{"errCode":40001,"errMsg":"bad","errcode":0,"errmsg":"ok"}"#,
            r#"{"errCode":"0","errMsg":"ok","errcode":"40001","errmsg":"bad"}"#,
        ] {
            assert_eq!(of(text), refused, "{text}");
        }
        assert_eq!(of(r#"{"errcode":0,"errCode":0,"errcode":0.0}"#), None);
    }

    #[test]
    fn a_refusal_has_one_short_line() {
        let rid = "rid: 61725984-6126f6f9-040f19c4";
        let long = "a\nERROR forged \u{202e}".repeat(20_000);
        let answer = json!({ "errcode": 9300501, "errmsg": format!("{long} {rid}"), "delivery_resultcode": 10002,
            "delivery_resultmsg": long, "resultcode": 7, "resultmsg": long });
        let refusal = super::refusal(Json::from(answer).look(), Scrub::default()).unwrap().unwrap();
        let message = &refusal.message;
        assert!(message.len() < 1100, "{}", message.len());
        assert!(!message.contains(sanitize::is_unsafe), "{message}");
        assert!(message.starts_with("resultcode 7 a ERROR forged") && message.ends_with(rid), "{message}");
        assert!(message.contains("delivery_resultcode 10002 a ERROR"), "{message}");
        assert_eq!(refusal.rid.unwrap().as_str(), &rid[5..]);
    }
}
