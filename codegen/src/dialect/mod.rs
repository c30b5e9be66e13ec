//! Document → Facts. A dialect is a family of pages that is read in one way.
//!
//! Each dialect recognises its pages by what is on them, never by the file's name, and only writes
//! down what its page says. What two pages make together is decided in
//! [`resolve`](crate::resolve).

mod api_reference;
mod awsapichanges;
mod boto3;
mod huaweicloud;
mod language;
mod sanitize;
mod shared;

use std::borrow::Cow;
use std::path::Path;
use std::sync::Arc;

use crate::diagnostic::rules::page as rules;
use crate::diagnostic::{Diagnostic, Place};
use crate::facts::{Dialect, PageFacts};
use crate::markup::Document;
use crate::markup::{self, html, markdown, rst, text as plain};

/// What a file states. An error says why nothing of it is used.
pub fn read_bytes(path: &Arc<Path>, bytes: &[u8]) -> Result<PageFacts, Diagnostic> {
    let place = |line| Place { path: Arc::clone(path), line };
    let decoded = markup::decode(bytes).map_err(|why| {
        let message = format!("the file is no text in {}", why.encoding);
        Diagnostic::new(&rules::NOT_TEXT, place(why.line), message)
    })?;
    let mut page = read(path, &decoded.text)?;
    if let Some(encoding) = decoded.guessed {
        let message = format!("nothing tells the encoding of the file: it is read as {encoding}");
        page.diagnostics.push(Diagnostic::new(&rules::ENCODING_GUESSED, place(0), message));
    }
    Ok(page)
}

/// What a page states. An error says why nothing of it is used.
pub fn read(path: &Arc<Path>, text: &str) -> Result<PageFacts, Diagnostic> {
    let facts = Markup::of(text).read(path, text);
    let place = Place { path: Arc::clone(path), line: 0 };
    // A URI alone makes an operation of Huawei Cloud, whatever is around it.
    let is_sure = matches!(&facts, Some(Ok(page)) if page.dialect != Dialect::HuaweiCloud);
    if !is_sure && let Some(language) = language::other(text) {
        let message = format!("the page is in {language}");
        return Err(Diagnostic::new(&rules::OTHER_LANGUAGE, place, message));
    }
    let facts = facts.unwrap_or_else(|| {
        let message = "this is no page of a documentation that is known";
        Err(Diagnostic::new(&rules::NOT_DOCUMENTATION, place, message))
    });
    facts.and_then(sanitize::sanitize)
}

/// The text without the YAML that generators of sites have before it; lines keep their numbers.
fn without_front_matter(text: &str) -> Cow<'_, str> {
    let end = text.strip_prefix("---\n").and_then(|rest| rest.find("\n---\n"));
    let Some(end) = end.map(|end| "---\n".len() + end + "\n---\n".len()) else {
        return Cow::Borrowed(text);
    };
    let lines = memchr::memchr_iter(b'\n', &text.as_bytes()[..end]).count();
    Cow::Owned("\n".repeat(lines) + &text[end..])
}

/// Whether a text has headings as Markdown writes them.
fn is_markdown(text: &str) -> bool {
    text.lines().any(|line| {
        let level = line.len() - line.trim_start_matches('#').len();
        (1..=6).contains(&level) && line[level..].starts_with(' ')
    })
}

/// Whether the tags that a text begins with are a name for links in Markdown: nothing that HTML has
/// everywhere follows.
fn begins_with_anchor(text: &str) -> bool {
    let start = text.trim_ascii_start();
    let anchor = start.starts_with("<a ") || start.starts_with("<span ");
    let has = |tag: &str| memchr::memmem::find(text.as_bytes(), tag.as_bytes()).is_some();
    anchor && is_markdown(text) && !["</p>", "</div>", "</h"].into_iter().any(has)
}

/// A page as it came, where its markup does not tell all.
#[derive(Clone, Copy)]
enum Source<'a> {
    Rst(&'a str),
    Html(&'a str),
    /// Text that was pasted, of which no more is to be learnt.
    Text,
}

impl<'a> Source<'a> {
    fn text(self) -> &'a str {
        match self {
            Source::Rst(text) | Source::Html(text) => text,
            Source::Text => "",
        }
    }
}

/// What a page is written in, as far as is seen from afar.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Markup {
    /// HTML, whatever it describes.
    Html,
    /// reStructuredText that describes Python objects.
    PythonObjects,
    /// reStructuredText that has no object and may describe an operation.
    Operation,
    Markdown,
    /// Text that was pasted.
    Text,
}

impl Markup {
    fn of(text: &str) -> Self {
        let tag = text.trim_ascii_start().strip_prefix('<');
        if tag.is_some_and(|tag| tag.starts_with(|c: char| c.is_ascii_alphabetic() || c == '!'))
            && !begins_with_anchor(text)
        {
            return Markup::Html;
        }
        if memchr::memmem::find(text.as_bytes(), b".. py:").is_some() {
            return Markup::PythonObjects;
        }
        // The documentation of Huawei Cloud, where every page names the one it was made from.
        if text.starts_with(":original_name: ") {
            return Markup::Operation;
        }
        if is_markdown(text) { Markup::Markdown } else { Markup::Text }
    }

    /// What a page states to the first dialect that knows it for its own.
    fn read(self, path: &Arc<Path>, text: &str) -> Read {
        let bare;
        let document = match self {
            Markup::Html => html::parse(text),
            Markup::PythonObjects | Markup::Operation => rst::parse(text),
            Markup::Markdown => {
                bare = without_front_matter(text);
                markdown::parse(&bare)
            }
            Markup::Text => plain::parse(text),
        };
        let readers = READERS.iter().filter(|(markup, _)| *markup == self);
        readers.into_iter().find_map(|(_, read)| read(path, &document, text))
    }
}

/// What a page states; `None` where it is none of the dialect's.
type Read = Option<Result<PageFacts, Diagnostic>>;

/// The rows of [`READERS`]: what the recogniser makes of a page is what the reader takes.
macro_rules! dialects {
    ($($markup:ident => $dialect:ident::$recognise:ident, $read:ident $(($source:expr))?;)*) => {
        &[$((Markup::$markup, |path, document, _text| {
            let page = $dialect::$recognise(document)?;
            Some($dialect::$read(path, page $(, $source(_text))?))
        }),)*]
    };
}

/// Every dialect in each markup that its pages come in: how it knows a page for its own, and how it
/// reads one (from the page as it came as well, where the markup does not tell all). Those of one
/// markup stand in the order in which they are asked. A new dialect is a folder, and a row here for
/// each markup.
#[expect(clippy::type_complexity)]
const READERS: &[(Markup, fn(&Arc<Path>, &Document<'_>, &str) -> Read)] = dialects! {
    Html => boto3::recognise, read (Source::Html);
    Html => awsapichanges::recognise, read (Source::Html);
    Html => api_reference::recognise, read;
    Html => huaweicloud::recognise, read;
    PythonObjects => boto3::recognise, read (Source::Rst);
    Operation => huaweicloud::recognise, read;
    Markdown => api_reference::recognise, read;
    Markdown => huaweicloud::recognise, read;
    Text => huaweicloud::recognise, read;
    Text => boto3::recognise_pasted, read_pasted;
    Text => awsapichanges::recognise_pasted, read_pasted;
};
