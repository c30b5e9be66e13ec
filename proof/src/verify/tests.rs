//! The verifier on a service made up for it: a spec that says what the model says has no
//! difference, and each change of the spec has the one that names it.

use std::path::Path;

use doc_bindgen::spec;

use super::quirks::Quirks;
use super::service::compare;
use crate::truth::Service;

const MODEL: &str = include_str!("fixtures/kitchen.json");
const SPEC: &str = include_str!("fixtures/kitchen.yaml");

fn differences(model: &str, yaml: &str) -> Vec<String> {
    let model = Service::parse(model).expect("the model of the test is well formed");
    let spec = spec::read(yaml, Path::new("kitchen.yaml")).expect("the spec of the test is valid");
    let result = compare(&model, &spec, &Quirks::read().expect("the list is well formed"));
    result.differences.facts.into_iter().chain(result.differences.texts).collect()
}

/// The differences once the first `from` of the spec is `to`.
#[track_caller]
fn after(from: &str, to: &str) -> Vec<String> {
    assert!(SPEC.contains(from), "the spec of the test has no {from:?}");
    differences(MODEL, &SPEC.replacen(from, to, 1))
}

#[test]
fn what_the_model_says_is_exact() {
    assert_eq!(differences(MODEL, SPEC), [""; 0]);
}

#[test]
fn each_change_is_found_where_it_is() {
    for (from, to, expected) in [
        ("title: Amazon Kitchen", "title: Kitchen", "title: Kitchen, should be Amazon Kitchen"),
        ("version: \"2020-01-02\"\n", "", "version: nothing, should be 2020-01-02"),
        ("method: cook", "method: bake", "Cook: method bake, should be cook"),
        ("    deprecated: true\n", "", "Cook: deprecated: false"),
        ("    errors: [TooHot]\n", "", "Cook: errors [], should be [\"TooHot\"]"),
        ("delay: 5", "delay: 6", "waiters: "),
        ("limit: maxResults", "limit: nextToken", "ListDishes.pagination: limit"),
        ("        required: true\n", "", "Cook.input.dish: required: false, should be true"),
        (
            "        idempotency_token: true\n",
            "",
            "Cook.input.token: idempotency_token: false, should be true",
        ),
        ("type: stream", "type: blob", "Cook.input.body: is blob, should be stream"),
        ("type: double", "type: float", "Cook.input.dish.weight: is float, should be double"),
        ("type: union", "type: structure", "Cook.input.dish.taste: is a structure, not a union"),
        (
            "type: eventstream",
            "type: structure",
            "Cook.output.events: is a structure, not an event stream",
        ),
        (
            "map<string, document>",
            "map<string, string>",
            "Cook.input.dish.taste.extra{}: is string, should be document",
        ),
        (
            "[FIRST, MAIN]",
            "[MAIN, FIRST]",
            "Cook.input.dish.course: values MAIN|FIRST, should be FIRST|MAIN",
        ),
        ("      weight:\n        type: double\n", "", "Cook.input.dish: members missing: weight"),
        (
            "Its `name`. See [link]",
            "His `name`. See [link]",
            "Cook.input.dish.name: documentation: ",
        ),
        (
            "        documentation: What comes with it.\n",
            "",
            "Cook.input.dish.sides: documentation is missing",
        ),
    ] {
        let found = after(from, to);
        assert!(
            found.iter().any(|line| line.starts_with(expected)),
            "{from:?} as {to:?} should give {expected:?}, gives {found:#?}"
        );
    }
}

#[test]
fn a_mark_that_leads_elsewhere_shows_below_it() {
    let found = after(
        "        type: list<Plate>\n        documentation: What comes with it.",
        "        type: list<Flavour>\n        documentation: What comes with it.",
    );
    assert!(found.contains(&"Cook.input.dish.sides[]: is a union, not a structure".to_string()));
    assert!(
        found.contains(
            &"Cook.input.dish.sides[]: members missing: name, course, sides, taste, weight; and not \
              there: sweet, extra"
                .to_string()
        ),
        "{found:#?}"
    );
}

#[test]
fn a_shape_that_is_split_is_counted() {
    let split = "  Turn:\n    type: enum\n    values: [FIRST, MAIN]\n  Way:\n    type: enum\n    \
                 values: [FIRST, MAIN]\n";
    let yaml = SPEC.replace("  Turn:\n    type: enum\n    values: [FIRST, MAIN]\n", split);
    let found = differences(MODEL, &yaml);
    assert_eq!(found, ["Way: is used nowhere", "shapes: 2 enums, should be 1"]);
}

#[test]
fn a_response_alone_requires_nothing() {
    let yaml = SPEC.replace(
        "      dishes:\n        type: list<Plate>\n",
        "      dishes:\n        type: list<Plate>\n        required: true\n",
    );
    let found = differences(MODEL, &yaml);
    assert_eq!(found, ["ListDishesResponse: is required somewhere, but in no request"]);
}

#[test]
fn what_a_page_leaves_out_need_not_be_in_the_spec() {
    let model = MODEL.replace(
        "\"too_large\":{}",
        "\"too_large\":{\"client/cook\":[\"Request Syntax\",\"Parameters\"],\
         \"client/list_dishes\":[\"Response Structure\"]}",
    );
    assert_ne!(model, MODEL);
    // Nothing tells whether a name is required, but the event's documentation is there.
    let yaml = SPEC.replacen("        required: true\n", "", 2);
    assert_eq!(differences(&model, &yaml), [""; 0]);
}
