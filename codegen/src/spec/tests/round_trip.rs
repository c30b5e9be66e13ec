//! What is written is read back, whatever it holds.

use std::collections::BTreeSet;
use std::path::Path;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::arbitrary::{HOSTILE, spec};
use crate::spec::read::in_test::{through_layout, through_yaml, unvalidated};
use crate::spec::{
    Limits, Member, Provider, Scalar, ServiceId, Shape, ShapeKind, Spec, Type, Wire, write,
};

/// What is typed into a file by mistake.
fn edit() -> impl Strategy<Value = String> {
    prop_oneof![
        "[ \n:#'\"|{}\\[\\]&*!>%@`,?a-c0-9\\\\-]{0,3}",
        select(HOSTILE).prop_map(String::from),
        select(&["\n  ", "\n    ", "\n\n", "\n- ", " # ", "|", "|-\n", ": ", "{}", "[]", "\t"][..])
            .prop_map(String::from),
    ]
}

fn read_back(text: &str) -> Spec {
    match unvalidated(text) {
        Ok(spec) => spec,
        Err(problems) => panic!("{problems:#?}\n{text}"),
    }
}

/// A quarter of the usual number of cases: each is a whole spec. `PROPTEST_CASES` asks for more.
fn config() -> ProptestConfig {
    let usual = ProptestConfig::default();
    ProptestConfig { cases: usual.cases / 4, failure_persistence: None, ..usual }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn what_is_written_is_read_back(spec in spec()) {
        let text = write(&spec);
        let read = read_back(&text);
        prop_assert_eq!(&read, &spec, "{}", text);
        prop_assert_eq!(&write(&read), &text);
        prop_assert_eq!(through_yaml(&text).unwrap(), spec, "{}", text);
    }

    #[test]
    fn the_lines_say_what_yaml_says(
        spec in spec(),
        edits in vec((any::<Index>(), 0..4usize, edit()), 0..4),
    ) {
        let mut text = write(&spec);
        for (index, removed, put_in) in edits {
            let starts: Vec<usize> = text.char_indices().map(|(start, _)| start).collect();
            let at = index.index(starts.len());
            let end = starts.get(at + removed).copied().unwrap_or(text.len());
            text.replace_range(starts[at]..end, &put_in);
        }
        if let Some(read) = through_layout(&text) {
            prop_assert_eq!(read, through_yaml(&text), "{}", text);
        }
    }

    #[test]
    fn no_text_makes_the_reader_panic(text in "(format: 1\n)?[ a-z:\\[\\]{}&*!|>'\"%@`#\\-\n]{0,200}") {
        let _ = unvalidated(&text);
    }
}

#[test]
fn every_hostile_text_stands_in_every_place() {
    for text in HOSTILE {
        let mut member = Member::new(*text, Type::Scalar(Scalar::String));
        member.documentation = Some(text.to_string());
        member.wire.name = Some((*text).into());
        member.limits.pattern = Some((*text).into());
        member.limits.default = Some((*text).into());
        let spec = Spec {
            title: Some(text.to_string()),
            documentation: Some(text.to_string()),
            shapes: vec![
                Shape {
                    name: "A".into(),
                    documentation: Some(text.to_string()),
                    kind: ShapeKind::Structure(vec![member]),
                },
                Shape {
                    name: "B".into(),
                    documentation: None,
                    kind: ShapeKind::Enum(vec![text.to_string(), "x".into()]),
                },
            ],
            ..Spec::new(Provider::Aws, ServiceId::new("x").unwrap())
        };
        let written = write(&spec);
        assert_eq!(read_back(&written), spec, "{written}");
    }
}

/// Every hostile text in every place, beside its bytes in hexadecimal: `scripts/check-yaml-readers`
/// holds other readers of YAML against it.
#[test]
fn the_page_for_other_readers_is_current() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/hostile.yaml");
    let written = write(&hostile_spec());
    if std::env::var_os("UPDATE_FIXTURES").is_some() {
        std::fs::write(&path, &written).unwrap();
    }
    let committed = std::fs::read_to_string(&path).unwrap();
    assert!(committed == written, "run the test again with UPDATE_FIXTURES=1");
}

pub(in crate::spec) fn hostile_spec() -> Spec {
    let hex = |text: &str| text.bytes().fold(String::from("x"), |hex, b| format!("{hex}{b:02x}"));
    let texts: Vec<&str> = HOSTILE.iter().copied().collect::<BTreeSet<_>>().into_iter().collect();
    let string = || Type::Scalar(Scalar::String);
    let values = texts.iter().map(|text| Member {
        documentation: Some(text.to_string()),
        wire: Wire { name: Some((*text).into()), ..Wire::default() }.into(),
        limits: Limits {
            pattern: Some((*text).into()),
            default: Some((*text).into()),
            ..Limits::default()
        }
        .into(),
        ..Member::new(hex(text), string())
    });
    let keys = texts.iter().map(|text| Member {
        limits: Limits { default: Some(hex(text).into()), ..Limits::default() }.into(),
        ..Member::new(*text, string())
    });
    let flow = texts.iter().enumerate().map(|(index, text)| Shape {
        name: format!("Flow{index:03}"),
        documentation: None,
        kind: ShapeKind::Enum(vec![hex(text), text.to_string()]),
    });
    let block =
        ShapeKind::Enum(texts.iter().flat_map(|text| [hex(text), text.to_string()]).collect());
    let shape = |name: &str, kind| Shape { name: name.into(), documentation: None, kind };
    let mut spec = Spec::new(Provider::Aws, ServiceId::new("hostile").unwrap());
    spec.shapes = vec![shape("Block", block)];
    spec.shapes.extend(flow);
    spec.shapes.push(shape("Keys", ShapeKind::Structure(keys.collect())));
    spec.shapes.push(shape("Values", ShapeKind::Structure(values.collect())));
    spec
}
