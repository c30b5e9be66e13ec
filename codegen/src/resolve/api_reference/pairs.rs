//! Which members of two pages are the same where their names differ.
//!
//! boto3 calls some members otherwise (`fromTime` goes over the wire as `from`), and copies of pages
//! know members by what they are called on the wire. What is left when names are compared is the same
//! where both say the same of it, or where a path has one label left and one member must go into it.

use crate::facts::{Kind, Location, Member, Scalar};
use crate::resolve::words::singular;
use crate::words;

use super::wire_names;

/// How long a text is, at least, that tells a member from others.
const ENOUGH: usize = 10;

/// The one of `others` that is each of `own`.
pub(super) fn find<'m>(own: &[Member], others: &[&'m Member]) -> Vec<Option<&'m Member>> {
    let mut pairs: Vec<Option<&Member>> = own.iter().map(|member| named(member, others)).collect();
    if pairs.iter().all(Option::is_some) {
        return pairs;
    }
    exchanged(own, &mut pairs, others);
    let free = left(&pairs, others);
    let nameless: Vec<&Member> =
        free.iter().copied().filter(|other| wire_names::is_nameless(other)).collect();
    // `Address` and `Addresses` may both be called `address` there.
    pair(own, &mut pairs, &nameless, |member, left| {
        only(left, |other| is_alike(member, other) && other.name.eq_ignore_ascii_case(&member.name))
    });
    pair(own, &mut pairs, &nameless, |member, left| {
        only(left, |other| {
            is_alike(member, other)
                && wire_names::letters(&other.name) == wire_names::letters(&member.name)
        })
    });
    pair(own, &mut pairs, &nameless, wire_names::find);
    pair(own, &mut pairs, &free, |member, left| {
        let said = letters(member);
        let same = |other: &Member| is_alike(member, other) && letters(other) == said;
        only(left, same).filter(|_| said.len() >= ENOUGH)
    });
    labels(own, &mut pairs, &free);
    last(own, &mut pairs, &nameless);
    abridged(own, &mut pairs, &nameless);
    pairs
}

/// The one of a name; where there are two, the one that is alike.
fn named<'m>(own: &Member, others: &[&'m Member]) -> Option<&'m Member> {
    let mut same = others.iter().copied().filter(|other| other.name == own.name);
    let first = same.next()?;
    Some(std::iter::once(first).chain(same).find(|other| is_alike(own, other)).unwrap_or(first))
}

/// The only one that is so.
fn only<'m>(others: &[&'m Member], is_it: impl Fn(&Member) -> bool) -> Option<&'m Member> {
    let mut found = others.iter().copied().filter(|other| is_it(other));
    found.next().filter(|_| found.next().is_none())
}

/// Gives up pairs of a name where what is said tells that members only seem to be called the same: one
/// may go over the wire by the name that another has.
fn exchanged<'m>(own: &[Member], pairs: &mut [Option<&'m Member>], others: &[&'m Member]) {
    let free = left(pairs, others);
    if free.is_empty() {
        return;
    }
    for at in 0..own.len() {
        let Some(other) = pairs[at] else { continue };
        let (said, told) = (letters(&own[at]), letters(other));
        if said == told || said.len() < ENOUGH || told.len() < ENOUGH {
            continue;
        }
        let Some(better) = only(&free, |it| letters(it) == said) else { continue };
        let mut open =
            (0..own.len()).filter(|it| pairs[*it].is_none() && letters(&own[*it]) == told);
        if let (Some(open), None) = (open.next(), open.next()) {
            (pairs[at], pairs[open]) = (Some(better), Some(other));
            return;
        }
    }
}

/// Pairs what is left where as many are left on both sides, so that the page is of the same day, and one
/// name says the words of the other and no other does: `Latitude` goes over the wire as `lat`,
/// `ProductType` as `productCodeType`.
fn abridged<'m>(own: &[Member], pairs: &mut [Option<&'m Member>], nameless: &[&'m Member]) {
    // Each that is found leaves less for the others.
    loop {
        let open = pairs.iter().filter(|it| it.is_none()).count();
        if open == 0 || left(pairs, nameless).len() != open {
            return;
        }
        pair(own, pairs, nameless, |member, left| {
            let goes = |other: &Member| {
                other.wire.location != Some(Location::Path) || member.required == Some(true)
            };
            let fits = |other: &Member| goes(other) && is_abridged(&member.name, &other.name);
            only(left, |other| is_alike(member, other) && fits(other))
        });
        if pairs.iter().filter(|it| it.is_none()).count() == open {
            return;
        }
    }
}

