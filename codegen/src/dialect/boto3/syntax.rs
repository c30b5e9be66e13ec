//! The syntax blocks: `response = client.list_sessions(…)` and `{'sessions': […]}`.
//!
//! The renderer writes one value a line and opens and closes on lines of their own, so a block is
//! read line by line with a stack of what is open. An enum's values are whatever stands between
//! the outer quotes, commas, brackets and quotes included.

use std::fmt;

use super::flat;

/// How deep a block may nest. The deepest that is documented anywhere is below 30.
const MAX_DEPTH: usize = 128;

/// A value of a syntax block and the line it begins at.
#[derive(Debug, PartialEq)]
pub(super) struct Syntax<'t> {
    pub line: u32,
    pub kind: SyntaxKind<'t>,
}

/// What a syntax block shows in the place of a value.
#[derive(Debug, PartialEq)]
pub(super) enum SyntaxKind<'t> {
    /// `'string'`
    String,
    /// `123`
    Integer,
    /// `123.0`
    Double,
    /// `...`: a float; a type that the renderer has no example for.
    Ellipsis,
    /// `True|False`
    Boolean,
    /// `b'bytes'`
    Blob,
    /// `datetime(2015, 1, 1)`
    Timestamp,
    /// `{...}|[...]|123|123.4|'string'|True|None`
    Document,
    /// `b'bytes'|file` and `StreamingBody()`
    Stream,
    /// `'A'|'B'`
    Enum(Vec<&'t str>),
    /// `[ value, ]`
    List(Box<Syntax<'t>>),
    /// `{ 'name': value, … }`, a structure or a map; `{}` has no members.
    Dict(Vec<(&'t str, Syntax<'t>)>),
    /// `EventStream({ 'name': value, … })`
    EventStream(Vec<(&'t str, Syntax<'t>)>),
    /// `{'... recursive ...'}`
    Recursive,
    /// `{...}`, `[...]`, `EventStream()`: there is something, and no more is told.
    Unstated,
}

/// A syntax block that was read.
#[derive(Debug)]
pub(super) struct SyntaxBlock<'t> {
    /// The call's arguments or the returned value, always a [`SyntaxKind::Dict`].
    pub root: Syntax<'t>,
    /// What stands in the block after it. The renderer indents what it says of a section that it
    /// leaves out, so it can end up in the block before.
    pub rest: &'t str,
}

/// Why a syntax block cannot be read.
#[derive(Debug, PartialEq)]
pub(super) struct SyntaxError {
    pub line: u32,
    pub reason: Reason,
}

#[derive(Debug, PartialEq)]
pub(super) enum Reason {
    /// The block ends before what it opened is closed.
    CutOff,
    /// The renderer has left the section out.
    TooLarge,
    /// Nesting beyond [`MAX_DEPTH`].
    TooDeep,
    /// This is no line of a syntax block.
    Unexpected(String),
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Reason::CutOff => f.write_str("the syntax block is cut off"),
            Reason::TooLarge => f.write_str("the page leaves the section out as too large"),
            Reason::TooDeep => write!(f, "the syntax block nests deeper than {MAX_DEPTH}"),
            Reason::Unexpected(line) => write!(f, "`{line}` is no line of a syntax block"),
        }
    }
}

/// What is open at a line.
struct Open<'t> {
    kind: OpenKind,
    line: u32,
    /// The name that it has in what it stands in.
    name: &'t str,
    members: Vec<(&'t str, Syntax<'t>)>,
}

#[derive(Clone, Copy, PartialEq)]
enum OpenKind {
    Call,
    Dict,
    EventStream,
    List,
}

impl OpenKind {
    fn closer(self) -> &'static str {
        match self {
            OpenKind::Call => ")",
            OpenKind::Dict => "}",
            OpenKind::EventStream => "})",
            OpenKind::List => "]",
        }
    }
}

