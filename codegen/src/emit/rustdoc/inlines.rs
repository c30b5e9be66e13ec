//! Running text: code, links, addresses, and the signs that would be markup.

use std::collections::HashMap;

/// Running text as rustdoc takes it. Its lines may become fewer.
pub(super) fn clean(text: &str) -> String {
    let spans = spans(text);
    let links = links(text, &spans);
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    let mut at = 0;
    // Where the link ends whose text is being written.
    let mut linked_until = 0;
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        let linked = at < linked_until;
        match c {
            '\\' => match rest.as_bytes().get(1) {
                Some(b) if b.is_ascii_punctuation() => {
                    out.push_str(&rest[..2]);
                    at += 2;
                }
                Some(b'\n') if !linked => {
                    out.push_str("\\\n");
                    at += 2;
                }
                _ => {
                    out.push_str("\\\\");
                    at += 1;
                }
            },
            '`' => match spans.get(&at) {
                Some(&end) => {
                    out.push_str(&text[at..end].replace('\n', " "));
                    at = end;
                }
                None => {
                    out.push_str("\\`");
                    at += 1;
                }
            },
            '<' => match autolink(rest) {
                Some(length) if !linked => {
                    // In a table a bar ends the cell, and with it the address.
                    out.push_str(&rest[..length].replace('|', "%7C"));
                    at += length;
                }
                _ => {
                    out.push_str("\\<");
                    at += 1;
                }
            },
            // A picture is a link like any other.
            '!' if links.get(&(at + 1)).is_some_and(|link| matches!(link, Bracket::Opens(_))) => {
                at += 1;
            }
            // Nor is one that another sign stands before, or that is dropped.
            '!' if rest[1..].starts_with(['!', '[']) => {
                out.push_str("\\!");
                at += 1;
            }
            '[' => {
                match links.get(&at) {
                    Some(Bracket::Opens(close)) if !linked => {
                        out.push('[');
                        linked_until = *close;
                    }
                    Some(Bracket::Dropped | Bracket::Opens(_)) => {}
                    _ => out.push_str("\\["),
                }
                at += 1;
            }
            ']' => match links.get(&at) {
                Some(Bracket::Closes { target, end }) => {
                    if at == linked_until {
                        out.push_str("](");
                        out.push_str(target);
                        out.push(')');
                    }
                    at = *end;
                }
                Some(Bracket::ClosesDropped { end }) => at = *end,
                _ => {
                    out.push_str("\\]");
                    at += 1;
                }
            },
            'h' if !linked && is_address(rest) => {
                let (length, address) = bare_address(rest);
                out.push('<');
                out.push_str(&address);
                out.push('>');
                at += length;
            }
            // What follows must not make it an address after all.
            ':' if !linked
                && rest.starts_with("://")
                && (out.ends_with("http") || out.ends_with("https")) =>
            {
                out.push_str(":\\");
                at += 1;
            }
            '\n' if linked => {
                out.push(' ');
                at += 1;
            }
            _ => {
                out.push(c);
                at += c.len_utf8();
            }
        }
    }
    out
}

/// The code between backticks: where it begins and ends, backticks included.
fn spans(text: &str) -> HashMap<usize, usize> {
    let mut spans = HashMap::new();
    let mut start = 0;
    for part in parts(text) {
        spans_of_part(part, start, &mut spans);
        start += part.len();
    }
    spans
}

/// The parts of a text that code does not reach out of: the whole text, or the cells of a table. A
/// bar between backticks ends the cell all the same. What only looks like a table is cut up, too:
/// as the backticks that are left without a match are escaped, it reads the same either way.
fn parts(text: &str) -> Vec<&str> {
    let is_border = |line: &str| line.contains('-') && line.bytes().all(|b| b"|-: ".contains(&b));
    if !text.lines().any(is_border) {
        return vec![text];
    }
    let mut escaped = false;
    text.split_inclusive(|c| {
        let ends = c == '\n' || (c == '|' && !escaped);
        escaped = c == '\\' && !escaped;
        ends
    })
    .collect()
}

/// Adds the code in a part of a text that begins at `offset`.
fn spans_of_part(part: &str, offset: usize, spans: &mut HashMap<usize, usize>) {
    let bytes = part.as_bytes();
    let mut runs = Vec::new();
    let mut last = HashMap::new();
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] == b'`' {
            let count = bytes[at..].iter().take_while(|b| **b == b'`').count();
            runs.push((at, count));
            last.insert(count, at);
            at += count;
        } else {
            at += 1;
        }
    }
    let mut index = 0;
    while let Some(&(start, count)) = runs.get(index) {
        index += 1;
        // A backslash takes the first of them away, so that the run is a shorter one.
        let escaped = bytes[..start].iter().rev().take_while(|b| **b == b'\\').count() % 2 == 1;
        let (start, count) = if escaped { (start + 1, count - 1) } else { (start, count) };
        if count == 0 || last.get(&count).is_none_or(|last| *last <= start) {
            continue;
        }
        if let Some(close) = runs[index..].iter().position(|(_, other)| *other == count) {
            spans.insert(offset + start, offset + runs[index + close].0 + count);
            index += close + 1;
        }
    }
}

/// What a bracket is.
enum Bracket {
    /// It opens the text of a link, which closes there.
    Opens(usize),
    /// It closes the text of a link, whose markup ends at `end`.
    Closes { target: String, end: usize },
    /// It opens the text of a link that leads nowhere.
    Dropped,
    /// It closes the text of one.
    ClosesDropped { end: usize },
}

