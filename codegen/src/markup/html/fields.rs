//! Field lists, and what Sphinx makes of the fields that describe parameters.

use std::borrow::Cow;

use super::blocks::Reader;
use super::tree::{Id, Tree};
use crate::markup::run::trim;
use crate::markup::{Block, BlockKind, Field, Inline};

impl Reader<'_> {
    /// Reads a `dl` whose terms are the names of fields.
    pub(super) fn field_list(&mut self, list: Id) -> Vec<Field<'static>> {
        let tree = self.tree;
        let mut fields = Vec::new();
        let mut name = (0, String::new());
        for &id in tree.children(list) {
            match tree.name(id) {
                "dt" => name = (tree.line(id), name_of(tree, id)),
                "dd" => self.field(name.0, &name.1, id, &mut fields),
                _ => {}
            }
        }
        fields
    }

    /// Reads a field list as older versions wrote it: as a table.
    pub(super) fn field_table(&mut self, table: Id) -> Vec<Field<'static>> {
        let tree = self.tree;
        let mut fields = Vec::new();
        let cells = tree.descendants(table).filter(|id| matches!(tree.name(*id), "th" | "td"));
        let mut name = (0, String::new());
        for id in cells.collect::<Vec<_>>() {
            if tree.has_class(id, "field-name") {
                name = (tree.line(id), name_of(tree, id));
            } else if tree.has_class(id, "field-body") {
                self.field(name.0, &name.1, id, &mut fields);
            }
        }
        fields
    }

    fn field(&mut self, line: u32, name: &str, body: Id, fields: &mut Vec<Field<'static>>) {
        let (name, of_type) = match &*name.to_ascii_lowercase() {
            "parameters" => ("param", "type"),
            "keyword arguments" => ("keyword", "kwtype"),
            "variables" => ("ivar", "vartype"),
            "raises" => ("raises", ""),
            "returns" => ("returns", ""),
            "return type" => ("rtype", ""),
            "type" => ("type", ""),
            _ => {
                let (name, argument) = name.split_once(' ').unwrap_or((name, ""));
                let blocks = self.blocks(body);
                return fields.push(made(line, name, argument.trim(), blocks));
            }
        };
        if of_type.is_empty() {
            let blocks = self.blocks(body);
            return fields.push(made(line, name, "", blocks));
        }
        // One parameter stands for itself, several are a list.
        let mut entries: Vec<(u32, Vec<Block<'static>>)> = Vec::new();
        for block in self.blocks(body) {
            match block.kind {
                BlockKind::List { items, .. } if entries.is_empty() => {
                    entries.extend(items.into_iter().map(|item| (item.line, item.blocks)));
                }
                _ => match entries.last_mut() {
                    Some((_, blocks)) => blocks.push(block),
                    None => entries.push((block.line, vec![block])),
                },
            }
        }
        for (line, blocks) in entries {
            self.parameter(line, (name, of_type), blocks, fields);
        }
    }

    /// Reads `**name** (*type*) – text` as the two fields that it was.
    fn parameter(
        &self,
        line: u32,
        (name, of_type): (&str, &str),
        mut blocks: Vec<Block<'static>>,
        fields: &mut Vec<Field<'static>>,
    ) {
        let head = match blocks.first_mut().map(|block| &mut block.kind) {
            Some(BlockKind::Paragraph(text)) => std::mem::take(text),
            _ => Vec::new(),
        };
        let mut head = head.into_iter();
        let Some(Inline::Strong(argument)) = head.next() else {
            return fields.push(made(line, name, "", blocks));
        };
        let mut shown = String::new();
        argument.iter().for_each(|inline| inline.push_text(&mut shown));
        let mut rest: Vec<Inline<'static>> = head.collect();
        if let Some(of) = take_type(&mut rest) {
            let kind = BlockKind::Paragraph(of);
            fields.push(made(line, of_type, &shown, vec![Block { line, kind }]));
        }
        if let Some(Inline::Text(text)) = rest.first_mut() {
            let text = text.to_mut();
            let said = text.trim_start().trim_start_matches('-').trim_start().to_owned();
            *text = said;
        }
        trim(&mut rest);
        if rest.is_empty() {
            blocks.remove(0);
        } else if let Some(Block { kind: BlockKind::Paragraph(text), .. }) = blocks.first_mut() {
            *text = rest;
        }
        fields.push(made(line, name, &shown, blocks));
    }
}

/// Takes the type in parentheses off the text behind a parameter's name.
fn take_type(rest: &mut Vec<Inline<'static>>) -> Option<Vec<Inline<'static>>> {
    let Some(Inline::Text(open)) = rest.first_mut() else { return None };
    let inside = open.trim_start().strip_prefix('(')?.to_owned();
    *open = Cow::Owned(inside);
    let is_end = |inline: &Inline<'_>| matches!(inline, Inline::Text(text) if text.contains(')'));
    let end = rest.iter().position(is_end)?;
    let after = rest.split_off(end + 1);
    let mut of = std::mem::replace(rest, after);
    if let Some(Inline::Text(last)) = of.pop()
        && let Some((last, text)) = last.split_once(')')
    {
        of.push(Inline::Text(Cow::Owned(last.to_owned())));
        rest.insert(0, Inline::Text(Cow::Owned(text.to_owned())));
    }
    // Emphasis is the renderer's own.
    let mut plain: Vec<Inline<'static>> = Vec::new();
    for inline in of {
        let pieces = match inline {
            Inline::Emphasis(inner) => inner,
            inline => vec![inline],
        };
        for piece in pieces {
            match (plain.last_mut(), piece) {
                (_, Inline::Text(text)) if text.is_empty() => {}
                (Some(Inline::Text(before)), Inline::Text(text)) => before.to_mut().push_str(&text),
                (_, piece) => plain.push(piece),
            }
        }
    }
    trim(&mut plain);
    Some(plain)
}

fn name_of(tree: &Tree, id: Id) -> String {
    let text = tree.all_text(id);
    let name = text.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
    name.trim_end_matches(':').trim_end().to_owned()
}

fn made(line: u32, name: &str, argument: &str, blocks: Vec<Block<'static>>) -> Field<'static> {
    let (name, argument) = (Cow::Owned(name.to_owned()), Cow::Owned(argument.to_owned()));
    Field { line, name, argument, blocks }
}
