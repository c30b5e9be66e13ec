//! The names that are gone.

use crate::hash::FastSet;
use crate::prelude;

/// Names that are gone. Names that would be one Rust identifier but for upper and lower case are
/// one name here.
#[derive(Default)]
pub struct Taken {
    names: FastSet<Box<str>>,
}

impl Taken {
    /// Takes a name that somebody already has, whatever it is.
    pub fn insert(&mut self, name: &str) {
        self.names.insert(fold(name).into());
    }

    /// Takes `name`; false where it is gone already, or is none to give.
    pub fn take(&mut self, name: &str) -> bool {
        let name = fold(name);
        name.starts_with(|c: char| c.is_ascii_alphabetic())
            // The one word that can be no identifier in any form, and what a `use` of all of a
            // service's shapes would hide.
            && name != "self"
            && !prelude::NAMES.iter().any(|other| other.eq_ignore_ascii_case(&name))
            && self.names.insert(name.into())
    }

    /// Takes the first of `names` that can be had, or the last with the least number behind it
    /// that makes it one.
    pub fn take_any<'n>(&mut self, names: impl IntoIterator<Item = &'n str>) -> String {
        let mut last = "Shape";
        for name in names {
            if self.take(name) {
                return name.to_owned();
            }
            last = name;
        }
        let stem = if last.starts_with(|c: char| c.is_ascii_alphabetic()) { last } else { "Shape" };
        let mut number = 2_u64;
        loop {
            let name = format!("{stem}{number}");
            if self.take(&name) {
                return name;
            }
            number += 1;
        }
    }
}

fn fold(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::Taken;

    #[test]
    fn gives_no_name_twice() {
        let mut taken = Taken::default();
        taken.insert("Tag");
        assert!(!taken.take("TAG"));
        assert!(!taken.take("Option"));
        assert!(!taken.take("3D"));
        assert!(taken.take("Filter"));
        assert_eq!(taken.take_any(["Tag", "filter"]), "filter2");
        assert_eq!(taken.take_any(["Tag", "TagItem"]), "TagItem");
        assert_eq!(taken.take_any([]), "Shape2");
        assert_eq!(taken.take_any(["3D"]), "Shape3");
    }
}
