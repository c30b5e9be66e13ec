//! Type expressions.

use std::fmt;

use super::Spec;

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

impl Type {
    /// The type as it stands in the spec that it belongs to.
    pub fn display<'a>(&'a self, spec: &'a Spec) -> impl fmt::Display + 'a {
        Expression { ty: self, spec }
    }

    /// Whether it is a timestamp, or a list or a map of some.
    pub fn holds_timestamp(&self) -> bool {
        match self {
            Type::Scalar(scalar) => *scalar == Scalar::Timestamp,
            Type::List(entry) => entry.holds_timestamp(),
            Type::Map(key, value) => key.holds_timestamp() || value.holds_timestamp(),
            Type::Shape(_) => false,
        }
    }

    /// Every shape in it.
    pub fn shapes(&self) -> impl Iterator<Item = &ShapeId> {
        let mut next = vec![self];
        std::iter::from_fn(move || {
            loop {
                match next.pop()? {
                    Type::Scalar(_) => {}
                    Type::List(entry) => next.push(entry),
                    Type::Map(key, value) => next.extend([&**value, &**key]),
                    Type::Shape(id) => return Some(id),
                }
            }
        })
    }

    /// The type with each shape in it exchanged.
    #[must_use]
    pub fn map_shapes(self, map: &mut dyn FnMut(ShapeId) -> ShapeId) -> Type {
        match self {
            Type::Scalar(scalar) => Type::Scalar(scalar),
            Type::List(entry) => Type::List(Box::new(entry.map_shapes(map))),
            Type::Map(key, value) => {
                let key = key.map_shapes(map);
                Type::Map(Box::new(key), Box::new(value.map_shapes(map)))
            }
            Type::Shape(id) => Type::Shape(map(id)),
        }
    }

    /// The type that `text` is. `shape` gives the id of a name; `None` for a name it does not know.
    ///
    /// # Errors
    ///
    /// If the text is no type expression, nests deeper than [`MAX_DEPTH`], or names an unknown
    /// shape.
    pub fn parse(
        text: &str,
        shape: &mut dyn FnMut(&str) -> Option<ShapeId>,
    ) -> Result<Type, TypeError> {
        let mut parser = Parser { rest: text, shape };
        let ty = parser.ty(0)?;
        match parser.next() {
            None => Ok(ty),
            Some(token) => Err(TypeError::Unexpected(token.into(), "nothing more")),
        }
    }
}

/// How deep lists and maps may nest in one type expression.
pub const MAX_DEPTH: usize = 32;

/// What is wrong with a type expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TypeError {
    /// Something stands where something else belongs.
    Unexpected(String, &'static str),
    /// It ends where something belongs.
    Ends(&'static str),
    /// It nests too deep.
    TooDeep,
    /// It names a shape that the spec does not have.
    Unknown(String),
    /// Types stand in brackets behind something that holds none.
    NoContainer(String),
}

impl fmt::Display for TypeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            TypeError::Unexpected(found, expected) => {
                write!(f, "found `{}`, expected {expected}", found.escape_debug())
            }
            TypeError::Ends(expected) => write!(f, "ends early, expected {expected}"),
            TypeError::TooDeep => write!(f, "nests deeper than {MAX_DEPTH} lists and maps"),
            TypeError::Unknown(name) => write!(f, "no shape is called `{}`", name.escape_debug()),
            TypeError::NoContainer(word) => {
                write!(f, "of `{}` nothing can be said in brackets", word.escape_debug())
            }
        }
    }
}

impl std::error::Error for TypeError {}

/// The words for types, apart from the names of shapes.
pub(crate) fn words() -> impl Iterator<Item = &'static str> {
    Scalar::ALL.into_iter().map(Scalar::as_str).chain(["list", "map"])
}

/// The word for what another language or format calls so.
pub(crate) fn meant(word: &str) -> Option<&'static str> {
    Some(match word.to_ascii_lowercase().as_str() {
        "int" | "int32" | "i32" | "short" | "byte" | "number" => "integer",
        "int64" | "i64" | "u64" | "bigint" => "long",
        "str" | "text" | "char" => "string",
        "bool" => "boolean",
        "f32" => "float",
        "f64" | "decimal" => "double",
        "bytes" | "binary" | "base64" => "blob",
        "date" | "datetime" | "time" => "timestamp",
        "json" | "any" | "object" | "dict" | "value" => "document",
        "array" | "vec" | "set" | "sequence" => "list",
        "hashmap" | "dictionary" | "hash" => "map",
        _ => return None,
    })
}

