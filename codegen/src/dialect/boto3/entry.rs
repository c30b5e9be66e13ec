//! The field lists: `:param portalId:` and `- **sessions** *(list) --*`.
//!
//! A list is written down as the run of its entries in the order of the page, each with its depth.
//! The documentation's own markup now and then breaks the indentation, and then only the order is
//! left to go by; the syntax block says what stands in what.

use std::ops::Range;

use crate::markup::{Block, BlockKind, Field, Inline, Item};

/// The entries of one section.
#[derive(Debug, Default)]
pub(super) struct Entries<'d> {
    pub list: Vec<Entry<'d>>,
    /// The documentation of all of them, in as many pieces as the markup made of it.
    pub pieces: Vec<TextPiece<'d>>,
    /// Documentation broke out of its indentation, so that depths tell nothing from there on.
    pub slipped: bool,
}

/// What a list says of one position.
#[derive(Debug)]
pub(super) struct Entry<'d> {
    pub line: u32,
    /// How many entries it stands in, as far as the indentation tells.
    pub depth: u32,
    /// Absent for the element of a list, the key and the value of a map, and what is returned.
    pub name: Option<&'d str>,
    pub ty: EntryType,
    pub required: bool,
    /// The note that exactly one of the members is set.
    pub union: Option<&'d Block<'d>>,
    /// Which pieces are its documentation.
    pub documentation: Range<usize>,
}

/// A piece of documentation.
#[derive(Clone, Copy, Debug)]
pub(super) enum TextPiece<'d> {
    Blocks(&'d [Block<'d>]),
    /// Running text that is no block of its own: what follows a head, or what the markup took for
    /// the term of a definition.
    Line(Lead<'d>),
}

/// A type in a list's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum EntryType {
    String,
    Integer,
    Float,
    Boolean,
    Bytes,
    Datetime,
    List,
    Dict,
    Document,
    Stream,
    EventStream,
    /// Something else, in words: `str or dict`.
    Other,
}

impl EntryType {
    pub fn of_words(words: &str) -> Self {
        match words {
            "string" | "character" => EntryType::String,
            "integer" => EntryType::Integer,
            "float" => EntryType::Float,
            "boolean" => EntryType::Boolean,
            "bytes" => EntryType::Bytes,
            "datetime" => EntryType::Datetime,
            "list" => EntryType::List,
            "dict" => EntryType::Dict,
            "JSON serializable" => EntryType::Document,
            "bytes or seekable file-like object" => EntryType::Stream,
            _ => EntryType::Other,
        }
    }

    fn of_role(text: &str) -> Self {
        match text.trim_start_matches('.') {
            "StreamingBody" => EntryType::Stream,
            "EventStream" => EntryType::EventStream,
            "document" => EntryType::Document,
            _ => EntryType::Other,
        }
    }

    /// The type that the body of `:type name:` gives.
    pub fn of_blocks(blocks: &[Block<'_>]) -> Self {
        match blocks {
            [Block { kind: BlockKind::Paragraph(text), .. }] => match &text[..] {
                [Inline::Text(words)] => EntryType::of_words(words.trim_ascii()),
                [Inline::Role { text, .. }] => EntryType::of_role(text),
                _ => EntryType::Other,
            },
            _ => EntryType::Other,
        }
    }
}

/// Running text from somewhere within its first inline.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Lead<'d> {
    pub first: &'d str,
    pub rest: &'d [Inline<'d>],
}

impl<'d> Lead<'d> {
    pub fn new(inlines: &'d [Inline<'d>]) -> Self {
        match inlines {
            [Inline::Text(first), rest @ ..] => Lead { first: first.trim_ascii_start(), rest },
            rest => Lead { first: "", rest },
        }
    }

    pub fn is_empty(&self) -> bool {
        self.first.is_empty() && self.rest.is_empty()
    }

    /// Takes `**[REQUIRED]**` off the front.
    fn take_required(self) -> (bool, Self) {
        match self.rest {
            [Inline::Strong(word), rest @ ..]
                if self.first.is_empty() && plain(word) == Some("[REQUIRED]") =>
            {
                (true, Lead::new(rest))
            }
            _ => (false, self),
        }
    }
}

/// The head of an entry: its name, its type and the text that follows.
type Head<'d> = (Option<&'d str>, EntryType, Lead<'d>);

