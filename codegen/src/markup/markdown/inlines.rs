//! Running text as it is gathered, and put right when it ends.

use std::borrow::Cow;

use crate::markup::Inline;
use crate::markup::run::{collapse, trim};

/// How many pieces of text a strong one may hold whose marks stand apart from it.
const MAX_PADDED: usize = 8;

/// Pushes a piece of text; texts side by side are one.
pub(super) fn push<'a>(text: &mut Vec<Inline<'a>>, inline: Inline<'a>) {
    match (text.last_mut(), inline) {
        (Some(Inline::Text(before)), Inline::Text(more)) => {
            if let Cow::Borrowed(text) = *before {
                // As a rule more lines follow.
                let mut grown = String::with_capacity(2 * (text.len() + more.len()));
                grown.push_str(text);
                *before = Cow::Owned(grown);
            }
            before.to_mut().push_str(&more);
        }
        (_, inline) => text.push(inline),
    }
}

/// Collapses blanks, and makes strong what was meant so.
pub(super) fn finish(mut text: Vec<Inline<'_>>) -> Vec<Inline<'_>> {
    let mut is_padded = false;
    for inline in &mut text {
        if let Inline::Text(piece) = inline {
            *piece = collapsed(std::mem::take(piece));
            is_padded |= has_padded_marks(piece) || *piece == "**";
        }
    }
    // Hardly any is, so as a rule all stays in its place.
    if is_padded {
        text = padded_strong(marks_apart(text));
    }
    trim(&mut text);
    text
}

/// Each mark that stands beside a blank as a piece of its own.
fn marks_apart(text: Vec<Inline<'_>>) -> Vec<Inline<'_>> {
    let mut apart = Vec::with_capacity(text.len());
    for inline in text {
        match inline {
            Inline::Text(piece) if has_padded_marks(&piece) => split_marks(&piece, &mut apart),
            inline => apart.push(inline),
        }
    }
    apart
}

/// Whether two stars stand beside a blank somewhere.
fn has_padded_marks(piece: &str) -> bool {
    memchr::memchr(b'*', piece.as_bytes()).is_some()
        && (piece.contains("** ") || piece.contains(" **"))
}

/// Blanks collapsed and typography put back, line by line.
fn collapsed(piece: Cow<'_, str>) -> Cow<'_, str> {
    if memchr::memchr(b'\n', piece.as_bytes()).is_none() {
        return match collapse(&piece) {
            Cow::Borrowed(same) if same.len() == piece.len() => piece,
            changed => Cow::Owned(changed.into_owned()),
        };
    }
    let mut lines = String::with_capacity(piece.len());
    for (at, line) in piece.split('\n').enumerate() {
        if at > 0 {
            lines.truncate(lines.trim_end_matches(' ').len());
            lines.push('\n');
        }
        let line = if at > 0 { line.trim_start() } else { line };
        lines.push_str(&collapse(line));
    }
    Cow::Owned(lines)
}

/// `** Name **` is no strong text by the letter of CommonMark, and is written all the same. Each
/// such mark becomes a piece of its own.
fn split_marks(piece: &str, out: &mut Vec<Inline<'_>>) {
    let mut from = 0;
    for (at, _) in piece.match_indices("**") {
        let opens = piece[at + 2..].starts_with(' ') || at + 2 == piece.len();
        let closes = piece[..at].ends_with(' ') || at == 0;
        if opens || closes {
            if at > from {
                out.push(Inline::Text(Cow::Owned(piece[from..at].to_owned())));
            }
            out.push(Inline::Text(Cow::Borrowed("**")));
            from = at + 2;
        }
    }
    if from < piece.len() {
        out.push(Inline::Text(Cow::Owned(piece[from..].to_owned())));
    }
}

/// Makes strong what stands between two marks with blanks inside of them.
fn padded_strong(text: Vec<Inline<'_>>) -> Vec<Inline<'_>> {
    let is_mark = |inline: &Inline<'_>| matches!(inline, Inline::Text(piece) if piece == "**");
    if !text.iter().any(is_mark) {
        return text;
    }
    let mut out: Vec<Inline<'_>> = Vec::with_capacity(text.len());
    let mut rest = text.into_iter();
    while let Some(inline) = rest.next() {
        if !is_mark(&inline) {
            push(&mut out, inline);
            continue;
        }
        let ahead = rest.as_slice();
        let close = ahead
            .iter()
            .take(MAX_PADDED)
            .take_while(|inline| **inline != Inline::Break)
            .position(is_mark);
        match close {
            Some(close) if close > 0 => {
                let mut inner = Vec::with_capacity(close);
                rest.by_ref().take(close).for_each(|inline| push(&mut inner, inline));
                rest.next();
                trim(&mut inner);
                out.push(Inline::Strong(inner));
            }
            _ => push(&mut out, inline),
        }
    }
    out
}
