//! Pages of changes go bad: each operation on them is taken whole or not at all, and what is not taken
//! is told.
//!
//! `CHANGES=FOLDER cargo test -p doc-bindgen --test damage -- --ignored --nocapture` does it to every
//! page in a folder.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use doc_bindgen::dialect;
use doc_bindgen::facts::{Kind, Node, OperationFacts, Statement};

use super::Numbers;
use super::ways::{LOST, PARTLY, Way};

/// What a page states of each of its operations, texts left aside: a line for each position.
fn stated(content: &[u8]) -> (BTreeMap<String, BTreeSet<String>>, bool) {
    let path: Arc<Path> = Arc::from(Path::new("page"));
    let Ok(page) = dialect::read_bytes(&path, content) else { return (BTreeMap::new(), true) };
    let mut all = BTreeMap::new();
    for statement in &page.statements {
        let Statement::Operation(facts) = statement else { continue };
        all.insert(facts.name.as_deref().unwrap_or("?").to_owned(), lines(facts));
    }
    // A page that does not tell its service is told of where pages are grouped.
    let is_nameless = page.service.is_nameless() && page.service.title.is_none();
    (all, is_nameless || !page.diagnostics.is_empty())
}

fn lines(facts: &OperationFacts) -> BTreeSet<String> {
    let mut lines = BTreeSet::new();
    lines.insert(format!("{:?} {:?}", facts.method, facts.change));
    for (side, node) in [("takes", &facts.input), ("returns", &facts.output)] {
        if let Some(node) = node {
            unfold(side, node, &mut lines);
        }
    }
    lines
}

fn unfold(path: &str, node: &Node, lines: &mut BTreeSet<String>) {
    match &node.kind {
        Kind::List(element) => unfold(&format!("{path}[]"), element, lines),
        Kind::Map(key, value) => {
            unfold(&format!("{path}.key"), key, lines);
            unfold(&format!("{path}.value"), value, lines);
        }
        Kind::Structure(members) | Kind::Union(members) | Kind::EventStream(members) => {
            let kind = match &node.kind {
                Kind::Structure(_) => "structure",
                Kind::Union(_) => "union",
                _ => "event stream",
            };
            lines.insert(format!("{path}: {kind}"));
            for member in members {
                let path = format!("{path}.{}", member.name);
                lines.insert(format!("{path}: required {:?}", member.required));
                unfold(&path, &member.node, lines);
            }
        }
        kind => {
            lines.insert(format!("{path}: {kind:?}"));
        }
    }
}

/// Damages a page in every way, some of them several times; what is wrong is returned.
fn damage(name: &str, content: &[u8], numbers: &mut Numbers) -> (usize, Vec<String>) {
    let text = String::from_utf8_lossy(content).into_owned();
    let (good, _) = stated(content);
    assert!(!good.is_empty(), "{name}");
    let mut wrong = Vec::new();
    let mut runs = 0;
    let all = LOST.iter().map(|way| (way, 1)).chain(PARTLY.iter().map(|way| (way, 6)));
    for (&(way, make), times) in all.filter(|((way, _), _): &(&Way, _)| *way != "another page") {
        for _ in 0..times {
            let Some(bad) = make(&text, "", numbers.next()) else { continue };
            runs += 1;
            let (after, said) = stated(&bad);
            for (operation, lines) in &after {
                match good.get(operation) {
                    Some(whole) if whole == lines => {}
                    Some(whole) => {
                        let less = whole.symmetric_difference(lines).take(4).collect::<Vec<_>>();
                        wrong.push(format!("{name}, {way}: {operation} is {less:?}"));
                    }
                    None => wrong.push(format!("{name}, {way}: {operation} is new")),
                }
            }
            if after.len() < good.len() && !said {
                let less: Vec<_> = good.keys().filter(|it| !after.contains_key(*it)).collect();
                wrong.push(format!("{name}, {way}: {less:?} gone without a word"));
            }
        }
    }
    (runs, wrong)
}

/// A page with a new operation and one that was updated.
fn shop() -> String {
    let entry = |name: &str, method: &str, kind: &str, change: &str| {
        format!(
            "<details id=\"{name}\"><summary><span>{name}</span>&nbsp;({kind})</summary>{change}<p>About \
             the orders of a shop, of which there are many.</p><p><strong>Request Syntax</strong></p>\n\
             <pre>client.{method}(\n    status='OPEN'|'SENT',\n    size=123\n)</pre>\n<dl \
             class=\"field-list\"><dt>type status:</dt><dd><p>string</p></dd><dt>param status:</dt><dd><p>\
             <strong>[REQUIRED]</strong></p><p>Which of them.</p></dd><dt>type size:</dt><dd><p>integer</p>\
             </dd><dt>param size:</dt><dd><p>How many on a page.</p></dd><dt>rtype:</dt><dd><p>dict</p></dd>\
             <dt>returns:</dt><dd><p><strong>Response Syntax</strong></p>\n<pre>{{\n    'orders': [\n        \
             {{\n            'id': 'string',\n            'weight': 123.0\n        }},\n    ]\n}}</pre>\n<p>\
             <strong>Response Structure</strong></p><ul><li><p><em>(dict) --</em></p><ul><li><p><strong>\
             orders</strong> <em>(list) --</em></p><p>The orders.</p><ul><li><p><em>(dict) --</em></p><ul>\
             <li><p><strong>id</strong> <em>(string) --</em></p><p>Its number.</p></li><li><p><strong>weight\
             </strong> <em>(float) --</em></p><p>In grams.</p></li></ul></li></ul></li></ul></li></ul></dd>\
             </dl></details>\n"
        )
    };
    let change =
        "<span><em>Changes</em> (response)</span><pre>{'orders': {'weight': 'float'}}</pre>";
    format!(
        "<!DOCTYPE html><html><body><a href=\"/archive/service/shop\">AWS Shop</a><p>2024/09/19 - AWS \
         Shop - 1 new 1 updated api methods</p>\n{}{}<footer>That is all.</footer></body></html>\n",
        entry("FindOrders", "find_orders", "new", ""),
        entry("ListOrders", "list_orders", "updated", change),
    )
}

#[test]
fn pages_of_changes_go_bad() {
    let mut numbers = Numbers(0x2545_f491_4f6c_dd1d);
    let seed = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../tests/fixtures/seeds/002_fa1002d4a79d0f8e.txt");
    let pages = [("shop", shop().into_bytes()), ("seed", fs::read(seed).unwrap())];
    let mut wrong = Vec::new();
    for (name, page) in pages {
        wrong.extend(damage(name, &page, &mut numbers).1);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
#[ignore = "wants pages that are not here"]
fn pages_of_changes_in_a_folder_go_bad() {
    let Some(folder) = std::env::var_os("CHANGES").map(PathBuf::from) else { return };
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let mut numbers = Numbers(0x2545_f491_4f6c_dd1d);
    let (mut count, mut wrong) = (0, Vec::new());
    for path in paths {
        let (runs, found) =
            damage(&path.display().to_string(), &fs::read(&path).unwrap(), &mut numbers);
        println!("{}: {runs} runs, {} wrong", path.display(), found.len());
        count += runs;
        wrong.extend(found);
    }
    println!("{count} runs, {} wrong", wrong.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
