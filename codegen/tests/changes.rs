//! The spec of the version before, with a page of changes applied, is the spec of the version
//! after in all that such a page can state.

use std::collections::BTreeSet;
use std::fs;
use std::num::NonZero;
use std::path::{Path, PathBuf};

use doc_bindgen::pipeline::{self, Options};
use doc_bindgen::spec::{self, Shape, ShapeId, ShapeKind, Spec, Type};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn read(path: &Path) -> Spec {
    spec::read(&fs::read_to_string(path).unwrap(), path).unwrap()
}

fn parse(page: &Path, out: &Path) {
    let options = Options {
        built_in: false,
        jobs: NonZero::<usize>::MIN,
        memory: None,
        service: None,
        allow_removal: &[],
        only: &[],
        progress: &|_| {},
    };
    let report = pipeline::parse(&[page.to_owned()], out, &options).unwrap();
    assert_eq!(report.diagnostics, []);
    assert_eq!(report.services.len(), 1);
}

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("aws")).unwrap();
    folder
}

/// The spec without some operations, and without the shapes that only they need.
fn without(spec: &Spec, operations: &[&str]) -> Spec {
    let mut spec = spec.clone();
    spec.operations.retain(|operation| !operations.contains(&operation.name.as_str()));
    let mut open: Vec<ShapeId> = Vec::new();
    for operation in &spec.operations {
        open.extend(operation.input.into_iter().chain(operation.output));
        open.extend(&operation.errors);
    }
    let mut needed = BTreeSet::new();
    while let Some(id) = open.pop() {
        if needed.insert(id) {
            let members = spec[id].kind.members();
            open.extend(members.iter().flat_map(|member| member.ty.shapes()));
        }
    }
    let places: Vec<ShapeId> = needed.iter().copied().collect();
    let place = |id: ShapeId| ShapeId(places.iter().position(|it| *it == id).unwrap() as u32);
    let mut shapes: Vec<Shape> = needed.iter().map(|id| spec[*id].clone()).collect();
    for shape in &mut shapes {
        let members = match &mut shape.kind {
            ShapeKind::Structure(members)
            | ShapeKind::Union(members)
            | ShapeKind::EventStream(members) => members,
            ShapeKind::Error(error) => &mut error.members,
            ShapeKind::Enum(_) => continue,
        };
        for member in members {
            let ty = std::mem::replace(&mut member.ty, Type::Scalar(spec::Scalar::String));
            member.ty = ty.map_shapes(&mut |id| place(id));
        }
    }
    spec.shapes = shapes;
    for operation in &mut spec.operations {
        let ids = operation.input.iter_mut().chain(&mut operation.output);
        ids.chain(&mut operation.errors).for_each(|id| *id = place(*id));
    }
    spec
}

/// What a page of changes can state of an operation: a line for each position.
fn stated(spec: &Spec, operation: &str) -> BTreeSet<String> {
    let operation = spec.operation(operation).unwrap();
    let mut lines = BTreeSet::new();
    lines.insert(format!("{} {:?}", operation.method, operation.documentation));
    for (side, shape) in [("takes", operation.input), ("returns", operation.output)] {
        let mut open = vec![(side.to_owned(), shape.unwrap())];
        while let Some((path, id)) = open.pop() {
            let shape = &spec[id];
            lines.insert(format!("{path}: {} is a {}", shape.name, shape.kind.as_str()));
            if let ShapeKind::Enum(values) = &shape.kind {
                lines.insert(format!("{path}: {values:?}"));
            }
            for member in shape.kind.members() {
                let path = format!("{path}.{}", member.name);
                let ty = member.ty.display(spec);
                lines
                    .insert(format!("{path}: {ty} {} {:?}", member.required, member.documentation));
                open.extend(member.ty.shapes().map(|id| (path.clone(), *id)));
            }
        }
    }
    lines
}

#[test]
fn new_operations_are_added_to_the_spec_that_stands() {
    let after = read(&root().join("spec/aws/workspaces-web.yaml"));
    let new = ["ExpireSession", "GetSession", "ListSessions"];
    let before = without(&after, &new);
    assert_eq!(before.operations.len() + 3, after.operations.len());
    let out = folder("new_operations");
    let path = out.join("aws/workspaces-web.yaml");
    fs::write(&path, spec::write(&before)).unwrap();
    let page = root().join("tests/fixtures/seeds/002_fa1002d4a79d0f8e.txt");
    parse(&page, &out);
    let made = read(&path);
    let names = |spec: &Spec| -> Vec<String> {
        spec.operations.iter().map(|operation| operation.name.clone()).collect()
    };
    assert_eq!(names(&made), names(&after));
    for operation in new {
        assert_eq!(stated(&made, operation), stated(&after, operation), "{operation}");
    }
    // Nothing else is touched, and nothing changes when it is applied again.
    assert_eq!(without(&made, &new), before);
    let once = fs::read_to_string(&path).unwrap();
    parse(&page, &out);
    assert_eq!(fs::read_to_string(&path).unwrap(), once);
}

