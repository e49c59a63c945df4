//! A request as it was typed: JSON, and what the endpoint makes of its field names.

use serde_json::{Map, Value};
use wx_api::{RequestError, Type, registry::Row};

use crate::{names, schema::declared_fields, stop::Stop};

/// Reads a JSON object; a mistake is shown where it stands.
pub(crate) fn parse(text: &str, from: &str) -> Result<Map<String, Value>, Stop> {
    match serde_json::from_str(text.trim_start_matches('\u{FEFF}')) {
        Ok(Value::Object(map)) => Ok(map),
        Ok(_) => Err(Stop::Usage(format!("{from}: a request is a JSON object, `{{…}}`"))),
        Err(error) => {
            let (line, column) = match (error.line(), error.column()) {
                // The mistake is the end of the line before.
                (line @ 2.., 0) => (line - 1, text.lines().nth(line - 2).map_or(0, str::len) + 1),
                place => place,
            };
            let problem = error.to_string();
            let problem = problem.split(" at line").next().unwrap_or_default();
            let message = format!("{from} is not JSON: {problem} at line {line}, column {column}");
            Err(Stop::Usage(with_pointer(message, text, line, column)))
        }
    }
}

/// The message with the place in the request that does not fit, if it is known.
pub(crate) fn pointed(message: String, request: &[u8], cause: &RequestError) -> String {
    match (cause, std::str::from_utf8(request)) {
        (RequestError::Json(error), Ok(text)) if error.column() > 0 && text.len() < 10_000 => {
            with_pointer(message, text, error.line(), error.column())
        }
        _ => message,
    }
}

fn with_pointer(message: String, text: &str, line: usize, column: usize) -> String {
    match pointer(text, line, column) {
        Some(pointer) => format!("{message}\n{pointer}"),
        None => message,
    }
}

/// The line of the mistake with a `^` under it. A long line is cut around it.
fn pointer(text: &str, line: usize, column: usize) -> Option<String> {
    let line = text.lines().nth(line.checked_sub(1)?)?;
    // Columns count bytes.
    let before = line.as_bytes().get(..column.saturating_sub(1).min(line.len()))?;
    let before = String::from_utf8_lossy(before).replace('\t', " ");
    let after = String::from_utf8_lossy(&line.as_bytes()[column.saturating_sub(1).min(line.len())..])
        .replace('\t', " ");
    let skipped = before.chars().count().saturating_sub(40);
    let before: String = before.chars().skip(skipped).collect();
    let after: String = after.chars().take(30).collect();
    Some(format!("    {before}{after}\n    {}^", " ".repeat(crate::text::width(&before))))
}

/// Refuses a field that the endpoint does not have, which would otherwise be dropped without a word, and a missing one.
pub(crate) fn check(row: &Row, request: &Map<String, Value>) -> Result<(), Stop> {
    let name = row.meta.name;
    // What never varies may be said: the official examples say it.
    let mut own = request.clone();
    own.retain(|key, _| !row.meta.fixed.iter().any(|(fixed, _)| fixed == key));
    unknown_field(name, "", row.request.fields, &own)?;
    let missing: Vec<_> = row
        .request
        .fields
        .iter()
        .filter(|field| !field.optional && !field.flat && !request.contains_key(field.name))
        .map(|field| format!("`{}`", field.name))
        .collect();
    let file =
        row.request.fields.iter().find(|field| {
            matches!(field.ty, Type::File) && !field.optional && !request.contains_key(field.name)
        });
    match (&missing[..], file) {
        ([], _) => Ok(()),
        ([_], Some(file)) => {
            Err(Stop::Usage(format!("{name} needs a file: add `--file {}=PATH`", file.name)))
        }
        (missing, _) => Err(Stop::Usage(format!(
            "{name} needs {}; `wx describe {name}` shows its fields",
            missing.join(" and ")
        ))),
    }
}

fn unknown_field(
    name: &str,
    path: &str,
    fields: &'static [wx_api::Field],
    given: &Map<String, Value>,
) -> Result<(), Stop> {
    let declared = declared_fields(fields, given);
    for (key, value) in given {
        let Some((_, ty)) = declared.iter().find(|(field, _)| field == key) else {
            let known: Vec<_> = declared.iter().map(|(field, _)| *field).collect();
            let problem = format!("{name} has no field `{path}{key}`");
            let look = format!("`wx describe {name}` shows its fields");
            return Err(names::unknown(&problem, key, &known, &look));
        };
        if let (Type::Object(object), Value::Object(inner)) = (ty, value) {
            unknown_field(name, &format!("{path}{key}."), object.fields, inner)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(result: Result<impl Sized, Stop>) -> String {
        match result {
            Err(Stop::Usage(message)) => message,
            _ => panic!("no usage error"),
        }
    }

    #[test]
    fn a_mistake_is_shown_where_it_stands() {
        let message = message(parse("{\n  \"a\": tru\n}", "--data"));
        assert!(message.starts_with("--data is not JSON: expected ident at line 2, column"), "{message}");
        assert!(message.contains("  \"a\": tru"), "{message}");
        assert!(message.ends_with('^'), "{message}");
    }

    #[test]
    fn a_mistyped_field_is_no_silence() {
        let check =
            |name: &str, json: &str| check(names::endpoint(name).unwrap(), &parse(json, "--data").unwrap());
        let wrong = message(check("getPhoneNumber", r#"{"code":"x","opnid":"y"}"#));
        assert!(wrong.contains("no field `opnid`, did you mean `openid`?"), "{wrong}");
        // Structs with flattened fields let serde drop anything.
        let wrong = message(check("generateScheme", r#"{"jump_wxa":{"pth":"a"}}"#));
        assert!(wrong.contains("no field `jump_wxa.pth`, did you mean `path`?"), "{wrong}");
        check("generateScheme", r#"{"expire_type":1,"expire_interval":3}"#).unwrap();
        check("sendCustomMessage", r#"{"touser":"o","msgtype":"text","text":{"content":"x"}}"#).unwrap();
        assert_eq!(
            message(check("getPhoneNumber", "{}")),
            "getPhoneNumber needs `code`; `wx describe getPhoneNumber` shows its fields"
        );
        assert_eq!(message(check("imgSecCheck", "{}")), "imgSecCheck needs a file: add `--file media=PATH`");
    }
}
