//! Bodies in XML.

use serde_json::{Map, Value, json};

use super::{object, refused};
use crate::push::{Format, read, write};

fn xml(body: &str) -> Value {
    match read(body.as_bytes()) {
        Ok((Format::Xml, fields)) => Value::Object(fields),
        other => panic!("{body}: {other:?}"),
    }
}

fn written(fields: Value) -> String {
    String::from_utf8(write(Format::Xml, &object(fields))).unwrap()
}

#[test]
fn a_message_of_a_user() {
    let body = "<xml>
        <ToUserName><![CDATA[gh_1]]></ToUserName>
        <FromUserName><![CDATA[o1]]></FromUserName>
        <CreateTime>1482048670</CreateTime>
        <MsgType><![CDATA[text]]></MsgType>
        <Content><![CDATA[<b>你好</b> & ]]]]><![CDATA[>]]></Content>
        <MsgId>1234567890123456</MsgId>
    </xml>";
    let expected = json!({
        "ToUserName": "gh_1", "FromUserName": "o1", "CreateTime": "1482048670", "MsgType": "text",
        "Content": "<b>你好</b> & ]]>", "MsgId": "1234567890123456",
    });
    assert_eq!(xml(body), expected);
}

#[test]
fn elements_become_objects_and_arrays() {
    let body = "<?xml version='1.0' encoding='utf-8'?><!-- a --><root>
        <Event><List><Id>1</Id><Id>2</Id></List><List><Id>3</Id></List></Event>
        <Item>a</Item><Other/><Item></Item><Item><![CDATA[]]></Item><One><Two><Three>3</Three></Two></One>
    </root><!-- b -->\n";
    let expected = json!({
        "Event": { "List": [{ "Id": ["1", "2"] }, { "Id": "3" }] },
        "Item": ["a", "", ""], "Other": "", "One": { "Two": { "Three": "3" } },
    });
    assert_eq!(xml(body), expected);
    assert_eq!(xml("<xml/>"), json!({}));
    assert_eq!(xml("<xml>\n</xml>"), json!({}));
}

#[test]
fn layout_is_no_text() {
    for (inside, text) in [
        ("\n<![CDATA[ a ]]>\t", " a "),
        ("<![CDATA[ ]]>", " "),
        (" \n ", ""),
        (" <!-- c --> ", ""),
        ("\n<![CDATA[]]>\n", ""),
        (" a b ", " a b "),
        ("a<!-- c -->b", "ab"),
        ("a <![CDATA[b]]> c", "a b c"),
        ("<![CDATA[a]]> <![CDATA[b]]>\n", "a b"),
        ("&amp; ", "& "),
        (" &lt;", " <"),
        ("&#32;", " "),
        ("a\r\nb\rc", "a\nb\nc"),
        ("<![CDATA[a\r\nb]]>", "a\nb"),
        ("a&#13;b", "a\rb"),
    ] {
        assert_eq!(xml(&format!("<xml><a>{inside}</a></xml>")), json!({ "a": text }), "{inside:?}");
    }
}

#[test]
fn text_beside_elements_and_attributes_mean_nothing() {
    // A zero-width space stands so in a sample of the official pages.
    assert_eq!(xml("<xml>\u{200B}<a b='1' c=\"<>\" >1</a> x <a/>\u{200B}</xml>"), json!({ "a": ["1", ""] }));
    assert_eq!(xml("<xml xmlns='urn:x'><o>t<i>1</i></o></xml>"), json!({ "o": { "i": "1" } }));
}

#[test]
fn references_are_those_of_xml_and_no_others() {
    assert_eq!(xml("<xml><a>&lt;&gt;&amp;&apos;&quot;&#65;&#x4f60;</a></xml>"), json!({ "a": "<>&'\"A你" }));
    for (inside, problem) in [
        ("&hush;", "an entity that is none of the five of XML"),
        ("&nbsp;", "an entity that is none of the five of XML"),
        ("&#0;", "a reference to a character that does not exist"),
        ("&#xD800;", "a reference to a character that does not exist"),
        ("&#x110000;", "a reference to a character that does not exist"),
        ("&#99999999999999999999;", "a reference to a character that does not exist"),
        ("&#hush;", "a reference to a character that does not exist"),
        ("a & b", "an `&` that begins no reference"),
        ("&", "an `&` that begins no reference"),
    ] {
        let error = refused(format!("<xml><a>{inside}</a></xml>"));
        assert_eq!((error.problem.as_str(), error.format), (problem, Some(Format::Xml)), "{inside}");
        assert!(!format!("{error:?}").contains("hush"), "{error:?}");
    }
}

