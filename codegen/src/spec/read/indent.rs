//! Where a file is indented so that YAML cannot make sense of it.
//!
//! What a reader of YAML says of such a file speaks of its own inside, and often of another line. So
//! once it has failed, the lines are looked at by themselves: each belongs to a block that is open, or
//! to one that the line before it opens.

/// What is wrong with the indentation, and the line and column of it, counted from 1.
pub(super) struct Wrong {
    pub(super) message: String,
    pub(super) line: u32,
    pub(super) column: u32,
}

/// The first line that is indented so that it belongs nowhere.
pub(super) fn wrong(text: &str) -> Option<Wrong> {
    let mut lines = OpenBlocks::default();
    (1..).zip(text.lines()).find_map(|(number, line)| {
        let (message, column) = lines.look(line)?;
        Some(Wrong { message, line: number, column: u32::try_from(column + 1).unwrap_or(u32::MAX) })
    })
}

/// What is open at a line.
#[derive(Default)]
struct OpenBlocks {
    /// How far the lines of each open block are indented, the outermost first.
    blocks: Vec<usize>,
    /// The last line with something on it opens a block.
    opens: bool,
    /// The key of the last line, if it has its value on the same line.
    closed: Option<String>,
    /// The text of a block scalar goes on while lines are indented further than the first of these;
    /// its first line says how far at least.
    scalar: Option<(usize, Option<usize>)>,
    /// The brackets that are open, and the quotation mark.
    brackets: usize,
    quote: Option<char>,
}

impl OpenBlocks {
    /// What is wrong with the next line, and at which place of it.
    fn look(&mut self, line: &str) -> Option<(String, usize)> {
        let indent = line.len() - line.trim_start_matches(' ').len();
        let content = &line[indent..];
        if content.trim().is_empty() {
            return None;
        }
        if let Some((outer, text)) = self.scalar
            && indent > outer
        {
            let least = text.unwrap_or(indent);
            self.scalar = Some((outer, Some(least)));
            let message =
                || format!("{}: it is text of several lines", misplaced(indent, &[least]));
            return (indent < least).then(|| (message(), indent));
        }
        self.scalar = None;
        if self.brackets > 0 || self.quote.is_some() {
            self.inside(content);
            return None;
        }
        if content.starts_with('#') || content.starts_with("---") || content.starts_with('%') {
            return None;
        }
        if content.starts_with('\t') {
            let message = "the line is indented with a tab; YAML takes blanks alone";
            return Some((message.to_owned(), indent));
        }
        self.place(indent, content).map(|message| (message, indent)).or_else(|| {
            self.content(indent, content);
            None
        })
    }

    /// Finds the block of a line; says what is wrong if there is none.
    fn place(&mut self, indent: usize, content: &str) -> Option<String> {
        let top = self.blocks.last().copied();
        match top {
            None if indent == 0 => self.blocks.push(0),
            None => return Some(misplaced(indent, &[0])),
            Some(top) if indent > top => {
                if self.opens {
                    self.blocks.push(indent);
                } else if key(content).is_some() || is_item(content) {
                    // Else it is the rest of a text of several lines.
                    return Some(match &self.closed {
                        Some(closed) => format!(
                            "{}: `{closed}` has its value already",
                            misplaced(indent, &[top])
                        ),
                        None => misplaced(indent, &[top]),
                    });
                }
            }
            Some(top) => {
                let open = self.blocks.clone();
                self.blocks.retain(|block| *block <= indent);
                if self.blocks.last() != Some(&indent) {
                    let below = open.iter().copied().filter(|block| *block < indent).max();
                    let above = open.iter().copied().filter(|block| *block > indent).min();
                    let fitting: Vec<usize> =
                        below.into_iter().chain(above.or(Some(top))).collect();
                    return Some(misplaced(indent, &fitting));
                }
            }
        }
        None
    }

    /// Notes what a line opens.
    fn content(&mut self, indent: usize, content: &str) {
        if is_item(content) {
            let rest = content[1..].trim_start_matches(' ');
            let inner = indent + content.len() - rest.len();
            self.opens = rest.is_empty();
            self.closed = None;
            if key(rest).is_some() {
                self.blocks.push(inner);
            }
            if !rest.is_empty() {
                self.content(inner, rest);
            }
            return;
        }
        let Some((name, value)) = key(content) else {
            self.opens = false;
            self.closed = None;
            self.inside(content);
            return;
        };
        let value = value.trim();
        self.opens = value.is_empty() || value.starts_with('#');
        self.closed = (!self.opens).then(|| name.to_owned());
        if value.starts_with(['|', '>']) {
            let stated = value.chars().find_map(|c| c.to_digit(10)).map(|more| more as usize);
            self.scalar = Some((indent, stated.map(|more| indent + more)));
        } else {
            self.inside(value);
        }
    }

