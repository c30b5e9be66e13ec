//! An error under its class and under its code.
//!
//! boto3 names the class, which has an ending that pages of the query protocols leave out, as they
//! name what goes over the wire: `DBClusterNotFoundFault` and `DBClusterNotFound`.

use crate::facts::ErrorFacts;

/// What classes end with.
const ENDINGS: [&str; 3] = ["Exception", "Fault", "Error"];

/// Whether both mean the same error.
pub(super) fn is_same(class: &str, code: &str) -> bool {
    class == code || (bare(class) == bare(code) && !bare(class).is_empty())
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
        ] {
            assert!(is_same(class, code), "{class}");
        }
        assert!(!is_same("NotFoundFault", "Found"));
        assert!(!is_same("Exception", "Fault"));
    }
}
