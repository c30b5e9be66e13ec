//! What the models say in HTML, in the site's forms of Markdown.

use doc_bindgen::markup::{Block, BlockKind, Document, Inline, html};

/// How a form of Markdown writes running text.
#[derive(Clone, Copy)]
pub struct Style {
    /// What has a backslash before it.
    pub escaped: &'static str,
    /// What begins an item of a list.
    pub bullet: &'static str,
    /// What stands between two paragraphs of a member.
    pub between: &'static str,
    /// Code, links and the like have blanks at the ends of a paragraph.
    pub padded: bool,
    /// What a box begins and ends its title with.
    pub note: (&'static str, &'static str),
    /// What is appended to where a link leads.
    pub link: fn(&str) -> String,
}

/// Reads what a model says.
pub fn read(text: &str) -> Document<'static> {
    html::parse(text)
}

impl Style {
    /// The text as the blocks of a page, a blank line between two.
    pub fn page(&self, text: &str, out: &mut String) {
        for block in &read(text).blocks {
            let before = out.len();
            self.block(block, "\n\n", 0, out);
            if out.len() > before {
                out.push_str("\n\n");
            }
        }
    }

    /// The text as it stands below the name of a member. Whether there was any.
    pub fn item(&self, text: &str, out: &mut String) -> bool {
        let before = out.len();
        self.blocks(&read(text).blocks, self.between, 0, out);
        out.len() > before
    }

    fn blocks(&self, blocks: &[Block<'_>], between: &str, depth: usize, out: &mut String) {
        let start = out.len();
        let mut after_list = false;
        for block in blocks {
            let mut piece = String::new();
            self.block(block, between, depth, &mut piece);
            if piece.trim().is_empty() {
                continue;
            }
            if out.len() > start {
                // What follows a list stands on the next line.
                let joint = if after_list && between == "  \n" { "\n" } else { between };
                out.push_str(joint);
            }
            out.push_str(&piece);
            after_list = matches!(block.kind, BlockKind::List { .. });
        }
    }

    fn block(&self, block: &Block<'_>, between: &str, depth: usize, out: &mut String) {
        match &block.kind {
            BlockKind::Paragraph(text) | BlockKind::Heading { text, .. } => {
                self.paragraph(text, out);
            }
            BlockKind::Literal(literal) => {
                out.push_str("```\n");
                literal.lines().for_each(|line| {
                    out.push_str(line);
                    out.push('\n');
                });
                out.push_str("```");
            }
            BlockKind::List { items, start } => {
                let joint = if between == "\n\n" && self.bullet == "- " { "\n\n" } else { "\n" };
                for (at, item) in items.iter().enumerate() {
                    if at > 0 {
                        out.push_str(joint);
                    }
                    out.push_str(&"  ".repeat(depth));
                    out.push_str(if start.is_some() { "1. " } else { self.bullet });
                    let mut piece = String::new();
                    self.blocks(&item.blocks, "\n", depth + 1, &mut piece);
                    out.push_str(piece.trim_end());
                }
            }
            BlockKind::Definitions(definitions) => {
                for (at, definition) in definitions.iter().enumerate() {
                    if at > 0 {
                        out.push_str(between);
                    }
                    out.push_str("**");
                    self.inlines(&definition.term, out);
                    out.push_str("**");
                    out.push_str(between);
                    self.blocks(&definition.blocks, between, depth, out);
                }
            }
            BlockKind::Directive { name, content, .. } => {
                let title: String = name
                    .char_indices()
                    .map(|(at, c)| if at == 0 { c.to_ascii_uppercase() } else { c })
                    .collect();
                out.push_str(self.note.0);
                out.push_str(&title);
                out.push_str(self.note.1);
                self.blocks(content, between, depth, out);
            }
            BlockKind::Quote(content) => self.blocks(content, between, depth, out),
            BlockKind::Fields(fields) => {
                for field in fields {
                    self.blocks(&field.blocks, between, depth, out);
                }
            }
            BlockKind::Table(table) => {
                for row in table.head.iter().chain(&table.body) {
                    for cell in &row.cells {
                        self.blocks(cell, " ", depth, out);
                        out.push(' ');
                    }
                    out.push_str(between);
                }
            }
        }
    }

    fn paragraph(&self, text: &[Inline<'_>], out: &mut String) {
        let mut piece = String::new();
        self.inlines(text, &mut piece);
        let piece = piece.trim();
        let marked = |inline: Option<&Inline<'_>>| {
            self.padded && inline.is_some_and(|it| !matches!(it, Inline::Text(_)))
        };
        if marked(text.first()) {
            out.push(' ');
        }
        // What would begin a list or a heading.
        let number = piece.bytes().take_while(u8::is_ascii_digit).count();
        let is_number = number > 0 && piece[number..].starts_with(['.', ')']);
        if is_number && !self.escaped.contains('.') {
            out.push_str(&piece[..number]);
            out.push('\\');
            out.push_str(&piece[number..]);
        } else {
            if piece.starts_with(['+', '-', '#', '>']) && !self.escaped.contains('+') {
                out.push('\\');
            }
            out.push_str(piece);
        }
        if marked(text.last()) {
            out.push(' ');
        }
    }

    fn inlines(&self, text: &[Inline<'_>], out: &mut String) {
        for inline in text {
            match inline {
                Inline::Text(text) => self.text(text, out),
                Inline::Code(code) | Inline::Role { text: code, .. } => {
                    let fence = if code.contains('`') { "``" } else { "`" };
                    let blank = if fence.len() == 2 { " " } else { "" };
                    out.push_str(&format!("{fence}{blank}{code}{blank}{fence}"));
                }
                Inline::Emphasis(inner) => self.within(inner, "*", out),
                Inline::Strong(inner) => self.within(inner, "**", out),
                Inline::Link { text, target } => {
                    out.push('[');
                    self.inlines(text, out);
                    out.push_str("](");
                    out.push_str(&(self.link)(target));
                    out.push(')');
                }
                Inline::Anchor(_) => {}
                Inline::Break => out.push_str("  \n"),
            }
        }
    }

    /// Emphasis, which has no blanks at its ends.
    fn within(&self, inner: &[Inline<'_>], mark: &str, out: &mut String) {
        let mut piece = String::new();
        self.inlines(inner, &mut piece);
        let text = piece.trim();
        if text.is_empty() {
            out.push_str(&piece);
            return;
        }
        let begin = piece.len() - piece.trim_start().len();
        let end = piece.trim_end().len();
        out.push_str(&piece[..begin]);
        out.push_str(mark);
        out.push_str(text);
        out.push_str(mark);
        out.push_str(&piece[end..]);
    }

    pub fn text(&self, text: &str, out: &mut String) {
        for c in text.chars() {
            if self.escaped.contains(c) {
                out.push('\\');
            }
            out.push(if c == '\n' { ' ' } else { c });
        }
    }
}
