//! XML that is meant to do harm.

use super::refused;
use crate::push::read;

#[test]
fn nothing_multiplies() {
    let mut laughs = "<?xml version=\"1.0\"?><!DOCTYPE lolz [<!ENTITY lol \"lol\">".to_owned();
    for level in 1..10 {
        let inside = format!("&lol{};", level - 1).repeat(10);
        laughs += &format!("<!ENTITY lol{level} \"{inside}\">");
    }
    laughs += "]><xml><a>&lol9;</a></xml>";
    assert_eq!(refused(laughs).problem, "a DOCTYPE, which is not allowed");
    let quadratic = format!("<xml><a>{}</a></xml>", "&a;".repeat(100_000));
    assert_eq!(refused(quadratic).problem, "an entity that is none of the five of XML");
}

#[test]
fn nothing_is_fetched() {
    for body in [
        "<!DOCTYPE xml [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><xml><a>&x;</a></xml>",
        "<!DOCTYPE xml SYSTEM \"http://127.0.0.1:1/x.dtd\"><xml><a>1</a></xml>",
        "<?xml version=\"1.0\"?>\n<!DOCTYPE xml [<!ENTITY % p SYSTEM \"http://127.0.0.1:1/\"> %p;]><xml/>",
        "<xml><a>&x;</a><!DOCTYPE xml></xml>",
        "<?xml-stylesheet href=\"http://127.0.0.1:1/\"?><xml/>",
    ] {
        refused(body);
    }
}

#[test]
fn the_stack_is_not_the_limit() {
    for depth in [33, 10_000, 200_000] {
        let nested = "<a>".repeat(depth) + &"</a>".repeat(depth);
        assert_eq!(refused(&nested).problem, "more than 32 elements inside each other");
        assert_eq!(refused(&nested[..3 * depth]).at, 3 * 32);
    }
    let nested = "<a>".repeat(32) + &"</a>".repeat(32);
    read(nested.as_bytes()).unwrap();
}

#[test]
fn length_is_no_harm() {
    let long = "x".repeat(1 << 20);
    for body in [
        format!("<xml a='{long}'><b c=\"{long}\">1</b></xml>"),
        format!("<xml><!--{long}--><b>1</b></xml>"),
        format!("<xml {}><b>1</b></xml>", "a='1' ".repeat(100_000)),
    ] {
        let (_, fields) = read(body.as_bytes()).unwrap();
        assert_eq!(fields["b"], "1");
    }
    let (_, fields) = read(format!("<xml><{long}>{long}</{long}></xml>").as_bytes()).unwrap();
    assert_eq!(fields[&long].as_str().map(str::len), Some(1 << 20));
    let (_, fields) = read(format!("<xml>{}</xml>", "<a/>".repeat(100_000)).as_bytes()).unwrap();
    assert_eq!(fields["a"].as_array().map(Vec::len), Some(100_000));
    refused(format!("<xml a='{long}"));
    refused(format!("<xml><a>{long}"));
}

#[test]
fn what_is_cut_off_is_refused() {
    let body = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><!-- c --><xml a=\"1\"><ToUserName><![CDATA[名]]></ToUserName>\
        <b c='>'>&amp;&#65;</b><d/><List><Id>1</Id></List><List/></xml>";
    read(body.as_bytes()).unwrap();
    for end in 0..body.len() {
        refused(&body.as_bytes()[..end]);
    }
}

#[test]
fn a_changed_byte_makes_no_panic() {
    let body =
        "<xml><ToUserName><![CDATA[名]]></ToUserName><!--c--><b c='1'>&amp;&#65;</b><d/></xml>".as_bytes();
    for at in 0..body.len() {
        for byte in 0..=255 {
            let mut changed = body.to_vec();
            changed[at] = byte;
            if let Err(error) = read(&changed) {
                assert!(error.at <= changed.len(), "{error}");
            }
        }
    }
}
