//! How values stand on the wire.

use super::keys::{OneOf, Text, Word, keys};

keys! {
    /// Where a member goes on the wire, and how it is written there: as far as that is not the
    /// protocol's own rule.
    pub struct Wire = "a member's place on the wire" {
        location: Option<Location> as OneOf = "location",
            "Where it goes on the wire; the body where left out.";
        name: Option<Box<str>> as Text = "wire",
            "Its name on the wire, where it is not the member's name.";
        timestamp_format: Option<TimestampFormat> as OneOf = "timestamp_format",
            "How a timestamp is written.";
    }
}

/// Where a member goes on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Location {
    /// A label of the path.
    Path,
    /// The query string.
    Query,
    /// A header.
    Header,
    /// All headers that begin with the wire name.
    Headers,
    /// The status code.
    Status,
    /// The member is the whole body.
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
