//! A JSON Schema of spec files and of overlay files, for editors.
//!
//! It is made from tables, one row a key; a test holds their keys against those of the reader.

use std::borrow::Cow;
use std::fmt::Write as _;

use super::keys::{Keys, Row};
use super::{
    Acceptor, Endpoint, Failing, Length, Limits, Namespace, Pagination, Protocol, Range, Sending,
    Wire,
};

/// Which files a schema is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SchemaOf {
    /// Specs.
    Spec,
    /// Overlays: everything may be stated in part, and edited.
    Overlay,
}

/// A row whose value's schema is written out.
type Plain = (&'static str, &'static str, &'static str);

fn rows(plain: &[Plain]) -> Vec<Row> {
    plain.iter().map(|(key, value, help)| (*key, Cow::Borrowed(*value), *help)).collect()
}

/// The rows of an operation.
fn operation() -> Vec<Row> {
    let (before, after) = OPERATION.split_at(OPERATION.len() - 1);
    [rows(before), Sending::rows(), rows(after)].concat()
}

/// The rows of a shape.
fn shape() -> Vec<Row> {
    let (before, after) = SHAPE.split_at(2);
    [rows(before), Failing::rows(), rows(after)].concat()
}

/// The rows of a member.
fn member() -> Vec<Row> {
    [rows(MEMBER), Wire::rows(), Limits::rows()].concat()
}

const TEXT: &str = r#""type": "string""#;
const FLAG: &str = r#""type": "boolean""#;
const TRUE: &str = r#""const": true"#;
const STATUS: &str = r#""type": "integer", "minimum": 100, "maximum": 599"#;
const COUNT: &str = r#""type": "integer", "minimum": 0"#;
const WIRE_NAME: &str = r#""type": "string", "minLength": 1"#;
const MAPPING: &str = r#""type": "object""#;

const FILE: &[Plain] = &[
    ("format", r#""const": 1"#, "The version of the format."),
    ("provider", r#""enum": ["aws", "huaweicloud"]"#, "Who provides the service."),
    (
        "service",
        r#""type": "string", "maxLength": 64, "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$""#,
        "The id that the documentation uses; file name, Rust module and cargo feature follow from it.",
    ),
    ("title", TEXT, "The full name of the service."),
    ("client", TEXT, "The class of its client in the documentation."),
    ("version", TEXT, "The version of the API, where stated."),
    ("documentation", TEXT, "What the documentation says of the service; CommonMark."),
    ("protocol", r##""$ref": "#/$defs/protocol""##, "Facts of the wire for the whole service."),
    (
        "operations",
        r##""type": "object", "additionalProperties": {"$ref": "#/$defs/operation"}"##,
        "Operations by wire name, in the order of the documentation's own index.",
    ),
    (
        "waiters",
        r##""type": "object", "additionalProperties": {"$ref": "#/$defs/waiter"}"##,
        "Waiters by name.",
    ),
    (
        "shapes",
        r##""type": "object", "propertyNames": {"$ref": "#/$defs/shapeName"}, "additionalProperties": {"$ref": "#/$defs/shape"}"##,
        "Shapes by name, sorted.",
    ),
];

const OPERATION: &[Plain] = &[
    (
        "method",
        r#""type": "string", "pattern": "^[a-z_][a-z0-9_]*$""#,
        "Its name as a method, in snake_case.",
    ),
    ("documentation", TEXT, "What the documentation says of it; CommonMark."),
    ("deprecated", FLAG, "The documentation calls it deprecated."),
    ("input", r##""$ref": "#/$defs/shapeName""##, "The structure that it takes."),
    ("output", r##""$ref": "#/$defs/shapeName""##, "The structure that it returns."),
    (
        "errors",
        r##""type": "array", "uniqueItems": true, "items": {"$ref": "#/$defs/shapeName"}"##,
        "The errors that it documents.",
    ),
    ("http", r##""$ref": "#/$defs/http""##, "Its place in HTTP."),
    ("pagination", r##""$ref": "#/$defs/pagination""##, "How its pages are asked for."),
];

const HTTP: &[Plain] = &[
    ("method", r#""type": "string", "pattern": "^[A-Z]+$""#, "The method: GET."),
    (
        "path",
        r#""type": "string", "pattern": "^/""#,
        "The path with its labels: /portals/{portalId}; a greedy one is {key+}.",
    ),
    ("status", STATUS, "The status of success."),
];

const WAITER: &[Plain] = &[
    ("operation", WIRE_NAME, "The operation that it asks again and again."),
    ("delay", COUNT, "Seconds between two attempts."),
    ("max_attempts", COUNT, "Attempts before it gives up."),
    (
        "acceptors",
        r##""type": "array", "items": {"$ref": "#/$defs/acceptor"}"##,
        "What it makes of an answer: that of the first that is so.",
    ),
];

const SHAPE: &[Plain] = &[
    (
        "type",
        r#""enum": ["structure", "enum", "union", "eventstream", "error"]"#,
        "Its kind; of a union exactly one member is set, of an event stream each event is one.",
    ),
    ("status", STATUS, "The HTTP status of an error."),
    ("documentation", TEXT, "What the documentation says of the shape itself; CommonMark."),
    (
        "members",
        r##""type": "object", "additionalProperties": {"$ref": "#/$defs/member"}"##,
        "Members by name, in the order of the documentation.",
    ),
    (
        "values",
        r#""type": "array", "minItems": 1, "uniqueItems": true, "items": {"type": "string"}"#,
        "The values of an enum.",
    ),
];

const MEMBER: &[Plain] = &[
    (
        "type",
        r#""type": "string", "minLength": 1"#,
        "string, integer, long, float, double, boolean, timestamp, blob, document, stream, list<…>, map<…, …>, or the name of a shape.",
    ),
    ("required", FLAG, "It must be there."),
    ("idempotency_token", FLAG, "The client fills it in if the caller does not."),
    ("documentation", TEXT, "What the documentation says of it; CommonMark."),
];

const EDITS: &[Plain] = &[
    ("reason", TEXT, "Why the overlay says so."),
    ("add", TRUE, "The documentation does not have it; an error once it does."),
    ("remove", TRUE, "The documentation has it wrongly; an error once it does not."),
    ("rename", TEXT, "The better name of a shape."),
    (
        "split",
        TEXT,
        "The name of a shape of its own, for a place whose shape stands elsewhere, too.",
    ),
    (
        "replace",
        r#""type": "object", "additionalProperties": {"type": "string"}"#,
        "Passages of the documentation, each with what should stand there.",
    ),
];

/// The schema, draft 2020-12, as text.
pub fn schema(of: SchemaOf) -> String {
    let overlay = of == SchemaOf::Overlay;
    let mut out = String::from("{\n");
    out.push_str("  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n");
    let title = if overlay { "doc-bindgen overlay" } else { "doc-bindgen spec" };
    let _ = writeln!(out, "  \"title\": \"{title}\",");
    let services = (
        "services",
        r##""type": "object", "additionalProperties": {"$ref": "#/$defs/service"}"##,
        "Several services by id, where the overlay is not of one.",
    );
    let places = (
        "places",
        r##""type": "object", "additionalProperties": {"$ref": "#/$defs/shape"}"##,
        "Shapes by where they stand: ListRoles.output.Roles[].Tags[].",
    );
    let members = (
        "members",
        r##""type": "object", "additionalProperties": {"$ref": "#/$defs/member"}"##,
        "Members by name, wherever they stand, unless an entry of their shape says otherwise.",
    );
    let reason = &EDITS[..1];
    let file = if overlay {
        rows(&[FILE, &[services, members, places], reason].concat())
    } else {
        rows(FILE)
    };
    let required: &[&str] =
        if overlay { &["format", "provider"] } else { &["format", "provider", "service"] };
    object(&mut out, "  ", &file, required, "");
    out.push_str(",\n  \"$defs\": {\n");
    out.push_str("    \"shapeName\": {\"type\": \"string\", \"maxLength\": 256, ");
    out.push_str("\"pattern\": \"^[\\\\p{L}_][\\\\p{L}\\\\p{N}_.$-]*$\"},\n");
    let whole = |required: &'static [&'static str]| -> &'static [&'static str] {
        if overlay { &[] } else { required }
    };
    let only = if overlay { "" } else { SHAPE_RULES };
    type Definition = (&'static str, Vec<Row>, &'static [&'static str], bool, &'static str);
    let definitions: [Definition; 13] = [
        ("protocol", Protocol::rows(), &[], false, ""),
        ("operation", operation(), whole(&["method"]), true, ""),
        ("http", rows(HTTP), &["method", "path"], false, ""),
        ("pagination", Pagination::rows(), &[], false, ""),
        ("waiter", rows(WAITER), whole(&["operation", "delay", "max_attempts"]), true, ""),
        ("shape", shape(), whole(&["type"]), true, only),
        ("member", member(), whole(&["type"]), true, ""),
        ("length", Length::rows(), &[], false, ""),
        ("range", Range::rows(), &[], false, ""),
        ("wire", Wire::rows(), &[], false, ""),
        ("namespace", Namespace::rows(), &[], false, ""),
        ("acceptor", Acceptor::rows(), &["state", "matcher", "expected"], false, ""),
        ("endpoint", Endpoint::rows(), &["host"], false, ""),
    ];
    let mut separator = "";
    for (name, rows, required, edited, more) in definitions {
        let edits = if overlay && edited { EDITS } else { &[] };
        let rows = [rows, self::rows(edits)].concat();
        let _ = writeln!(out, "{separator}    \"{name}\": {{");
        object(&mut out, "      ", &rows, required, more);
        out.push_str("\n    }");
        separator = ",\n";
    }
    if overlay {
        let rows = rows(&[&FILE[3..], &[members, places], reason].concat());
        out.push_str(",\n    \"service\": {\n");
        object(&mut out, "      ", &rows, &[], "");
        out.push_str("\n    }");
    }
    out.push_str("\n  }\n}\n");
    out
}

/// Which keys go with which kind of shape.
const SHAPE_RULES: &str = r#""allOf": [
  {"if": {"properties": {"type": {"const": "enum"}}}, "then": {"required": ["values"], "properties": {"members": false}}, "else": {"properties": {"values": false}}},
  {"if": {"properties": {"type": {"const": "error"}}}, "else": {"properties": {"status": false, "code": false, "retryable": false}}}
]"#;

/// The content of a schema for a mapping with these keys and no other, notes aside.
fn object(out: &mut String, indent: &str, rows: &[Row], required: &[&str], more: &str) {
    let _ = writeln!(out, "{indent}{MAPPING},");
    if !required.is_empty() {
        let quoted: Vec<String> = required.iter().map(|key| format!("\"{key}\"")).collect();
        let _ = writeln!(out, "{indent}\"required\": [{}],", quoted.join(", "));
    }
    for line in more.lines() {
        let comma = if line == "]" { "," } else { "" };
        let _ = writeln!(out, "{indent}{line}{comma}");
    }
    let _ = writeln!(out, "{indent}\"additionalProperties\": false,");
    let _ = writeln!(out, "{indent}\"patternProperties\": {{\"^x-\": true}},");
    let _ = writeln!(out, "{indent}\"properties\": {{");
    for (index, (key, value, help)) in rows.iter().enumerate() {
        let comma = if index + 1 < rows.len() { "," } else { "" };
        let _ =
            writeln!(out, "{indent}  \"{key}\": {{{value}, \"description\": \"{help}\"}}{comma}");
    }
    let _ = write!(out, "{indent}}}");
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::spec::read::edits::Edits;
    use crate::spec::read::keys;
    use crate::spec::{read, write};

    fn validator(of: SchemaOf) -> jsonschema::Validator {
        let schema: serde_json::Value = serde_json::from_str(&schema(of)).unwrap();
        jsonschema::meta::validate(&schema).unwrap();
        jsonschema::draft202012::new(&schema).unwrap()
    }

    fn complaints(validator: &jsonschema::Validator, text: &str) -> Vec<String> {
        let value: serde_json::Value = serde_yaml::from_str(text).unwrap();
        validator.iter_errors(&value).map(|it| format!("{}: {it}", it.instance_path())).collect()
    }

    #[test]
    fn its_keys_are_those_that_are_read() {
        let of = |rows: &[Row]| rows.iter().map(|row| row.0).collect::<Vec<_>>();
        let read: [(&str, Vec<Row>); 5] = [
            ("a spec", rows(FILE)),
            ("an operation", operation()),
            ("http", rows(HTTP)),
            ("a waiter", rows(WAITER)),
            ("a shape", shape()),
        ];
        let keys = keys();
        assert_eq!(keys.len(), read.len());
        for ((what, rows), (name, keys)) in read.into_iter().zip(keys) {
            assert_eq!((name, of(&rows)), (what, keys.to_vec()));
        }
        assert_eq!(of(&rows(EDITS)), Edits::KEYS);
    }

    #[test]
    fn it_takes_every_spec_there_is() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let specs = validator(SchemaOf::Spec);
        let overlays = validator(SchemaOf::Overlay);
        let files = |folder: &str| {
            // The folder `spec` is not part of the package on crates.io.
            let entries = std::fs::read_dir(root.join(folder)).into_iter().flatten();
            entries.map(|entry| entry.unwrap().path()).filter(|path| path.extension().is_some())
        };
        for folder in ["../spec/aws", "../spec/huaweicloud"] {
            for path in files(folder).filter(|path| path.extension().unwrap() == "yaml") {
                let text = std::fs::read_to_string(&path).unwrap();
                assert_eq!(complaints(&specs, &text), [""; 0], "{}", path.display());
            }
        }
        for path in files("knowledge/aws").chain(files("knowledge/errata/aws")) {
            let text = std::fs::read_to_string(&path).unwrap();
            assert_eq!(complaints(&overlays, &text), [""; 0], "{}", path.display());
        }
    }

    #[test]
    fn it_refuses_what_the_reader_refuses() {
        const GOOD: &str = "\
format: 1
provider: aws
service: x
operations:
  Get: {method: get, input: In, errors: [E]}
shapes:
  E: {type: error, status: 404}
  In: {type: structure, members: {a: {type: string, length: {min: 1}, x-note: mine}}}
  K: {type: enum, values: [a, b]}
";
        let specs = validator(SchemaOf::Spec);
        assert_eq!(complaints(&specs, GOOD), [""; 0]);
        assert!(read(GOOD, Path::new("x.yaml")).is_ok());
        for (good, bad) in [
            ("format: 1", "format: 2"),
            ("provider: aws\n", ""),
            ("provider: aws", "provider: gcp"),
            ("service: x", "service: X"),
            ("method: get, ", ""),
            ("method: get", "method: Get"),
            ("errors: [E]", "errors: E"),
            ("errors: [E]", "errors: [E, E]"),
            ("errors: [E]", "error: [E]"),
            ("status: 404", "status: 44"),
            ("status: 404", "values: [a]"),
            ("type: structure", "type: struct"),
            ("type: structure,", "type: structure, status: 404,"),
            ("type: string", "required: true"),
            ("min: 1", "mini: 1"),
            ("values: [a, b]", "values: []"),
            ("values: [a, b]", "values: [a, a]"),
            ("values: [a, b]", "members: {}"),
            (", values: [a, b]", ""),
            ("  K:", "  1K:"),
        ] {
            let text = GOOD.replacen(good, bad, 1);
            assert_ne!(text, GOOD);
            assert!(!complaints(&specs, &text).is_empty(), "{text}");
            assert!(read(&text, Path::new("x.yaml")).is_err(), "{text}");
        }
    }

    #[test]
    fn it_takes_an_overlay() {
        let overlays = validator(SchemaOf::Overlay);
        let text = "format: 1\nprovider: aws\nservice: x\nshapes:\n  A: {rename: B, reason: r}\n";
        assert_eq!(complaints(&overlays, text), [""; 0]);
        assert!(!complaints(&overlays, &text.replace("rename", "renam")).is_empty());
    }

    #[test]
    fn what_is_written_keeps_to_it() {
        let text = write(&crate::spec::tests::round_trip::hostile_spec());
        assert_eq!(complaints(&validator(SchemaOf::Spec), &text), [""; 0]);
    }
}
