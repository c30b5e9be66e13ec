//! The parts of a page.
//!
//! Parts begin at headings, and where a page has lost them (or never had them), at a paragraph or
//! an item of a list that is nothing but a part's name.

use crate::markup::{Block, BlockKind, Document, Inline};

use super::text;

/// A part of a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Section {
    /// What stands before the first part that has a name.
    #[default]
    Head,
    /// What the operation does, and what holds for it.
    Function,
    /// Who may call it.
    Authorization,
    /// Method and path, and their parameters.
    Uri,
    /// Headers and body of the request.
    Request,
    /// Headers and body of the responses.
    Response,
    /// Examples of requests.
    ExampleRequest,
    /// Examples of responses.
    ExampleResponse,
    /// Statuses and what they mean.
    Status,
    /// Anything else.
    Other,
}

/// The names of the parts.
#[rustfmt::skip]
const NAMES: &[(&str, Section)] = &[
    ("function", Section::Function),
    ("functions", Section::Function),
    ("function description", Section::Function),
    ("description", Section::Function),
    ("api description", Section::Function),
    ("constraints", Section::Function),
    ("notes and constraints", Section::Function),
    ("restrictions", Section::Function),
    ("precautions", Section::Function),
    ("prerequisites", Section::Function),
    ("authorization information", Section::Authorization),
    ("debugging", Section::Other),
    ("calling method", Section::Other),
    ("uri", Section::Uri),
    ("url", Section::Uri),
    ("api uri", Section::Uri),
    ("request uri", Section::Uri),
    ("request url", Section::Uri),
    ("request", Section::Request),
    ("requests", Section::Request),
    ("request parameter", Section::Request),
    ("request parameters", Section::Request),
    ("request message", Section::Request),
    ("request body", Section::Request),
    ("response", Section::Response),
    ("responses", Section::Response),
    ("response parameter", Section::Response),
    ("response parameters", Section::Response),
    ("response message", Section::Response),
    ("response body", Section::Response),
    ("example request", Section::ExampleRequest),
    ("example requests", Section::ExampleRequest),
    ("request example", Section::ExampleRequest),
    ("sample request", Section::ExampleRequest),
    ("example response", Section::ExampleResponse),
    ("example responses", Section::ExampleResponse),
    ("response example", Section::ExampleResponse),
    ("sample response", Section::ExampleResponse),
    ("status code", Section::Status),
    ("status codes", Section::Status),
    ("normal response codes", Section::Status),
    ("returned value", Section::Status),
    ("returned values", Section::Status),
    ("error code", Section::Other),
    ("error codes", Section::Other),
];

/// A page in parts.
#[derive(Default)]
pub struct Page<'d> {
    /// What the page calls itself, and the line.
    pub title: Option<(u32, String)>,
    /// Names of the page that only machines see: of the file it came from, of its first anchors.
    pub names: Vec<&'d str>,
    /// Its outermost blocks, each with the part it stands in. Headings are not among them.
    pub blocks: Vec<(Section, &'d Block<'d>)>,
    /// Its paragraphs, literals and tables at any depth, each with the part it stands in.
    pub leaves: Vec<(Section, &'d Block<'d>)>,
    /// Its headings but for the title, each with its line.
    heads: Vec<(u32, &'d [Inline<'d>])>,
    part: Section,
    /// The level of the heading that the part began with.
    level: u8,
}

impl<'d> Page<'d> {
    /// Whether the last that the page has are its tables or examples, which might go on: statuses and
    /// errors come after them.
    pub fn has_open_end(&self) -> bool {
        let last = self.leaves.last().map(|(part, _)| *part);
        !matches!(last, Some(Section::Status | Section::Other))
    }

    /// Takes the blocks of one page apart.
    pub fn of(blocks: &'d [Block<'d>]) -> Self {
        let mut page = Page::default();
        for block in blocks {
            let before = page.leaves.len();
            page.block(block);
            // A block that is a part's name is none of its part's.
            if page.leaves.len() > before {
                let part = page.leaves[before].0;
                page.blocks.push((part, block));
            }
        }
        if page.title.is_none() {
            page.title = page.leaves.iter().find_map(|(part, block)| match &block.kind {
                BlockKind::Paragraph(text) if *part == Section::Head => {
                    Some((block.line, text::plain(text)))
                }
                _ => None,
            });
        }
        page
    }

    /// The paragraphs, literals and tables of a part.
    pub fn leaves(&self, part: Section) -> impl Iterator<Item = &'d Block<'d>> {
        self.leaves.iter().filter(move |(at, _)| *at == part).map(|(_, block)| *block)
    }

    /// The heading that a line stands under.
    pub fn head(&self, line: u32) -> Option<&'d [Inline<'d>]> {
        let after = self.heads.partition_point(|(at, _)| *at <= line);
        after.checked_sub(1).map(|index| self.heads[index].1)
    }

    fn block(&mut self, block: &'d Block<'d>) {
        match &block.kind {
            BlockKind::Heading { level, text } => self.heading(block.line, *level, text),
            BlockKind::Paragraph(text) => match named(text) {
                Some(part) => self.part = part,
                None => self.leaves.push((self.part, block)),
            },
            BlockKind::Literal(_) | BlockKind::Table(_) => self.leaves.push((self.part, block)),
            BlockKind::List { items, .. } => {
                items.iter().for_each(|item| self.blocks(&item.blocks));
            }
            BlockKind::Definitions(definitions) => {
                for definition in definitions {
                    if let Some(part) = named(&definition.term) {
                        self.part = part;
                    }
                    self.blocks(&definition.blocks);
                }
            }
            BlockKind::Fields(fields) => {
                for field in fields {
                    if field.name == "original_name" {
                        self.names.extend(field.blocks.first().and_then(first_text));
                    }
                }
            }
            BlockKind::Directive { content, .. } | BlockKind::Quote(content) => {
                self.blocks(content);
            }
        }
    }

    fn blocks(&mut self, blocks: &'d [Block<'d>]) {
        blocks.iter().for_each(|block| self.block(block));
    }

    fn heading(&mut self, line: u32, level: u8, text: &'d [Inline<'d>]) {
        if self.title.is_none() {
            self.title = Some((line, text::plain(text)));
            self.names.extend(text.iter().filter_map(|inline| match inline {
                Inline::Anchor(name) => Some(&**name),
                _ => None,
            }));
            return;
        }
        self.heads.push((line, text));
        match named(text).or_else(|| of_words(&text::plain(text))) {
            Some(part) => (self.part, self.level) = (part, level),
            None if level > self.level && self.level > 0 => {}
            None => (self.part, self.level) = (Section::Other, level),
        }
    }
}