/// Whether one name has the words of the other, in their order, or is how the other begins.
fn is_abridged(one: &str, other: &str) -> bool {
    let words = |name: &str| -> Vec<String> {
        let words = words::split(name).map(|word| word.to_ascii_lowercase());
        words.map(|word| singular(&word)).collect()
    };
    let (one, other) = (words(one), words(other));
    let (short, long) = if one.len() <= other.len() { (&one, &other) } else { (&other, &one) };
    if let ([short], [long]) = (&short[..], &long[..]) {
        let begins = |a: &str, b: &str| a.len() >= 3 && b.starts_with(a);
        return begins(short, long) || begins(long, short);
    }
    let mut rest = long.iter();
    !short.is_empty() && short.iter().all(|word| rest.any(|it| it == word))
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
        let twice = found.iter().flatten().filter(|it| std::ptr::eq(**it, *other)).count() > 1;
        if !twice {
            pairs[at] = Some(other);
        }
    }
}

/// What is not yet paired.
fn left<'m>(pairs: &[Option<&'m Member>], free: &[&'m Member]) -> Vec<&'m Member> {
    let taken = |other: &Member| pairs.iter().flatten().any(|it| std::ptr::eq(*it, other));
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
            wire_names::letters(&own[*at].name).ends_with(&wire_names::letters(&label.name))
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

/// Whether both are a list, or a map, or a structure, or none of these.
fn is_alike(own: &Member, other: &Member) -> bool {
    let form = |member: &Member| match &member.node.kind {
        Kind::List(_) => Some(1),
        Kind::Map(..) => Some(2),
        Kind::Structure(members) if !members.is_empty() => Some(3),
        Kind::Scalar(Scalar::Document) | Kind::Named(_) | Kind::Structure(_) => None,
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

    fn nameless(name: &str, text: &str) -> Member {
        let mut member = member(name, text, true, None);
        member.wire.name = Some(name.into());
        member
    }

    #[test]
    fn what_is_said_tells_members_that_exchanged_their_names() {
        let path = Some(Location::Path);
        let own = [
            member("httpMethod", "Specifies the method of the request.", true, None),
            member("integrationHttpMethod", "The method of the integration.", false, None),
        ];
        let mut label = nameless("http_method", "Specifies the method of the request.");
        label.wire.location = path;
        let others = [nameless("httpMethod", "The method of the integration."), label];
        let name = |name: &str| Some(name.to_owned());
        assert_eq!(pairs(&own, &others), [name("http_method"), name("httpMethod")]);
        // Where one of the two says something else, names count.
        let others = [nameless("httpMethod", "Another method altogether."), others[1].clone()];
        assert_eq!(pairs(&own, &others), [name("httpMethod"), None]);
    }

    #[test]
    fn a_shorter_name_is_the_same_where_as_many_are_left() {
        let own = |names: &[&str]| names.iter().map(|it| member(it, "", false, None)).collect();
        let others = |names: &[&str]| names.iter().map(|it| nameless(it, "")).collect();
        let found = |one: &[&str], two: &[&str]| {
            let (one, two): (Vec<_>, Vec<_>) = (own(one), others(two));
            let found = pairs(&one, &two).into_iter();
            found.map(Option::unwrap_or_default).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(found(&["Latitude", "Longitude"], &["lat", "lon"]), "lat lon");
        let codes = ["productCodeId", "productCodeType"];
        assert_eq!(found(&["Code", "ProductType"], &codes), "productCodeId productCodeType");
        assert_eq!(found(&["SSEKMS", "SSES3"], &["SSE-KMS", "SSE-S3"]), "SSE-KMS SSE-S3");
        assert_eq!(found(&["TaskCreatedAt"], &["createdAt"]), "createdAt");
        assert_eq!(found(&["Name"], &["account"]), "");
        // The page is of another day.
        assert_eq!(found(&["Latitude"], &["lat", "lon"]), "");
    }

    #[test]
    fn of_two_that_are_called_the_same_one_is_a_list() {
        let mut events = member("Events", "", false, None);
        events.node.kind = Kind::List(Box::new(Node::new(1, Kind::Scalar(Scalar::String))));
        let own = [events.clone(), member("Event", "", false, None)];
        let mut list = nameless("Event", "");
        list.node.kind = events.node.kind.clone();
        let others = [nameless("Event", ""), list];
        let others: Vec<&Member> = others.iter().collect();
        let found = find(&own, &others);
        assert!(matches!(found[0].unwrap().node.kind, Kind::List(_)));
        assert!(matches!(found[1].unwrap().node.kind, Kind::Scalar(_)));
    }
}
