//! Ways in which a page goes bad.

/// A way, by name; what it makes of a page and of another page of the same service. `None` where
/// the file is gone.
pub type Way = (&'static str, fn(&str, &str, usize) -> Option<Vec<u8>>);

/// Ways in which nothing is left of what the page said.
pub const LOST: &[Way] = &[
    ("gone", |_, _, _| None),
    ("empty", |_, _, _| Some(Vec::new())),
    ("blank", |_, _, _| Some(b"\n \n\n".to_vec())),
    ("error page", |_, _, _| {
        Some(
            b"<!DOCTYPE html><html><head><title>503 Service Unavailable</title></head><body>\
              <h1>Service Unavailable</h1><p>Please try again later.</p></body></html>"
                .to_vec(),
        )
    }),
    ("login page", |_, _, _| {
        Some(
            b"<!DOCTYPE html><html><head><title>Sign in</title></head><body><form action=\"/login\">\
              <label>User <input name=user></label><label>Password <input type=password></label>\
              <table><tr><th>Parameter</th><th>Type</th></tr></table></form></body></html>"
                .to_vec(),
        )
    }),
    ("another language", |_, _, _| {
        Some(
            "# \u{67e5}\u{8be2}\u{4f1a}\u{8bdd}\u{5217}\u{8868}\n\n\u{67e5}\u{8be2}\u{7528}\u{6237}\
             \u{7684}\u{4f1a}\u{8bdd}\u{5217}\u{8868}\u{3002}\n"
                .as_bytes()
                .to_vec(),
        )
    }),
    ("binary", |_, _, at| {
        Some((0..4000_usize).map(|byte| (byte.wrapping_mul(at | 1) % 251) as u8).collect())
    }),
    ("packed", |text, _, _| {
        let mut packed = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3];
        packed.extend(text.bytes().map(|byte| byte.wrapping_mul(167).wrapping_add(13)));
        Some(packed)
    }),
    ("another page", |_, other, _| Some(other.as_bytes().to_vec())),
];

/// Ways that leave some of it. The number is anything.
pub const PARTLY: &[Way] = &[
    ("cut", |text, _, at| Some(text.as_bytes()[..boundary(text, at % (text.len() + 1))].to_vec())),
    ("cut at a line", |text, _, at| {
        let end = boundary(text, at % (text.len() + 1));
        let end = text[..end].rfind('\n').map_or(0, |end| end + 1);
        Some(text.as_bytes()[..end].to_vec())
    }),
    ("cut near its end", |text, _, at| {
        let end = text.len().saturating_sub(1 + at % 400);
        Some(text.as_bytes()[..boundary(text, end)].to_vec())
    }),
    ("without its head", |text, _, at| {
        Some(text.as_bytes()[boundary(text, at % (text.len() / 2 + 1))..].to_vec())
    }),
    ("with a hole", |text, _, at| {
        let from = boundary(text, at % (text.len() + 1));
        let to = boundary(text, (from + text.len() / 4).min(text.len()));
        Some([&text.as_bytes()[..from], &text.as_bytes()[to..]].concat())
    }),
    ("a heading called otherwise", |text, _, at| Some(renamed(text, at).into_bytes())),
    ("all headings called otherwise", |text, _, _| {
        let all = HEADINGS.iter().fold(text.to_owned(), |text, (old, new)| text.replace(old, new));
        Some(all.into_bytes())
    }),
    ("without line breaks", |text, _, _| {
        Some(text.split_whitespace().collect::<Vec<_>>().join(" ").into_bytes())
    }),
    ("without indentation", |text, _, _| {
        let lines = text.lines().map(str::trim_start);
        Some(lines.collect::<Vec<_>>().join("\n").into_bytes())
    }),
    ("twice in one file", |text, _, _| Some(text.repeat(2).into_bytes())),
    ("with another page behind it", |text, other, _| Some([text, other].concat().into_bytes())),
    ("shown as code", |text, _, _| {
        let text = text.replace('&', "&amp;").replace('<', "&lt;");
        Some(format!("<!DOCTYPE html><html><body><pre>{text}</pre></body></html>").into_bytes())
    }),
];

const HEADINGS: &[(&str, &str)] = &[
    ("**Request Syntax**", "**Request Shape**"),
    ("**Parameters**", "**Arguments**"),
    ("**Response Syntax**", "**Response Shape**"),
    ("**Response Structure**", "**Response Members**"),
    ("**Exceptions**", "**Errors**"),
    (":returns:", ":gives:"),
    (":rtype:", ":gtype:"),
    (">Request Syntax<", ">Request Shape<"),
    (">Response Syntax<", ">Response Shape<"),
    (">Response Structure<", ">Response Members<"),
    (">Exceptions<", ">Errors<"),
    ("## Request Syntax", "## Request Shape"),
    ("## URI Request Parameters", "## URI Arguments"),
    ("## Request Parameters", "## Arguments"),
    ("## Request Body", "## Arguments in the Body"),
    ("## Response Syntax", "## Response Shape"),
    ("## Response Elements", "## Results"),
    ("## Errors", "## Faults"),
    ("## Contents", "## Inside"),
    ("\nURI\n---", "\nPlace\n-----"),
    ("\nRequest Parameters\n", "\nAsked Parameters\n"),
    ("\nResponse Parameters\n", "\nGiven Parameters\n"),
];

/// One of the headings that the page has, called otherwise.
fn renamed(text: &str, at: usize) -> String {
    let there: Vec<_> = HEADINGS.iter().filter(|(old, _)| text.contains(old)).collect();
    match there.get(at.checked_rem(there.len()).unwrap_or_default()) {
        Some((old, new)) => text.replace(old, new),
        None => text.to_owned(),
    }
}

fn boundary(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
