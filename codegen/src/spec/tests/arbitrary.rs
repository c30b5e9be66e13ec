//! Arbitrary specs, with texts that are hard on YAML.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

use crate::spec::keys::Keys;
use crate::spec::{
    Acceptor, Error, Failing, Http, Limits, Member, Operation, Pagination, Protocol, Provider,
    Scalar, Sending, ServiceId, Shape, ShapeId, ShapeKind, Spec, Type, Waiter, Wire,
};

/// Texts that some reader of YAML takes for something else than text, or stumbles over.
pub(super) const HOSTILE: &[&str] = &[
    "",
    " ",
    "  ",
    "~",
    "null",
    "Null",
    "NULL",
    "y",
    "Y",
    "n",
    "N",
    "yes",
    "No",
    "on",
    "OFF",
    "true",
    "False",
    "=",
    "<<",
    "2020-07-08",
    "2001-12-14t21:59:43.10-05:00",
    "1:30",
    "190:20:30",
    "0x1F",
    "0o14",
    "014",
    "1_000",
    "0b1",
    "1e3",
    "+1",
    "-1",
    "-",
    "--",
    "---",
    "...",
    ".",
    ".inf",
    "-.INF",
    ".nan",
    "NaN",
    "Infinity",
    "?",
    "? a",
    ":",
    ": a",
    "a:",
    "a: b",
    "a :b",
    "#",
    " #",
    "a #b",
    "a#b",
    "- a",
    "-a",
    "[",
    "]",
    "{",
    "}",
    "a]",
    "{a}",
    ",",
    "a, b",
    "&a",
    "*a",
    "!a",
    "!!str a",
    "|",
    ">",
    "'",
    "\"",
    "'a'",
    "\"a\"",
    "it's",
    "say \"x\"",
    "a'b\"c\\d",
    "\\",
    "\\n",
    "%",
    "%YAML",
    "@",
    "`",
    "`a`",
    "a\tb",
    "\ta",
    "a\t",
    " a",
    "a ",
    "a\n",
    "\na",
    "a\nb",
    "a\n\nb",
    "a\n  b",
    "  a\nb",
    "\n",
    "\n\n",
    "a\n ",
    " \na",
    "a\n \nb",
    "a\n\t\nb",
    "a\r\nb",
    "\r",
    "a\u{0}b",
    "\u{1b}",
    "\u{7f}",
    "\u{85}",
    "a\u{85}b",
    "\u{a0}",
    "a\u{2028}b",
    "a\u{2029}b",
    "\u{feff}",
    "\u{feff}a",
    "a\u{feff}",
    "\u{fffe}",
    "\u{ffff}",
    "\u{e000}",
    "ä",
    "日本語",
    "日本: 語",
    "a\u{1f600}b",
    "\u{200b}",
    "\u{3000}",
    "a\u{3000}",
    "# heading\n\ntext",
    "- a\n- b",
    "```\n  x: y\n```",
    "    indented\ncode",
    "\tcode\n\ttab",
    "a  \nb",
    "key: |-\n  text",
    "x\n---\ny",
    "x\n...\ny",
    "document",
    "string",
    "list<string>",
    "0",
    "0.5",
    "-0",
    "007",
    "9223372036854775807",
];

/// Texts of every sort.
pub(in crate::spec) fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => proptest::sample::select(HOSTILE).prop_map(String::from),
        3 => vec(proptest::sample::select(HOSTILE), 1..4).prop_map(|parts| parts.concat()),
        2 => vec(any::<char>(), 0..12).prop_map(|characters| characters.into_iter().collect()),
        2 => "[ a:#'\"\\\\\n\t-]{0,40}",
        1 => "[a-z ]{80,160}",
        1 => "[a-z]{990,1030}",
    ]
}

fn shape_name() -> impl Strategy<Value = String> {
    prop_oneof![
        "[A-Z][A-Za-z0-9_.$-]{0,8}",
        proptest::sample::select(
            &["no", "Y", "NULL", "true", "_1", "On", "String", "Ä", "nan"][..]
        )
        .prop_map(String::from),
    ]
}

