//! Whether what two pages say of one thing agrees, as far as both tell.

use crate::facts::{Kind, Location, Member, Node, Scalar};

/// Whether an answer says no more than that the request succeeded, which to boto3 is none.
pub(super) fn is_no_more_than_success(output: &Node) -> bool {
    let Kind::Structure(members) = &output.kind else { return false };
    let words = Some("Is `true` if the request succeeds, and an error otherwise.");
    members.iter().all(|it| &*it.name == "return" && it.node.documentation.as_deref() == words)
}

/// Whether a member goes where pages tell no types.
pub(super) fn is_in_head(member: &Member) -> bool {
    use Location::{Header, Headers, Path, Query};
    matches!(member.wire.location, Some(Path | Query | Header | Headers))
}

/// Whether recursion is cut short in it.
pub(super) fn has_marks(node: &Node) -> bool {
    match &node.kind {
        Kind::Recursive(_) => true,
        Kind::List(element) => has_marks(element),
        Kind::Map(key, value) => has_marks(key) || has_marks(value),
        Kind::Structure(members) | Kind::Union(members) | Kind::EventStream(members) => {
            members.iter().any(|member| has_marks(&member.node))
        }
        _ => false,
    }
}

pub(super) fn holds_timestamp(node: &Node) -> bool {
    match &node.kind {
        Kind::Scalar(scalar) => *scalar == Scalar::Timestamp,
        Kind::List(element) => holds_timestamp(element),
        Kind::Map(_, value) => holds_timestamp(value),
        _ => false,
    }
}

/// Whether two kinds without parts of interest do not contradict each other, as far as both tell:
/// the reference guesses what it does not state of what goes in the URI.
pub(super) fn agree(own: &Kind, other: &Kind) -> bool {
    use Scalar::{Blob, Double, Float, Integer, Long, Stream, String};
    match (own, other) {
        (Kind::Recursive(_) | Kind::Unstated(_) | Kind::Named(_), _) => true,
        (Kind::Enum(own), Kind::Enum(other)) => own == other,
        (Kind::Enum(_), Kind::Scalar(String)) | (Kind::Scalar(String), Kind::Enum(_)) => true,
        (Kind::Scalar(own), Kind::Scalar(other)) => {
            let number = |scalar| matches!(scalar, Integer | Long | Float | Double);
            own == other
                || number(*own) && number(*other)
                || matches!((own, other), (Stream, Blob | String) | (Scalar::Document, _))
        }
        _ => false,
    }
}

/// What a kind is called in a contradiction.
pub(super) fn word(kind: &Kind) -> &'static str {
    match kind {
        Kind::Scalar(scalar) => scalar.as_str(),
        Kind::Enum(_) => "an enum",
        Kind::List(_) => "a list",
        Kind::Map(..) => "a map",
        Kind::Structure(_) | Kind::Named(_) => "a structure",
        Kind::Union(_) => "a union",
        Kind::EventStream(_) => "an event stream",
        Kind::Recursive(_) | Kind::Unstated(_) => "not stated",
    }
}