/// Which of `list` and `map` was meant by a word with brackets behind it.
pub(crate) fn container_meant(word: &str) -> &'static str {
    let near = || super::nearest::nearest(word, ["list", "map"], 1).first().copied();
    match meant(word).filter(|word| matches!(*word, "list" | "map")).or_else(near) {
        Some(word) => word,
        None if matches!(&*word.to_ascii_lowercase(), "dict" | "object") => "map",
        None => "list",
    }
}

/// Whether a shape may bear this name: a word of letters, digits, `_`, `.`, `-` and `$` that begins
/// with a letter or `_`, is no longer than 256 bytes and is none of the format's own words.
pub fn is_shape_name(name: &str) -> bool {
    let first_ok = name.starts_with(|c: char| c.is_alphabetic() || c == '_');
    first_ok
        && name.len() <= 256
        && name.chars().all(is_name_character)
        && Scalar::parse(name).is_none()
        && !matches!(name, "list" | "map")
}

fn is_name_character(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '_' | '.' | '-' | '$')
}

struct Parser<'a, 'b> {
    rest: &'a str,
    shape: &'b mut dyn FnMut(&str) -> Option<ShapeId>,
}

impl<'a> Parser<'a, '_> {
    fn ty(&mut self, depth: usize) -> Result<Type, TypeError> {
        const TYPE: &str = "a type";
        if depth > MAX_DEPTH {
            return Err(TypeError::TooDeep);
        }
        let word = self.next().ok_or(TypeError::Ends(TYPE))?;
        match word {
            "list" => {
                self.expect("<", "`<` and the type of an entry")?;
                let entry = self.ty(depth + 1)?;
                self.expect(">", "`>`")?;
                Ok(Type::List(Box::new(entry)))
            }
            "map" => {
                self.expect("<", "`<`, the type of a key and the type of a value")?;
                let key = self.ty(depth + 1)?;
                self.expect(",", "`,` and the type of a value")?;
                let value = self.ty(depth + 1)?;
                self.expect(">", "`>`")?;
                Ok(Type::Map(Box::new(key), Box::new(value)))
            }
            word if self.rest.trim_start().starts_with('<')
                && word.starts_with(is_name_character) =>
            {
                Err(TypeError::NoContainer(word.into()))
            }
            word => match Scalar::parse(word) {
                Some(scalar) => Ok(Type::Scalar(scalar)),
                None if !is_shape_name(word) => Err(TypeError::Unexpected(word.into(), TYPE)),
                None => match (self.shape)(word) {
                    Some(id) => Ok(Type::Shape(id)),
                    None => Err(TypeError::Unknown(word.into())),
                },
            },
        }
    }

    fn expect(&mut self, token: &str, expected: &'static str) -> Result<(), TypeError> {
        match self.next() {
            Some(found) if found == token => Ok(()),
            Some(found) => Err(TypeError::Unexpected(found.into(), expected)),
            None => Err(TypeError::Ends(expected)),
        }
    }

    /// The next word or sign.
    fn next(&mut self) -> Option<&'a str> {
        let text = self.rest.trim_start();
        let first = text.chars().next()?;
        let end = if is_name_character(first) {
            text.find(|c| !is_name_character(c)).unwrap_or(text.len())
        } else {
            first.len_utf8()
        };
        let (token, rest) = text.split_at(end);
        self.rest = rest;
        Some(token)
    }
}

struct Expression<'a> {
    ty: &'a Type,
    spec: &'a Spec,
}

impl fmt::Display for Expression<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.ty {
            Type::Scalar(scalar) => f.write_str(scalar.as_str()),
            Type::List(entry) => write!(f, "list<{}>", entry.display(self.spec)),
            Type::Map(key, value) => {
                write!(f, "map<{}, {}>", key.display(self.spec), value.display(self.spec))
            }
            Type::Shape(id) => f.write_str(&self.spec[*id].name),
        }
    }
}
