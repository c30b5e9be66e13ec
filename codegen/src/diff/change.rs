//! One change between two versions of a service.

use std::fmt;

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
            operations,
            fingerprint,
        }
    }

    /// Whether only what people read has changed.
    pub fn is_documentation(&self) -> bool {
        self.rule.kind == Kind::Documentation
    }

    /// The worse of the two verdicts.
    pub fn worst(&self) -> Verdict {
        self.wire.max(self.rust)
    }

    /// What has changed, in one sentence without markup.
    pub fn sentence(&self) -> String {
        let subject = self.subject.to_string();
        let mut sentence = String::new();
        let mut rest = self.rule.sentence;
        while let Some(start) = rest.find('{') {
            let Some(length) = rest[start..].find('}') else { break };
            sentence.push_str(&rest[..start]);
            let value = match &rest[start + 1..start + length] {
                "" => subject.as_str(),
                "old" => self.old.as_deref().unwrap_or("nothing"),
                "new" => self.new.as_deref().unwrap_or("nothing"),
                _ => "?",
            };
            sentence.push('`');
            sentence.push_str(value);
            sentence.push('`');
            rest = &rest[start + length + 1..];
        }
        sentence.push_str(rest);
        sentence
    }

    /// Where it stands in the file of the new version, or of the old one if it is gone.
    pub fn key_path(&self) -> KeyPath {
        match &self.subject {
            Subject::Service => KeyPath::default(),
            Subject::Operation(name) => KeyPath::of(["operations", name]),
            Subject::Waiter(name) => KeyPath::of(["waiters", name]),
            Subject::Shape(name) => KeyPath::of(["shapes", name]),
            Subject::Member(shape, member) => KeyPath::of(["shapes", shape, "members", member]),
        }
    }
}
