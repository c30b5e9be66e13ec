//! Which member of an output tells whether there are more pages, by what the pages say in words.
//!
//! It is the one boolean beside the tokens that is called so (`IsTruncated`, `HasMoreStreams`) or of
//! which the documentation says so ("A flag that indicates whether more distributions remain to be
//! listed"). One that tells the opposite, that these were the last, is not taken: a spec has no word
//! for that.
//!
//! Of AWS's paginators botocore has such a member for 62. Pages tell 61 of them (the tokens of the
//! other one they do not tell either) and 5 more, of CloudFront, and no other.

use crate::facts::{Kind, Member, Scalar};

/// The member among those of an output that tells whether there are more pages.
pub fn find(members: &[Member]) -> Option<&Member> {
    let mut found = members.iter().filter(|member| tells(member));
    match (found.next(), found.next()) {
        (Some(only), None) => Some(only),
        // Which of several the pages follow is not told.
        _ => None,
    }
}

fn tells(member: &Member) -> bool {
    if !matches!(member.node.kind, Kind::Scalar(Scalar::Boolean)) {
        return false;
    }
    let documentation = member.node.documentation.as_deref().unwrap_or_default();
    match first_told(documentation) {
        Some(more) => more,
        None => is_named_so(&member.name),
    }
}

/// `IsTruncated`, `truncated`, `HasMore`, `has_more_streams`, `MoreResultsAvailable`.
fn is_named_so(name: &str) -> bool {
    let name: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
    let name = name.to_ascii_lowercase();
    let more = name.strip_prefix("has").unwrap_or(&name).strip_prefix("more");
    matches!(&*name, "truncated" | "istruncated")
        || more.is_some_and(|rest| name.starts_with("has") || rest.ends_with("available"))
}

/// Whether the first sentence that speaks of more says that the value is true where there is more;
/// `None` where no sentence speaks of it.
fn first_told(text: &str) -> Option<bool> {
    text.split_inclusive(['.', ';', '\n']).find_map(|sentence| {
        let words: Vec<String> = sentence
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let at = (0..words.len()).find(|at| speaks_of_more(&words[..*at], &words[*at..]))?;
        let has = |word: &str| words.contains(&word);
        let negated = at > 0 && matches!(words[at - 1], "no" | "not" | "without");
        Some(!negated && (has("true") || !has("false")))
    })
}

/// Whether a word, with those before and behind it, tells of entries that were left out.
fn speaks_of_more(before: &[&str], words: &[&str]) -> bool {
    let soon = |wanted: &[&str]| words.iter().take(8).any(|word| wanted.contains(word));
    let opens = |wanted: &[&str]| before.last().is_some_and(|word| wanted.contains(word));
    match words {
        ["more" | "additional", "than", ..] => false,
        ["more" | "additional", ..] => {
            let there =
                matches!(before, [.., "there", "are" | "is"] | [.., "are" | "is", "no" | "not"]);
            there && soon(&LISTED)
                || opens(&["whether", "if"]) && soon(&LEFT)
                || soon(&["available", "remain", "remains"])
        }
        ["truncated", ..] => before.iter().any(|word| LISTED.contains(word)),
        _ => false,
    }
}

/// What is listed, or is still to be.
const LISTED: [&str; 16] = [
    "data", "entries", "groups", "items", "keys", "list", "listed", "objects", "output", "page",
    "pages", "records", "response", "result", "results", "returned",
];

/// What is said of entries that were left out.
const LEFT: [&str; 8] =
    ["available", "exist", "listed", "remain", "remaining", "retrieve", "retrieved", "returned"];
