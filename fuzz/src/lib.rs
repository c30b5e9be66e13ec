//! What is done with any bytes at all: each target is one reader, and what must hold of it. They
//! run under `cargo fuzz`, and without it under `cargo proof fuzz`.

mod answers;

use std::path::Path;
use std::sync::Arc;

pub use answers::{cbor_answer, frames, json_answer, xml_answer};

use doc_bindgen::diff::Settings;
use doc_bindgen::markup::{self, Document};
use doc_bindgen::spec::{self, Overlay, ShapeId, Spec, Type};
use doc_bindgen::{dialect, emit, resolve};
use quote::ToTokens;

/// What is done with some bytes.
pub type Target = fn(&[u8]);

/// Every target, by name.
pub const TARGETS: [(&str, Target); 15] = [
    ("rst", rst),
    ("html", html),
    ("markdown", markdown),
    ("text", text),
    ("page", page),
    ("boto3", boto3),
    ("awsapichanges", awsapichanges),
    ("api_reference", api_reference),
    ("huaweicloud", huaweicloud),
    ("yaml", yaml),
    ("types", types),
    ("json_answer", json_answer),
    ("xml_answer", xml_answer),
    ("cbor_answer", cbor_answer),
    ("frames", frames),
];

/// reStructuredText.
pub fn rst(data: &[u8]) {
    document(data, markup::rst::parse);
}

/// HTML.
pub fn html(data: &[u8]) {
    document(data, markup::html::parse);
}

/// Markdown.
pub fn markdown(data: &[u8]) {
    document(data, markup::markdown::parse);
}

/// Text as it is saved or pasted.
pub fn text(data: &[u8]) {
    document(data, markup::text::parse);
}

/// What is read can be written, and stands on lines that there are.
fn document(data: &[u8], parse: for<'a> fn(&'a str) -> Document<'a>) {
    let text = String::from_utf8_lossy(data);
    let document = parse(&text);
    let lines = 1 + text.matches(['\n', '\r']).count() as u32;
    for block in &document.blocks {
        assert!((1..=lines).contains(&block.line), "line {} of {lines}", block.line);
    }
    let mut written = String::new();
    markup::blocks_to_commonmark(&document.blocks, &mut written);
}

/// A page of any dialect, to Rust.
pub fn page(data: &[u8]) {
    let path: Arc<Path> = Arc::from(Path::new("page"));
    let Ok(mut facts) = dialect::read_bytes(&path, data) else { return };
    if facts.service.id.is_none() && facts.service.uid.is_none() {
        facts.service.id = Some("service".into());
    }
    let (groups, _) = resolve::group(vec![facts], &resolve::Known::default());
    let overlays = spec::Overlays::default();
    for group in groups {
        if let Some(made) = resolve::resolve(group, &resolve::Ground::new(None, &overlays)).spec {
            let problems = spec::validate(&made);
            assert!(problems.is_empty(), "{problems:?}");
            read_back(&made);
        }
    }
}

/// A method of boto3, from its syntax block on.
pub fn boto3(data: &[u8]) {
    within(
        ".. py:method:: Shop.Client.list(**kwargs)\n\n  \n\n  Lists.\n\n  \n\n  **Request Syntax**",
        data,
        "",
    );
}

/// What was changed in an operation, as Python's `pprint` writes it, and the operation.
pub fn awsapichanges(data: &[u8]) {
    let head = "<!DOCTYPE html><a href=\"/archive/service/shop\">Shop</a><details><summary>List \
                (updated)</summary><span><em>Changes</em> ";
    within(head, data, "</details>");
}

/// An operation of the API Reference.
pub fn api_reference(data: &[u8]) {
    within("# List<a name=\"API_List\"></a>\n\n", data, "");
}

/// An operation of Huawei Cloud, from its URI on.
pub fn huaweicloud(data: &[u8]) {
    let head = ":original_name: list.html\n\n.. _list:\n\nListing\n=======\n\nURI\n---\n\nGET /v1/";
    within(head, data, "");
}

fn within(before: &str, data: &[u8], after: &str) {
    page(&[before.as_bytes(), data, after.as_bytes()].concat());
}

/// A spec, an overlay, or settings of a project. What can be read is written as it was read.
pub fn yaml(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let path = Path::new("file.yaml");
    // What is wrong is only to be said.
    let _ = Settings::read(text, path);
    let overlay = Overlay::read(text, path).ok();
    let Ok(mut spec) = spec::read(text, path) else { return };
    read_back(&spec);
    if overlay.is_some_and(|overlay| overlay.merge(&mut spec).is_ok()) {
        read_back(&spec);
    }
}

/// A spec is written as it was read, and no text of it gets out of its place in the Rust of it.
fn read_back(spec: &Spec) {
    let written = spec::write(spec);
    match spec::read(&written, Path::new("spec.yaml")) {
        Ok(again) => assert_eq!(again, *spec),
        Err(errors) => panic!("{errors:?}\n{written}"),
    }
    let source = emit::to_source(spec);
    let module: syn::ItemMod = syn::parse_str(&source).expect("one module");
    let items = module.content.map(|(_, items)| items).unwrap_or_default();
    let meant: syn::File = syn::parse2(emit::rust(spec)).expect("items");
    assert_eq!(tokens(&items), tokens(&meant.items));
}

fn tokens(items: &[syn::Item]) -> Vec<String> {
    items.iter().map(|item| item.to_token_stream().to_string()).collect()
}

/// A type expression that can be read is written as it was read.
pub fn types(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let mut names: Vec<String> = Vec::new();
    let mut id = |name: &str| {
        let at = names.iter().position(|known| known == name).unwrap_or_else(|| {
            names.push(name.to_owned());
            names.len() - 1
        });
        Some(ShapeId(at as u32))
    };
    let Ok(first) = Type::parse(text, &mut id) else { return };
    let written = shown(&first, &names);
    let again = Type::parse(&written, &mut |name| {
        names.iter().position(|known| known == name).map(|at| ShapeId(at as u32))
    });
    assert_eq!(again.ok(), Some(first), "{written}");
}

fn shown(ty: &Type, names: &[String]) -> String {
    match ty {
        Type::Scalar(scalar) => scalar.as_str().to_owned(),
        Type::List(element) => format!("list<{}>", shown(element, names)),
        Type::Map(key, value) => format!("map<{}, {}>", shown(key, names), shown(value, names)),
        Type::Shape(id) => names[id.0 as usize].clone(),
    }
}
