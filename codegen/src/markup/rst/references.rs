//! References in running text: links, roles, substitutions.

use std::borrow::Cow;

use super::inline::{Found, Scanner, clean, one_line};
use crate::markup::Inline;

/// The longest name of a substitution or target that is looked for, in bytes.
const MAX_NAME: usize = 200;

/// The longest link in which brackets are missing that is looked for, in bytes.
const MAX_LINK: usize = 2000;

impl<'a> Scanner<'a, '_> {
    /// The `:role:` right in front of `at`, but not before `from`, and where it begins.
    pub(super) fn role_before(&self, at: usize, from: usize) -> Option<(usize, &'a str)> {
        let before = self.bytes.get(from..at)?.strip_suffix(b":")?;
        let length = before
            .iter()
            .rev()
            .take_while(|byte| {
                byte.is_ascii_alphanumeric() || matches!(byte, b':' | b'-' | b'_' | b'.' | b'+')
            })
            .count();
        let start = at - 1 - length;
        let name = self.slice(start, at - 1);
        let colon = name.find(':')?;
        let name = &name[colon + 1..];
        let start = start + colon;
        (!name.is_empty() && !name.starts_with(':') && self.may_begin(start))
            .then_some((start, name))
    }

    /// `` `text <target>`_ ``, or `` `name`_ `` where the page says where that leads.
    pub(super) fn link(&self, at: usize, content: &'a str, end: usize) -> Found<'a> {
        let embedded = content.strip_suffix('>').and_then(|content| {
            let open = content.rfind('<')?;
            let text = content[..open].trim_ascii();
            let apart = open == 0 || self.is_blank(at + open);
            apart.then_some((text, content[open + 1..].trim_ascii()))
        });
        let (text, target) = match embedded {
            Some((text, target)) => {
                let named = target.strip_suffix('_').and_then(|name| self.names.target(name));
                let target = named.map_or_else(|| clean(target), Cow::Borrowed);
                (text, target)
            }
            None => match self.names.target(content) {
                Some("") => (content, Cow::Owned(format!("#{content}"))),
                Some(target) => (content, Cow::Borrowed(target)),
                None => match bare(content) {
                    Some(link) => return Found::Inline(at, link, end),
                    None => return Found::Instead(clean(content), end),
                },
            },
        };
        // A link that shows where it leads says no more than what it shows.
        if (text.is_empty() || clean(text) == target) && target.contains("://") {
            return Found::Instead(target, end);
        }
        let text = if text.is_empty() { target.clone() } else { clean(text) };
        Found::Inline(at, Inline::Link { text: vec![Inline::Text(text)], target }, end)
    }

    /// ``` ` ``text`` https://target`__ ```, which is what older generators make of a link around
    /// markup. `start` is behind the first backquote.
    pub(super) fn loose_link(&self, start: usize) -> Option<Found<'a>> {
        let mut end = (start + MAX_LINK).min(self.text.len());
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        let near = self.slice(start, end).strip_prefix(' ')?;
        let close = near.find("`__")?;
        let inside = near.get(..close)?;
        let end = start + 1 + close + "`__".len();
        Some(Found::Inline(start - 1, bare(inside)?, end))
    }

    /// `` `text <target>`__ `` inside of code, where generators put a link around code the other
    /// way round.
    pub(super) fn link_in_code(content: &'a str) -> Option<Inline<'a>> {
        let inside = content.strip_prefix('`')?.strip_suffix("`__")?;
        let (text, target) = inside.strip_suffix('>')?.split_once(" <")?;
        let is_link = is_address(target) && !text.contains(['`', '<']);
        is_link.then(|| link_to(target, Inline::Code(one_line(text))))
    }

    /// `|name|` or `name_`, where the page defines the name.
    pub(super) fn name(&self, at: usize, from: usize) -> Found<'a> {
        let found = match self.bytes[at] {
            _ if self.names.is_empty() => None,
            b'|' => self.substitution(at),
            _ => self.reference(at, from),
        };
        found.unwrap_or(Found::Text(at + 1))
    }

    fn substitution(&self, at: usize) -> Option<Found<'a>> {
        let start = at + 1;
        let near = self.bytes.get(start..(start + MAX_NAME).min(self.text.len()))?;
        let name = self.slice(start, start + memchr::memchr(b'|', near)?);
        let text = self.names.substitution(name)?;
        Some(Found::Instead(Cow::Borrowed(text), start + name.len() + 1))
    }

    fn reference(&self, at: usize, from: usize) -> Option<Found<'a>> {
        if !self.may_end(at + 1) {
            return None;
        }
        let near = at.saturating_sub(MAX_NAME).max(from);
        let length = self.bytes.get(near..at)?.iter().rev();
        let length = length
            .take_while(|byte| {
                byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.') || **byte > 0x7f
            })
            .count();
        let start = at - length;
        let word = self.text.get(start..at).filter(|word| !word.is_empty())?;
        let target = match self.names.target(word)? {
            "" => Cow::Owned(format!("#{word}")),
            target => Cow::Borrowed(target),
        };
        let text = vec![Inline::Text(Cow::Borrowed(word))];
        let link = Inline::Link { text, target };
        self.may_begin(start).then_some(Found::Inline(start, link, at + 1))
    }
}

/// A link without the brackets around where it leads: `` ``text`` https://target ``.
fn bare(content: &str) -> Option<Inline<'_>> {
    let (text, target) = content.trim_ascii().rsplit_once(' ')?;
    if !is_address(target) {
        return None;
    }
    let text = text.trim_ascii();
    let marked = |mark: &str| {
        let inside = text.strip_prefix(mark)?.strip_suffix(mark)?;
        (!inside.is_empty() && !inside.contains(['`', '*'])).then_some(inside)
    };
    let text = match (marked("``"), marked("*")) {
        (Some(code), _) => Inline::Code(one_line(code)),
        (_, Some(text)) => Inline::Text(clean(text)),
        // Marks in the middle are left out, as docutils shows no markup in a link's text.
        _ if text.contains('`') => return None,
        _ => Inline::Text(clean(text).replace('*', "").into()),
    };
    Some(link_to(target, text))
}

fn link_to<'a>(target: &'a str, text: Inline<'a>) -> Inline<'a> {
    Inline::Link { text: vec![text], target: Cow::Borrowed(target) }
}

fn is_address(target: &str) -> bool {
    (target.starts_with("https://") || target.starts_with("http://"))
        && !target.contains(|c: char| c.is_whitespace() || c == '`')
}
