use super::*;
use crate::markup::{Block, BlockKind, Inline};

fn shown(ty: &Type<'_>) -> String {
    match ty {
        Type::Scalar(scalar) => scalar.as_str().into(),
        Type::Number => "number".into(),
        Type::Pairs => "pairs".into(),
        Type::Object => "object".into(),
        Type::Array => "array".into(),
        Type::Named(Reference { name, target: None }) => name.clone(),
        Type::Named(Reference { name, target: Some(target) }) => format!("{name}@{target}"),
        Type::List(element) => format!("list<{}>", shown(element)),
        Type::Map(value) => format!("map<{}>", shown(value)),
    }
}

/// `{X@y}` is a link to y.
fn cell(text: &str) -> Vec<Block<'_>> {
    let mut inlines = Vec::new();
    for (index, part) in text.split(['{', '}']).enumerate() {
        inlines.push(match part.split_once('@') {
            Some((name, target)) if index % 2 == 1 => {
                Inline::Role { name: "ref".into(), text: name.into(), target: Some(target.into()) }
            }
            _ => Inline::Text(part.into()),
        });
    }
    vec![Block { line: 1, kind: BlockKind::Paragraph(inlines) }]
}

#[test]
fn types_as_tables_write_them() {
    for (text, ty) in [
        ("String", "string"),
        ("bool", "boolean"),
        ("Integer(64)", "long"),
        ("String(32)", "string"),
        ("AnyType", "document"),
        ("Object", "object"),
        ("Array", "array"),
        ("Array of strings", "list<string>"),
        ("Array of arrays of integers", "list<list<integer>>"),
        ("String array", "list<string>"),
        ("Array of SessionInfo objects", "list<SessionInfo>"),
        ("SessionInfo object", "SessionInfo"),
        ("{items@x} objects", "list<items@x>"),
        ("Array of ListenerRef objects", "list<ListenerRef>"),
        ("List<ListenerRef>", "list<ListenerRef>"),
        ("ListenerRef", "ListenerRef"),
        ("Array<Array<Integer>>", "list<list<integer>>"),
        ("Array<Array<{AvailabilityZone@az}>>", "list<list<AvailabilityZone@az>>"),
        ("Map<String,Array<{X@x}>>", "map<list<X@x>>"),
        ("Map<String,Map<String,Array<String>>>", "map<map<list<string>>>"),
        ("Map<String>[]string", "map<list<string>>"),
        ("Map<String>String", "map<string>"),
        ("Map", "map<document>"),
        ("List<Object> {Table 7@t7}", "list<Table 7@t7>"),
        ("object {Table 5@t5}", "Table 5@t5"),
        ("Array of {Table 5@t5}", "list<Table 5@t5>"),
        ("Array of {Table 9@t9} objects", "list<Table 9@t9>"),
        ("{Array of X objects@x}", "list<X@x>"),
        ("{spec@s} object", "spec@s"),
        ("{X@x} array", "list<X@x>"),
        ("String or Int", "document"),
        ("autoscaling object", "autoscaling"),
        ("string[]", "list<string>"),
        ("Foo[]", "list<Foo>"),
        ("{Foo@f}[]", "list<Foo@f>"),
        ("string[][]", "list<list<string>>"),
        ("[]string", "list<string>"),
        ("[String]", "list<string>"),
        ("Array [String]", "list<string>"),
        ("List of strings", "list<string>"),
        ("Set<String>", "list<string>"),
        ("byte[]", "blob"),
        ("Blob", "blob"),
        ("map[string]string", "map<string>"),
        ("map[string][]string", "map<list<string>>"),
        ("Map[]", "list<map<document>>"),
        ("HashMap<String, Foo>", "map<Foo>"),
        ("JSON", "document"),
        ("JSONArray", "array"),
        ("JSONObject", "object"),
        ("Json object", "object"),
        ("Dictionary", "object"),
        ("dict list", "list<object>"),
        ("List data structure", "array"),
        ("Integer/String", "document"),
        ("Integer/Integer", "integer"),
        ("Int,String", "document"),
        ("String, optional", "string"),
        ("Unsigned int", "integer"),
        ("float64", "double"),
        ("Number", "number"),
        ("JSON key-value pair", "pairs"),
        ("Array of key-value pairs", "list<pairs>"),
        ("Array of numbers", "list<number>"),
        ("Enumerated value", "string"),
        ("ipv4 address", "string"),
        ("UTC time", "string"),
        ("String (UUID)", "string"),
    ] {
        assert_eq!(read(&cell(text)).as_ref().map(shown).as_deref(), Some(ty), "{text}");
    }
    for text in ["", "No", "-", "``", "<", "123", "N/A", "null", "[", "[]", "[String"] {
        assert_eq!(read(&cell(text)), None, "{text}");
    }
    let deep = "Array<".repeat(100_000);
    assert!(read(&cell(&deep)).is_some());
}
