//! What each kind of evidence gives, and how names are given out.

use std::path::Path;

use super::learn::{Learner, every_way, likeliest, shapes_of, way_text};
use super::{choose, words};
use crate::spec::{self, Spec};

fn read(text: &str) -> Spec {
    let head = "format: 1\nprovider: aws\nservice: demo\nclient: Demo\noperations:\n";
    match spec::read(&format!("{head}{text}"), Path::new("demo.yaml")) {
        Ok(spec) => spec,
        Err(problems) => panic!("{problems:?}"),
    }
}

/// The names that a shape of the spec could have, where the others have those they have there.
fn candidates(text: &str, shape: &str) -> Vec<String> {
    let same = |name: &str| Some(name.to_owned());
    let examples = Learner::new(super::weights::TABLE).examples(&read(text), &same, &same);
    let example = examples.into_iter().find(|example| example.shape == shape);
    let candidates = example.map(|example| example.candidates).unwrap_or_default();
    assert!(candidates.iter().all(|candidate| !candidate.features.is_empty()));
    candidates.into_iter().map(|candidate| candidate.name).collect()
}

fn among(candidates: &[String], name: &str) {
    assert!(candidates.iter().any(|other| other == name), "{name} is not in {candidates:?}");
}

const SESSIONS: &str = "  ListSessions:\n    method: list_sessions\n    output: Out\nshapes:\n  \
    Detail:\n    type: structure\n    members:\n      arn: {type: string}\n  Out:\n    type: \
    structure\n    members:\n      items:\n        type: list<X>\n        documentation: A list \
    of the `PortalSession` objects.\n  State: {type: enum, values: [ON, OFF]}\n  X:\n    type: \
    structure\n    documentation: Contains information about a browser session.\n    members:\n      \
    sessionId: {type: string, documentation: The id of the user session.}\n      sessionArn: \
    {type: string, documentation: The name of the user session.}\n      user:\n        type: \
    Detail\n      state: {type: State}\n";

#[test]
fn the_member_in_the_singular_and_the_operations_noun() {
    let found = candidates(SESSIONS, "X");
    among(&found, "Item");
    among(&found, "Session");
    among(&found, "SessionSummary");
    among(&found, "SessionItem");
}

#[test]
fn texts_say_what_a_shape_is() {
    let found = candidates(SESSIONS, "X");
    // What the text on the element is about, what the member's text mentions.
    among(&found, "BrowserSession");
    among(&found, "PortalSession");
    // What the shape's own members are put to.
    among(&found, "UserSession");
}

#[test]
fn the_owner_stands_before_the_member_and_some_endings_behind() {
    let found = candidates(SESSIONS, "Detail");
    among(&found, "User");
    among(&found, "XUser");
    let found = candidates(SESSIONS, "State");
    among(&found, "State");
    among(&found, "XState");
}

#[test]
fn places_that_agree_give_what_they_agree_on() {
    let text = "  GetA:\n    method: get_a\n    output: A\nshapes:\n  A:\n    type: structure\n    \
                members:\n      one: {type: SessionRuleOne}\n      two: {type: SessionRuleTwo}\n  \
                SessionRuleOne:\n    type: structure\n    members:\n      sourceKind: {type: \
                Z}\n  SessionRuleTwo:\n    type: structure\n    members:\n      targetKind: \
                {type: Z}\n  Z: {type: enum, values: [a, b]}\n";
    among(&candidates(text, "Z"), "SessionRuleKind");
}

/// The names that are chosen, with the names in the spec.
fn chosen(text: &str) -> Vec<(String, String)> {
    let spec = read(text);
    let names = choose(&shapes_of(&spec));
    spec.shapes.iter().map(|shape| shape.name.clone()).zip(names).collect()
}