    /// Counts brackets and quotation marks of a value.
    fn inside(&mut self, text: &str) {
        let is_plain =
            self.brackets == 0 && self.quote.is_none() && !text.starts_with(['{', '[', '"', '\'']);
        if is_plain {
            return;
        }
        let mut escaped = false;
        let mut before = ' ';
        for c in text.chars() {
            match (self.quote, c) {
                (Some('"'), _) if escaped => escaped = false,
                (Some('"'), '\\') => escaped = true,
                (Some(quote), c) if c == quote => self.quote = None,
                (Some(_), _) => {}
                (None, '"' | '\'') if matches!(before, ' ' | '{' | '[' | ',' | ':') => {
                    self.quote = Some(c);
                }
                (None, '{' | '[') => self.brackets += 1,
                (None, '}' | ']') => self.brackets = self.brackets.saturating_sub(1),
                (None, '#') if before == ' ' => break,
                (None, _) => {}
            }
            before = c;
        }
    }
}

fn is_item(content: &str) -> bool {
    content == "-" || content.starts_with("- ")
}

/// The key that a line begins with, and what stands behind it.
fn key(content: &str) -> Option<(&str, &str)> {
    let end = match content.chars().next()? {
        quote @ ('"' | '\'') => 2 + content[1..].find(quote)?,
        '{' | '[' => return None,
        _ => content.find(": ").or_else(|| content.strip_suffix(':').map(str::len))?,
    };
    let (name, rest) = content.split_at_checked(end)?;
    let value = rest.strip_prefix(':')?;
    (value.is_empty() || value.starts_with(' ')).then_some((name, value))
}

fn misplaced(found: usize, fitting: &[usize]) -> String {
    let count = |count: usize| match count {
        0 => "not indented".to_owned(),
        1 => "indented by one blank".to_owned(),
        count => format!("indented by {count} blanks"),
    };
    let found = count(found);
    match fitting {
        [one, other] => format!(
            "the line is {found}; what stands around it is {} or {}",
            count(*one),
            count(*other)
        ),
        [one] => format!("the line is {found}; what stands beside it is {}", count(*one)),
        _ => format!("the line is {found}, which fits nothing above it"),
    }
}

#[cfg(test)]
mod tests {
    use super::wrong;

    /// A file of these lines, where one is wrong; its number and what is said.
    fn told(lines: &[&str]) -> Option<(u32, u32, String)> {
        wrong(&lines.join("\n")).map(|it| (it.line, it.column, it.message))
    }

    #[test]
    fn the_line_that_belongs_nowhere_is_named() {
        let told = |lines: &[&str]| told(lines).unwrap();
        assert_eq!(
            told(&["a:", "    b:", "      c: 1", "     d: 2", "    e: 3"]),
            (
                4,
                6,
                "the line is indented by 5 blanks; what stands around it is indented by 4 blanks \
                 or indented by 6 blanks"
                    .into()
            )
        );
        assert_eq!(
            told(&["a:", "  b: 1", "    c: 2"]),
            (
                3,
                5,
                "the line is indented by 4 blanks; what stands beside it is indented by 2 blanks: \
                 `b` has its value already"
                    .into()
            )
        );
        assert_eq!(
            told(&["a: 1", " b: 2"]),
            (
                2,
                2,
                "the line is indented by one blank; what stands beside it is not indented: `a` has \
                 its value already"
                    .into()
            )
        );
        assert_eq!(told(&["  a: 1", "b: 2"]).0, 1);
        assert_eq!(
            told(&["a:", "\tb: 1"]),
            (2, 1, "the line is indented with a tab; YAML takes blanks alone".into())
        );
        assert_eq!(told(&["a:", "  - x", " - y"]).0, 3);
        assert_eq!(told(&["a:", "  - b: 1", "   c: 2"]).0, 3);
        assert_eq!(told(&["a: |", "    text", "   more", " b: 1"]).0, 3);
    }

    #[test]
    fn what_is_indented_well_is_left_alone() {
        for lines in [
            &["a:", "  b: 1", "  c:", "    d: 2", "e: 3"][..],
            &["a:", "- b", "- c: 1", "  d: 2", "e: 3"],
            &["a: {b: 1,", "c: 2,", "      d: 3}", "e: 4"],
            &["a: |-", "  text", "     deeper: still text", "", "  more", "b: 1"],
            &["a: \"one", "   b: two\"", "c: 1"],
            &["a: one", "  and two", "b: 1"],
            &["# note", "a:", "     # note", "  b: 1", "'c: d': 2", "\"e\":", "  f: it's"],
            &["a:", "  - - b: 1", "      c: 2", "  - d"],
        ] {
            assert_eq!(told(lines), None, "{lines:#?}");
        }
    }
    #[test]
    fn the_specs_of_the_project_are_indented_well() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        for entry in ["../spec/aws", "../spec/huaweicloud", "knowledge/aws", "knowledge/errata/aws"]
        {
            for file in std::fs::read_dir(folder.join(entry)).unwrap() {
                let path = file.unwrap().path();
                let found = wrong(&std::fs::read_to_string(&path).unwrap());
                assert!(found.is_none(), "{}: {}", path.display(), found.unwrap().message);
            }
        }
    }
}
