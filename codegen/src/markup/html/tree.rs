//! What a reader needs of a page's tree: elements, texts and their lines, in one list.

use scraper::{Html, Node as Parsed};

use super::source;

/// How deep elements may nest. Those that are deeper are left out, and what is in them stays.
const MAX_DEPTH: usize = 200;

/// A node, by its place in the [`Tree`].
pub(super) type Id = usize;

/// The elements and texts of a page. The first node holds all the others.
#[derive(Debug)]
pub(super) struct Tree {
    nodes: Vec<Node>,
}

#[derive(Debug)]
struct Node {
    /// The line that the element's tag ends on, or that the first letter of the text stands on.
    line: u32,
    kind: Kind,
    children: Vec<Id>,
}

#[derive(Debug)]
enum Kind {
    Text(Box<str>),
    Element {
        name: Box<str>,
        attributes: Vec<(Box<str>, Box<str>)>,
        /// There is a block somewhere inside.
        holds_block: bool,
    },
}

impl Tree {
    /// Reads a page.
    pub fn parse(text: &str) -> Tree {
        Tree::of(&source::parse(text))
    }

    /// Reads a piece of a page that begins on `line`.
    pub fn parse_piece(text: &str, line: u32) -> Tree {
        let mut tree = Tree::parse(text);
        let above = line.saturating_sub(1);
        tree.nodes.iter_mut().for_each(|node| node.line = node.line.saturating_add(above));
        tree
    }

    fn of(html: &Html) -> Tree {
        let root = Kind::Element { name: "".into(), attributes: Vec::new(), holds_block: true };
        let mut tree = Tree { nodes: vec![Node { line: 1, kind: root, children: Vec::new() }] };
        // For each element around the next node its place here; the nearest one's if it has none.
        let mut open = vec![Tree::ROOT];
        let mut depth = 0;
        let mut line = 1;
        let top = html.tree.root();
        let mut next = top.first_child();
        while let Some(node) = next {
            let parent = open.last().copied().unwrap_or(Tree::ROOT);
            let mut inside = None;
            match node.value() {
                Parsed::Element(element) => {
                    line =
                        element.attr(source::LINE).and_then(|it| it.parse().ok()).unwrap_or(line);
                    let name = element.name();
                    if !is_hidden(name) && depth < MAX_DEPTH {
                        if is_block(name) {
                            tree.mark_block(&open);
                        }
                        let attributes = element.attrs().filter(|(name, _)| *name != source::LINE);
                        let kind = Kind::Element {
                            name: name.into(),
                            attributes: attributes.map(|(n, v)| (n.into(), v.into())).collect(),
                            holds_block: false,
                        };
                        inside = Some(tree.add(parent, line, kind));
                    } else if !is_hidden(name) {
                        inside = Some(parent);
                    }
                }
                Parsed::Text(text) => {
                    let text: &str = text;
                    let blank = text.len() - text.trim_start().len();
                    line = line.saturating_add(breaks(&text[..blank]));
                    tree.add(parent, line, Kind::Text(text.into()));
                    line = line.saturating_add(breaks(&text[blank..]));
                }
                _ => {}
            }
            let child = inside.and_then(|id| Some((id, node.first_child()?)));
            if let Some((id, child)) = child {
                open.push(id);
                depth += 1;
                next = Some(child);
                continue;
            }
            let mut last = node;
            next = loop {
                if let Some(sibling) = last.next_sibling() {
                    break Some(sibling);
                }
                match last.parent() {
                    Some(parent) if parent.id() != top.id() => last = parent,
                    _ => break None,
                }
                open.pop();
                depth -= 1;
            };
        }
        tree
    }

    /// The node that holds all.
    pub const ROOT: Id = 0;

    fn add(&mut self, parent: Id, line: u32, kind: Kind) -> Id {
        let id = self.nodes.len();
        self.nodes.push(Node { line, kind, children: Vec::new() });
        if let Some(parent) = self.nodes.get_mut(parent) {
            parent.children.push(id);
        }
        id
    }

