//! What must hold in a spec beyond its layout.
//!
//! Everything after the spec (emitting, comparing) relies on it, so [`read`](super::read) gives no
//! spec that fails here. Constraints are not held against types or each other: they say what the
//! page says.

mod finite;
mod operation;
mod shape;

#[cfg(feature = "parse")]
pub use operation::has_members;

use super::keys::Keys;
use super::problem::{KeyPath, Problem, ProblemKind, Step};
use super::{ShapeId, Spec, is_shape_name};
use crate::bytes;

/// Whether `name` can be one on the wire: it is not empty and has no blanks or control characters.
pub fn is_wire_name(name: &str) -> bool {
    let breaks = |c: char| c.is_whitespace() || c.is_control();
    let plain = name.bytes().all(|byte| byte.is_ascii_graphic());
    !name.is_empty() && (plain || !name.contains(breaks))
}

/// Everything that is wrong with a spec: none if it can be written, emitted and compared.
pub fn validate(spec: &Spec) -> Vec<Problem> {
    let mut checks = Checks { spec, problems: Vec::new() };
    checks.header();
    if checks.shape_ids() {
        operation::check(&mut checks);
        shape::check(&mut checks);
        finite::check(&mut checks);
    }
    checks.problems
}

/// What is being checked, and what was found.
struct Checks<'a> {
    spec: &'a Spec,
    problems: Vec<Problem>,
}

impl Checks<'_> {
    fn problem(&mut self, at: KeyPath, kind: ProblemKind) {
        self.problems.push(Problem { kind, at });
    }

    fn header(&mut self) {
        let spec = self.spec;
        for (key, text) in [
            ("title", &spec.title),
            ("client", &spec.client),
            ("version", &spec.version),
            ("documentation", &spec.documentation),
        ] {
            self.text(text.as_deref(), || KeyPath::of([key]));
        }
        if let Some(protocol) = &spec.protocol {
            self.texts(protocol, || KeyPath::of(["protocol"]));
            for (index, endpoint) in protocol.endpoints.iter().enumerate() {
                let at = || KeyPath::of(["protocol", "endpoints"]).step(Step::Entry(index as u32));
                self.texts(endpoint, at);
                if endpoint.host.is_none() {
                    let kind = ProblemKind::MissingKey { key: "host", of: "an endpoint" };
                    self.problem(at(), kind);
                }
            }
        }
    }

    /// A text for people holds no control characters.
    fn text(&mut self, text: Option<&str>, at: impl Fn() -> KeyPath) {
        let Some(text) = text.filter(|text| bytes::may_hold_control(text)) else { return };
        let control = |c: &char| c.is_control() && !matches!(c, '\n' | '\t');
        if let Some(character) = text.chars().find(control) {
            self.problem(at(), ProblemKind::Control(character));
        }
    }

    /// No text of a group of keys holds control characters.
    fn texts(&mut self, keys: &impl Keys, at: impl Fn() -> KeyPath) {
        keys.texts(&mut |key, text| self.text(Some(text), || at().key(key)));
    }

    /// A name on the wire is not empty and has no blanks or control characters.
    fn wire_name(&mut self, name: &str, at: impl Fn() -> KeyPath) {
        if !is_wire_name(name) {
            let expected =
                "a name of the wire is not empty and has no blanks or control characters";
            self.problem(at(), ProblemKind::Name { name: name.into(), expected });
        }
    }

    /// Whether every id is one of this spec; the other checks need that.
    fn shape_ids(&mut self) -> bool {
        let spec = self.spec;
        let known = |id: &ShapeId| (id.0 as usize) < spec.shapes.len();
        let operations = spec.operations.iter().all(|operation| {
            let ends = operation.input.iter().chain(&operation.output);
            ends.chain(&operation.errors).all(known)
        });
        let members = spec.shapes.iter().flat_map(|shape| shape.kind.members());
        let sound = operations && members.into_iter().all(|member| member.ty.shapes().all(known));
        if !sound {
            let kind = ProblemKind::Unknown {
                what: "shape",
                name: "with an id of another spec".into(),
                nearest: Vec::new(),
            };
            self.problem(KeyPath::default(), kind);
        }
        let names: Vec<&str> = spec.shapes.iter().map(|shape| shape.name.as_str()).collect();
        for pair in names.windows(2) {
            if pair[0] >= pair[1] {
                let at = KeyPath::of(["shapes"]).again(pair[1]);
                self.problem(at, ProblemKind::Duplicate(pair[1].into()));
            }
        }
        for name in names.into_iter().filter(|name| !is_shape_name(name)) {
            let expected = "a shape's name is a word of letters, digits, `_`, `.`, `-` and `$` that \
                            begins with a letter or `_` and is none of the words for types";
            let kind = ProblemKind::Name { name: name.into(), expected };
            self.problem(KeyPath::of(["shapes", name]), kind);
        }
        sound
    }

    /// Each name stands once.
    fn once<'b>(&mut self, names: impl Iterator<Item = &'b str>, at: impl Fn(&str) -> KeyPath) {
        let mut sorted: Vec<&str> = names.collect();
        sorted.sort_unstable();
        let mut last = None;
        for pair in sorted.windows(2) {
            if pair[0] == pair[1] && last != Some(pair[0]) {
                last = Some(pair[0]);
                self.problem(at(pair[0]), ProblemKind::Duplicate(pair[0].into()));
            }
        }
    }
}
