//! An error under its class and under its code.
//!
//! boto3 names the class, which has an ending that pages of the query protocols leave out, as they
//! name what goes over the wire: `DBClusterNotFoundFault` and `DBClusterNotFound`.

use std::collections::BTreeMap;

use crate::facts::ErrorFacts;

/// What classes end with.
const ENDINGS: [&str; 4] = ["Exception", "Fault", "Error", "Failure"];

/// Whether both mean the same error.
pub(super) fn is_same(class: &str, code: &str) -> bool {
    let (own, other) = (bare(class), bare(code));
    let is_bare = !own.is_empty() && (own == other || own == code);
    class == code || is_bare || is_parted(own, code)
}

/// Whether a code has the parts of a class at a dot: `QuotaExceeded.DBSecurityGroup`.
fn is_parted(class: &str, code: &str) -> bool {
    let parted = code.split_once('.').map(|(what, of)| class.strip_prefix(of) == Some(what));
    parted == Some(true)
}

/// The classes of codes that are called otherwise, by where they stand: a class and a code that no
/// operation knows otherwise, in the very same operations and none else there, mean the same. Only
/// where the pages name codes, which they do where one is called otherwise than its class.
pub(super) fn by_place<'e>(
    operations: impl Iterator<Item = (&'e [ErrorFacts], &'e [ErrorFacts])>,
) -> BTreeMap<Box<str>, Box<str>> {
    let mut classes: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let mut codes: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let operations: Vec<_> = operations.collect();
    let has_code = |class: &ErrorFacts, others: &[ErrorFacts]| {
        others.iter().any(|code| code.name != class.name && is_same(&class.name, &code.name))
    };
    let names_codes =
        |(own, others): &(&[ErrorFacts], &[ErrorFacts])| own.iter().any(|it| has_code(it, others));
    if !operations.iter().any(names_codes) {
        return BTreeMap::new();
    }
    for (at, (own, others)) in operations.iter().enumerate() {
        let left = |class: &&ErrorFacts| !others.iter().any(|it| is_same(&class.name, &it.name));
        own.iter().filter(left).for_each(|it| classes.entry(&it.name).or_default().push(at));
        let left = |code: &&ErrorFacts| !own.iter().any(|it| is_same(&it.name, &code.name));
        others.iter().filter(left).for_each(|it| codes.entry(&it.name).or_default().push(at));
    }
    let mut found = BTreeMap::new();
    for how in [Alike::Ending, Alike::FirstWord, Alike::Place] {
        let known: BTreeMap<Box<str>, Box<str>> = found.clone();
        let is_taken = |class: &str| known.values().any(|taken| **taken == *class);
        for (code, places) in codes.iter().filter(|(code, _)| !known.contains_key(**code)) {
            let is_at = |(_, other): &(&&str, &Vec<usize>)| *other == places;
            let is_it = |class: &str| how.fits(class, code);
            let left = classes.iter().filter(is_at).filter(|(it, _)| !is_taken(it) && is_it(it));
            let others = codes.iter().filter(is_at).filter(|(it, _)| !known.contains_key(**it));
            let is_alone = match how {
                Alike::Ending => true,
                Alike::FirstWord => {
                    others.filter(|(it, _)| first_word(it) == first_word(code)).count() == 1
                }
                Alike::Place => others.count() == 1,
            };
            if let ([(class, _)], true) = (&left.collect::<Vec<_>>()[..], is_alone) {
                found.insert((*code).into(), (**class).into());
            }
        }
    }
    found
}

/// In what a class and a code that stand in the same places are alike; what says most goes first.
#[derive(Clone, Copy)]
enum Alike {
    /// The class ends with the code.
    Ending,
    /// Both begin with the same word, and no others there do.
    FirstWord,
    /// They are the only ones left.
    Place,
}

impl Alike {
    fn fits(self, class: &str, code: &str) -> bool {
        match self {
            Alike::Ending => bare(class).ends_with(code),
            Alike::FirstWord => first_word(class) == first_word(code),
            Alike::Place => true,
        }
    }
}

