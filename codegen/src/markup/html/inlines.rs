//! Running text.

use std::borrow::Cow;

use super::blocks::Reader;
use super::tree::Id;
use crate::markup::Inline;
use crate::markup::rst;
use crate::markup::run::{self, trim};

impl Reader<'_> {
    /// Reads elements as running text.
    pub(super) fn inlines(&self, nodes: &[Id]) -> Vec<Inline<'static>> {
        let mut out = Out::default();
        nodes.iter().for_each(|id| self.inline(*id, &mut out));
        let mut text = if out.problematic || (self.docutils && out.backquoted) {
            again(out.text)
        } else {
            out.text
        };
        trim(&mut text);
        text
    }

    fn inline(&self, id: Id, out: &mut Out) {
        let tree = self.tree;
        if let Some(text) = tree.text(id) {
            return out.push_text(text);
        }
        match tree.name(id) {
            "a" => self.link(id, out),
            "br" => out.text.push(Inline::Break),
            "samp" | "tt" | "kbd" | "cite" => self.code(id, out),
            // Where asterisks of the text stood for themselves, docutils took them for marks.
            "em" if self.docutils && !rst::may_be_emphasis(&tree.all_text(id)) => {
                out.push_text("*");
                tree.children(id).iter().for_each(|id| self.inline(*id, out));
                out.push_text("*");
            }
            "em" | "i" | "var" | "dfn" => out.push_marked(self.inside_of(id), Inline::Emphasis),
            "strong" | "b" => out.push_marked(self.inside_of(id), Inline::Strong),
            "span" if tree.has_class(id, "problematic") => {
                out.problematic = true;
                out.push_text(&tree.all_text(id));
            }
            "span" if tree.has_class(id, "xref") || tree.has_class(id, "literal") => {
                self.code(id, out)
            }
            "span" if tree.has_class(id, "colon") || tree.has_class(id, "notetitle") => {}
            name => {
                let anchor = tree.attribute(id, "id").filter(|_| tree.children(id).is_empty());
                if let (Some(anchor), "span") = (anchor, name) {
                    out.text.push(Inline::Anchor(Cow::Owned(anchor.to_owned())));
                }
                tree.children(id).iter().for_each(|id| self.inline(*id, out));
            }
        }
    }

    fn inside_of(&self, id: Id) -> Vec<Inline<'static>> {
        let mut out = Out::default();
        self.tree.children(id).iter().for_each(|id| self.inline(*id, &mut out));
        out.text
    }

    /// Reads a link, or what another page of the same documentation is referred to by.
    fn link(&self, id: Id, out: &mut Out) {
        let tree = self.tree;
        if tree.has_class(id, "headerlink") {
            return;
        }
        let Some(target) = tree.attribute(id, "href") else {
            let name = tree.attribute(id, "name").or_else(|| tree.attribute(id, "id"));
            if let Some(name) = name {
                out.text.push(Inline::Anchor(Cow::Owned(name.to_owned())));
            }
            return tree.children(id).iter().for_each(|id| self.inline(*id, out));
        };
        let text = self.inside_of(id);
        let role = match &text[..] {
            // A role that leads somewhere is a link around what the role shows.
            [Inline::Role { .. }] => true,
            _ => tree.descendants(id).any(|id| tree.has_class(id, "problematic")),
        };
        if role {
            out.problematic |= !matches!(text[..], [Inline::Role { .. }]);
            return out.extend(text);
        }
        let mut shown = String::new();
        text.iter().for_each(|inline| inline.push_text(&mut shown));
        if shown.trim().ends_with('¶') {
            return;
        }
        // Generators make links of addresses in the text, which say no more than the text.
        let address = target.strip_prefix("mailto:").unwrap_or(target);
        if tree.has_class(id, "external")
            && (address == shown || target != address && address.replace("%40", "@") == shown)
        {
            return out.push_text(&shown);
        }
        let is = |class: &str| tree.descendants(id).any(|id| tree.has_class(id, class));
        let internal = tree.has_class(id, "internal");
        let name = if internal && is("doc") {
            "doc"
        } else if internal && is("std-ref") {
            "ref"
        } else {
            let target = Cow::Owned(target.trim().to_owned());
            out.push_marked(text, |text| Inline::Link { text, target });
            return;
        };
        let target = match name {
            "doc" => target.strip_suffix(".html").unwrap_or(target),
            _ => target.rsplit('#').next().unwrap_or(target),
        };
        let target = Some(Cow::Owned(target.to_owned()));
        out.text.push(Inline::Role { name: name.into(), text: Cow::Owned(shown), target });
    }

    /// Reads code, or a role that shows as code.
    fn code(&self, id: Id, out: &mut Out) {
        let text = self.tree.all_text(id);
        let text = text.trim_ascii().replace('\n', " ");
        if self.docutils && text.contains("``") {
            // Marks stand too close to a word for docutils, which went on to the next.
            return out.extend(rst::running_text(&format!("``{text}``")));
        }
        if !self.tree.has_class(id, "xref") {
            // What was nothing but a blank is one.
            let text = if text.is_empty() { " ".to_owned() } else { text };
            return out.text.push(Inline::Code(Cow::Owned(text)));
        }
        let role = self.tree.classes(id).find_map(|class| class.split_once('-'));
        let name = match role {
            Some(("std", role)) => role.to_owned(),
            Some((domain, role)) => format!("{domain}:{role}"),
            None => "py:obj".to_owned(),
        };
        // The renderer writes parentheses behind what can be called.
        let text = match text.strip_suffix("()") {
            Some(callable) if name.ends_with("meth") || name.ends_with("func") => {
                callable.to_owned()
            }
            _ => text,
        };
        out.text.push(Inline::Role {
            name: Cow::Owned(name),
            text: Cow::Owned(text),
            target: None,
        });
    }
}

