//! The mini programs a token server speaks for.
//!
//! No message quotes the file: where a secret should not be, one may be. Entries are told by their number.

use std::{collections::BTreeMap, fmt, path::Path};

use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, Visitor},
};
use serde_json::error::Category;
use wx_api::AppSecret;

use crate::{out, stop::Stop};

/// What the file is to be.
const SHAPE: &str = r#"a JSON object {"appid": "AppSecret", …}"#;

/// The appids of a file, each with its secret.
pub(super) fn read(path: &Path) -> Result<BTreeMap<String, AppSecret>, Stop> {
    let shown = path.display();
    let bytes =
        std::fs::read(path).map_err(|error| Stop::Failed(format!("{shown} could not be read: {error}")))?;
    if others_can_read(path) {
        out::warn(&format!("{shown} has secrets in it and others can read it: chmod 600 {shown}"));
    }
    parse(&bytes).map_err(|problem| Stop::Usage(format!("{shown}: {problem}")))
}

fn parse(bytes: &[u8]) -> Result<BTreeMap<String, AppSecret>, String> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let Entries(entries) = serde_json::from_slice(bytes).map_err(|error| without_quotes(&error))?;
    let mut apps = BTreeMap::new();
    for (number, (appid, secret)) in (1..).zip(entries) {
        if let Some(problem) = problem(&appid, secret.expose()) {
            return Err(format!("entry {number}: {problem}"));
        }
        if apps.insert(appid, secret).is_some() {
            return Err(format!("entry {number}: this appid is there already"));
        }
    }
    if apps.is_empty() { Err(format!("it is empty, it is to be {SHAPE}")) } else { Ok(apps) }
}

/// What is wrong with an entry.
fn problem(appid: &str, secret: &str) -> Option<&'static str> {
    let is_word = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic());
    if !appid.starts_with("wx") && secret.starts_with("wx") {
        // The appid will be shown: it had better be one.
        return Some("the appid comes first, then its AppSecret");
    }
    match (is_word(appid), is_word(secret)) {
        (false, _) => Some("this appid is none: it is empty, or a character of it is odd"),
        (_, false) => Some("this AppSecret is none: it is empty, or a character of it is odd"),
        _ => None,
    }
}

/// Where the mistake is. What serde_json itself says may quote what it found there.
fn without_quotes(error: &serde_json::Error) -> String {
    let what = match error.classify() {
        Category::Data => format!("it is to be {SHAPE}, all of it text"),
        Category::Eof => "this JSON ends too early".to_owned(),
        Category::Syntax | Category::Io => "this is no JSON".to_owned(),
    };
    format!("line {}, column {}: {what}", error.line(), error.column())
}

/// The entries in their order, those that are there twice too.
struct Entries(Vec<(String, AppSecret)>);

impl<'de> Deserialize<'de> for Entries {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;
        impl<'de> Visitor<'de> for Reader {
            type Value = Entries;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(SHAPE)
            }

            fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Entries, M::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Entries(entries))
            }
        }
        deserializer.deserialize_map(Reader)
    }
}

#[cfg(unix)]
fn others_can_read(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    std::fs::metadata(path).is_ok_and(|file| file.is_file() && file.permissions().mode() & 0o044 != 0)
}

#[cfg(not(unix))]
fn others_can_read(_: &Path) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::parse;

    fn refused(file: &str) -> String {
        let problem = parse(file.as_bytes()).unwrap_err();
        assert!(!problem.contains("hush"), "{problem}");
        problem
    }

    #[test]
    fn a_file_is_read() {
        let apps = parse("\u{feff}{\n\"wx1\": \"one\", \"wx2\": \"two\"}".as_bytes()).unwrap();
        let apps: Vec<_> = apps.iter().map(|(appid, secret)| (appid.as_str(), secret.expose())).collect();
        assert_eq!(apps, [("wx1", "one"), ("wx2", "two")]);
    }

    #[test]
    fn mistakes_are_told_by_their_place() {
        for (file, place) in [
            ("{\"wx1\":\n\"hush\",}", "line 2, column 8: "),
            ("{\"wx1\": hush}", "line 1, column 9: "),
            ("{\"wx1\": \"hush", "ends too early"),
            ("\"hush\"", "line 1, column 6: it is to be a JSON object"),
            ("[\"wx1\", \"hush\"]", "it is to be a JSON object"),
            ("{\"wx1\": {\"secret\": \"hush\"}}", "it is to be a JSON object"),
            ("{\"wx1\": [\"hush\"]}", "it is to be a JSON object"),
            ("{}", "it is empty"),
            ("", "line 1, column 0: this JSON ends too early"),
            ("{\"wx1\": \"hush\", \"\": \"hush\"}", "entry 2: this appid"),
            ("{\"wx1\": \"hush \"}", "entry 1: this AppSecret"),
            ("{\"wx1\": \"\"}", "entry 1: this AppSecret"),
            ("{\"hush\": \"wx1\"}", "entry 1: the appid comes first"),
            ("{\"wx1\": \"hush\", \"wx1\": \"hush\"}", "entry 2: this appid is there already"),
        ] {
            let said = refused(file);
            assert!(said.contains(place), "{file}: {said}");
        }
    }
}
