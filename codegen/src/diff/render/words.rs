//! Two texts, word by word.

/// A stretch of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Stretch {
    /// In both.
    Same(String),
    /// In the old one alone.
    Gone(String),
    /// In the new one alone.
    New(String),
}

/// Words of what stays the same that are shown beside a change.
const CONTEXT: usize = 6;

/// More words than this on both sides together are not compared one by one.
const MOST: usize = 2_000;

/// What must be done to the old text to get the new one; of long stretches that stay the same only
/// the ends are there.
pub(super) fn compare(old: &str, new: &str) -> Vec<Stretch> {
    let (old, new) = (words(old), words(new));
    let head = old.iter().zip(&new).take_while(|(a, b)| same(a, b)).count();
    let tail = old[head..].iter().rev().zip(new[head..].iter().rev());
    let tail = tail.take_while(|(a, b)| same(a, b)).count();
    let (gone, come) = (&old[head..old.len() - tail], &new[head..new.len() - tail]);
    let mut pieces = Vec::new();
    push(&mut pieces, Stretch::Same, &new[..head]);
    if gone.len() * come.len() <= MOST * MOST / 4 {
        middle(gone, come, &mut pieces);
    } else {
        push(&mut pieces, Stretch::Gone, gone);
        push(&mut pieces, Stretch::New, come);
    }
    push(&mut pieces, Stretch::Same, &new[new.len() - tail..]);
    let last = pieces.len().saturating_sub(1);
    let mut shortened = Vec::new();
    for (index, piece) in pieces.into_iter().enumerate() {
        shortened.push(match piece {
            Stretch::Same(text) => Stretch::Same(shorten(&text, index > 0, index < last)),
            other => other,
        });
    }
    shortened
}

/// The words of a text, each with the blanks after it.
fn words(text: &str) -> Vec<&str> {
    text.split_inclusive(char::is_whitespace).collect()
}

/// Whether two words are one; where a line ends says nothing.
fn same(one: &str, other: &str) -> bool {
    one.trim_end() == other.trim_end()
}

fn push(pieces: &mut Vec<Stretch>, kind: fn(String) -> Stretch, words: &[&str]) {
    if !words.is_empty() {
        pieces.push(kind(words.concat()));
    }
}

/// The longest sequence of words that is in both stays.
fn middle(old: &[&str], new: &[&str], pieces: &mut Vec<Stretch>) {
    let width = new.len() + 1;
    let mut longest = vec![0u16; (old.len() + 1) * width];
    for (i, one) in old.iter().enumerate().rev() {
        for (j, other) in new.iter().enumerate().rev() {
            longest[i * width + j] = if same(one, other) {
                longest[(i + 1) * width + j + 1].saturating_add(1)
            } else {
                longest[(i + 1) * width + j].max(longest[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    while i < old.len() || j < new.len() {
        let from_i = i;
        while i < old.len() && j < new.len() && same(old[i], new[j]) {
            i += 1;
            j += 1;
        }
        push(pieces, Stretch::Same, &new[j - (i - from_i)..j]);
        let (from_i, from_j) = (i, j);
        while i < old.len() || j < new.len() {
            if i < old.len() && j < new.len() && same(old[i], new[j]) {
                break;
            }
            let down = (i < old.len()).then(|| longest[(i + 1) * width + j]);
            let right = (j < new.len()).then(|| longest[i * width + j + 1]);
            if down >= right { i += 1 } else { j += 1 }
        }
        push(pieces, Stretch::Gone, &old[from_i..i]);
        push(pieces, Stretch::New, &new[from_j..j]);
    }
}

/// The beginning of a text, its end, or both, with a sign for what is left out.
fn shorten(text: &str, begin: bool, end: bool) -> String {
    let words = words(text);
    let keep = CONTEXT * (usize::from(begin) + usize::from(end));
    if words.len() <= keep + CONTEXT {
        return text.to_owned();
    }
    let head = if begin { words[..CONTEXT].concat() } else { String::new() };
    let tail = if end { words[words.len() - CONTEXT..].concat() } else { String::new() };
    format!("{head}… {tail}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(old: &str, new: &str) -> String {
        let pieces = compare(old, new).into_iter().map(|piece| match piece {
            Stretch::Same(text) => text,
            Stretch::Gone(text) => format!("[-{text}-]"),
            Stretch::New(text) => format!("{{+{text}+}}"),
        });
        pieces.collect()
    }

    #[test]
    fn what_differs_is_marked() {
        assert_eq!(shown("Gets a book.", "Gets the book."), "Gets [-a -]{+the +}book.");
        assert_eq!(shown("a b c", "a b c d"), "a b c {+d+}");
        assert_eq!(shown("", "x"), "{+x+}");
        assert_eq!(shown("x", ""), "[-x-]");
        assert_eq!(shown("x", "x"), "x");
        assert_eq!(shown("a b c", "a\nb d"), "a\nb [-c-]{+d+}");
        assert_eq!(shown("1 2 3 4 ", "1 x 3 y "), "1 [-2 -]{+x +}3 [-4 -]{+y +}");
    }

    #[test]
    fn long_stretches_are_cut() {
        let long: String = (0..40).map(|index| format!("w{index} ")).collect();
        let new = format!("{long}new {long}");
        let text = shown(&format!("{long}{long}"), &new);
        assert!(text.contains("{+new") && text.contains('…') && text.len() < 200, "{text}");
    }

    #[test]
    fn very_long_texts_are_not_compared_word_by_word() {
        let old = "a ".repeat(30_000);
        let new = "b ".repeat(30_000);
        assert_eq!(compare(&old, &new).len(), 2);
    }
}
