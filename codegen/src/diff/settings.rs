//! What a project settles for its reports: rules that weigh otherwise, and changes that it expects.
//!
//! ```yaml
//! format: 1
//! rules:
//!   operation-documentation-changed: {ignore: true, reason: We do not ship the documentation.}
//!   pattern-changed: {wire: breaks, reason: Our validation is strict.}
//! accepted:
//!   c391d7d2ef6667a5:
//!     reason: The provider announced it for the first of June.
//!     change: "library: Language is never de any more"      # for people
//! ```

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use serde::de::MapAccess;

use super::change::{Change, Fingerprint};
use super::rule::Verdict;
use super::rules::RULES;
use crate::spec::yaml::{
    Context, Located, Reader, Table, Tables, flag, keep_by_name, nearest, read_tables, text, write,
};
use crate::spec::{KeyPath, Problem, ProblemKind, SpecError};

/// What a project settles.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    rules: BTreeMap<Box<str>, Weight>,
    accepted: BTreeMap<Fingerprint, String>,
}

/// How a rule weighs.
#[derive(Clone, Debug, Default)]
struct Weight {
    wire: Option<Verdict>,
    rust: Option<Verdict>,
    ignore: bool,
}

impl Settings {
    /// Reads the text of a settings file; `path` is only what errors name.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with it.
    pub fn read(text: &str, path: &Path) -> Result<Self, Vec<SpecError>> {
        parse(text).map_err(|problems| Located::all(text, &Arc::from(path), problems))
    }

    /// Why the change is expected, if it is.
    pub fn accepted(&self, change: &Change) -> Option<&str> {
        self.accepted.get(&change.fingerprint).map(String::as_str)
    }

    /// The expected changes that are none of those that happened.
    pub fn unused<'a>(
        &self,
        happened: impl IntoIterator<Item = &'a Change>,
    ) -> Vec<(Fingerprint, &str)> {
        let happened: Vec<Fingerprint> =
            happened.into_iter().map(|change| change.fingerprint).collect();
        let accepted = self.accepted.iter();
        let unused = accepted.filter(|(fingerprint, _)| !happened.contains(fingerprint));
        unused.map(|(fingerprint, reason)| (*fingerprint, reason.as_str())).collect()
    }

    /// Gives the change the verdicts that are settled for its rule; `false` if it is not to be told.
    pub(super) fn weigh(&self, change: &mut Change) -> bool {
        let Some(weight) = self.rules.get(change.rule.id) else { return true };
        change.wire = weight.wire.unwrap_or(change.wire);
        change.rust = weight.rust.unwrap_or(change.rust);
        !weight.ignore
    }

    /// The text of the settings file with these changes accepted, each with the service it is of.
    /// The rest of the text stays as it is.
    pub fn accept<'a>(
        text: &str,
        changes: impl IntoIterator<Item = (&'a str, &'a Change)>,
        reason: &str,
    ) -> String {
        let mut entries = String::new();
        for (service, change) in changes {
            entries.push_str("  ");
            let fingerprint = change.fingerprint.to_string();
            write(&mut entries, &fingerprint, Context::Flow);
            entries.push_str(":\n    reason: ");
            write(&mut entries, reason, Context::Block);
            entries.push_str("\n    change: ");
            write(&mut entries, &format!("{service}: {}", change.sentence()), Context::Block);
            entries.push('\n');
        }
        let mut out =
            if text.trim().is_empty() { "format: 1\n".to_owned() } else { text.to_owned() };
        if !out.ends_with('\n') {
            out.push('\n');
        }
        let mut starts = out.match_indices("accepted:");
        let line = starts.find(|(start, _)| *start == 0 || out[..*start].ends_with('\n'));
        match line.map(|(start, _)| start) {
            Some(start) => {
                let end = out[start..].find('\n').map_or(out.len(), |end| start + end + 1);
                out.insert_str(end, &entries);
            }
            None => {
                out.push_str("accepted:\n");
                out.push_str(&entries);
            }
        }
        out
    }
}

fn parse(text: &str) -> Result<Settings, Vec<Located>> {
    let Tables { table: file, mut problems, .. } = read_tables::<File>(text, false)?;
    if file.format.as_deref() != Some("1") {
        let (kind, at) = match file.format {
            Some(other) => (ProblemKind::Format(other), KeyPath::of(["format"])),
            None => (ProblemKind::MissingKey { key: "format", of: File::WHAT }, KeyPath::default()),
        };
        problems.push(Problem { kind, at });
    }
    let mut settings = Settings::default();
    let no_reason = |at| Problem { kind: ProblemKind::NoReason, at };
    for (id, weight) in file.rules {
        let at = KeyPath::of(["rules", &id]);
        if !RULES.iter().any(|rule| rule.id == &*id) {
            let nearest = nearest(&id, RULES.iter().map(|rule| rule.id), 3);
            let nearest = nearest.into_iter().map(String::from).collect();
            let kind = ProblemKind::Unknown { what: "rule", name: id.to_string(), nearest };
            problems.push(Problem { kind, at });
        } else if weight.reason.is_none() {
            problems.push(no_reason(at));
        }
        settings.rules.insert(id, weight.weight);
    }
    for (fingerprint, accepted) in file.accepted {
        let at = KeyPath::of(["accepted", &fingerprint]);
        match (Fingerprint::parse(&fingerprint), accepted.reason) {
            (None, _) => {
                let expected = "a fingerprint is sixteen hexadecimal digits";
                let kind = ProblemKind::Name { name: fingerprint.into(), expected };
                problems.push(Problem { kind, at });
            }
            (_, None) => problems.push(no_reason(at)),
            (Some(fingerprint), Some(reason)) => {
                settings.accepted.insert(fingerprint, reason);
            }
        }
    }
    if problems.is_empty() {
        Ok(settings)
    } else {
        Err(problems.into_iter().map(Located::from).collect())
    }
}

