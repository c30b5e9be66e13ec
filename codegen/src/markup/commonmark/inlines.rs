//! Running text: escapes, code spans, emphasis, links.

use crate::markup::Inline;

/// One line of running text being written at the end of `out`.
pub(super) struct Line<'o> {
    out: &'o mut String,
    /// What every further line begins with.
    prefix: &'o str,
    /// Where the line begins: no markup of a block may be seen there.
    start: usize,
    /// Where the line, or the emphasis or link being written, begins: no blank stands there.
    edge: usize,
    /// Asterisks are in use as markup, so that every other one has to be escaped.
    emphasis: bool,
    /// An asterisk (an underscore) that could open emphasis stands unescaped.
    star: bool,
    underscore: bool,
    /// A bracket that could open a link stands unescaped.
    bracket: bool,
    /// Inside of a link's text, emphasis or strong emphasis.
    link: bool,
    emphasised: bool,
    strong: bool,
    /// Emphasis has just ended behind punctuation: a word may not follow as it is.
    closed: bool,
    /// Pipes are escaped, as in the cell of a table.
    cell: bool,
    /// No line breaks: a heading, the cell of a table.
    single: bool,
}

impl<'o> Line<'o> {
    pub fn new(out: &'o mut String, prefix: &'o str) -> Self {
        let start = out.len();
        Line {
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
                Inline::Role { name, text, .. } => match shown_as(name) {
                    Shown::Code => self.code(text),
                    Shown::Text => self.text(text, next()),
                },
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
        self.out.push_str("\\\n");
        self.out.push_str(self.prefix);
        self.start = self.out.len();
        self.edge = self.start;
        self.closed = false;
    }

    /// The character that stands before what is written next; none at the beginning of a line.
    fn before(&self) -> Option<char> {
        self.out.get(self.start..).and_then(|line| line.chars().next_back())
    }

    /// Writes text; `next` is the character that the next inline begins with.
    fn text(&mut self, text: &str, next: Option<char>) {
        let bytes = text.as_bytes();
        let mut at = 0;
        let mut from = 0;
        if self.closed {
            if let Some(c) =
                text.chars().next().filter(|c| !c.is_whitespace() && !c.is_ascii_punctuation())
            {
                self.entity(c);
                at = c.len_utf8();
                from = at;
            }
            self.closed = false;
        }
        if from == 0 && self.out.len() == self.start {
            at = bytes.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
            from = at;
            at = self.line_start(text, at, &mut from);
        }
        while let Some(&byte) = bytes.get(at) {
            if !SPECIAL[byte as usize] {
                at += 1;
                continue;
            }
            if byte.is_ascii_whitespace() {
                self.out.push_str(&text[from..at]);
                while bytes.get(at).is_some_and(u8::is_ascii_whitespace) {
                    at += 1;
                }
                if self.out.len() > self.edge && !self.out.ends_with(' ') {
                    self.out.push(' ');
                }
                from = at;
                if self.out.len() == self.start {
                    at = self.line_start(text, at, &mut from);
                }
                continue;
            }
            // Most of them mean nothing where they stand.
            self.out.push_str(&text[from..at]);
            from = at;
            let rest = &text[at + 1..];
            let after = rest.chars().next().or(next);
            if byte == 0 {
                self.out.push('\u{fffd}');
                from = at + 1;
            } else if self.is_markup(byte, rest, after) {
                self.out.push('\\');
            }
            at += 1;
        }
        self.out.push_str(&text[from..]);
    }

    /// The character would be read as markup.
    fn is_markup(&mut self, byte: u8, rest: &str, after: Option<char>) -> bool {
        match byte {
            b'`' => true,
            b'\\' => after.is_some_and(|c| c.is_ascii_punctuation()),
            b'<' => after.is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')),
            b'&' => is_entity(rest),
            b'!' => after == Some('[') && rest.is_empty(),
            b'[' => {
                self.bracket = true;
                self.link
            }
            b']' => self.link || (self.bracket && after == Some('(')),
            b'|' => self.cell,
            b'*' | b'_' => self.may_emphasise(byte, after),
            _ => false,
        }
    }

    /// An asterisk or underscore could be one end of emphasis whose other end is there too.
    fn may_emphasise(&mut self, byte: u8, after: Option<char>) -> bool {
        let before = self.before();
        let (left, right) = (flanks(before, after), flanks(after, before));
        let (opens, closes) = match byte {
            b'*' => (left, right),
            _ => (
                left && (!right || before.is_some_and(|c| !c.is_alphanumeric())),
                right && (!left || after.is_some_and(|c| !c.is_alphanumeric())),
            ),
        };
        if self.emphasis {
            return opens || closes;
        }
        let open = if byte == b'*' { &mut self.star } else { &mut self.underscore };
        if closes && *open {
            return true;
        }
        *open |= opens;
        false
    }

    /// Escapes what would make a block of the line that `text[at..]` begins. Says where to go on.
    fn line_start(&mut self, text: &str, at: usize, from: &mut usize) -> usize {
        let bytes = &text.as_bytes()[at..];
        let Some(&first) = bytes.first() else { return at };
        let ends = |at: usize| bytes.get(at).is_none_or(u8::is_ascii_whitespace);
        let escape = match first {
            b'-' | b'+' | b'=' | b'~' | b':' => {
                let run = bytes.iter().take_while(|byte| **byte == first).count();
                ends(run) || (first == b'~' && run >= 3)
            }
            b'*' | b'_' => {
                bytes.iter().all(|byte| *byte == first || byte.is_ascii_whitespace())
                    || (first == b'*' && ends(1))
            }
            b'>' => true,
            b'#' => ends(bytes.iter().take_while(|byte| **byte == b'#').count()),
            b'[' => text[at..].contains("]:"),
            _ => false,
        };
        if escape {
            self.out.push('\\');
            return at + 1;
        }
        let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
        if digits > 0 && matches!(bytes.get(digits), Some(b'.' | b')')) && ends(digits + 1) {
            self.out.push_str(&text[at..at + digits]);
            self.out.push('\\');
            *from = at + digits;
            return at + digits + 1;
        }
        at
    }

    fn entity(&mut self, c: char) {
        self.out.push_str("&#");
        self.out.push_str(&u32::from(c).to_string());
        self.out.push(';');
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
        // Blanks at the ends of emphasis stand outside of it.
        if inner.first().is_some_and(
            |inline| matches!(inline, Inline::Text(text) if text.starts_with([' ', '\n', '\t'])),
        ) {
            self.text(" ", None);
        }
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
            let entity = format!("&#{};", u32::from(before));
            self.out.replace_range(open - before.len_utf8()..open, &entity);
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

/// The bytes that may have to be escaped or replaced.
const SPECIAL: [bool; 256] = {
    let mut special = [false; 256];
    let bytes = b"`\\<&![]|*_\n\r\t\0 ";
    let mut at = 0;
    while at < bytes.len() {
        special[bytes[at] as usize] = true;
        at += 1;
    }
    special
};

/// The first character that an inline is written with.
fn first(inline: &Inline<'_>) -> Option<char> {
    match inline {
        Inline::Text(text) => text.chars().next(),
        Inline::Code(code) => (!code.is_empty()).then_some('`'),
        Inline::Emphasis(_) | Inline::Strong(_) => Some('*'),
        Inline::Link { .. } => Some('['),
        Inline::Role { name, text, .. } => match shown_as(name) {
            Shown::Code => (!text.is_empty()).then_some('`'),
            Shown::Text => text.chars().next(),
        },
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

/// A run of marks between `one` and `other` leans on `other`: it may open emphasis if `other`
/// follows it, and close it if `other` stands before it.
fn flanks(one: Option<char>, other: Option<char>) -> bool {
    let blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    !blank(other) && (word(other) || !word(one) || !other.is_some_and(|c| c.is_ascii_punctuation()))
}

/// What follows an ampersand makes an entity of it.
fn is_entity(rest: &str) -> bool {
    let name = rest.strip_prefix('#').unwrap_or(rest);
    let length = name.bytes().take(34).take_while(u8::is_ascii_alphanumeric).count();
    length > 0 && matches!(name.as_bytes().get(length), None | Some(b';'))
}

/// A target that would run something.
fn is_script(target: &str) -> bool {
    let scheme: String = target
        .chars()
        .filter(|c| !c.is_whitespace() && !c.is_control())
        .take_while(|c| *c != ':')
        .take(11)
        .collect();
    target.contains(':')
        && ["javascript", "vbscript", "data"].iter().any(|bad| scheme.eq_ignore_ascii_case(bad))
}

fn is_autolink(target: &str) -> bool {
    (target.starts_with("http://") || target.starts_with("https://"))
        && !target
            .contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '|'))
}

/// Writes where a link leads.
fn destination(target: &str, cell: bool, out: &mut String) {
    let pointed = target.starts_with('<')
        || target.contains(|c: char| c.is_whitespace() || c.is_control())
        || !is_balanced(target);
    if pointed {
        out.push('<');
    }
    for (at, c) in target.char_indices() {
        let rest = &target[at + c.len_utf8()..];
        let escape = match c {
            '\\' => rest.is_empty() || rest.starts_with(|c: char| c.is_ascii_punctuation()),
            '<' | '>' => pointed,
            '&' => is_entity(rest),
            '|' => cell,
            _ => false,
        };
        if escape {
            out.push('\\');
        }
        match c {
            '\0' => out.push('\u{fffd}'),
            '\n' | '\r' => {}
            c => out.push(c),
        }
    }
    if pointed {
        out.push('>');
    }
}

/// Parentheses come in pairs, and are not nested deeply.
fn is_balanced(target: &str) -> bool {
    let mut depth = 0_usize;
    for byte in target.bytes() {
        match byte {
            b'(' if depth == 8 => return false,
            b'(' => depth += 1,
            b')' => match depth.checked_sub(1) {
                Some(less) => depth = less,
                None => return false,
            },
            _ => {}
        }
    }
    depth == 0
}

enum Shown {
    Code,
    Text,
}

/// A role names a thing of a program, or it refers the reader somewhere.
fn shown_as(role: &str) -> Shown {
    let kind = role.rsplit(':').next().unwrap_or(role);
    match kind {
        "attr" | "class" | "code" | "command" | "const" | "data" | "envvar" | "exc" | "file"
        | "func" | "literal" | "meth" | "mod" | "obj" | "option" | "samp" | "type" => Shown::Code,
        _ => Shown::Text,
    }
}
