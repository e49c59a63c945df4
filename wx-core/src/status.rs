//! Where an answer says whether the call succeeded.
//!
//! Nearly always that is `errcode`. Some services have a status of their own instead of it or beside it, and a failure in
//! any of them is a failure: no author of a spec has to remember which service it is.

use serde_json::{Map, Value};

use crate::{Misfit, Refusal};

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

/// The refusal that an answer is, if it is one.
pub(crate) fn refusal(answer: &Map<String, Value>) -> Result<Option<Refusal>, Misfit> {
    let base_resp = answer.get("base_resp").and_then(Value::as_object);
    let inside =
        base_resp.into_iter().flat_map(|base_resp| IN_BASE_RESP.iter().map(move |names| (base_resp, names)));
    for (object, (name, message)) in ON_TOP.iter().map(|names| (answer, names)).chain(inside) {
        let code = match object.get(*name) {
            None | Some(Value::Null) => continue,
            Some(Value::Number(number)) => number.as_i64(),
            Some(Value::String(text)) if text.trim().is_empty() => continue,
            Some(Value::String(text)) => text.trim().parse().ok(),
            Some(_) => None,
        };
        match code {
            Some(0) => {}
            Some(code) => {
                let message = object.get(*message).and_then(Value::as_str).unwrap_or_default();
                return Ok(Some(Refusal::new(code, message).in_field(name)));
            }
            None => return Err(Misfit::at(*name, "expected a whole number")),
        }
    }
    Ok(None)
}

/// Whether an answer says anything about success.
pub(crate) fn is_said(answer: &Value) -> bool {
    answer.get("base_resp").is_some() || ON_TOP.iter().any(|(name, _)| answer.get(name).is_some())
}
