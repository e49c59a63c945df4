//! Right specs, in which every word of the grammar stands somewhere.

use proc_macro2::TokenStream;

use crate::pipeline;

pub(super) type Pipeline = fn(TokenStream, &TokenStream) -> TokenStream;

/// A spec: the macro, its arguments, its item.
pub(super) type Spec = (Pipeline, TokenStream, TokenStream);

const ENDPOINTS: &[(&str, &str)] = &[
    (
        r#"method = POST, path = "/wxa/get?a=1", auth = app_secret("appsecret"), body = json, response = json(Answer),
        errors = [-1, 12345 = "what"], idempotent = true, name = "getIt", docs = "https://example.com", crate = ::wx_api"#,
        r#"
        /// Documented.
        #[derive(PartialEq)]
        pub struct Get {
            /// Documented.
            #[wx(query, max_chars = 32, charset = "a-z", not_prefix = "b", not_contains = "c")]
            pub r#type: Option<String>,
            #[wx(default, range = -1..=1)]
            #[serde(rename = "b")]
            pub number: i32,
            #[serde(flatten)]
            flat: More<u8>,
        }"#,
    ),
    (
        r#"method = POST, path = "/", response = empty, sign = [pay_sig, user_signature], secure,
        fixed = [action = "list", version = -2], appid, one_of = [img, img_url]"#,
        r#"
        pub struct Pay {
            #[wx(key)]
            pub session_key: SessionKey,
            #[wx(min_chars = 1, max_chars = 9)]
            pub img: Option<String>,
            #[wx(min_width = 4, max_width = 30)]
            pub img_url: Option<String>,
            #[wx(min_items = 2, max_items = 3)]
            pub list: Vec<u8>,
            #[wx(range = 1.., more_than = 0)]
            pub from: u8,
            #[wx(range = ..=9)]
            pub to: u8,
        }"#,
    ),
    (
        r#"method = GET, path = "/", response = binary, fixed = [action = "list"]"#,
        r#"
        struct List {
            #[wx(repeat)]
            ids: Vec<u32>,
            types: Joined<u32>,
        }"#,
    ),
    (
        r#"method = POST, path = "/", body = multipart, response = binary_or(Answer)"#,
        r#"
        struct Send {
            #[wx(query)]
            kind: Kind,
            #[wx(max_bytes = 1)]
            media: Upload,
        }"#,
    ),
    (
        r#"method = POST, path = "/", body = raw, response = empty"#,
        r#"
        struct Raw {
            #[wx(query, repeat)]
            ids: Vec<u32>,
            text: JsonText<Value>,
        }"#,
    ),
    (
        r#"method = POST, path = "/", response = empty, sign = [delivery_sign]"#,
        r#"struct Deliver { shopid: String }"#,
    ),
    (
        r#"method = GET, path = "/", response = empty, sign = [session_signature]"#,
        r#"struct Check { #[wx(key)] session_key: SessionKey }"#,
    ),
    (r#"method = GET, path = "/", auth = none, response = binary"#, r#"pub(crate) struct Get;"#),
];

const EVENTS: &[(&str, &str)] = &[
    (
        r#"event = "wxa_media_check", ids = [trace_id, r#type], wrapper = "Check", reply = fields(XpayReply), within = 3,
        docs = "https://example.com", crate = ::wx_api"#,
        r#"
        /// Documented.
        #[derive(PartialEq)]
        #[serde(rename_all = "PascalCase")]
        pub struct WxaMediaCheck {
            /// Documented.
            #[serde(rename = "traceID", alias = "traceid")]
            pub trace_id: String,
            pub r#type: Option<u8>,
            #[wx(default)]
            #[serde(default = "all")]
            pub list: Items,
            #[wx(secret)]
            pub session_key: SessionKey,
            more: More<u8>,
        }"#,
    ),
    (r#"message = "text""#, "pub(crate) struct TextMessage { content: String, msg_id: i64 }"),
    (r#"event = "update_waybill_status", reply = beside(WaybillReply)"#, "struct Waybill { shopid: String }"),
    (r#"event = "debug_demo", reply = success"#, "struct DebugDemo;"),
];

const TYPES: &[(&str, &str)] = &[
    (
        "response, crate = ::wx_api",
        r#"
        #[serde(rename_all = "camelCase")]
        pub struct Answer {
            #[wx(secret)]
            session_key: SessionKey,
            #[wx(default)]
            #[serde(alias = "items", default = "all")]
            list: Items,
        }"#,
    ),
    (
        "both",
        r#"
        enum Label {
            Normal = 100,
            Bad = -1,
            #[wx(other)]
            Other(i64),
        }"#,
    ),
    (
        "request",
        r#"
        #[derive(Default)]
        enum Word {
            #[default]
            #[serde(rename = "zh_CN")]
            ZhCn,
            EnUs,
        }"#,
    ),
    (r#"request, tag = "msgtype""#, "enum Tagged { Text(Text), Image(Image) }"),
    (
        "request",
        r#"
        #[serde(rename_all_fields = "camelCase")]
        enum Shape {
            At { #[wx(range = 0..=1)] a_b: u8 },
            Text(Text),
        }"#,
    ),
];

pub(super) fn endpoints() -> Vec<Spec> {
    specs(pipeline::endpoint, ENDPOINTS)
}

pub(super) fn all() -> Vec<Spec> {
    let mut all = endpoints();
    all.extend(specs(pipeline::event, EVENTS));
    all.extend(specs(pipeline::wire_type, TYPES));
    all
}

fn specs(pipeline: Pipeline, texts: &[(&str, &str)]) -> Vec<Spec> {
    texts.iter().map(|(args, item)| (pipeline, tokens(args), tokens(item))).collect()
}

/// The tokens of a text.
pub(super) fn tokens(text: &str) -> TokenStream {
    text.parse().expect("the brackets are in pairs")
}
