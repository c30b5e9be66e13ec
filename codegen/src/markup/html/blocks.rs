//! Blocks.

use std::borrow::Cow;

use super::tree::{Id, Tree, is_heading};
use crate::markup::{Block, BlockKind, Definition, Inline, Item, Literal, terms};

/// Reads the elements of a tree into blocks.
pub(super) struct Reader<'t> {
    pub(super) tree: &'t Tree,
    /// How many descriptions of objects and admonitions the elements being read stand in.
    /// No section can begin there: what looks like the title of one is a paragraph in bold.
    inside: u32,
    /// Docutils wrote the page, so that markup it made no sense of stands in the text.
    pub(super) docutils: bool,
    /// How many bytes more may be spent on cells that are repeated.
    pub(super) spare: usize,
}

/// What a page may spend on cells that are repeated, in bytes, or nearly so.
const SPARE: usize = 32 << 20;

impl<'t> Reader<'t> {
    pub fn new(tree: &'t Tree) -> Self {
        let docutils = tree.descendants(Tree::ROOT).any(|id| tree.has_class(id, "docutils"));
        Reader { tree, inside: 0, docutils, spare: SPARE }
    }

    /// Reads what is inside of an element.
    pub fn blocks(&mut self, parent: Id) -> Vec<Block<'static>> {
        self.flow(self.tree.children(parent))
    }

    /// Reads elements that follow each other: what is no block itself makes paragraphs between
    /// those that are.
    pub fn flow(&mut self, nodes: &[Id]) -> Vec<Block<'static>> {
        let mut blocks = Vec::new();
        self.flow_into(nodes, &mut blocks);
        terms::gather(blocks)
    }

    fn flow_into(&mut self, nodes: &[Id], blocks: &mut Vec<Block<'static>>) {
        let mut from = 0;
        for (at, &id) in nodes.iter().enumerate() {
            if self.tree.is_block(id) {
                self.paragraph(&nodes[from..at], blocks);
                from = at + 1;
                if !self.is_skipped(id) {
                    let first = blocks.len();
                    self.block(id, blocks);
                    attach_anchors(first, blocks);
                }
            }
        }
        self.paragraph(&nodes[from..], blocks);
    }

    /// Makes a paragraph of inline elements, if there is anything in them.
    fn paragraph(&self, nodes: &[Id], blocks: &mut Vec<Block<'static>>) {
        let text = self.inlines(nodes);
        if text.is_empty() {
            return;
        }
        // Not that of the element around it: a mark that is closed and opened again begins before.
        let shows = |id: &Id| self.tree.text(*id).is_some_and(|text| !text.trim().is_empty());
        let mut inside = nodes.iter().flat_map(|id| self.tree.descendants(*id));
        let first = inside.find(shows).or_else(|| nodes.first().copied());
        let line = first.map_or(0, |id| self.tree.line(id));
        blocks.push(Block { line, kind: BlockKind::Paragraph(text) });
    }

    /// What no reader of the page is shown, or what is there to get about.
    fn is_skipped(&self, id: Id) -> bool {
        let name = self.tree.name(id);
        name == "hr"
            || self.tree.attribute(id, "role") == Some("navigation")
            || self.tree.has_class(id, "system-message")
            || self.tree.has_class(id, "admonition-title")
    }

    fn block(&mut self, id: Id, blocks: &mut Vec<Block<'static>>) {
        let tree = self.tree;
        let line = tree.line(id);
        let name = tree.name(id);
        let kind = match name {
            _ if is_heading(name) => {
                let mut text = self.inlines(tree.children(id));
                if text.is_empty() {
                    return;
                }
                if self.inside > 0 {
                    BlockKind::Paragraph(vec![Inline::Strong(text)])
                } else {
                    text.extend(self.own_anchor(id));
                    BlockKind::Heading { level: name.as_bytes()[1] - b'0', text }
                }
            }
            "pre" => return blocks.push(self.literal(id, None)),
            "ul" | "menu" | "dir" => BlockKind::List { start: None, items: self.items(id) },
            "ol" => {
                let start = tree.attribute(id, "start").and_then(|start| start.trim().parse().ok());
                BlockKind::List { start: Some(start.unwrap_or(1)), items: self.items(id) }
            }
            "blockquote" => BlockKind::Quote(self.blocks(id)),
            "dl" => return self.descriptions(id, blocks),
            "table" => return self.table(id, blocks),
            "details" => self.details(id),
            "div" | "aside" | "section" => return self.division(id, blocks),
            _ => {
                let children = tree.children(id);
                return self.flow_into(children, blocks);
            }
        };
        blocks.push(Block { line, kind });
    }

    /// The name that links lead to an element by.
    fn own_anchor(&self, id: Id) -> Option<Inline<'static>> {
        let name = self.tree.attribute(id, "id").filter(|name| !name.is_empty())?;
        Some(Inline::Anchor(Cow::Owned(name.to_owned())))
    }

    fn literal(&self, id: Id, language: Option<&str>) -> Block<'static> {
        let text = self.tree.all_text(id);
        // Blank lines around the code are no part of it.
        let mut raw = text.trim_end();
        while let Some((_, rest)) = raw.split_once('\n').filter(|(line, _)| line.trim().is_empty())
        {
            raw = rest;
        }
        let shown = |id: &Id| self.tree.text(*id).is_some_and(|text| !text.trim().is_empty());
        let first = self.tree.descendants(id).find(shown).unwrap_or(id);
        let literal = Literal {
            language: language.map(|language| Cow::Owned(language.to_owned())),
            raw: Cow::Owned(raw.to_owned()),
            indent: 0,
        };
        Block { line: self.tree.line(first), kind: BlockKind::Literal(literal) }
    }

    fn items(&mut self, list: Id) -> Vec<Item<'static>> {
        let mut items = Vec::new();
        for &id in self.tree.children(list) {
            let blocks = match self.tree.name(id) {
                "li" => self.blocks(id),
                // Something between the items; a list there is part of the one before it.
                _ => {
                    let blocks = self.flow(std::slice::from_ref(&id));
                    if blocks.is_empty() {
                        continue;
                    }
                    if let Some(Item { blocks: before, .. }) = items.last_mut() {
                        before.extend(blocks);
                        continue;
                    }
                    blocks
                }
            };
            items.push(Item { line: self.tree.line(id), blocks });
        }
        items
    }

    fn details(&mut self, id: Id) -> BlockKind<'static> {
        let is_summary = |id: &Id| self.tree.name(*id) == "summary";
        let (summary, rest): (Vec<_>, Vec<_>) =
            self.tree.children(id).iter().copied().partition(is_summary);
        let argument = summary.first().map_or(String::new(), |id| self.shown(*id));
        made("details", argument, self.flow(&rest))
    }

    /// A division is what its classes say.
    fn division(&mut self, id: Id, blocks: &mut Vec<Block<'static>>) {
        let tree = self.tree;
        let line = tree.line(id);
        let kind = if let Some(name) = self.admonition(id) {
            let title =
                tree.children(id).iter().find(|id| tree.has_class(**id, "admonition-title"));
            let argument = match (name, title) {
                ("admonition", Some(title)) => self.shown(*title),
                _ => String::new(),
            };
            self.inside += 1;
            let mut content = self.blocks(id);
            self.inside -= 1;
            // What is further in at the top of an admonition strayed there.
            if let Some(BlockKind::Quote(first)) = content.first_mut().map(|first| &mut first.kind)
            {
                let first = std::mem::take(first);
                content.splice(..1, first);
            }
            made(name, argument, content)
        } else if let Some(language) = tree.classes(id).find_map(|c| c.strip_prefix("highlight-")) {
            let language = Some(language).filter(|l| !matches!(*l, "default" | "none" | "text"));
            match tree.descendants(id).filter(|id| tree.name(*id) == "pre").last() {
                Some(code) => return blocks.push(self.literal(code, language)),
                None => return,
            }
        } else if tree.has_class(id, "toctree-wrapper") {
            self.toctree(id)
        } else if tree.has_class(id, "line-block") {
            let lines = tree.children(id).iter().filter(|id| tree.name(**id) == "div");
            let lines: Vec<_> = lines.map(|id| self.inlines(tree.children(*id))).collect();
            BlockKind::Paragraph(lines.join(&Inline::Break))
        } else {
            return self.flow_into(tree.children(id), blocks);
        };
        blocks.push(Block { line, kind });
    }

    /// The kind of admonition that the classes of a division name.
    fn admonition(&self, id: Id) -> Option<&'static str> {
        const KINDS: [&str; 11] = [
            "attention",
            "caution",
            "danger",
            "error",
            "hint",
            "important",
            "note",
            "seealso",
            "tip",
            "warning",
            "todo",
        ];
        let kind = KINDS.into_iter().find(|kind| self.tree.has_class(id, kind));
        let admonition = self.tree.has_class(id, "admonition");
        // Other generators have a body of its own in it.
        let body = |kind: &str| {
            let class = format!("{kind}body");
            self.tree.children(id).iter().any(|id| self.tree.has_class(*id, &class))
        };
        match kind {
            Some(kind) if admonition || kind == "seealso" || body(kind) => Some(kind),
            None if admonition => Some("admonition"),
            None if self.tree.has_class(id, "notice") && body("notice") => Some("warning"),
            _ => None,
        }
    }

    /// The pages of a table of contents, named as the page's source names them.
    fn toctree(&self, id: Id) -> BlockKind<'static> {
        let mut raw = String::new();
        let mut first = None;
        let mut line = 0;
        for id in self.tree.descendants(id) {
            let Some(target) = self.tree.attribute(id, "href") else { continue };
            // Each on its own line, as far below the first as on the page.
            let at = self.tree.line(id);
            if first.is_none() {
                first = Some(at);
            } else {
                let below = at.saturating_sub(line).max(1);
                raw.extend(std::iter::repeat_n('\n', below as usize));
                line += below;
            }
            line = line.max(at);
            raw.push_str(target.strip_suffix(".html").unwrap_or(target));
        }
        let raw = Cow::Owned(raw);
        let literal = BlockKind::Literal(Literal { language: None, raw, indent: 0 });
        let content = vec![Block { line: first.unwrap_or(0), kind: literal }];
        made("toctree", String::new(), content)
    }

    /// Reads a `dl`: the description of an object, fields, or terms and what they mean.
    fn descriptions(&mut self, id: Id, blocks: &mut Vec<Block<'static>>) {
        let tree = self.tree;
        let line = tree.line(id);
        let kind = if tree.has_class(id, "field-list") {
            BlockKind::Fields(self.field_list(id))
        } else if let Some(name) = self.object(id) {
            let signature = tree.children(id).iter().find(|id| tree.name(**id) == "dt");
            let signature = signature.map_or(String::new(), |id| self.signature(*id));
            let bodies: Vec<_> =
                tree.children(id).iter().filter(|id| tree.name(**id) == "dd").collect();
            self.inside += 1;
            let content = bodies.iter().flat_map(|id| self.blocks(**id)).collect();
            self.inside -= 1;
            made(name, signature, content)
        } else {
            let mut definitions: Vec<Definition<'static>> = Vec::new();
            for &id in tree.children(id) {
                let line = tree.line(id);
                match tree.name(id) {
                    "dt" => {
                        let mut term = self.inlines(tree.children(id));
                        term.extend(self.own_anchor(id));
                        definitions.push(Definition { line, term, blocks: Vec::new() });
                    }
                    "dd" => {
                        let said = self.blocks(id);
                        match definitions.last_mut() {
                            Some(definition) => definition.blocks.extend(said),
                            None => blocks.extend(said),
                        }
                    }
                    _ => {}
                }
            }
            if definitions.is_empty() {
                return;
            }
            BlockKind::Definitions(definitions)
        };
        blocks.push(Block { line, kind });
    }

    /// What kind of object a `dl` describes, as the directive that it was written with.
    fn object(&self, id: Id) -> Option<String> {
        let signed = self.tree.children(id).iter().any(|id| {
            self.tree.name(*id) == "dt"
                && (self.tree.has_class(*id, "sig") || self.tree.attribute(*id, "id").is_some())
        });
        let mut classes = self.tree.classes(id);
        match (classes.next(), classes.next()) {
            (Some(domain @ ("py" | "c" | "cpp" | "js" | "rst")), Some(kind)) => {
                Some(format!("{domain}:{kind}"))
            }
            // Sphinx before version 4 did not name the domain.
            (
                Some(kind @ ("attribute" | "class" | "data" | "exception" | "function" | "method")),
                _,
            ) if signed => Some(format!("py:{kind}")),
            _ => None,
        }
    }

    /// The signature of an object, without what the renderer added.
    fn signature(&self, id: Id) -> String {
        let parts = self.tree.children(id).iter().filter(|id| {
            !self.tree.has_class(**id, "headerlink") && !self.tree.has_class(**id, "property")
        });
        let text: String = parts.map(|id| self.tree.all_text(*id)).collect();
        let text = text.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
        text.trim_end_matches('¶').trim_end().to_owned()
    }

    /// What a reader sees of an element.
    fn shown(&self, id: Id) -> String {
        let mut shown = String::new();
        self.inlines(self.tree.children(id)).iter().for_each(|inline| inline.push_text(&mut shown));
        shown.replace('\u{a0}', " ").trim().to_owned()
    }
}