/// Reads `**name** *(type) --* text`, `*(type) --* text` and the same with a type that is a link,
/// `(:class:`.StreamingBody`) -- text`; anything else is no entry but documentation.
fn read_head<'d>(text: &'d [Inline<'d>]) -> Option<Head<'d>> {
    let (name, text) = match text {
        [Inline::Strong(name), rest @ ..] => (Some(plain(name)?), Lead::new(rest)),
        rest => (None, Lead::new(rest)),
    };
    match text {
        Lead { first: "", rest: [Inline::Emphasis(ty), rest @ ..] } => {
            let words = plain(ty)?.strip_prefix('(')?.strip_suffix(") --")?;
            Some((name, EntryType::of_words(words), Lead::new(rest)))
        }
        Lead { first: "(", rest: [ty, Inline::Text(close), rest @ ..] } => {
            let ty = match ty {
                Inline::Role { text, .. } => EntryType::of_role(text),
                Inline::Emphasis(ty) => EntryType::of_words(plain(ty)?),
                _ => return None,
            };
            let first = close.strip_prefix(") --")?.trim_ascii_start();
            Some((name, ty, if first.is_empty() { Lead::new(rest) } else { Lead { first, rest } }))
        }
        Lead { first, rest } => {
            let (words, first) = first.strip_prefix('(')?.split_once(") --")?;
            let first = first.trim_ascii_start();
            let lead = if first.is_empty() { Lead::new(rest) } else { Lead { first, rest } };
            // With no markup about it, a word in parentheses is a type only if it names one.
            let ty = EntryType::of_words(words);
            Some((name, ty, lead)).filter(|_| ty != EntryType::Other)
        }
    }
}

/// The text of inlines that are text alone.
fn plain<'d>(inlines: &'d [Inline<'d>]) -> Option<&'d str> {
    match inlines {
        [Inline::Text(text)] => Some(text),
        _ => None,
    }
}

impl<'d> Entries<'d> {
    /// Adds the entries of `:param name: …`, of the type that `:type name:` gave.
    pub fn push_field(&mut self, field: &'d Field<'d>, ty: EntryType) {
        let (first, body) = match &field.blocks[..] {
            [Block { kind: BlockKind::Paragraph(text), .. }, body @ ..] => (&text[..], body),
            body => (&[][..], body),
        };
        let head = (Some(&*field.argument), ty, Lead::new(first));
        self.push(field.line, 0, head, body);
    }

    /// Adds the entries of a list that says what is returned, and whatever the markup made of
    /// what follows an entry.
    pub fn push_block(&mut self, block: &'d Block<'d>) {
        if Role::of(block) == Role::Entries {
            self.push_list(block, 0);
        } else {
            self.slipped = true;
            self.push_body(std::slice::from_ref(block), 0);
        }
    }

    fn push(&mut self, line: u32, depth: u32, head: Head<'d>, body: &'d [Block<'d>]) {
        let (name, ty, lead) = head;
        let (required, lead) = lead.take_required();
        let (union, documentation) = (None, self.pieces.len()..self.pieces.len());
        self.list.push(Entry { line, depth, name, ty, required, union, documentation });
        self.document(TextPiece::Line(lead));
        self.push_body(body, depth);
    }

    /// Adds what stands below the entry that was added last.
    fn push_body(&mut self, blocks: &'d [Block<'d>], depth: u32) {
        let entry = self.list.len();
        let mut from = 0;
        for (at, block) in blocks.iter().enumerate() {
            let role = Role::of(block);
            if role == Role::Documentation {
                self.slipped |= self.list.len() > entry;
                continue;
            }
            self.document(TextPiece::Blocks(&blocks[from..at]));
            from = at + 1;
            match (role, &block.kind) {
                (Role::Entries, _) => self.push_list(block, depth + 1),
                (Role::UnionNote, _) => {
                    if let Some(entry) = self.list.last_mut() {
                        entry.union = Some(block);
                    }
                }
                // A text with broken markup swallows the note, but not what stands below it.
                (Role::UnknownMember, _) if self.list.len() == entry => {
                    if let Some(entry) = self.list.last_mut() {
                        entry.union.get_or_insert(block);
                    }
                }
                (Role::Slipped, BlockKind::Quote(blocks)) => {
                    self.slipped = true;
                    self.push_body(blocks, depth);
                }
                (Role::Slipped, BlockKind::Definitions(definitions)) => {
                    self.slipped = true;
                    for definition in definitions {
                        self.document(TextPiece::Line(Lead::new(&definition.term)));
                        self.push_body(&definition.blocks, depth);
                    }
                }
                _ => {}
            }
        }
        self.document(TextPiece::Blocks(&blocks[from..]));
    }

    fn push_list(&mut self, block: &'d Block<'d>, depth: u32) {
        let BlockKind::List { items, .. } = &block.kind else { return };
        for item in items {
            match head_of(item) {
                Some((head, body)) => self.push(item.line, depth, head, body),
                None => self.document(TextPiece::Blocks(&item.blocks)),
            }
        }
    }

    /// Adds to what is said of the entry that was added last.
    fn document(&mut self, piece: TextPiece<'d>) {
        let empty = match piece {
            TextPiece::Blocks(blocks) => blocks.is_empty(),
            TextPiece::Line(line) => line.is_empty(),
        };
        if let (Some(entry), false) = (self.list.last_mut(), empty) {
            self.pieces.push(piece);
            entry.documentation.end = self.pieces.len();
        }
    }
}

/// What a block below an entry is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    /// Part of what is said of the entry.
    Documentation,
    /// The entries that stand in the entry.
    Entries,
    /// The note that exactly one of them is set.
    UnionNote,
    /// What a union looks like where the member that is set is not known.
    UnknownMember,
    /// The markup took broken indentation for a block of its own, with entries in it.
    Slipped,
}

impl Role {
    fn of(block: &Block<'_>) -> Self {
        match &block.kind {
            BlockKind::List { items, .. } if items.iter().any(|item| head_of(item).is_some()) => {
                Role::Entries
            }
            BlockKind::Directive { .. } if is_union_note(block) => Role::UnionNote,
            BlockKind::Literal(literal) if literal.raw.contains("'SDK_UNKNOWN_MEMBER'") => {
                Role::UnknownMember
            }
            BlockKind::Quote(blocks) => Role::of_slipped(blocks),
            BlockKind::Definitions(definitions) => {
                let roles = definitions.iter().map(|term| Role::of_slipped(&term.blocks));
                roles.reduce(Role::or).unwrap_or(Role::Documentation)
            }
            _ => Role::Documentation,
        }
    }

    fn of_slipped(blocks: &[Block<'_>]) -> Self {
        match blocks.iter().map(Role::of).reduce(Role::or) {
            None | Some(Role::Documentation) => Role::Documentation,
            Some(Role::UnknownMember) => Role::UnknownMember,
            Some(_) => Role::Slipped,
        }
    }

    fn or(self, other: Role) -> Self {
        if self == Role::Documentation { other } else { self }
    }
}

/// Whether a block is a list of members with their types.
pub(super) fn is_list(block: &Block<'_>) -> bool {
    Role::of(block) == Role::Entries
}

fn head_of<'d>(item: &'d Item<'d>) -> Option<(Head<'d>, &'d [Block<'d>])> {
    match &item.blocks[..] {
        [Block { kind: BlockKind::Paragraph(text), .. }, body @ ..] => {
            Some((read_head(text)?, body))
        }
        _ => None,
    }
}

