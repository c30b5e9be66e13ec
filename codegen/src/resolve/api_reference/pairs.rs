//! Which members of two pages are the same where their names differ.
//!
//! boto3 calls some members otherwise (`fromTime` goes over the wire as `from`), and copies of pages
//! know members by what they are called on the wire. What is left when names are compared is the same
//! where both say the same of it, or where a path has one label left and one member must go into it.

use crate::facts::{Kind, Location, Member};

use super::wire_names;

/// How long a text is, at least, that tells a member from others.
const ENOUGH: usize = 10;

/// The one of `others` that is each of `own`.
pub(super) fn find<'m>(own: &[Member], others: &[&'m Member]) -> Vec<Option<&'m Member>> {
    let mut pairs: Vec<Option<&Member>> = own
        .iter()
        .map(|member| others.iter().find(|other| other.name == member.name).copied())
        .collect();
    if pairs.iter().all(Option::is_some) {
        return pairs;
    }
    let named = |other: &Member| own.iter().any(|member| member.name == other.name);
    let free: Vec<&Member> = others.iter().copied().filter(|other| !named(other)).collect();
    let nameless: Vec<&Member> =
        free.iter().copied().filter(|other| wire_names::is_nameless(other)).collect();
    // `Address` and `Addresses` may both be called `address` there.
    pair(own, &mut pairs, &nameless, |member, left| {
        let mut same = left.iter().filter(|other| other.name.eq_ignore_ascii_case(&member.name));
        same.next().filter(|_| same.next().is_none()).copied()
    });
    pair(own, &mut pairs, &nameless, wire_names::find);
    pair(own, &mut pairs, &free, |member, left| {
        let said = letters(member);
        let same = |other: &&&Member| is_alike(member, other) && letters(other) == said;
        let mut same = left.iter().filter(same);
        let found = same.next().filter(|_| said.len() >= ENOUGH)?;
        same.next().is_none().then_some(*found)
    });
    labels(own, &mut pairs, &free);
    last(own, &mut pairs, &nameless);
    pairs
}

/// Pairs the one member that is left with the one name on the wire that is left, if that is a longer
/// one: `Name` goes over the wire as `ItemName`.
fn last<'m>(own: &[Member], pairs: &mut [Option<&'m Member>], nameless: &[&'m Member]) {
    let mut open = (0..own.len()).filter(|at| pairs[*at].is_none());
    let (Some(at), None) = (open.next(), open.next()) else { return };
    if let [other] = left(pairs, nameless)[..]
        && other.name.ends_with(&*own[at].name)
        && is_alike(&own[at], other)
    {
        pairs[at] = Some(other);
    }
}

