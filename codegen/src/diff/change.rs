//! One change between two versions of a service.

use std::fmt;

use super::entry::Entry;
use super::rule::{Direction, Kind, Rule, Verdict};
use crate::spec::KeyPath;

/// What has changed, by the names it has in the new version, or had in the old one where it is
/// gone.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// The service as a whole.
    Service,
    /// An operation, by its wire name.
    Operation(String),
    /// A waiter.
    Waiter(String),
    /// A shape.
    Shape(String),
    /// A member of a shape.
    Member(String, String),
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Subject::Service => f.write_str("the service"),
            Subject::Operation(name) | Subject::Waiter(name) | Subject::Shape(name) => {
                f.write_str(name)
            }
            Subject::Member(shape, member) => write!(f, "{shape}.{member}"),
        }
    }
}

/// An operation that a change reaches.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reached {
    /// Its wire name.
    pub operation: String,
    /// Where: in its request, its response or both.
    pub direction: Direction,
}

/// What a change is recognised by, whatever else changes around it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint(pub u64);

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Fingerprint {
    /// The fingerprint that the text is.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.len() == 16 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        u64::from_str_radix(text, 16).ok().filter(|_| digits).map(Fingerprint)
    }

    /// FNV-1a over the parts, with a byte between them that stands in none.
    fn of<'a>(parts: impl IntoIterator<Item = &'a str>) -> Self {
        let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
        for part in parts {
            for byte in part.bytes().chain([0xff]) {
                hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
            }
        }
        Fingerprint(hash)
    }
}

/// A part of a sentence about a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fragment {
    /// Words.
    Words(String),
    /// A name or value of the API.
    Value(String),
}

/// A change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The kind of change.
    pub rule: &'static Rule,
    /// Which way what has changed goes.
    pub direction: Direction,
    /// Whether an existing caller's request, or an existing reader of responses, breaks.
    pub wire: Verdict,
    /// Whether code that compiled against the old crate stops compiling.
    pub rust: Verdict,
    /// What has changed.
    pub subject: Subject,
    /// What it was: a type, a value, a name, a text.
    pub old: Option<String>,
    /// What it is.
    pub new: Option<String>,
    /// What came with it, where that is more than the change says itself.
    pub content: Option<Entry>,
    /// The operations it reaches, in the order of the documentation.
    pub operations: Vec<Reached>,
    /// What it is recognised by.
    pub fingerprint: Fingerprint,
}

impl Change {
    /// A change of `rule` in the service with that id.
    pub(super) fn new(
        service: &str,
        rule: &'static Rule,
        direction: Direction,
        subject: Subject,
        old: Option<String>,
        new: Option<String>,
    ) -> Self {
        // Where nothing leads there is nothing on the wire to break.
        let wire = match (direction, rule.direction) {
            (Direction::Neither, Direction::Neither) => rule.wire,
            (Direction::Neither, _) => Verdict::Safe,
            _ => rule.wire,
        };
        let (kind, name, member) = match &subject {
            Subject::Service => ("service", "", ""),
            Subject::Operation(name) => ("operation", name.as_str(), ""),
            Subject::Waiter(name) => ("waiter", name.as_str(), ""),
            Subject::Shape(name) => ("shape", name.as_str(), ""),
            Subject::Member(shape, member) => ("member", shape.as_str(), member.as_str()),
        };
        let texts = [old.as_deref().unwrap_or("\0"), new.as_deref().unwrap_or("\0")];
        let parts = [service, rule.id, kind, name, member].into_iter().chain(texts);
        let fingerprint = Fingerprint::of(parts);
        let operations = Vec::new();
        Change {
            rule,
            direction,
            wire,
            rust: rule.rust,
            subject,
            old,
            new,
            content: None,
            operations,
            fingerprint,
        }
    }

    /// Whether only what people read has changed.
    pub fn is_documentation(&self) -> bool {
        self.rule.kind == Kind::Documentation
    }

    /// Whether documentation states more or less than it did, and nothing breaks.
    pub fn is_stated(&self) -> bool {
        self.worst() == Verdict::Safe && self.rule.id.ends_with("-stated")
    }

    /// Whether it is of an operation that is meant, or reaches one.
    pub(super) fn is_of(&self, meant: &dyn Fn(&str) -> bool) -> bool {
        matches!(&self.subject, Subject::Operation(name) if meant(name))
            || self.operations.iter().any(|reached| meant(&reached.operation))
    }

    /// The worse of the two verdicts.
    pub fn worst(&self) -> Verdict {
        self.wire.max(self.rust)
    }

    /// What has changed, in one sentence: names and values stand between backquotes.
    pub fn sentence(&self) -> String {
        let parts = self.parts().into_iter();
        let text = |part| match part {
            Fragment::Words(words) => words,
            Fragment::Value(value) => format!("`{value}`"),
        };
        parts.map(text).collect()
    }

    /// The sentence in parts, for who marks up names and values.
    pub fn parts(&self) -> Vec<Fragment> {
        let mut parts = Vec::new();
        let mut rest = self.rule.sentence;
        while let Some((words, after)) = rest.split_once('{') {
            let Some((what, after)) = after.split_once('}') else { break };
            if !words.is_empty() {
                parts.push(Fragment::Words(words.to_owned()));
            }
            let value = match what {
                "old" => self.old.clone(),
                "new" => self.new.clone(),
                _ => Some(self.subject.to_string()),
            };
            parts.push(value.map_or_else(|| Fragment::Words("nothing".into()), Fragment::Value));
            rest = after;
        }
        if !rest.is_empty() {
            parts.push(Fragment::Words(rest.to_owned()));
        }
        parts
    }

    /// Where it stands in the file of the new version, or stood in that of the old one. The rules
    /// of the service itself are called after its keys: `service-version-changed`.
    pub fn key_path(&self) -> KeyPath {
        match &self.subject {
            Subject::Service => match self.rule.kind {
                Kind::Protocol => KeyPath::of(["protocol"]),
                _ => KeyPath::of([self.rule.id.split('-').nth(1).unwrap_or_default()]),
            },
            Subject::Operation(name) => KeyPath::of(["operations", name]),
            Subject::Waiter(name) => KeyPath::of(["waiters", name]),
            Subject::Shape(name) => KeyPath::of(["shapes", name]),
            Subject::Member(shape, member) => KeyPath::of(["shapes", shape, "members", member]),
        }
    }
}
