//! The official list of endpoints, as it lies in a JSON file beside this repository, read into a catalogue.

use std::{collections::BTreeMap, path::Path};

use serde_json::Value;

use crate::{
    Failure,
    catalogue::{A_FILE, Answer, Catalogue, Domain, Endpoint, Enum, Field, Side, Struct, Type, Values},
    names,
};

mod fields;

use fields::Place;

pub(crate) fn read(path: &Path) -> Result<Catalogue, Failure> {
    let text = std::fs::read_to_string(path).map_err(|error| Failure::file(path, &error))?;
    let list: Vec<Value> = serde_json::from_str(&text).map_err(|error| Failure::file(path, &error))?;
    let mut slugs: BTreeMap<&str, Vec<&Value>> = BTreeMap::new();
    for endpoint in &list {
        slugs.entry(text_of(endpoint, "slug")).or_default().push(endpoint);
    }
    let domains = slugs.into_iter().flat_map(|(slug, endpoints)| {
        let files = endpoints.chunks(A_FILE).enumerate();
        files.map(|(file, endpoints)| domain(slug, file, endpoints)).collect::<Vec<_>>()
    });
    Ok(Catalogue { domains: domains.collect() })
}

fn domain(slug: &str, file: usize, endpoints: &[&Value]) -> Domain {
    let name = if file == 0 { slug.to_owned() } else { format!("{slug}_{}", file + 1) };
    let mut reader =
        Reader { domain: Domain::new(name), enums: BTreeMap::new(), types: Vec::new(), answer_fields: 0 };
    for endpoint in endpoints {
        let endpoint = reader.endpoint(endpoint);
        reader.domain.endpoints.push(endpoint);
    }
    reader.domain
}

/// Reads one domain.
struct Reader {
    domain: Domain,
    /// The enums of the domain: two fields of one name and the same values share one.
    enums: BTreeMap<(Side, String, Values), String>,
    /// The types of the endpoint under way.
    types: Vec<Type>,
    /// How many fields of answers there were.
    answer_fields: usize,
}

impl Reader {
    fn endpoint(&mut self, facts: &Value) -> Endpoint {
        let official_name = text_of(facts, "name").to_owned();
        let name = self.domain.name(&names::pascal(&official_name));
        let body = text_of(facts, "body");
        // A GET with a JSON body is one page's mistake.
        let method = if text_of(facts, "method") == "GET" && body != "json" { "GET" } else { "POST" };
        let auth = text_of(facts, "auth").starts_with("app_secret").then_some("app_secret");
        let form = body.starts_with("multipart");
        let signed: Vec<_> = list_of(facts, "signatures").iter().filter_map(Value::as_str).collect();

        let mut fields: Vec<Field> = Vec::new();
        let mut add = |reader: &mut Self, facts: &Value, place| {
            let wire = text_of(facts, "name");
            // What the client adds by itself.
            let ours = match auth {
                Some(_) => ["appid", "secret"].contains(&wire),
                None => wire == "access_token",
            };
            let twice = fields.iter().any(|field: &Field| names::field(&field.name) == names::field(wire));
            if !ours && !twice && !signed.contains(&wire) {
                fields.push(reader.field(facts, &name, Side::Request, place));
            }
        };
        for field in list_of(facts, "query") {
            add(self, field, if method == "GET" { Place::Flat } else { Place::Query });
        }
        for field in list_of(facts, "request") {
            add(self, field, if form || method == "GET" { Place::Flat } else { Place::Json });
        }
        let doc = vec![
            format!("{} — what the official page says it does.", text_of(facts, "title")),
            String::new(),
            "Something to know before it is called: who may, how often, what must be done first.".to_owned(),
        ];
        let request = Struct { name: name.clone(), doc, side: Side::Request, fields };
        let answer = self.answer(facts, &name);
        let mut errors: Vec<_> =
            list_of(facts, "errors").iter().filter_map(|error| error["code"].as_i64()).collect();
        // 0 is success, which the official tables list among the errors.
        errors.retain(|code| *code != 0);
        errors.sort_unstable();
        errors.dedup();
        Endpoint {
            official_name,
            method,
            path: text_of(facts, "path").to_owned(),
            body: if form { Some("multipart") } else { None },
            auth,
            answer,
            errors,
            docs: text_of(facts, "url").to_owned(),
            request,
            types: std::mem::take(&mut self.types),
        }
    }

    fn answer(&mut self, facts: &Value, endpoint: &str) -> Answer {
        let (kind, fields) = (text_of(facts, "response_kind"), list_of(facts, "response"));
        match kind {
            "empty" => return Answer::Empty,
            _ if fields.is_empty() => return Answer::Binary,
            _ => {}
        }
        let name = self.domain.name(&format!("{endpoint}Answer"));
        let doc = format!("The answer to [`{endpoint}`].");
        self.structure(&name, doc, Side::Answer, fields);
        if kind == "json" { Answer::Json(name) } else { Answer::BinaryOr(name) }
    }

    /// Adds a struct to the types of the endpoint.
    fn structure(&mut self, name: &str, doc: String, side: Side, facts: &[Value]) {
        let mut fields: Vec<Field> = Vec::new();
        for field in facts {
            let wire = text_of(field, "name");
            if !fields.iter().any(|field| names::field(&field.name) == names::field(wire)) {
                let field = self.field(field, name, side, Place::Json);
                fields.push(field);
            }
        }
        self.types.push(Type::Struct(Struct { name: name.to_owned(), doc: vec![doc], side, fields }));
    }

    /// The enum of these values, one that is there or a new one.
    fn enumeration(&mut self, wire: &str, side: Side, values: Values) -> String {
        let key = (side, wire.to_owned(), values);
        if let Some(name) = self.enums.get(&key) {
            return name.clone();
        }
        let name = self.domain.name(&names::pascal(wire));
        let doc = format!("What is documented for `{wire}`.");
        self.types.push(Type::Enum(Enum { name: name.clone(), doc, side, values: key.2.clone() }));
        self.enums.insert(key, name.clone());
        name
    }
}

/// The text under a key, or nothing.
fn text_of<'a>(facts: &'a Value, key: &str) -> &'a str {
    facts[key].as_str().unwrap_or_default()
}

/// The list under a key, or an empty one.
fn list_of<'a>(facts: &'a Value, key: &str) -> &'a [Value] {
    facts[key].as_array().map(Vec::as_slice).unwrap_or_default()
}
