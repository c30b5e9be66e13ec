//! What is odd about a service, found in its model.

use std::collections::{BTreeSet, HashSet};
use std::fs;
use std::path::Path;

use crate::truth::{Id, Kind, Member, Operation, Position, Service};

/// The words of Rust that no member can be called as they are, and a few that would shadow.
const WORDS: &[&str] = &[
    "as", "async", "await", "box", "break", "const", "continue", "crate", "do", "dyn", "else",
    "enum", "extern", "false", "final", "fn", "for", "if", "impl", "in", "let", "loop", "macro",
    "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static",
    "struct", "super", "trait", "true", "try", "type", "typeof", "union", "unsafe", "use", "where",
    "while", "yield",
];

/// The oddities of a service, each a few words, in the order of this file.
pub fn of(service: &Service, corpus: &Path) -> Vec<&'static str> {
    let mut odd = BTreeSet::new();
    let mut found = |is: bool, word: &'static str| {
        if is {
            odd.insert(word);
        }
    };
    let operations: Vec<&Operation> =
        service.operations.iter().filter(|operation| operation.documented).collect();
    found(operations.len() < service.operations.len(), "operation the client does not have");
    found(service.uid.is_none(), "no unique id, so no page names an operation");
    found(service.id.starts_with(|c: char| c.is_ascii_digit()), "id begins with a digit");
    found(WORDS.contains(&service.id.replace('-', "_").as_str()), "id is a word of Rust");
    found(service.text.is_none(), "service without documentation");
    for sections in service.too_large.values() {
        for section in sections {
            found(section == "Request Syntax", "request syntax too large");
            found(section == "Parameters", "parameters too large");
            found(section == "Response Syntax", "response syntax too large");
            found(section == "Response Structure", "response structure too large");
        }
    }
    found(has_resources(&corpus.join("services").join(&service.id)), "resource pages");
    for operation in &operations {
        let name = &operation.name;
        found(operation.deprecated, "deprecated operation");
        found(operation.text.is_none(), "operation without documentation");
        found(operation.errors.is_empty(), "operation without errors");
        found(operation.input.is_none(), "operation without input");
        found(operation.output.is_none(), "operation without output");
        let empty = |id: Option<Id>| id.is_some_and(|id| service.members(id).is_empty());
        found(empty(operation.input), "input without members");
        found(empty(operation.output), "output without members");
        found(operation.input_stream.is_some(), "stream in a request");
        found(operation.output_stream.is_some(), "stream in a response");
        found(name.contains(|c: char| c.is_ascii_digit()), "digit in an operation's name");
        found(name.starts_with(|c: char| c.is_ascii_lowercase()), "operation in lower case");
        found(camel(&operation.method) != *name, "method that does not give the name back");
        found(
            operation.errors.iter().any(|error| {
                !error.ends_with("Exception")
                    && !error.ends_with("Error")
                    && !error.ends_with("Fault")
            }),
            "error by an odd name",
        );
    }
    for paginator in service.paginators.values() {
        found(paginator.input.len() > 1, "paginator of several tokens");
        let nested =
            |names: &[String]| names.iter().any(|n| !n.bytes().all(|b| b.is_ascii_alphanumeric()));
        found(nested(&paginator.output), "token deeper than the top level");
        found(nested(&paginator.items), "items deeper than the top level");
        found(paginator.limit.is_none(), "paginator without a limit");
        found(paginator.items.len() > 1, "paginator of several lists");
        found(paginator.output.iter().any(|n| n != "NextToken"), "token of another name");
    }
    found(!service.waiters.is_empty(), "waiters");
    let shapes = Shapes::new(service, &operations);
    shapes.oddities(&mut found);
    odd.into_iter().collect()
}

/// `ListSessions` of `list_sessions`.
fn camel(method: &str) -> String {
    let capital = |word: &str| {
        let mut letters = word.chars();
        letters
            .next()
            .map_or_else(String::new, |c| c.to_ascii_uppercase().to_string() + letters.as_str())
    };
    method.split('_').map(capital).collect()
}

/// There are pages that are neither of the client nor of a paginator or waiter.
fn has_resources(folder: &Path) -> bool {
    let known = ["client", "paginator", "waiter"];
    fs::read_dir(folder).is_ok_and(|entries| {
        entries.flatten().any(|e| !known.iter().any(|k| e.file_name().to_str() == Some(*k)))
    })
}

/// The shapes that the pages tell of.
struct Shapes<'a> {
    service: &'a Service,
    requests: HashSet<Id>,
    responses: HashSet<Id>,
}

impl<'a> Shapes<'a> {
    fn new(service: &'a Service, operations: &[&Operation]) -> Self {
        let mut shapes = Shapes { service, requests: HashSet::new(), responses: HashSet::new() };
        for operation in operations {
            let (mut requests, mut responses) = Default::default();
            std::mem::swap(&mut requests, &mut shapes.requests);
            std::mem::swap(&mut responses, &mut shapes.responses);
            operation.input.into_iter().for_each(|id| shapes.reach(id, &mut requests));
            operation.output.into_iter().for_each(|id| shapes.reach(id, &mut responses));
            shapes.requests = requests;
            shapes.responses = responses;
        }
        shapes
    }

    fn reach(&self, from: Id, seen: &mut HashSet<Id>) {
        let mut todo = vec![from];
        while let Some(id) = todo.pop() {
            if seen.insert(id) {
                self.below(id, |position| todo.push(position.shape));
            }
        }
    }

    fn below(&self, id: Id, mut each: impl FnMut(Position)) {
        match &self.service.shape(id).kind {
            Kind::List(element) => each(*element),
            Kind::Map(key, value) => [key, value].into_iter().for_each(|p| each(*p)),
            Kind::Structure(members) => members.iter().for_each(|m| each(m.position)),
            Kind::Scalar(_) | Kind::Enum(_) => {}
        }
    }

