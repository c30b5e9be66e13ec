use super::{clean, plain};

/// Holds a text against a parser: what rustdoc would warn of is not in it.
#[cfg(feature = "parse")]
fn complaints(text: &str) -> Vec<String> {
    use pulldown_cmark::{BrokenLink, CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

    // The options that rustdoc reads documentation with.
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION;
    let mut found = Vec::new();
    let broken = std::cell::RefCell::new(Vec::new());
    let callback = |link: BrokenLink<'_>| {
        broken.borrow_mut().push(format!("a link to an item: {}", link.reference));
        None
    };
    let mut links = 0;
    let mut code = 0;
    for event in Parser::new_with_broken_link_callback(text, options, Some(callback)) {
        match event {
            Event::Html(html) | Event::InlineHtml(html) => found.push(format!("a tag: {html}")),
            Event::Start(Tag::CodeBlock(kind)) => {
                code += 1;
                match kind {
                    CodeBlockKind::Fenced(info) if &*info == "text" => {}
                    kind => found.push(format!("code that is a test: {kind:?}")),
                }
            }
            Event::End(TagEnd::CodeBlock) => code -= 1,
            Event::Start(Tag::Link { dest_url, .. }) => {
                links += 1;
                let dest_url = dest_url.to_ascii_lowercase();
                if !["http://", "https://", "mailto:"].iter().any(|it| dest_url.starts_with(it)) {
                    found.push(format!("a link that leads nowhere: {dest_url}"));
                }
            }
            Event::End(TagEnd::Link) => links -= 1,
            Event::Start(Tag::Image { dest_url, .. }) => {
                found.push(format!("a picture: {dest_url}"))
            }
            Event::FootnoteReference(name) => found.push(format!("a footnote: {name}")),
            Event::Text(text) if links == 0 && code == 0 => {
                for (at, _) in text.match_indices("://") {
                    let scheme = text[..at].ends_with("http") || text[..at].ends_with("https");
                    if scheme && text[at + 3..].starts_with(|c: char| c.is_alphanumeric()) {
                        found.push(format!("a bare address: {text}"));
                    }
                }
            }
            _ => {}
        }
    }
    found.extend(broken.into_inner());
    found
}

/// A cell of a table ends at a bar, be it in an address.
#[test]
fn no_address_reaches_out_of_a_cell() {
    assert_eq!(clean("<https://a.example/b|c>"), "<https://a.example/b%7Cc>");
}

/// The brackets of a link that leads nowhere go, and what is behind them is no code for that.
#[test]
fn what_was_behind_a_bracket_that_goes_is_still_text() {
    assert_eq!(clean("[    one](12)"), "one");
    assert_eq!(clean("- [     two](12)"), "- two");
    assert_eq!(clean(&format!("{}[    three](12)", "> ".repeat(9))).matches("    ").count(), 0);
}

#[test]
fn what_is_plain_stays_as_it_is() {
    for text in [
        "Plain text, and *some* **more**.",
        "First.\n\nSecond `code` here.",
        "- one\n- two\n\n  more of two\n\n1. first\n2. second",
        "# Heading\n\nText",
        "See [the guide](https://docs.aws.amazon.com/x.html).",
        "> **Note**\n>\n> Text",
        "| a | b |\n| --- | --- |\n| 1 | `x` |",
    ] {
        assert_eq!(clean(text), text);
    }
}

#[test]
fn code_is_never_a_test() {
    let cases = [
        ("```\nlet x;\n```", "```text\nlet x;\n```"),
        ("~~~ rust\nx\n~~~", "```text\nx\n```"),
        ("````\n```\n````", "````text\n```\n````"),
        ("open\n```json\n{}", "open\n```text\n{}\n```"),
        (
            "Text\n\n    indented\n\n      code\n\nText",
            "Text\n\n```text\nindented\n\n  code\n```\n\nText",
        ),
        ("- item\n\n      code\n", "- item\n\n  ```text\n  code\n  ```"),
        ("- ```\n  x\n  ```", "- ```text\n  x\n  ```"),
        ("-      x", "- x"),
        ("> ```\n> x", "> ```text\n> x\n> ```"),
    ];
    for (text, expected) in cases {
        assert_eq!(clean(text), expected, "{text}");
    }
}

