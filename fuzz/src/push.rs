//! The bodies of a push.

use serde_json::{Map, Value};
use wx_core::push::{Format, PushHeader, SyntaxError, encrypted, read, unwrap, write};

/// A body in XML.
pub fn xml(body: &[u8]) {
    let Some(fields) = fields(body, Format::Xml) else { return };
    let written = write(Format::Xml, &fields);
    let again = reread(&written, Format::Xml).expect("what was read can be written and read");
    assert_eq!(write(Format::Xml, &again), written, "it is the same the second time");
    let in_json = reread(&write(Format::Json, &fields), Format::Json).expect("it can be written in JSON");
    assert_eq!(in_json, fields, "JSON holds all that XML does");
}

/// A body in JSON.
pub fn json(body: &[u8]) {
    let Some(fields) = fields(body, Format::Json) else { return };
    reread(&write(Format::Json, &fields), Format::Json).expect("what was read can be written and read");
    // JSON nests deeper than XML may.
    if let Err(error) = reread(&write(Format::Xml, &fields), Format::Xml) {
        assert!(error.problem.contains("more than 32 elements"), "{error}");
    }
}

fn fields(body: &[u8], wanted: Format) -> Option<Map<String, Value>> {
    match read(body) {
        Ok((format, fields)) => {
            assert_eq!(Format::of(body), Some(format));
            taken_apart(&fields);
            (format == wanted).then_some(fields)
        }
        Err(error) => {
            assert!(error.at <= body.len() && !error.to_string().is_empty());
            None
        }
    }
}

/// What whoever receives a push does next.
fn taken_apart(fields: &Map<String, Value>) {
    let _ = encrypted(fields);
    let mut fields = fields.clone();
    if let Ok(header) = PushHeader::take(&mut fields) {
        let mut whole = fields.clone();
        header.put(&mut whole);
        assert_eq!(PushHeader::take(&mut whole), Ok(header));
        assert_eq!(whole, fields);
    }
    let names: Vec<_> = fields.keys().cloned().collect();
    names.iter().for_each(|name| unwrap(&mut fields, name));
}

fn reread(body: &[u8], written_as: Format) -> Result<Map<String, Value>, SyntaxError> {
    read(body).map(|(format, fields)| {
        assert_eq!(format, written_as);
        fields
    })
}
