//! Whatever is written reads back to the same structure.

use std::fmt::Write;

use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::blocks_to_commonmark;
use crate::markup::{Block, BlockKind, Inline, Item, Literal, Row, Table, rst};

/// The structure of CommonMark, as pulldown-cmark reads it.
fn read_back(markdown: &str) -> String {
    let mut outline = Outline::default();
    // The blocks that hold text without being paragraphs of their own: items of tight lists.
    let mut inline = false;
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
        let starts_block = !matches!(
            event,
            Event::Text(_)
                | Event::Code(_)
                | Event::SoftBreak
                | Event::HardBreak
                | Event::InlineHtml(_)
                | Event::Start(Tag::Emphasis | Tag::Strong | Tag::Link { .. })
                | Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link)
        );
        if starts_block && inline {
            outline.close("p");
            inline = false;
        } else if !starts_block && !inline && !outline.in_text {
            outline.open("p");
            inline = true;
        }
        match event {
            Event::Start(Tag::Paragraph) => {
                outline.open("p");
                outline.in_text = true;
            }
            Event::End(TagEnd::Paragraph) => {
                outline.close("p");
                outline.in_text = false;
            }
            Event::Start(Tag::Heading { level, .. }) => {
                outline.open(&format!("h{}", level as u8));
                outline.in_text = true;
            }
            Event::End(TagEnd::Heading(level)) => {
                outline.close(&format!("h{}", level as u8));
                outline.in_text = false;
            }
            Event::Start(Tag::CodeBlock(_)) => {
                outline.open("code");
                outline.in_text = true;
            }
            Event::End(TagEnd::CodeBlock) => {
                let end = outline.out.trim_end_matches('\n').len();
                outline.out.truncate(end);
                outline.close("code");
                outline.in_text = false;
            }
            Event::Start(Tag::List(start)) => {
                outline.open(if start.is_some() { "ol" } else { "ul" })
            }
            Event::End(TagEnd::List(ordered)) => outline.close(if ordered { "ol" } else { "ul" }),
            Event::Start(Tag::Item) => outline.open("li"),
            Event::End(TagEnd::Item) => outline.close("li"),
            Event::Start(Tag::BlockQuote(_)) => outline.open("q"),
            Event::End(TagEnd::BlockQuote(_)) => outline.close("q"),
            Event::Start(Tag::Table(_)) => outline.open("table"),
            Event::End(TagEnd::Table) => outline.close("table"),
            Event::Start(Tag::TableRow | Tag::TableHead) => outline.open("tr"),
            Event::End(TagEnd::TableRow | TagEnd::TableHead) => outline.close("tr"),
            Event::Start(Tag::TableCell) => {
                outline.open("td");
                outline.in_text = true;
            }
            Event::End(TagEnd::TableCell) => {
                outline.close("td");
                outline.in_text = false;
            }
            Event::Start(Tag::Emphasis) => outline.open("em"),
            Event::End(TagEnd::Emphasis) => outline.close("em"),
            Event::Start(Tag::Strong) => outline.open("b"),
            Event::End(TagEnd::Strong) => outline.close("b"),
            Event::Start(Tag::Link { dest_url, .. }) => outline.open(&format!("a {dest_url}")),
            Event::End(TagEnd::Link) => outline.close("a"),
            Event::Text(text) => outline.out.push_str(&text),
            Event::Code(code) => outline.code(&code),
            Event::SoftBreak => outline.out.push_str("⟨soft⟩"),
            Event::HardBreak => outline.out.push_str("⟨br⟩"),
            other => write!(outline.out, "⟨{other:?}⟩").unwrap(),
        }
    }
    if inline {
        outline.close("p");
    }
    normal(&outline.out)
}

#[derive(Default)]
struct Outline {
    out: String,
    in_text: bool,
}

impl Outline {
    fn open(&mut self, name: &str) {
        write!(self.out, "⟨{name}⟩").unwrap();
    }

    fn close(&mut self, name: &str) {
        write!(self.out, "⟨/{name}⟩").unwrap();
    }

    fn code(&mut self, code: &str) {
        write!(self.out, "⟨`{}`⟩", code.replace(['\n', ' '], "·")).unwrap();
    }

