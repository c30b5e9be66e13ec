//! Running text: escapes, code spans, emphasis, links.

use super::links::{destination, is_autolink, is_script};
use super::signs::ends_in_backslash;
use crate::markup::Inline;

/// One line of running text being written at the end of `out`.
pub(super) struct LineWriter<'o> {
    pub(super) out: &'o mut String,
    /// What every further line begins with.
    pub(super) prefix: &'o str,
    /// Where the line begins: no markup of a block may be seen there.
    pub(super) start: usize,
    /// Where the line, or the emphasis or link being written, begins: no blank stands there.
    pub(super) edge: usize,
    /// Asterisks are in use as markup, so that every other one has to be escaped.
    pub(super) emphasis: bool,
    /// An asterisk (an underscore) that could open emphasis stands unescaped.
    pub(super) star: bool,
    pub(super) underscore: bool,
    /// A bracket that could open a link stands unescaped.
    pub(super) bracket: bool,
    /// Inside of a link's text, emphasis or strong emphasis.
    pub(super) link: bool,
    pub(super) emphasised: bool,
    pub(super) strong: bool,
    /// Emphasis has just ended behind punctuation: a word may not follow as it is.
    pub(super) closed: bool,
    /// Pipes are escaped, as in the cell of a table.
    pub(super) cell: bool,
    /// No line breaks: a heading, the cell of a table.
    pub(super) single: bool,
}

impl<'o> LineWriter<'o> {
    pub fn new(out: &'o mut String, prefix: &'o str) -> Self {
        let start = out.len();
        LineWriter {
            out,
            prefix,
            start,
            edge: start,
            emphasis: false,
            star: false,
            underscore: false,
            bracket: false,
            link: false,
            emphasised: false,
            strong: false,
            closed: false,
            cell: false,
            single: false,
        }
    }

    /// The line is the cell of a table.
    pub fn cell(mut self) -> Self {
        self.cell = true;
        self.single = true;
        self
    }

    /// The line is a heading.
    pub fn heading(mut self) -> Self {
        self.single = true;
        self
    }

