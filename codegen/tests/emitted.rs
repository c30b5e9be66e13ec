//! What is emitted for each construct, held against what it should be.
//!
//! `tests/emitted/` of the repository holds a small spec and the Rust of it for each; the root
//! package's tests compile and try that Rust. With `UPDATE=1` this test writes it anew.
#![cfg(feature = "format")]

use std::path::{Path, PathBuf};
use std::{env, fs};

use doc_bindgen::{emit, spec};

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
        let emitted = emit::pretty(&spec).unwrap();
        let golden = path.with_extension("rs");
        if fs::read_to_string(&golden).is_ok_and(|golden| golden == emitted) {
            continue;
        }
        if env::var_os("UPDATE").is_some() {
            fs::write(&golden, emitted).unwrap();
        } else {
            stale.push(golden);
        }
    }
    assert!(stale.is_empty(), "see what changed with `UPDATE=1` and git: {stale:?}");
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