fn ty(shapes: u32) -> impl Strategy<Value = Type> {
    let scalar = proptest::sample::select(&Scalar::ALL[..]).prop_map(Type::Scalar);
    let leaf = prop_oneof![scalar, (0..shapes).prop_map(|id| Type::Shape(ShapeId(id)))];
    leaf.prop_recursive(4, 8, 2, |inner| {
        prop_oneof![
            inner.clone().prop_map(|entry| Type::List(Box::new(entry))),
            (inner.clone(), inner).prop_map(|(k, v)| Type::Map(Box::new(k), Box::new(v))),
        ]
    })
}

fn member(shapes: u32) -> impl Strategy<Value = Member> {
    let first = (text(), ty(shapes), any::<bool>(), any::<bool>(), option::of(text()));
    (first, Wire::any(2), Limits::any(2)).prop_map(|(first, wire, limits)| {
        let (name, ty, required, idempotency_token, documentation) = first;
        Member {
            name,
            ty,
            required,
            idempotency_token,
            documentation,
            wire: wire.into(),
            limits: limits.into(),
        }
    })
}

fn members(shapes: u32) -> impl Strategy<Value = Vec<Member>> {
    vec(member(shapes), 0..4)
}

fn kind(shapes: u32) -> impl Strategy<Value = ShapeKind> {
    prop_oneof![
        members(shapes).prop_map(ShapeKind::Structure),
        members(shapes).prop_map(ShapeKind::Union),
        members(shapes).prop_map(ShapeKind::EventStream),
        (option::of(any::<u16>()), Failing::any(1), members(shapes)).prop_map(
            |(status, facts, members)| {
                ShapeKind::Error(Error { status, facts: facts.into(), members })
            }
        ),
        vec(text(), 0..12).prop_map(ShapeKind::Enum),
    ]
}

fn operation(shapes: u32) -> impl Strategy<Value = Operation> {
    let http = (text(), text(), option::of(any::<u16>())).prop_map(|(method, path, status)| Http {
        method,
        path,
        status,
    });
    let id = move || option::of((0..shapes).prop_map(ShapeId));
    (
        (text(), text(), option::of(text()), any::<bool>()),
        (id(), id(), vec((0..shapes).prop_map(ShapeId), 0..9)),
        (option::of(http), Sending::any(1)),
        option::of(Pagination::any(1)),
    )
        .prop_map(|(first, (input, output, errors), (http, sending), pagination)| {
            let (name, method, documentation, deprecated) = first;
            Operation {
                name,
                method,
                documentation,
                deprecated,
                input,
                output,
                errors,
                http,
                sending: sending.into(),
                pagination,
            }
        })
}

fn waiter() -> impl Strategy<Value = Waiter> {
    let acceptors = vec(Acceptor::any(1), 0..3);
    (text(), text(), any::<u32>(), any::<u32>(), acceptors).prop_map(
        |(name, operation, delay, max_attempts, acceptors)| Waiter {
            name,
            operation,
            delay,
            max_attempts,
            acceptors,
        },
    )
}

/// Specs that can be written and read, whatever else is wrong with them.
pub(super) fn spec() -> impl Strategy<Value = Spec> {
    let names = proptest::collection::btree_set(shape_name(), 1..5);
    names.prop_flat_map(|names| {
        let count = names.len() as u32;
        let shapes: Vec<_> = names
            .into_iter()
            .map(|name| {
                (option::of(text()), kind(count)).prop_map(move |(documentation, kind)| Shape {
                    name: name.clone(),
                    documentation,
                    kind,
                })
            })
            .collect();
        (
            ("[a-z0-9]{1,4}(-[a-z0-9]{1,4}){0,2}", any::<bool>()),
            (option::of(text()), option::of(text()), option::of(text()), option::of(text())),
            option::of(Protocol::any(2)),
            vec(operation(count), 0..4),
            vec(waiter(), 0..2),
            shapes,
        )
            .prop_map(|((service, aws), texts, protocol, operations, waiters, shapes)| {
                let (title, client, version, documentation) = texts;
                Spec {
                    provider: if aws { Provider::Aws } else { Provider::Huaweicloud },
                    service: ServiceId::new(&service).unwrap(),
                    title,
                    client,
                    version,
                    documentation,
                    protocol,
                    operations,
                    waiters,
                    shapes,
                }
            })
    })
}