/// `Duplicate` of `DuplicateLoadBalancerName`.
fn first_word(name: &str) -> &str {
    let next = name.char_indices().skip(1).find(|(_, c)| c.is_ascii_uppercase());
    next.map_or(name, |(at, _)| &name[..at])
}

/// The one class and the one code that are left when all others are known: they mean the same.
pub(super) fn only_left(
    classes: &[ErrorFacts],
    codes: &[ErrorFacts],
) -> Option<(Box<str>, Box<str>)> {
    let lone = |of: &[ErrorFacts], others: &[ErrorFacts], is_same: &dyn Fn(&str, &str) -> bool| {
        let mut left =
            of.iter().filter(|error| !others.iter().any(|other| is_same(&error.name, &other.name)));
        left.next().filter(|_| left.next().is_none()).map(|error| error.name.clone())
    };
    let class = lone(classes, codes, &is_same)?;
    let code = lone(codes, classes, &|code, class| is_same(class, code))?;
    // Pages that have all the other classes name classes, and then this one is another.
    let by_code = codes.iter().all(|code| bare(&code.name) == &*code.name);
    (by_code && classes.len() == codes.len()).then_some((class, code))
}

fn bare(name: &str) -> &str {
    // What stands before the last dot is the service's.
    let name = name.rsplit('.').next().unwrap_or(name);
    ENDINGS.iter().find_map(|ending| name.strip_suffix(ending)).unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_class_and_its_code() {
        for (class, code) in [
            ("DBClusterNotFoundFault", "DBClusterNotFound"),
            ("AlreadyExistsException", "AlreadyExists"),
            ("BaseException", "Base"),
            ("Gone", "Gone"),
            ("AuthorizationErrorException", "AuthorizationError"),
            ("DBSecurityGroupQuotaExceededFault", "QuotaExceeded.DBSecurityGroup"),
            ("OperationInProgressException", "OperationInProgressFailure"),
        ] {
            assert!(is_same(class, code), "{class}");
        }
        assert!(!is_same("NotFoundFault", "Found"));
        assert!(!is_same("Exception", "Fault"));
    }

    #[test]
    fn a_code_of_another_name_is_known_by_where_it_stands() {
        let error = |name: &&str| ErrorFacts {
            line: 1,
            name: (*name).into(),
            status: None,
            documentation: None,
            members: Vec::new(),
        };
        let all = |names: &[&str]| names.iter().map(error).collect::<Vec<_>>();
        let own = [
            all(&["TooManyAccessPointsException", "GoneFault"]),
            all(&["GoneFault", "OldException"]),
        ];
        let others = [all(&["TooManyLoadBalancers", "Gone"]), all(&["Gone", "Older"])];
        let pairs = || own.iter().zip(&others).map(|(a, b)| (&a[..], &b[..]));
        let found = by_place(pairs());
        assert_eq!(found["TooManyLoadBalancers"].as_ref(), "TooManyAccessPointsException");
        assert_eq!(found["Older"].as_ref(), "OldException");
        assert_eq!(found.len(), 2);
        // Of two that stand in the same places none is taken, unless they begin alike.
        let own = [all(&["GoneFault", "TooManyThingsException", "DuplicateThingNameException"])];
        let others = [all(&["Gone", "A", "B"])];
        assert!(by_place(own.iter().zip(&others).map(|(a, b)| (&a[..], &b[..]))).is_empty());
        let others = [all(&["Gone", "TooManyBooks", "DuplicateBookName"])];
        let found = by_place(own.iter().zip(&others).map(|(a, b)| (&a[..], &b[..])));
        assert_eq!(found["TooManyBooks"].as_ref(), "TooManyThingsException");
        assert_eq!(found["DuplicateBookName"].as_ref(), "DuplicateThingNameException");
        // Pages that name classes have other classes and no codes.
        let others = [all(&["AnotherException"])];
        assert!(by_place(own.iter().zip(&others).map(|(a, b)| (&a[..], &b[..]))).is_empty());
    }
}