    fn inlines(&mut self, inlines: &[Inline<'_>]) {
        for inline in inlines {
            match inline {
                Inline::Text(text) => self.out.push_str(text),
                Inline::Code(code) if code.is_empty() => {}
                Inline::Code(code) => self.code(code),
                Inline::Emphasis(inner) => {
                    self.open("em");
                    self.inlines(inner);
                    self.close("em");
                }
                Inline::Strong(inner) => {
                    self.open("b");
                    self.inlines(inner);
                    self.close("b");
                }
                Inline::Link { text, target } => {
                    if matches!(text.first(), Some(Inline::Text(text)) if text.starts_with(char::is_whitespace))
                    {
                        self.out.push(' ');
                    }
                    self.open(&format!("a {}", target.trim()));
                    let start = self.out.len();
                    self.inlines(text);
                    let text = self.out[start..].trim_start().to_owned();
                    self.out.replace_range(start.., &text);
                    self.close("a");
                }
                Inline::Role { text, .. } => self.out.push_str(text),
                Inline::Anchor(_) => {}
                Inline::Break => self.out.push_str("⟨br⟩"),
            }
        }
    }

    fn around(&mut self, name: &str, inside: impl FnOnce(&mut Self)) {
        let before = self.out.len();
        self.open(name);
        let start = self.out.len();
        inside(self);
        let empty = normal(&self.out[start..]).is_empty();
        if empty && !matches!(name, "td" | "tr") {
            self.out.truncate(before);
        } else {
            self.close(name);
        }
    }

    fn blocks(&mut self, blocks: &[Block<'_>]) {
        for block in blocks {
            match &block.kind {
                BlockKind::Paragraph(text) => self.around("p", |outline| outline.inlines(text)),
                BlockKind::Heading { level, text } => {
                    self.around(&format!("h{level}"), |outline| outline.inlines(text));
                }
                BlockKind::Literal(literal) => {
                    let lines: Vec<_> = literal.lines().map(str::trim_end).collect();
                    let code = lines.join("\n");
                    self.around("code", |outline| outline.out.push_str(code.trim_matches('\n')));
                }
                BlockKind::List { start, items } => {
                    if items.is_empty() {
                        continue;
                    }
                    let name = if start.is_some() { "ol" } else { "ul" };
                    self.around(name, |outline| {
                        for item in items {
                            outline.around("li", |outline| outline.blocks(&item.blocks));
                        }
                    });
                }
                BlockKind::Quote(blocks) => self.around("q", |outline| outline.blocks(blocks)),
                BlockKind::Table(table) => self.around("table", |outline| {
                    for row in table.head.iter().chain(&table.body) {
                        outline.around("tr", |outline| {
                            for cell in &row.cells {
                                outline.around("td", |outline| {
                                    if let [Block { kind: BlockKind::Paragraph(text), .. }] =
                                        &cell[..]
                                    {
                                        outline.inlines(text);
                                    }
                                });
                            }
                        });
                    }
                }),
                _ => {}
            }
        }
    }
}

/// Blanks collapsed, and outside of the markup they stand at the edge of.
fn normal(outline: &str) -> String {
    let mut out = outline.to_owned();
    loop {
        let mut next = out.replace(['\n', '\t', '\r', '\u{a0}'], " ").replace("  ", " ");
        for name in ["em", "b", "a"] {
            next = next.replace(&format!(" ⟨/{name}⟩"), &format!("⟨/{name}⟩ "));
            next = next.replace(&format!("⟨{name}⟩ "), &format!(" ⟨{name}⟩"));
            if name != "a" {
                next = next.replace(&format!("⟨{name}⟩⟨/{name}⟩"), "");
            }
        }
        for name in ["p", "h1", "h2", "h3", "td"] {
            next = next.replace(&format!("⟨{name}⟩ "), &format!("⟨{name}⟩"));
            next = next.replace(&format!(" ⟨/{name}⟩"), &format!("⟨/{name}⟩"));
        }
        for name in ["p", "td"] {
            next = next.replace(&format!("⟨{name}⟩⟨br⟩"), &format!("⟨{name}⟩"));
        }
        next = next.replace(" ⟨br⟩", "⟨br⟩").replace("⟨br⟩⟨br⟩", "⟨br⟩").replace("⟨br⟩ ", "⟨br⟩");
        next = next.trim_matches(' ').to_owned();
        if next == out {
            return out;
        }
        out = next;
    }
}

/// Text with many characters that could be markup.
fn wild() -> impl Strategy<Value = String> {
    proptest::collection::vec(
        prop_oneof![
            4 => "[a-z0-9]{1,3}",
            4 => Just(" ".to_owned()),
            6 => proptest::sample::select(vec![
                "*", "**", "_", "`", "``", "<", ">", "[", "]", "](", "](x)", "#", "##", "-", "+",
                "1.", "1)", "&", "&amp;", "&#35;", ";", "!", "![", "\\", "\\\\", "|", "~", "~~~",
                "=", "---", "<b>", "</b>", "<!--", "http://a.b", "<http://a.b>", "(", ")", ":",
                "[a]: b", "\"", "'", "é", "“", "→", "\u{a0}", "\n", "\t", "$", "^", "@",
            ]).prop_map(str::to_owned),
        ],
        1..12,
    )
    .prop_map(|parts| parts.concat())
}

/// Text that holds something to see, and begins and ends with nothing that emphasis could join.
fn word() -> impl Strategy<Value = Inline<'static>> {
    ("[a-z. ]", wild(), "[a-z, ]").prop_map(|(a, b, c)| Inline::Text(format!("{a}{b}{c}").into()))
}

fn marked() -> impl Strategy<Value = Inline<'static>> {
    let text = || ("[a-z]?", wild(), "[a-z]").prop_map(|(a, b, c)| format!("{a}{b}{c}"));
    prop_oneof![
        "[a-z `|&*\\\\<]{1,8}".prop_map(|code| Inline::Code(code.into())),
        text().prop_map(|text| Inline::Emphasis(vec![Inline::Text(text.into())])),
        text().prop_map(|text| Inline::Strong(vec![Inline::Text(text.into())])),
        (text(), "[a-z/:()<>?&=%\\\\ *_#;]{0,12}[a-z]").prop_map(|(text, target)| Inline::Link {
            text: vec![Inline::Text(text.into())],
            target: target.into(),
        }),
        Just(Inline::Break),
    ]
}