    fn oddities(&self, found: &mut impl FnMut(bool, &'static str)) {
        for id in self.requests.union(&self.responses).copied() {
            let shape = self.service.shape(id);
            match &shape.kind {
                Kind::Scalar(kind) => {
                    found(kind == "float", "float");
                    found(kind == "double", "double");
                }
                Kind::Enum(values) => Self::of_enum(values, found),
                Kind::List(element) => {
                    let inner = &self.service.shape(element.shape).kind;
                    found(matches!(inner, Kind::List(_)), "list of lists");
                    found(matches!(inner, Kind::Map(..)), "list of maps");
                    found(element.document(), "list of documents");
                    found(self.reaches_itself(id), "recursion through a list");
                }
                Kind::Map(key, value) => {
                    let kind = |position: &Position| &self.service.shape(position.shape).kind;
                    found(matches!(kind(key), Kind::Enum(_)), "map from an enum");
                    found(matches!(kind(value), Kind::Map(..)), "map of maps");
                    found(matches!(kind(value), Kind::List(_)), "map of lists");
                    found(self.reaches_itself(id), "recursion through a map");
                }
                Kind::Structure(members) => self.of_structure(id, members, found),
            }
        }
        self.marks(found);
    }

    fn of_enum(values: &[String], found: &mut impl FnMut(bool, &'static str)) {
        found(values.len() == 1, "enum of one value");
        found(values.len() > 300, "enum of more than 300 values");
        let holds = |c: &[char]| values.iter().any(|value| value.contains(c));
        found(holds(&['\'', '"', '|', '\\']), "enum value with a quote, bar or backslash");
        found(holds(&[' ', '(', ')', ',']), "enum value with a blank or bracket");
        found(values.iter().any(String::is_empty), "empty enum value");
        let first = |v: &String| v.starts_with(|c: char| c.is_ascii_digit());
        found(values.iter().any(first), "enum value that begins with a digit");
        found(
            values.iter().any(|v| WORDS.contains(&v.as_str()) || v == "Self" || v == "Unknown"),
            "enum value that is a word of Rust",
        );
        let folded: HashSet<String> = values
            .iter()
            .map(|value| {
                value.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_lowercase()
            })
            .collect();
        found(folded.len() < values.len(), "enum values that differ in case or punctuation only");
    }

    fn of_structure(&self, id: Id, members: &[Member], found: &mut impl FnMut(bool, &'static str)) {
        found(members.is_empty(), "structure without members");
        found(matches!(members, [m] if m.name == "string"), "structure of one member `string`");
        found(
            self.requests.contains(&id) && self.responses.contains(&id),
            "structure of requests and responses",
        );
        let mut folded = HashSet::new();
        for member in members {
            let position = member.position;
            let name = member.name.as_str();
            found(position.document(), "document");
            found(position.json_header(), "JSON in a header");
            found(position.event_stream(), "event stream");
            found(position.union(), "union");
            found(position.union() && self.reaches_itself(position.shape), "recursive union");
            found(position.idempotency_token() && self.requests.contains(&id), "idempotency token");
            found(position.text.is_none(), "member without documentation");
            found(!name.bytes().all(|b| b.is_ascii_alphanumeric()), "member name with punctuation");
            found(
                name.starts_with(|c: char| c.is_ascii_digit()),
                "member name that begins with a digit",
            );
            found(
                WORDS.contains(&name.to_lowercase().as_str()),
                "member name that is a word of Rust",
            );
            let key = name.to_lowercase().replace(['_', '-'], "");
            found(!folded.insert(key), "member names that differ in case or punctuation only");
            let text = self.service.text(position.text);
            found(!text.is_ascii(), "documentation beyond ASCII");
            found(text.contains(['\\', '`', '|']), "documentation with characters of the markup");
        }
        let ambiguous = ["key", "value", "title", "description", "return", "examples"];
        found(members.iter().any(|m| ambiguous.contains(&&*m.name)), "member named like a section");
    }

    fn reaches_itself(&self, id: Id) -> bool {
        let mut seen = HashSet::new();
        let mut todo = vec![id];
        while let Some(at) = todo.pop() {
            let mut back = false;
            self.below(at, |position| {
                back |= position.shape == id;
                if seen.insert(position.shape) {
                    todo.push(position.shape);
                }
            });
            if back {
                return true;
            }
        }
        false
    }

    /// Recursion marks, and which ancestor they mean.
    fn marks(&self, found: &mut impl FnMut(bool, &'static str)) {
        for operation in self.service.operations.iter().filter(|o| o.documented) {
            for id in [operation.input, operation.output].into_iter().flatten() {
                self.unfold(id, &mut Vec::new(), found, &mut 20_000);
            }
        }
    }

    fn unfold(
        &self,
        id: Id,
        history: &mut Vec<Id>,
        found: &mut impl FnMut(bool, &'static str),
        budget: &mut usize,
    ) {
        if *budget == 0 {
            return;
        }
        *budget -= 1;
        if let Some(at) = history.iter().position(|ancestor| *ancestor == id) {
            let list = |id: &Id| matches!(self.service.shape(*id).kind, Kind::List(_));
            let rank = history[at + 1..].iter().filter(|other| list(other) == list(&id)).count();
            found(rank == 0, "mark that means the nearest ancestor");
            found(rank == 1, "mark that means the second nearest ancestor");
            found(rank > 1, "mark that means a farther ancestor");
            return;
        }
        history.push(id);
        let mut below = Vec::new();
        self.below(id, |position| below.push(position));
        for position in below {
            if !position.document() {
                self.unfold(position.shape, history, found, budget);
            }
        }
        history.pop();
    }
}
