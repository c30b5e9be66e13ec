//! Markdown as documentation is written in it.

use proptest::prelude::*;

use super::parse;
use crate::markup::outline::outline;
use crate::markup::{BlockKind, Inline, blocks_to_commonmark};

#[test]
fn a_reference_page() {
    let page = "\
# GetThing<a name=\"API_GetThing\"></a>

Gets a thing\\. See [List](API_List.md)\\.

## Contents
<a name=\"API_GetThing_Contents\"></a>

 ** [Name](#x) **   <a name=\"svc-Type-Name\"></a>
The name\\.  
Type: String  
Valid Values:` A | B`   
Required: Yes

+  one
still one  
two

> [!NOTE]
> Mind.

```json
{
   \"a\": 1
}
```

| Parameter | Type |
| --- | --- |
| a | `b` |
";
    let page = parse(page);
    assert_eq!(
        outline(&page.blocks),
        "h1(GetThing) p(Gets a thing. See List.) h2(Contents) p() \
         p(Name \nThe name.\nType: String\nValid Values:A | B\nRequired: Yes) \
         ul[p(one\nstill one\ntwo)] note()[p(Mind.)] code({/   \"a\": 1/}) \
         table[Parameter|Type / a|b]"
    );
    let lines: Vec<_> = page.blocks.iter().map(|block| block.line).collect();
    assert_eq!(lines, [1, 3, 5, 6, 8, 14, 18, 22, 27]);
    let BlockKind::Heading { text, .. } = &page.blocks[0].kind else { panic!() };
    assert_eq!(text[..], [Inline::Text("GetThing".into()), Inline::Anchor("API_GetThing".into())]);
    let BlockKind::Paragraph(text) = &page.blocks[4].kind else { panic!() };
    let name = Inline::Link { text: vec![Inline::Text("Name".into())], target: "#x".into() };
    assert_eq!(text[0], Inline::Strong(vec![name]));
    assert!(text.contains(&Inline::Anchor("svc-Type-Name".into())), "{text:?}");
}

#[test]
fn strong_text_with_its_marks_apart() {
    let text = |page: &'static str| match parse(page).blocks.swap_remove(0).kind {
        BlockKind::Paragraph(text) => text,
        other => panic!("{other:?}"),
    };
    let strong = |name: &'static str| Inline::Strong(vec![Inline::Text(name.into())]);
    let said = |text: &'static str| Inline::Text(text.into());
    assert_eq!(
        text(" ** AnError **   \nIt failed.  \n ** Retry-After **   \nSeconds.\n"),
        [
            strong("AnError"),
            Inline::Break,
            said("It failed."),
            Inline::Break,
            strong("Retry-After"),
            Inline::Break,
            said("Seconds."),
        ]
    );
    assert_eq!(text("2 ** 3 is 8"), [said("2 ** 3 is 8")]);
    assert_eq!(text("a ** b\\\n** c"), [said("a ** b"), Inline::Break, said("** c")]);
}

#[test]
fn html_in_it_shows_what_it_says() {
    let page = parse(
        "a\n\n<div class=\"note\">\n<p>b <!-- > --> c</p>\n<script>x < y</script></div>\n\nc<br>d\n",
    );
    assert_eq!(outline(&page.blocks), "p(a) p(b c) p(c\nd)");
    assert_eq!(page.blocks[1].line, 3);
}

#[test]
fn lists_and_tables_of_html_are_such() {
    let page = parse(
        "a\n\n<table>\n<tr><th>Name</th><th>Type</th></tr>\n<tr><td>b</td><td><code>c</code></td></tr>\n\
         </table>\n\nd\n\n<div><ul><li>e</li>\n<li>f</li></ul></div>\n",
    );
    assert_eq!(outline(&page.blocks), "p(a) table[Name|Type / b|c] p(d) ul[p(e); p(f)]");
    let lines: Vec<_> = page.blocks.iter().map(|block| block.line).collect();
    assert_eq!(lines, [1, 3, 8, 10]);
    // A piece of a table says what it shows.
    assert_eq!(outline(&parse("<td>x</td>\n</table>\n").blocks), "p(x)");
}

#[test]
fn typography_is_ascii_outside_of_code() {
    let page = parse("\u{201c}a\u{201d} \u{2013} `\u{2019}`");
    assert_eq!(outline(&page.blocks), "p(\"a\" -- \u{2019})");
}

#[test]
fn nesting_is_bounded() {
    for unit in ["> ", "- ", "*a **b ", "[", "![a](", "<b>", "** a", "<!--", "\n** "] {
        parse(&unit.repeat(3_000));
    }
    let deep = format!("{}b{}", "*a **".repeat(3_000), "** *".repeat(3_000));
    let page = parse(&deep);
    let mut written = String::new();
    blocks_to_commonmark(&page.blocks, &mut written);
    assert!(written.contains('b'));
}

proptest! {
    #[test]
    fn nothing_panics(pieces in prop::collection::vec(prop::sample::select(&[
        "*", "**", "** ", " **", "`", "``` ", "```\n", "- ", "+ ", "1. ", "> ", "> [!NOTE]\n", "# ",
        "| a ", "|", "|---|---|\n", "\n", "\n\n", "  \n", "    ", "\\", "<a name=\"x\">", "<a name=",
        "</a>", "<div>", "<!--", "-->", "<script>", "[", "](", ")", "é", "\u{2019}", "a", "\t", "\r\n",
        "Required: Yes", "&amp;", "<br>",
    ][..]), 0..60)) {
        let text = pieces.concat();
        let page = parse(&text);
        let lines = text.lines().count() as u32 + 1;
        for block in &page.blocks {
            prop_assert!((1..=lines).contains(&block.line), "{block:?}");
        }
        let mut written = String::new();
        blocks_to_commonmark(&page.blocks, &mut written);
    }
}

#[test]
fn what_looks_like_a_tag_may_be_words() {
    let text = |page: &str| {
        let document = parse(page);
        let Some(BlockKind::Paragraph(text)) = document.blocks.first().map(|it| &it.kind) else {
            panic!("{page}")
        };
        let mut shown = String::new();
        text.iter().for_each(|inline| inline.push_text(&mut shown));
        shown
    };
    for (page, expected) in [
        ("A List<String> of them", "A List<String> of them"),
        ("A List<Object>", "A List<Object>"),
        ("Map<String,List<Map>>", "Map<String,List<Map>>"),
        ("the <bucket> and </bucket>", "the <bucket> and </bucket>"),
        ("H<sub>2</sub>O, <b>bold</b>word<i>s</i>", "H2O, boldwords"),
        ("a <span class=\"x\">b</span> <object>c</object> <!-- d -->e", "a b c e"),
        ("an <aws-element>f</aws-element>", "an f"),
    ] {
        assert_eq!(text(page), expected, "{page}");
    }
}
