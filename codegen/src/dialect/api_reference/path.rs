//! The path of a request as a template.

use std::collections::BTreeSet;

use super::item::MemberItem;
use super::syntax::Syntax;
use super::words::placeholder;

/// A path with its labels in braces.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Template {
    pub text: String,
    /// Without the sign of a greedy one.
    pub labels: Vec<String>,
    /// Labels that are not called what the list calls the member that goes into them.
    aliases: Vec<(String, String)>,
}

impl Template {
    /// The template of a path as a syntax block shows it: `/a/{{id}}`, or in older pages `/a/id`,
    /// where the list of members tells a name from a word.
    pub fn of(syntax: &Syntax, members: &[MemberItem<'_>]) -> Self {
        let mut shown = syntax.path.as_str();
        let mut template = Template::default();
        if let Some(bucket) = syntax.host_label()
            && let Some(item) =
                members.iter().find(|item| bucket == item.label || bucket == item.member)
            && !shown.contains(&item.member)
        {
            // What is before the endpoint's own name may as well begin the path.
            template.text.push('/');
            template.label(&item.member);
            shown = if shown == "/" { "" } else { shown };
        }
        let (open, close) = if shown.contains("{{") { ("{{", "}}") } else { ("{", "}") };
        if !shown.contains(open) {
            template.guess_labels(shown, syntax, members);
            return template;
        }
        let mut rest = shown;
        while let Some((before, after)) = rest.split_once(open) {
            let Some((label, after)) = after.split_once(close) else { break };
            template.text.push_str(before);
            template.label(label.trim());
            rest = after;
        }
        template.text.push_str(rest);
        template
    }

    /// Finds the labels of a path without braces among the members that are shown nowhere else. Where
    /// other values have braces, such a path has no labels.
    fn guess_labels(&mut self, shown: &str, syntax: &Syntax, members: &[MemberItem<'_>]) {
        let elsewhere: Vec<&(String, String)> = syntax
            .query
            .iter()
            .filter(|(_, value)| !value.is_empty())
            .chain(&syntax.headers)
            .collect();
        let has_marks = elsewhere.iter().any(|(_, value)| placeholder(value) != value);
        let is_it = |name: &str, item: &MemberItem<'_>| name == item.label || name == item.member;
        let free: Vec<&MemberItem<'_>> = members
            .iter()
            .filter(|item| {
                let pair = |(name, value): &&(String, String)| {
                    name.eq_ignore_ascii_case(&item.label) || is_it(placeholder(value), item)
                };
                !has_marks && !elsewhere.iter().copied().any(|it| pair(&it))
            })
            .collect();
        let segments: Vec<&str> = shown.split('/').collect();
        let word = |segment: &str| segment.strip_suffix('+').unwrap_or(segment).to_owned();
        for (at, segment) in segments.iter().enumerate() {
            if at > 0 {
                self.text.push('/');
            }
            let name = word(segment);
            // In `/versions/version/version` the last is the label.
            let comes_again = segments[at + 1..].iter().any(|later| word(later) == name);
            let longer = || free.iter().find(|item| is_longer(&name, item, syntax));
            if free.iter().any(|item| is_it(&name, item)) && !comes_again {
                self.label(segment);
            } else if let Some(item) = longer() {
                self.label(segment);
                self.aliases.push((name, item.member.clone()));
            } else {
                self.text.push_str(segment);
            }
        }
    }

    /// Adds the words of the query that are the operation's own: `?lifecycle`, `?list-type=2`.
    pub fn fix(&mut self, syntax: &Syntax, members: &[MemberItem<'_>]) {
        let names =
            |word: &str| members.iter().any(|item| word == item.label || word == item.member);
        let mut sign = '?';
        for (name, value) in &syntax.query {
            let is_value = placeholder(value);
            let of_member = is_value != value
                || names(name)
                || names(is_value)
                || !is_word(name)
                || !(value.is_empty() || is_word(value))
                || value.eq_ignore_ascii_case(name);
            if of_member || self.text.is_empty() {
                continue;
            }
            self.text.push(sign);
            self.text.push_str(name);
            if !value.is_empty() {
                self.text.push('=');
                self.text.push_str(value);
            }
            sign = '&';
        }
    }

    /// Whether it is a path: each label once, in braces that match, and no blanks.
    pub fn is_sound(&self) -> bool {
        let mut labels = BTreeSet::new();
        let mut pieces = self.text.split('{');
        let first = pieces.next().unwrap_or_default();
        let mut inside = pieces.map(|piece| {
            piece.split_once('}').is_some_and(|(label, rest)| {
                let name = label.strip_suffix('+').unwrap_or(label);
                !name.is_empty() && labels.insert(name) && !rest.contains('}')
            })
        });
        first.starts_with('/')
            && !first.contains('}')
            && inside.all(|sound| sound)
            && !self.text.contains(|c: char| c.is_control() || c.is_whitespace())
    }

    /// The label that a member goes into.
    pub fn label_of(&self, item: &MemberItem<'_>) -> Option<&str> {
        let same = |label: &&String| **label == item.label || **label == item.member;
        let alias = || self.aliases.iter().find(|(_, member)| *member == item.member);
        let label = self.labels.iter().find(same).or_else(|| alias().map(|(label, _)| label));
        label.map(String::as_str)
    }

    fn label(&mut self, label: &str) {
        self.text.push('{');
        self.text.push_str(label);
        self.text.push('}');
        let name = label.strip_suffix('+').unwrap_or(label);
        if !self.labels.iter().any(|known| known == name) {
            self.labels.push(name.to_owned());
        }
    }
}

/// Whether a part of a query stands for itself.
fn is_word(part: &str) -> bool {
    let fine = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~');
    !part.is_empty() && part.bytes().all(fine)
}

/// Whether a word of a path is a longer name of a member that is shown nowhere else: `LexiconName`
/// is of `Name`.
fn is_longer(word: &str, item: &MemberItem<'_>, syntax: &Syntax) -> bool {
    let is_it = |name: &String| *name == item.label || *name == item.member;
    word.starts_with(|c: char| c.is_ascii_uppercase())
        && word.ends_with(&item.label)
        && item.label.starts_with(|c: char| c.is_ascii_uppercase())
        && !syntax.path.split('/').any(|segment| segment == item.label)
        && !syntax.query.iter().chain(&syntax.headers).any(|(a, b)| is_it(a) || is_it(b))
}
