//! Analytics: which days may be asked for, and the sample under those days.

use serde_json::Value;
use wx_core::Date;

use super::{Call, Handler};
use crate::{refusal::Refusal, reply::Answer, world::World};

pub(super) const HANDLERS: &[(&str, Handler)] = &[("data_analysis.*", days)];

fn days(call: &Call<'_>, _: &mut World) -> Result<Answer, Refusal> {
    let day = |name: &str| call.fields.text(name).parse::<Date>().ok();
    let mut answer = call.sample();
    if let (Some(begin), Some(end)) = (day("begin_date"), day("end_date")) {
        let wrong = |reason: &str| {
            let reason = format!("`begin_date`, `end_date`: {reason}");
            Err(Refusal::new(61501).because(reason))
        };
        if begin > end {
            return wrong("the first day is after the last");
        }
        if end > Date::yesterday() {
            return wrong("yesterday, in Beijing, is the newest day there is");
        }
        let (spans, rule) = spans(call.route.row.meta.name);
        if !spans.is_empty() && !spans.iter().any(|days| begin == end.days_ago(*days)) {
            return wrong(rule);
        }
        if let Answer::Json(value) = &mut answer {
            redate(value, begin, end);
        }
    }
    Ok(answer)
}

/// How many days before the last day the first one must be; none named: any number.
fn spans(name: &str) -> (&'static [u16], &'static str) {
    if name.contains("Daily") {
        (&[0], "they must be the same day")
    } else if name.contains("Weekly") {
        (&[6], "they must be a week's Monday and Sunday")
    } else if name == "getUserPortrait" {
        (&[0, 6, 29], "they must span 1, 7 or 30 days")
    } else {
        (&[], "")
    }
}

/// Puts the days that were asked for in place of the sample's.
fn redate(value: &mut Value, begin: Date, end: Date) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| redate(item, begin, end)),
        Value::Object(map) => {
            for (key, value) in map {
                match value {
                    Value::String(text) if key == "ref_date" => {
                        let month = text.len() == 6;
                        *text = match (month, begin == end) {
                            (true, _) => begin.to_string().chars().take(6).collect(),
                            (false, true) => begin.to_string(),
                            (false, false) => format!("{begin}-{end}"),
                        };
                    }
                    Value::Object(_) | Value::Array(_) => redate(value, begin, end),
                    _ => {}
                }
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_sample_is_told_under_the_days_that_were_asked_for() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        let mut value = json!({ "list": [{ "ref_date": "20170313", "visit_uv": 1 }] });
        redate(&mut value, day("20240101"), day("20240101"));
        assert_eq!(value["list"][0], json!({ "ref_date": "20240101", "visit_uv": 1 }));
        redate(&mut value, day("20240101"), day("20240107"));
        assert_eq!(value["list"][0]["ref_date"], "20240101-20240107");
    }
}