/// The beginning of a section that the renderer left out.
pub(super) const TOO_LARGE: &str = "# This section is too large to render.";

/// Reads the block `raw`, whose first line is `line` of the page.
pub(super) fn parse(raw: &str, line: u32) -> Result<SyntaxBlock<'_>, SyntaxError> {
    let mut lines = FilledLines { rest: raw, next: line, is_flat: is_flat(raw) };
    let mut stack: Vec<Open<'_>> = Vec::new();
    while let Some((line, text)) = lines.next_filled() {
        let fail = |reason| SyntaxError { line, reason };
        let unexpected = || fail(Reason::Unexpected(excerpt(text)));
        let complete = match stack.last() {
            None if text == TOO_LARGE => return Err(fail(Reason::TooLarge)),
            None => match open_root(text).ok_or_else(unexpected)? {
                Some(kind) => {
                    stack.push(Open { kind, line, name: "", members: Vec::new() });
                    continue;
                }
                None => ("", Syntax { line, kind: SyntaxKind::Dict(Vec::new()) }),
            },
            // What stood before a comma on a line of its own was left out by the renderer.
            Some(_) if text == "," => continue,
            Some(open) if without_comma(text) == open.kind.closer() => {
                let Some(open) = stack.pop() else { continue };
                open.close()
            }
            Some(open) => {
                let (name, value) = match open.kind {
                    OpenKind::List => ("", text),
                    OpenKind::Call => split_name(text, "", "=").ok_or_else(unexpected)?,
                    OpenKind::Dict | OpenKind::EventStream => {
                        split_name(text, "'", "': ").ok_or_else(unexpected)?
                    }
                };
                let kind = match value {
                    "{" => OpenKind::Dict,
                    "[" => OpenKind::List,
                    "EventStream({" => OpenKind::EventStream,
                    leaf => {
                        let kind = read_leaf(leaf).ok_or_else(unexpected)?;
                        add(&mut stack, (name, Syntax { line, kind }));
                        continue;
                    }
                };
                if stack.len() == MAX_DEPTH {
                    return Err(fail(Reason::TooDeep));
                }
                stack.push(Open { kind, line, name, members: Vec::new() });
                continue;
            }
        };
        if let Some((_, root)) = add(&mut stack, complete) {
            return Ok(SyntaxBlock { root, rest: lines.rest });
        }
    }
    Err(SyntaxError { line: lines.next.saturating_sub(1).max(line), reason: Reason::CutOff })
}

/// Adds a value to what is open; gives it back where nothing is.
fn add<'t>(stack: &mut [Open<'t>], value: (&'t str, Syntax<'t>)) -> Option<(&'t str, Syntax<'t>)> {
    match stack.last_mut() {
        Some(parent) => {
            parent.members.push(value);
            None
        }
        None => Some(value),
    }
}

impl<'t> Open<'t> {
    fn close(mut self) -> (&'t str, Syntax<'t>) {
        let kind = match self.kind {
            OpenKind::Call | OpenKind::Dict => SyntaxKind::Dict(self.members),
            OpenKind::EventStream => SyntaxKind::EventStream(self.members),
            OpenKind::List => match self.members.pop() {
                Some((_, element)) => SyntaxKind::List(Box::new(element)),
                None => SyntaxKind::Unstated,
            },
        };
        (self.name, Syntax { line: self.line, kind })
    }
}

/// What the first line of a block opens; `Some(None)` where it opens and closes at once.
fn open_root(text: &str) -> Option<Option<OpenKind>> {
    match text {
        "{" => Some(Some(OpenKind::Dict)),
        "{}" => Some(None),
        _ if text.ends_with("()") => Some(None),
        _ if text.ends_with('(') => Some(Some(OpenKind::Call)),
        _ => None,
    }
}

/// `'name': value` or `name=value`.
fn split_name<'t>(text: &'t str, before: &str, after: &str) -> Option<(&'t str, &'t str)> {
    split_once(text.strip_prefix(before)?, after)
}

