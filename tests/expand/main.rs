#[path = "../../wx-macros/src"]
mod macros {
    pub(crate) mod check;
    pub(crate) mod expand;
    pub(crate) mod fallback;
    pub(crate) mod messages;
    pub(crate) mod model;
    pub(crate) mod names;
    pub(crate) mod parse;
    pub(crate) mod pipeline;
    pub(crate) mod report;
}
use macros::{check, expand, fallback, messages, model, names, parse, pipeline, report};

#[test]
fn count() {
    for file in std::fs::read_dir("../specs/src").unwrap() {
        let p = file.unwrap().path();
        if p.extension().is_none_or(|e| e != "rs") { continue }
        let f = syn::parse_file(&std::fs::read_to_string(&p).unwrap()).unwrap();
        for item in f.items {
            let syn::Item::Struct(mut item) = item else { continue };
            let Some(i) = item.attrs.iter().position(|a| a.path().is_ident("wx_endpoint")) else { continue };
            let attr = item.attrs.remove(i);
            let syn::Meta::List(l) = attr.meta else { panic!() };
            let out = pipeline::endpoint(l.tokens, quote::quote!(#item));
            let file: syn::File = syn::parse2(out).unwrap();
            let s = prettyplease::unparse(&file);
            let rest = syn::File { shebang: None, attrs: vec![], items: file.items[1..].to_vec(), ..file.clone() };
            let r = prettyplease::unparse(&rest);
            let n = r.lines().filter(|l| !l.trim_start().starts_with("///") && !l.trim().is_empty()).count();
            println!("{} {} fields {}", n, item.ident, item.fields.len());
            std::fs::write(format!("/tmp/exp/{}.rs", item.ident), s).unwrap();
        }
    }
}
