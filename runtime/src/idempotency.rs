//! Tokens by which a service knows that a call is made again.

use std::hash::{BuildHasher, Hasher, RandomState};

/// A new token: a UUID of version 4.
///
/// It has to differ from all others and need not be secret, which is as much as the keys of the
/// standard library's hash maps promise; so no crate for randomness is asked for.
pub(crate) fn token() -> String {
    let high = random(0) & 0xffff_ffff_ffff_0fff | 0x4000;
    let low = random(1) & 0x3fff_ffff_ffff_ffff | 0x8000_0000_0000_0000;
    let (time, mid, version) = (high >> 32, high >> 16 & 0xffff, high & 0xffff);
    format!("{time:08x}-{mid:04x}-{version:04x}-{:04x}-{:012x}", low >> 48, low & 0xffff_ffff_ffff)
}

/// Anything from 0 up to 1, without it: by how much a wait is shortened.
#[cfg(feature = "credentials")]
pub(crate) fn chance() -> f64 {
    // As many bits as an `f64` holds exactly.
    (random(2) >> 11) as f64 / (1_u64 << 53) as f64
}

fn random(word: u64) -> u64 {
    let mut hasher = RandomState::new().build_hasher();
    hasher.write_u64(word);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn tokens_are_uuids_and_differ() {
        let tokens: BTreeSet<_> = (0..1000).map(|_| token()).collect();
        assert_eq!(tokens.len(), 1000);
        for token in tokens {
            let groups: Vec<_> = token.split('-').map(str::len).collect();
            assert_eq!(groups, [8, 4, 4, 4, 12]);
            assert_eq!(&token[14..15], "4");
            assert!(matches!(&token[19..20], "8" | "9" | "a" | "b"));
        }
    }
}