#[test]
fn shapes_that_want_one_name_are_told_apart_by_what_holds_them() {
    let text = "  GetA:\n    method: get_a\n    output: A\nshapes:\n  A:\n    type: structure\n    \
                members:\n      tree: {type: B}\n      house: {type: C}\n  B:\n    type: \
                structure\n    members:\n      height: {type: string}\n      kind: {type: K1}\n  \
                C:\n    type: structure\n    members:\n      width: {type: string}\n      kind: \
                {type: K2}\n  K1: {type: enum, values: [OAK]}\n  K2: {type: enum, values: \
                [HUT]}\n";
    let names = chosen(text);
    let mut seen: Vec<&str> = names.iter().map(|(_, name)| name.as_str()).collect();
    seen.sort_unstable();
    seen.dedup();
    assert_eq!(seen.len(), names.len(), "{names:?}");
    assert!(seen.iter().all(|name| !name.ends_with(|c: char| c.is_ascii_digit())), "{names:?}");
    assert!(seen.contains(&"TreeKind") || seen.contains(&"HouseKind"), "{names:?}");
}

#[test]
fn a_name_is_an_identifier_whatever_members_are_called() {
    let text = "  Get3:\n    method: get_3\n    output: A\nshapes:\n  A:\n    type: structure\n    \
                members:\n      '3d': {type: B}\n      '-': {type: C}\n      option: {type: D}\n  \
                B: {type: enum, values: [a]}\n  C: {type: enum, values: [b]}\n  D: {type: enum, \
                values: [c]}\n";
    for (_, name) in chosen(text) {
        assert!(name.starts_with(|c: char| c.is_ascii_uppercase()), "{name}");
        assert!(name.chars().all(|c| c.is_ascii_alphanumeric()), "{name}");
        assert_ne!(name, "Option");
    }
}

#[test]
fn what_is_far_has_the_way_to_it_as_its_name_before_it_has_a_number() {
    // Every short name is an operation's error already.
    let errors =
        ["Entry", "SendEntry"].map(|name| format!("  {name}: {{type: error, members: {{}}}}\n"));
    let text = format!(
        "  Send:\n    method: send\n    input: A\n    errors: [Entry, SendEntry]\nshapes:\n  A:\n    \
         type: structure\n    members:\n      entries: {{type: list<B>}}\n  B:\n    type: \
         structure\n    members:\n      id: {{type: string}}\n{}{}",
        errors[0], errors[1]
    );
    let names = chosen(&text);
    let name = names.iter().find(|(old, _)| old == "B").map(|(_, name)| name.as_str());
    let name = name.unwrap_or_default();
    assert!(!name.ends_with(|c: char| c.is_ascii_digit()), "{names:?}");
}

#[test]
fn a_hash_of_words_is_that_of_the_name() {
    let mut all = words::Words::default();
    let name = all.split("HTTPRequestIds");
    assert_eq!(all.hash_of(&name), (words::hash("HTTPRequestIds"), 14));
}

#[test]
fn the_likeliest_are_of_the_shapes_below_operations() {
    let names = likeliest(&read(SESSIONS), super::weights::TABLE);
    let names: Vec<(&str, &str)> = names.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    // What is below goes by what is likeliest for its owner.
    assert_eq!(names[1..], [("State", "PortalSessionState"), ("X", "PortalSession")]);
    assert_eq!(names[0].0, "Detail");
}

#[test]
fn every_way_is_tried_with_what_it_makes() {
    let same = |name: &str| Some(name.to_owned());
    let tried = every_way(&read(SESSIONS), &same, &|shape, name| shape == "X" && name == "Session");
    assert_eq!(tried.len(), 3);
    let right: Vec<&Vec<u32>> =
        tried.iter().flatten().filter(|(_, right)| *right).map(|(ways, _)| ways).collect();
    let [ways] = right[..] else { panic!("{right:?}") };
    assert!(ways.iter().all(|way| way_text(*way).starts_with("S ")), "{ways:?}");
    assert!(ways.iter().any(|way| way_text(*way).starts_with("S op ")), "{ways:?}");
}

#[test]
fn a_way_has_a_number() {
    let table = super::weights::TABLE;
    let ways = table.lines().filter_map(|line| line.strip_prefix("try\t"));
    let mut count = 0;
    for way in ways {
        let found = super::weights::way_of(way, 0);
        let text = found.map(|(is_enum, made)| way_text(made.number(is_enum)));
        assert_eq!(text.as_deref(), Some(way));
        count += 1;
    }
    assert!(count > 100);
}
