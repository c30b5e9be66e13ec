//! Rewriting a spec in an equivalent way tells nothing.

use std::collections::BTreeSet;
use std::path::Path;

use proptest::prelude::*;

use super::tests::spec as parsed;
use super::{EXAMPLE, diff};
use crate::emit::surface::{Owner, Surface};
use crate::spec::{Length, Location, Member, Scalar, ShapeKind, Spec, Type};

/// Chances, from a seed.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end.max(1) as u64) as usize
    }

    fn coin(&mut self) -> bool {
        self.below(2) == 0
    }

    fn shuffle<T>(&mut self, list: &mut [T]) {
        for index in (1..list.len()).rev() {
            list.swap(index, self.below(index + 1));
        }
    }

    /// A number as somebody else would write it.
    fn number(&mut self, text: &str) -> String {
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        let (sign, plain) = match text.strip_prefix('-') {
            Some(plain) => ("-", plain),
            None => ("", text),
        };
        let (whole, fraction) = plain.split_once('.').unwrap_or((plain, "0"));
        if !digits(whole) || !digits(fraction) {
            return text.to_owned();
        }
        match self.below(4) {
            0 => format!("{sign}{whole}.{fraction}0"),
            1 => format!("{sign}0{whole}.{fraction}"),
            2 => format!("{sign}{whole}{fraction}e-{}", fraction.len()),
            _ => format!("{sign}0.{whole}{fraction}E+{}", whole.len()),
        }
    }

    fn case(&mut self, text: &str) -> String {
        let flip =
            |c: char| if self.coin() { c.to_ascii_uppercase() } else { c.to_ascii_lowercase() };
        text.chars().map(flip).collect()
    }
}

/// The same spec, written otherwise.
fn rewritten(spec: &Spec, chance: &mut Chance) -> Spec {
    let mut new = spec.clone();
    labels(&mut new, chance);
    for shape in &mut new.shapes {
        for member in shape.kind.members_mut().into_iter().flatten() {
            self::member(member, chance);
        }
    }
    let mut moved = new.clone();
    reorder(&mut moved, chance);
    // Who comes first keeps a name that two claim, so order may be part of what Rust sees.
    if names(&new) == names(&moved) { moved } else { new }
}

/// What each thing is called in Rust, by what it is called in the spec.
fn names(spec: &Spec) -> BTreeSet<(String, String, String)> {
    let items = Surface::of(spec).items.into_iter();
    let of = |owner: Owner| match owner {
        Owner::Service => String::new(),
        Owner::Shape(id) => spec[id].name.clone(),
        Owner::Part(id, index) => match &spec[id].kind {
            ShapeKind::Enum(values) => format!("{}={}", spec[id].name, values[index]),
            kind => format!("{}.{}", spec[id].name, kind.members()[index].name),
        },
        Owner::Operation(index) => spec.operations[index].name.clone(),
        Owner::Waiter(index) => spec.waiters[index].name.clone(),
    };
    items.map(|item| (of(item.owner), item.role, item.name)).collect()
}

fn member(member: &mut Member, chance: &mut Chance) {
    if matches!(member.wire.location, Some(Location::Header | Location::Headers)) {
        let wire = member.wire.name.as_deref().unwrap_or(&member.name);
        member.wire.name = Some(chance.case(wire).into());
    } else if member.wire.name.is_none() && chance.coin() {
        member.wire.name = Some(member.name.clone().into());
    }
    match &mut member.limits.length {
        Some(Length { min: min @ (None | Some(0)), max: Some(_) }) => {
            *min = chance.coin().then_some(0);
        }
        length @ (None | Some(Length { min: None | Some(0), max: None })) => {
            *length = chance.coin().then_some(Length { min: Some(0), max: None });
        }
        Some(_) => {}
    }
    if let Some(range) = &mut member.limits.range {
        for bound in [&mut range.min, &mut range.max].into_iter().flatten() {
            *bound = chance.number(bound).into();
        }
    }
    if let (Some(default), Type::Scalar(scalar)) = (&mut member.limits.default, &member.ty) {
        match scalar {
            Scalar::Boolean => *default = chance.case(default).into(),
            Scalar::Integer | Scalar::Long | Scalar::Float | Scalar::Double => {
                *default = chance.number(default).into();
            }
            _ => {}
        }
    }
}

/// Labels are called otherwise, and so are the members that fill them.
fn labels(spec: &mut Spec, chance: &mut Chance) {
    for operation in &mut spec.operations {
        let (Some(http), Some(input)) = (&mut operation.http, operation.input) else { continue };
        let shape = &mut spec.shapes[input.0 as usize];
        for member in shape.kind.members_mut().into_iter().flatten() {
            if member.wire.location != Some(Location::Path) || chance.coin() {
                continue;
            }
            let old = member.wire.name.as_deref().unwrap_or(&member.name);
            let new = format!("label{}-{old}", chance.below(9));
            for sign in ["}", "+}"] {
                let (from, to) = (format!("{{{old}{sign}"), format!("{{{new}{sign}"));
                http.path = http.path.replace(&from, &to);
            }
            member.wire.name = Some(new.into());
        }
        if let Some((path, query)) = http.path.split_once('?') {
            let mut words: Vec<&str> = query.split('&').collect();
            chance.shuffle(&mut words);
            http.path = format!("{path}?{}", words.join("&"));
        }
    }
}

/// Order means nothing, but for that of required members.
fn reorder(spec: &mut Spec, chance: &mut Chance) {
    chance.shuffle(&mut spec.operations);
    chance.shuffle(&mut spec.waiters);
    for operation in &mut spec.operations {
        chance.shuffle(&mut operation.errors);
    }
    for shape in &mut spec.shapes {
        if let ShapeKind::Enum(values) = &mut shape.kind {
            chance.shuffle(values);
        } else if let Some(members) = shape.kind.members_mut() {
            let (required, mut others): (Vec<_>, Vec<_>) =
                members.drain(..).partition(|member| member.required);
            chance.shuffle(&mut others);
            let mut required = required.into_iter().peekable();
            let mut others = others.into_iter().peekable();
            while required.peek().is_some() || others.peek().is_some() {
                let first = others.peek().is_none() || required.peek().is_some() && chance.coin();
                members.extend(if first { required.next() } else { others.next() });
            }
        }
    }
}

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
protocol: {name: rest-json}
operations:
  PutThing:
    method: put_thing
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
  PutThingResponse:
    type: structure
    members:
      ETag: {type: string, location: header}
      When: {type: timestamp, location: header, wire: Last-Modified, timestamp_format: http-date}
  Worn: {type: error, members: {}}
";
    parsed(things)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_spec_rewritten_in_an_equivalent_way_tells_nothing(seed in any::<u64>()) {
        for spec in [parsed(EXAMPLE), full()] {
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

#[test]
fn rewriting_does_rewrite() {
    let spec = full();
    let all: BTreeSet<String> =
        (1..20).map(|seed| format!("{:?}", rewritten(&spec, &mut Chance(seed)))).collect();
    assert!(all.len() > 15);
}
