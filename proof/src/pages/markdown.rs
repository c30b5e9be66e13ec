//! The three forms of Markdown: the site's own of today, GitHub's of before 2023, and what archives
//! keep of the site.

use super::page::{CLOSE, Fact, Item, OPEN, Page, Part, Span};
use super::prose::Style;

/// What a form of Markdown has of its own.
pub struct Form {
    style: Style,
    /// Before and behind the anchor of a heading; none where anchors are lost.
    anchor: Option<&'static str>,
    /// Around what stands for a value.
    braces: (&'static str, &'static str),
    /// What a syntax block begins with.
    fence: &'static str,
    /// Behind the name of a member, and behind each line but the last.
    head: &'static str,
    /// Blanks stand inside the stars of names.
    wide: bool,
    /// Behind `Valid Values`, where the blank stands inside the code.
    inside: bool,
    /// Where a page of the reference is.
    target: fn(&str) -> String,
    /// The file of a page.
    pub file: fn(&str) -> String,
}

/// The site's Markdown.
pub const TODAY: Form = Form {
    style: Style {
        escaped: "\\`*_[]<",
        bullet: "+ ",
        between: "  \n",
        padded: true,
        note: ("**", "**  \n"),
        link: str::to_owned,
    },
    anchor: Some("\n"),
    braces: ("{{", "}}"),
    fence: "```\n",
    head: "   ",
    wide: true,
    inside: false,
    target: |page| format!("{page}.md"),
    file: |key| format!("API_{key}.md"),
};

/// Markdown as it stood on GitHub.
pub const GITHUB: Form = Form {
    style: Style {
        escaped: "\\`*_{}[]()#+-.!|<>$",
        bullet: "+ ",
        between: "  \n",
        padded: true,
        note: ("**", "**  \n"),
        link: str::to_owned,
    },
    anchor: Some(""),
    braces: ("", ""),
    fence: "```\n",
    head: "   ",
    wide: true,
    inside: true,
    target: |page| format!("{page}.md"),
    file: |key| format!("API_{key}.md"),
};

/// What archives keep of pages: no anchors, a paragraph a line, names in small letters.
pub const COPIED: Form = Form {
    style: Style {
        escaped: "\\`*_[]<",
        bullet: "- ",
        between: "\n\n",
        padded: false,
        note: ("###### ", "\n\n"),
        link: |target| match target.split_once("//docs.aws.amazon.com/") {
            Some((_, rest)) => format!("../../../../services/{}", rest.to_lowercase()),
            None => target.to_owned(),
        },
    },
    anchor: None,
    braces: ("", ""),
    fence: "```nohighlight\n\n",
    head: "",
    wide: false,
    inside: false,
    target: |page| format!("{}.md", page.to_lowercase().replace('_', "-")),
    file: |key| format!("api-{}.md", key.to_lowercase().replace('_', "-")),
};

impl Form {
    /// The text of a page.
    pub fn page(&self, page: &Page) -> String {
        let mut out = String::from("# ");
        out.push_str(&page.title);
        self.name(&format!("API_{}", page.key), &mut out);
        out.push_str("\n\n");
        self.style.page(&page.text, &mut out);
        for section in &page.sections {
            out.push_str("## ");
            out.push_str(section.heading);
            self.name(&format!("API_{}_{}", page.key, section.anchor), &mut out);
            out.push_str("\n\n");
            for part in &section.parts {
                self.part(part, &page.key, &mut out);
                out.push_str("\n\n");
            }
        }
        out.truncate(out.trim_end_matches('\n').len());
        out.push('\n');
        out
    }

    /// An anchor behind a heading.
    fn name(&self, name: &str, out: &mut String) {
        if let Some(before) = self.anchor {
            out.push_str(&format!("{before}<a name=\"{name}\"></a>"));
        }
    }

