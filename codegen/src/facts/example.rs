//! What a page shows by example.

use crate::spec::Scalar;

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
    /// The body of the one or the other; the page does not say of which.
    Either,
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

/// What several values are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// `true` or `false`
    Boolean,
    /// Numbers, all of them whole.
    Whole,
    /// Numbers.
    Number,
    /// Strings.
    String,
    /// Lists, which may have objects in them.
    Array {
        /// Some have.
        of_objects: bool,
    },
    /// Objects.
    Object,
    /// Now this and now that.
    Mixed,
}

impl Class {
    /// What one value is; `None` where it does not tell.
    pub fn of_one(value: &Json) -> Option<Self> {
        Some(match value {
            Json::Null => return None,
            Json::Boolean => Class::Boolean,
            Json::Number { whole: true } => Class::Whole,
            Json::Number { whole: false } => Class::Number,
            Json::String => Class::String,
            Json::Array(items) => Class::Array {
                of_objects: items.iter().any(|item| matches!(item, Json::Object(_))),
            },
            Json::Object(_) => Class::Object,
        })
    }

    /// What values of both are.
    pub fn and(self, other: Class) -> Class {
        match (self, other) {
            _ if self == other => self,
            (Class::Whole, Class::Number) | (Class::Number, Class::Whole) => Class::Number,
            (Class::Array { of_objects: a }, Class::Array { of_objects: b }) => {
                Class::Array { of_objects: a || b }
            }
            _ => Class::Mixed,
        }
    }

    /// The type of values without parts.
    pub fn scalar(self) -> Option<Scalar> {
        match self {
            Class::Boolean => Some(Scalar::Boolean),
            Class::Whole => Some(Scalar::Integer),
            Class::Number => Some(Scalar::Double),
            Class::String => Some(Scalar::String),
            Class::Array { .. } | Class::Object | Class::Mixed => None,
        }
    }

    /// A value of that type may look like this.
    pub fn fits(self, scalar: Scalar) -> bool {
        match self {
            _ if scalar == Scalar::Document => true,
            Class::Boolean => scalar == Scalar::Boolean,
            Class::Whole => matches!(
                scalar,
                Scalar::Integer | Scalar::Long | Scalar::Float | Scalar::Double | Scalar::Timestamp
            ),
            Class::Number => matches!(scalar, Scalar::Float | Scalar::Double),
            Class::String => {
                matches!(scalar, Scalar::String | Scalar::Timestamp | Scalar::Blob | Scalar::Stream)
            }
            Class::Array { .. } | Class::Object | Class::Mixed => false,
        }
    }

    /// For readers.
    pub fn words(self) -> &'static str {
        match self {
            Class::Boolean => "a boolean",
            Class::Whole => "a whole number",
            Class::Number => "a number",
            Class::String => "a string",
            Class::Array { .. } => "a list",
            Class::Object => "an object",
            Class::Mixed => "now this and now that",
        }
    }
}