fn made(
    name: impl Into<String>,
    argument: String,
    content: Vec<Block<'static>>,
) -> BlockKind<'static> {
    BlockKind::Directive { name: Cow::Owned(name.into()), argument: Cow::Owned(argument), content }
}

/// Puts a paragraph of nothing but anchors onto the block at `at`, if it stands before that.
fn attach_anchors(at: usize, blocks: &mut Vec<Block<'static>>) {
    let Some(before) = at.checked_sub(1) else { return };
    let (Some(Block { kind: BlockKind::Paragraph(text), .. }), Some(_)) =
        (blocks.get(before), blocks.get(at))
    else {
        return;
    };
    if !text.iter().all(|inline| matches!(inline, Inline::Anchor(_))) {
        return;
    }
    let BlockKind::Paragraph(anchors) = blocks.remove(before).kind else { return };
    match &mut blocks[before].kind {
        BlockKind::Table(table) => {
            let last = anchors.into_iter().next_back();
            let unnamed = table.anchor.as_deref().is_none_or(is_number);
            if let (true, Some(Inline::Anchor(name))) = (unnamed, last) {
                table.anchor = Some(name);
            }
        }
        BlockKind::Heading { text, .. } | BlockKind::Paragraph(text) => {
            text.splice(0..0, anchors);
        }
        _ => {
            let line = blocks[before].line;
            blocks.insert(before, Block { line, kind: BlockKind::Paragraph(anchors) });
        }
    }
}

/// The id is one that docutils gives to what has no name: `id7`.
fn is_number(id: &str) -> bool {
    let digits = id.strip_prefix("id").unwrap_or_default();
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}
