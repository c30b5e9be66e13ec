//! One page of the documentation of Huawei Cloud in every markup it is published or copied in.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use doc_bindgen::dialect;
use doc_bindgen::facts::{ErrorFacts, Kind, Node, OperationFacts, PageFacts, Statement};

fn page(name: &str) -> PageFacts {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/huaweicloud");
    let text = std::fs::read_to_string(folder.join(name)).unwrap();
    let path: Arc<Path> = Arc::from(PathBuf::from(name));
    let page = dialect::read(&path, &text).map_err(|diagnostic| diagnostic.to_string()).unwrap();
    assert_eq!(page.diagnostics, [], "{name}");
    page
}

fn unlined(node: &mut Node) {
    assert_ne!(node.line, 0);
    node.line = 0;
    // A cell of a Markdown table holds lines, where the others hold paragraphs and lists.
    if let Some(text) = &mut node.documentation {
        *text = text.chars().filter(|c| c.is_alphanumeric()).collect::<String>().into();
    }
    match &mut node.kind {
        Kind::List(element) => unlined(element),
        Kind::Map(key, value) => {
            unlined(key);
            unlined(value);
        }
        Kind::Structure(members) => members.iter_mut().for_each(|it| unlined(&mut it.node)),
        _ => {}
    }
}

/// Everything that a page states of its operation, but for the lines, and the letters of what is
/// said of members.
fn operation(name: &str) -> OperationFacts {
    let page = page(name);
    let mut operations = page.statements.into_iter().filter_map(|statement| match statement {
        Statement::Operation(operation) => Some(operation),
        _ => None,
    });
    let mut operation = operations.next().unwrap();
    operation.line = 0;
    operation.examples.iter_mut().for_each(|example| example.line = 0);
    [&mut operation.input, &mut operation.output].into_iter().flatten().for_each(unlined);
    for error in &mut operation.errors {
        error.line = 0;
        error.members.iter_mut().for_each(|member| unlined(&mut member.node));
    }
    operation
}

#[test]
fn markups_state_the_same() {
    let rst = operation("page.rst");
    assert_eq!(rst.name.as_deref(), Some("ListBoats"));
    let errors: Vec<_> = rst.errors.iter().map(|error: &ErrorFacts| error.status).collect();
    assert_eq!(errors, [Some(404)]);
    let Some(Kind::Structure(input)) = rst.input.as_ref().map(|node| &node.kind) else { panic!() };
    let names: Vec<_> = input.iter().map(|member| &*member.name).collect();
    assert_eq!(names, ["project_id", "limit", "rig", "X-Auth-Token"]);
    assert_eq!(input[2].node.kind, Kind::Enum(vec!["sloop".into(), "ketch".into()]));
    for name in ["page.html", "page.md"] {
        let shown = |facts: &OperationFacts| format!("{facts:#?}");
        assert_eq!(shown(&operation(name)), shown(&rst), "{name}");
    }
}

#[test]
fn text_states_as_much_as_it_has_left() {
    let mut rst = operation("page.rst");
    let mut text = operation("page.txt");
    // Names that only machines see, and what one cell's lines have run into, are lost.
    assert_eq!((text.name.take(), rst.name.take().as_deref()), (None, Some("ListBoats")));
    assert_eq!(text.title.take().as_deref(), Some("Querying Boats"));
    let shown = |node: &Option<Node>| match node {
        Some(Node { kind: Kind::Structure(members), .. }) => {
            members.iter().map(|it| (it.name.clone(), it.location, it.required)).collect()
        }
        _ => Vec::new(),
    };
    assert_eq!(shown(&text.input), shown(&rst.input));
    assert_eq!((text.output, text.errors), (rst.output, rst.errors));
    assert_eq!(text.http, rst.http);
}
