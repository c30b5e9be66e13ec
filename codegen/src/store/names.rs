//! How files of pages are called.
//!
//! A name is made of the words of an address by one rule, and never taken as it is: what is not a
//! plain word becomes a digest of it, so no page can place a file elsewhere, hide it, or give it a
//! name that a file system does not take.

use super::digest::digest;

/// The longest word that is left as it is.
const LONGEST: usize = 100;

/// The name of the file of a page that its site calls `words`, with the ending of what it is written
/// in. Two calls that differ in case alone get the same name on no file system.
pub fn file_name(words: &[&str], ending: &str) -> String {
    let mut name = String::new();
    let (last, folders) = words.split_last().unwrap_or((&"page", &[]));
    for folder in folders {
        name.push_str(&word(folder));
        name.push('/');
    }
    name.push_str(&word(last));
    name.push('.');
    name.push_str(ending);
    name
}

fn word(word: &str) -> String {
    if is_word(word) { word.to_owned() } else { format!("x{}", &digest(word.as_bytes())[..16]) }
}

/// Letters, digits, `-`, `_` and dots inside; not what Windows takes for devices.
fn is_word(word: &str) -> bool {
    let stem = word.split('.').next().unwrap_or_default().to_ascii_lowercase();
    let numbered = |device: &str| {
        stem.strip_prefix(device).is_some_and(|n| n.len() == 1 && n.as_bytes()[0].is_ascii_digit())
    };
    let device = matches!(stem.as_str(), "con" | "prn" | "aux" | "nul")
        || numbered("com")
        || numbered("lpt");
    !word.is_empty()
        && word.len() <= LONGEST
        && !word.starts_with('.')
        && !word.ends_with('.')
        && !device
        && word.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b))
}

/// Whether a text is a name that [`file_name`] gives.
pub(super) fn is_name(name: &str) -> bool {
    !name.is_empty() && name.split('/').count() <= 8 && name.split('/').all(is_word)
}