/// `.. note:: This is a Tagged Union structure. …`
fn is_union_note(block: &Block<'_>) -> bool {
    const WORDS: &str = "This is a Tagged Union structure.";
    let BlockKind::Directive { name, argument, content } = &block.kind else { return false };
    if name != "note" {
        return false;
    }
    match content.first() {
        _ if argument.trim_ascii_start().starts_with(WORDS) => true,
        Some(Block { kind: BlockKind::Paragraph(text), .. }) => {
            Lead::new(text).first.starts_with(WORDS)
        }
        _ => false,
    }
}

/// The members' names in the note that exactly one of them is set: the code that stands before
/// the next sentence.
pub(super) fn names_in_note(note: &Block<'_>) -> Vec<Box<str>> {
    let BlockKind::Directive { argument, content, .. } = &note.kind else { return Vec::new() };
    match content.first() {
        Some(Block { kind: BlockKind::Paragraph(text), .. }) => text
            .iter()
            .take_while(
                |inline| !matches!(inline, Inline::Text(text) if text.contains("If a client")),
            )
            .filter_map(|inline| match inline {
                Inline::Code(name) => Some(name.as_ref().into()),
                _ => None,
            })
            .collect(),
        _ => {
            let names = argument.split("If a client").next().unwrap_or_default();
            names.split("``").skip(1).step_by(2).map(Box::from).collect()
        }
    }
}