#[derive(Default)]
struct File {
    format: Option<String>,
    rules: Vec<(Box<str>, WeightTable)>,
    accepted: Vec<(Box<str>, AcceptedTable)>,
}

impl Table for File {
    const WHAT: &'static str = "the settings";
    const KEYS: &'static [&'static str] = &["format", "rules", "accepted"];

    fn entry<'de, A: MapAccess<'de>>(
        &mut self,
        reader: &mut Reader,
        key: &str,
        map: &mut A,
    ) -> Result<(), A::Error> {
        match key {
            "format" => self.format = Some(text(map)?.into_owned()),
            "rules" => keep_by_name(map, reader, key, &mut self.rules)?,
            _ => keep_by_name(map, reader, key, &mut self.accepted)?,
        }
        Ok(())
    }
}

#[derive(Default)]
struct WeightTable {
    weight: Weight,
    reason: Option<String>,
}

impl Table for WeightTable {
    const WHAT: &'static str = "a rule's settings";
    const KEYS: &'static [&'static str] = &["wire", "rust", "ignore", "reason"];

    fn entry<'de, A: MapAccess<'de>>(
        &mut self,
        reader: &mut Reader,
        key: &str,
        map: &mut A,
    ) -> Result<(), A::Error> {
        let weight = &mut self.weight;
        match key {
            "wire" => {
                weight.wire = reader.word(key, &text(map)?, &Verdict::ALL, Verdict::as_str);
            }
            "rust" => {
                weight.rust = reader.word(key, &text(map)?, &Verdict::ALL, Verdict::as_str);
            }
            "ignore" => weight.ignore = flag(map)?,
            _ => self.reason = Some(text(map)?.into_owned()),
        }
        Ok(())
    }
}

#[derive(Default)]
struct AcceptedTable {
    reason: Option<String>,
}

impl Table for AcceptedTable {
    const WHAT: &'static str = "an accepted change";
    const KEYS: &'static [&'static str] = &["reason", "change"];

    fn entry<'de, A: MapAccess<'de>>(
        &mut self,
        _: &mut Reader,
        key: &str,
        map: &mut A,
    ) -> Result<(), A::Error> {
        let value = text(map)?.into_owned();
        if key == "reason" {
            self.reason = Some(value);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diff::{EXAMPLE, diff, tests::spec};

    fn removed_value() -> Change {
        let new = EXAMPLE.replace("values: [de, en]", "values: [de]");
        diff(&spec(EXAMPLE), &spec(&new)).remove(0)
    }

    fn said(text: &str) -> Vec<String> {
        let errors = Settings::read(text, Path::new("diff.yaml")).err().unwrap_or_default();
        errors.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_change_is_accepted_with_a_reason() {
        let change = removed_value();
        let text = Settings::accept("", [("library", &change)], "announced: June");
        assert_eq!(
            text,
            "format: 1\naccepted:\n  c391d7d2ef6667a5:\n    reason: \"announced: June\"\n    \
             change: \"library: `Language` is never `en` any more\"\n"
        );
        let settings = Settings::read(&text, Path::new("diff.yaml")).unwrap();
        assert_eq!(settings.accepted(&change), Some("announced: June"));
        assert_eq!(settings.unused([&change]), []);
        assert_eq!(settings.unused([]), [(change.fingerprint, "announced: June")]);
        let more = format!("# mine\n{text}rules: {{}}\n");
        let twice = Settings::accept(&more, [("library", &change)], "again");
        assert!(
            twice.starts_with(
                "# mine\nformat: 1\naccepted:\n  c391d7d2ef6667a5:\n    reason: again\n"
            )
        );
        assert!(twice.ends_with("rules: {}\n"));
    }

    #[test]
    fn a_rule_weighs_otherwise_or_is_left_out() {
        let text = "format: 1\nrules:\n  response-enum-value-removed: {wire: breaks, rust: safe, reason: x}\n";
        let settings = Settings::read(text, Path::new("diff.yaml")).unwrap();
        let mut change = removed_value();
        assert!(settings.weigh(&mut change));
        assert_eq!((change.wire, change.rust), (Verdict::Breaks, Verdict::Safe));
        let text = text.replace("wire: breaks, rust: safe", "ignore: true");
        assert!(!Settings::read(&text, Path::new("x")).unwrap().weigh(&mut change));
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line() {
        assert_eq!(said("rules: {}\n"), ["diff.yaml: the settings must have `format`"]);
        assert_eq!(
            said(
                "format: 1
rules:
  operation-remove: {wire: safe, reason: x}
  pattern-changed: {wire: bad, reason: x}
  default-changed: {wire: safe}
accepted:
  xyz: {reason: x}
  c391d7d2ef6667a5: {resaon: x}
"
            ),
            [
                "diff.yaml:3:3: rules.operation-remove: there is no rule `operation-remove`; \
                 nearest: `operation-removed`, `operation-renamed`",
                "diff.yaml:4:21: rules.pattern-changed.wire: `bad` is none of `safe`, `risk`, \
                 `breaks`",
                "diff.yaml:5:3: rules.default-changed: it does not say why",
                "diff.yaml:7:3: accepted.xyz: `xyz` cannot be a name here: a fingerprint is sixteen \
                 hexadecimal digits",
                "diff.yaml:8:3: accepted.c391d7d2ef6667a5: it does not say why",
                "diff.yaml:8:22: accepted.c391d7d2ef6667a5.resaon: an accepted change has no \
                 `resaon`; did you mean `reason`?",
            ]
        );
    }
}
