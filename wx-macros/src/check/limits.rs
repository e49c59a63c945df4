//! The rules of limits: on what they may stand, and that something is allowed by all of them.

use syn::{Ident, Type};

use crate::{
    messages,
    model::{Direction, Field, Kind, Limit, LimitValue, kind, written},
    report::Report,
};

pub(super) fn all(field: &Field, direction: Option<Direction>, report: &mut Report) {
    if field.flat
        && let Some(limit) = field.limits.first()
    {
        report.at(&limit.key, messages::FLAT_LIMIT);
        return;
    }
    if direction == Some(Direction::Response)
        && let Some(limit) = field.limits.first()
    {
        report.at(&limit.key, messages::ANSWER_LIMIT);
        return;
    }
    for (index, limit) in field.limits.iter().enumerate() {
        if let Some(first) = field.limits[..index].iter().find(|first| first.key == limit.key) {
            report.conflict(&limit.key, messages::twice(&limit.key.to_string()), &first.key, messages::FIRST);
        }
        if let Some(kind) = kind(field.inner())
            && !takes(kind, &limit.key)
        {
            let ty = written(field.inner());
            report.at(&limit.key, messages::limit(&limit.key.to_string(), &ty, kind));
        } else {
            alone(limit, field.inner(), report);
        }
    }
    together(&field.limits, report);
}

/// Whether a value of this kind has what the limit is about.
fn takes(kind: Kind, limit: &Ident) -> bool {
    let keys: &[&str] = match kind {
        Kind::Text => &[
            "min_chars",
            "max_chars",
            "min_width",
            "max_width",
            "max_bytes",
            "charset",
            "prefix",
            "not_prefix",
            "not_contains",
        ],
        Kind::Number => &["range", "more_than"],
        Kind::List => &["min_items", "max_items", "max_json_chars"],
        Kind::Bool => &[],
    };
    keys.iter().any(|key| limit == key)
}

/// A limit that allows nothing, everything, or what its type cannot hold.
fn alone(limit: &Limit, ty: &Type, report: &mut Report) {
    match &limit.value {
        LimitValue::Count(0) if limit.key.to_string().starts_with("min_") => {
            report.at(&limit.key, messages::LEAST_NOTHING);
        }
        LimitValue::Count(0) => report.at(&limit.key, messages::MOST_NOTHING),
        LimitValue::Range(min, max, range) if min > max => report.at(range, messages::EMPTY_RANGE),
        LimitValue::Range(min, max, range) => {
            let beyond = |end: i64, open: i64| {
                end != open && holds(ty).is_some_and(|(least, most)| end < least || end > most)
            };
            for end in [(*min, i64::MIN), (*max, i64::MAX)] {
                if beyond(end.0, end.1) {
                    report.at(range, messages::beyond(&written(ty), end.0));
                }
            }
        }
        _ => {}
    }
}

/// The least and the greatest number of a type, where they are less than those of a limit.
fn holds(ty: &Type) -> Option<(i64, i64)> {
    Some(match written(ty).as_str() {
        "u8" => (0, u8::MAX.into()),
        "u16" => (0, u16::MAX.into()),
        "u32" => (0, u32::MAX.into()),
        "u64" => (0, i64::MAX),
        "i8" => (i8::MIN.into(), i8::MAX.into()),
        "i16" => (i16::MIN.into(), i16::MAX.into()),
        "i32" => (i32::MIN.into(), i32::MAX.into()),
        _ => return None,
    })
}

/// Two limits that leave nothing between them.
fn together(limits: &[Limit], report: &mut Report) {
    let find = |key: &str| limits.iter().find(|limit| limit.key == key);
    for (min, max) in [("min_chars", "max_chars"), ("min_width", "max_width"), ("min_items", "max_items")] {
        if let (Some(min), Some(max)) = (find(min), find(max))
            && let (LimitValue::Count(least), LimitValue::Count(most)) = (&min.value, &max.value)
            && least > most
            // It has been said of itself.
            && *most > 0
        {
            report.conflict(&max.key, messages::EMPTY_LIMITS, &min.key, messages::EMPTY_LIMITS_HERE);
        }
    }
    if let (Some(range), Some(more)) = (find("range"), find("more_than"))
        && let (LimitValue::Range(_, max, _), LimitValue::MoreThan(than)) = (&range.value, &more.value)
        && than >= max
    {
        report.conflict(&range.key, messages::EMPTY_LIMITS, &more.key, messages::EMPTY_LIMITS_HERE);
    }
    let text = |key: &str| match find(key)? {
        Limit { key, value: LimitValue::Text(text) } => Some((key, text.value())),
        _ => None,
    };
    let Some((key, prefix)) = text("prefix") else { return };
    let excluded = [
        text("not_prefix").filter(|(_, not)| prefix.starts_with(not)),
        text("not_contains").filter(|(_, not)| prefix.contains(not)),
    ];
    for (other, _) in excluded.iter().flatten() {
        report.conflict(other, messages::NO_PREFIX_LEFT, key, messages::PREFIX_HERE);
    }
}
