//! Pages that stand in a file of their own and behind another page as well.
//!
//! Which page comes first tells which of two is believed. A page that was pasted behind another comes
//! where that one does, and is no second account: its own file is the one that counts.

use std::collections::{BTreeMap, BTreeSet};

use crate::facts::{OperationFacts, PageFacts, Statement};

/// Takes away what a file states behind its first operation of operations that are the first of other
/// files, and the tables that those state.
pub fn drop(pages: &mut [PageFacts]) {
    let mut firsts: BTreeMap<Key, usize> = BTreeMap::new();
    for (at, page) in pages.iter().enumerate() {
        if let Some(first) = page.operations().next() {
            firsts.entry(key(first)).or_insert(at);
        }
    }
    for at in 0..pages.len() {
        let behind = pages[at].operations().skip(1).map(key);
        let copies: BTreeMap<Key, usize> = behind
            .filter_map(|key| firsts.get(&key).map(|of| (key, *of)))
            .filter(|(_, of)| *of != at)
            .collect();
        if copies.is_empty() {
            continue;
        }
        let theirs = copies.values().flat_map(|of| &pages[*of].statements);
        let theirs = theirs.filter_map(|statement| match statement {
            Statement::Shape(shape) => Some(shape.name.clone()),
            _ => None,
        });
        let tables: BTreeSet<Box<str>> = theirs.collect();
        let mut is_first = true;
        pages[at].statements.retain(|statement| match statement {
            Statement::Operation(facts) => {
                std::mem::take(&mut is_first) || !copies.contains_key(&key(facts))
            }
            Statement::Shape(shape) => !tables.contains(&shape.name),
            _ => true,
        });
    }
}

/// What an operation is known by: its title, or its name, and its place in HTTP.
type Key = [Option<Box<str>>; 4];

fn key(facts: &OperationFacts) -> Key {
    let http = facts.http.as_ref();
    let (method, path) = (http.map(|it| &*it.method), http.map(|it| &*it.path));
    [facts.title.clone(), facts.name.clone(), method.map(Box::from), path.map(Box::from)]
}
