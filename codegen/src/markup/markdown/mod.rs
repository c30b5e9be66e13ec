//! Markdown: CommonMark with the tables and the notes of GitHub.
//!
//! pulldown-cmark finds the structure; here it becomes the [`Document`] that every markup is read
//! into. What is open is kept on a stack of our own, so that nothing nests on the thread's.

mod inlines;
mod tags;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, CowStr, Event, Options, Parser, Tag, TagEnd};

use super::{Block, BlockKind, Document, Inline, Item, Literal, Row, Table};
use inlines::{finish, push};

/// How deep blocks and marks may nest; the marks of deeper ones are passed over.
const MAX_DEPTH: usize = 100;

/// Reads Markdown. In [`Inline::Text`] a line feed stands where a line of the page ends and no
/// break is asked for.
pub fn parse(text: &str) -> Document<'_> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_GFM;
    let line_ends = memchr::memchr_iter(b'\n', text.as_bytes()).collect();
    let root = Open::new(What::Root, 1);
    let mut reader = Reader { line_ends, open: vec![root], passed_over: 0 };
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        reader.event(event, &range);
    }
    while reader.open.len() > 1 {
        reader.close();
    }
    let blocks = reader.open.pop().map(Open::into_blocks);
    Document { blocks: blocks.unwrap_or_default() }
}

struct Reader<'a> {
    line_ends: Vec<usize>,
    /// What is open, the outermost first; never empty.
    open: Vec<Open<'a>>,
    /// How many of those that are open were too deep to be put on the stack.
    passed_over: usize,
}

/// A block or a mark that has begun.
struct Open<'a> {
    what: What<'a>,
    line: u32,
    /// What it holds, if it is a block that holds blocks.
    blocks: Vec<Block<'a>>,
    /// Its text; for a block that holds blocks, text that stands in no paragraph.
    text: Vec<Inline<'a>>,
    text_line: u32,
}

