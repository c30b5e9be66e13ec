//! What is written, held against real pages of the same names, line by line.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Heading,
    Sentence,
    Syntax,
    Label,
    Fact,
}

impl Kind {
    fn word(self) -> &'static str {
        match self {
            Kind::Heading => "headings",
            Kind::Sentence => "sentences",
            Kind::Syntax => "lines of syntax",
            Kind::Label => "labels and errors",
            Kind::Fact => "lines of facts",
        }
    }
}

/// The lines of a page that are the renderer's, each with how often it is there.
type Lines = BTreeMap<(Kind, String), usize>;

/// How the lines of all pages compare.
#[derive(Default)]
pub struct Held {
    pages: usize,
    same: BTreeMap<Kind, usize>,
    /// Lines of real pages that are not written, and lines that are written and not there.
    missing: Vec<(Kind, String)>,
    extra: Vec<(Kind, String)>,
}

impl Held {
    /// Holds what is written under a name against the page of that name, if there is one.
    pub fn page(&mut self, folder: &Path, file: &str, written: &str) {
        let Ok(real) = fs::read_to_string(folder.join(file)) else { return };
        self.pages += 1;
        let (mut real, written) = (lines(&real), lines(written));
        for ((kind, line), count) in written {
            let there = real.entry((kind, line.clone())).or_default();
            let same = (*there).min(count);
            *there -= same;
            *self.same.entry(kind).or_default() += same;
            let place = || (kind, format!("{file}: {line}"));
            self.extra.extend((same..count).map(|_| place()));
        }
        for ((kind, line), count) in real {
            let place = || (kind, format!("{file}: {line}"));
            self.missing.extend((0..count).map(|_| place()));
        }
    }

    /// Says what was found. Whether everything is the same.
    pub fn tell(&self, show: usize) -> bool {
        println!("{} pages are in both", self.pages);
        for kind in [Kind::Heading, Kind::Sentence, Kind::Syntax, Kind::Label, Kind::Fact] {
            let same = self.same.get(&kind).copied().unwrap_or_default();
            let of = |lines: &[(Kind, String)]| lines.iter().filter(|it| it.0 == kind).count();
            println!(
                "{}: {same} the same, {} not written, {} not there",
                kind.word(),
                of(&self.missing),
                of(&self.extra)
            );
            for (sign, lines) in [('-', &self.missing), ('+', &self.extra)] {
                let lines = lines.iter().filter(|it| it.0 == kind).take(show);
                lines.for_each(|(_, line)| println!("  {sign} {line}"));
            }
        }
        self.missing.is_empty() && self.extra.is_empty()
    }
}

/// What begins lines of facts.
const FACTS: [&str; 14] = [
    "Type:",
    "Valid Values:",
    "Valid Keys:",
    "Valid Range:",
    "Length Constraints:",
    "Array Members:",
    "Map Entries:",
    "Key Length Constraints:",
    "Key Pattern:",
    "Value Length Constraints:",
    "Value Pattern:",
    "Pattern:",
    "Required:",
    "HTTP Status Code:",
];

const SENTENCES: [&str; 8] = [
    "The request uses the following",
    "The request does not",
    "The request accepts the following",
    "The following data is returned",
    "The following elements are returned",
    "The following element is returned",
    "The response returns the following",
    "If the action is successful",
];

/// Takes a page apart. Text of the models, examples and links are left out.
fn lines(page: &str) -> Lines {
    let mut found = Lines::new();
    let (mut section, mut in_code) = (String::new(), false);
    for line in page.lines() {
        let bare = line.trim();
        if bare.starts_with("```") {
            in_code = !in_code;
            continue;
        }
        let kind = if in_code {
            if bare.is_empty() || !section.ends_with("Syntax") {
                continue;
            }
            Kind::Syntax
        } else if let Some(heading) = bare.strip_prefix("## ") {
            section = plain(heading);
            // Nothing is written of examples.
            if section == "Examples" {
                continue;
            }
            Kind::Heading
        } else if section.is_empty() || matches!(&*section, "Examples" | "See Also") {
            continue;
        } else if FACTS.iter().any(|fact| bare.starts_with(fact)) {
            Kind::Fact
        } else if SENTENCES.iter().any(|sentence| bare.starts_with(sentence)) {
            Kind::Sentence
        } else if bare.starts_with("**") && is_label(&plain(bare)) {
            Kind::Label
        } else {
            continue;
        };
        let text = match kind {
            Kind::Syntax => {
                let text = bare.replace("{{", "").replace("}}", "");
                text.split_whitespace().collect::<Vec<_>>().join(" ")
            }
            Kind::Heading => section.clone(),
            _ => plain(bare),
        };
        *found.entry((kind, text)).or_default() += 1;
    }
    found
}

fn is_label(text: &str) -> bool {
    const NOTES: [&str; 5] = ["Note", "Important", "Warning", "Tip", "Topics"];
    !text.contains(' ') && !text.ends_with(':') && !NOTES.contains(&text)
}

/// A line without the marks of Markdown, anchors, and where its links lead.
fn plain(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line.split("<a name=").next().unwrap_or_default();
    while let Some((before, after)) = rest.split_once("](") {
        out.push_str(before);
        rest = after.split_once(')').map_or("", |(_, rest)| rest);
    }
    out.push_str(rest);
    let code = out.contains('`');
    let out: String = match code {
        // A pattern stands as it is.
        true => out.replace("``", "`"),
        false => out.chars().filter(|c| !matches!(c, '\\' | '*' | '[' | ']')).collect(),
    };
    out.replace("Values:`", "Values: `")
        .replace("` ", "`")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_renderers_lines_are_found_and_no_others() {
        let page = "# A<a name=\"API_A\"></a>\n\nText. Type: none.\n\n## Request Syntax<a name=\"x\"></a>\n\n\
                    ```\n{\n   \"a\": {{number}}\n}\n```\n\n## Contents\n\n ** [a](#x) **   <a name=\"y\"></a>\n\
                    Said\\.  \nValid Values:` A | B`   \nType: Array of [T](API_T.md) objects  \n\n**Note**  \nMind\\.\n\n\
                    ## See Also\n\n**Type: x**\n";
        let found: Vec<String> =
            lines(page).into_keys().map(|(kind, it)| format!("{kind:?} {it}")).collect();
        assert_eq!(
            found,
            [
                "Heading Contents",
                "Heading Request Syntax",
                "Heading See Also",
                "Syntax \"a\": number",
                "Syntax {",
                "Syntax }",
                "Label a",
                "Fact Type: Array of T objects",
                "Fact Valid Values: `A | B`",
            ]
        );
    }
}