#[test]
fn applied_to_nothing_it_makes_a_spec_of_what_it_holds() {
    let out = folder("nothing_stands");
    parse(&root().join("tests/fixtures/seeds/002_fa1002d4a79d0f8e.txt"), &out);
    let made = read(&out.join("aws/workspaces-web.yaml"));
    let after = read(&root().join("spec/aws/workspaces-web.yaml"));
    assert_eq!(made.operations.len(), 3);
    let list = stated(&made, "ListSessions");
    assert!(list.iter().any(|line| line.contains("takes.portalId: string true")));
    assert_eq!(list.len(), stated(&after, "ListSessions").len());
}

/// A page of changes that adds a value to `status`, of a day if there is one.
fn update(day: Option<&str>, values: &[&str]) -> String {
    let heading = day.map(|day| format!("<p>{day} - AWS Shop - 1 updated api methods</p>"));
    let syntax: Vec<String> = values.iter().map(|value| format!("'{value}'")).collect();
    format!(
        "<!DOCTYPE html><a href=\"/archive/service/shop\">AWS Shop</a>{}<details id=\"ListOrders\">\
         <summary><span>ListOrders</span>&nbsp;(updated)</summary><span><em>Changes</em> (request)\
         </span><pre>{{'status': {{'{}'}}}}</pre><p>Lists.</p><p><strong>Request Syntax</strong></p>\
         <pre>client.list_orders(\n    status={}\n)</pre><dl class=\"field-list\"><dt>type status:</dt>\
         <dd><p>string</p></dd><dt>param status:</dt><dd><p>Which.</p></dd><dt>rtype:</dt><dd><p>dict\
         </p></dd><dt>returns:</dt><dd><p><strong>Response Syntax</strong></p><pre>{{}}</pre><p>\
         <strong>Response Structure</strong></p><ul><li><p><em>(dict) --</em></p></li></ul></dd></dl>\
         </details>",
        heading.unwrap_or_default(),
        values.last().unwrap(),
        syntax.join("|"),
    )
}

#[test]
fn pages_are_applied_by_day_whatever_they_are_called() {
    let pages = folder("days_pages");
    // By path the newest comes first, and each page shows only what it adds.
    let texts = [
        ("c.html", update(Some("2024/09/18"), &["A", "B"])),
        ("b.html", update(Some("2024/10/01"), &["A", "C"])),
        ("a.html", update(None, &["A", "D"])),
    ];
    let mut paths: Vec<PathBuf> = Vec::new();
    for (name, text) in &texts {
        paths.push(pages.join(name));
        fs::write(pages.join(name), text).unwrap();
    }
    let mut made = BTreeSet::new();
    for turn in 0..6 {
        let out = folder(&format!("days_{turn}"));
        paths.rotate_left(1);
        if turn == 3 {
            paths.reverse();
        }
        let options = Options {
            built_in: false,
            jobs: NonZero::<usize>::MIN,
            memory: None,
            service: None,
            allow_removal: &[],
            only: &[],
            progress: &|_| {},
        };
        let report = pipeline::parse(&paths, &out, &options).unwrap();
        let rules: Vec<&str> = report.diagnostics.iter().map(|it| it.rule.id).collect();
        assert_eq!(rules, ["change-unannounced", "undated-change"]);
        assert!(report.diagnostics[1].place.path.ends_with("a.html"));
        made.insert(fs::read_to_string(out.join("aws/shop.yaml")).unwrap());
    }
    assert_eq!(made.len(), 1, "{made:#?}");
    let values = "values: [A, B, C, D]";
    assert!(made.iter().all(|spec| spec.contains(values)), "{made:#?}");
}

#[test]
fn a_pasted_page_is_of_the_service_that_has_its_title() {
    let seed = root().join("tests/fixtures/seeds/002_fa1002d4a79d0f8e.txt");
    let text = fs::read_to_string(seed).unwrap();
    let pages = folder("titles_pages");
    let path = pages.join("page.txt");
    let run = |title: &str, service: Option<&str>| {
        let out = folder("titles");
        fs::write(&path, text.replace("Amazon WorkSpaces Web", title)).unwrap();
        let service = service.map(|id| spec::ServiceId::new(id).unwrap());
        let service = service.as_ref();
        let options = Options {
            built_in: false,
            jobs: NonZero::<usize>::MIN,
            memory: None,
            service,
            allow_removal: &[],
            only: &[],
            progress: &|_| {},
        };
        let report = pipeline::parse(std::slice::from_ref(&path), &out, &options).unwrap();
        let services = report.services.iter().map(|it| it.path.file_stem().unwrap().to_owned());
        let services: Vec<String> = services.map(|it| it.into_string().unwrap()).collect();
        let rules: Vec<&str> = report.diagnostics.iter().map(|it| it.rule.id).collect();
        (services.join(" "), rules.join(" "))
    };
    let made = |service: &str, said: &str| (service.to_owned(), said.to_owned());
    assert_eq!(run("AWS Cost Explorer Service", None), made("ce", ""));
    assert_eq!(run("Elastic Load Balancing", None), made("", "title-of-several"));
    assert_eq!(run("Elastic Load Balancing", Some("elbv2")), made("elbv2", ""));
    assert_eq!(run("Amazon Time Travel", None), made("time-travel", "guessed-service"));
    assert_eq!(run("Amazon Time Travel", Some("travel")), made("travel", ""));
}