/// The blocks at which pages may begin that stand one behind the other in a file: at a title as the
/// first has, or at the name of the page that one was made from.
pub fn begins(document: &Document<'_>) -> Vec<usize> {
    let heading = |block: &Block<'_>| match &block.kind {
        BlockKind::Heading { level, .. } => Some(*level),
        _ => None,
    };
    let title = document.blocks.iter().find_map(heading);
    let mut begins = vec![0];
    let mut is_titled = false;
    for (at, block) in document.blocks.iter().enumerate() {
        let is_title = heading(block).is_some_and(|level| Some(level) == title);
        let is_name = matches!(&block.kind, BlockKind::Fields(fields)
            if fields.iter().any(|field| field.name == "original_name"));
        if is_titled && (is_title || is_name) {
            begins.push(at);
            is_titled = false;
        }
        is_titled |= is_title;
    }
    begins
}

/// The text that a paragraph begins with, where it is a piece of the page as it stands.
fn first_text<'d>(block: &'d Block<'_>) -> Option<&'d str> {
    match &block.kind {
        BlockKind::Paragraph(text) => match text.first()? {
            Inline::Text(text) => Some(text.trim()),
            _ => None,
        },
        _ => None,
    }
}

/// Words that say nothing of which part a heading is of.
#[rustfmt::skip]
const GENERAL: &[&str] = &[
    "a", "an", "and", "api", "argument", "arguments", "attribute", "attributes", "body", "content",
    "data", "definition", "definitions", "description", "descriptions", "detail", "details",
    "element", "elements", "field", "fields", "for", "format", "header", "headers", "in", "info",
    "information", "item", "items", "list", "message", "messages", "normal", "object", "objects",
    "of", "on", "operation", "or", "param", "parameter", "parameters", "params", "payload",
    "properties", "property", "structure", "structures", "table", "the", "this", "to", "type",
    "types", "value", "values",
];

/// The part that a heading or a caption is of, where all of its words are such as headings of parts
/// are made of: `Response Fields`, `Parameters in the request body`.
pub fn of_words(text: &str) -> Option<Section> {
    if text.len() > 80 {
        return None;
    }
    let (mut request, mut response, mut example) = (false, false, false);
    for word in text.to_ascii_lowercase().split(|c: char| !c.is_ascii_alphabetic()) {
        match word {
            "" => {}
            "request" | "requests" | "input" | "inputs" => request = true,
            // Only a part of the very name gives a URI; its parameters may stand in one of their own.
            "uri" | "url" | "path" | "query" => request = true,
            "response" | "responses" | "output" | "outputs" | "return" | "returned" | "reply"
            | "result" | "results" => response = true,
            "example" | "examples" | "sample" | "samples" => example = true,
            word if GENERAL.contains(&word) => {}
            _ => return None,
        }
    }
    match (request, response) {
        (true, false) if example => Some(Section::ExampleRequest),
        (false, true) if example => Some(Section::ExampleResponse),
        (true, false) => Some(Section::Request),
        (false, true) => Some(Section::Response),
        _ => None,
    }
}

/// The heading speaks of parameters, and does not say whose they are.
pub fn is_general(heading: &str) -> bool {
    let lower = heading.to_ascii_lowercase();
    let mut words = lower.split(|c: char| !c.is_ascii_alphabetic()).filter(|it| !it.is_empty());
    heading.len() <= 80 && words.all(|word| GENERAL.contains(&word))
}

/// The heading speaks of examples.
pub fn is_of_examples(heading: &str) -> bool {
    let lower = heading.to_ascii_lowercase();
    lower.contains("example") || lower.contains("sample")
}

/// The part whose name this text is, and nothing else.
fn named(text: &[Inline<'_>]) -> Option<Section> {
    // Names are short: a long text need not be put together to be told from them.
    if text.len() > 4 {
        return None;
    }
    let plain = text::plain(text);
    let name = plain.trim_end_matches(':').to_ascii_lowercase();
    NAMES.iter().find(|(known, _)| *known == name).map(|(_, part)| *part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_by_their_words() {
        for (heading, part) in [
            ("Response Fields", Some(Section::Response)),
            ("Request Fields", Some(Section::Request)),
            ("Response body description", Some(Section::Response)),
            ("Output Parameters", Some(Section::Response)),
            ("Parameters in the request body", Some(Section::Request)),
            ("Query parameters", Some(Section::Request)),
            ("Path Parameters", Some(Section::Request)),
            ("Sample Responses", Some(Section::ExampleResponse)),
            ("Parameters", None),
            ("Example", None),
            ("Requests and Responses", None),
            ("Request Syntax", None),
            ("Error Response Codes", None),
        ] {
            assert_eq!(of_words(heading), part, "{heading}");
        }
        assert!(is_general("Parameter Description"));
        assert!(!is_general("Quotas"));
    }
}
