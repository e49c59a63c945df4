//! Which errcode WeChat answers for what is wrong with a request.

use wx_core::{BodyKind, Meta};

use crate::{
    check::{Kind, Problem},
    refusal::Refusal,
};

/// A field, what is wrong with it, the code.
///
/// A code of the second table is used only where the endpoint documents it: the names are too common to mean the same
/// everywhere.
type Row = (&'static [&'static str], &'static [Kind], i64);

const ANY: &[Kind] = &[Kind::Missing, Kind::Value, Kind::Size, Kind::Charset, Kind::Excluded, Kind::Range];

/// What means the same everywhere.
const EVERYWHERE: &[Row] = &[
    (&["touser", "openid"], ANY, 40003),
    (&["template_id"], ANY, 40037),
    (&["media_id", "thumb_media_id"], ANY, 40007),
    (&["grant_type"], ANY, 40002),
    (&["js_code"], &[Kind::Missing], 41008),
    (&["msgtype"], ANY, 40008),
    (&["media"], &[Kind::Missing], 41005),
    (&["media"], &[Kind::Size], 40006),
    (&["content"], &[Kind::Size], 45002),
];

/// What counts only where the endpoint documents the code.
const DOCUMENTED: &[Row] = &[
    (&["code"], ANY, 40029),
    (&["scene"], &[Kind::Missing, Kind::Size], 40169),
    (&["scene"], ANY, 40129),
    (&["page"], ANY, 41030),
    (&["path"], &[Kind::Excluded], 85096),
    (&["path"], ANY, 40159),
    (&["path"], ANY, 40165),
    (&["query"], ANY, 40212),
    (&["cgi_path"], ANY, 76021),
    (&["env_version"], ANY, 85402),
    (&["expire_time", "expire_interval", "expire_type"], ANY, 85401),
    (&["type", "media_type"], ANY, 40004),
    (&["begin_date", "end_date"], ANY, 61501),
    (&["date", "begintime", "endtime"], ANY, 200002),
    // Templates to choose from.
    (&["ids"], &[Kind::Missing], 200018),
    (&["ids"], ANY, 200019),
    (&["start"], ANY, 200016),
    (&["limit"], ANY, 200017),
    (&["tid"], ANY, 200014),
    (&["kidList"], ANY, 200020),
    (&["sceneDesc"], ANY, 200021),
    // Pages for the search.
    (&["pages"], &[Kind::Size], 47004),
    (&["pages"], ANY, 40219),
    // Episodes and their parts.
    (&["media_type"], ANY, 10_090_001),
    (&["cover_type"], ANY, 10_090_002),
    (&["resource_type"], ANY, 10_090_005),
    (&["upload_id", "part_number", "data", "media_data", "cover_data"], ANY, 10_093_014),
    // Face verification.
    (&["out_seq_no"], &[Kind::Missing], 84010),
    (&["out_seq_no"], ANY, 84011),
    (&["cert_info"], &[Kind::Missing], 84012),
    (&["cert_type"], ANY, 84013),
    (&["cert_name"], ANY, 84014),
    (&["cert_no"], ANY, 84015),
    (&["openid"], &[Kind::Missing], 84016),
    (&["cert_hash"], ANY, 84018),
    (&["verify_id"], ANY, 84021),
];

/// The refusal of a request in which this is wrong.
pub(crate) fn refusal(meta: &Meta, problem: &Problem) -> Refusal {
    let documented = |code: i64| meta.errors.iter().any(|note| note.code == code);
    let reason = format!("`{}`: {}", problem.path, problem.reason);
    let kind = match problem.kind {
        // In a query everything is text: a number that is none is a wrong value there, not wrong JSON.
        Kind::Type if meta.body == BodyKind::Query => Kind::Value,
        Kind::Type => return Refusal::new(47001).because(reason),
        kind => kind,
    };
    let holds = |(fields, kinds, _): &&Row| fields.contains(&problem.field) && kinds.contains(&kind);
    let own = DOCUMENTED.iter().filter(holds).find(|(_, _, code)| documented(*code));
    if let Some((_, _, code)) = own.or_else(|| EVERYWHERE.iter().find(holds)) {
        return Refusal::new(*code).because(reason);
    }
    let missing = kind == Kind::Missing;
    if documented(47003) || (missing && !documented(40097)) {
        let state = if missing { "empty" } else { "invalid" };
        return Refusal::new(47003)
            .saying(format!("argument invalid! {} is {state}", problem.path))
            .because(reason);
    }
    Refusal::new(40097).because(reason)
}
