//! A request as it was typed: JSON, and what the endpoint makes of its field names.

use serde_json::{Map, Value};
use wx_api::{
    Constant, RequestError, Type,
    registry::{Row, all},
};

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

/// The endpoint that a request is for: of those behind one path, the one whose fixed fields the request names.
///
/// `getDomainInfo` with `action: "getserverdomain"` is `getServerDomain`, as its official page has it.
pub(crate) fn meant(row: &'static Row, request: &Map<String, Value>) -> &'static Row {
    let names = |other: &&&'static Row| {
        let same_path = other.meta.path == row.meta.path && other.meta.method == row.meta.method;
        let named = |(name, constant): &(&str, Constant)| {
            request.get(*name).is_some_and(|value| constant.equals(value))
        };
        same_path && !other.meta.fixed.is_empty() && other.meta.fixed.iter().all(named)
    };
    // What the endpoint itself says is never overruled.
    let own = |name: &str| row.meta.fixed.iter().any(|(fixed, _)| *fixed == name);
    let others = all();
    let other = others.iter().find(names);
    other.filter(|other| !other.meta.fixed.iter().any(|(name, _)| own(name))).copied().unwrap_or(row)
}

/// Refuses a field that the endpoint does not have, which would otherwise be dropped silently, and a missing one.
///
/// Fields that the client adds itself may be there, as they are in the official examples. They are returned.
pub(crate) fn check(row: &Row, request: &Map<String, Value>) -> Result<Vec<String>, Stop> {
    let name = row.meta.name;
    let by_client = added_by_client(row, request);
    let mut own = request.clone();
    own.retain(|key, _| !by_client.contains(key));
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
        ([], _) => Ok(by_client),
        ([_], Some(file)) => {
            Err(Stop::Usage(format!("{name} needs a file: add `--file {}=PATH`", file.name)))
        }
        (missing, _) => Err(Stop::Usage(format!(
            "{name} needs {}; `wx describe {name}` shows its fields",
            missing.join(" and ")
        ))),
    }
}

/// The fields of a request that are the client's to add, and not the endpoint's own.
fn added_by_client(row: &Row, request: &Map<String, Value>) -> Vec<String> {
    let declared = declared_fields(row.request.fields, request);
    let is_own = |key: &str| declared.iter().any(|(field, _)| *field == key);
    request.keys().filter(|key| row.meta.adds(key) && !is_own(key)).cloned().collect()
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

    fn check(name: &str, json: &str) -> Result<Vec<String>, Stop> {
        super::check(names::endpoint(name).unwrap(), &parse(json, "--data").unwrap())
    }

    #[test]
    fn a_field_that_the_client_adds_is_no_mistake() {
        let by_client = |name: &str, json: &str| check(name, json).unwrap().join(" ");
        let token = r#"{"grant_type":"client_credential","appid":"a","secret":"s"}"#;
        assert_eq!(by_client("getAccessToken", token), "appid grant_type secret");
        assert_eq!(by_client("getStableAccessToken", token), "appid grant_type secret");
        let quota = r#"{"appid":"a","appsecret":"s"}"#;
        assert_eq!(by_client("clearQuotaByAppSecret", quota), "appid appsecret");
        assert_eq!(by_client("clearQuota", r#"{"appid":"a"}"#), "appid");
        let order = r#"{"mchid":"1","out_trade_no":"2","pay_sig":"3","access_token":"4"}"#;
        assert_eq!(by_client("b2b_payment.getOrder", order), "access_token pay_sig");
        let key = r#"{"openid":"o","session_key":"k","signature":"s","sig_method":"hmac_sha256"}"#;
        assert_eq!(by_client("checkSessionKey", key), "sig_method signature");
        let text = r#"{"openid":"o","scene":1,"version":2,"content":"c","signature":"its own field"}"#;
        assert_eq!(by_client("msgSecCheck", text), "version");
        // Only where the client adds it.
        let wrong = message(check("getPhoneNumber", r#"{"code":"c","secret":"s"}"#));
        assert!(wrong.contains("no field `secret`"), "{wrong}");
        let wrong = message(check("getAccessToken", r#"{"access_token":"t"}"#));
        assert!(wrong.contains("no field `access_token`"), "{wrong}");
    }

    #[test]
    fn a_fixed_field_names_the_endpoint_behind_a_path() {
        let meant = |name: &str, json: &str| {
            meant(names::endpoint(name).unwrap(), &parse(json, "--data").unwrap()).meta.name
        };
        assert_eq!(meant("getDomainInfo", r#"{"action":"getserverdomain"}"#), "getServerDomain");
        assert_eq!(meant("getDomainInfo", r#"{"action":"other"}"#), "getDomainInfo");
        assert_eq!(meant("getDomainInfo", "{}"), "getDomainInfo");
        assert_eq!(meant("getLiveInfo", r#"{"action":"get_replay","room_id":1}"#), "getLiveReplay");
        // A contradiction stays one.
        assert_eq!(meant("getBizDomain", r#"{"action":"getserverdomain"}"#), "getBizDomain");
        assert_eq!(meant("getBizDomain", r#"{"action":"getbizdomain"}"#), "getBizDomain");
    }

    #[test]
    fn a_mistyped_field_is_no_silence() {
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
