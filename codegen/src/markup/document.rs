//! The model that every markup is read into.
//!
//! It borrows from the text of the page wherever the text stands there as it
//! is; only what markup changed (an escape, an entity) is owned.

use std::borrow::Cow;

/// A page: its blocks, in order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document<'a> {
    /// The blocks of the page, outermost first.
    pub blocks: Vec<Block<'a>>,
}

/// A block and the line it begins at.
#[derive(Clone, Debug, PartialEq)]
pub struct Block<'a> {
    /// The line of the page, counted from 1.
    pub line: u32,
    /// What the block is.
    pub kind: BlockKind<'a>,
}

/// What a [`Block`] is.
#[derive(Clone, Debug, PartialEq)]
pub enum BlockKind<'a> {
    /// A heading. Level 1 is the page's outermost.
    Heading {
        /// Its depth, from 1.
        level: u8,
        /// Its text.
        text: Vec<Inline<'a>>,
    },
    /// Running text.
    Paragraph(Vec<Inline<'a>>),
    /// Text to be taken as it stands: code.
    Literal(Literal<'a>),
    /// A bullet or a numbered list.
    List {
        /// The number of the first item, where the list is a numbered one.
        start: Option<u32>,
        /// Its items.
        items: Vec<Item<'a>>,
    },
    /// A definition list.
    Definitions(Vec<Definition<'a>>),
    /// A field list: `:name argument: body`.
    Fields(Vec<Field<'a>>),
    /// A directive or its like in another markup: an object description (`py:method`), an
    /// admonition (`note`, `warning`), a `toctree`.
    Directive {
        /// Its name, as the page writes it.
        name: Cow<'a, str>,
        /// What stands behind the name on the same line: a signature, a title.
        argument: Cow<'a, str>,
        /// Its content. A directive whose content is no markup holds one [`BlockKind::Literal`].
        content: Vec<Block<'a>>,
    },
    /// A block set off by indentation alone, or a block quote.
    Quote(Vec<Block<'a>>),
    /// A table.
    Table(Box<Table<'a>>),
}

/// Text to be taken as it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Literal<'a> {
    /// The language that the page names, if any.
    pub language: Option<Cow<'a, str>>,
    /// The lines as they stand on the page, their indentation included.
    pub raw: Cow<'a, str>,
    /// How many leading columns of each line of `raw` are the page's and not the text's.
    pub indent: usize,
}

impl Literal<'_> {
    /// The text's own lines, without the page's indentation.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        self.raw.lines().map(|line| {
            if line.trim_ascii().is_empty() {
                return "";
            }
            let blank = line.len() - line.trim_start_matches(' ').len();
            &line[blank.min(self.indent)..]
        })
    }
}

/// An item of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Item<'a> {
    /// The line of the page, counted from 1.
    pub line: u32,
    /// What the item holds.
    pub blocks: Vec<Block<'a>>,
}

/// A term and what is said of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Definition<'a> {
    /// The line of the page, counted from 1.
    pub line: u32,
    /// The term.
    pub term: Vec<Inline<'a>>,
    /// What is said of it.
    pub blocks: Vec<Block<'a>>,
}

/// A field of a field list: `:param portalId: …` is the name `param` with the argument `portalId`.
#[derive(Clone, Debug, PartialEq)]
pub struct Field<'a> {
    /// The line of the page, counted from 1.
    pub line: u32,
    /// The first word between the colons.
    pub name: Cow<'a, str>,
    /// The rest between the colons.
    pub argument: Cow<'a, str>,
    /// The field's body.
    pub blocks: Vec<Block<'a>>,
}

/// A table. Cells that span are repeated in every row and column they cover.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table<'a> {
    /// The caption, where the page has one.
    pub caption: Vec<Inline<'a>>,
    /// A name that links on the page lead to.
    pub anchor: Option<Cow<'a, str>>,
    /// The rows of the head.
    pub head: Vec<Row<'a>>,
    /// The rows of the body.
    pub body: Vec<Row<'a>>,
}

/// A row of a [`Table`].
#[derive(Clone, Debug, PartialEq)]
pub struct Row<'a> {
    /// The line of the page, counted from 1.
    pub line: u32,
    /// Its cells.
    pub cells: Vec<Vec<Block<'a>>>,
}

/// A piece of running text.
#[derive(Clone, Debug, PartialEq)]
pub enum Inline<'a> {
    /// Text, with the typographic quotes, dashes and ellipses that some renderers make of
    /// ASCII put back into ASCII (`'`, `"`, `--`, `---`, `...`), so that a text reads the same
    /// whichever copy of the page it came from. Not in [`Inline::Code`].
    Text(Cow<'a, str>),
    /// Code.
    Code(Cow<'a, str>),
    /// Emphasised text.
    Emphasis(Vec<Inline<'a>>),
    /// Strongly emphasised text.
    Strong(Vec<Inline<'a>>),
    /// A link.
    Link {
        /// What is shown.
        text: Vec<Inline<'a>>,
        /// Where it leads, as the page writes it.
        target: Cow<'a, str>,
    },
    /// An interpreted role of reStructuredText: `` :py:class:`X` `` or `` :doc:`title <target>` ``.
    Role {
        /// The role without its colons: `py:class`.
        name: Cow<'a, str>,
        /// What is shown.
        text: Cow<'a, str>,
        /// Where it leads, if that is not the text itself.
        target: Option<Cow<'a, str>>,
    },
    /// A name that links on the page lead to; shows nothing.
    Anchor(Cow<'a, str>),
    /// A line break that the page asks for.
    Break,
}

impl Inline<'_> {
    /// Appends what a reader sees of it, without markup.
    pub fn push_text(&self, out: &mut String) {
        match self {
            Inline::Text(text) | Inline::Code(text) | Inline::Role { text, .. } => {
                out.push_str(text)
            }
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Link { text: inner, .. } => {
                inner.iter().for_each(|inline| inline.push_text(out));
            }
            Inline::Anchor(_) => {}
            Inline::Break => out.push('\n'),
        }
    }
}

/// What a reader sees of running text, without markup.
pub fn plain(text: &[Inline<'_>]) -> String {
    let mut plain = String::new();
    text.iter().for_each(|inline| inline.push_text(&mut plain));
    plain
}
