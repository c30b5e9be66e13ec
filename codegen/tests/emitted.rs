//! What is emitted for each construct, held against what it should be.
//!
//! `tests/emitted/` of the repository holds a small spec and the Rust of it for each; the root
//! package's tests compile and try that Rust. With `UPDATE=1` this test writes it anew. What every
//! service begins with is shown once, in `head.rs`; the lints that are allowed stand as well at the
//! top of `tests/emitted.rs`, for all of them.
#![cfg(feature = "format")]

use std::path::{Path, PathBuf};
use std::{env, fs};

use doc_bindgen::emit;
use doc_bindgen::spec::{self, Spec};

#[test]
fn each_construct_is_emitted_as_it_should_be() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/emitted");
    let entries = fs::read_dir(&folder).unwrap();
    let is_spec = |path: &PathBuf| path.extension().is_some_and(|it| it == "yaml");
    let mut specs: Vec<_> = entries.map(|it| it.unwrap().path()).filter(is_spec).collect();
    specs.sort();
    assert!(specs.len() >= 8, "{specs:?}");
    let mut stale = Vec::new();
    for path in specs {
        let text = fs::read_to_string(&path).unwrap();
        let spec = spec::read(&text, &path).unwrap_or_else(|errors| panic!("{errors:#?}"));
        let (head, own) = parted(&spec);
        let mut goldens = vec![(path.with_extension("rs"), own)];
        if path.ends_with("structure.yaml") {
            goldens.push((folder.join("head.rs"), head));
        }
        for (golden, emitted) in goldens {
            if fs::read_to_string(&golden).is_ok_and(|golden| golden == emitted) {
                continue;
            }
            if env::var_os("UPDATE").is_some() {
                fs::write(&golden, emitted).unwrap();
            } else {
                stale.push(golden);
            }
        }
    }
    assert!(stale.is_empty(), "see what changed with `UPDATE=1` and git: {stale:?}");
}

/// What is emitted, in two: what every service begins with, and what is its own. Of a service with
/// operations or errors only the lints are not its own.
fn parted(spec: &Spec) -> (String, String) {
    let whole = emit::pretty(spec).unwrap();
    let mut head = syn::parse_file(&whole).unwrap();
    assert_eq!(prettyplease::unparse(&head), whole, "parsed and written again it is the same");
    let mut own = syn::parse_file(&whole).unwrap();
    let is_allow = |attribute: &syn::Attribute| attribute.path().is_ident("allow");
    head.attrs.retain(is_allow);
    own.attrs.retain(|attribute| !is_allow(attribute));
    let no_error = |item: &syn::Item| match item {
        syn::Item::Enum(item) => item.ident == "Error" && item.variants.is_empty(),
        _ => false,
    };
    if spec.operations.is_empty() && own.items.iter().any(no_error) {
        own.items.retain(|item| !is_of_the_head(item));
    }
    head.items.retain(|item| is_of_the_head(item) || matches!(item, syn::Item::Use(_)));
    (prettyplease::unparse(&head), prettyplease::unparse(&own))
}

/// The client, the facts of the service, and its errors.
fn is_of_the_head(item: &syn::Item) -> bool {
    match item {
        syn::Item::Struct(item) => item.ident == "Client",
        syn::Item::Const(item) => item.ident == "SERVICE",
        syn::Item::Enum(item) => item.ident == "Error",
        syn::Item::Impl(item) => match &*item.self_ty {
            syn::Type::Path(of) => {
                of.path.segments[0].ident == "Client" || of.path.is_ident("Error")
            }
            _ => false,
        },
        _ => false,
    }
}

#[test]
fn the_lints_that_are_allowed_are_those_that_the_tests_of_emitted_code_allow() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests");
    let head = fs::read_to_string(root.join("emitted/head.rs")).unwrap();
    let allowed = head.split_inclusive(")]\n").next().unwrap();
    assert!(allowed.starts_with("#![allow(") && allowed.contains("deprecated"), "{allowed}");
    let tests = fs::read_to_string(root.join("emitted.rs")).unwrap();
    assert!(tests.contains(allowed), "tests/emitted.rs is to have\n{allowed}");
}

#[test]
fn what_is_compiled_is_what_is_shown() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/emitted/operation.yaml");
    let spec = spec::read(&fs::read_to_string(&path).unwrap(), &path).unwrap();
    let quick: syn::ItemMod = syn::parse_str(&emit::to_source(&spec)).unwrap();
    let items: usize = quick.content.map_or(0, |(_, items)| items.len());
    let shown = syn::parse_file(&emit::pretty(&spec).unwrap()).unwrap();
    assert_eq!(items, shown.items.len());
    // An item a line, at most: an error of the compiler leads somewhere.
    assert!(emit::to_source(&spec).lines().count() > items);
}
