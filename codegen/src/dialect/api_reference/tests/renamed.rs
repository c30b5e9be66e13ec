//! Whatever sections and lines are called: what looks like facts is read, or it is told.

use super::{TODAY, members, operation, outline, page, shape};
use crate::facts::PageFacts;

/// What is said of a page: the rule and the line.
fn said(facts: &PageFacts) -> Vec<(&'static str, u32)> {
    facts.diagnostics.iter().map(|it| (it.rule.id, it.place.line)).collect()
}

/// A page with a heading or a label called otherwise says the same, and that is noted.
#[test]
fn what_can_mean_one_thing_only_is_read_under_any_name() {
    let before = page(TODAY);
    for (known, other) in [
        ("## Response Elements", "## Response Body"),
        ("## Response Elements", "## Output"),
        ("## Errors", "## Exceptions"),
        ("## Errors", "## What may go wrong"),
        ("## URI Request Parameters", "## Path and Query"),
        ("## Request Body", "## Payload"),
        ("## Request Syntax", "## Request Structure"),
        ("## Response Syntax", "## Structure of the Answer"),
        ("Required: ", "Mandatory: "),
        ("Required: ", "Is Required: "),
        ("Valid Values: ", "Allowed Values: "),
        ("Length Constraints: ", "Size: "),
        ("Array Members: ", "Number of Entries: "),
        ("Map Entries: ", "Size of the Map: "),
        ("Valid Range: ", "Bounds: "),
        ("Valid Keys: ", "Keys: "),
        ("Pattern: ", "Regex: "),
        ("Type: ", "Data Type: "),
        ("HTTP Status Code: ", "HTTP Code: "),
    ] {
        let text = TODAY.replace(known, other);
        assert_ne!(text, TODAY, "{known}");
        let after = page(&text);
        let show = |facts: &PageFacts| format!("{:#?}", facts.statements);
        assert_eq!(show(&after), show(&before), "{other}");
        let rules: Vec<&str> = after.diagnostics.iter().map(|it| it.rule.id).collect();
        assert!(!rules.is_empty(), "{other}");
        assert!(rules.iter().all(|rule| *rule == "read-by-evidence"), "{other}: {rules:?}");
    }
}

#[test]
fn members_of_a_data_type_are_read_under_any_heading() {
    let of = |heading: &str| {
        page(&format!(
            "# Box\n<a name=\"API_Box\"></a>\n\nHolds things.\n\n## {heading}\n\n \
             ** Size **   <a name=\"b-Type-Box-Size\"></a>\nHow big.\nType: Long\nRequired: No\n"
        ))
    };
    let (before, after) = (of("Contents"), of("Members"));
    assert_eq!(format!("{:?}", shape(&after)), format!("{:?}", shape(&before)));
    assert_eq!(said(&after), [("read-by-evidence", 6)]);
}

#[test]
fn a_table_of_members_is_read() {
    let facts = page(
        "# MoveBox\n<a name=\"API_MoveBox\"></a>\n\n## Request Syntax\n\n```\n{\n  \"To\": \"string\",\n  \
         \"Boxes\": [ { \"Id\": \"string\" } ]\n}\n```\n\n## What it takes\n\n\
         | Name | Type | Required | Description |\n|---|---|---|---|\n\
         | To | String | Yes | Where to. |\n| `Boxes` | Array of [Box](API_Box.md) objects | No | |\n",
    );
    assert_eq!(said(&facts), [("read-by-evidence", 13)]);
    let input = members(operation(&facts).input.as_ref());
    assert_eq!(outline(input), ["To body To string", "Boxes body Boxes list<Box>"]);
    assert_eq!(input[0].required, Some(true));
    assert_eq!(input[0].node.documentation.as_deref(), Some("Where to."));
}

#[test]
fn what_is_not_plain_is_told_with_its_line() {
    let text = TODAY
        .replace("Its color.  \n", "Its color.  \nImmutable: Yes  \n")
        .replace(
            "## See Also",
            "## Limits\n\n| Name | Required |\n|---|---|\n| x | Yes |\n\n## See Also",
        )
        .replace("Type: Timestamp  \n", "Type: Timestamp  \nTime Zone: UTC  \n");
    let facts = page(&text);
    let line = |words: &str| {
        let at = text.lines().position(|line| line.starts_with(words)).unwrap();
        u32::try_from(at).unwrap() + 1
    };
    let mut told = said(&facts);
    told.sort();
    let wanted = ["Immutable", "Time Zone", "| Name"].map(line);
    assert_eq!(told, wanted.map(|line| ("facts-not-read", line)));
    // A second syntax, and a list where none is looked for.
    let text = TODAY.replace(
        "Finds things in a box.\n",
        "Finds things in a box.\n\n## More\n\n+ **a**\n\n  It.\n\n  Type: String\n",
    );
    assert_eq!(said(&page(&text)), [("facts-not-read", 8)]);
}

#[test]
fn where_syntax_and_list_disagree_it_is_said() {
    let text = TODAY
        .replace("\"since\": \"string\",", "\"since\": \"string\",\n   \"extra\": [ number ],")
        .replace("Type: String to array of strings map  \n", "Type: Integer  \n");
    let facts = page(&text);
    let messages: Vec<&str> = facts.diagnostics.iter().map(|it| &*it.message).collect();
    assert_eq!(
        messages,
        ["no list tells of extra, which the syntax shows", "the syntax shows an object for things"]
    );
    assert!(facts.diagnostics.iter().all(|it| it.rule.id == "syntax-and-list-disagree"));
    let input = outline(members(operation(&facts).input.as_ref()));
    assert_eq!(input.last().map(String::as_str), Some("extra body - list<float>"));
    let gone =
        TODAY.replace("   \"filters\": [\n      {\n         \"at\": number\n      }\n   ]\n", "");
    let facts = page(&gone);
    assert_eq!(facts.diagnostics[0].message, "the syntax does not show filters");
}

/// A file may hold several pages, of which each is read.
#[test]
fn pages_that_follow_in_one_file_are_read() {
    let text = "# Box\n<a name=\"API_Box\"></a>\n\nHolds things.\n\n## Contents\n\n ** Size **   \
                <a name=\"b-Type-Box-Size\"></a>\nHow big.\nType: Long\nRequired: No\n";
    let (alone, other) = (page(TODAY), page(text));
    let both = page(&format!("{TODAY}\n{text}"));
    let outline = |facts: &PageFacts| facts.statements.len();
    assert_eq!(outline(&both), outline(&alone) + outline(&other));
    assert!(format!("{:?}", both.statements.last()).contains("name: \"Box\""));
    assert!(both.open_end, "the second does not show its end");
}