/// Running text as it grows.
#[derive(Default)]
struct Out {
    text: Vec<Inline<'static>>,
    /// Some of it is markup that the renderer could make no sense of.
    problematic: bool,
    /// There is a backquote in the text.
    backquoted: bool,
}

impl Out {
    fn push_text(&mut self, text: &str) {
        let text = run::collapse(text);
        if text.is_empty() {
            return;
        }
        self.backquoted |= text.contains('`');
        match self.text.last_mut() {
            Some(Inline::Text(before)) => {
                let text = if before.ends_with(' ') { text.trim_start_matches(' ') } else { &text };
                before.to_mut().push_str(text);
            }
            _ => self.text.push(Inline::Text(Cow::Owned(text.into_owned()))),
        }
    }

    fn extend(&mut self, text: Vec<Inline<'static>>) {
        for inline in text {
            match inline {
                Inline::Text(text) => self.push_text(&text),
                inline => self.text.push(inline),
            }
        }
    }

    /// Pushes text under a mark; blanks at its ends stand outside of it.
    fn push_marked(
        &mut self,
        mut inner: Vec<Inline<'static>>,
        mark: impl FnOnce(Vec<Inline<'static>>) -> Inline<'static>,
    ) {
        let before = matches!(inner.first(), Some(Inline::Text(text)) if text.starts_with(' '));
        let after = matches!(inner.last(), Some(Inline::Text(text)) if text.ends_with(' '));
        trim(&mut inner);
        if before || (after && inner.is_empty()) {
            self.push_text(" ");
        }
        if inner.is_empty() {
            return;
        }
        self.text.push(mark(inner));
        if after {
            self.push_text(" ");
        }
    }
}

/// Reads text once more in which the renderer left markup that it made no sense of.
fn again(text: Vec<Inline<'static>>) -> Vec<Inline<'static>> {
    let mut out = Out::default();
    for inline in text {
        let Inline::Text(text) = inline else {
            out.text.push(inline);
            continue;
        };
        if text.starts_with(' ') {
            out.push_text(" ");
        }
        out.extend(rst::running_text(&text));
        if text.ends_with(' ') {
            out.push_text(" ");
        }
    }
    out.text
}
