//! What a page looks like, whatever is on it; and what a site gives in its place.

use memchr::memmem;

use super::Answer;

/// What a page is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// reStructuredText.
    Rst,
    /// Markdown.
    Markdown,
    /// HTML.
    Html,
}

impl Form {
    /// The ending of its files.
    pub fn ending(self) -> &'static str {
        match self {
            Form::Rst => "rst",
            Form::Markdown => "md",
            Form::Html => "html",
        }
    }
}

/// How much of the head of a page is searched for its title.
const HEAD: usize = 16 << 10;

/// A page that says so little leads on or says that there is nothing.
const SMALL: usize = 8 << 10;

/// What sites give in place of a page with status 200: a title, and why it is none.
const TITLES: [(&str, &str); 14] = [
    ("security verification", "it is a page that asks whether a person is there"),
    ("attention required", "it is a page that asks whether a person is there"),
    ("just a moment", "it is a page that asks whether a person is there"),
    ("captcha", "it is a page that asks whether a person is there"),
    ("sign in", "it is a page to sign in"),
    ("sign-in", "it is a page to sign in"),
    ("log in", "it is a page to sign in"),
    ("login", "it is a page to sign in"),
    ("page not found", "it says that there is no such page"),
    ("404", "it says that there is no such page"),
    ("not found", "it says that there is no such page"),
    ("access denied", "it says that access is denied"),
    ("maintenance", "it says that the site is being worked on"),
    ("service unavailable", "it says that the site is not available"),
];

/// Texts that stand only on what is none.
const TEXTS: [(&str, &str); 3] = [
    ("not available in your local language", "it says that there is no translation"),
    ("tcaptcha", "it is a page that asks whether a person is there"),
    ("<error><code>", "it is an error of the store behind the site"),
];

/// Why a page is none of the form that was asked for.
pub fn against(form: Form, answer: &Answer) -> Option<String> {
    let bytes = answer.body.as_slice();
    if bytes.trim_ascii().is_empty() {
        return Some("it is empty".to_owned());
    }
    if bytes.contains(&0) {
        return Some("it is no text".to_owned());
    }
    let kind = answer.header("content-type").unwrap_or_default().to_ascii_lowercase();
    let foreign = ["image/", "application/pdf", "application/json", "application/octet-stream"];
    if let Some(foreign) = foreign.iter().find(|foreign| kind.starts_with(**foreign)) {
        return Some(format!("it comes as `{foreign}`"));
    }
    let start = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    let is_html = start.starts_with(b"<!")
        || starts_with_tag(start, b"html")
        || starts_with_tag(start, b"head");
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]).to_ascii_lowercase();
    if is_html || form == Form::Html {
        let title = title(&head).unwrap_or_default();
        if let Some((_, why)) = TITLES.iter().find(|(part, _)| title.contains(part)) {
            return Some((*why).to_owned());
        }
    }
    if bytes.len() < 4 * HEAD
        && let Some((_, why)) = TEXTS.iter().find(|(text, _)| head.contains(text))
    {
        return Some((*why).to_owned());
    }
    match form {
        Form::Html => {
            if !is_html && !kind.starts_with("text/html") && !start.starts_with(b"<") {
                return Some("it is no HTML".to_owned());
            }
            let end = &bytes[bytes.len().saturating_sub(4096)..];
            let ends = memmem::find(&end.to_ascii_lowercase(), b"</html>").is_some();
            (!ends).then(|| "it is cut off: it has no end".to_owned())
        }
        Form::Markdown if is_html => Some("it is HTML, and Markdown was asked for".to_owned()),
        Form::Markdown => {
            let head = String::from_utf8_lossy(&start[..start.len().min(HEAD)]).into_owned();
            let titled = head.lines().any(|line| line.starts_with("# "));
            (!titled).then(|| "it is no Markdown with a title".to_owned())
        }
        Form::Rst if is_html => Some("it is HTML, and its source was asked for".to_owned()),
        Form::Rst => None,
    }
}

/// Where a page leads that does nothing else: a `meta refresh` of a small page.
pub fn refresh(answer: &Answer) -> Option<String> {
    if answer.body.len() > SMALL {
        return None;
    }
    let text = String::from_utf8_lossy(&answer.body);
    let lower = text.to_ascii_lowercase();
    let at = lower.find("http-equiv=\"refresh\"").or_else(|| lower.find("http-equiv='refresh'"))?;
    let tag_start = lower[..at].rfind('<')?;
    let tag_end = at + lower[at..].find('>')?;
    let url = tag_start + lower[tag_start..tag_end].find("url=")? + "url=".len();
    let link = text.get(url..tag_end)?.trim_start_matches(['\'', '"', ' ']);
    let end = link.find(['\'', '"', ' ', '>']).unwrap_or(link.len());
    Some(link[..end].trim_end_matches('/').to_owned()).filter(|link| !link.is_empty())
}

fn starts_with_tag(text: &[u8], tag: &[u8]) -> bool {
    text.strip_prefix(b"<")
        .is_some_and(|rest| rest.len() >= tag.len() && rest[..tag.len()].eq_ignore_ascii_case(tag))
}

/// What stands in the title, of text in small letters.
fn title(head: &str) -> Option<&str> {
    let start = head.find("<title")?;
    let start = start + head[start..].find('>')? + 1;
    let end = start + head[start..].find("</title")?;
    Some(head[start..end].trim())
}
