//! The blocks of a text: which of its lines are code, lists, quotes, and which are running text.

use super::inlines;

/// Quotes inside of quotes that are still told apart.
const MAX_QUOTES: usize = 8;

pub(super) fn clean(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let mut out = Vec::new();
    Reader { out: &mut out, quotes: 0 }.read(&lines);
    let blank = |line: &String| line.trim().is_empty();
    let first = out.iter().position(|line| !blank(line)).unwrap_or(out.len());
    let last = out.iter().rposition(|line| !blank(line)).map_or(first, |last| last + 1);
    out[first..last].join("\n")
}

struct Reader<'o> {
    out: &'o mut Vec<String>,
    quotes: usize,
}

/// Running text under way.
#[derive(Default)]
struct Paragraph {
    /// What its first line begins with: blanks, or the sign of a list's item.
    lead: String,
    /// The blanks that its further lines begin with.
    column: usize,
    text: String,
}

impl Reader<'_> {
    fn read(&mut self, lines: &[&str]) {
        let mut columns: Vec<usize> = Vec::new();
        let mut paragraph: Option<Paragraph> = None;
        let mut at = 0;
        while let Some(&line) = lines.get(at) {
            at += 1;
            if line.trim().is_empty() {
                self.flush(&mut paragraph);
                self.out.push(String::new());
                continue;
            }
            let indent = line.len() - line.trim_start_matches(' ').len();
            let open = paragraph.is_some();
            // Only a paragraph that the line would be inside of can keep it from being an item.
            let inside = open && columns.last().is_none_or(|column| *column <= indent);
            let starts = starts_block(&line[indent..], inside);
            if !open || starts {
                columns.retain(|&column| column <= indent);
            }
            let column = columns.last().copied().unwrap_or(0);
            if !open && indent >= column + 4 {
                at = self.indented_code(lines, at - 1, column);
                continue;
            }
            if !starts {
                let text = &line[indent..];
                match &mut paragraph {
                    Some(paragraph) => {
                        paragraph.text.push('\n');
                        // No sign of a list's item here, and none to a reader who sees no paragraph.
                        let sign = list_sign(text).map_or(0, |sign| sign - 1);
                        let (before, behind) = text.split_at(sign);
                        paragraph.text.push_str(before);
                        if list_sign(text).is_some() {
                            paragraph.text.push('\\');
                        }
                        paragraph.text.push_str(behind);
                    }
                    None => {
                        let lead = " ".repeat(column);
                        paragraph = Some(Paragraph { lead, column, text: text.to_owned() });
                    }
                }
                continue;
            }
            // Where running text is followed by indentation that is none, the item it is in goes on.
            let mut lead = " ".repeat(indent.min(column + 3));
            let mut rest = &line[indent..];
            if !(open && is_rule(rest)) {
                self.flush(&mut paragraph);
            }
            while let Some(sign) = list_sign(rest) {
                lead.push_str(&rest[..sign]);
                lead.push(' ');
                rest = rest[sign..].trim_start_matches(' ');
                columns.push(lead.len());
            }
            let column = lead.len();
            if let Some(fence) = fence(rest) {
                at = self.fenced_code(lines, at, &lead, fence);
            } else if rest.starts_with('>') {
                at = self.quote(lines, at, &lead, rest);
            } else if rest.is_empty() {
                self.out.push(lead.trim_end().to_owned());
                // An item that begins with two lines of nothing has ended.
                if lines.get(at).is_none_or(|next| next.trim().is_empty()) {
                    columns.pop();
                }
            } else if is_rule(rest) {
                // It ends running text, or makes it a heading.
                self.flush(&mut paragraph);
                self.out.push(format!("{lead}{rest}"));
            } else if let Some(signs) = heading(rest) {
                let (signs, text) = rest.split_at(signs);
                self.out.push(format!("{lead}{signs}{}", inlines::clean(text)));
            } else {
                paragraph = Some(Paragraph { lead, column, text: rest.to_owned() });
            }
        }
        self.flush(&mut paragraph);
    }

    fn flush(&mut self, paragraph: &mut Option<Paragraph>) {
        let Some(Paragraph { lead, column, text }) = paragraph.take() else { return };
        let blanks = " ".repeat(column);
        for (index, line) in running(&text).split('\n').enumerate() {
            let lead = if index == 0 { &lead } else { &blanks };
            self.out.push(format!("{lead}{line}"));
        }
    }

    /// Code that is so by its indentation, from the line at `at` on; the line after it.
    fn indented_code(&mut self, lines: &[&str], at: usize, column: usize) -> usize {
        let deep = |line: &&&str| line.trim().is_empty() || indent_of(line) >= column + 4;
        let mut end = at + lines[at..].iter().take_while(deep).count();
        while end > at && lines[end - 1].trim().is_empty() {
            end -= 1;
        }
        let code: Vec<&str> =
            lines[at..end].iter().map(|line| line.get(column + 4..).unwrap_or("")).collect();
        self.code(&" ".repeat(column), column, &code);
        end
    }

    /// Code between fences, whose first line is behind; the line after it.
    fn fenced_code(&mut self, lines: &[&str], at: usize, lead: &str, fence: Fence) -> usize {
        let column = lead.len();
        // A fence in a list's item ends with the item, closed or not.
        let outside = |line: &str| !line.trim().is_empty() && indent_of(line) < column.min(2);
        let mut end = at;
        let mut after = lines.len();
        while end < lines.len() {
            let line = lines[end];
            if fence.is_closed_by(line) {
                after = end + 1;
                break;
            }
            if outside(line) {
                after = end;
                break;
            }
            end += 1;
        }
        let strip = |line: &&str| {
            let blanks = indent_of(line).min(column);
            line[blanks..].to_owned()
        };
        let code: Vec<String> = lines[at..end].iter().map(strip).collect();
        let code: Vec<&str> = code.iter().map(String::as_str).collect();
        self.code(lead, column, &code);
        after
    }

    fn code(&mut self, lead: &str, column: usize, code: &[&str]) {
        let longest = code.iter().flat_map(|line| line.split(|c| c != '`')).map(str::len).max();
        let fence = "`".repeat(longest.unwrap_or(0).max(2) + 1);
        let blanks = " ".repeat(column);
        self.out.push(format!("{lead}{fence}text"));
        self.out.extend(code.iter().map(|line| format!("{blanks}{line}")));
        self.out.push(format!("{blanks}{fence}"));
    }

    /// A quote, whose first line begins in `rest`; the line after it.
    fn quote(&mut self, lines: &[&str], at: usize, lead: &str, rest: &str) -> usize {
        let mut inside = vec![unquoted(rest).unwrap_or(rest)];
        let more = lines[at..].iter().map_while(|line| {
            (indent_of(line) <= lead.len() + 3).then(|| unquoted(line.trim_start_matches(' ')))?
        });
        inside.extend(more);
        let end = at + inside.len() - 1;
        let mut quoted = Vec::new();
        if self.quotes < MAX_QUOTES {
            Reader { out: &mut quoted, quotes: self.quotes + 1 }.read(&inside);
        } else {
            quoted.push(running(&inside.join(" ").replace('>', "\\>")));
        }
        let blanks = " ".repeat(lead.len());
        for (index, line) in quoted.iter().enumerate() {
            let lead = if index == 0 { lead } else { &blanks };
            self.out.push(format!("{lead}> {line}").trim_end().to_owned());
        }
        // What follows does not belong to the quote, whatever it looks like.
        self.out.push(String::new());
        end
    }
}

