//! What is stated of how values stand on the wire.
//!
//! # What a protocol goes by
//!
//! An operation's input and output are [`Value`](crate::Value)s. A protocol walks them without
//! knowing their types, and asks three tables for what it cannot see:
//!
//! - [`Shape`](crate::Shape), of a structure, an error, a union or the events of a stream: the names
//!   of its members, and in [`Shape::names`](crate::Shape::names) and
//!   [`Shape::wire`](crate::Shape::wire) what is stated of each member that is not as the protocol's
//!   own rule has it: a name, where it is no more than that, else a [`Wire`]. The tables are sparse and
//!   sorted by place; for a member that is in none,
//!   [`Shape::wire_of`](crate::Shape::wire_of) gives [`Wire::NONE`].
//! - [`OperationFacts`](crate::facts::OperationFacts): method and path, what stands before the host,
//!   how it is signed, whether either side is a stream.
//! - [`ServiceFacts`](crate::facts::ServiceFacts): what is so for all of its operations, such as how
//!   names are written ([`Case`]) and the namespace of XML.
//!
//! What follows from the protocol alone is in no table: the format of timestamps by place, `.N` and
//! `.member.N`, `{Operation}Result`, `member` and `entry` as names of what is in lists and maps, the
//! name of a root element (the shape's, unless [`Shape::root`](crate::Shape::root) says another).
//! Those are rules in the protocol's file.
//!
//! # A member's name
//!
//! [`Wire::name`] if there is one; else the member's name in the documentation, written as
//! [`ServiceFacts::wire_case`](crate::facts::ServiceFacts::wire_case) says.
//!
//! # Lists and maps
//!
//! A member's type may nest them as it likes. [`Wire::element`] speaks of what is in a list, or of
//! the values of a map, as if that were a member, and [`Wire::key`] of the keys of a map: its `name`
//! is what an element is called in XML and queries. [`Wire::within`] goes one step inwards; what
//! holds for everything inside (the format of timestamps, JSON as text) it hands on.
//!
//! ```
//! use doc_bindgen_runtime::wire::{TimestampFormat, Wire};
//!
//! // A list of timestamps: `<Days><Day>1985-04-12</Day></Days>`.
//! const DAY: Wire = Wire { name: Some("Day"), ..Wire::NONE };
//! const DAYS: Wire =
//!     Wire { timestamp: Some(TimestampFormat::DateTime), element: Some(&DAY), ..Wire::NONE };
//! assert_eq!(DAYS.within().name, Some("Day"));
//! assert_eq!(DAYS.within().timestamp, Some(TimestampFormat::DateTime));
//! ```
//!
//! # Unions, events and errors
//!
//! [`Union::shape`](crate::Union::shape) is the table of a union; the members of an event stream's
//! shape are its events. The members of an event are in its payload, but for those that a [`Wire`]
//! puts into its headers, or that are its payload as a whole. An error is made blank by
//! [`Errors::blank`](crate::protocol::Errors::blank), is a structure from then on, and may have
//! members in headers.

use std::borrow::Cow;

/// Where a member goes on the wire, and how it is written there: as far as that is not the
/// protocol's own rule.
///
/// See the [module](self) for how a protocol uses it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wire {
    /// The place of the member in its [`Shape`](crate::Shape).
    pub place: u16,
    /// Where it stands.
    pub location: Location,
    /// Its name on the wire. For [`Location::Headers`] what the headers begin with; of a list's
    /// element, a map's key or value what it is called in XML and queries.
    pub name: Option<&'static str>,
    /// Its name in a query of ec2, where that is not its name on the wire with a capital.
    pub query_name: Option<&'static str>,
    /// How a timestamp is written, and those in a list or a map.
    pub timestamp: Option<TimestampFormat>,
    /// A list or map whose elements stand where it would stand itself.
    pub flattened: bool,
    /// An attribute of the element that holds it, in XML.
    pub attribute: bool,
    /// The namespace of its element in XML.
    pub namespace: Option<Namespace>,
    /// Text or bytes that are the whole body as they are, so that none of it is no body.
    pub raw: bool,
    /// Text that is JSON: in a header it is written in base64.
    pub json: bool,
    /// The client fills it in if the caller does not.
    pub token: bool,
    /// Nobody should see it: `Debug` does not show it.
    pub sensitive: bool,
    /// What is in a list, or the values of a map.
    pub element: Option<&'static Wire>,
    /// The keys of a map.
    pub key: Option<&'static Wire>,
}

