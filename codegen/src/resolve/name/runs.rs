//! Words one after the other: in texts, and how often in the names of members and operations.

use super::evidence::FnvMap;

/// The words stand there one after the other.
pub fn says(said: &[u32], words: &[u32]) -> bool {
    !words.is_empty() && said.windows(words.len()).any(|window| window == words)
}

/// The part of the words that stands there.
pub fn part_of(said: &[u32], words: &[u32]) -> f32 {
    let there = words.iter().filter(|word| said.contains(word)).count();
    there as f32 / words.len().max(1) as f32
}

/// Runs of that many words are counted.
pub const RUN: usize = 5;

/// A hash of the words.
pub fn run(words: &[u32]) -> u64 {
    words.iter().take(RUN).fold(17, |hash, word| {
        (hash.rotate_left(21) ^ u64::from(*word)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    })
}

/// Counts every run of the words.
pub fn count_runs(words: &[u32], counts: &mut FnvMap<u64, u32>) {
    for from in 0..words.len() {
        for count in 1..=(words.len() - from).min(RUN) {
            *counts.entry(run(&words[from..from + count])).or_default() += 1;
        }
    }
}

/// How often the words come one after the other, as a logarithm; −1 where there are none.
pub fn often(counts: &FnvMap<u64, u32>, words: &[u32]) -> f32 {
    if words.is_empty() {
        return -1.0;
    }
    (1.0 + counts.get(&run(words)).copied().unwrap_or(0) as f32).ln()
}

/// The same of the two neighbours that come least often.
pub fn pairs(counts: &FnvMap<u64, u32>, words: &[u32]) -> f32 {
    words.windows(2).map(|pair| often(counts, pair)).fold(9.0, f32::min)
}
