//! A path fits the members that go into it.

use crate::facts::{Http, Location, Member};

/// The first label of the path that no member goes into.
pub(super) fn unbound<'h>(http: &'h Http, input: &[Member]) -> Option<&'h str> {
    labels(&http.path).find(|label| !input.iter().any(|member| goes_into(member, label)))
}

/// Whether the member goes into the label.
fn goes_into(member: &Member, label: &str) -> bool {
    let name = member.wire_name();
    member.wire.location == Some(Location::Path) && name == label
}

fn labels(path: &str) -> impl Iterator<Item = &str> {
    let labels = path.split('{').skip(1).filter_map(|rest| rest.split_once('}'));
    labels.map(|(label, _)| label.strip_suffix('+').unwrap_or(label))
}
