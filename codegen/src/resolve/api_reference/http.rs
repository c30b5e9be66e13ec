//! A path fits the members that go into it.

use crate::facts::{Http, Location, Member};
use crate::spec::path_labels;

/// The first label of the path that no member goes into.
pub(super) fn unbound<'h>(http: &'h Http, input: &[Member]) -> Option<&'h str> {
    let labels = path_labels(&http.path).unwrap_or_default();
    labels.into_iter().find(|label| !input.iter().any(|member| goes_into(member, label)))
}

/// Whether the member goes into the label.
fn goes_into(member: &Member, label: &str) -> bool {
    let name = member.wire_name();
    member.wire.location == Some(Location::Path) && name == label
}
