//! What something new consists of, as a tree: nothing that came with it is left to be looked up.

use std::collections::HashSet;

use super::change::Subject;
use super::entry::Entry;
use super::rule::{Action, Kind, Rule};
use super::rules;
use crate::spec::{Member, Operation, ShapeId, ShapeKind, Spec, Type, Waiter};

/// What came with a change; `None` where it is no more than what the change says itself.
pub(super) fn of(spec: &Spec, rule: &Rule, subject: &Subject, new: Option<&str>) -> Option<Entry> {
    let mut writer = Writer { spec, seen: HashSet::new() };
    match subject {
        Subject::Operation(name) => {
            let operation = spec.operation(name)?;
            if *rule == rules::OPERATION_ADDED {
                return Some(writer.operation(operation));
            }
            let shape = match (rule.kind, rule.action) {
                (Kind::Operation, Action::Added) if *rule == rules::OUTPUT_ADDED => {
                    operation.output?
                }
                (Kind::Operation, Action::Added) => operation.input?,
                (Kind::Error, Action::Added) => spec.shape(new?)?,
                (Kind::Pagination, Action::Added) if *rule == rules::PAGINATION_ADDED => {
                    return Some(pagination(operation));
                }
                _ => return None,
            };
            Some(writer.shape(shape))
        }
        Subject::Waiter(name) if rule.action == Action::Added => {
            spec.waiters.iter().find(|waiter| waiter.name == *name).map(waiter)
        }
        Subject::Member(shape, member) => {
            let whole = matches!(rule.kind, Kind::Member | Kind::Union | Kind::EventStream)
                && rule.action == Action::Added;
            if !whole && rule.kind != Kind::Type {
                return None;
            }
            let members = spec[spec.shape(shape)?].kind.members();
            let member = members.iter().find(|it| it.name == *member)?;
            let entry = writer.member(member);
            // What a type consists of is new, the member is not.
            let tells = entry.count() > 0 || whole && (entry.required || entry.said.is_some());
            tells.then_some(entry)
        }
        Subject::Shape(name) if *rule == rules::SHAPE_KIND_CHANGED => {
            Some(writer.shape(spec.shape(name)?))
        }
        _ => None,
    }
}

/// A whole service: its operations, each shape written out where it stands first.
pub(super) fn service(spec: &Spec) -> Entry {
    let mut writer = Writer { spec, seen: HashSet::new() };
    Entry {
        name: spec.service.to_string(),
        ty: "service".to_owned(),
        said: first_sentence(spec.documentation.as_deref()),
        entries: spec.operations.iter().map(|it| writer.operation(it)).collect(),
        ..Entry::default()
    }
}

fn pagination(operation: &Operation) -> Entry {
    let listed = |name: &str, values: &[String]| Entry {
        name: name.to_owned(),
        values: values.to_vec(),
        ..Entry::default()
    };
    let pages = operation.pagination.as_ref();
    let entries = pages.into_iter().flat_map(|pages| {
        [
            listed("input_token", &pages.input_token),
            listed("output_token", &pages.output_token),
            listed("limit", pages.limit.as_slice()),
            listed("items", &pages.items),
            listed("more_results", pages.more_results.as_slice()),
        ]
    });
    Entry {
        name: operation.name.clone(),
        ty: "pages".to_owned(),
        entries: entries.filter(|entry| !entry.values.is_empty()).collect(),
        ..Entry::default()
    }
}

fn waiter(waiter: &Waiter) -> Entry {
    let Waiter { operation, delay, max_attempts, .. } = waiter;
    Entry {
        name: waiter.name.clone(),
        ty: "waiter".to_owned(),
        values: vec![format!("{operation} every {delay} s, at most {max_attempts} times")],
        ..Entry::default()
    }
}

struct Writer<'a> {
    spec: &'a Spec,
    /// The shapes that are written out already.
    seen: HashSet<ShapeId>,
}

