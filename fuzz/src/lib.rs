//! What is done with any bytes at all: each target is one reader, and what must hold of it. They
//! run under `cargo fuzz`, and without it under `cargo xtask fuzz`.

use std::path::Path;
use std::sync::Arc;

use doc_bindgen::markup::{self, Document};
use doc_bindgen::spec::{self, ShapeId, Type};
use doc_bindgen::{dialect, resolve};

/// What is done with some bytes.
pub type Target = fn(&[u8]);

/// Every target, by name.
pub const TARGETS: [(&str, Target); 7] = [
    ("rst", rst),
    ("html", html),
    ("markdown", markdown),
    ("text", text),
    ("page", page),
    ("spec", spec),
    ("types", types),
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

/// A page of any dialect, to the spec.
pub fn page(data: &[u8]) {
    let path: Arc<Path> = Arc::from(Path::new("page"));
    let Ok(mut facts) = dialect::read_bytes(&path, data) else { return };
    if facts.service.id.is_none() && facts.service.uid.is_none() {
        facts.service.id = Some("service".into());
    }
    let (groups, _) = resolve::group(vec![facts], &resolve::Known::default());
    for group in groups {
        if let Some(made) = resolve::resolve(group, None).spec {
            let problems = spec::validate(&made);
            assert!(problems.is_empty(), "{problems:?}");
        }
    }
}

/// A spec that can be read is written as it was read.
pub fn spec(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let path = Path::new("spec.yaml");
    let Ok(first) = spec::read(text, path) else { return };
    let written = spec::write(&first);
    match spec::read(&written, path) {
        Ok(second) => assert_eq!(first, second),
        Err(errors) => panic!("{errors:?}\n{written}"),
    }
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
