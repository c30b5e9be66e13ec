use super::Expression;
use crate::Document;
use crate::dynamic::{Dynamic, Kind};
use crate::value::{Slot, Value};

/// A document as a value, from JSON without numbers of other kinds.
fn value(document: Document) -> Dynamic {
    let mut value = Dynamic::of(Kind::Document);
    if let Slot::Document(slot) = value.slot() {
        *slot = document;
    }
    value
}

fn object<const N: usize>(entries: [(&str, Document); N]) -> Document {
    Document::from_iter(entries)
}

fn list<const N: usize>(items: [Document; N]) -> Document {
    Document::Array(items.into())
}

/// `{"a": {"b": [{"c": "x", "n": 1}, {"c": "y", "n": 2}, {"n": 3}]}, "l": [[1, 2], [3], 4], "t": "text",
/// "none": null, "empty": []}`
fn sample() -> Dynamic {
    let of = |c: &str, n: i64| object([("c", c.into()), ("n", n.into())]);
    value(object([
        ("a", object([("b", list([of("x", 1), of("y", 2), object([("n", 3.into())])]))])),
        ("l", list([list([1.into(), 2.into()]), list([3.into()]), 4.into()])),
        ("t", "text".into()),
        ("none", Document::Null),
        ("empty", list([])),
    ]))
}

#[test]
fn paths_find_what_jmespath_says() {
    let sample = sample();
    for (path, expected) in [
        ("t", "\"text\""),
        ("\"t\"", "\"text\""),
        ("none", "null"),
        ("no.such", "null"),
        ("a.b[0].c", "\"x\""),
        ("a.b[-1].n", "3"),
        ("a.b[9]", "null"),
        ("a.b[*].c", r#"["x","y"]"#),
        ("a.b[].c", r#"["x","y"]"#),
        ("a.*[].n", "[1,2,3]"),
        ("a.b[?n > `1`].n", "[2,3]"),
        ("a.b[?c == 'x' || c == 'y'].n", "[1,2]"),
        ("a.b[?!c].n", "[3]"),
        ("length(a.b[?c != 'x' && n != `3`]) == `1`", "true"),
        ("l[]", "[1,2,3,4]"),
        ("l[*][0]", "[1,3]"),
        ("l[][0]", "[]"),
        ("l[] | [0]", "1"),
        ("l[0:2]", "[[1,2],[3]]"),
        ("l[::-1] | [0]", "4"),
        ("l[-2:]", "[[3],4]"),
        ("length(none || '') > `0`", "false"),
        ("length(t)", "4"),
        ("t || 'else'", "\"text\""),
        ("empty || 'else'", "\"else\""),
        ("a.b[0].[c, n]", r#"["x",1]"#),
        ("a.b[*].{name: c, of: n} | [0]", r#"{"name":"x","of":1}"#),
        ("contains(t, 'ex') && starts_with(t, 't') && !ends_with(t, 'x')", "true"),
        ("contains(l[], `3`)", "true"),
        ("keys(a)", r#"["b"]"#),
        ("values(a)[0][0].c", "\"x\""),
        ("not_null(none, t)", "\"text\""),
        ("`true` == `true` && 'a' == `\"a\"` && `a` == 'a'", "true"),
        ("'it''", "error"),
        (r"'it\'s'", "\"it's\""),
        ("t > `1`", "null"),
        ("@.t", "\"text\""),
        ("(a).b[0].n", "1"),
        ("*.b[0].n", "[1]"),
    ] {
        match Expression::parse(path) {
            Ok(read) => assert_eq!(read.search(&sample).to_string(), expected, "{path}"),
            Err(error) => assert_eq!("error", expected, "{path}: {error}"),
        }
    }
}

#[test]
fn what_is_wrong_is_said_with_its_place() {
    for (path, expected) in [
        ("", "expected a name, a literal or `[` at byte 0 of the path"),
        ("a.", "expected a name, `*`, `[` or `{` at byte 2 of the path"),
        ("a b", "expected the end, or an operator at byte 2 of the path"),
        ("a[", "expected a place in a list, `:` or `]` at byte 2 of the path"),
        ("'a", "' is not closed at byte 0 of the path"),
        ("a[0", "expected a place in a list, `:` or `]` at byte 3 of the path"),
        ("lenght(a)", "expected one of the functions `length`, `contains`"),
        ("length(a, b)", "expected `length` with 1 arguments at byte 0 of the path"),
        ("a[::0]", "expected a slice whose step is not 0 before this at byte 6 of the path"),
        ("a#", "`#` begins nothing at byte 1 of the path"),
        ("[99999999999999999999]", "a place in a list is too large at byte 1 of the path"),
        ("a == `[1]`", "a literal that is a list or an object is not taken at byte 5 of the path"),
    ] {
        let error = Expression::parse(path).unwrap_err().to_string();
        assert!(error.starts_with(expected), "{path}: {error}");
    }
}

#[test]
fn no_text_uses_up_the_stack() {
    for begins in
        ["(", "!", "[", "a[?", "a.", "a[].", "*.", "a||", "{a:", "length(", "[]", "a[0]", "a|"]
    {
        let text = begins.repeat(100_000);
        assert!(Expression::parse(&text).is_err(), "{begins}");
        assert!(Expression::parse(&format!("{text}a")).is_err(), "{begins}");
    }
}
