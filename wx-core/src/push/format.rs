//! The two formats (数据格式) of a push: the page 消息推送配置 chooses one.

use std::fmt;

use serde_json::{Map, Value};

use super::{SyntaxError, json, xml};

/// How a body is written (数据格式).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Format {
    /// JSON.
    Json,
    /// XML, as the older services wrote it; users' messages come in it unless JSON was chosen.
    Xml,
}

impl Format {
    /// What a body begins like: `{` or `<`, after a byte order mark and white space.
    pub fn of(body: &[u8]) -> Option<Self> {
        match body.get(start(body))? {
            b'{' => Some(Self::Json),
            b'<' => Some(Self::Xml),
            _ => None,
        }
    }

    /// The content type of such a body.
    pub fn content_type(self) -> &'static str {
        match self {
            Self::Json => "application/json; charset=utf-8",
            Self::Xml => "text/xml; charset=utf-8",
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Json => "JSON",
            Self::Xml => "XML",
        })
    }
}

/// Reads a body: an object in JSON, or an XML document.
///
/// | XML | becomes |
/// |---|---|
/// | the root element | the object, whatever its name |
/// | an element with text, CDATA or both | a string, numbers too |
/// | an element with elements in it | an object |
/// | elements of one name beside each other | an array |
/// | an empty element, or one with nothing but line breaks and blanks | `""` |
/// | attributes, comments, text beside elements | nothing |
///
/// Line breaks and blanks between a tag and CDATA are layout and left out. No entity is known but the five of XML and
/// characters by their number, so that nothing is fetched and nothing multiplies; a DOCTYPE, a processing instruction and
/// more than 32 elements inside each other are refused. So is a name that comes twice in one object of JSON: readers
/// disagree which of the two counts.
pub fn read(body: &[u8]) -> Result<(Format, Map<String, Value>), SyntaxError> {
    let start = start(body);
    let Some(format) = Format::of(body) else {
        let problem = match start == body.len() {
            true => "the body is empty",
            false => "the body is neither JSON nor XML: it begins with neither `{` nor `<`",
        };
        return Err(SyntaxError::new(None, start, problem));
    };
    let text = str::from_utf8(&body[start..]).map_err(|error| {
        SyntaxError::new(Some(format), start + error.valid_up_to(), "a byte that is not UTF-8")
    })?;
    let fields = match format {
        Format::Json => json::read(text),
        Format::Xml => xml::read(text),
    };
    match fields {
        Ok(fields) => Ok((format, fields)),
        Err(error) => Err(SyntaxError { at: start + error.at, ..error }),
    }
}

/// Writes a body, which [`read`] reads back.
///
/// In XML strings stand in CDATA, numbers and booleans by themselves. An array is an element for each of its items, an empty
/// one an empty element; an array inside an array has its items in elements called `item`. `null` is left out. What XML
/// cannot hold becomes `U+FFFD` in a text and `_` in a name.
pub fn write(format: Format, fields: &Map<String, Value>) -> Vec<u8> {
    match format {
        // Names are strings and numbers are finite: there is nothing that cannot be written.
        Format::Json => serde_json::to_vec(fields).unwrap_or_default(),
        Format::Xml => xml::write(fields).into_bytes(),
    }
}

/// Where the first byte stands that says something.
fn start(body: &[u8]) -> usize {
    let rest = body.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(body);
    body.len() - rest.trim_ascii_start().len()
}
