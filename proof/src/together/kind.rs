//! Kinds of facts that are held.

/// What a difference is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Operation,
    Error,
    Missing,
    Type,
    Union,
    Values,
    Keys,
    Required,
    Text,
    Http,
    Location,
    Wire,
    Inside,
    Flat,
    Namespace,
    Timestamp,
    Bounds,
    Pattern,
    Status,
    Name,
}

impl Kind {
    pub const ALL: [Kind; 20] = [
        Kind::Operation,
        Kind::Error,
        Kind::Missing,
        Kind::Type,
        Kind::Union,
        Kind::Values,
        Kind::Keys,
        Kind::Required,
        Kind::Text,
        Kind::Http,
        Kind::Location,
        Kind::Wire,
        Kind::Inside,
        Kind::Flat,
        Kind::Namespace,
        Kind::Timestamp,
        Kind::Bounds,
        Kind::Pattern,
        Kind::Status,
        Kind::Name,
    ];

    /// Its name, in the list of what is known and in what is printed.
    pub fn word(self) -> &'static str {
        match self {
            Kind::Operation => "operations",
            Kind::Error => "errors",
            Kind::Missing => "members",
            Kind::Type => "types",
            Kind::Union => "unions",
            Kind::Values => "values",
            Kind::Keys => "keys",
            Kind::Required => "requiredness",
            Kind::Text => "texts",
            Kind::Http => "http",
            Kind::Location => "locations",
            Kind::Wire => "wire-names",
            Kind::Inside => "entries",
            Kind::Flat => "flattening",
            Kind::Namespace => "namespaces",
            Kind::Timestamp => "timestamps",
            Kind::Bounds => "bounds",
            Kind::Pattern => "patterns",
            Kind::Status => "statuses",
            Kind::Name => "names",
        }
    }
}