enum What<'a> {
    Root,
    Paragraph,
    Heading(u8),
    Quote,
    Note(&'static str),
    Code(Option<Cow<'a, str>>, Cow<'a, str>),
    Html(String),
    List(Option<u32>, Vec<Item<'a>>),
    Item,
    Table(Box<Table<'a>>),
    Row(Vec<Vec<Block<'a>>>),
    Cell,
    Emphasis,
    Strong,
    Link(Cow<'a, str>),
    /// An image, of which nothing is kept.
    Image,
    /// A block or a mark that means nothing here; what is in it stays.
    Plain,
}

impl<'a> Open<'a> {
    fn new(what: What<'a>, line: u32) -> Self {
        Open { what, line, blocks: Vec::new(), text: Vec::new(), text_line: line }
    }

    /// Text that is in no paragraph, as in the items of a list without blank lines, makes one.
    fn end_paragraph(&mut self) {
        let text = finish(std::mem::take(&mut self.text));
        if !text.is_empty() {
            self.blocks.push(Block { line: self.text_line, kind: BlockKind::Paragraph(text) });
        }
    }

    fn into_blocks(mut self) -> Vec<Block<'a>> {
        self.end_paragraph();
        self.blocks
    }
}

impl<'a> Reader<'a> {
    fn line(&self, at: usize) -> u32 {
        let before = self.line_ends.partition_point(|end| *end < at);
        u32::try_from(before).unwrap_or(u32::MAX).saturating_add(1)
    }

    fn event(&mut self, event: Event<'a>, range: &Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(end) if self.passed_over > 0 => {
                self.passed_over -= 1;
                if !is_mark(end) {
                    self.end_paragraph();
                }
            }
            Event::End(_) => self.close(),
            Event::Html(html) => self.html(&html),
            Event::Text(text) => self.text(text, range),
            Event::Code(code) => {
                let code = match cow(code) {
                    Cow::Borrowed(code) => Cow::Borrowed(code.trim_ascii()),
                    Cow::Owned(code) => Cow::Owned(code.trim_ascii().to_owned()),
                };
                self.inline(Inline::Code(code), range);
            }
            Event::SoftBreak => self.inline(Inline::Text(Cow::Borrowed("\n")), range),
            Event::HardBreak => self.inline(Inline::Break, range),
            Event::InlineHtml(tag) => {
                let before = self.open.last().and_then(|top| match top.text.last()? {
                    Inline::Text(text) => text.chars().next_back(),
                    _ => None,
                });
                if tags::is_text(&tag, before) {
                    self.inline(Inline::Text(cow(tag)), range);
                } else if let Some(inline) = tags::inline(&tag) {
                    self.inline(inline, range);
                }
            }
            _ => self.end_paragraph(),
        }
    }

    fn start(&mut self, tag: Tag<'a>, range: &Range<usize>) {
        if !is_mark(tag.to_end()) {
            self.end_paragraph();
        }
        if self.open.len() >= MAX_DEPTH {
            self.passed_over += 1;
            return;
        }
        let what = match tag {
            Tag::Paragraph => What::Paragraph,
            Tag::Heading { level, .. } => What::Heading(level as u8),
            Tag::BlockQuote(None) => What::Quote,
            Tag::BlockQuote(Some(kind)) => What::Note(match kind {
                BlockQuoteKind::Note => "note",
                BlockQuoteKind::Tip => "tip",
                BlockQuoteKind::Important => "important",
                BlockQuoteKind::Warning => "warning",
                BlockQuoteKind::Caution => "caution",
            }),
            Tag::CodeBlock(kind) => {
                let language = match &kind {
                    CodeBlockKind::Fenced(info) => info.split_ascii_whitespace().next(),
                    CodeBlockKind::Indented => None,
                };
                let language = language.map(|language| Cow::Owned(language.to_owned()));
                What::Code(language, Cow::Borrowed(""))
            }
            Tag::HtmlBlock => What::Html(String::new()),
            Tag::List(start) => {
                let start = start.map(|start| u32::try_from(start).unwrap_or(u32::MAX));
                What::List(start, Vec::new())
            }
            Tag::Item => What::Item,
            Tag::Table(_) => What::Table(Box::default()),
            Tag::TableHead | Tag::TableRow => What::Row(Vec::new()),
            Tag::TableCell => What::Cell,
            Tag::Emphasis => What::Emphasis,
            Tag::Strong => What::Strong,
            Tag::Link { dest_url, .. } => What::Link(cow(dest_url)),
            Tag::Image { .. } => What::Image,
            _ => What::Plain,
        };
        let line = self.line(range.start);
        if let Some(top) = self.open.last_mut()
            && top.text.is_empty()
        {
            top.text_line = line;
        }
        self.open.push(Open::new(what, line));
    }

    fn end_paragraph(&mut self) {
        if let Some(top) = self.open.last_mut()
            && top.what.holds_blocks()
        {
            top.end_paragraph();
        }
    }

    fn inline(&mut self, inline: Inline<'a>, range: &Range<usize>) {
        let line = self.line(range.start);
        if let Some(top) = self.open.last_mut() {
            if top.text.is_empty() {
                top.text_line = line;
            }
            push(&mut top.text, inline);
        }
    }

    fn text(&mut self, text: CowStr<'a>, range: &Range<usize>) {
        let line = self.line(range.start);
        match self.open.last_mut() {
            Some(Open { what: What::Code(_, code), line: first, .. }) => {
                if code.is_empty() {
                    *first = line;
                    *code = cow(text);
                } else {
                    code.to_mut().push_str(&text);
                }
            }
            Some(Open { what: What::Html(html), .. }) => html.push_str(&text),
            _ => self.inline(Inline::Text(cow(text)), range),
        }
    }

    fn html(&mut self, text: &str) {
        if let Some(Open { what: What::Html(html), .. }) = self.open.last_mut() {
            html.push_str(text);
        }
    }

    /// Ends what is innermost: it becomes a part of what is around it.
    fn close(&mut self) {
        if self.open.len() < 2 {
            return;
        }
        let Some(mut top) = self.open.pop() else { return };
        let Some(around) = self.open.last_mut() else { return };
        if top.what.holds_blocks() {
            top.end_paragraph();
        }
        let Open { what, line, mut blocks, text, .. } = top;
        let kind = match what {
            What::Paragraph => match finish(text) {
                text if text.is_empty() => return,
                text => BlockKind::Paragraph(text),
            },
            What::Heading(level) => BlockKind::Heading { level, text: finish(text) },
            What::Quote => BlockKind::Quote(blocks),
            What::Note(name) => BlockKind::Directive {
                name: Cow::Borrowed(name),
                argument: Cow::Borrowed(""),
                content: blocks,
            },
            What::Code(language, raw) => {
                let raw = match raw {
                    Cow::Borrowed(raw) => Cow::Borrowed(raw.trim_end()),
                    Cow::Owned(raw) => Cow::Owned(raw.trim_end().to_owned()),
                };
                BlockKind::Literal(Literal { language, raw, indent: 0 })
            }
            What::Html(html) => return around.blocks.extend(tags::blocks(&html, line)),
            What::List(start, items) => BlockKind::List { start, items },
            What::Table(table) => BlockKind::Table(table),
            What::Item => match &mut around.what {
                What::List(_, items) => return items.push(Item { line, blocks }),
                _ => return around.blocks.append(&mut blocks),
            },
            What::Row(cells) => {
                let row = Row { line, cells };
                match &mut around.what {
                    What::Table(table) if table.head.is_empty() => table.head.push(row),
                    What::Table(table) => table.body.push(row),
                    _ => {}
                }
                return;
            }
            What::Cell => match &mut around.what {
                What::Row(cells) => return cells.push(blocks),
                _ => return around.blocks.append(&mut blocks),
            },
            What::Emphasis => return push(&mut around.text, Inline::Emphasis(finish(text))),
            What::Strong => return push(&mut around.text, Inline::Strong(finish(text))),
            What::Link(target) => {
                return push(&mut around.text, Inline::Link { text: finish(text), target });
            }
            What::Image => return,
            What::Plain | What::Root => {
                around.blocks.append(&mut blocks);
                return text.into_iter().for_each(|inline| push(&mut around.text, inline));
            }
        };
        around.blocks.push(Block { line, kind });
    }
}

impl What<'_> {
    /// Whether blocks may stand in it; text in it that is in no paragraph is one then.
    fn holds_blocks(&self) -> bool {
        matches!(self, What::Root | What::Quote | What::Note(_) | What::Item | What::Cell)
    }
}

/// Whether it is a mark in running text and no block.
fn is_mark(end: TagEnd) -> bool {
    matches!(
        end,
        TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image
    )
}

fn cow<'a>(text: CowStr<'a>) -> Cow<'a, str> {
    match text {
        CowStr::Borrowed(text) => Cow::Borrowed(text),
        text => Cow::Owned(text.into_string()),
    }
}