/// The same as [`str::split_once`] for marks of a few characters of ASCII: to prepare a search for
/// one takes longer than the search.
fn split_once<'t>(text: &'t str, mark: &str) -> Option<(&'t str, &'t str)> {
    let (bytes, mark) = (text.as_bytes(), mark.as_bytes());
    let mut places = memchr::memchr_iter(*mark.first()?, bytes);
    let at = places.find(|at| bytes[*at..].starts_with(mark))?;
    Some((&text[..at], &text[at + mark.len()..]))
}

/// What stands between the quotes of `'A'|'B'`.
fn alternatives(mut text: &str) -> Vec<&str> {
    let mut values = Vec::new();
    while let Some((value, rest)) = split_once(text, "'|'") {
        values.push(value);
        text = rest;
    }
    values.push(text);
    values
}

fn without_comma(text: &str) -> &str {
    text.strip_suffix(',').unwrap_or(text)
}

/// A value that begins and ends on one line.
fn read_leaf<'t>(text: &'t str) -> Option<SyntaxKind<'t>> {
    // The comma belongs to the block unless it stands inside of quotes.
    Some(match without_comma(text) {
        "'string'" => SyntaxKind::String,
        "123" => SyntaxKind::Integer,
        "True|False" => SyntaxKind::Boolean,
        "datetime(2015, 1, 1)" => SyntaxKind::Timestamp,
        "123.0" => SyntaxKind::Double,
        "b'bytes'" => SyntaxKind::Blob,
        "{'... recursive ...'}" => SyntaxKind::Recursive,
        "{}" => SyntaxKind::Dict(Vec::new()),
        "..." => SyntaxKind::Ellipsis,
        "{...}|[...]|123|123.4|'string'|True|None" => SyntaxKind::Document,
        "b'bytes'|file" | "StreamingBody()" => SyntaxKind::Stream,
        "{...}" | "[...]" | "EventStream()" => SyntaxKind::Unstated,
        leaf => match leaf.strip_prefix('\'').and_then(|leaf| leaf.strip_suffix('\'')) {
            Some(values) => SyntaxKind::Enum(alternatives(values)),
            // `'string' or {'Bucket': 'string'}`: the first is what goes on the wire, the second
            // what boto3 would make it of.
            None => return read_leaf(leaf.split_once(" or ")?.0),
        },
    })
}

/// As much of a line as a message shows.
fn excerpt(text: &str) -> String {
    match text.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// Whether the block has lost its line breaks and stands on one line.
fn is_flat(raw: &str) -> bool {
    let mut lines = raw.lines().map(str::trim_ascii).filter(|line| !line.is_empty());
    match (lines.next(), lines.next()) {
        (Some(TOO_LARGE), _) => false,
        (Some(line), None) => open_root(line).is_none(),
        _ => false,
    }
}

/// The lines of a block, without blanks around them.
struct FilledLines<'t> {
    rest: &'t str,
    next: u32,
    is_flat: bool,
}

impl<'t> FilledLines<'t> {
    /// The next line that holds something, and its number.
    fn next_filled(&mut self) -> Option<(u32, &'t str)> {
        if self.is_flat {
            let (line, rest) = flat::first_line(self.rest)?;
            self.rest = rest;
            return Some((self.next, line));
        }
        while !self.rest.is_empty() {
            let (line, rest) = match memchr::memchr(b'\n', self.rest.as_bytes()) {
                Some(end) => (&self.rest[..end], &self.rest[end + 1..]),
                None => (self.rest, ""),
            };
            let number = self.next;
            self.rest = rest;
            self.next = number.saturating_add(1);
            let line = line.trim_ascii();
            if !line.is_empty() {
                return Some((number, line));
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn root(raw: &str) -> SyntaxKind<'_> {
        parse(raw, 1).unwrap().root.kind
    }

    fn member<'t>(value: &'t str) -> SyntaxKind<'t> {
        read_leaf(value).unwrap()
    }