    fn part(&self, part: &Part, key: &str, out: &mut String) {
        match part {
            Part::Sentence(spans) => self.spans(spans, out),
            Part::Note(title, text) => {
                let (before, behind) = self.style.note;
                out.push_str(before);
                out.push_str(title);
                out.push_str(behind);
                self.style.text(text, out);
            }
            Part::Syntax(text) => {
                out.push_str(self.fence);
                let text = text.replace(OPEN, self.braces.0).replace(CLOSE, self.braces.1);
                out.push_str(&text);
                out.push_str("\n```");
            }
            Part::Item(item) => self.item(item, key, out),
            Part::Links(links) => {
                let lines: Vec<String> = links
                    .iter()
                    .map(|(words, target)| {
                        let mut line = self.style.bullet.to_owned();
                        if self.style.padded {
                            line.push(' ');
                        }
                        line.push('[');
                        self.style.text(words, &mut line);
                        line.push_str("](");
                        line.push_str(&(self.style.link)(target));
                        line.push(')');
                        if self.style.padded {
                            line.push(' ');
                        }
                        line
                    })
                    .collect();
                out.push_str(&lines.join(if self.style.padded { "\n" } else { "\n\n" }));
            }
        }
    }

    fn item(&self, item: &Item, key: &str, out: &mut String) {
        self.head(item, key, out);
        let mut lines: Vec<String> = Vec::new();
        let mut text = String::new();
        // An error without a text has an empty line.
        if self.style.item(&item.text, &mut text) {
            lines.push(text);
        }
        for member in &item.members {
            let mut piece = String::new();
            self.head(member, key, &mut piece);
            lines.push(piece);
            let mut text = String::new();
            self.style.item(&member.text, &mut text);
            lines.push(text);
        }
        lines.extend(item.facts.iter().map(|fact| self.fact(fact)));
        for (at, line) in lines.iter().enumerate() {
            let is_head = |line: &str| self.style.padded && line.ends_with(self.head);
            let last = at.checked_sub(1).map_or("", |at| &lines[at]);
            if self.style.padded {
                if at > 0 && !is_head(last) && !ends_with_list(last) {
                    out.push_str("  ");
                }
                out.push('\n');
            } else {
                out.push_str("\n\n");
            }
            out.push_str(line);
        }
    }

    /// The names of an item.
    fn head(&self, item: &Item, key: &str, out: &mut String) {
        let is_numbered = item.labels[0].0.contains('.') || item.entries.is_some();
        let blank = if self.wide && !is_numbered { " " } else { "" };
        if self.wide {
            out.push(' ');
        }
        for (label, behind) in &item.labels {
            out.push_str("**");
            out.push_str(blank);
            match item.link {
                Some(section) => {
                    out.push('[');
                    self.style.text(label, out);
                    out.push_str(&format!("](#API_{key}_{section})"));
                }
                None => self.style.text(label, out),
            }
            out.push_str(blank);
            out.push_str("**");
            out.push_str(behind);
        }
        if let Some(entries) = &item.entries {
            out.push(if self.wide { ' ' } else { '\n' });
            self.style.text(entries, out);
        }
        out.push_str(self.head);
        if let Some(anchor) = item.anchor.as_ref().filter(|_| self.anchor.is_some()) {
            out.push_str(&format!("<a name=\"{anchor}\"></a>"));
        }
    }

    fn fact(&self, fact: &Fact) -> String {
        let mut line = fact.name.to_owned();
        line.push(':');
        let is_values = matches!(fact.name, "Valid Values" | "Valid Keys");
        match &fact.value[..] {
            [Span::Code(code)] if self.inside && is_values => {
                line.push_str(&format!("` {code}` "));
            }
            // The site takes no care of what is in the code; who copies its HTML does.
            [Span::Code(code)] if !self.style.padded && code.contains('`') => {
                line.push_str(&format!(" ``{code}``"));
            }
            [Span::Code(code)] => {
                line.push_str(&format!(" `{code}`"));
                if self.style.padded {
                    line.push(' ');
                }
            }
            spans => {
                line.push(' ');
                self.spans(spans, &mut line);
            }
        }
        line
    }

    fn spans(&self, spans: &[Span], out: &mut String) {
        for span in spans {
            match span {
                Span::Text(text) => self.style.text(text, out),
                Span::Code(code) => out.push_str(&format!("`{code}`")),
                Span::Link(text, page) => {
                    out.push('[');
                    self.style.text(text, out);
                    out.push_str(&format!("]({})", (self.target)(page)));
                }
            }
        }
    }
}

/// Whether a text ends with an item of a list, behind which no break is written.
fn ends_with_list(text: &str) -> bool {
    text.lines().last().is_some_and(|line| line.trim_start().starts_with("+ "))
}