/// The brackets that belong to links. No more than code does a link reach out of a cell of a table.
fn links(text: &str, spans: &HashMap<usize, usize>) -> HashMap<usize, Bracket> {
    let mut links = HashMap::new();
    let mut start = 0;
    for part in parts(text) {
        let end = start + part.len();
        links_of_part(&text[..end], start, spans, &mut links);
        start = end;
    }
    links
}

/// Adds the brackets in the part of a text that begins at `start` and ends where the text does.
fn links_of_part(
    text: &str,
    start: usize,
    spans: &HashMap<usize, usize>,
    links: &mut HashMap<usize, Bracket>,
) {
    let bytes = text.as_bytes();
    let mut open = Vec::new();
    let mut at = start;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 1,
            b'`' => {
                if let Some(end) = spans.get(&at) {
                    at = *end;
                    continue;
                }
            }
            b'[' => open.push(at),
            b']' => {
                if let Some(start) = open.pop()
                    && let Some((target, length)) = target(&text[at + 1..])
                {
                    let end = at + 1 + length;
                    match target {
                        Some(target) if !text[start + 1..at].trim().is_empty() => {
                            links.insert(start, Bracket::Opens(at));
                            links.insert(at, Bracket::Closes { target, end });
                        }
                        _ if starts_word(text, start, at) => {
                            links.insert(start, Bracket::Dropped);
                            links.insert(at, Bracket::ClosesDropped { end });
                        }
                        // Without its brackets it could be the sign of a list.
                        _ => {}
                    }
                    at = end;
                    continue;
                }
            }
            _ => {}
        }
        at += 1;
    }
}

/// Whether no line begins with something else than a word if the brackets at `open` and `close` go.
fn starts_word(text: &str, open: usize, close: usize) -> bool {
    let is_word = |text: &str| text.trim_start().starts_with(char::is_alphabetic);
    let (before, inside) = (&text[..open], &text[open + 1..close]);
    let line = before.rfind('\n').map_or(before, |end| &before[end + 1..]);
    let begins = line.bytes().all(|b| b" [!".contains(&b));
    (!begins || is_word(inside)) && inside.rfind('\n').is_none_or(|end| is_word(&inside[end..]))
}

/// The target that stands behind a link's text, if one does, and the length of it with all its
/// markup. It is `None` if it is not one that leads somewhere.
fn target(text: &str) -> Option<(Option<String>, usize)> {
    // Longer than any address is; without an end the search would be one of squared length.
    let window = text.char_indices().nth(4096).map_or(text.len(), |(end, _)| end);
    let rest = text[..window].strip_prefix('(')?;
    let begin = rest.len() - rest.trim_start().len();
    let (target, mut end) = match rest[begin..].strip_prefix('<') {
        Some(inside) => {
            let length = inside.find(['>', '<', '\n'])?;
            inside[length..].starts_with('>').then_some(())?;
            (&inside[..length], begin + length + 2)
        }
        None => {
            let length = raw_target(&rest[begin..])?;
            (&rest[begin..begin + length], begin + length)
        }
    };
    let title = rest[end..].trim_start();
    end = rest.len() - title.len();
    if let Some(quote) = title.chars().next().filter(|c| matches!(c, '"' | '\'')) {
        let length = title[1..].find(quote)?;
        let behind = title[length + 2..].trim_start();
        end = rest.len() - behind.len();
    }
    rest[end..].starts_with(')').then_some(())?;
    let target = encoded(&unescaped(target));
    let leads = ["http://", "https://", "mailto:"].iter().any(|scheme| {
        target.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
            && target.len() > scheme.len()
    });
    Some((leads.then_some(target), end + 2))
}

/// The length of a target without angle brackets: up to a blank or the parenthesis that closes.
fn raw_target(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            ' ' | '\n' => return Some(at),
            '(' => depth += 1,
            ')' if depth == 0 => return Some(at),
            ')' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// Text without the backslashes that stand before punctuation.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match chars.peek() {
            Some(next) if c == '\\' && next.is_ascii_punctuation() => out.extend(chars.next()),
            _ => out.push(c),
        }
    }
    out
}

/// An address in which nothing is left that is markup.
fn encoded(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    for c in address.chars() {
        match c {
            ' ' | '(' | ')' | '<' | '>' | '[' | ']' | '\\' | '`' | '"' | '*' | '\n' => {
                out.push_str(&format!("%{:02X}", u32::from(c)));
            }
            _ => out.push(c),
        }
    }
    out
}

/// The length of an address in angle brackets.
fn autolink(text: &str) -> Option<usize> {
    let inside = text.strip_prefix('<')?;
    let is_target = is_address(inside) || inside.starts_with("mailto:");
    let end = inside.find(|c: char| c == '<' || c == '>' || c.is_whitespace())?;
    (is_target && inside[end..].starts_with('>')).then_some(end + 2)
}

fn is_address(text: &str) -> bool {
    let behind = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    behind.is_some_and(|behind| behind.starts_with(|c: char| c.is_alphanumeric()))
}

/// The length of the address that a text begins with, and the address.
fn bare_address(text: &str) -> (usize, String) {
    let stop = |c: char| c.is_whitespace() || "<>[]\"`|".contains(c);
    let mut end = text.find(stop).unwrap_or(text.len());
    let count = |sign| text[..end].matches(sign).count();
    let (opened, mut closed) = (count('('), count(')'));
    while let Some(last) = text[..end].chars().next_back() {
        if !".,;:!?'*_~)}\\".contains(last) || (last == ')' && closed <= opened) {
            break;
        }
        closed -= usize::from(last == ')');
        end -= last.len_utf8();
    }
    (end, encoded(&unescaped(&text[..end])))
}
