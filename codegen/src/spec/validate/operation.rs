//! Operations and waiters.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::Checks;
use crate::spec::keys::Keys;
use crate::spec::labels::{labels, path_labels};
use crate::spec::nearest::nearest;
use crate::spec::problem::{KeyPath, ProblemKind, Step};
use crate::spec::{
    Http, Location, Matcher, Member, Operation, Pagination, Scalar, ShapeId, ShapeKind, Spec, Type,
    Waiter,
};

pub(super) fn check(checks: &mut Checks<'_>) {
    let spec = checks.spec;
    let names = || spec.operations.iter().map(|operation| operation.name.as_str());
    checks.once(names(), |name| KeyPath::of(["operations"]).again(name));
    methods(checks);
    for operation in &spec.operations {
        check_operation(checks, operation);
    }

    checks.once(spec.waiters.iter().map(|waiter| waiter.name.as_str()), |name| {
        KeyPath::of(["waiters"]).again(name)
    });
    let known: HashSet<&str> = names().collect();
    for waiter in &spec.waiters {
        let at = || KeyPath::of(["waiters", &waiter.name]);
        checks.wire_name(&waiter.name, at);
        check_acceptors(checks, waiter);
        if !known.contains(waiter.operation.as_str()) {
            let nearest = strings(nearest(&waiter.operation, names(), 3));
            let name = waiter.operation.clone();
            let kind = ProblemKind::Unknown { what: "operation", name, nearest };
            checks.problem(at().key("operation"), kind);
        }
    }
}

fn methods(checks: &mut Checks<'_>) {
    let mut seen = HashSet::new();
    for operation in &checks.spec.operations {
        let method = operation.method.as_str();
        let at = || KeyPath::of(["operations", &operation.name, "method"]);
        let snake_case = method.starts_with(|c: char| c.is_ascii_lowercase() || c == '_')
            && method.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
        if !snake_case {
            let expected = "a method is a snake_case identifier";
            checks.problem(at(), ProblemKind::Name { name: method.into(), expected });
        }
        if !seen.insert(method) {
            checks.problem(at(), ProblemKind::Duplicate(method.into()));
        }
    }
}

fn check_operation(checks: &mut Checks<'_>, operation: &Operation) {
    let at = || KeyPath::of(["operations", &operation.name]);
    checks.wire_name(&operation.name, at);
    checks.text(operation.documentation.as_deref(), || at().key("documentation"));
    for (key, id) in [("input", operation.input), ("output", operation.output)] {
        if let Some(id) = id {
            kind_is(checks, id, "a structure", || at().key(key));
        }
    }
    let mut seen = HashSet::new();
    for (index, id) in operation.errors.iter().enumerate() {
        let entry = || at().key("errors").step(Step::Entry(index as u32));
        kind_is(checks, *id, "an error", entry);
        if !seen.insert(id) {
            let kind = ProblemKind::Duplicate(checks.spec[*id].name.clone());
            checks.problem(entry(), kind);
        }
    }
    if let Some(http) = &operation.http {
        check_http(checks, operation, http);
    }
    checks.texts(&*operation.sending, at);
    check_templates(checks, operation);
    if let Some(pagination) = &operation.pagination {
        check_pagination(checks, operation, pagination);
    }
}

fn kind_is(checks: &mut Checks<'_>, id: ShapeId, expected: &'static str, at: impl Fn() -> KeyPath) {
    let shape = &checks.spec[id];
    let found = shape.kind.noun();
    if found != expected {
        let name = shape.name.clone();
        checks.problem(at(), ProblemKind::WrongKind { name, found, expected });
    }
}

fn check_http(checks: &mut Checks<'_>, operation: &Operation, http: &Http) {
    let at = || KeyPath::of(["operations", &operation.name, "http"]);
    if http.method.is_empty() || !http.method.bytes().all(|byte| byte.is_ascii_uppercase()) {
        let expected = "a method of HTTP is a word of capital letters";
        let kind = ProblemKind::Name { name: http.method.clone(), expected };
        checks.problem(at().key("method"), kind);
    }
    if http.status.is_some_and(|status| !(100..600).contains(&status)) {
        let status = http.status.unwrap_or_default().to_string();
        checks.problem(at().key("status"), ProblemKind::Number(status));
    }
    let labels = match path_labels(&http.path) {
        Ok(labels) => labels,
        Err(message) => {
            checks.problem(at().key("path"), ProblemKind::HttpPath(message));
            return;
        }
    };
    checks.once(labels.iter().copied(), |_| at().key("path"));
    let mut bound: HashMap<Cow<'_, str>, &str> = HashMap::new();
    let spec = checks.spec;
    if let Some(input) = operation.input {
        for member in spec[input].kind.members() {
            if member.wire.location == Some(Location::Path) {
                bound.insert(spec.wire_name(member), &member.name);
            }
        }
    }
    for label in &labels {
        if bound.remove(*label).is_none() {
            let message = format!(
                "no member of the input has `location: path` and is called `{}` on the wire",
                label.escape_debug()
            );
            checks.problem(at().key("path"), ProblemKind::HttpPath(message));
        }
    }
    let mut left: Vec<&str> = bound.into_values().collect();
    left.sort_unstable();
    for member in left {
        let message = format!("the path has no label for the member `{}`", member.escape_debug());
        checks.problem(at().key("path"), ProblemKind::HttpPath(message));
    }
}