    /// Writes the whole line.
    pub fn write(&mut self, inlines: &[Inline<'_>]) {
        self.emphasis = inlines.iter().any(has_emphasis);
        self.inlines(inlines, None);
        self.trim();
    }

    /// Writes text and what follows it.
    pub fn write_behind(&mut self, text: &str, inlines: &[Inline<'_>]) {
        self.emphasis = inlines.iter().any(has_emphasis);
        self.text(text, inlines.iter().find_map(first));
        self.inlines(inlines, None);
        self.trim();
    }

    /// Writes text in front of the line, as bold.
    pub fn write_bold_before(&mut self, title: &str, inlines: &[Inline<'_>]) {
        self.emphasis = true;
        self.out.push_str("**");
        self.text(title, Some('*'));
        self.out.push_str("**");
        self.closed = true;
        if !inlines.is_empty() {
            self.out.push(' ');
            self.closed = false;
        }
        self.inlines(inlines, None);
        self.trim();
    }

    fn trim(&mut self) {
        while self.out.len() > self.edge && self.out.ends_with(' ') {
            self.out.pop();
        }
    }

    fn inlines(&mut self, inlines: &[Inline<'_>], last: Option<char>) {
        for (at, inline) in inlines.iter().enumerate() {
            let next = || inlines[at + 1..].iter().find_map(|next| first(next)).or(last);
            match inline {
                Inline::Text(text) => self.text(text, next()),
                Inline::Code(code) => self.code(code),
                Inline::Emphasis(inner) if self.emphasised => self.inlines(inner, next()),
                Inline::Strong(inner) if self.strong => self.inlines(inner, next()),
                Inline::Emphasis(inner) => {
                    self.emphasised = true;
                    self.emphasise(if self.strong { "_" } else { "*" }, inner);
                    self.emphasised = false;
                }
                Inline::Strong(inner) => {
                    self.strong = true;
                    self.emphasise(if self.emphasised { "__" } else { "**" }, inner);
                    self.strong = false;
                }
                Inline::Link { text, target } => self.link(text, target, next()),
                Inline::Role { name, text, .. } if is_code(name) => self.code(text),
                Inline::Role { text, .. } => self.text(text, next()),
                Inline::Anchor(_) => {}
                Inline::Break => self.break_line(),
            }
        }
    }

    fn break_line(&mut self) {
        self.trim();
        if self.out.len() == self.start {
            return;
        }
        if self.link || self.single {
            self.out.push(' ');
            return;
        }
        // A backslash that stands for itself may not be taken for the one that breaks the line.
        if ends_in_backslash(self.out) {
            self.out.push('\\');
        }
        self.out.push_str("\\\n");
        self.out.push_str(self.prefix);
        self.start = self.out.len();
        self.edge = self.start;
        self.closed = false;
    }

    /// The character that stands before what is written next; none at the beginning of a line.
    pub(super) fn before(&self) -> Option<char> {
        self.out.get(self.start..).and_then(|line| line.chars().next_back())
    }

    fn code(&mut self, code: &str) {
        if code.is_empty() {
            return;
        }
        self.closed = false;
        if self.before() == Some('`') && !self.out.ends_with("\\`") {
            self.out.push(' ');
        }
        let (mut longest, mut run) = (0, 0);
        for byte in code.bytes() {
            run = if byte == b'`' { run + 1 } else { 0 };
            longest = longest.max(run);
        }
        let ticks = longest + 1;
        let all_blank = code.bytes().all(|byte| matches!(byte, b' ' | b'\n' | b'\r'));
        let edge = |at: Option<u8>| matches!(at, Some(b' ' | b'\n' | b'\r'));
        let padded = code.starts_with('`')
            || code.ends_with('`')
            || (edge(code.bytes().next()) && edge(code.bytes().next_back()) && !all_blank);
        self.out.extend(std::iter::repeat_n('`', ticks));
        if padded {
            self.out.push(' ');
        }
        if code.contains(['\n', '\r', '\0']) || (self.cell && code.contains('|')) {
            for c in code.chars() {
                match c {
                    '\n' | '\r' => self.out.push(' '),
                    '\0' => self.out.push('\u{fffd}'),
                    '|' if self.cell => self.out.push_str("\\|"),
                    c => self.out.push(c),
                }
            }
        } else {
            self.out.push_str(code);
        }
        if padded {
            self.out.push(' ');
        }
        self.out.extend(std::iter::repeat_n('`', ticks));
    }

    fn emphasise(&mut self, mark: &str, inner: &[Inline<'_>]) {
        self.blank_before(inner);
        // Two marks side by side would be one.
        if self.before() == mark.chars().next() && !self.out.ends_with("\\*") {
            self.out.push(' ');
        }
        self.closed = false;
        let open = self.out.len();
        self.out.push_str(mark);
        let content = self.out.len();
        let edge = std::mem::replace(&mut self.edge, content);
        self.inlines(inner, mark.chars().next());
        self.edge = edge;
        let blank = self.out.ends_with(' ');
        while self.out.len() > content && self.out.ends_with(' ') {
            self.out.pop();
        }
        if self.out.len() == content {
            self.out.truncate(open);
            if blank {
                self.text(" ", None);
            }
            return;
        }
        let last = self.out.chars().next_back();
        self.out.push_str(mark);
        self.closed = last.is_some_and(|c| !c.is_alphanumeric());
        self.part(open, content);
        if blank {
            self.out.push(' ');
            self.closed = false;
        }
    }

    /// Blanks at the ends of markup stand outside of it.
    fn blank_before(&mut self, inner: &[Inline<'_>]) {
        if matches!(inner.first(), Some(Inline::Text(text)) if text.starts_with(char::is_whitespace))
        {
            self.text(" ", None);
        }
    }

    /// A word right in front of emphasis that begins with punctuation hides it, unless its last
    /// character is written as an entity.
    fn part(&mut self, open: usize, content: usize) {
        let first = self.out[content..].chars().next();
        let before = self.out[self.start.min(open)..open].chars().next_back();
        if let (Some(first), Some(before)) = (first, before)
            && !first.is_alphanumeric()
            && !before.is_whitespace()
            && !before.is_ascii_punctuation()
        {
            let at = open - before.len_utf8();
            let backslash = if ends_in_backslash(&self.out[..at]) { "\\" } else { "" };
            let entity = format!("{backslash}&#{};", u32::from(before));
            self.out.replace_range(at..open, &entity);
        }
    }

    fn link(&mut self, text: &[Inline<'_>], target: &str, next: Option<char>) {
        let target = target.trim();
        if self.link || target.is_empty() || is_script(target) {
            return self.inlines(text, next);
        }
        self.closed = false;
        if let [Inline::Text(text)] = text
            && text == target
            && is_autolink(target)
        {
            self.out.push('<');
            self.out.push_str(target);
            self.out.push('>');
            return;
        }
        self.blank_before(text);
        let open = self.out.len();
        self.out.push('[');
        let content = self.out.len();
        self.link = true;
        let edge = std::mem::replace(&mut self.edge, content);
        self.inlines(text, Some(']'));
        self.edge = edge;
        self.link = false;
        self.closed = false;
        let blank = self.out.ends_with(' ');
        while self.out.len() > content && self.out.ends_with(' ') {
            self.out.pop();
        }
        if self.out.len() == content {
            self.out.truncate(open);
            return;
        }
        self.out.push_str("](");
        destination(target, self.cell, self.out);
        self.out.push(')');
        if blank {
            self.out.push(' ');
        }
    }
}

/// The first character that an inline is written with.
fn first(inline: &Inline<'_>) -> Option<char> {
    match inline {
        Inline::Text(text) => text.chars().next(),
        Inline::Code(code) => (!code.is_empty()).then_some('`'),
        Inline::Emphasis(_) | Inline::Strong(_) => Some('*'),
        Inline::Link { .. } => Some('['),
        Inline::Role { name, text, .. } if is_code(name) => (!text.is_empty()).then_some('`'),
        Inline::Role { text, .. } => text.chars().next(),
        Inline::Anchor(_) => None,
        Inline::Break => Some('\\'),
    }
}

fn has_emphasis(inline: &Inline<'_>) -> bool {
    match inline {
        Inline::Emphasis(_) | Inline::Strong(_) => true,
        Inline::Link { text, .. } => text.iter().any(has_emphasis),
        _ => false,
    }
}

/// A role names a thing of a program; others refer the reader somewhere.
fn is_code(role: &str) -> bool {
    let kind = role.rsplit(':').next().unwrap_or(role);
    matches!(
        kind,
        "attr"
            | "class"
            | "code"
            | "command"
            | "const"
            | "data"
            | "envvar"
            | "exc"
            | "file"
            | "func"
            | "literal"
            | "meth"
            | "mod"
            | "obj"
            | "option"
            | "samp"
            | "type"
    )
}
