//! Every key that may be left out has its rules for "stated now" and "not stated any more".

use std::collections::BTreeSet;

use super::diff;
use super::rule::Verdict;
use super::tests::spec as parsed;
use crate::spec::{SchemaOf, schema};

/// What becomes of each key.
const KEYS: &str = include_str!("stated.txt");

const THINGS: &str = "\
format: 1
provider: aws
service: things
<service>
protocol: {<protocol>}
operations:
  Look:
    method: look
    input: LookRequest
    output: LookResponse
    errors: [Lost]
    <operation>
waiters:
  There: {operation: Look, delay: 1, max_attempts: 2<waiter>}
shapes:
  LookRequest:
    type: structure
    members:
      Limit: {type: integer}
      Most: {type: integer}
      Other: {type: string}
      Thing: {type: '<type>'<member>}
      Token: {type: string}
  LookResponse:
    type: structure
    members:
      All: {type: list<string>}
      Full: {type: boolean}
      More: {type: boolean}
      Next: {type: string}
      Others: {type: list<string>}
      Told: {type: Told}
  Lost: {type: error<error>, members: {}}
  Told: {type: structure<shape>, members: {}}
";

/// What becomes of a key that is stated in one version and not in the other.
enum Key {
    Always,
    Own(String, String),
    Fact(Box<Fact>),
}

/// A fact that pages may leave out.
struct Fact {
    /// Where it goes in [`THINGS`], and the type that the member has there.
    slot: String,
    ty: String,
    /// Without it, with it, and with something else, if there is something else.
    texts: Vec<String>,
}

/// Every key of the table: of what it is, its name, what becomes of it.
fn keys() -> Vec<(String, String, Key)> {
    let mut keys: Vec<(String, String, Key)> = Vec::new();
    for line in KEYS.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        if let Some(text) = line.strip_prefix("    ") {
            let Some((.., Key::Fact(fact))) = keys.last_mut() else { panic!("{line}") };
            fact.texts.push(if text == "-" { "" } else { text }.replace("\\n", "\n"));
            continue;
        }
        let (name, what) = line.split_once(' ').unwrap();
        let (of, key) = name.split_once('.').unwrap();
        let words: Vec<&str> = what.splitn(4, ' ').collect();
        let key_is = match words[..] {
            ["always"] => Key::Always,
            ["own", there, back] => Key::Own(there.into(), back.into()),
            ["fact", slot, "of", ty] => {
                let (slot, ty, texts) = (slot.into(), ty.into(), Vec::new());
                Key::Fact(Box::new(Fact { slot, ty, texts }))
            }
            _ => panic!("{line}"),
        };
        keys.push((of.to_owned(), key.to_owned(), key_is));
    }
    keys
}

#[test]
fn every_key_of_the_schema_is_thought_of() {
    let schema: serde_json::Value = serde_json::from_str(&schema(SchemaOf::Spec)).unwrap();
    let named = |of: &str, schema: &serde_json::Value| -> Vec<(String, String)> {
        let properties = schema["properties"].as_object();
        let keys = properties.into_iter().flat_map(|it| it.keys());
        keys.map(|key| (of.to_owned(), key.clone())).collect()
    };
    let mut all = named("", &schema);
    for (of, schema) in schema["$defs"].as_object().unwrap() {
        all.extend(named(of, schema));
    }
    let all: BTreeSet<_> = all.into_iter().collect();
    let here: BTreeSet<_> = keys().into_iter().map(|(of, key, _)| (of, key)).collect();
    assert_eq!(here, all);
}

fn things(slot: &str, ty: &str, text: &str) -> String {
    let slots = ["service", "protocol", "operation", "waiter", "error", "shape", "member"];
    slots.iter().fold(THINGS.replace("<type>", ty), |out, it| {
        out.replace(&format!("<{it}>"), if *it == slot { text } else { "" })
    })
}

#[test]
fn stated_now_and_not_any_more_are_no_changes() {
    for (of, key, what) in keys() {
        let Key::Fact(fact) = what else { continue };
        let made = |text: &String| parsed(&things(&fact.slot, &fact.ty, text));
        let (without, with) = (made(&fact.texts[0]), made(&fact.texts[1]));
        let [forth, back] = [diff(&without, &with), diff(&with, &without)];
        let ids = |changes: &[super::Change]| -> Vec<&'static str> {
            changes.iter().map(|change| change.rule.id).collect()
        };
        let (now, not) = (ids(&forth), ids(&back));
        assert!(now.len() == 1 && not.len() == 1, "{of} {key}: {now:?} {not:?}");
        let base = now[0].strip_suffix("-stated").unwrap_or_else(|| panic!("{key}: {now:?}"));
        assert_eq!(not, [format!("{base}-no-longer-stated")], "{of} {key}");
        for change in forth.iter().chain(&back) {
            assert_eq!(change.wire, Verdict::Safe, "{of} {key}: {}", change.sentence());
            // Code that used what followed from it may break all the same.
            let is_pages = of == "pagination" && change.rule.id.contains("no-longer");
            assert!(is_pages || change.rust == Verdict::Safe, "{key}: {}", change.sentence());
            assert!(!change.sentence().contains("nothing"), "{key}: {}", change.sentence());
        }
        if let Some(other) = fact.texts.get(2) {
            let other = diff(&with, &made(other));
            let changed = ids(&other);
            assert!(changed.len() == 1, "{of} {key}: {changed:?}");
            assert!(!changed[0].ends_with("-stated"), "{of} {key}: {changed:?}");
        }
    }
}

#[test]
fn keys_whose_absence_says_something_have_rules_of_their_own() {
    for (of, key, what) in keys() {
        let Key::Own(there, back) = what else { continue };
        let known = |id: &str| super::RULES.iter().any(|rule| rule.id == id);
        assert!(known(&there) && known(&back), "{of} {key}");
    }
}

#[test]
fn a_key_that_changed_is_told_beside_one_that_is_stated_now() {
    let of = |member: &str| parsed(&things("member", "list<string>", member));
    let told = |old: &str, new: &str| -> Vec<String> {
        diff(&of(old), &of(new)).iter().map(super::Change::sentence).collect()
    };
    assert_eq!(
        told(", element: {wire: a}", ", element: {wire: b}, flattened: true"),
        [
            "how `LookRequest.Thing` is written was `element.wire: a` and is `element.wire: b`",
            "how `LookRequest.Thing` is written is stated now: `flattened: true`",
        ]
    );
    let of = |member: &str| parsed(&things("member", "string", member));
    let told: Vec<String> = diff(&of(", length: {max: 9}"), &of(", length: {min: 1, max: 8}"))
        .iter()
        .map(super::Change::sentence)
        .collect();
    assert_eq!(
        told,
        [
            "`LookRequest.Thing` may hold less: `length at most 9` before, `length 1 to 8` now",
            "it is stated now what `LookRequest.Thing` holds: `length at least 1`",
        ]
    );
}
