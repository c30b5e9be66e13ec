//! Type expressions.

/// A value with no parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scalar {
    /// Text.
    String,
    /// A whole number. boto3 pages do not tell 32 from 64 bits.
    Integer,
    /// A whole number of 64 bits, where a page tells.
    Long,
    /// A number of single precision.
    Float,
    /// A number of double precision.
    Double,
    /// True or false.
    Boolean,
    /// A point in time.
    Timestamp,
    /// Bytes.
    Blob,
    /// Any JSON value.
    Document,
    /// A body too large to hold.
    Stream,
}

impl Scalar {
    /// Every scalar, in the order of the format's description.
    pub const ALL: [Scalar; 10] = [
        Scalar::String,
        Scalar::Integer,
        Scalar::Long,
        Scalar::Float,
        Scalar::Double,
        Scalar::Boolean,
        Scalar::Timestamp,
        Scalar::Blob,
        Scalar::Document,
        Scalar::Stream,
    ];

    /// The word for it in a type expression.
    pub fn as_str(self) -> &'static str {
        match self {
            Scalar::String => "string",
            Scalar::Integer => "integer",
            Scalar::Long => "long",
            Scalar::Float => "float",
            Scalar::Double => "double",
            Scalar::Boolean => "boolean",
            Scalar::Timestamp => "timestamp",
            Scalar::Blob => "blob",
            Scalar::Document => "document",
            Scalar::Stream => "stream",
        }
    }

    /// The scalar that `word` stands for in a type expression.
    pub fn parse(word: &str) -> Option<Self> {
        Scalar::ALL.into_iter().find(|scalar| scalar.as_str() == word)
    }
}

/// A shape of a [`Spec`](super::Spec): an index into [`Spec::shapes`](super::Spec::shapes).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ShapeId(pub u32);

/// The type of a member.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Type {
    /// A value with no parts.
    Scalar(Scalar),
    /// A list of one type.
    List(Box<Type>),
    /// A map from one type to another.
    Map(Box<Type>, Box<Type>),
    /// A shape of the same spec.
    Shape(ShapeId),
}
