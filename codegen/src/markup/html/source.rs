//! Text → the tree that a browser would build of it, with lines, within bounds.
//!
//! Building a tree the way the standard says takes time that grows with how deep elements nest
//! and with how many marks of emphasis are open, and the tokenizer's with how many attributes a
//! tag has. So tags are looked at before they reach the tree: what is too deep is left out, its
//! text stays, and marks carry no attributes, which makes all marks of a kind alike.

use std::borrow::Cow;
use std::cell::{Cell, Ref};

use html5ever::interface::tree_builder::{ElementFlags, NodeOrText, QuirksMode, Tracer, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use html5ever::{Attribute, LocalName, Namespace, QualName, TokenizerResult};
use scraper::{Html, HtmlTreeSink};

/// The attribute that holds the line an element's tag ends on. No page can have one of this name.
pub(super) const LINE: &str = " line";

/// How many elements may be open.
const MAX_OPEN: usize = 200;

/// How many tags may begin between two looks at how many elements are open.
const STRIDE: u32 = 16;

/// How much text the tokenizer is given at once.
const CHUNK: usize = 4096;

/// How many blanks and quotes a single tag may hold, roughly.
const MAX_SEPARATORS: usize = 4096;

/// Reads a page.
pub(super) fn parse(text: &str) -> Html {
    let sink = Sink {
        html: HtmlTreeSink::new(Html::new_document()),
        line: Cell::new(1),
        has_head: Cell::new(false),
        name: QualName::new(None, Namespace::default(), LocalName::from(LINE)),
    };
    let options = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    let filter = Filter {
        builder: TreeBuilder::new(sink, options),
        tokens: Cell::new(0),
        unmeasured: Cell::new(0),
        left_out: Cell::new(0),
    };
    let tokenizer = Tokenizer::new(filter, TokenizerOpts::default());
    let input = BufferQueue::default();
    let feed = |text: &str| {
        input.push_back(StrTendril::from(text));
        // It stops where a script would have to be run, and where an encoding is named.
        while !matches!(tokenizer.feed(&input), TokenizerResult::Done) {}
    };
    let mut separators = 0;
    let mut rest = text;
    while !rest.is_empty() {
        let end = (CHUNK.min(rest.len())..=rest.len()).find(|end| rest.is_char_boundary(*end));
        let (chunk, after) = rest.split_at(end.unwrap_or(rest.len()));
        rest = after;
        let tokens = tokenizer.sink.tokens.get();
        feed(chunk);
        if tokenizer.sink.tokens.get() != tokens {
            separators = 0;
            continue;
        }
        // One tag goes on and on, unless it is a comment, which none of this ends.
        separators += chunk.bytes().filter(|byte| b" \t\r\n\"'".contains(byte)).count();
        if separators > MAX_SEPARATORS {
            separators = 0;
            for end in [">", "\">", "'>"] {
                if tokenizer.sink.tokens.get() == tokens {
                    feed(end);
                }
            }
        }
    }
    tokenizer.end();
    tokenizer.sink.builder.sink.html.finish()
}

/// Looks at each token before it goes into the tree.
struct Filter {
    builder: TreeBuilder<NodeId, Sink>,
    /// How many tokens there were.
    tokens: Cell<u64>,
    /// How many tags began since the open elements were counted.
    unmeasured: Cell<u32>,
    /// How many elements are open that were too deep to go into the tree.
    left_out: Cell<usize>,
}

type NodeId = <HtmlTreeSink as TreeSink>::Handle;

impl TokenSink for Filter {
    type Handle = NodeId;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<NodeId> {
        self.tokens.set(self.tokens.get() + 1);
        let mut line_of = line;
        if let Token::CharacterTokens(text) = &token {
            // It comes when it is over, and elements that it implies begin where it does. Blanks
            // before the head are dropped.
            let shown = if self.builder.sink.has_head.get() { text } else { text.trim_start() };
            line_of = line_of.saturating_sub(shown.matches('\n').count() as u64);
        }
        self.builder.sink.line.set(u32::try_from(line_of).unwrap_or(u32::MAX));
        let token = match token {
            Token::TagToken(tag) => match self.tag(tag) {
                Some(tag) => Token::TagToken(tag),
                None => return TokenSinkResult::Continue,
            },
            Token::CommentToken(_) | Token::ParseError(_) => return TokenSinkResult::Continue,
            token => token,
        };
        self.builder.process_token(token, line)
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

impl Filter {
    /// The tag as it goes into the tree, if it does.
    fn tag(&self, mut tag: Tag) -> Option<Tag> {
        let begins = tag.kind == TagKind::StartTag;
        match &*tag.name {
            // What there is no use for: some of it reaches out of the place it stands at.
            "template" | "frameset" | "frame" | "noframes" => return None,
            "html" | "body" => tag.attrs.clear(),
            // A mark that means nothing in most pages and everything in some, so that it must not
            // be closed and opened again as marks are.
            "code" => tag.name = LocalName::from("samp"),
            "b" | "big" | "em" | "font" | "i" | "nobr" | "s" | "small" | "strike" | "strong"
            | "tt" | "u" => tag.attrs.clear(),
            _ => {}
        }
        let name = &*tag.name;
        if tag.self_closing || is_void(name) || is_raw(name) {
            return Some(tag);
        }
        let left_out = self.left_out.get();
        if !begins {
            self.left_out.set(left_out.saturating_sub(1));
            return (left_out == 0).then_some(tag);
        }
        if left_out > 0 || self.is_too_deep() {
            self.left_out.set(left_out + 1);
            return None;
        }
        Some(tag)
    }

    /// Counts what is open, now and then.
    fn is_too_deep(&self) -> bool {
        let unmeasured = self.unmeasured.get() + 1;
        self.unmeasured.set(unmeasured);
        if unmeasured < STRIDE {
            return false;
        }
        let count = Count(Cell::new(0));
        self.builder.trace_handles(&count);
        let too_deep = count.0.get() > MAX_OPEN;
        if !too_deep {
            self.unmeasured.set(0);
        }
        too_deep
    }
}

/// Counts the nodes that a tree's builder still holds on to.
struct Count(Cell<usize>);

impl Tracer for Count {
    type Handle = NodeId;

    fn trace_handle(&self, _: &NodeId) {
        self.0.set(self.0.get() + 1);
    }
}

/// Elements that have no end tag.
fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "source"
            | "track"
            | "wbr"
    )
}

/// Elements that hold text and no elements.
fn is_raw(name: &str) -> bool {
    matches!(
        name,
        "iframe" | "noembed" | "plaintext" | "script" | "style" | "textarea" | "title" | "xmp"
    )
}

/// scraper's tree, with the line in each element.
struct Sink {
    html: HtmlTreeSink,
    line: Cell<u32>,
    /// The page's head has begun, if only because something stands behind it.
    has_head: Cell<bool>,
    name: QualName,
}

impl TreeSink for Sink {
    type Handle = NodeId;
    type Output = Html;
    type ElemName<'a> = Ref<'a, QualName>;

    fn create_element(
        &self,
        name: QualName,
        mut attributes: Vec<Attribute>,
        flags: ElementFlags,
    ) -> NodeId {
        if name.local == *"head" {
            self.has_head.set(true);
        }
        let value = StrTendril::from(self.line.get().to_string());
        attributes.push(Attribute { name: self.name.clone(), value });
        self.html.create_element(name, attributes, flags)
    }

    fn finish(self) -> Html {
        self.html.finish()
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> NodeId {
        self.html.get_document()
    }

    fn elem_name<'a>(&'a self, target: &'a NodeId) -> Ref<'a, QualName> {
        self.html.elem_name(target)
    }

    fn create_comment(&self, text: StrTendril) -> NodeId {
        self.html.create_comment(text)
    }

    fn create_pi(&self, target: StrTendril, data: StrTendril) -> NodeId {
        self.html.create_pi(target, data)
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        self.html.append(parent, child);
    }

    fn append_based_on_parent_node(
        &self,
        element: &NodeId,
        before: &NodeId,
        child: NodeOrText<NodeId>,
    ) {
        self.html.append_based_on_parent_node(element, before, child);
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        self.html.get_template_contents(target)
    }

    fn same_node(&self, one: &NodeId, other: &NodeId) -> bool {
        one == other
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &NodeId, node: NodeOrText<NodeId>) {
        self.html.append_before_sibling(sibling, node);
    }

    fn add_attrs_if_missing(&self, target: &NodeId, attributes: Vec<Attribute>) {
        self.html.add_attrs_if_missing(target, attributes);
    }

    fn remove_from_parent(&self, target: &NodeId) {
        self.html.remove_from_parent(target);
    }

    fn reparent_children(&self, node: &NodeId, parent: &NodeId) {
        self.html.reparent_children(node, parent);
    }
}
