//! Documentation texts reduced to what is left of them whatever the markup: their letters and
//! digits.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

/// The letters and digits of plain text.
pub fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The letters and digits that a reader of CommonMark sees.
pub fn letters_of_commonmark(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    // The number of the next item of each list that is open, where it is a numbered one.
    let mut numbers: Vec<Option<u64>> = Vec::new();
    for event in Parser::new(text) {
        match event {
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => {
                out.extend(text.chars().filter(|c| c.is_alphanumeric()));
            }
            Event::Start(Tag::List(first)) => numbers.push(first),
            Event::End(TagEnd::List(_)) => {
                numbers.pop();
            }
            Event::Start(Tag::Item) => {
                if let Some(Some(number)) = numbers.last_mut() {
                    out.push_str(&number.to_string());
                    *number += 1;
                }
            }
            _ => {}
        }
    }
    out
}

/// Where two reduced texts part, with what stands around it on both sides.
pub fn parting(expected: &str, found: &str) -> String {
    let same = expected.chars().zip(found.chars()).take_while(|(a, b)| a == b).count();
    let around = |text: &str| {
        let from = same.saturating_sub(20);
        text.chars().skip(from).take(50).collect::<String>()
    };
    format!("…{}… is here …{}…", around(expected), around(found))
}
