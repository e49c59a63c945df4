//! What stands in the cases: every message of the macros, and few words of the compiler's own.

use std::{fs, path::Path};

use syn::{Expr, ExprLit, File, Item, Lit, visit::Visit};

/// What the compiler said of each case.
fn said() -> Vec<(String, String)> {
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/fail"));
    let mut said = Vec::new();
    for folder in fs::read_dir(root).expect("there are cases") {
        for file in fs::read_dir(folder.expect("a folder").path()).expect("it holds cases") {
            let path = file.expect("a file").path();
            if path.extension().is_some_and(|extension| extension == "stderr") {
                let text = fs::read_to_string(&path).expect("it can be read");
                said.push((path.display().to_string(), text));
            }
        }
    }
    said
}

/// The texts of a file of messages: constants, and formats without what is put into them.
#[derive(Default)]
struct Messages(Vec<Vec<String>>);

impl Messages {
    fn of(path: &str) -> Self {
        let path = format!("{}/../../wx-macros/src/{path}", env!("CARGO_MANIFEST_DIR"));
        let file: File =
            syn::parse_file(&fs::read_to_string(path).expect("it is there")).expect("it is Rust");
        let mut messages = Self::default();
        for item in &file.items {
            match item {
                Item::Const(item) => {
                    if let Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) = &*item.expr {
                        messages.0.push(vec![text.value()]);
                    }
                }
                item => messages.visit_item(item),
            }
        }
        messages
    }
}

impl Visit<'_> for Messages {
    fn visit_macro(&mut self, call: &syn::Macro) {
        if !call.path.is_ident("format") {
            return;
        }
        let text = call.tokens.clone().into_iter().next().expect("a format has a text");
        let text: syn::LitStr = syn::parse2(text.into()).expect("it is one");
        let text = text.value();
        let pieces = text.split('{').enumerate().map(|(index, piece)| match index {
            0 => piece,
            _ => piece.split_once('}').expect("a brace is closed").1,
        });
        self.0.push(pieces.map(str::to_owned).collect());
    }
}

/// Whether the pieces stand in the line, in this order.
fn holds(mut line: &str, pieces: &[String]) -> bool {
    pieces.iter().all(|piece| match line.find(piece.as_str()) {
        Some(at) => {
            line = &line[at + piece.len()..];
            true
        }
        None => false,
    })
}

#[test]
fn every_message_stands_in_a_case() {
    let said = said();
    let errors: Vec<_> =
        said.iter().flat_map(|(_, text)| text.lines()).filter(|it| it.starts_with("error: ")).collect();
    let mut missing = Vec::new();
    for file in ["messages.rs", "messages/event.rs", "messages/serde.rs"] {
        let messages = Messages::of(file).0;
        assert!(messages.len() > 10, "`{file}` has {} messages", messages.len());
        missing.extend(messages.into_iter().filter(|pieces| {
            // A format of nothing but what is put into it is a part of another message.
            pieces.concat().len() > 8 && !errors.iter().any(|error| holds(error, pieces))
        }));
    }
    assert!(missing.is_empty(), "no case shows {missing:#?}");
}

#[test]
fn most_words_are_our_own() {
    let said = said();
    let theirs: Vec<_> =
        said.iter().filter(|(_, text)| text.contains("error[E")).map(|(path, _)| path.as_str()).collect();
    assert!(theirs.len() * 5 < said.len(), "{} of {} cases: {theirs:#?}", theirs.len(), said.len());
}

/// An error at the whole attribute does not say which word is wrong.
#[test]
fn no_mistake_is_the_whole_attribute() {
    let mut whole = Vec::new();
    for (path, text) in said() {
        let lines: Vec<_> = text.lines().collect();
        for lines in lines.windows(2) {
            let source = lines[0].split_once(" | ").map_or("", |(_, source)| source);
            let carets = lines[1].split_once(" | ").map_or("", |(_, carets)| carets);
            if source.starts_with("#[wx_") && carets.starts_with('^') {
                whole.push(format!("{path}: {source}"));
            }
        }
    }
    assert!(whole.is_empty(), "{whole:#?}");
}
