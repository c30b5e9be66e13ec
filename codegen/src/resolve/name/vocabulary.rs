//! What features are made of: words of fixed vocabularies, hashed at compile time.

use super::words::hash;

/// A part of a feature.
#[derive(Clone, Copy, Debug)]
pub struct Part<'a> {
    /// The hash of the text.
    pub hash: u32,
    /// The text, as it stands in the table of weights.
    pub text: &'a str,
}

/// The part of that text.
pub const fn part(text: &str) -> Part<'_> {
    Part { hash: hash(text), text }
}

/// Parts for a table of texts.
pub const fn parts<const N: usize>(texts: [&'static str; N]) -> [Part<'static>; N] {
    let mut parts = [part(""); N];
    let mut index = 0;
    while index < N {
        parts[index] = part(texts[index]);
        index += 1;
    }
    parts
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

            /// Its text as a part.
            pub fn part(self) -> $crate::resolve::name::parts::Part<'static> {
                const PARTS: &[$crate::resolve::name::parts::Part<'static>] =
                    &[$($crate::resolve::name::parts::part($text),)*];
                PARTS[self as usize]
            }
        }
    };
}
pub(super) use vocabulary;

const BUCKETS: [Part<'static>; 5] = parts(["0", "1", "2", "3-4", "5+"]);

/// A count, coarsely.
pub fn bucket(count: usize) -> Part<'static> {
    BUCKETS[match count {
        0..=2 => count,
        3..=4 => 3,
        _ => 4,
    }]
}

const COUNTS: [Part<'static>; 10] = parts(["0", "1", "2", "3", "4", "5", "6", "7", "8", "9+"]);

/// A small count, exactly.
pub fn count(count: usize) -> Part<'static> {
    COUNTS[count.min(COUNTS.len() - 1)]
}

/// Yes or no.
pub fn flag(yes: bool) -> Part<'static> {
    const NO: Part<'static> = part("no");
    const YES: Part<'static> = part("yes");
    if yes { YES } else { NO }
}

/// A hash of parts, one after the other.
pub fn key(parts: &[Part<'_>]) -> u64 {
    key_of(parts.iter().map(|part| part.hash))
}

/// The same of parts that have these hashes.
pub fn key_of(hashes: impl Iterator<Item = u32>) -> u64 {
    hashes.fold(0xcbf2_9ce4_8422_2325, |key: u64, hash| {
        (key.rotate_left(23) ^ u64::from(hash)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    })
}
