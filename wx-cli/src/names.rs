//! From what was typed to an endpoint or a push.

use wx_api::registry::{EventRow, Row, all, events, find, find_event};

use crate::stop::Stop;

/// The one endpoint that is called so; its id, its official name, its Rust name or its path.
pub(crate) fn endpoint(name: &str) -> Result<&'static Row, Stop> {
    let found = found(name);
    match found[..] {
        [row] => Ok(row),
        [] => match find_event(name) {
            Some(push) => Err(Stop::Usage(format!(
                "`{name}` is no endpoint but a push, which WeChat sends: `wx describe {0}` explains it, `wx push send {0}` sends it",
                push.meta.name
            ))),
            None => {
                let problem = format!("no endpoint is called `{name}`");
                Err(unknown(&problem, name, &known(), "`wx endpoints` lists them all"))
            }
        },
        _ => {
            let ids: Vec<_> = found.iter().map(|row| row.meta.id()).collect();
            Err(Stop::Usage(format!(
                "`{name}` is the name of {} endpoints, say which: {}",
                ids.len(),
                ids.join(", ")
            )))
        }
    }
}

fn found(name: &str) -> Vec<&'static Row> {
    let found = find(name);
    if found.is_empty() && name.starts_with('/') {
        return all().into_iter().filter(|row| row.meta.route() == name).collect();
    }
    found
}

/// What can be described.
pub(crate) enum Named {
    Endpoint(&'static Row),
    Push(&'static EventRow),
}

/// The one endpoint that is called so, or the push.
pub(crate) fn described(name: &str) -> Result<Named, Stop> {
    if !found(name).is_empty() {
        return endpoint(name).map(Named::Endpoint);
    }
    find_event(name).map(Named::Push).ok_or_else(|| {
        let problem = format!("no endpoint and no push is called `{name}`");
        let mut known = known();
        known.extend(events().iter().map(|row| row.meta.name));
        unknown(&problem, name, &known, "`wx endpoints` and `wx push list` list them all")
    })
}

/// The shortest name that is this endpoint's alone: the official one, or else its id.
pub(crate) fn shortest(row: &Row) -> String {
    match find(row.meta.name)[..] {
        [only] if std::ptr::eq(only, row) => row.meta.name.to_owned(),
        _ => row.meta.id(),
    }
}

/// The names of all endpoints.
pub(crate) fn known() -> Vec<&'static str> {
    all().iter().map(|row| row.meta.name).collect()
}

/// `` did you mean `a` or `b`? ``, if any of `known` is near.
pub(crate) fn meant(typed: &str, known: &[&str]) -> Option<String> {
    let near: Vec<_> = near(typed, known).iter().map(|name| format!("`{name}`")).collect();
    match near.split_last()? {
        (only, []) => Some(format!("did you mean {only}?")),
        (last, others) => Some(format!("did you mean {} or {last}?", others.join(", "))),
    }
}

/// `problem` with what was probably meant, or else with where to look.
pub(crate) fn unknown(problem: &str, typed: &str, known: &[&str], look: &str) -> Stop {
    Stop::Usage(match meant(typed, known) {
        Some(meant) => format!("{problem}, {meant} {look}"),
        None => format!("{problem}; {look}"),
    })
}

/// The three of `known` that are most like `typed`, if they are like it at all.
fn near<'a>(typed: &str, known: &[&'a str]) -> Vec<&'a str> {
    let bare = |name: &str| name.to_lowercase().replace(['_', '-', ' '], "");
    let typed = bare(typed.rsplit('.').next().unwrap_or(typed));
    if typed.is_empty() {
        return Vec::new();
    }
    let mut scored: Vec<_> = known
        .iter()
        .map(|&name| {
            let bare = bare(name);
            let likeness = strsim::normalized_damerau_levenshtein(&typed, &bare);
            // `qrcode` is within three names; `nope` is within `getPluginOpenPId` by chance.
            let within = 3 * typed.len() >= bare.len() && bare.contains(&typed);
            (if within { likeness.max(0.7) } else { likeness }, name)
        })
        .filter(|(score, _)| *score >= 0.6)
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    scored.dedup_by_key(|(_, name)| *name);
    scored.into_iter().take(3).map(|(_, name)| name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_near_is_suggested() {
        let known = ["getPhoneNumber", "getQRCode", "getUnlimitedQRCode", "createQRCode"];
        assert_eq!(near("getPhoneNumer", &known), ["getPhoneNumber"]);
        assert_eq!(near("get_phone_number", &known), ["getPhoneNumber"]);
        assert_eq!(near("phone_number.getPhoneNumbr", &known), ["getPhoneNumber"]);
        assert_eq!(near("qrcode", &known).len(), 3);
        assert!(near("bananas", &known).is_empty());
        assert!(near("od", &known).is_empty());
        assert!(near("", &known).is_empty());
        assert_eq!(meant("getPhoneNumer", &known).unwrap(), "did you mean `getPhoneNumber`?");
    }

    #[test]
    fn a_path_is_a_name_too() {
        assert_eq!(endpoint("/sns/jscode2session").unwrap().meta.name, "code2Session");
        assert!(endpoint("").is_err());
    }

    /// `wx describe` takes the names of both.
    #[test]
    fn no_push_is_called_like_an_endpoint() {
        for row in events() {
            for name in [row.meta.name, row.meta.rust_name] {
                assert!(find(name).is_empty(), "{name}");
            }
        }
    }
}
