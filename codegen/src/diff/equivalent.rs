//! Rewriting a spec in an equivalent way tells nothing.

use std::collections::BTreeSet;
use std::path::Path;

use proptest::prelude::*;

use super::rewritten::{Chance, rewritten};
use super::tests::spec as parsed;
use super::{EXAMPLE, diff};
use crate::spec::{Shape, ShapeKind, Spec};

fn told(old: &Spec, new: &Spec) -> Vec<String> {
    let changes = diff(old, new);
    changes.iter().map(|change| format!("{}: {}", change.rule.id, change.sentence())).collect()
}

fn nothing_is_told(spec: &Spec, seed: u64) {
    let new = rewritten(spec, &mut Chance(seed | 1));
    assert_eq!(told(spec, &new), [""; 0], "{} with {seed}", spec.service);
    assert_eq!(told(&new, spec), [""; 0], "{} with {seed}, back", spec.service);
}

/// A spec with every fact that can be written in more than one way.
fn full() -> Spec {
    let things = "\
format: 1
provider: aws
service: things
documentation: |-
  Keeps things, and gives them back to whom asks for them.

  - A thing is kept as long as it is there,
    whoever put it there.
protocol:
  name: rest-json
  endpoints: [{places: [aws-cn, eu-west-1], host: things.test}]
operations:
  PutThing:
    method: put_thing
    documentation: Puts a thing where things are kept, under a key that whoever puts it gives.
    input: PutThingRequest
    output: PutThingResponse
    errors: [Lost, Worn]
    http: {method: PUT, path: \"/things/{Bucket}/{Key+}?acl&version=2\"}
  GetThing: {method: get_thing, errors: [Worn, Lost]}
waiters:
  There: {operation: GetThing, delay: 1, max_attempts: 2}
  Gone: {operation: GetThing, delay: 1, max_attempts: 2}
shapes:
  Colour: {type: enum, values: [red, green, blue]}
  Lost: {type: error, status: 404, members: {}}
  PutThingRequest:
    type: structure
    members:
      Bucket: {type: string, required: true, location: path, length: {min: 1}}
      Key: {type: string, required: true, location: path}
      Tag: {type: string, location: header, wire: X-Thing-Tag, length: {min: 0, max: 8}}
      Meta: {type: 'map<string, string>', location: headers, wire: X-Thing-Meta-}
      Filter: {type: string, location: query, wire: filter, default: '0'}
      Size: {type: double, range: {min: \"-1.5\", max: \"100\"}, default: \"10\"}
      Count: {type: integer, required: true, range: {min: \"0\"}, default: \"25\"}
      Force: {type: boolean, default: \"true\"}
      Colours: {type: list<Colour>, length: {max: 3}}
      Times: {type: list<timestamp>, timestamp_format: date-time}
      Since: {type: timestamp, documentation: When the thing came to be kept where it is.}
      until: {type: timestamp, location: query}
  PutThingResponse:
    type: structure
    members:
      ETag: {type: string, location: header}
      When: {type: timestamp, location: header, wire: Last-Modified, timestamp_format: http-date}
  Worn: {type: error, members: {}}
  WornOutException: {type: error, members: {}}
";
    parsed(things)
}

/// The same in a protocol in which what is in a list has a name.
fn named() -> Spec {
    let text = "\
format: 1
provider: aws
service: named
protocol: {name: query, auth: [sigv4]}
operations:
  Put: {method: put, input: PutRequest, auth: [sigv4]}
shapes:
  PutRequest:
    type: structure
    members:
      list: {type: list<string>}
      Named: {type: list<string>, element: {wire: item}}
      When: {type: timestamp}
";
    parsed(text)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_spec_rewritten_in_an_equivalent_way_tells_nothing(seed in any::<u64>()) {
        for spec in [parsed(EXAMPLE), full(), named()] {
            nothing_is_told(&spec, seed);
        }
    }
}

#[test]
fn committed_specs_rewritten_in_an_equivalent_way_tell_nothing() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec/aws");
    // The package on crates.io has no specs beside it.
    for name in ["mpa", "sqs"] {
        let path = folder.join(format!("{name}.yaml"));
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        let spec = crate::spec::read(&text, &path).unwrap();
        nothing_is_told(&spec, 1 << 20);
    }
}

/// Every spec of a folder that `REWRITTEN_OF` names: `REWRITTEN_OF=target/spec cargo test -p doc-bindgen
/// rewritten -- --ignored`.
#[test]
#[ignore = "takes specs of a whole corpus"]
fn specs_of_a_corpus_rewritten_in_an_equivalent_way_tell_nothing() {
    let folder = std::env::var_os("REWRITTEN_OF").expect("REWRITTEN_OF names a folder of specs");
    // A test runs in the folder of its package, and a path is meant from the top of the project.
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(folder);
    let entries = std::fs::read_dir(folder.join("aws")).unwrap();
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|it| it == "yaml"));
    paths.sort();
    assert!(!paths.is_empty());
    for (seed, path) in (1 << 20..).zip(&paths) {
        let text = std::fs::read_to_string(path).unwrap();
        nothing_is_told(&crate::spec::read(&text, path).unwrap(), seed);
    }
    println!("{} services, written otherwise: nothing is told", paths.len());
}

#[test]
fn rewriting_does_rewrite() {
    let spec = full();
    let all: BTreeSet<String> =
        (1..20).map(|seed| format!("{:?}", rewritten(&spec, &mut Chance(seed)))).collect();
    assert!(all.len() > 15);
}

/// A way to write the same, and whether a spec is written so.
type Way<'a> = (&'a str, &'a dyn Fn(&Spec) -> bool);

/// Each kind of rewriting, by itself, that tells nothing in either direction: so that none is only
/// seldom tried.
#[test]
fn every_way_to_write_the_same_is_tried() {
    let spec = full();
    let seen = |what: &dyn Fn(&Spec) -> bool| {
        (1..60).any(|seed| what(&rewritten(&spec, &mut Chance(seed * 7919))))
    };
    let member = |spec: &Spec, name: &str| {
        let of = |shape: &Shape| shape.kind.members().iter().find(|it| it.name == name).cloned();
        spec.shapes.iter().find_map(of).unwrap()
    };
    let wire = |spec: &Spec, name: &str| {
        member(spec, name).wire.name.as_deref().unwrap_or(name).to_owned()
    };
    let default = |spec: &Spec, name: &str| {
        member(spec, name).limits.default.as_deref().unwrap_or_default().to_owned()
    };
    let lower = |name: &str| name != "X-Thing-Tag" && name.eq_ignore_ascii_case("x-thing-tag");
    let ways: [Way<'_>; 16] = [
        ("a header's case", &|it| lower(&wire(it, "Tag"))),
        ("the case of what headers begin with", &|spec| {
            let it = wire(spec, "Meta");
            it != "X-Thing-Meta-"
        }),
        ("a header's case in a response", &|spec| {
            let it = wire(spec, "ETag");
            it != "ETag"
        }),
        ("a label with its member", &|spec| {
            let it = wire(spec, "Bucket");
            it.starts_with("label")
        }),
        ("a greedy label", &|spec| {
            spec.operations
                .iter()
                .any(|it| it.http.as_ref().is_some_and(|http| http.path.contains("-Key+}")))
        }),
        ("a query's order", &|spec| {
            spec.operations.iter().any(|it| {
                it.http.as_ref().is_some_and(|http| http.path.ends_with("?version=2&acl"))
            })
        }),
        ("no least length", &|spec| member(spec, "Tag").limits.length.unwrap().min.is_none()),
        ("a number with an exponent", &|spec| {
            let it = default(spec, "Size");
            it.contains(['e', 'E'])
        }),
        ("a number with a fraction", &|spec| {
            let it = default(spec, "Count");
            it.contains('.')
        }),
        ("a flag's case", &|spec| {
            let it = default(spec, "Force");
            it != "true"
        }),
        ("a rule for names", &|spec| spec.protocol.as_ref().unwrap().wire_case.is_some()),
        ("a name that the rule gives", &|spec| {
            let has_rule = spec.protocol.as_ref().unwrap().wire_case.is_some();
            has_rule && member(spec, "until").wire.name.is_none()
        }),
        ("how a timestamp is written", &|spec| {
            member(spec, "Since").wire.timestamp_format.is_some()
        }),
        ("what is said of a list", &|spec| member(spec, "Times").wire.element.is_some()),
        ("where lines end", &|spec| {
            member(spec, "Since").documentation.is_some_and(|it| it.contains('\n'))
        }),
        ("an error's code", &|spec| {
            spec.shapes.iter().any(|it| match &it.kind {
                ShapeKind::Error(error) => error.facts.code.as_deref() == Some("WornOut"),
                _ => false,
            })
        }),
    ];
    for (what, is) in ways {
        assert!(!is(&spec) && seen(is), "{what}");
    }
}
