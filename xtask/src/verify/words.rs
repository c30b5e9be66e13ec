//! Documentation texts reduced to what is left of them whatever the markup: their letters and
//! digits.

use pulldown_cmark::{Event, Parser};

/// The letters and digits of plain text.
pub fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The letters and digits that a reader of CommonMark sees.
pub fn letters_of_commonmark(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for event in Parser::new(text) {
        if let Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) =
            event
        {
            out.extend(text.chars().filter(|c| c.is_alphanumeric()));
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
