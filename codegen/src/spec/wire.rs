//! How values stand on the wire.

use std::borrow::Cow;

use super::keys::{Boxed, Defined, Flag, Nested, OneOf, Text, Word, keys};

keys! {
    /// Where a member goes on the wire, and how it is written there: as far as that is not the
    /// protocol's own rule.
    pub struct Wire = "a member's place on the wire" {
        location: Option<Location> as OneOf = "location",
            "Where it goes on the wire; the body where left out.";
        name: Option<Box<str>> as Text = "wire",
            "Its name on the wire, where it is not the member's name.";
        query_name: Option<Box<str>> as Text = "query_name",
            "ec2: its name in a request, where that is not its name on the wire with a capital.";
        timestamp_format: Option<TimestampFormat> as OneOf = "timestamp_format",
            "How a timestamp is written.";
        flattened: bool as Flag = "flattened",
            "The elements of a list or map stand where it would stand itself.";
        attribute: bool as Flag = "attribute",
            "XML: it is an attribute of the element that holds it.";
        namespace: Option<Namespace> as Nested = "namespace",
            "XML: the namespace of its element.";
        json: bool as Flag = "json",
            "A text that is JSON; in a header it is written in base64.";
        sensitive: bool as Flag = "sensitive",
            "Nobody should see it: it is not shown where values are.";
        element: Option<Box<Wire>> as Boxed = "element",
            "The same of what is in a list, or of the values of a map.";
        key: Option<Box<Wire>> as Boxed = "key",
            "The same of the keys of a map.";
    }
}

keys! {
    /// A namespace of XML.
    #[derive(Eq)]
    pub struct Namespace = "a namespace" {
        uri: Option<Box<str>> as Text = "uri", "What it is called.";
        prefix: Option<Box<str>> as Text = "prefix", "What stands before the colon in its names.";
    }
}

impl Defined for Wire {
    const DEFINITION: &'static str = "wire";
}

impl Defined for Namespace {
    const DEFINITION: &'static str = "namespace";
}

/// How a service writes the names of members of which no other name is stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Case {
    /// With a small first letter.
    LowerFirst,
}

impl Case {
    /// A member's name, written so.
    pub fn write(self, member: &str) -> Cow<'_, str> {
        let Case::LowerFirst = self;
        match member.as_bytes().first() {
            Some(first) if first.is_ascii_uppercase() => {
                let mut name = member.to_owned();
                name[..1].make_ascii_lowercase();
                Cow::Owned(name)
            }
            _ => Cow::Borrowed(member),
        }
    }
}

impl Word for Case {
    const WORDS: &'static [Self] = &[Case::LowerFirst];

    fn word(self) -> &'static str {
        "lower-first"
    }
}

/// Where a member goes on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Location {
    /// A label of the path.
    Path,
    /// The query string.
    Query,
    /// A header; of an event, one of its headers.
    Header,
    /// All headers that begin with the wire name.
    Headers,
    /// The status code.
    Status,
    /// The member is the whole body; of an event, its whole payload.
    Payload,
}

impl Location {
    /// Every location, in the order of the format's description.
    pub const ALL: [Location; 6] = [
        Location::Path,
        Location::Query,
        Location::Header,
        Location::Headers,
        Location::Status,
        Location::Payload,
    ];

    /// The word for it in a spec.
    pub fn as_str(self) -> &'static str {
        match self {
            Location::Path => "path",
            Location::Query => "query",
            Location::Header => "header",
            Location::Headers => "headers",
            Location::Status => "status",
            Location::Payload => "payload",
        }
    }
}

/// How a timestamp is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TimestampFormat {
    /// Seconds since 1970, a number.
    EpochSeconds,
    /// RFC 3339.
    DateTime,
    /// As in HTTP's own headers.
    HttpDate,
}

impl TimestampFormat {
    /// Every format.
    pub const ALL: [TimestampFormat; 3] =
        [TimestampFormat::EpochSeconds, TimestampFormat::DateTime, TimestampFormat::HttpDate];

    /// The word for it in a spec.
    pub fn as_str(self) -> &'static str {
        match self {
            TimestampFormat::EpochSeconds => "epoch-seconds",
            TimestampFormat::DateTime => "date-time",
            TimestampFormat::HttpDate => "http-date",
        }
    }
}

impl Word for Location {
    const WORDS: &'static [Self] = &Self::ALL;

    fn word(self) -> &'static str {
        self.as_str()
    }
}

impl Word for TimestampFormat {
    const WORDS: &'static [Self] = &Self::ALL;

    fn word(self) -> &'static str {
        self.as_str()
    }
}
