use super::*;

#[test]
fn numbers_keep_what_they_are() {
    for (number, shown) in [
        (Number::from(0_u64), "0"),
        (Number::from(u64::MAX), "18446744073709551615"),
        (Number::from(i64::MIN), "-9223372036854775808"),
        (Number::from(1.0), "1.0"),
        (Number::from(-0.0), "-0.0"),
        (Number::from(0.1), "0.1"),
        (Number::from(1e300), "1e300"),
        (Number::from(5e-324), "5e-324"),
        (Number::from(f64::NAN), "null"),
        (Number::from(f64::NEG_INFINITY), "null"),
    ] {
        assert_eq!(number.to_string(), shown);
    }
    assert_eq!(Number::from(5_i64), Number::from(5_u64));
    assert_ne!(Number::from(5), Number::from(5.0));
    assert_eq!(Number::from(u64::MAX).as_i64(), None);
    assert_eq!(Number::from(-1).as_u64(), None);
    assert!(Number::from(1.0).is_float());
}

#[test]
fn strings_are_escaped() {
    let document = Document::from("a\"b\\c\n\u{1}é\u{2028}");
    assert_eq!(document.to_string(), "\"a\\\"b\\\\c\\n\\u0001é\u{2028}\"");
}

#[test]
fn made_of_what_there_is() {
    assert_eq!(Document::from(None::<bool>), Document::Null);
    assert_eq!(Document::from_iter([1, 2]).to_string(), "[1,2]");
    assert_eq!(
        Document::from_iter([("b", true), ("a", false)]).to_string(),
        r#"{"a":false,"b":true}"#
    );
}

#[cfg(feature = "serde")]
mod with_serde {
    use proptest::prelude::*;

    use super::*;

    fn any_document() -> impl Strategy<Value = Document> {
        let number = prop_oneof![
            any::<i64>().prop_map(Number::from),
            any::<u64>().prop_map(Number::from),
            proptest::num::f64::NORMAL.prop_map(Number::from),
        ];
        let leaf = prop_oneof![
            Just(Document::Null),
            any::<bool>().prop_map(Document::from),
            number.prop_map(Document::Number),
            ".{0,8}".prop_map(Document::from),
        ];
        leaf.prop_recursive(4, 32, 4, |inner| {
            let array = prop::collection::vec(inner.clone(), 0..4);
            let object = prop::collection::btree_map(".{0,4}", inner, 0..4);
            prop_oneof![array.prop_map(Document::Array), object.prop_map(Document::Object)]
        })
    }

    proptest! {
        #[test]
        fn round_trip(document in any_document()) {
            let json = serde_json::to_string(&document).unwrap();
            prop_assert_eq!(&serde_json::from_str::<Document>(&json).unwrap(), &document);
            // What is shown is the same JSON, if not the same digits.
            let shown = document.to_string();
            prop_assert_eq!(serde_json::from_str::<Document>(&shown).unwrap(), document);
        }
    }

    #[test]
    fn whole_numbers_and_others_stay_apart() {
        let json = r#"[18446744073709551615,-9223372036854775808,1.0,1,-0.0]"#;
        let document: Document = serde_json::from_str(json).unwrap();
        assert_eq!(document.to_string(), json);
        assert_eq!(serde_json::to_string(&document).unwrap(), json);
    }

    #[test]
    fn deep_nesting_is_an_error() {
        let nested = |depth| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        let read = |json: &str| {
            let mut deserializer = serde_json::Deserializer::from_str(json);
            serde_core::Deserialize::deserialize(&mut deserializer).map(|_: Document| ())
        };
        assert!(read(&nested(127)).is_ok());
        assert!(read(&nested(100_000)).is_err());
    }

    #[test]
    fn the_last_of_two_values_is_kept() {
        let document: Document = serde_json::from_str(r#"{"a":1,"a":2}"#).unwrap();
        assert_eq!(document.to_string(), r#"{"a":2}"#);
    }

    #[test]
    fn a_number_alone() {
        assert_eq!(serde_json::from_str::<Number>("-3").unwrap(), Number::from(-3));
        assert!(serde_json::from_str::<Number>("\"3\"").is_err());
    }
}