/// What names members of the input names those that are there.
fn check_templates(checks: &mut Checks<'_>, operation: &Operation) {
    let spec = checks.spec;
    let members = operation.input.map_or(&[][..], |id| spec[id].kind.members());
    operation.sending.templates(&mut |key, text| {
        let at = || KeyPath::of(["operations", &operation.name, key]);
        let labels = match labels(text) {
            Ok(labels) => labels,
            Err(message) => return checks.problem(at(), ProblemKind::HttpPath(message)),
        };
        for label in labels {
            if !members.iter().any(|member| member.name == label) {
                let nearest = strings(nearest(label, members.iter().map(|it| it.name.as_str()), 3));
                let (what, name) = ("member of the input", label.to_owned());
                checks.problem(at(), ProblemKind::Unknown { what, name, nearest });
            }
        }
    });
}

fn check_acceptors(checks: &mut Checks<'_>, waiter: &Waiter) {
    const OF: &str = "an acceptor";
    for (index, acceptor) in waiter.acceptors.iter().enumerate() {
        let at = || {
            let entries = KeyPath::of(["waiters", &waiter.name, "acceptors"]);
            entries.step(Step::Entry(index as u32))
        };
        checks.texts(acceptor, at);
        let looks_into = acceptor.matcher.is_some_and(Matcher::has_argument);
        for (key, missing) in [
            ("state", acceptor.state.is_none()),
            ("matcher", acceptor.matcher.is_none()),
            ("argument", looks_into && acceptor.argument.is_none()),
            ("expected", acceptor.expected.is_none()),
        ] {
            if missing {
                checks.problem(at(), ProblemKind::MissingKey { key, of: OF });
            }
        }
        if acceptor.argument.is_some() && acceptor.matcher.is_some() && !looks_into {
            let belongs = "an acceptor that looks at a path";
            let kind = ProblemKind::Misplaced { key: "argument", belongs };
            checks.problem(at().key("argument"), kind);
        }
        let status =
            acceptor.expected.as_deref().filter(|_| acceptor.matcher == Some(Matcher::Status));
        if let Some(status) = status.filter(|it| it.parse::<u16>().is_err()) {
            checks.problem(at().key("expected"), ProblemKind::Number(status.to_owned()));
        }
    }
}

fn check_pagination(checks: &mut Checks<'_>, operation: &Operation, pagination: &Pagination) {
    let at = |key: &str| KeyPath::of(["operations", &operation.name, "pagination", key]);
    let (limit, more_results) = (pagination.limit.as_slice(), pagination.more_results.as_slice());
    let (input, output) = (pagination.input_token.len(), pagination.output_token.len());
    if output != 0 && input != output {
        checks.problem(at("output_token"), ProblemKind::Tokens(input, output));
    }
    for (key, shape, paths) in [
        ("input_token", operation.input, &pagination.input_token[..]),
        ("output_token", operation.output, &pagination.output_token[..]),
        ("limit", operation.input, limit),
        ("items", operation.output, &pagination.items[..]),
        ("more_results", operation.output, more_results),
    ] {
        for (index, path) in paths.iter().enumerate() {
            let at = || match key {
                "limit" | "more_results" => at(key),
                _ => at(key).step(Step::Entry(index as u32)),
            };
            match follow(checks.spec, shape, path) {
                Err(nearest) => {
                    let what = if key == "input_token" || key == "limit" {
                        "member of the input"
                    } else {
                        "member of the output"
                    };
                    checks
                        .problem(at(), ProblemKind::Unknown { what, name: path.clone(), nearest });
                }
                Ok(member) if key == "more_results" => {
                    if member.ty != Type::Scalar(Scalar::Boolean) {
                        let (name, found) = (path.clone(), "no boolean");
                        let kind = ProblemKind::WrongKind { name, found, expected: "a boolean" };
                        checks.problem(at(), kind);
                    }
                }
                Ok(_) => {}
            }
        }
    }
}

/// Whether the operation has the members that its pages would be asked for by.
#[cfg(feature = "parse")]
pub fn has_members(spec: &Spec, operation: &Operation, pagination: &Pagination) -> bool {
    let input = pagination.input_token.iter().chain(&pagination.limit);
    let output = pagination.output_token.iter().chain(&pagination.items);
    let output = output.chain(&pagination.more_results);
    let has = |shape, path: &String| follow(spec, shape, path).is_ok();
    input.into_iter().all(|path| has(operation.input, path))
        && output.into_iter().all(|path| has(operation.output, path))
}

/// The member at a path of names with dots between them; the names nearest to one that does not
/// exist.
fn follow<'a>(
    spec: &'a Spec,
    shape: Option<ShapeId>,
    path: &str,
) -> Result<&'a Member, Vec<String>> {
    let mut shape = shape;
    // A member's name may itself hold a dot.
    let whole = shape.and_then(|id| spec[id].kind.members().iter().find(|it| it.name == path));
    if let Some(member) = whole {
        return Ok(member);
    }
    let mut last = None;
    for name in path.split('.') {
        let Some(id) = shape else { return Err(Vec::new()) };
        if matches!(spec[id].kind, ShapeKind::Enum(_)) {
            return Err(Vec::new());
        }
        let members = spec[id].kind.members();
        let Some(member) = members.iter().find(|member| member.name == name) else {
            return Err(strings(nearest(name, members.iter().map(|m| m.name.as_str()), 3)));
        };
        shape = match member.ty {
            Type::Shape(id) => Some(id),
            _ => None,
        };
        last = Some(member);
    }
    last.ok_or_else(Vec::new)
}

fn strings(names: Vec<&str>) -> Vec<String> {
    names.into_iter().map(String::from).collect()
}
