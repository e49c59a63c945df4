//! What an editor is left with while a spec is being typed: the struct, the documentation of its fields, its methods.

use quote::ToTokens;
use syn::{File, Item, ItemStruct};

use super::{messages, specs};
use crate::pipeline;

/// The fallback of a spec.
struct Left {
    mistakes: Vec<String>,
    file: File,
    text: String,
}

fn left(args: &str, item: &str) -> Left {
    let expanded = pipeline::endpoint(specs::tokens(args), &specs::tokens(item));
    Left {
        mistakes: messages(expanded.clone()),
        text: expanded.to_string(),
        file: syn::parse2(expanded).expect("what is left is Rust"),
    }
}

impl Left {
    fn item(&self) -> &ItemStruct {
        let found = self.file.items.iter().find_map(|item| match item {
            Item::Struct(item) => Some(item),
            _ => None,
        });
        found.expect("the struct is left")
    }

    fn fields(&self) -> Vec<String> {
        self.item().fields.iter().map(|field| field.ident.to_token_stream().to_string()).collect()
    }

    /// The client method, `new` and the setters, as far as their tokens tell.
    #[track_caller]
    fn has_methods(&self, methods: &[&str]) {
        for method in methods {
            let there = [format!("fn {method} ("), format!("new ! (pub fn {method}")];
            assert!(there.iter().any(|it| self.text.contains(it)), "no `{method}`: {}", self.text);
        }
    }
}

const WHOLE: &str = "
    /// Documented.
    pub struct Get {
        /// A code.
        pub code: String,
        /// A page.
        #[wx(max_chars = 3)]
        pub page: Option<String>,
    }";

#[test]
fn arguments_that_are_being_typed_leave_the_whole_item() {
    for args in [
        "",
        "m",
        "method",
        "method =",
        "method = POST, path",
        "method = POST, path = , respo",
        "method = POST, path = \"/wxa/get\", response = json(",
        "method = POST, path = \"/wxa/get\", response = json()",
        "method = POST, path = \"/wxa/get\", response = empty, sign = [",
        "method = POST, path = \"/wxa/get\", response = empty, fixed = [action = ]",
        "method = POST, path = \"/wxa/get\", response = empty, crate = ::",
    ] {
        // An editor closes what is open.
        let open: String = args
            .chars()
            .rev()
            .filter_map(|it| match it {
                '(' if !args.contains(')') => Some(')'),
                '[' if !args.contains(']') => Some(']'),
                _ => None,
            })
            .collect();
        let left = left(&format!("{args}{open}"), WHOLE);
        assert!(!left.mistakes.is_empty(), "{args}");
        assert_eq!(left.fields(), ["code", "page"], "{args}");
        assert!(left.text.contains("A code .") || left.text.contains("A code."), "{args}: {}", left.text);
        left.has_methods(&["get", "page"]);
        assert!(left.text.contains("__wx :: new !"), "{args}");
    }
}

#[test]
fn a_field_that_is_being_typed_leaves_the_others() {
    let with = |field: &str| {
        left(
            "method = POST, path = \"/wxa/get\", response = empty",
            &format!(
                "/// Documented.
                pub struct Get {{
                    /// A code.
                    pub code: String,
                    {field}
                    /// A page.
                    pub page: Option<String>,
                }}"
            ),
        )
    };
    for field in [
        "pub x,",
        "pub x:",
        "pub x: ,",
        "pub",
        "x",
        "#[wx()]",
        "#[wx(max_chars)]",
        "#[serde(rename = )] pub",
        "#",
        "#[]",
        "pub x: Option<,",
        "pub x y: u8,",
        "= 3,",
    ] {
        let left = with(field);
        let fields = left.fields();
        assert!(fields.contains(&"code".to_owned()), "{field}: {fields:?}");
        assert!(left.text.contains("A code."), "{field}");
        assert!(left.text.contains("__wx :: new !"), "{field}");
        left.has_methods(&["get"]);
        if !field.contains('<') {
            assert!(fields.contains(&"page".to_owned()), "{field}: {fields:?}");
            left.has_methods(&["page"]);
        }
        // No half of an endpoint is ever taken for a whole one.
        assert!(left.text.contains("unreachable !"), "{field}: {}", left.text);
    }
}

#[test]
fn a_missing_comma_costs_nothing() {
    let left = left("method = POST", "pub struct Get { pub code: String pub page: Option<String> }");
    assert_eq!(left.fields(), ["code", "page"]);
}

#[test]
fn a_struct_that_is_being_typed_is_there() {
    for item in ["pub struct Get", "pub struct Get {}", "struct Get<", "#[] pub struct Get {}"] {
        assert_eq!(left("method = POST", item).item().ident, "Get", "{item}");
    }
}

#[test]
fn a_value_that_newer_compilers_know_is_not_dropped_in_silence() {
    let left = left("method = POST, path = \"/\", response = empty", "struct Get { a: u8 = 3, b: u8 }");
    assert_eq!(left.fields(), ["a", "b"]);
    assert!(left.mistakes[0].starts_with("a field has no value here"), "{:?}", left.mistakes);
}

#[test]
fn an_enum_that_is_being_typed_keeps_its_variants() {
    let item = specs::tokens("pub enum Lang { ZhCn, En(Text), = 3, #[wx(other)] Other(String) }");
    let expanded = pipeline::wire_type(specs::tokens("response"), &item);
    let file: File = syn::parse2(expanded).expect("what is left is Rust");
    let variants = file.items.iter().find_map(|item| match item {
        Item::Enum(item) => Some(item.variants.iter().map(|it| it.ident.to_string()).collect::<Vec<_>>()),
        _ => None,
    });
    assert_eq!(variants.unwrap(), ["ZhCn", "En", "Other"]);
}
