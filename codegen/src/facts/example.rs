//! What a page shows by example.

/// An example, as far as it tells types.
#[derive(Clone, Debug, PartialEq)]
pub struct Example {
    /// The line, counted from 1; of an example in a member's description, the member's.
    pub line: u32,
    /// What it is an example of.
    pub of: Shows,
    /// What it shows.
    pub value: Json,
}

/// What an example is one of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shows {
    /// The body of the request.
    Request,
    /// The body of the response.
    Response,
    /// The member of that name that is stated at the example's line.
    Member(Box<str>),
}

/// A value in JSON, as far as it tells its type.
#[derive(Clone, Debug, PartialEq)]
pub enum Json {
    /// `null`, or what tells nothing of the value.
    Null,
    /// `true` or `false`
    Boolean,
    /// A number.
    Number {
        /// It has no fraction.
        whole: bool,
    },
    /// A string.
    String,
    /// A list.
    Array(Vec<Json>),
    /// A map.
    Object(Vec<(String, Json)>),
}