    #[test]
    fn a_call_opens_and_closes() {
        assert_eq!(
            root(
                "  response = client.list_buckets()
"
            ),
            SyntaxKind::Dict(vec![])
        );
        let raw = "  response = client.f(\n      a='string',\n      b={\n          'c': 123\n      }\n  )\n  \n";
        let c = vec![("c", Syntax { line: 13, kind: SyntaxKind::Integer })];
        assert_eq!(
            parse(raw, 10).unwrap().root,
            Syntax {
                line: 10,
                kind: SyntaxKind::Dict(vec![
                    ("a", Syntax { line: 11, kind: SyntaxKind::String }),
                    ("b", Syntax { line: 12, kind: SyntaxKind::Dict(c) }),
                ]),
            }
        );
    }

    #[test]
    fn enums_keep_what_stands_between_the_quotes() {
        assert_eq!(member("'A'|'B',"), SyntaxKind::Enum(vec!["A", "B"]));
        assert_eq!(member("'a,b'|','"), SyntaxKind::Enum(vec!["a,b", ","]));
        assert_eq!(member("'it's'|'a|b'|'{'"), SyntaxKind::Enum(vec!["it's", "a|b", "{"]));
        assert_eq!(member("'string'|'x'"), SyntaxKind::Enum(vec!["string", "x"]));
        assert_eq!(member("'string',"), SyntaxKind::String);
        assert_eq!(member("''"), SyntaxKind::Enum(vec![""]));
    }

    #[test]
    fn of_alternatives_in_words_the_first_counts() {
        assert_eq!(
            member("'string' or {'Bucket': 'string', 'Key': 'string'},"),
            SyntaxKind::String
        );
    }

    #[test]
    fn a_comma_on_a_line_of_its_own_is_skipped() {
        let raw = "f(\n    a={}\n    ,\n    b=[\n        {}\n        ,\n    ]\n)";
        let SyntaxKind::Dict(members) = root(raw) else { panic!() };
        assert_eq!(members.iter().map(|member| member.0).collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!(members[0].1.kind, SyntaxKind::Dict(vec![]));
    }

    #[test]
    fn event_streams_hold_events() {
        let SyntaxKind::Dict(members) =
            root("{\n 'E': EventStream({\n 'A': {}\n }),\n 'B': 123\n}")
        else {
            panic!()
        };
        assert!(matches!(&members[0].1.kind, SyntaxKind::EventStream(events) if events.len() == 1));
        assert_eq!(members[1].1, Syntax { line: 5, kind: SyntaxKind::Integer });
    }

    #[test]
    fn what_follows_is_left() {
        let block = parse("f(\n  a=123\n)\n\n**Parameters**\n", 1).unwrap();
        assert!(block.rest.contains("**Parameters**"));
    }

    #[test]
    fn what_is_wrong_has_its_line() {
        let cut = |raw| parse(raw, 5).unwrap_err();
        assert_eq!(cut("f(\n  a='string',\n"), SyntaxError { line: 6, reason: Reason::CutOff });
        assert_eq!(cut(""), SyntaxError { line: 5, reason: Reason::CutOff });
        assert_eq!(cut("  # This section is too large to render.").reason, Reason::TooLarge);
        assert_eq!(cut("f(\n  a='str").line, 6);
        assert_eq!(cut("f(\n  a=123\n]").reason, Reason::Unexpected("]".into()));
        let deep = format!("f(\n{}", "a={\n'b': {\n".repeat(MAX_DEPTH));
        assert!(parse(&deep, 1).is_err());
        let deep = format!("{{\n'a': [\n{}", "[\n".repeat(1_000_000));
        assert_eq!(parse(&deep, 1).unwrap_err().reason, Reason::TooDeep);
    }
}
