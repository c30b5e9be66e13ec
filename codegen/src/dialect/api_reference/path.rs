//! The path of a request as a template.

use super::items::Item;

/// A path with its labels in braces.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Template {
    pub text: String,
    /// Without the sign of a greedy one.
    pub labels: Vec<String>,
}

impl Template {
    /// The template of a path as a syntax block shows it: `/a/{{id}}`, or in older pages `/a/id`,
    /// where the list of members tells a name from a word.
    pub fn of(shown: &str, members: &[Item<'_>]) -> Self {
        let mut template = Template::default();
        if !shown.contains("{{") {
            for (at, segment) in shown.split('/').enumerate() {
                if at > 0 {
                    template.text.push('/');
                }
                let name = segment.strip_suffix('+').unwrap_or(segment);
                let is_label = members.iter().any(|item| name == item.label || name == item.member);
                if is_label { template.label(segment) } else { template.text.push_str(segment) }
            }
            return template;
        }
        let mut rest = shown;
        while let Some((before, after)) = rest.split_once("{{") {
            let Some((label, after)) = after.split_once("}}") else { break };
            template.text.push_str(before);
            template.label(label.trim());
            rest = after;
        }
        template.text.push_str(rest);
        template
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
