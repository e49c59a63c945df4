use serde_json::Value;

use super::*;

/// The first way of mending that gives JSON.
fn mended(body: &[u8]) -> Option<Value> {
    ways(body).find_map(|text| serde_json::from_slice(&text).ok())
}

fn text(body: &[u8]) -> String {
    let body = [b"{\"a\":\"", body, b"\",\"b\":1}"].concat();
    let value = mended(&body).unwrap_or_else(|| panic!("{body:?}"));
    assert_eq!(value["b"], 1);
    value["a"].as_str().unwrap().to_owned()
}

#[test]
fn half_a_surrogate_costs_a_character() {
    for (written, expected) in [
        (r"a\ud83d", "a\u{FFFD}"),
        (r"\ude00b", "\u{FFFD}b"),
        (r"\ud83d\ud83d\ude00", "\u{FFFD}😀"),
        (r"\ud83d\n\u4e2d", "\u{FFFD}\n中"),
        (r"\ud83d\\ude00", "\u{FFFD}\\ude00"),
        (r"\\ud83d", "\\ud83d"),
        (r"\uDE00\uD83D", "\u{FFFD}\u{FFFD}"),
        (r#"\ud83d\""#, "\u{FFFD}\""),
    ] {
        assert_eq!(text(written.as_bytes()), expected, "{written}");
    }
    assert_eq!(mended(br#"{"\ud83d":1}"#).unwrap(), serde_json::json!({ "\u{FFFD}": 1 }));
}

#[test]
fn control_characters_are_kept() {
    let all: Vec<u8> = (0..32).chain([127]).collect();
    assert_eq!(text(&all).as_bytes(), all);
    assert_eq!(text(b"a\\\nb"), "a\nb");
    assert_eq!(mended(b"{\n\"a\"\t:\r1}").unwrap()["a"], 1);
}

#[test]
fn a_cut_character_does_not_take_the_escape_after_it() {
    assert_eq!(text(b"\xE6\xB8\\\"x\\\""), "\u{FFFD}\"x\"");
    assert_eq!(text(b"\xE6\\\"x\\\""), "\u{FFFD}\"x\"");
    assert_eq!(text(b"\xF0\x9F\\\\"), "\u{FFFD}\\");
}

#[test]
fn a_character_of_gbk_may_end_in_the_byte_of_a_backslash() {
    // 誠, in GBK D5 5C; in front of it 参数 (B2 CE CA FD).
    for before in [&b""[..], b"\xB2\xCE\xCA\xFD", b"ok \xB2\xCE", b"\xE5\xB1\xB0\x5C"] {
        let read = text(&[before, b"\xD5\x5C"].concat());
        assert!(read.ends_with('\u{FFFD}'), "{read:?}");
        text(&[before, b"\xD5\x5Cabc"].concat());
    }
    // Other fields may be in UTF-8, and have real escapes.
    let body = "{\"a\":\"中\\n\\\"é\",\"b\":\"".as_bytes();
    let value = mended(&[body, b"\xD5\x5C\",\"c\":1}"].concat()).unwrap();
    assert_eq!(value, serde_json::json!({ "a": "中\n\"é", "b": "\u{FFFD}", "c": 1 }));
}

#[test]
fn what_is_wrong_outside_of_strings_stays_wrong() {
    for body in
        [&b"{\"a\":}"[..], b"{\"a\":\"\\ud83", b"{\"a\":\"\\", b"{\"a\":\"\\u\"}", b"{\xFF}", b"\xD5\x5C"]
    {
        assert_eq!(mended(body), None, "{body:?}");
    }
}
