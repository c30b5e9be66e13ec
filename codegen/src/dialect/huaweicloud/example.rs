//! Examples, held against the tables.
//!
//! Tables win, with one exception: a table that says "object" where the example shows a list of
//! them has forgotten the word, as authors do.

use crate::facts::{Container, Kind, Member, Node, Scalar};
use crate::markup::{Block, BlockKind};

use super::json::{self, Json};
use super::page::{Page, Part};
use super::text;

/// Where an example and the tables disagree: the line of the row, and what is the matter.
pub struct Disagreement {
    /// The line of the row, or of the example where no row is concerned.
    pub line: u32,
    /// What is the matter.
    pub message: String,
}

/// Holds the examples of a part against the members of a body.
pub fn check(page: &Page<'_>, part: Part, members: &mut [Member], found: &mut Vec<Disagreement>) {
    for block in page.leaves(part) {
        let BlockKind::Literal(literal) = &block.kind else { continue };
        let mut text = String::new();
        for line in literal.lines() {
            if !text.is_empty() || line.starts_with(['{', '[']) {
                text.push_str(line);
                text.push('\n');
            }
        }
        if text.is_empty() {
            // The bracket around it has been forgotten.
            let lines: Vec<&str> = literal.lines().collect();
            let begins = |line: &&str| !line.trim().is_empty();
            if lines
                .iter()
                .find(|line| begins(line))
                .is_some_and(|it| it.trim_start().starts_with('"'))
            {
                text = format!("{{{}", lines.join("\n"));
            }
        }
        // An example that has nothing of the tables is one of something else.
        if let Some(Json::Object(entries)) = json::parse(&text)
            && entries.iter().any(|(key, _)| members.iter().any(|member| *member.name == **key))
        {
            Check { example: block.line, found }.object(&entries, members, "");
        }
    }
}

/// Whether an example in the description of a parameter (`"taints": [{ … }]`) shows a list of
/// objects.
pub fn shows_list(description: &[Block<'_>], name: &str) -> bool {
    shown(description, name).is_some_and(|value| {
        matches!(value, Json::Array(items) if items.iter().any(|it| matches!(it, Json::Object(_))))
    })
}

/// Whether it shows an object that holds strings alone.
pub fn shows_strings(description: &[Block<'_>], name: &str) -> bool {
    shown(description, name).is_some_and(|value| {
        matches!(value, Json::Object(entries)
            if !entries.is_empty() && entries.iter().all(|(_, value)| *value == Json::String))
    })
}

/// The value of a parameter in an example in its own description.
fn shown(description: &[Block<'_>], name: &str) -> Option<Json> {
    let quoted = format!("\"{name}\"");
    let mut found = None;
    text::each_literal(description, &mut |literal| {
        if found.is_none() {
            let text: Vec<&str> = literal.lines().collect();
            let text = text.join("\n");
            let after = text.split_once(&quoted).map(|(_, rest)| rest.trim_start());
            found = after.and_then(|rest| json::parse(rest.strip_prefix(':')?));
        }
    });
    found
}

struct Check<'f> {
    example: u32,
    found: &'f mut Vec<Disagreement>,
}

impl Check<'_> {
    fn say(&mut self, line: u32, message: String) {
        // One page repeats itself in its examples.
        if !self.found.iter().any(|known| known.message == message) {
            self.found.push(Disagreement { line, message });
        }
    }

    fn object(&mut self, entries: &[(String, Json)], members: &mut [Member], path: &str) {
        for (key, value) in entries {
            let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
            match members.iter_mut().find(|member| *member.name == **key) {
                Some(member) => self.value(value, &mut member.node, &path),
                None => {
                    let message = format!("the example has `{path}`, which no table lists");
                    self.say(self.example, message);
                }
            }
        }
    }

    fn value(&mut self, value: &Json, node: &mut Node, path: &str) {
        let line = node.line;
        match (value, &mut node.kind) {
            (Json::Null, _)
            | (_, Kind::Unstated(Container::Any) | Kind::Scalar(Scalar::Document))
            | (Json::Array(_), Kind::Unstated(Container::List))
            | (
                Json::Object(_),
                Kind::Unstated(Container::Dict) | Kind::Recursive(_) | Kind::Named(_),
            ) => {}
            (Json::Object(entries), Kind::Structure(members)) => {
                self.object(entries, members, path);
            }
            (Json::Object(entries), Kind::Map(_, inner)) => {
                entries.iter().for_each(|(_, value)| self.value(value, inner, path));
            }
            (Json::Array(items), Kind::List(element)) => {
                items.iter().for_each(|item| self.value(item, element, path));
            }
            (
                Json::Array(items),
                Kind::Structure(_)
                | Kind::Unstated(Container::Dict)
                | Kind::Named(_)
                | Kind::Recursive(_),
            ) if items.iter().any(|item| matches!(item, Json::Object(_))) => {
                let element = Node { documentation: None, ..node.clone() };
                node.kind = Kind::List(Box::new(element));
                node.name = None;
                let message = format!(
                    "`{path}` is an object in the table and a list of them in the example, which is taken"
                );
                self.say(line, message);
                self.value(value, node, path);
            }
            (Json::Array(_) | Json::Object(_), Kind::Scalar(Scalar::String)) => {
                // No program could read the one as the other.
                let (shown, kind) = match value {
                    Json::Array(_) => ("a list", Kind::Unstated(Container::List)),
                    _ => ("an object", Kind::Unstated(Container::Dict)),
                };
                node.kind = kind;
                node.constraints = None;
                let message = format!(
                    "`{path}` is of type string in the table and {shown} in the example, which is taken"
                );
                self.say(line, message);
            }
            (value, kind) => {
                let (shown, fits) = fits(value, kind);
                if !fits {
                    let table = match kind {
                        Kind::Scalar(scalar) => scalar.as_str(),
                        Kind::Enum(_) => "string",
                        Kind::List(_) | Kind::Unstated(Container::List) => "list",
                        Kind::Map(..) => "map",
                        _ => "object",
                    };
                    let message = format!(
                        "`{path}` is of type {table} in the table and {shown} in the example"
                    );
                    self.say(line, message);
                }
            }
        }
    }
}

/// What a value without parts looks like, and whether it can be of that kind.
fn fits(value: &Json, kind: &Kind) -> (&'static str, bool) {
    let scalar = |scalars: &[Scalar]| matches!(kind, Kind::Scalar(it) if scalars.contains(it));
    match value {
        Json::Boolean => ("a boolean", scalar(&[Scalar::Boolean])),
        Json::Number { whole: true } => (
            "a whole number",
            scalar(&[
                Scalar::Integer,
                Scalar::Long,
                Scalar::Float,
                Scalar::Double,
                Scalar::Timestamp,
            ]),
        ),
        Json::Number { whole: false } => ("a number", scalar(&[Scalar::Float, Scalar::Double])),
        Json::String => {
            let text = scalar(&[Scalar::String, Scalar::Timestamp, Scalar::Blob, Scalar::Stream]);
            ("a string", text || matches!(kind, Kind::Enum(_)))
        }
        // An empty list or map says nothing of what could be in it.
        Json::Array(items) => ("a list", items.is_empty()),
        Json::Object(entries) => ("an object", entries.is_empty()),
        Json::Null => ("nothing", true),
    }
}
