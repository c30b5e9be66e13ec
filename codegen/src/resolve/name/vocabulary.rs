//! What features are made of: words of fixed vocabularies, hashed at compile time.

use super::words::hash;

/// A word that features are made of.
#[derive(Clone, Copy, Debug)]
pub struct FeatureTerm<'a> {
    /// The hash of the text.
    pub hash: u32,
    /// The text, as it stands in the table of weights.
    pub text: &'a str,
}

/// The term of that text.
pub const fn term(text: &str) -> FeatureTerm<'_> {
    FeatureTerm { hash: hash(text), text }
}

/// Terms for a table of texts.
pub const fn terms<const N: usize>(texts: [&'static str; N]) -> [FeatureTerm<'static>; N] {
    let mut terms = [term(""); N];
    let mut index = 0;
    while index < N {
        terms[index] = term(texts[index]);
        index += 1;
    }
    terms
}

/// A closed set of words: an enum whose variants have texts.
macro_rules! vocabulary {
    ($(#[$about:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $text:literal,)* }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$doc])* $variant,)* }

        impl $name {
            /// All of them, in order.
            pub const ALL: &'static [$name] = &[$($name::$variant,)*];

            /// Its text as a term.
            pub fn term(self) -> $crate::resolve::name::vocabulary::FeatureTerm<'static> {
                const TERMS: &[$crate::resolve::name::vocabulary::FeatureTerm<'static>] =
                    &[$($crate::resolve::name::vocabulary::term($text),)*];
                TERMS[self as usize]
            }
        }
    };
}
pub(super) use vocabulary;

const BUCKETS: [FeatureTerm<'static>; 5] = terms(["0", "1", "2", "3-4", "5+"]);

/// A count, coarsely.
pub fn bucket(count: usize) -> FeatureTerm<'static> {
    BUCKETS[match count {
        0..=2 => count,
        3..=4 => 3,
        _ => 4,
    }]
}

const COUNTS: [FeatureTerm<'static>; 10] =
    terms(["0", "1", "2", "3", "4", "5", "6", "7", "8", "9+"]);

/// A small count, exactly.
pub fn count(count: usize) -> FeatureTerm<'static> {
    COUNTS[count.min(COUNTS.len() - 1)]
}

/// Yes or no.
pub fn flag(yes: bool) -> FeatureTerm<'static> {
    const NO: FeatureTerm<'static> = term("no");
    const YES: FeatureTerm<'static> = term("yes");
    if yes { YES } else { NO }
}

/// A hash of terms, one after the other.
pub fn key(terms: &[FeatureTerm<'_>]) -> u64 {
    key_of(terms.iter().map(|term| term.hash))
}

/// The same of terms that have these hashes.
pub fn key_of(hashes: impl Iterator<Item = u32>) -> u64 {
    hashes.fold(0xcbf2_9ce4_8422_2325, |key: u64, hash| {
        (key.rotate_left(23) ^ u64::from(hash)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    })
}
