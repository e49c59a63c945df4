//! Where an answer says whether the call succeeded.
//!
//! Nearly always that is `errcode`. Some services have a status of their own instead of it or beside it, and a failure in
//! any of them is a failure: no author of a spec has to remember which service it is.

use crate::{
    Json, Misfit, Refusal,
    json::Seen,
    lenient::{Look, Tree},
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

/// The refusal that an answer is, if it is one. A carrier's word beside an `errcode` stands in front of its message: the
/// `errcode` then says only that the carrier refused.
pub(crate) fn refusal(answer: Seen<'_>) -> Result<Option<Refusal>, Misfit> {
    let base_resp = answer.get("base_resp");
    let inside =
        base_resp.into_iter().flat_map(|base_resp| IN_BASE_RESP.iter().map(move |names| (base_resp, names)));
    let mut found = None;
    let mut carrier = String::new();
    for (object, (name, message)) in ON_TOP.iter().map(|names| (answer, names)).chain(inside) {
        let Some(code) = object.get(name) else { continue };
        let code = match code.look() {
            Look::Null => continue,
            Look::Number(number) => number.as_i64(),
            Look::Text(text) if text.trim().is_empty() => continue,
            Look::Text(text) => text.trim().parse().ok(),
            _ => None,
        };
        let message = || object.get(message).and_then(Seen::as_str).unwrap_or_default();
        match code {
            Some(0) => {}
            Some(code) if found.is_none() => found = Some((code, *name, message())),
            Some(code) if name.ends_with("resultcode") => {
                carrier += &format!("{name} {code} {}; ", message())
            }
            // What comes after a refusal cannot take it back.
            _ if found.is_some() => {}
            _ => return Err(Misfit::at(*name, "expected a whole number")),
        }
    }
    Ok(found.map(|(code, name, message)| Refusal::new(code, carrier + message).in_field(name)))
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
        let refusal = super::refusal(Json::from(answer).look()).ok()??;
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
        let whole = super::refusal(Json::from(answer).look()).unwrap().unwrap();
        let message = format!("delivery_resultcode 10002 wrong password; delivery logic fail {rid}");
        assert_eq!((whole.code, whole.field, whole.message), (9_300_501, "errcode", message));
        assert!(whole.rid.is_some());
        let odd = json!({ "errcode": 40097, "errmsg": "no", "delivery_resultcode": [] });
        assert_eq!(refusal(odd), Some((40097, "errcode", "no".to_owned())));
    }
}
