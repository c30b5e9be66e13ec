//! Which of the things that are gone are still there under another name.

use std::collections::BTreeSet;

/// More pairs than this are not tried: so much has changed that no guess is worth it.
const MOST: usize = 40_000;

/// Pairs things that are gone with things that are new, the likeliest first, each at most once.
/// `score` says how likely two are one; pairs below `least` are none.
pub(super) fn pair_up(
    gone: &[usize],
    new: &[usize],
    least: u32,
    score: impl Fn(usize, usize) -> u32,
) -> Vec<(usize, usize)> {
    if gone.len().saturating_mul(new.len()) > MOST {
        return Vec::new();
    }
    let mut pairs: Vec<(u32, usize, usize)> = Vec::new();
    for &old in gone {
        for &new in new {
            let score = score(old, new);
            if score >= least {
                pairs.push((score, old, new));
            }
        }
    }
    pairs.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
    let (mut taken_old, mut taken_new) = (BTreeSet::new(), BTreeSet::new());
    let mut found = Vec::new();
    for (score, old, new) in &pairs {
        // Two that are as likely as each other are a guess, and a guess is no rename.
        let rivals = pairs.iter().filter(|pair| {
            pair.0 == *score
                && (pair.1 == *old) != (pair.2 == *new)
                && !taken_old.contains(&pair.1)
                && !taken_new.contains(&pair.2)
        });
        if taken_old.contains(old) || taken_new.contains(new) || rivals.count() > 0 {
            continue;
        }
        taken_old.insert(*old);
        taken_new.insert(*new);
        found.push((*old, *new));
    }
    found.sort_unstable();
    found
}

/// How alike two names are, in hundredths: the letters that stand side by side in both.
pub(super) fn likeness(one: &str, other: &str) -> u32 {
    let (mut one, mut other) = (pairs(one), pairs(other));
    let all = one.len() + other.len();
    if all == 0 {
        return 0;
    }
    one.sort_unstable();
    other.sort_unstable();
    let mut common = 0;
    let mut rest = &other[..];
    for pair in &one {
        let skipped = rest.iter().take_while(|it| *it < pair).count();
        rest = &rest[skipped..];
        if rest.first() == Some(pair) {
            common += 1;
            rest = &rest[1..];
        }
    }
    (200 * common / all) as u32
}

fn pairs(name: &str) -> Vec<(char, char)> {
    let letters: Vec<char> =
        name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let starts = [('^', letters.first().copied().unwrap_or('^'))];
    starts.into_iter().chain(letters.windows(2).map(|pair| (pair[0], pair[1]))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_alike_or_not() {
        assert_eq!(likeness("portalId", "PortalID"), 100);
        assert!(likeness("ListBooks", "ListAllBooks") > 70);
        assert!(likeness("author", "publisher") < 30);
    }

    #[test]
    fn the_likeliest_pairs_are_taken_and_ties_are_not() {
        let score = |old: usize, new: usize| [[9, 5], [5, 0]][old][new];
        assert_eq!(pair_up(&[0, 1], &[0, 1], 1, score), [(0, 0)]);
        assert_eq!(pair_up(&[0, 1], &[0], 1, |_, _| 3), []);
        assert_eq!(pair_up(&[0], &[0], 4, |_, _| 3), []);
    }
}
