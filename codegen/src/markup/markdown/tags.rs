//! The HTML in Markdown.

use std::borrow::Cow;

use crate::markup::run::collapse;
use crate::markup::{Block, BlockKind, Inline, html};

/// Whether what looks like a tag in running text is none, but the words of who wrote it:
/// `List<String>`, `<bucket name>`. What follows a word without a blank is a tag only if it is one
/// that marks text.
pub(super) fn is_text(tag: &str, before: Option<char>) -> bool {
    let inside = tag.trim_start_matches(['<', '/']);
    if !tag.starts_with('<') || inside.starts_with(['!', '?']) {
        return false;
    }
    let end = inside.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(inside.len());
    let name = lower(&inside[..end]);
    let is_glued = before.is_some_and(char::is_alphanumeric) && !tag.starts_with("</");
    let marks = MARKS.contains(&&*name);
    !marks
        && (is_glued && inside[end..].trim_end_matches(['/', '>']).is_empty() || !is_element(&name))
}

/// The elements of HTML that mark a piece of text, and may stand right behind a letter.
#[rustfmt::skip]
const MARKS: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "br", "cite", "code", "del", "dfn", "em",
    "font", "i", "img", "ins", "kbd", "mark", "p", "q", "s", "samp", "small", "span", "strike",
    "strong", "sub", "sup", "tt", "u", "wbr",
];

/// The other elements of HTML.
#[rustfmt::skip]
const ELEMENTS: &[&str] = &[
    "address", "area", "article", "aside", "audio", "blockquote", "body", "button", "canvas",
    "caption", "center", "col", "colgroup", "data", "datalist", "dd", "details", "dialog", "div",
    "dl", "dt", "embed", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3",
    "h4", "h5", "h6", "head", "header", "hr", "html", "iframe", "input", "label", "legend", "li",
    "link", "main", "map", "meta", "nav", "noscript", "object", "ol", "optgroup", "option",
    "output", "picture", "pre", "progress", "script", "section", "select", "source", "style",
    "summary", "svg", "table", "tbody", "td", "template", "textarea", "tfoot", "th", "thead",
    "time", "title", "tr", "track", "ul", "var", "video",
];

/// Nearly every tag is in small letters as it stands.
fn lower(name: &str) -> Cow<'_, str> {
    match name.bytes().any(|byte| byte.is_ascii_uppercase()) {
        true => Cow::Owned(name.to_ascii_lowercase()),
        false => Cow::Borrowed(name),
    }
}

fn is_element(name: &str) -> bool {
    // Elements of sites' own have a dash in their names.
    ELEMENTS.contains(&name) || name.contains('-')
}

/// What a tag in running text stands for by itself.
pub(super) fn inline(tag: &str) -> Option<Inline<'static>> {
    let inside = tag.strip_prefix('<')?.trim_end_matches(['>', '/']);
    let (name, attributes) =
        inside.split_once(|c: char| c.is_ascii_whitespace()).unwrap_or((inside, ""));
    match &*lower(name) {
        "br" => Some(Inline::Break),
        "a" | "span" => {
            let name = ["name=", "id="].iter().find_map(|attribute| {
                let at = memchr::memmem::find(attributes.as_bytes(), attribute.as_bytes())?;
                let value = &attributes[at + attribute.len()..];
                match value.chars().next().filter(|c| matches!(c, '"' | '\'')) {
                    Some(quote) => value[1..].split(quote).next(),
                    None => value.split_ascii_whitespace().next(),
                }
            })?;
            Some(Inline::Anchor(Cow::Owned(name.to_owned())))
        }
        _ => None,
    }
}

/// What a block of HTML holds: lists and tables, if there are any in it, else what it shows.
pub(super) fn blocks(piece: &str, line: u32) -> Vec<Block<'static>> {
    let lower = piece.to_ascii_lowercase();
    if !["<table", "<ul", "<ol", "<dl"].iter().any(|tag| lower.contains(tag)) {
        return block(piece, line).into_iter().collect();
    }
    html::parse_piece(piece, line)
}

/// What a block of HTML shows, without its structure: tags are dropped, and so is what is in
/// scripts, styles and comments.
pub(super) fn block(html: &str, line: u32) -> Option<Block<'static>> {
    let mut text: Vec<Inline<'static>> = Vec::new();
    let mut rest = html;
    while let Some(at) = memchr::memchr(b'<', rest.as_bytes()) {
        shown(&rest[..at], &mut text);
        let tag = &rest[at..];
        let end = if let Some(comment) = tag.strip_prefix("<!--") {
            comment.find("-->").map(|end| end + "<!---->".len())
        } else {
            tag.find('>').map(|end| end + 1)
        };
        let Some(end) = end else {
            rest = "";
            break;
        };
        text.extend(inline(&tag[..end]));
        rest = &tag[end..];
        let name = tag[1..end].split(|c: char| c.is_ascii_whitespace() || c == '>').next();
        let hides = |name: &str| ["script", "style"].iter().any(|h| name.eq_ignore_ascii_case(h));
        if name.is_some_and(hides) {
            rest = rest.find("</").map_or("", |end| &rest[end..]);
        }
    }
    shown(rest, &mut text);
    let text = super::finish(text);
    (!text.is_empty()).then_some(Block { line, kind: BlockKind::Paragraph(text) })
}

fn shown(text: &str, out: &mut Vec<Inline<'static>>) {
    let text = collapse(text);
    if !text.is_empty() {
        super::push(out, Inline::Text(Cow::Owned(text.into_owned())));
    }
}