/// A block of running text. What stands before its first word may have gone, and the blanks that were
/// behind it would make code of the text.
fn running(text: &str) -> String {
    let mut clean = inlines::clean(text);
    clean.drain(..indent_of(&clean));
    clean
}

fn indent_of(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

fn unquoted(line: &str) -> Option<&str> {
    let rest = line.strip_prefix('>')?;
    Some(rest.strip_prefix(' ').unwrap_or(rest))
}

/// Whether a line begins a block of its own, where running text stands before it or not.
fn starts_block(line: &str, open: bool) -> bool {
    let list = list_sign(line).is_some_and(|sign| {
        // An empty item, or a number other than 1, does not end running text.
        !open || (!line[sign..].trim().is_empty() && !is_later_number(&line[..sign]))
    });
    list || fence(line).is_some()
        || line.starts_with('>')
        || is_rule(line)
        || heading(line).is_some()
}

fn is_later_number(sign: &str) -> bool {
    sign.starts_with(|c: char| c.is_ascii_digit()) && &sign[..sign.len() - 1] != "1"
}

/// The length of the sign that a list's item begins with.
fn list_sign(line: &str) -> Option<usize> {
    if is_rule(line) {
        return None;
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let sign = match (digits, line.as_bytes().get(digits)?) {
        (0, b'-' | b'*' | b'+') => 1,
        (1..=9, b'.' | b')') => digits + 1,
        _ => return None,
    };
    matches!(line.as_bytes().get(sign), None | Some(b' ')).then_some(sign)
}

/// A line across the page, or the underline of a heading.
fn is_rule(line: &str) -> bool {
    let mut signs = line.bytes().filter(|b| *b != b' ');
    match signs.next() {
        Some(sign @ (b'-' | b'*' | b'_')) => {
            let blanks = line.trim_end().contains(' ');
            let count = 1 + signs.clone().count();
            signs.all(|b| b == sign) && (count >= 3 || (sign == b'-' && !blanks && count == 2))
        }
        Some(b'=') => signs.all(|b| b == b'=') && !line.trim_end().contains(' '),
        _ => false,
    }
}

/// The length of the signs that a heading begins with.
fn heading(line: &str) -> Option<usize> {
    let signs = line.bytes().take_while(|b| *b == b'#').count();
    let blank = matches!(line.as_bytes().get(signs), None | Some(b' '));
    (blank && (1..=6).contains(&signs)).then_some(signs)
}

#[derive(Clone, Copy)]
struct Fence {
    sign: u8,
    count: usize,
}

/// The fence that a line opens.
fn fence(line: &str) -> Option<Fence> {
    let sign = *line.as_bytes().first()?;
    let count = line.bytes().take_while(|b| *b == sign).count();
    let is_fence = count >= 3 && (sign == b'~' || (sign == b'`' && !line[count..].contains('`')));
    is_fence.then_some(Fence { sign, count })
}

impl Fence {
    fn is_closed_by(self, line: &str) -> bool {
        let line = line.trim();
        line.len() >= self.count && line.bytes().all(|b| b == self.sign)
    }
}
