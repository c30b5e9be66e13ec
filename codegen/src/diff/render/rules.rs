//! The table of rules, for people.

use std::fmt::Write as _;

use crate::diff::rules::RULES;

/// The table of rules for a terminal.
pub fn rules_text() -> String {
    let width = RULES.iter().map(|rule| rule.id.len()).max().unwrap_or_default();
    let mut out = format!("{:width$}  direction  wire    rust    what is told\n", "rule");
    for rule in RULES {
        let _ = writeln!(
            out,
            "{:width$}  {:9}  {:6}  {:6}  {}",
            rule.id,
            rule.direction.as_str(),
            rule.wire.as_str(),
            rule.rust.as_str(),
            plain(rule.sentence)
        );
    }
    out
}

/// The table of rules as the project documents it.
pub fn rules_markdown() -> String {
    let mut out = String::from(
        "# What `doc-bindgen diff` tells\n\n\
         One row a rule. *wire*: whether an existing caller's request, or an existing reader of\n\
         responses, breaks. *Rust*: whether code that compiled against the old crate stops compiling.\n\
         A change to something that goes both ways is told under the worse rule. The examples are\n\
         lines of a spec and what takes their place; the tests hold every row against its example.\n\n\
         This page is written by `doc-bindgen rules --markdown`.\n\n\
         | rule | kind | action | direction | wire | Rust | what is told | example |\n\
         |---|---|---|---|---|---|---|---|\n",
    );
    for rule in RULES {
        let cell = |text: &str| {
            let lines: Vec<String> = text
                .lines()
                .map(str::trim)
                .filter(|line| !line.is_empty())
                .map(|line| format!("`{}`", line.replace('|', "\\|")))
                .collect();
            lines.join("<br>")
        };
        let example = rule.example.iter().map(|(from, to)| {
            let (from, to) = (cell(from), cell(to));
            if to.is_empty() { format!("{from} → gone") } else { format!("{from} → {to}") }
        });
        let example = example.collect::<Vec<_>>().join("<br>and ");
        let _ = writeln!(
            out,
            "| `{}` | {} | {} | {} | {} | {} | {} | {example} |",
            rule.id,
            rule.kind.as_str(),
            rule.action.as_str(),
            rule.direction.as_str(),
            rule.wire,
            rule.rust,
            plain(rule.sentence)
        );
    }
    out.push_str(&compared());
    out
}

/// What other tools say, and why the verdicts are as they are.
fn compared() -> String {
    let mut out = String::from(
        "\n## What others say\n\n\
         Of the verdicts that are not plain, what three tools say that were looked at in their own\n\
         sources: [oasdiff](https://github.com/oasdiff/oasdiff) of OpenAPI (the levels in its\n\
         `checker/rules.go` of 2026, with the reasons in its `SEVERITY-LAW-TRIAGE.md`), [buf](https://buf.build/docs/breaking/rules/)\n\
         of Protocol Buffers (its rules and their categories in `buf.yaml` v2, from the most to the least:\n\
         `FILE`, `PACKAGE`, `WIRE_JSON`, `WIRE`; `required` is that of proto2) and\n\
         [cargo-semver-checks](https://docs.rs/crate/cargo-semver-checks) of Rust (its lints in\n\
         `src/lints`). A dash: it has no such thing.\n\n\
         | what changed | wire, Rust | oasdiff | buf | cargo-semver-checks | why |\n\
         |---|---|---|---|---|---|\n",
    );
    for (rules, what, oasdiff, buf, semver, why) in COMPARED {
        let verdicts: Vec<String> = rules
            .iter()
            .filter_map(|id| RULES.iter().find(|rule| rule.id == *id))
            .map(|rule| format!("`{}`: {}, {}", rule.id, rule.wire, rule.rust))
            .collect();
        let verdicts = verdicts.join("<br>");
        let _ = writeln!(out, "| {what} | {verdicts} | {oasdiff} | {buf} | {semver} | {why} |");
    }
    out
}

type Compared =
    (&'static [&'static str], &'static str, &'static str, &'static str, &'static str, &'static str);

