//! The words of every mistake: what is wrong, then what to write instead.

pub(crate) mod event;
mod near;
pub(crate) mod serde;

pub(crate) use near::nearest;

use crate::model::{Field, Kind};

// What stands in an attribute.

/// `unknown key `pth`: did you mean `path`? (expected one of …)`
pub(crate) fn unknown(what: &str, word: &str, known: &[&str], near: Option<&str>) -> String {
    let one_of = if known.len() == 1 { "" } else { "one of " };
    let expected = format!("expected {one_of}{}", list(known));
    match near.or_else(|| nearest(word, known)) {
        Some(near) => format!("unknown {what} `{word}`: did you mean `{near}`? ({expected})"),
        None => format!("unknown {what} `{word}`: {expected}"),
    }
}

fn list(known: &[&str]) -> String {
    known.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

/// A key that another attribute knows.
pub(crate) fn misplaced(word: &str, attribute: &str, example: &str) -> String {
    format!("`{word}` belongs into another attribute: write `#[{attribute}({example})]`")
}

/// `POST` without its key.
pub(crate) fn keyless(key: &str, value: &str) -> String {
    format!("`{value}` needs its key: write `{key} = {value}`")
}

pub(crate) const FORM: &str = "expected `key` or `key = value`";
pub(crate) const WX_FORM: &str = "expected keys in parentheses: `#[wx(query, max_chars = 32)]`";
pub(crate) const OTHER_FORM: &str = "expected `#[wx(other)]`";
pub(crate) const COMMA: &str = "a comma too many: remove it";
pub(crate) const SEMICOLON: &str = "commas separate what is said here: write `,`";

pub(crate) fn comma_before(key: &str) -> String {
    format!("a comma is missing before `{key}`")
}

pub(crate) fn missing_key(key: &str, example: &str) -> String {
    format!("`{key}` is missing: write `{example}`")
}

pub(crate) fn missing_value(key: &str, example: &str) -> String {
    format!("`{key}` needs a value: write `{example}`")
}

pub(crate) fn no_value(key: &str) -> String {
    format!("`{key}` takes no value: write `{key}` alone")
}

pub(crate) fn not_a_text(key: &str, word: &str) -> String {
    format!("`{key}` takes a word, not a text: write `{key} = {word}`")
}

pub(crate) fn not_a_text_in(key: &str, word: &str) -> String {
    format!("`{key}` takes words, not texts: write `{key} = [{word}]`")
}

pub(crate) fn one_word(key: &str, example: &str) -> String {
    format!("`{key}` takes one word: write `{example}`")
}

pub(crate) fn one_text(key: &str, example: &str) -> String {
    format!("`{key}` takes one text: write `{example}`")
}

pub(crate) fn one_number(key: &str, example: &str) -> String {
    format!("`{key}` takes one whole number: write `{example}`")
}

pub(crate) fn one_list(key: &str, example: &str) -> String {
    format!("`{key}` takes a list: write `{example}`")
}

pub(crate) fn empty_list(key: &str, example: &str) -> String {
    format!("an empty `{key}` says nothing: write `{example}`, or remove it")
}

// Contradictions.

pub(crate) fn twice(key: &str) -> String {
    format!("`{key}` is said twice: remove one")
}

pub(crate) const FIRST: &str = "the first one is here";

/// The other end of a contradiction.
pub(crate) fn here(key: &str) -> String {
    format!("`{key}` is said here")
}

// The values of an endpoint.

pub(crate) const PATH_START: &str =
    "a path starts with `/`, such as `/wxa/getwxacode`; the client knows the host";
pub(crate) const PATH_CHARS: &str = "a path is ASCII without spaces or `#`, and with one `?` at most";
pub(crate) const PATH_HOLE: &str = "a path has no placeholders: what varies is a field";
pub(crate) const PATH_TOKEN: &str = "the client adds `access_token` itself: end the path before it";

/// A field, and the same in the query of the path.
pub(crate) fn in_path(name: &str) -> String {
    format!("the path says `{name}` already: remove one of them")
}

/// `json` without a type, or with something else.
pub(crate) fn untyped(word: &str, what: &str, example: &str) -> String {
    format!("`{word}` takes the {what}'s type in parentheses: write `{word}({example})`")
}

/// `response = PhoneNumber`.
pub(crate) fn response_type(ty: &str) -> String {
    format!("say how the answer travels: write `response = json({ty})`")
}

/// `empty(…)`.
pub(crate) fn alone(word: &str) -> String {
    format!("`{word}` stands alone; an answer with a type is `json(PhoneNumber)`")
}

pub(crate) const ERRORS: &str = "`errors` is a list of codes: write `errors = [40029, 45011]`, or `errors = [12345 = \"what it means here\"]`";
pub(crate) const NO_ERROR: &str = "0 is success: remove it";
pub(crate) const IDEMPOTENT: &str = "`idempotent` is `true` or `false`";
pub(crate) const NAME: &str =
    "an official API name is letters, digits and `_`: write `name = \"getPhoneNumber\"`";
pub(crate) const DOCS: &str = "the official page has an `https://` address: write `docs = \"https://…\"`";
pub(crate) const CRATE: &str =
    "the path must be absolute, so that it means the same everywhere: `crate = ::wx_api`";

// What stands under an attribute.

pub(crate) const NOT_A_STRUCT: &str = "`#[wx_endpoint]` belongs on a struct with named fields: the request";
pub(crate) const NOT_A_TYPE: &str = "`#[wx_type]` belongs on a struct or an enum";
pub(crate) const UNNAMED_FIELDS: &str = "fields need names: they are the names on the wire";
pub(crate) const GENERICS: &str = "generic parameters have no meaning on the wire: write the type out";
pub(crate) const FIELD_VALUE: &str =
    "a field has no value here: write `#[wx(default)]`, and set it with its setter";
pub(crate) const CONDITION: &str =
    "the spec is one and the same for everybody: put `#[cfg]` on the whole item, above the macro";
pub(crate) const DERIVED: &str = "the macro derives this already: remove it";
pub(crate) const DIRECTION: &str =
    "say which way the type travels: `#[wx_type(request)]`, `#[wx_type(response)]` or `#[wx_type(both)]`";
pub(crate) const ONE_DIRECTION: &str =
    "one direction is enough: a type that travels both ways is `#[wx_type(both)]`";

// Where a field travels.

pub(crate) const GET_BODY: &str = "a GET has no body: use `body = query`, or another method";
pub(crate) const NO_BODY_FIELD: &str =
    "the endpoint has no body to carry this field: mark it `#[wx(query)]`, or change `body`";
pub(crate) const EMPTY_FORM: &str =
    "a form needs at least one part: a field without `#[wx(query)]`; a file is an `Upload`";
pub(crate) const FORM_LIST: &str =
    "a list is no part of a form: write a `Joined<T>` or a `JsonText`, or one field for each part";
pub(crate) const QUERY_LIST: &str =
    "say how the list stands in the query: `Joined<T>` for `a,b`, or `#[wx(repeat)]` for `k=a&k=b`";
pub(crate) const MAP_PLACE: &str =
    "a map is no part of a query or of a form: write a `JsonText`, or one field for each key";
pub(crate) const REPEAT_PLACE: &str = "only a list in the query is repeated: write `#[wx(query, repeat)]`";
pub(crate) const REPEAT_TYPE: &str = "only a list can be repeated: write a `Vec`, or remove `repeat`";
pub(crate) const REPEAT_OPTION: &str =
    "a list without items is left out by itself: remove the `Option`, and add `default` to start empty";
pub(crate) const QUERY_IN_TYPE: &str = "only a field of an endpoint can travel in the query: remove it";
pub(crate) const UPLOAD_PLACE: &str =
    "a file travels in a form only: use `body = multipart`, and no `#[wx(query)]`";
pub(crate) const FLAT_PLACE: &str =
    "a flattened field has no name to travel under, which a query and a form need: write its fields out";
pub(crate) const FLAT_TYPE: &str =
    "only the fields of a struct or an enum can be flattened: remove `flatten`";
pub(crate) const RAW_ONE: &str =
    "a raw body is one text: exactly one field without `#[wx(query)]`, a `String` or a `JsonText`";
pub(crate) const RAW_OPTION: &str = "a raw body is always there: remove the `Option`";
pub(crate) const RAW_TEXT: &str = "a raw body is a text: write a `String` or a `JsonText`";

// What the client adds.

/// A field the client or the attribute adds.
pub(crate) fn added(name: &str, by: &str) -> String {
    format!("the client adds `{name}` itself (`{by}`): remove it")
}

pub(crate) const TOKEN_FIELD: &str = "the client adds `access_token` itself: remove the field";
pub(crate) const SECRET_FIELD: &str =
    "the client adds the appid and its secret itself (`auth = app_secret`): remove the field";
pub(crate) const SECRET_FORM: &str =
    "the appid and its secret travel in a query or in JSON, not in a form: use `body = json`";
pub(crate) const SECRET_NAME: &str =
    "only the AppSecret has a field that can be named: `auth = app_secret(\"appsecret\")`";
pub(crate) const APPID_TWICE: &str = "`auth = app_secret` says the appid already: remove `appid`";
pub(crate) const FIXED_VALUE: &str =
    "a fixed field has a text or a whole number: write `fixed = [action = \"list\", version = 2]`";
pub(crate) const FIXED_PLACE: &str =
    "there is no body for fixed fields to stand in: put them into the query of `path`, `/wxa/…?action=list`";

// One of several.

pub(crate) fn no_such_field(name: &str, fields: &[Field], near: Option<&str>) -> String {
    let known: Vec<_> = fields.iter().map(|field| field.ident.to_string()).collect();
    if known.is_empty() {
        return format!("there is no field `{name}`: the struct has none");
    }
    unknown("field", name, &known.iter().map(String::as_str).collect::<Vec<_>>(), near)
}

pub(crate) const ONE_OF_ONE: &str = "a choice needs two fields at least: `one_of = [img, img_url]`";
pub(crate) const ONE_OF_REQUIRED: &str = "one of several fields may be left out: write an `Option`";
pub(crate) const ONE_OF_FLAT: &str =
    "a flattened field has no name of its own: an enum says which one is there";

// Signatures, keys, sealing.

/// A signature that needs a body the endpoint does not have.
pub(crate) fn sign_body(signature: &str) -> String {
    format!("`{signature}` signs a JSON body: use `method = POST` and `body = json`")
}

pub(crate) fn sign_key(signature: &str) -> String {
    format!("`{signature}` needs the user's key: add a field `#[wx(key)] pub session_key: SessionKey`")
}

pub(crate) const SIGN_AUTH: &str =
    "a signed call carries an access token as well: remove `auth`, or say `auth = access_token`";
pub(crate) const TWO_SIGNATURES: &str =
    "`user_signature` and `session_signature` are both sent as `signature`: remove one";
pub(crate) const SHOP: &str = "`delivery_sign` covers the shop: add a field `pub shopid: String`";
pub(crate) const TWO_KEYS: &str = "a call is signed with one key of the user: remove one";
pub(crate) const KEY_UNUSED: &str =
    "a key signs something: say `sign = [user_signature]` or `sign = [session_signature]`, or remove `key`";
pub(crate) const KEY_PLACE: &str = "a key does not travel, so it is neither in the query nor flattened, and has neither limit nor default: remove that";
pub(crate) const KEY_IN_TYPE: &str = "only a field of an endpoint can be the key of a call: move it there";
pub(crate) const KEY_OPTION: &str = "the call cannot be signed without it: remove the `Option`";
pub(crate) const KEY_TYPE: &str = "a key of the user is a `SessionKey`: write that type";
pub(crate) const SECURE_BODY: &str =
    "only JSON can be sealed, which takes a POST with `body = json`: remove `secure`";
pub(crate) const SECURE_AUTH: &str = "a sealed call carries an access token: remove `auth`, or `secure`";

// Fields.

pub(crate) const EMPTY_NAME: &str = "a name has at least one letter";

pub(crate) fn twice_on_the_wire(what: &str, name: &str) -> String {
    format!("two {what} are called `{name}` on the wire: rename one of them")
}

pub(crate) const NEW_FIELD: &str = "the setter of this field would collide with the constructor: call it `new_` and add `#[serde(rename = \"new\")]`";
pub(crate) const OPTION_DEFAULT: &str =
    "an `Option` is left out by itself: remove `default`, or the `Option`";

/// A type that is none of those that travel.
pub(crate) fn no_wire_type(ty: &str, instead: &str) -> String {
    format!("`{ty}` does not travel: write `{instead}`")
}

pub(crate) const TUPLE: &str = "a tuple has no names for the wire: write a struct";

/// A secret of a type that shows itself.
pub(crate) fn secret(ty: &str) -> String {
    format!("a `{ty}` shows itself in `Debug`: use `SessionKey`, `AccessToken` or another type that does not")
}

pub(crate) const ESSENTIAL_SENT: &str =
    "only what is received can be missing: remove `essential`; a request has its required fields anyway";
pub(crate) const ESSENTIAL_OPTION: &str =
    "an `Option` may be missing, an `essential` field may not: remove one of the two";
pub(crate) const ESSENTIAL_DEFAULT: &str =
    "a field with a `default` may be missing, an `essential` one may not: remove one of the two";
pub(crate) const ESSENTIAL_FLAT: &str =
    "a flattened field is missing only if its own fields are: mark those `essential`";
pub(crate) const SECRET_PLACE: &str =
    "a secret does not travel: mark a `SessionKey` that signs the call `#[wx(key)]`, or remove the field";
pub(crate) const RENAME_FIELDS: &str =
    "only `camelCase` and `PascalCase` are known for fields: `#[serde(rename = \"…\")]` names one of them";
pub(crate) const RENAME_WORDS: &str = "only `camelCase`, `snake_case`, `lowercase` and `SCREAMING_SNAKE_CASE` are known for words: `#[serde(rename = \"…\")]` names one of them";
pub(crate) const RENAME_BOTH: &str = "a field has one name on the wire, in both directions: `rename = \"…\"`";
pub(crate) const CASE_BOTH: &str = "names have one case, in both directions: `rename_all = \"…\"`";

// Limits.

/// A limit on a type that has nothing of the kind.
pub(crate) fn limit(key: &str, ty: &str, kind: Kind) -> String {
    let limits = match key {
        "range" | "more_than" => "a number",
        "min_items" | "max_items" => "a list",
        "max_json_chars" => "an object, a list or a map",
        "max_bytes" => "a text or a file",
        _ => "a text",
    };
    let takes = match kind {
        Kind::Text => {
            "takes `min_chars`, `max_chars`, `min_width`, `max_width`, `max_bytes`, `charset`, `prefix`, `not_prefix` or `not_contains`"
        }
        Kind::Number => "takes `range` or `more_than`",
        Kind::List => "takes `min_items`, `max_items` or `max_json_chars`",
        Kind::Bool => "takes no limit",
    };
    format!("`{key}` limits {limits}; a `{ty}` {takes}")
}

/// A limit that the numbers of its type do not reach.
pub(crate) fn beyond(ty: &str, end: i64) -> String {
    format!("a `{ty}` cannot be {end}: use a type that can, or another range")
}

pub(crate) const RANGE: &str =
    "a range is of whole numbers: write `280..=1280`, or `1..` or `..=9` where one end is open";
pub(crate) const EMPTY_RANGE: &str = "the range is empty: write the lesser end first";
pub(crate) const EMPTY_LIMITS: &str = "nothing is allowed: the most is less than the least";
pub(crate) const EMPTY_LIMITS_HERE: &str = "the least is said here";
pub(crate) const LEAST_NOTHING: &str = "at least nothing is no limit: remove it";
pub(crate) const MOST_NOTHING: &str = "at most nothing allows nothing: remove the field, or the limit";
pub(crate) const CHARSET: &str = "an empty charset allows nothing: list the characters, `0-9A-Za-z_`";
pub(crate) const CHARSET_BACKWARDS: &str = "a range in a charset runs forwards: `0-9`, `a-z`";
pub(crate) const NO_PREFIX_LEFT: &str = "nothing is allowed: this excludes what the text must start with";
pub(crate) const PREFIX_HERE: &str = "the prefix is here";
pub(crate) const EMPTY_PART: &str = "an empty text limits nothing: remove the limit, or write the text";
pub(crate) const FLAT_LIMIT: &str =
    "a flattened field has no value of its own to limit: put the limit on its fields";
pub(crate) const ANSWER_LIMIT: &str =
    "what WeChat sends is not checked: remove the limit, or say what it means in the docs";

// Enums.

pub(crate) const EMPTY_ENUM: &str = "an enum without variants has no value to send";
pub(crate) const CONTENT: &str = "a variant has one content, `Text(Text)`, or fields with names";
pub(crate) const MIXED_CODES: &str = "either every variant has a number or none has";
pub(crate) const SHAPES_RECEIVED: &str = "any field of an answer may be missing, so its fields cannot tell shapes apart: write a struct whose fields are `Option`s";
pub(crate) const MIXED_SHAPES: &str = "either every variant is a word or every variant has content";
pub(crate) const CODE: &str = "a code is a whole number: `Comment = 2`";

pub(crate) fn twice_a_code(code: i64) -> String {
    format!("two variants have the code {code}: change one of them")
}

pub(crate) const UNMARKED: &str = "if this variant keeps what is not known, mark it `#[wx(other)]`; else either every variant has content or none has";
pub(crate) const OPEN: &str = "WeChat adds values without notice: end the enum with `#[wx(other)] Other(String)` (`Other(i64)` for codes)";
pub(crate) const OTHER_SHAPE: &str =
    "`other` keeps what is not known: `Other(String)` for words, `Other(i64)` for codes";
pub(crate) const OTHER_LAST: &str = "the variant that keeps what is not known is the last one: move it there";
pub(crate) const OTHER_REQUEST: &str =
    "a closed list belongs in a request: what WeChat does not know it refuses";
pub(crate) const TWO_OTHERS: &str = "one variant keeps what is not known: remove one";
pub(crate) const TAG_SHAPE: &str = "under a `tag` every variant has exactly one content: `Text(Text)`";
pub(crate) const TAG_ON_STRUCT: &str = "`tag` tells the variants of an enum apart; a struct has none";
pub(crate) const TAG_DIRECTION: &str = "`tag` is for what is sent: `#[wx_type(request, tag = \"…\")]`";

/// A variant that is called as the tag is.
pub(crate) fn tag_name(name: &str) -> String {
    format!("the tag and this variant would both stand under `{name}`: rename one of them")
}
