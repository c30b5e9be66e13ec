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
    assert_eq!(input[2].node.kind, Kind::Enum(["sloop".into(), "ketch".into()].into()));
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
            members.iter().map(|it| (it.name.clone(), it.wire.location, it.required)).collect()
        }
        _ => Vec::new(),
    };
    assert_eq!(shown(&text.input), shown(&rst.input));
    assert_eq!((text.output, text.errors), (rst.output, rst.errors));
    assert_eq!(text.http, rst.http);
}

/// A page of the Virtual Private Cloud's reference: its source, what Sphinx makes of it, and both as
/// Markdown and as text.
#[test]
fn a_real_page_states_the_same_in_every_markup() {
    let read = |name: &str| {
        let mut operation = operation(name);
        // Only the source has the name that machines know the operation by.
        let named = (operation.name.take(), operation.title.take());
        assert!(named.0.is_some() != named.1.is_some(), "{name}: {named:?}");
        assert_eq!(operation.examples.len(), 1, "{name}");
        operation
    };
    let rst = read("tags.rst");
    let Some(Kind::Structure(members)) = rst.output.as_ref().map(|it| &it.kind) else { panic!() };
    let Kind::List(tag) = &members[0].node.kind else { panic!("{members:?}") };
    assert_eq!(tag.name.as_deref(), Some("ListTag"));
    for name in ["tags.html", "tags.md", "tags.txt"] {
        let shown = |facts: &OperationFacts| format!("{facts:#?}");
        assert_eq!(shown(&read(name)), shown(&rst), "{name}");
    }
}

#[test]
fn pages_that_are_not_understood_are_said() {
    let said = |text: &str| match dialect::read(&Arc::from(PathBuf::from("page.rst")), text) {
        Ok(page) => page.diagnostics,
        Err(diagnostic) => vec![diagnostic],
    };
    let page = |title: &str, function: &str, head: &str| {
        format!(
            ":original_name: vpc.html\n\n{title}\n==========\n\n{function}\n\nURI\n---\n\n\
             GET /v1/{{project_id}}/vpcs\n\nRequest\n-------\n\n\
             ====== ====== ======\n{head}\n====== ====== ======\nlimit  No     Integer\n\
             ====== ====== ======\n"
        )
    };
    let chinese = page("\u{67e5}\u{8be2}VPC", &"\u{529f}\u{80fd}".repeat(30), "Name   Type   Must");
    let german = page("VPCs abfragen", "Fragt VPCs ab.", "Angabe Pflicht Typ");
    let english = page("Querying VPCs", "Queries VPCs.", "Name   Type   Must");
    let ids = |text: &str| -> Vec<&str> { said(text).iter().map(|it| it.rule.id).collect() };
    assert_eq!(ids(&chinese), ["other-language"]);
    assert_eq!(ids(&german), ["table-not-understood"]);
    // A row has its cells in another order than the head.
    assert_eq!(ids(&english), ["type-missing"]);
}