const COMPARED: &[Compared] = &[
    (
        &["string-became-enum"],
        "a string has its values listed",
        "`request-property-became-enum` error; `response-property-became-enum` information",
        "breaks in every category (`FIELD_SAME_TYPE`, `FIELD_WIRE_JSON_COMPATIBLE_TYPE`, \
         `FIELD_WIRE_COMPATIBLE_TYPE`): on its wire a string is bytes and an enum is a number",
        "does not look at the types of fields (its issues 148 and 149)",
        "In Rust the field is of another type: it breaks. On the wire nothing narrowed: the pages list \
         what the service always took, and an enum keeps values that it does not know. oasdiff judges a \
         contract that a server enforces; a list in documentation is no such thing.",
    ),
    (
        &["enum-became-string"],
        "the values of a string are not listed any more",
        "`request-property-became-not-enum` information; `response-property-became-not-enum` error (releases \
         before these checks: each value of a request is removed, of a response nothing)",
        "as above",
        "does not look at the types of fields",
        "In Rust as above, the other way round. On the wire oasdiff errs for readers of responses that are \
         closed to what they do not know; those emitted here were open to it all along.",
    ),
    (
        &[
            "request-required-member-with-default-added",
            "request-member-became-required-with-default",
        ],
        "a required member with a default",
        "`new-required-request-property-with-default`: error since its pull request 1110 of July 2026, information before; its `validate` warns of \
         any member that is both",
        "`MESSAGE_SAME_REQUIRED_FIELDS` breaks in every category, whatever its default",
        "`method_parameter_count_changed`: major",
        "A spec's default is what stands where nothing is given, so old requests still mean what they \
         meant: safe on the wire, as oasdiff had it. Its new reading, that a request without a required \
         property is invalid whatever its default, is of schemas that are enforced by themselves. `new` \
         takes an argument more: Rust breaks.",
    ),
    (
        &["request-required-member-added", "request-member-became-required"],
        "a required member without one",
        "`new-required-request-property`, `request-property-became-required`: error",
        "`MESSAGE_SAME_REQUIRED_FIELDS` breaks in every category",
        "`method_parameter_count_changed`: major",
        "All agree.",
    ),
    (
        &["request-member-became-optional", "response-member-became-optional"],
        "a member is not required any more",
        "request: information; response: `response-property-became-optional` error",
        "`MESSAGE_SAME_REQUIRED_FIELDS` breaks in every category: an old reader refuses what lacks it",
        "`method_parameter_count_changed`: major",
        "All agree on responses. Of requests as oasdiff: nobody reads a request but the service. What goes both ways is judged as what is sent: requests tell what is required, \
         and responses promise nothing by that.",
    ),
    (
        &["request-enum-value-removed", "response-enum-value-removed"],
        "a value is gone from an enum",
        "request: error; response: `response-property-enum-value-removed` information",
        "`ENUM_VALUE_NO_DELETE` breaks; for `WIRE` unless the number is reserved, for `WIRE_JSON` unless the \
         name is, too",
        "`enum_variant_missing`: major",
        "As oasdiff on the wire: a reader that knows a value too many reads all that comes. In Rust the \
         variant is named in code: it breaks, as cargo-semver-checks and buf say.",
    ),
    (
        &["enum-value-added"],
        "a value is new in an enum",
        "request: information; response: `response-property-enum-value-added` warning",
        "nothing",
        "`enum_variant_added` is of enums without `non_exhaustive` alone",
        "Emitted enums keep what they do not know and are `non_exhaustive`: nothing breaks. oasdiff's \
         warning is of clients whose enums are closed; `rules:` in `spec/diff.yaml` makes it one here.",
    ),
    (
        &["integer-width-changed"],
        "integer → long, or a list of them",
        "request: `request-property-type-generalized` information; response: \
         `response-property-type-generalized` error",
        "the same for `WIRE` (`FIELD_WIRE_COMPATIBLE_TYPE`); breaks for `WIRE_JSON`, as its JSON writes 64 \
         bits as text",
        "nothing: both are `i64`",
        "As buf's `WIRE`: the protocols here write both as the same number, pages of boto3 say integer for \
         both, and Rust has had 64 bits for both all along.",
    ),
    (
        &["float-width-changed"],
        "float → double",
        "as above",
        "breaks in every category: of other width in binary, and of a kind of its own in JSON",
        "does not look at the types of fields",
        "In text a number has no width, and CBOR says its own. The Rust type is another.",
    ),
    (
        &[
            "request-type-widened",
            "request-type-narrowed",
            "response-type-widened",
            "response-type-narrowed",
        ],
        "integer → double, anything → document, or back",
        "request widened, response narrowed: information; the others: error",
        "breaks in every category",
        "does not look at the types of fields",
        "As oasdiff on the wire, as the others in Rust.",
    ),
    (
        &["location-changed", "location-stated", "location-no-longer-stated"],
        "a member moves to the query",
        "`request-parameter-removed` warning and `new-required-request-parameter` error, where it is required",
        "—",
        "nothing",
        "It breaks every caller who sends it. Where one version does not state where it stands, nothing \
         is known to have moved: safe.",
    ),
    (
        &["request-constraint-tightened", "constraint-stated", "constraint-no-longer-stated"],
        "a limit narrows, or is stated first",
        "error, also where none was set (`request-property-max-length-set`, a warning before)",
        "—",
        "nothing",
        "We agree where both versions state that bound; the lower and the upper one are each stated by \
         itself. A limit that documentation states first was the \
         service's before: pages leave out more than they state, and schemas do not.",
    ),
    (
        &["response-constraint-loosened"],
        "a response may hold more",
        "error",
        "—",
        "nothing",
        "A risk: who sized a column by it breaks, and no other. Emitted code holds nothing to limits.",
    ),
    (
        &["pattern-changed"],
        "another pattern",
        "`request-property-pattern-changed`, `response-property-pattern-changed`: warning (information where \
         a request takes anything now)",
        "—",
        "nothing",
        "All agree: which of two patterns takes more is not decided. Signs of the ends, `^` and `$`, are \
         part of it: a pattern without them may be found anywhere.",
    ),
    (
        &["default-changed"],
        "another default",
        "information (an error for parameters before)",
        "`FIELD_SAME_DEFAULT` breaks in every category",
        "nothing",
        "Between the two: the same request does something else for those who rely on it.",
    ),
    (
        &["response-member-removed"],
        "a member is gone from a response",
        "required: error; optional: information (a warning before)",
        "`FIELD_NO_DELETE` breaks; for `WIRE` unless the number is reserved, for `WIRE_JSON` unless the name \
         is, too",
        "`struct_pub_field_missing`: major",
        "It breaks. No response of AWS states what is required, so by oasdiff's law all would be \
         harmless, and yet each is read by somebody.",
    ),
    (
        &["request-member-removed"],
        "a member is gone from a request",
        "`request-property-removed` warning",
        "as above",
        "`inherent_method_missing` of its setter, `struct_pub_field_missing`: major",
        "Services refuse members that they do not know, or do without what was asked for: it breaks.",
    ),
    (
        &["rust-name-changed", "rust-item-gone", "rust-type-changed"],
        "a name yields to another, an implementation goes",
        "—",
        "`FIELD_SAME_NAME` (not for `WIRE`), `FILE_SAME_PACKAGE` and their like",
        "`inherent_method_missing`, `enum_variant_missing`, `derive_trait_impl_removed`: major",
        "As cargo-semver-checks, and beyond: it reads names, numbers of parameters and traits from rustdoc, \
         and compares no types (its issues 148 and 149); we read the tokens that are emitted, types \
         among them.",
    ),
    (
        &["operation-error-added", "operation-error-removed"],
        "an operation can fail otherwise",
        "`response-non-success-status-added`, `-removed`: information (that the latter is its triage has \
         as open)",
        "—",
        "nothing",
        "All agree: callers deal with errors that they do not know.",
    ),
];

#[cfg(test)]
#[test]
fn what_others_say_is_of_rules_that_are_there() {
    let all = COMPARED.iter().flat_map(|row| row.0);
    for id in all {
        assert!(RULES.iter().any(|rule| rule.id == *id), "{id}");
    }
}

fn plain(sentence: &str) -> String {
    sentence.replace("{}", "…").replace("{old}", "*old*").replace("{new}", "*new*")
}