/// Pairs what is left on both sides, none twice.
fn pair<'m>(
    own: &[Member],
    pairs: &mut [Option<&'m Member>],
    free: &[&'m Member],
    find: impl Fn(&Member, &[&'m Member]) -> Option<&'m Member>,
) {
    let left = left(pairs, free);
    let found: Vec<Option<&Member>> = own
        .iter()
        .zip(pairs.iter())
        .map(|(member, known)| if known.is_some() { None } else { find(member, &left) })
        .collect();
    for (at, other) in found.iter().enumerate() {
        let Some(other) = other else { continue };
        let twice = found.iter().flatten().filter(|it| it.name == other.name).count() > 1;
        if !twice && left.iter().any(|it| it.name == other.name) {
            pairs[at] = Some(other);
        }
    }
}

/// What is not yet paired.
fn left<'m>(pairs: &[Option<&'m Member>], free: &[&'m Member]) -> Vec<&'m Member> {
    let taken = |other: &Member| pairs.iter().flatten().any(|it| it.name == other.name);
    free.iter().copied().filter(|other| !taken(other)).collect()
}

/// Pairs the labels of a path that are left with the members that must be there.
fn labels<'m>(own: &[Member], pairs: &mut [Option<&'m Member>], free: &[&'m Member]) {
    let in_path = |other: &&Member| other.wire.location == Some(Location::Path);
    loop {
        let labels: Vec<&Member> = left(pairs, free).into_iter().filter(in_path).collect();
        let open: Vec<usize> = (0..own.len())
            .filter(|at| {
                pairs[*at].is_none()
                    && own[*at].required == Some(true)
                    && matches!(own[*at].node.kind, Kind::Scalar(_) | Kind::Enum(_))
            })
            .collect();
        let ends = |at: &usize, label: &Member| {
            let name = own[*at].name.to_ascii_lowercase();
            name.ends_with(&label.name.to_ascii_lowercase())
        };
        let found = match (&labels[..], &open[..]) {
            ([only], [at]) => Some((*at, *only)),
            _ => labels.iter().find_map(|label| {
                let mut fitting = open.iter().filter(|at| ends(at, label));
                let at = fitting.next()?;
                fitting.next().is_none().then_some((*at, *label))
            }),
        };
        let Some((at, label)) = found else { return };
        pairs[at] = Some(label);
    }
}

/// Whether both are a list, or a map, or neither.
fn is_alike(own: &Member, other: &Member) -> bool {
    let form = |member: &Member| match &member.node.kind {
        Kind::List(_) => Some(1),
        Kind::Map(..) => Some(2),
        Kind::Unstated(_) | Kind::Recursive(_) => None,
        _ => Some(0),
    };
    form(own).zip(form(other)).is_none_or(|(a, b)| a == b)
}

/// The letters of what is said of a member, without where links lead and without the provider's name,
/// which boto3 and the site write differently.
fn letters(member: &Member) -> String {
    let text = member.node.documentation.as_deref().unwrap_or_default();
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once("](") {
        out.push_str(before);
        rest = behind.split_once(')').map_or("", |(_, rest)| rest);
    }
    out.push_str(rest);
    let mut letters: String = out.chars().filter(|c| c.is_alphanumeric()).collect();
    for word in ["AmazonWebServices", "AWS", "Amazon", "Note", "Important"] {
        letters = letters.replace(word, "");
    }
    letters
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::{Node, Scalar};

    fn member(name: &str, text: &str, required: bool, location: Option<Location>) -> Member {
        let mut node = Node::new(1, Kind::Scalar(Scalar::String));
        node.documentation = Some(text.into());
        let mut member = Member::new(name, node);
        member.required = Some(required);
        member.wire.location = location;
        member
    }

    fn pairs(own: &[Member], others: &[Member]) -> Vec<Option<String>> {
        let others: Vec<&Member> = others.iter().collect();
        find(own, &others).iter().map(|it| it.map(|it| it.name.to_string())).collect()
    }

    #[test]
    fn what_is_said_of_both_is_the_same() {
        let own = [
            member("id", "", true, None),
            member("fromTime", "When [it](a.html) began in AWS.", false, None),
            member("new", "Something else entirely.", false, None),
        ];
        let others = [
            member("id", "Which.", true, None),
            member("from", "When [it](b.md) began in Amazon Web Services.", false, None),
            member("old", "It is gone by now.", false, None),
        ];
        assert_eq!(pairs(&own, &others), [Some("id".into()), Some("from".into()), None]);
    }

    #[test]
    fn names_on_the_wire_that_are_alike_are_told_apart() {
        let nameless = |name: &str| {
            let mut member = member(name, "", false, None);
            member.wire.name = Some(name.into());
            member
        };
        let list = |mut member: Member| {
            member.node.kind = Kind::List(Box::new(Node::new(1, Kind::Scalar(Scalar::String))));
            member
        };
        let own = [
            list(member("Addresses", "", false, None)),
            member("Address", "", false, None),
            list(member("MoreDetails", "", false, None)),
            member("Name", "", true, None),
        ];
        let others = [
            nameless("address"),
            list(nameless("addressSet")),
            list(nameless("moreDetailSet")),
            nameless("ItemName"),
        ];
        let name = |name: &str| Some(name.to_owned());
        assert_eq!(
            pairs(&own, &others),
            [name("addressSet"), name("address"), name("moreDetailSet"), name("ItemName")]
        );
        // Nothing of its own tells that this is the one.
        assert_eq!(pairs(&own[3..], &[nameless("Other")]), [None]);
    }

    #[test]
    fn a_label_that_is_left_is_the_member_that_is_left() {
        let path = Some(Location::Path);
        let own = [
            member("ZoneId", "a", true, None),
            member("RecordName", "b", true, None),
            member("Limit", "c", false, None),
        ];
        let others = [member("name", "", true, path), member("lens", "", true, path)];
        let found = pairs(&own, &others);
        assert_eq!(found, [Some("lens".into()), Some("name".into()), None]);
        // Of two that are left none is taken.
        let others = [member("x", "", true, path), member("y", "", true, path)];
        assert_eq!(pairs(&own, &others), [None, None, None]);
    }
}
