//! The surface, held against what a parser of Rust makes of the emitted code.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;

use super::walk::{self, Public, Sort};
use super::*;
use crate::emit;

fn text(tokens: impl ToTokens) -> String {
    let tokens: Vec<TokenTree> = tokens.into_token_stream().into_iter().collect();
    walk::text(&tokens)
}

/// The public items that a parser finds.
fn parsed(tokens: TokenStream) -> BTreeSet<Public> {
    let file: syn::File = syn::parse2(tokens).expect("emitted code is Rust");
    let mut found = BTreeSet::new();
    items(&file.items, "", &mut found);
    found
}

fn items(list: &[syn::Item], path: &str, out: &mut BTreeSet<Public>) {
    let mut add = |path: String, sort, of: String, signature: String| {
        out.insert(Public { path, sort, of, signature });
    };
    let is_public = |visibility: &syn::Visibility| matches!(visibility, syn::Visibility::Public(_));
    let mark = |attributes: &[syn::Attribute]| {
        let open = attributes.iter().any(|it| it.path().is_ident("non_exhaustive"));
        if open { " non_exhaustive" } else { "" }
    };
    for item in list {
        match item {
            syn::Item::Struct(it) if is_public(&it.vis) => {
                let name = format!("{path}{}", it.ident);
                let generics = text(&it.generics);
                let signature = format!("pub struct {generics}").trim_end().to_owned();
                add(name.clone(), Sort::Type, String::new(), signature + mark(&it.attrs));
                for field in it.fields.iter().filter(|field| is_public(&field.vis)) {
                    let path = format!("{name}::{}", text(&field.ident));
                    add(path, Sort::Field, String::new(), text(&field.ty));
                }
                derives(&it.attrs, |derived| {
                    add(name.clone(), Sort::Macro, format!("derive {derived}"), String::new());
                });
            }
            syn::Item::Enum(it) if is_public(&it.vis) => {
                let name = format!("{path}{}", it.ident);
                let generics = text(&it.generics);
                let signature = format!("pub enum {generics}").trim_end().to_owned();
                add(name.clone(), Sort::Type, String::new(), signature + mark(&it.attrs));
                for variant in &it.variants {
                    let path = format!("{name}::{}", variant.ident);
                    add(path, Sort::Variant, String::new(), text(&variant.fields));
                }
                derives(&it.attrs, |derived| {
                    add(name.clone(), Sort::Macro, format!("derive {derived}"), String::new());
                });
            }
            syn::Item::Const(it) if is_public(&it.vis) => {
                let name = format!("{path}{}", it.ident);
                add(name, Sort::Constant, String::new(), format!(": {}", text(&it.ty)));
            }
            syn::Item::Mod(it) if is_public(&it.vis) => {
                let name = format!("{path}{}", it.ident);
                add(name.clone(), Sort::Module, String::new(), "pub mod".into());
            }
            syn::Item::Impl(it) => {
                let syn::Type::Path(ty) = &*it.self_ty else { panic!("{}", text(&it.self_ty)) };
                let name = format!("{path}{}", ty.path.segments[0].ident);
                let generics = text(&it.generics);
                let trait_ = it.trait_.as_ref().map(|(.., path, _)| text(path));
                if let Some(trait_) = &trait_ {
                    add(name.clone(), Sort::Implementation, trait_.clone(), generics.clone());
                }
                for inside in &it.items {
                    match (inside, &trait_) {
                        (syn::ImplItem::Type(it), Some(trait_)) => {
                            let of = format!("{trait_} {}", it.ident);
                            add(name.clone(), Sort::Implementation, of, text(&it.ty));
                        }
                        (syn::ImplItem::Const(it), None) if is_public(&it.vis) => {
                            let path = format!("{name}::{}", it.ident);
                            let ty = format!(": {}", text(&it.ty));
                            add(path, Sort::Constant, String::new(), ty);
                        }
                        (syn::ImplItem::Fn(it), None) if is_public(&it.vis) => {
                            let path = format!("{name}::{}", it.sig.ident);
                            let syn::Signature { generics: own, inputs, output, .. } = &it.sig;
                            let signature = format!(
                                "{generics} fn {} {} {}",
                                text(own),
                                text(quote::quote!((#inputs))),
                                text(output)
                            );
                            let words: Vec<&str> = signature.split_whitespace().collect();
                            add(path, Sort::Function, String::new(), words.join(" "));
                        }
                        _ => {}
                    }
                }
            }
            syn::Item::Macro(it) => {
                let arguments: Vec<TokenTree> = it.mac.tokens.clone().into_iter().collect();
                let (types, rest) = match it.mac.delimiter {
                    syn::MacroDelimiter::Brace(_) => (&arguments[..], &[][..]),
                    _ => arguments.split_at(1),
                };
                for ty in types {
                    let name = format!("{path}{ty}");
                    add(name, Sort::Macro, text(&it.mac.path), walk::text(rest));
                }
            }
            syn::Item::Use(it) => assert!(!is_public(&it.vis)),
            other => panic!("an item that no surface knows: {}", text(other)),
        }
    }
    for item in list {
        if let syn::Item::Mod(it) = item {
            let (_, inside) = it.content.as_ref().expect("a module with a body");
            items(inside, &format!("{path}{}::", it.ident), out);
        }
    }
}

fn derives(attributes: &[syn::Attribute], mut add: impl FnMut(String)) {
    for attribute in attributes.iter().filter(|it| it.path().is_ident("derive")) {
        let syn::Meta::List(list) = &attribute.meta else { panic!("a derive of nothing") };
        let tokens = list.tokens.to_string();
        tokens.split(',').for_each(|it| add(it.trim().to_owned()));
    }
}

/// Specs of the repository: what is emitted for each construct, and services of several sorts.
fn specs() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut found = Vec::new();
    // The package on crates.io has none of these.
    let entries = std::fs::read_dir(root.join("tests/emitted")).into_iter().flatten().flatten();
    found.extend(entries.map(|entry| entry.path()));
    let services = ["aws/dynamodb", "aws/mpa", "aws/sqs", "huaweicloud/workspace"];
    found.extend(services.map(|it| root.join(format!("spec/{it}.yaml"))));
    found.retain(|path| path.exists() && path.extension().is_some_and(|it| it == "yaml"));
    found.sort();
    found
}

fn holds(spec: &Spec) {
    let surface: BTreeSet<Public> =
        walk::items(emit::items(spec).into_iter().collect()).into_iter().collect();
    let parsed = parsed(emit::rust(spec));
    let only = |one: &BTreeSet<Public>, other: &BTreeSet<Public>| -> Vec<Public> {
        one.difference(other).take(5).cloned().collect()
    };
    assert_eq!(only(&parsed, &surface), [], "{}: found by the parser alone", spec.service);
    assert_eq!(only(&surface, &parsed), [], "{}: found by the surface alone", spec.service);
    // What is left out of what is emitted for a surface is in no signature.
    let bare: BTreeSet<Public> =
        walk::items(emit::items(&bare(spec)).into_iter().collect()).into_iter().collect();
    assert_eq!(only(&bare, &surface), [], "{}: of the bare spec alone", spec.service);
    assert_eq!(only(&surface, &bare), [], "{}: not of the bare spec", spec.service);
    // With the owner and the role each is one.
    let items = Surface::of(spec).items;
    let keys: BTreeSet<String> =
        items.iter().map(|it| format!("{:?} {:?} {}", it.owner, it.sort, it.role)).collect();
    assert_eq!(keys.len(), items.len(), "{}", spec.service);
    let owned = items.iter().filter(|item| item.owner != Owner::Service).count();
    assert!(items.len() - owned < 20, "{}: items of nobody", spec.service);
}

#[test]
fn a_parser_finds_the_same_items() {
    let library = crate::diff::EXAMPLE;
    holds(&crate::spec::read(library, Path::new("library.yaml")).unwrap());
    for path in specs() {
        let text = std::fs::read_to_string(&path).unwrap();
        // Settings lie beside specs.
        if let Ok(spec) = crate::spec::read(&text, &path) {
            holds(&spec);
        }
    }
}

/// Over every spec of a folder that `SURFACE_OF` names: `SURFACE_OF=target/spec cargo test -p
/// doc-bindgen surface -- --ignored`.
#[test]
#[ignore = "takes specs of a whole corpus"]
fn a_parser_finds_the_same_items_in_a_corpus() {
    let folder = std::env::var_os("SURFACE_OF").expect("SURFACE_OF names a folder of specs");
    // A test runs in the folder of its package, and a path is meant from the top of the project.
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(folder);
    let entries = std::fs::read_dir(folder.join("aws")).unwrap();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|it| it == "yaml"));
    paths.sort();
    assert!(!paths.is_empty());
    let next = AtomicUsize::new(0);
    let held = || {
        while let Some(path) = paths.get(next.fetch_add(1, Ordering::Relaxed)) {
            let text = std::fs::read_to_string(path).unwrap();
            holds(&crate::spec::read(&text, path).unwrap());
        }
    };
    let jobs = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| (0..jobs).for_each(|_| drop(scope.spawn(held))));
    println!("{} services: a parser finds what the surface has", paths.len());
}

#[test]
fn signatures_read_as_rust() {
    let spec = crate::spec::read(crate::diff::EXAMPLE, Path::new("library.yaml")).unwrap();
    let surface = Surface::of(&spec);
    let shown = |name: &str, role: &str| {
        let item = surface.items.iter().find(|it| it.name == name && it.role == role);
        surface.shown(item.unwrap())
    };
    assert_eq!(
        shown("list_books_pages", "pages"),
        "<T: rt::Transport> fn(&self, request: ListBooksRequest) -> rt::Pages<T, \
         operation::ListBooks>"
    );
    assert_eq!(shown("new", "new"), "fn() -> Self");
    assert_eq!(shown("book", ""), "Book");
}
