//! What is written is read back, whatever it holds.

use proptest::prelude::*;

use super::arbitrary::{HOSTILE, spec};
use super::read::parse_unchecked;
use super::{Member, Scalar, Shape, ShapeKind, Spec, Type, write};

fn read_back(text: &str) -> Spec {
    match parse_unchecked(text) {
        Ok(spec) => spec,
        Err(problems) => panic!("{problems:#?}\n{text}"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..Default::default() })]

    #[test]
    fn what_is_written_is_read_back(spec in spec()) {
        let text = write(&spec);
        let read = read_back(&text);
        prop_assert_eq!(&read, &spec, "{}", text);
        prop_assert_eq!(write(&read), text);
    }

    #[test]
    fn no_text_makes_the_reader_panic(text in "(format: 1\n)?[ a-z:\\[\\]{}&*!|>'\"%@`#\\-\n]{0,200}") {
        let _ = parse_unchecked(&text);
    }
}

#[test]
fn every_hostile_text_stands_in_every_place() {
    for text in HOSTILE {
        let mut member = Member::new(*text, Type::Scalar(Scalar::String));
        member.documentation = Some(text.to_string());
        member.wire = Some(text.to_string());
        member.pattern = Some(text.to_string());
        member.default = Some(text.to_string());
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
            ..Spec::new(crate::spec::Provider::Aws, crate::spec::ServiceId::new("x").unwrap())
        };
        let written = write(&spec);
        assert_eq!(read_back(&written), spec, "{written}");
    }
}
