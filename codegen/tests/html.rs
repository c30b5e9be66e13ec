//! Pages of boto3 as Sphinx shows them: what they state is what their sources state.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use doc_bindgen::dialect;
use doc_bindgen::facts::{Kind, Member, Node, PageFacts, Statement};
use regex::Regex;

/// The pages, each with its source beside it.
const PAGES: [(&str, &str); 7] = [
    ("html/mpa.html", "services/mpa.rst"),
    ("html/mpa/client/close.html", "services/mpa/client/close.rst"),
    ("html/mpa/client/list_sessions.html", "services/mpa/client/list_sessions.rst"),
    ("html/mpa/paginator/ListSessions.html", "services/mpa/paginator/ListSessions.rst"),
    (
        "html/dynamodb/client/execute_transaction.html",
        "boto3/dynamodb/client/execute_transaction.rst",
    ),
    ("html/dynamodb/waiter/TableExists.html", "boto3/dynamodb/waiter/TableExists.rst"),
    (
        "html/lambda/client/invoke_with_response_stream.html",
        "boto3/lambda/client/invoke_with_response_stream.rst",
    ),
];

fn fixture(name: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures");
    std::fs::read_to_string(root.join(name)).unwrap()
}

fn page(name: &str, text: &str) -> PageFacts {
    let path: Arc<Path> = Arc::from(PathBuf::from(name));
    dialect::read(&path, text).unwrap_or_else(|error| panic!("{error}"))
}

/// What a page states, without where.
fn stated(facts: &PageFacts) -> String {
    let placeless = PageFacts { path: Arc::from(Path::new("")), ..facts.clone() };
    let lines = Regex::new(r"line: \d+|,\s+\d+,?\s+\)").unwrap();
    lines.replace_all(&format!("{placeless:#?}"), "").into_owned()
}

/// The page as the documentation's own site has it: bold lines are headings.
fn as_on_the_site(html: &str) -> String {
    let bold = Regex::new(r"<p><strong>([^<\[]*)</strong></p>").unwrap();
    let titles = Regex::new(r#"<p class="admonition-title">([^<]*)</p>"#).unwrap();
    let html = bold.replace_all(html, "<h3>$1</h3>");
    titles.replace_all(&html, "<h3 class='admonition-title'> $1</h3>").into_owned()
}

#[test]
fn html_states_what_its_source_states() {
    for (html, rst) in PAGES {
        let text = fixture(html);
        let source = stated(&page(rst, &fixture(rst)));
        assert_eq!(stated(&page(html, &text)), source, "{html}");
        assert_eq!(stated(&page(html, &as_on_the_site(&text))), source, "{html} as on the site");
    }
}

#[test]
fn facts_point_at_their_lines() {
    fn check(node: &Node, lines: &[&str]) {
        match &node.kind {
            Kind::List(element) => check(element, lines),
            Kind::Map(key, value) => [key, value].into_iter().for_each(|node| check(node, lines)),
            Kind::Structure(members) | Kind::Union(members) | Kind::EventStream(members) => {
                for Member { name, node, .. } in members {
                    let line = lines[node.line as usize - 1];
                    assert!(line.contains(&**name), "{name} is not in `{line}`");
                    check(node, lines);
                }
            }
            _ => {}
        }
    }
    for name in [
        "html/mpa/client/list_sessions.html",
        "html/lambda/client/invoke_with_response_stream.html",
    ] {
        let text = fixture(name);
        let lines: Vec<_> = text.lines().collect();
        for statement in &page(name, &text).statements {
            let Statement::Operation(operation) = statement else { panic!("{statement:?}") };
            assert!(lines[operation.line as usize - 1].contains("<dl class=\"py method\">"));
            operation.input.iter().chain(&operation.output).for_each(|node| check(node, &lines));
            for error in &operation.errors {
                assert!(lines[error.line as usize - 1].contains(&*error.name));
            }
        }
    }
    let text = fixture("html/mpa.html");
    let lines: Vec<_> = text.lines().collect();
    let facts = page("html/mpa.html", &text);
    let Statement::Service(service) = &facts.statements[0] else { panic!() };
    for (name, line) in service.methods.iter().flatten().chain(&service.paginators) {
        assert!(lines[*line as usize - 1].contains(&format!("/{name}.html\"")), "{name}");
    }
}

#[test]
fn pages_that_were_cut_off_state_nothing() {
    let text = fixture("html/mpa/client/list_sessions.html");
    let start = text.find("<dl class=\"py method\">").unwrap();
    let end = text.rfind("</dl>").unwrap();
    for at in (start..end).step_by(97) {
        let at = (at..).find(|at| text.is_char_boundary(*at)).unwrap();
        let path: Arc<Path> = Arc::from(Path::new("cut.html"));
        if let Ok(facts) = dialect::read(&path, &text[..at]) {
            panic!("cut off at {at}: {facts:?}");
        }
    }
}

#[test]
fn what_is_no_page_of_a_documentation_is_refused() {
    let path: Arc<Path> = Arc::from(Path::new("other.html"));
    let script =
        format!("<script>{}</script>", "if (a < b) { document.write('<p>') }".repeat(9999));
    for text in [
        "<!DOCTYPE html><html><head><title>Home</title></head><body><h1>Hello</h1></body></html>",
        "<html lang=\"de\"><body><p>Diese Seite beschreibt nichts, was sich aufrufen ließe.</p>",
        "<html><body><table><tr><td><table><tr></td></table>text<caption>c</tr></body>",
        "<",
        "<!",
        "<a",
        &script,
        &"<div><ul><li><table><tr><td>".repeat(100_000),
    ] {
        let refused = dialect::read(&path, text).unwrap_err();
        assert_eq!(refused.rule.id, "not-documentation", "{:.60}", text);
    }
    let not_even_text = b"<html><body><p>caf\xe9\x01</p></body></html>";
    assert_eq!(dialect::read_bytes(&path, not_even_text).unwrap_err().rule.id, "not-text");
    let wide: Vec<u8> = "<html>\u{feff}".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert!(dialect::read_bytes(&path, &wide).is_err());
}
