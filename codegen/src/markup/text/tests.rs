//! Text as it was saved from pages.

use super::parse;
use crate::growth::assert_no_square;
use crate::markup::outline::outline;

#[test]
fn a_page_that_kept_its_indentation() {
    let page = "\
GetSession (new) Link ¶

Gets a session.

Request Syntax

client.get_session(
    portalId='string'
)
type portalId:

string

param portalId:

[REQUIRED]

The ID.

rtype:

dict

returns:

Response Structure

  • (dict) --

    • session (dict) --

      The session.

      • id (string) --

    • other (string) --

ListSessions (new) Link ¶
";
    assert_eq!(
        outline(&parse(page).blocks),
        "h1(GetSession (new)) p(Gets a session.) p(Request Syntax) \
         code(client.get_session(/    portalId='string'/)) \
         fields[type portalId: p(string); param portalId: p([REQUIRED]) p(The ID.); \
         rtype : p(dict); returns : p(Response Structure) \
         ul[p((dict) --) ul[p(session (dict) --) p(The session.) ul[p(id (string) --)]; \
         p(other (string) --)]]] h1(ListSessions (new))"
    );
}

#[test]
fn tables_that_are_glued_together() {
    let page = "\
URI
| Parameter | Type |
|---|---|
| project_id | String |
| Parameter | Type |
|---|---|
| a\\|b |  |
Next
Name\tType
a\tString
";
    assert_eq!(
        outline(&parse(page).blocks),
        "p(URI) table[Parameter|Type / project_id|String] table[Parameter|Type / a|b|] p(Next) \
         table[Name|Type / a|String]"
    );
}

#[test]
fn code_that_lost_its_indentation() {
    for (page, expected) in [
        (
            "{\n\"a\" : [ {\n\"b]\" : \"it's\"\n} ]\n} Status Codes",
            "code({/\"a\" : [ {/\"b]\" : \"it's\"/} ]/}) p(Status Codes)",
        ),
        ("x = c.f( a='{', b=[ 1, ] )\nnext", "code(x = c.f( a='{', b=[ 1, ] )) p(next)"),
        ("{ 'a': 1 }\n{}\n{\n}", "code({ 'a': 1 }) code({}) code({/})"),
        (
            "{project_id} is it.\n(dict) --\nf(x) is it\n[1]",
            "p({project_id} is it.) p((dict) --) p(f(x) is it) p([1])",
        ),
        ("{\n\"a\": [\n}\nend", "p({) p(\"a\": [) p(}) p(end)"),
    ] {
        assert_eq!(outline(&parse(page).blocks), expected);
    }
}

#[test]
fn lines_keep_their_numbers() {
    let page = "\u{feff}a\n\n  • b\n    c – d\n{\n} e\nf";
    let blocks = parse(page).blocks;
    let lines: Vec<_> = blocks.iter().map(|block| block.line).collect();
    assert_eq!(lines, [1, 3, 5, 6, 7]);
    assert_eq!(outline(&blocks), "p(a) ul[p(b) p(c -- d)] code({/}) p(e) p(f)");
}

#[test]
fn hostile_text_takes_no_square_of_its_length() {
    for unit in [
        "• ",
        "| ",
        "|\n",
        "|-|\n",
        "a.b(\n ",
        "{\n",
        "{'\\",
        "'\\",
        "type a:\n",
        "¶\n",
        "\u{2028}",
        "-\n",
        "- \n",
        "\t\n",
        "{}\n",
        "{\"\n",
        "[",
    ] {
        assert_no_square(unit, 50_000, |text| {
            parse(text);
        });
    }
}