#[test]
fn what_is_no_xml_is_refused_with_its_place() {
    for (body, at, problem) in [
        ("<xml>hush</xml>", 9, "text in the root element, where elements are due"),
        ("<xml></xml>hush", 11, "text outside the root element"),
        ("<xml></xml><xml></xml>", 11, "a second root element"),
        ("<xml></xml><![CDATA[hush]]>", 11, "text outside the root element"),
        ("<xml></xml>&lt;", 11, "text outside the root element"),
        ("<xml></xml></xml>", 11, "an end tag that does not belong to the element"),
        ("<!-- a -->", 10, "there is no root element"),
        ("<xml><hush>1</pass></xml>", 12, "an end tag that does not belong to the element"),
        ("\n<xml><a>1</xml>", 10, "an end tag that does not belong to the element"),
        ("<xml><a>1</a>", 13, "it is cut off: an element is not closed"),
        ("<xml><a>1</a", 9, "tag not closed: `>` not found before end of input"),
        ("<xml>< a>1</ a></xml>", 5, "a tag without a proper name"),
        ("<xml><>1</></xml>", 5, "a tag without a proper name"),
        ("<xml><1a>1</1a></xml>", 5, "a tag without a proper name"),
        ("<xml><a\"b>1</a\"b></xml>", 5, "a tag without a proper name"),
        ("<!DOCTYPE xml><xml/>", 0, "a DOCTYPE, which is not allowed"),
        ("<xml><?php hush?></xml>", 5, "a processing instruction, which is not allowed"),
        ("<xml><?xml version='1.0'?></xml>", 5, "an XML declaration that is not at the beginning"),
        (
            "<?xml version='1.0' encoding='GBK'?><xml/>",
            0,
            "an XML declaration of an encoding other than UTF-8",
        ),
        (
            "<?xml version='1.0' encoding=hush?><xml/>",
            0,
            "an XML declaration of an encoding other than UTF-8",
        ),
    ] {
        let error = refused(body);
        assert_eq!((error.problem.as_str(), error.at), (problem, at), "{body}");
        assert!(!format!("{error} {error:?}").contains("hush"), "{error}");
    }
    let error = refused(b"<xml><a>\xFF</a></xml>");
    assert_eq!(error.to_string(), "the body is no XML: a byte that is not UTF-8 (at byte 8)");
    refused(b"\xFF\xFE<\0x\0m\0l\0/\0>\0");
}

#[test]
fn values_are_written_by_their_kind() {
    let xml = written(json!({
        "text": "a", "empty": "", "number": 1.5, "flag": true, "none": null, "list": ["a", 2], "nothing": [],
        "object": { "inner": "b" }, "nested": [[1, 2], []],
    }));
    let expected = "<xml><empty><![CDATA[]]></empty><flag>true</flag><list><![CDATA[a]]></list><list>2</list>\
        <nested><item>1</item><item>2</item></nested><nested></nested><nothing></nothing><number>1.5</number>\
        <object><inner><![CDATA[b]]></inner></object><text><![CDATA[a]]></text></xml>";
    assert_eq!(xml, expected);
}

#[test]
fn no_text_and_no_name_breaks_out() {
    let texts = [
        "]]>",
        "]]]]>>",
        "]",
        "]]",
        "]>",
        ">",
        "]]\r>",
        "\r\n",
        "\r",
        " ",
        "\n",
        "<a>&amp;</a>",
        "<![CDATA[",
        "]]]>",
        "你好 🎉",
        "\t\u{7F}\u{85}\u{2028}",
    ];
    for text in texts {
        assert_eq!(xml(&written(json!({ "a": text }))), json!({ "a": text }), "{text:?}");
    }
    let control: String = (0..32).filter_map(char::from_u32).chain(['\u{FFFE}', '\u{FFFF}']).collect();
    let kept = control.replace(|c: char| !"\t\n\r".contains(c), "\u{FFFD}");
    assert_eq!(xml(&written(json!({ "a": control }))), json!({ "a": kept }));

    for (name, becomes) in
        [("a><b", "a__b"), ("", "_"), ("1", "_1"), ("a b", "a_b"), ("-", "_-"), ("键", "键")]
    {
        assert_eq!(xml(&written(json!({ name: 1 }))), json!({ becomes: "1" }), "{name:?}");
    }
}

#[test]
fn what_is_written_is_read_back() {
    let fields = object(json!({
        "CreateTime": "1", "List": [{ "Id": "1", "Empty": "" }, { "Id": "2" }], "Deep": { "a": { "b": { "c": "\r" } } },
    }));
    assert_eq!(read(&write(Format::Xml, &fields)).unwrap(), (Format::Xml, fields));
    assert_eq!(write(Format::Xml, &Map::new()), b"<xml></xml>");
}
