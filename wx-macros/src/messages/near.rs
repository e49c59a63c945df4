//! What a word was probably meant to be.

/// Words that mean the same and look different.
const SYNONYMS: &[(&str, &str)] = &[
    ("url", "path"),
    ("uri", "path"),
    ("route", "path"),
    ("verb", "method"),
    ("answer", "response"),
    ("returns", "response"),
    ("codes", "errors"),
    ("errcode", "errors"),
    ("token", "auth"),
    ("token", "access_token"),
    ("secret", "app_secret"),
    ("signature", "sign"),
    ("const", "fixed"),
    ("constant", "fixed"),
    ("either", "one_of"),
    ("retry", "idempotent"),
    ("link", "docs"),
    ("sealed", "secure"),
    ("encrypted", "secure"),
    ("form", "multipart"),
    ("file", "multipart"),
    ("text", "raw"),
    ("bytes", "binary"),
    ("length", "max_chars"),
    ("max_len", "max_chars"),
    ("max_length", "max_chars"),
    ("min_len", "min_chars"),
    ("min_length", "min_chars"),
    ("min", "range"),
    ("max", "range"),
    ("gt", "more_than"),
    ("pattern", "charset"),
    ("regex", "charset"),
    ("starts_with", "prefix"),
    ("excludes", "not_contains"),
    ("optional", "default"),
    ("session_key", "key"),
    ("many", "repeat"),
    ("name", "event"),
    ("type", "event"),
    ("msg_type", "message"),
    ("msgtype", "message"),
    ("id", "ids"),
    ("unique", "ids"),
    ("dedup", "ids"),
    ("root", "wrapper"),
    ("element", "wrapper"),
    ("answer", "reply"),
    ("response", "reply"),
    ("returns", "reply"),
    ("json", "fields"),
    ("empty", "success"),
    ("none", "success"),
    ("timeout", "within"),
    ("deadline", "within"),
    ("seconds", "within"),
];

/// The word among `known` that was probably meant.
pub(crate) fn nearest<'a>(word: &str, known: &[&'a str]) -> Option<&'a str> {
    let word = word.to_lowercase();
    let same = SYNONYMS.iter().filter(|(synonym, _)| *synonym == word);
    let mut same = same.filter_map(|(_, meant)| known.iter().find(|known| *known == meant));
    if let Some(same) = same.next() {
        return Some(same);
    }
    let score = |known: &str| strsim::jaro_winkler(&word, &known.to_lowercase());
    let near = known.iter().copied().map(|known| (score(known), known));
    near.filter(|(score, _)| *score > 0.75).max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, known)| known)
}
