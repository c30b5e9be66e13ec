//! The five documents that the project was given first, each alone and all together, as given.

use std::fs;
use std::path::PathBuf;

use crate::{Folder, fixture, members, read};

const SEEDS: [(&str, &str, &str); 5] = [
    ("000_dcda5440727a558e.txt", "aws/workspaces-web.yaml", "ListSessions"),
    ("001_c704c4dbe90bb561.txt", "aws/mpa.yaml", "ListSessions"),
    ("002_fa1002d4a79d0f8e.txt", "aws/workspaces-web.yaml", "ListSessions"),
    ("003_34124dd0fc005b81.txt", "aws/mpa.yaml", "ListSessions"),
    ("004_9508a13be45ad496.txt", "huaweicloud/workspace.yaml", "ListSessions"),
];

fn seed(name: &str) -> PathBuf {
    fixture("seeds").join(name)
}

#[test]
fn each_is_a_spec_by_itself() {
    for (name, spec, operation) in SEEDS {
        let folder = Folder::new();
        let out = folder.path("spec");
        let ran = folder.run(&[&"parse", &seed(name), &"--out", &out]);
        // The page of a paginator does not tell which members are the tokens, which is said.
        ran.ends(i32::from(name.starts_with("003")));
        assert_eq!(folder.files("spec"), [format!("spec/{spec}")], "{name}");
        assert!(read(&out.join(spec)).operation(operation).is_some(), "{name}");
    }
}

#[test]
fn all_together_are_three_services() {
    let folder = Folder::new();
    let out = folder.path("spec");
    folder.run(&[&"parse", &fixture("seeds"), &"--out", &out]).ends(0);
    let expected = ["spec/aws/mpa.yaml", "spec/aws/workspaces-web.yaml"];
    assert_eq!(folder.files("spec")[..2], expected);
    assert_eq!(folder.files("spec")[2..], ["spec/huaweicloud/workspace.yaml"]);
    let mpa = read(&out.join("aws/mpa.yaml"));
    assert!(mpa.operation("ListSessions").unwrap().pagination.is_some());
    assert_eq!(read(&out.join("aws/workspaces-web.yaml")).operations.len(), 3);
}

#[test]
fn the_page_of_a_paginator_alone_says_what_it_knows_and_what_not() {
    let folder = Folder::new();
    let out = folder.path("spec");
    let paginator = seed("003_34124dd0fc005b81.txt");
    folder
        .run(&[&"parse", &paginator, &"--out", &out])
        .ends(1)
        .says("no page describes ListSessions, which this one pages");
    // The class of its client is that of one service.
    assert_eq!(folder.files("spec"), ["spec/aws/mpa.yaml"]);
    let spec = read(&out.join("aws/mpa.yaml"));
    let operation = spec.operation("ListSessions").unwrap();
    assert_eq!((&*operation.method, &operation.pagination), ("list_sessions", &None));
    assert_eq!(members(&spec, "ListSessionsRequest").len(), 2);
}

#[test]
fn a_client_of_no_known_class_is_guessed_and_said() {
    let folder = Folder::new();
    let out = folder.path("spec");
    let page = fs::read_to_string(seed("003_34124dd0fc005b81.txt")).unwrap();
    let page = folder.write("page.txt", page.replace("MultipartyApproval", "TimeTravel"));
    folder
        .run(&[&"parse", &page, &"--out", &out])
        .ends(1)
        .says("the id of TimeTravel is not told; it is taken for `timetravel`")
        .says("--service ID");
    assert_eq!(folder.files("spec"), ["spec/aws/timetravel.yaml"]);
    let other = folder.path("other");
    folder.run(&[&"parse", &page, &"--out", &other, &"--service", &"travel"]).ends(1);
    assert_eq!(folder.files("other"), ["other/aws/travel.yaml"]);
}

#[test]
fn the_page_of_a_paginator_pages_what_stands() {
    let folder = Folder::new();
    let out = folder.path("spec");
    let operation = seed("001_c704c4dbe90bb561.txt");
    let paginator = seed("003_34124dd0fc005b81.txt");
    folder.run(&[&"parse", &operation, &"--out", &out]).ends(0);
    // The class of the client tells which of the specs that stand is meant.
    folder.run(&[&"parse", &paginator, &"--out", &out]).ends(0);
    assert_eq!(folder.files("spec"), ["spec/aws/mpa.yaml"]);
    let one_by_one = fs::read_to_string(out.join("aws/mpa.yaml")).unwrap();
    let both = folder.path("both");
    folder.run(&[&"parse", &operation, &paginator, &"--out", &both]).ends(0);
    assert_eq!(one_by_one, fs::read_to_string(both.join("aws/mpa.yaml")).unwrap());
}

#[test]
fn one_name_is_not_given_to_several_services() {
    let folder = Folder::new();
    let out = folder.path("spec");
    let page = fs::read_to_string(seed("003_34124dd0fc005b81.txt")).unwrap();
    let other = folder.write("other.txt", page.replace("MultipartyApproval", "Other"));
    let first = seed("003_34124dd0fc005b81.txt");
    folder.run(&[&"parse", &first, &other, &"--out", &out, &"--service", &"mpa"]).ends(1);
    let expected = ["spec/aws/mpa.yaml", "spec/aws/other.yaml"];
    assert_eq!(folder.files("spec"), expected);
}

#[test]
fn overlays_on_the_rest_of_a_service_are_no_error() {
    let folder = Folder::new();
    let out = folder.path("spec");
    folder.write(
        "spec/overlays/x.yaml",
        "format: 1\nprovider: aws\nservice: workspaces-web\nreason: No page shows it.\noperations:\n  \
         GetPortal: {http: {method: GET, path: \"/portals\"}}\n",
    );
    let seed = seed("000_dcda5440727a558e.txt");
    folder.run(&[&"parse", &seed, &"--out", &out]).ends(0);
    assert!(out.join("aws/workspaces-web.yaml").exists());
}