impl Wire {
    /// All is as the protocol's own rule has it.
    pub const NONE: Self = Wire {
        place: 0,
        location: Location::Body,
        name: None,
        query_name: None,
        timestamp: None,
        flattened: false,
        attribute: false,
        namespace: None,
        raw: false,
        json: false,
        token: false,
        sensitive: false,
        element: None,
        key: None,
    };

    /// What is stated of the elements of a list, or of the values of a map.
    pub fn within(&self) -> Wire {
        let inner = *self.element.unwrap_or(&Wire::NONE);
        Wire {
            timestamp: inner.timestamp.or(self.timestamp),
            json: inner.json || self.json,
            sensitive: inner.sensitive || self.sensitive,
            ..inner
        }
    }

    /// The same, and nothing where nothing is.
    #[cfg(any(feature = "json", feature = "xml"))]
    pub(crate) fn stated_within(&self) -> Option<Wire> {
        let is_plain = self.timestamp.is_none() && !self.json && !self.sensitive;
        if self.element.is_none() && is_plain { None } else { Some(self.within()) }
    }

    /// What is stated of the keys of a map.
    pub fn keys(&self) -> Wire {
        *self.key.unwrap_or(&Wire::NONE)
    }
}

/// Where a member stands in a request, a response or an event.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Location {
    /// In the body, among others.
    #[default]
    Body,
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
    /// Whether a member of a response that is there stands in its body: what is in the path or the
    /// query of a request has no other place.
    pub fn is_in_response_body(self) -> bool {
        !matches!(self, Location::Header | Location::Headers | Location::Status)
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

/// A namespace of XML.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Namespace {
    /// What it is called.
    pub uri: &'static str,
    /// What stands before the colon in names of it: `xsi`.
    pub prefix: Option<&'static str>,
}

/// How a service writes the names of members of which no other name is stated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Case {
    /// As the documentation does.
    #[default]
    Same,
    /// With a small first letter.
    LowerFirst,
}

impl Case {
    /// A member's name, written so.
    ///
    /// ```
    /// use doc_bindgen_runtime::wire::Case;
    ///
    /// assert_eq!(Case::LowerFirst.write("InstanceId"), "instanceId");
    /// assert_eq!(Case::Same.write("InstanceId"), "InstanceId");
    /// ```
    pub fn write(self, member: &str) -> Cow<'_, str> {
        match (self, member.as_bytes().first()) {
            (Case::LowerFirst, Some(first)) if first.is_ascii_uppercase() => {
                let mut name = member.to_owned();
                if let Some(first) = name.get_mut(..1) {
                    first.make_ascii_lowercase();
                }
                Cow::Owned(name)
            }
            _ => Cow::Borrowed(member),
        }
    }

    /// Whether a name on the wire is that member's, written so.
    ///
    /// ```
    /// use doc_bindgen_runtime::wire::Case;
    ///
    /// assert!(Case::LowerFirst.matches("InstanceId", "instanceId"));
    /// assert!(!Case::LowerFirst.matches("InstanceId", "InstanceId"));
    /// ```
    pub fn matches(self, member: &str, name: &str) -> bool {
        match self {
            Case::Same => member == name,
            Case::LowerFirst => match (member.as_bytes(), name.as_bytes()) {
                // A first letter that is none of ASCII's stays as it is.
                ([capital, rest @ ..], [small, same @ ..]) => {
                    capital.to_ascii_lowercase() == *small && rest == same
                }
                (member, name) => member == name,
            },
        }
    }
}
