//! What begins with two dots: directives, anchors, comments.

use std::borrow::Cow;

use super::blocks::Reader;
use super::starts::{self, Start};
use super::{inline, names};
use crate::markup::{Block, BlockKind, Literal};

impl<'a> Reader<'a, '_> {
    /// Reads what stands behind `..`, if it leaves anything.
    pub(super) fn explicit(&mut self, column: u32, blocks: &mut Vec<Block<'a>>) {
        let content = self.content(self.at);
        let rest = content[2..].trim_ascii_start();
        let skipped = content.len() - rest.len();
        if let Some((name, argument)) = directive(rest) {
            let argument_at = skipped + name.len() + 2;
            return self.directive(name, argument, argument_at, column, blocks);
        }
        let line = self.number();
        self.at += 1;
        if let Some((name, target)) = rest.strip_prefix('_').and_then(names::target) {
            if target.is_empty() && !self.has_body(column) {
                self.anchors.push((line, name));
            } else {
                self.skip_body(column);
            }
            return;
        }
        // A comment, a substitution (known already) or something this reader does not know.
        self.skip_body(column);
    }

    fn has_body(&self, column: u32) -> bool {
        self.filled(self.at) && self.lines[self.at].indent > column
    }

    fn directive(
        &mut self,
        name: &'a str,
        argument: &'a str,
        argument_at: usize,
        column: u32,
        blocks: &mut Vec<Block<'a>>,
    ) {
        let line = self.number();
        if is_admonition(name) {
            let content = self.marked(argument_at, column, false);
            blocks.push(Block { line, kind: made(name, "", content) });
            return;
        }
        self.at += 1;
        let mut content = Vec::new();
        self.options(column, &mut content);
        match name {
            "code-block" | "code" | "sourcecode" | "highlight" => {
                let mut literal = self.body_as_it_stands(column);
                if !argument.is_empty() {
                    literal.language = Some(Cow::Borrowed(argument));
                }
                blocks.push(Block { line, kind: BlockKind::Literal(literal) });
                return;
            }
            "toctree" | "parsed-literal" | "math" | "raw" | "csv-table" => {
                if self.next_filled().is_some_and(|line| line.indent > column) {
                    let line = self.number();
                    let literal = self.body_as_it_stands(column);
                    content.push(Block { line, kind: BlockKind::Literal(literal) });
                }
            }
            "table" => {
                let mut body = self.blocks(column + 1, None);
                let table = body.iter_mut().find_map(|block| match &mut block.kind {
                    BlockKind::Table(table) => Some(table),
                    _ => None,
                });
                if let Some(table) = table {
                    table.caption = inline::parse(argument, self.names);
                }
                // The directive is there for the caption; what it holds stands for itself.
                blocks.append(&mut body);
                return;
            }
            _ => {
                let base = self.next_filled().map(|line| line.indent);
                content.extend(self.blocks(column + 1, base));
                while name.contains(':') && self.strays(column) {
                    content.extend(self.margin_text(column));
                    content.extend(self.blocks(column + 1, base));
                }
            }
        }
        blocks.push(Block { line, kind: made(name, argument, content) });
    }

    /// Text stands at the margin with more of the body of an object below it: text that had lines
    /// of its own and lost their indentation.
    fn strays(&mut self, column: u32) -> bool {
        if self.next_filled().is_none() {
            return false;
        }
        let plain = |at: usize| {
            let content = self.content(at);
            starts::start(content) == Start::Text && starts::adornment(content).is_none()
        };
        (self.at..self.lines.len())
            .filter(|at| self.filled(*at))
            .find(|at| self.lines[*at].indent != column || !plain(*at))
            .is_some_and(|at| self.lines[at].indent > column)
    }

    /// Reads the paragraphs at the margin, up to what is indented.
    fn margin_text(&mut self, column: u32) -> Vec<Block<'a>> {
        let mut blocks = Vec::new();
        while self.next_filled().is_some_and(|line| line.indent == column) {
            let first = self.at;
            while self.filled(self.at) && self.lines[self.at].indent == column {
                self.at += 1;
            }
            blocks.push(self.paragraph(first, self.at - 1));
        }
        blocks
    }

    /// Reads the options of a directive: the fields right below its first line.
    fn options(&mut self, column: u32, content: &mut Vec<Block<'a>>) {
        let first = self.at;
        while self.filled(self.at)
            && self.lines[self.at].indent > column
            && matches!(starts::start(self.content(self.at)), Start::Field(_))
        {
            self.at += 1;
        }
        if self.at == first {
            return;
        }
        self.at = first;
        let line = self.number();
        let indent = self.lines[first].indent;
        content.push(Block { line, kind: self.fields(indent) });
    }

    fn body_as_it_stands(&mut self, column: u32) -> Literal<'a> {
        self.next_filled();
        let first = self.at;
        let end = self.skip_body(column);
        self.lines_as_they_stand(first, end)
    }
}

fn made<'a>(name: &'a str, argument: &'a str, content: Vec<Block<'a>>) -> BlockKind<'a> {
    BlockKind::Directive { name: Cow::Borrowed(name), argument: Cow::Borrowed(argument), content }
}

/// Directives whose text may begin on their own line.
fn is_admonition(name: &str) -> bool {
    matches!(
        name,
        "attention"
            | "caution"
            | "danger"
            | "error"
            | "hint"
            | "important"
            | "note"
            | "seealso"
            | "tip"
            | "todo"
            | "warning"
    )
}

/// Splits `name:: argument`.
fn directive(rest: &str) -> Option<(&str, &str)> {
    let colons = rest.find("::")?;
    let (name, argument) = (&rest[..colons], &rest[colons + 2..]);
    let is_name = name.bytes().all(|byte| {
        byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b':' | b'.' | b'+')
    });
    let separate = argument.is_empty() || argument.starts_with([' ', '\t']);
    (is_name && !name.is_empty() && separate).then(|| (name, argument.trim_ascii()))
}