fn line() -> impl Strategy<Value = Vec<Inline<'static>>> {
    (proptest::option::of(marked()), word(), proptest::collection::vec((marked(), word()), 0..3))
        .prop_map(|(first, word, rest)| {
            let mut line = Vec::new();
            line.extend(first.filter(|inline| *inline != Inline::Break));
            line.push(word);
            line.extend(rest.into_iter().flat_map(|(marked, word)| [marked, word]));
            line.push(Inline::Text("z".into()));
            line
        })
}

fn of(kind: BlockKind<'static>) -> Block<'static> {
    Block { line: 1, kind }
}

fn block() -> impl Strategy<Value = Block<'static>> {
    let leaf = prop_oneof![
        4 => line().prop_map(BlockKind::Paragraph),
        1 => line().prop_map(|mut text| {
            text.retain(|inline| *inline != Inline::Break);
            BlockKind::Heading { level: 2, text }
        }),
        1 => "[a-z `~\n#>]{0,20}[a-z`]".prop_map(|raw| BlockKind::Literal(Literal {
            language: None,
            raw: raw.into(),
            indent: 0,
        })),
        1 => proptest::collection::vec(proptest::collection::vec(line(), 2), 2).prop_map(|rows| {
            let cell = |mut text: Vec<_>| {
                text.retain(|inline| *inline != Inline::Break);
                vec![of(BlockKind::Paragraph(text))]
            };
            let mut rows = rows.into_iter().map(|row| Row {
                line: 1,
                cells: row.into_iter().map(cell).collect(),
            });
            let head = rows.next().into_iter().collect();
            BlockKind::Table(Box::new(Table { head, body: rows.collect(), ..Table::default() }))
        }),
    ];
    leaf.prop_map(of).prop_recursive(4, 24, 4, |inner| {
        let inner = proptest::collection::vec(inner, 0..4);
        prop_oneof![
            inner.clone().prop_map(BlockKind::Quote),
            (proptest::option::of(0_u32..3), proptest::collection::vec(inner, 1..4)).prop_map(
                |(start, items)| {
                    let items = items.into_iter().map(|blocks| Item { line: 1, blocks });
                    BlockKind::List { start, items: items.collect() }
                }
            ),
        ]
        .prop_map(of)
    })
}

fn check(blocks: &[Block<'_>]) {
    let mut written = String::new();
    blocks_to_commonmark(blocks, &mut written);
    assert!(!written.starts_with('\n') && !written.ends_with('\n'), "{written:?}");
    for line in written.lines() {
        assert!(!line.ends_with(' '), "blanks at the end of a line: {written:?}");
    }
    let mut outline = Outline::default();
    outline.blocks(blocks);
    assert_eq!(read_back(&written), normal(&outline.out), "\n{written}\n");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn text_reads_back(text in wild()) {
        check(&[Block { line: 1, kind: BlockKind::Paragraph(vec![Inline::Text(text.into())]) }]);
    }

    #[test]
    fn running_text_reads_back(text in line()) {
        check(&[Block { line: 1, kind: BlockKind::Paragraph(text) }]);
    }

    #[test]
    fn blocks_read_back(blocks in proptest::collection::vec(block(), 1..4)) {
        check(&blocks);
    }

    #[test]
    fn whatever_was_read_can_be_written(text in wild()) {
        let mut written = String::new();
        blocks_to_commonmark(&rst::parse(&text).blocks, &mut written);
        read_back(&written);
    }
}