impl Writer<'_> {
    fn operation(&mut self, operation: &Operation) -> Entry {
        let mut entries = Vec::new();
        for (name, id) in [("request", operation.input), ("response", operation.output)] {
            entries.extend(id.map(|id| Entry { name: name.to_owned(), ..self.shape(id) }));
        }
        if !operation.errors.is_empty() {
            entries.push(Entry {
                name: "errors".to_owned(),
                entries: operation.errors.iter().map(|id| self.shape(*id)).collect(),
                ..Entry::default()
            });
        }
        let http = operation.http.as_ref();
        Entry {
            name: operation.name.clone(),
            ty: http.map_or_else(String::new, |http| format!("{} {}", http.method, http.path)),
            said: first_sentence(operation.documentation.as_deref()),
            entries,
            ..Entry::default()
        }
    }

    fn shape(&mut self, id: ShapeId) -> Entry {
        let shape = &self.spec[id];
        let mut entry = Entry {
            name: shape.name.clone(),
            ty: shape.name.clone(),
            said: first_sentence(shape.documentation.as_deref()),
            ..Entry::default()
        };
        self.fill(&Type::Shape(id), &mut entry);
        entry
    }

    fn member(&mut self, member: &Member) -> Entry {
        let mut entry = Entry {
            name: member.name.clone(),
            ty: member.ty.display(self.spec).to_string(),
            required: member.required,
            said: first_sentence(member.documentation.as_deref()),
            ..Entry::default()
        };
        self.fill(&member.ty, &mut entry);
        entry
    }

    fn fill(&mut self, ty: &Type, entry: &mut Entry) {
        match ty {
            Type::Scalar(_) => {}
            Type::List(item) => self.fill(item, entry),
            Type::Map(key, value) => {
                self.fill(key, entry);
                self.fill(value, entry);
            }
            Type::Shape(id) => {
                if !self.seen.insert(*id) {
                    return;
                }
                match &self.spec[*id].kind {
                    ShapeKind::Enum(values) => entry.values.extend(values.iter().cloned()),
                    kind => {
                        let members = kind.members().iter();
                        entry.entries.extend(members.map(|member| self.member(member)));
                    }
                }
            }
        }
    }
}

/// The first sentence of a text, without its marks.
fn first_sentence(text: Option<&str>) -> Option<String> {
    const MOST: usize = 240;
    let paragraph = text?.trim().split("\n\n").next()?;
    let plain: Vec<&str> = paragraph.split_whitespace().collect();
    let plain = plain.join(" ").replace(['*', '`'], "");
    let end = plain.match_indices(". ").map(|(at, _)| at + 1).find(|end| {
        // Not after an abbreviation.
        let word = plain[..end - 1].rsplit(' ').next().unwrap_or_default();
        !matches!(word, "e.g" | "i.e" | "etc" | "vs" | "(e.g" | "(i.e")
    });
    let sentence = &plain[..end.unwrap_or(plain.len())];
    let mut short: String = sentence.chars().take(MOST).collect();
    if short.len() < sentence.len() {
        short.push('…');
    }
    (!short.is_empty()).then_some(short)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diff::{EXAMPLE, diff, tests::spec};

    fn shown(entry: &Entry, depth: usize, out: &mut String) {
        use std::fmt::Write as _;
        let Entry { name, ty, required, values, said, entries } = entry;
        let required = if *required { " required" } else { "" };
        let values = if values.is_empty() { String::new() } else { format!(" {values:?}") };
        let said = said.as_ref().map(|said| format!(" {said}")).unwrap_or_default();
        let _ = writeln!(out, "{:depth$}{name}: {ty}{required}{values}{said}", "");
        entries.iter().for_each(|entry| shown(entry, depth + 1, out));
    }

    #[test]
    fn what_is_new_is_told_whole() {
        let new = EXAMPLE
            .replace("  Ping:\n", "  Peek:\n    method: peek\n    documentation: Peeks. Never takes.\n    input: GetBookRequest\n    errors: [Lost]\n  Ping:\n")
            .replace("      paper: {type: string}\n", "      paper: {type: string}\n      shelf: {type: list<Shelf>}\n")
            .replace("  WatchRequest:", "  Shelf: {type: structure, members: {kind: {type: Kind, required: true, documentation: Of wood. Or not.}, in: {type: Shelf}}}\n  WatchRequest:")
            .replace("  Language:", "  Kind: {type: enum, values: [oak, ash]}\n  Language:");
        let mut text = String::new();
        for change in diff(&spec(EXAMPLE), &spec(&new)) {
            if let Some(content) = &change.content {
                shown(content, 0, &mut text);
            }
        }
        assert_eq!(
            text,
            "Peek:  Peeks.
 request: GetBookRequest
  id: string required
  year: integer required
  edition: integer
  format: Format [\"pdf\", \"text\"]
  search: Search
   text: string
   word: string
  seen: timestamp
  token: string
 errors: 
  Lost: Lost
shelf: list<Shelf>
 kind: Kind required [\"oak\", \"ash\"] Of wood.
 in: Shelf
"
        );
    }

    #[test]
    fn a_sentence_ends_where_it_ends() {
        let first = |text: &str| first_sentence(Some(text));
        assert_eq!(first("One, e.g. this. Two."), Some("One, e.g. this.".into()));
        assert_eq!(first("A `b`\nc\n\nd"), Some("A b c".into()));
        assert_eq!(first("  "), None);
        assert_eq!(first(&"x".repeat(500)).map(|it| it.chars().count()), Some(241));
    }
}