#[test]
fn what_would_be_markup_of_rustdoc_is_escaped() {
    let cases = [
        ("a [Struct] and [x][y]", r"a \[Struct\] and \[x\]\[y\]"),
        ("an [item](Struct::method) here", "an item here"),
        ("a [page](/console/home)", "a page"),
        ("<b>bold</b> and Vec<String>", r"\<b>bold\</b> and Vec\<String>"),
        ("see https://a.example/x_y. Or", "see <https://a.example/x_y>. Or"),
        (r"see https://a.example/x\_y", "see <https://a.example/x_y>"),
        ("(https://a.example/x(1))", "(<https://a.example/x%281%29>)"),
        ("[https://a.example](https://a.example)", "[https://a.example](https://a.example)"),
        ("<https://a.example>", "<https://a.example>"),
        ("odd ` tick", r"odd \` tick"),
        ("`a\nb [c]`", "`a b [c]`"),
        ("`[a]` [b](https://x.example \"title\")", "`[a]` [b](https://x.example)"),
        ("![logo](https://x.example/a.png)", "[logo](https://x.example/a.png)"),
        ("[a [b] c](https://x.example)", r"[a \[b\] c](https://x.example)"),
        ("[a]: https://x.example", r"\[a\]: <https://x.example>"),
        (r"\[escaped\] \`", r"\[escaped\] \`"),
        (
            "| a | b |\n|---|---|\n`![|\\[x](https://a.example)`",
            "| a | b |\n|---|---|\n\\`\\!\\[|\\[x\\](<https://a.example>)\\`",
        ),
        ("*/ //! \u{202e}x\0", "*/ //! x"),
    ];
    for (text, expected) in cases {
        assert_eq!(clean(text), expected, "{text}");
    }
}

#[test]
fn a_title_is_no_markup() {
    assert_eq!(plain("Amazon `S3` <x> [y]"), r"Amazon \`S3\` \<x\> \[y\]");
}

#[cfg(feature = "parse")]
mod against_a_parser {
    use std::fs;
    use std::path::Path;

    use proptest::prelude::*;

    use super::{clean, complaints};

    /// Pieces that texts of documentation are made of, and that trip readers up.
    fn hostile() -> impl Strategy<Value = String> {
        let piece = prop::sample::select(vec![
            "a",
            "word",
            " ",
            "  ",
            "    ",
            "      ",
            "\n",
            "\n\n",
            "- ",
            "* ",
            "1. ",
            "12) ",
            "> ",
            "#",
            "# ",
            "```",
            "~~~",
            "````",
            "`",
            "``",
            "[",
            "]",
            "(",
            ")",
            "](",
            "[x](y)",
            "[x](https://a.example)",
            "https://a.example/b",
            "http://",
            "<",
            ">",
            "<b>",
            "</b>",
            "<!--",
            "<https://a.example>",
            "\\",
            "\\`",
            "\\[",
            "!",
            "![",
            "*",
            "**",
            "_",
            "---",
            "===",
            "|",
            "| a | b |\n|---|---|\n",
            "[^1]",
            "[^1]: x",
            "[a]: b",
            "&lt;",
            "&#91;",
            "\t",
            "\r\n",
            "\u{202e}",
            "é",
            "- [ ] ",
            ":",
            "rust",
            "\"",
            "'",
            "+ ",
            "-",
            "=",
        ]);
        prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
    }

    /// `PROPTEST_CASES` asks for more of them.
    fn config() -> ProptestConfig {
        let usual = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
        ProptestConfig { cases: usual.cases.max(4_000), ..usual }
    }

    proptest! {
        #![proptest_config(config())]

        #[test]
        fn hostile_texts_leave_nothing_to_complain_of(text in hostile()) {
            let cleaned = clean(&text);
            let found = complaints(&cleaned);
            prop_assert!(found.is_empty(), "{:?}\n{:?}\n{:?}", text, cleaned, found);
        }
    }

    #[test]
    fn the_committed_specs_leave_nothing_to_complain_of() {
        let specs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec");
        for provider in ["aws", "huaweicloud"] {
            let Ok(entries) = fs::read_dir(specs.join(provider)) else { continue };
            for path in entries.flatten().map(|entry| entry.path()) {
                let text = fs::read_to_string(&path).unwrap();
                let spec = crate::spec::read(&text, &path).unwrap();
                let shapes = spec.shapes.iter();
                let members = shapes.clone().flat_map(|shape| shape.kind.members());
                let texts = (spec.documentation.iter())
                    .chain(spec.operations.iter().filter_map(|it| it.documentation.as_ref()))
                    .chain(shapes.filter_map(|it| it.documentation.as_ref()))
                    .chain(members.filter_map(|it| it.documentation.as_ref()));
                for text in texts {
                    let cleaned = clean(text);
                    let found = complaints(&cleaned);
                    assert!(found.is_empty(), "{}: {found:?}\n{cleaned}", path.display());
                }
            }
        }
    }
}
