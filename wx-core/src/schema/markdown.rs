//! Documentation of Rust as CommonMark that anybody can read.

/// The text without links into Rust: ``[`scene`](Self::scene)`` becomes `` `scene` ``. Links to pages stay.
pub(super) fn of(doc: &str) -> String {
    let mut text = String::new();
    let mut rest = doc.trim();
    while let Some(open) = rest.find('[') {
        let (before, bracket) = rest.split_at(open);
        text.push_str(before);
        let Some(close) = bracket.find(']') else { break };
        let (label, after) = (&bracket[1..close], &bracket[close + 1..]);
        let target = after.strip_prefix('(').and_then(|after| after.split_once(')'));
        match target {
            Some((page, _)) if page.starts_with("http") => {
                text.push('[');
                rest = &bracket[1..];
            }
            Some((_, after)) => {
                text.push_str(label);
                rest = after;
            }
            None if label.len() > 1 && label.starts_with('`') && label.ends_with('`') => {
                text.push_str(label);
                rest = after;
            }
            None => {
                text.push('[');
                rest = &bracket[1..];
            }
        }
    }
    text + rest
}
