//! What is read of a text, wherever its lines end.

/// A text by what is read of it: lines of a paragraph may end anywhere, and many blanks are as good as
/// one. Where a line means something of its own (a list, a heading, code, a table), it stays one.
pub(super) fn read(text: &str) -> String {
    let mut reading = Reading::default();
    text.lines().for_each(|line| reading.line(line));
    reading.out
}

#[derive(Default)]
struct Reading {
    out: String,
    /// The fence that the code we are in began with.
    fence: Option<&'static str>,
    /// Where the text of the lists that we are in begins, the outermost first.
    lists: Vec<usize>,
    /// The next line goes on with a paragraph.
    is_open: bool,
}

impl Reading {
    fn line(&mut self, line: &str) {
        let plain = line.trim();
        let fence = ["```", "~~~"].into_iter().find(|it| plain.starts_with(it));
        if let Some(open) = self.fence {
            self.verbatim(line);
            self.fence = self.fence.filter(|_| fence != Some(open));
        } else if plain.is_empty() {
            self.is_open = false;
        } else if self.is_open && fence.is_none() && !begins(plain) {
            self.out.push(' ');
            self.words(line, plain);
        } else {
            self.block(line, plain);
            self.fence = fence;
        }
    }

    /// The first line of a block.
    fn block(&mut self, line: &str, plain: &str) {
        // How far it is indented says what it belongs to, or that it is code.
        let indent = line.len() - line.trim_start().len();
        while self.lists.last().is_some_and(|start| *start > indent) {
            self.lists.pop();
        }
        let within = indent - self.lists.last().copied().unwrap_or(0);
        if !self.is_open && within >= 4 && !begins(plain) {
            self.verbatim(line);
            return;
        }
        self.out.push('\n');
        // A line of signs below a paragraph makes a heading of it.
        self.out.push_str(if is_signs(plain) && !self.is_open { "\n" } else { "" });
        self.out.extend(std::iter::repeat_n('\t', self.lists.len()));
        let Some(marker) = marker(plain) else {
            self.words(line, plain);
            self.is_open &= !plain.starts_with(['#', '|', '<']) && !is_signs(plain);
            return;
        };
        // One sign for entries without numbers is as good as another.
        let sign = plain[..marker].trim_end();
        self.out.push_str(if sign.len() == 1 { "-" } else { sign });
        self.out.push(' ');
        let content = plain[marker..].trim_start();
        self.lists.push(indent + plain.len() - content.len());
        self.words(line, content);
    }

    /// Words of a paragraph.
    fn words(&mut self, line: &str, plain: &str) {
        for (index, word) in plain.split_ascii_whitespace().enumerate() {
            self.out.push_str(if index > 0 { " " } else { "" });
            self.out.push_str(word);
        }
        // Two blanks at its end, or a backslash, break the line.
        let breaks = line.ends_with("  ") || plain.ends_with('\\');
        self.out.push_str(if breaks { "\\" } else { "" });
        self.is_open = !breaks;
    }

    fn verbatim(&mut self, line: &str) {
        self.out.push_str("\n\t");
        self.out.push_str(line.trim_end());
        self.is_open = false;
    }
}

/// Whether a line begins a block wherever it stands.
fn begins(line: &str) -> bool {
    marker(line).is_some() || line.starts_with(['#', '>', '|', '<']) || is_signs(line)
}

/// How long the sign of a list's entry is that a line begins with.
fn marker(line: &str) -> Option<usize> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let sign = &line[digits..];
    let signs: &[&str] = if digits > 0 { &[". ", ") "] } else { &["- ", "* ", "+ "] };
    let is_entry = digits < 10 && signs.iter().any(|it| sign.starts_with(it)) && !is_signs(line);
    is_entry.then_some(digits + 2)
}

/// A line of signs alone: across the page, or below a heading.
fn is_signs(line: &str) -> bool {
    let mut signs = line.chars().filter(|c| !c.is_whitespace());
    let first = signs.next();
    first.is_some_and(|first| "-=*_".contains(first) && signs.all(|c| c == first))
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn lines_may_end_anywhere() {
        for (one, other) in [
            ("Lends books to whom asks.", "Lends  books\nto whom\n   asks. "),
            ("One.\n\nTwo.", "One.\n\n\n  Two.\n"),
            (
                "Either:\n\n- a book that\n  is there\n- none",
                "Either:\n- a book that is\nthere\n* none",
            ),
            ("- a\n  - b\n\n  c\n\nd", "-   a\n    -  b\n\n    c\n\nd"),
            ("# Head\nWords.", "#  Head\n\nWords."),
            ("> said\n> so", ">  said\n> so"),
        ] {
            assert_eq!(read(one), read(other), "{one}\n--\n{other}");
        }
    }

    #[test]
    fn what_reads_otherwise_is_another_text() {
        for (one, other) in [
            ("One. Two.", "One.\n\nTwo."),
            ("Lends books.", "Lendsbooks."),
            ("- a\n- b", "- a b"),
            ("- a\n  - b", "- a\n- b"),
            ("- a\n\n  b", "- a\n\nb"),
            ("1. a", "2. a"),
            ("```\na  b\n```", "```\na b\n```"),
            ("```\na\n\nb\n```", "```\na\nb\n```"),
            ("So:\n\n    a  b", "So:\n\n    a b"),
            ("So:\n\n    a", "So:\n\na"),
            ("One\n---\nTwo", "One\n\n---\n\nTwo"),
            ("a  \nb", "a\nb"),
            ("| a |\n| b |", "| a | | b |"),
        ] {
            assert_ne!(read(one), read(other), "{one}\n--\n{other}");
        }
    }
}
