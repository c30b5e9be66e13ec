//! What a line states, in the words of the spec.

use std::fmt::Write;

use crate::facts::{
    Container, ErrorFacts, Kind, Limits, Member, Node, OperationFacts, PaginatorFacts, WaiterFacts,
};

/// How many characters of a text are shown, and how many values of an enum.
const TEXT: usize = 60;
const VALUES: usize = 4;

/// Facts, one after the other.
struct Said(String);

impl Said {
    fn add(&mut self, fact: impl AsRef<str>) {
        if !self.0.is_empty() {
            self.0.push_str(", ");
        }
        self.0.push_str(fact.as_ref());
    }

    fn documentation(mut self, text: Option<&str>) -> String {
        if let Some(line) = text.and_then(|text| text.lines().find(|line| !line.is_empty())) {
            let shown: String = line.chars().take(TEXT).collect();
            let more = if shown.len() < line.len() { "..." } else { "" };
            self.add(format!("{:?}", format!("{shown}{more}")));
        }
        self.0
    }
}

/// Of an operation.
pub(super) fn operation(operation: &OperationFacts) -> String {
    let mut said = Said("operation".into());
    if let Some(method) = &operation.method {
        said.add(format!("method {method}"));
    }
    if operation.deprecated {
        said.add("deprecated");
    }
    if let Some(http) = &operation.http {
        said.add(format!("{} {}", http.method, http.path));
        if let Some(status) = http.status {
            said.add(format!("status {status}"));
        }
    }
    said.add(if operation.input.is_some() { "takes members" } else { "tells of no input" });
    said.add(if operation.output.is_some() { "returns members" } else { "tells of no output" });
    said.documentation(operation.documentation.as_deref())
}

/// Of an error.
pub(super) fn error(error: &ErrorFacts) -> String {
    let mut said = Said("error".into());
    if let Some(status) = error.status {
        said.add(format!("status {status}"));
    }
    if !error.members.is_empty() {
        said.add(format!("{} members", error.members.len()));
    }
    said.documentation(error.documentation.as_deref())
}

/// Of a paginator.
pub(super) fn paginator(paginator: &PaginatorFacts) -> String {
    let limit = if paginator.has_limit { "with a limit" } else { "without a limit" };
    format!("paginator, {limit}")
}

/// Of a waiter.
pub(super) fn waiter(waiter: &WaiterFacts) -> String {
    let polls = waiter.operation.as_deref().or(waiter.method.as_deref()).unwrap_or("?");
    let (delay, attempts) = (waiter.delay, waiter.max_attempts);
    format!("waiter, polls {polls} every {delay} s, at most {attempts} times")
}

/// Of a position, and of the member that stands in it.
pub(super) fn position(node: &Node, member: Option<&Member>) -> String {
    let mut said = Said(kind(&node.kind));
    if let Some(name) = &node.name {
        said.add(format!("called {name}"));
    }
    if let Some(member) = member {
        match member.required {
            Some(true) => said.add("required"),
            Some(false) => said.add("not required"),
            None => {}
        }
        if member.idempotency_token {
            said.add("filled in if left out");
        }
        if let Some(location) = member.wire.location {
            said.add(format!("in {}", location.as_str()));
        }
        if let Some(wire) = &member.wire.name {
            said.add(format!("on the wire {wire}"));
        }
        if let Some(format) = member.wire.timestamp_format {
            said.add(format!("written as {}", format.as_str()));
        }
    }
    limits(&node.limits, &mut said);
    said.documentation(node.documentation.as_deref())
}

fn limits(limits: &Limits, said: &mut Said) {
    if let Some(length) = &limits.length {
        said.add(format!("length {}", span(length.min, length.max)));
    }
    if let Some(range) = &limits.range {
        said.add(format!("range {}", span(range.min.as_ref(), range.max.as_ref())));
    }
    if let Some(pattern) = &limits.pattern {
        said.add(format!("pattern {pattern}"));
    }
    if let Some(default) = &limits.default {
        said.add(format!("default {default}"));
    }
}

/// From one to the other, both of them in it.
fn span<T: ToString>(min: Option<T>, max: Option<T>) -> String {
    let bound = |it: Option<T>| it.map(|it| it.to_string()).unwrap_or_default();
    format!("{}..={}", bound(min), bound(max))
}

/// A type as a spec writes it; what is in structures is not shown.
fn kind(kind: &Kind) -> String {
    let mut text = String::new();
    let mut closing = 0;
    let mut kind = kind;
    loop {
        match kind {
            Kind::List(element) => {
                text.push_str("list<");
                closing += 1;
                kind = &element.kind;
                continue;
            }
            Kind::Map(key, value) => {
                // A key is a string or an enum of strings.
                let key = if matches!(key.kind, Kind::Enum(_)) { "enum" } else { "string" };
                let _ = write!(text, "map<{key}, ");
                closing += 1;
                kind = &value.kind;
                continue;
            }
            Kind::Scalar(scalar) => text.push_str(scalar.as_str()),
            Kind::Enum(values) => {
                let shown: Vec<&str> = values.iter().take(VALUES).map(|it| &**it).collect();
                let more = values.len().saturating_sub(VALUES);
                let _ = write!(text, "enum of {}", shown.join(" | "));
                if more > 0 {
                    let _ = write!(text, " and {more} more");
                }
            }
            Kind::Structure(members) => {
                let _ = write!(text, "structure of {} members", members.len());
            }
            Kind::Union(members) => {
                let _ = write!(text, "union of {} members", members.len());
            }
            Kind::EventStream(members) => {
                let _ = write!(text, "event stream of {} events", members.len());
            }
            Kind::Recursive(_) => text.push_str("one of what is around it (recursion)"),
            Kind::Named(name) => text.push_str(name),
            Kind::Unstated(Container::List) => text.push_str("list of what the page leaves out"),
            Kind::Unstated(_) => text.push_str("something that the page leaves out"),
        }
        break;
    }
    text.extend(std::iter::repeat_n('>', closing));
    text
}
