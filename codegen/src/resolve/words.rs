//! Words of names and of texts, as far as guesses about recursion need them.

/// The words of a name, lower-case and in the singular: `QueryStages` → query, stage.
pub(super) fn of_name(name: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut letters = name.chars().peekable();
    let mut before = None::<char>;
    while let Some(letter) = letters.next() {
        let next_is_lower = letters.peek().is_some_and(|next| next.is_lowercase());
        let begins = letter.is_uppercase()
            && before.is_some_and(|before| !before.is_uppercase() || next_is_lower);
        if (begins || !letter.is_alphanumeric()) && !word.is_empty() {
            words.push(singular(&word));
            word.clear();
        }
        if letter.is_alphanumeric() {
            word.extend(letter.to_lowercase());
        }
        before = Some(letter);
    }
    if !word.is_empty() {
        words.push(singular(&word));
    }
    words
}

/// The words of a text, lower-case and in the singular.
pub(super) fn of_text(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .flat_map(of_name)
        .collect()
}

/// Whether the last word of a name is in the plural.
pub(super) fn is_plural(name: &str) -> bool {
    let end = name.trim_end_matches(|c: char| !c.is_alphanumeric());
    let last = end.rfind(char::is_uppercase).map_or(end, |at| &end[at..]);
    let last = last.to_lowercase();
    singular(&last) != last
}

fn singular(word: &str) -> String {
    match word {
        "children" => "child".to_owned(),
        "people" => "person".to_owned(),
        "indices" => "index".to_owned(),
        "vertices" => "vertex".to_owned(),
        "matrices" => "matrix".to_owned(),
        "criteria" => "criterion".to_owned(),
        _ if word.len() < 3 || word.ends_with("ss") => word.to_owned(),
        _ => {
            if let Some(stem) = word.strip_suffix("ies") {
                format!("{stem}y")
            } else if word.ends_with("ses") || word.ends_with("xes") {
                word[..word.len() - 2].to_owned()
            } else {
                word.strip_suffix('s').unwrap_or(word).to_owned()
            }
        }
    }
}