    /// All that is open holds a block. What is around an element marked before is marked too.
    fn mark_block(&mut self, open: &[Id]) {
        for id in open.iter().rev() {
            match self.nodes.get_mut(*id).map(|node| &mut node.kind) {
                Some(Kind::Element { holds_block, .. }) if !*holds_block => *holds_block = true,
                _ => break,
            }
        }
    }

    pub fn children(&self, id: Id) -> &[Id] {
        self.nodes.get(id).map_or(&[], |node| &node.children)
    }

    pub fn line(&self, id: Id) -> u32 {
        self.nodes.get(id).map_or(0, |node| node.line)
    }

    /// The text, if the node is one.
    pub fn text(&self, id: Id) -> Option<&str> {
        match &self.nodes.get(id)?.kind {
            Kind::Text(text) => Some(text),
            Kind::Element { .. } => None,
        }
    }

    /// The name of the element; empty for text.
    pub fn name(&self, id: Id) -> &str {
        match self.nodes.get(id).map(|node| &node.kind) {
            Some(Kind::Element { name, .. }) => name,
            _ => "",
        }
    }

    pub fn attribute(&self, id: Id, wanted: &str) -> Option<&str> {
        match &self.nodes.get(id)?.kind {
            Kind::Element { attributes, .. } => {
                let found = attributes.iter().find(|(name, _)| &**name == wanted);
                found.map(|(_, value)| &**value)
            }
            Kind::Text(_) => None,
        }
    }

    /// The classes of the element, in order.
    pub fn classes(&self, id: Id) -> impl Iterator<Item = &str> {
        self.attribute(id, "class").unwrap_or("").split_ascii_whitespace()
    }

    pub fn has_class(&self, id: Id, class: &str) -> bool {
        self.classes(id).any(|own| own == class)
    }

    /// The element is a block or holds one.
    pub fn is_block(&self, id: Id) -> bool {
        match self.nodes.get(id).map(|node| &node.kind) {
            Some(Kind::Element { name, holds_block, .. }) => *holds_block || is_block(name),
            _ => false,
        }
    }

    /// All nodes inside of `id` in order, itself first.
    pub fn descendants(&self, id: Id) -> impl Iterator<Item = Id> {
        let mut rest = vec![id];
        std::iter::from_fn(move || {
            let next = rest.pop()?;
            rest.extend(self.children(next).iter().rev());
            Some(next)
        })
    }

    /// All text inside of `id`, as it stands.
    pub fn all_text(&self, id: Id) -> String {
        self.descendants(id).filter_map(|id| self.text(id)).collect()
    }
}

/// How many lines end in `text`.
fn breaks(text: &str) -> u32 {
    u32::try_from(memchr::memchr_iter(b'\n', text.as_bytes()).count()).unwrap_or(u32::MAX)
}

/// What is on a page and is not shown, or is there to get about.
fn is_hidden(name: &str) -> bool {
    matches!(
        name,
        "button"
            | "head"
            | "iframe"
            | "input"
            | "math"
            | "nav"
            | "noscript"
            | "object"
            | "script"
            | "select"
            | "style"
            | "svg"
            | "textarea"
            | "title"
    )
}

pub(super) fn is_heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

fn is_block(name: &str) -> bool {
    is_heading(name)
        || matches!(
            name,
            "address"
                | "article"
                | "aside"
                | "blockquote"
                | "body"
                | "caption"
                | "center"
                | "dd"
                | "details"
                | "dialog"
                | "dir"
                | "div"
                | "dl"
                | "dt"
                | "fieldset"
                | "figcaption"
                | "figure"
                | "footer"
                | "form"
                | "header"
                | "hgroup"
                | "hr"
                | "html"
                | "li"
                | "main"
                | "menu"
                | "ol"
                | "p"
                | "pre"
                | "section"
                | "summary"
                | "table"
                | "tbody"
                | "td"
                | "tfoot"
                | "th"
                | "thead"
                | "tr"
                | "ul"
        )
}
