//! `GET /v1/{project_id}/sessions?limit={limit}`.

use std::collections::HashMap;

use crate::markup::BlockKind;

use super::page::{Page, Section};
use super::text;

const METHODS: [&str; 7] = ["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"];

/// The lines of a literal and the words of a line among which an example of a URI may stand: it is the
/// first of them, behind a method.
const LINES: usize = 4;
const WORDS: usize = 8;

/// A method and a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Uri {
    /// The line that states it.
    pub line: u32,
    /// `GET`.
    pub method: &'static str,
    /// The path with its labels, without a query: `/v1/{project_id}/sessions`.
    pub path: String,
    /// The parameters that stand behind the question mark.
    pub query: Vec<String>,
    /// The labels of the page's other URIs that this one has not.
    pub elsewhere: Vec<String>,
    /// Labels that have another name here than on the page, which has it twice: what they are
    /// called here, and there.
    pub again: Vec<(String, String)>,
}

impl Uri {
    /// The path has a label of that name.
    pub fn has_label(&self, name: &str) -> bool {
        self.labels().any(|label| label == name)
    }

    /// The path is this one with something put in for its labels.
    fn covers(&self, path: &str) -> bool {
        let (own, other) = (self.path.split('/'), path.split('/'));
        let is_label = |segment: &str| segment.starts_with('{') && segment.ends_with('}');
        own.clone().count() == other.clone().count()
            && own.zip(other).all(|(own, other)| own == other || is_label(own) && !is_label(other))
    }

    /// The names of the labels of the path.
    pub fn labels(&self) -> impl Iterator<Item = &str> {
        self.path.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0))
    }
}

/// Every method and path that the part on the URI states, each once. What stands as code is an
/// example if a path stands as text.
pub fn read(page: &Page<'_>) -> Vec<Uri> {
    let mut uris: Vec<Uri> = Vec::new();
    let mut code = Vec::new();
    for block in page.leaves(Section::Uri) {
        let (found, line) = match &block.kind {
            BlockKind::Paragraph(inlines) => (&mut uris, text::plain(inlines)),
            BlockKind::Literal(literal) => (
                &mut code,
                literal
                    .lines()
                    .find(|line| !line.trim().is_empty())
                    .map_or_else(String::new, text::spaced),
            ),
            _ => continue,
        };
        if let Some(uri) = parse(&line, block.line)
            && !found.iter().any(|known| known.method == uri.method && known.path == uri.path)
        {
            found.push(uri);
        }
    }
    if uris.is_empty() {
        code.truncate(1);
        return code;
    }
    apart(uris)
}

/// What examples of URIs on the page have in their queries, by name: `?offset=1&limit=10`.
pub fn shown(page: &Page<'_>) -> HashMap<String, Vec<String>> {
    let mut shown: HashMap<String, Vec<String>> = HashMap::new();
    let mut line = |text: &str| {
        for word in text.split_whitespace().take(WORDS) {
            let Some((address, query)) = word.split_once('?') else { continue };
            if !address.contains('/') {
                continue;
            }
            for (name, value) in query.split('&').filter_map(|pair| pair.split_once('=')) {
                if !value.is_empty() && !value.contains(['{', '<', '*', '$']) {
                    shown.entry(name.to_owned()).or_default().push(value.to_owned());
                }
            }
        }
    };
    for (_, block) in &page.leaves {
        match &block.kind {
            BlockKind::Paragraph(inlines) => line(&text::plain(inlines)),
            BlockKind::Literal(literal) => literal.lines().take(LINES).for_each(&mut line),
            _ => {}
        }
    }
    shown
}

/// The first line of a request as it goes over the wire (`PUT /?acl HTTP/1.1`), and where it stands,
/// if the page shows one as the syntax of its request.
pub fn over_the_wire(page: &Page<'_>) -> Option<(u32, String)> {
    page.leaves.iter().find_map(|(_, block)| {
        let BlockKind::Literal(literal) = &block.kind else { return None };
        let heading = page.head(block.line).map(text::plain).unwrap_or_default();
        let is_syntax = heading.to_ascii_lowercase().contains("syntax");
        let first = literal.lines().find(|line| !line.trim().is_empty())?;
        let mut words = first.split_whitespace();
        let is_request = METHODS.contains(&words.next()?)
            && words.next()?.starts_with('/')
            && words.next()?.starts_with("HTTP/");
        (is_syntax && is_request).then(|| (block.line, text::spaced(first)))
    })
}

/// The URIs that are no examples of another, each with the labels that only others have.
fn apart(mut uris: Vec<Uri>) -> Vec<Uri> {
    for index in (0..uris.len()).rev() {
        let is_one_of =
            |other: &Uri| other.method == uris[index].method && other.covers(&uris[index].path);
        if uris.iter().enumerate().any(|(other, uri)| other != index && is_one_of(uri)) {
            uris.remove(index);
        }
    }
    let labels: Vec<String> =
        uris.iter().flat_map(|uri| uri.labels().map(str::to_owned).collect::<Vec<_>>()).collect();
    for uri in &mut uris {
        uri.elsewhere = labels.iter().filter(|label| !uri.has_label(label)).cloned().collect();
    }
    uris
}

fn parse(text: &str, line: u32) -> Option<Uri> {
    let (method, rest) = text.split_once(' ')?;
    let method = METHODS.into_iter().find(|known| *known == method)?;
    let address = compact(rest);
    let address = address.strip_suffix('.').unwrap_or(&address);
    let address = match address.split_once("://") {
        Some((_, address)) => &address[address.find('/')?..],
        None => address,
    };
    if !address.starts_with('/') {
        return None;
    }
    // `{?limit,marker}` is a query in the form of URI templates.
    let (path, query) = match address.find(['?', '&']) {
        Some(at) => (address[..at].trim_end_matches('{'), &address[at + 1..]),
        None => (address, ""),
    };
    let query = query.split(['&', ',', '?']).filter_map(|pair| {
        let name = pair.split('=').next().unwrap_or_default();
        let name = name.trim_matches(['{', '}', '[', ']', '*', '\\', '|']);
        (!name.is_empty()).then(|| name.to_owned())
    });
    let query = query.collect();
    let (path, again) = told_apart(path);
    Some(Uri { line, method, path, query, elsewhere: Vec::new(), again })
}

/// A path in which each label has a name of its own: the second `{id}` is `{id_2}`.
fn told_apart(path: &str) -> (String, Vec<(String, String)>) {
    let mut names: Vec<String> = Vec::new();
    let mut again = Vec::new();
    let mut told = String::with_capacity(path.len());
    let mut rest = path;
    while let Some((before, (label, after))) =
        rest.split_once('{').and_then(|(before, inner)| Some((before, inner.split_once('}')?)))
    {
        let own = if names.iter().any(|known| known == label) {
            let made = (2..).map(|number| format!("{label}_{number}"));
            let made = made.into_iter().find(|it| !names.contains(it)).unwrap_or_default();
            again.push((made.clone(), label.to_owned()));
            made
        } else {
            label.to_owned()
        };
        told.push_str(before);
        told.push_str(&format!("{{{own}}}"));
        names.push(own);
        rest = after;
    }
    told.push_str(rest);
    (told, again)
}

/// The address that a text begins with, without the blanks that have slipped into its labels.
fn compact(text: &str) -> String {
    let mut address = String::with_capacity(text.len());
    let mut in_label = false;
    for c in text.trim_start().chars() {
        match c {
            ' ' | '\\' if in_label => continue,
            ' ' => break,
            '{' => in_label = true,
            '}' => in_label = false,
            _ => {}
        }
        address.push(c);
    }
    address
}

#[cfg(test)]
mod tests {
    use super::*;

    fn uri(text: &str) -> Option<(&'static str, String, Vec<String>)> {
        parse(text, 1).map(|uri| (uri.method, uri.path, uri.query))
    }

    #[test]
    fn examples_are_no_uris() {
        let uris = |texts: &[&str]| {
            apart(texts.iter().filter_map(|text| parse(text, 1)).collect())
                .into_iter()
                .map(|uri| (uri.path, uri.elsewhere.join(",")))
                .collect::<Vec<_>>()
        };
        let shown = |path: &str, elsewhere: &str| (path.to_owned(), elsewhere.to_owned());
        assert_eq!(uris(&["GET /v1/{id}/a", "GET /v1/0a12/a"]), [shown("/v1/{id}/a", "")]);
        assert_eq!(
            uris(&["GET /v1/a", "GET /v1/a/{id}"]),
            [shown("/v1/a", "id"), shown("/v1/a/{id}", "")]
        );
        assert_eq!(uris(&["PUT /v1/{a}", "POST /v1/{b}"]).len(), 2);
    }

    #[test]
    fn addresses() {
        for (text, method, path, query) in [
            ("GET /v1/{project_id}/sessions", "GET", "/v1/{project_id}/sessions", &[][..]),
            ("PUT /v2/{ id }/tags.", "PUT", "/v2/{id}/tags", &[]),
            (
                "GET https://{Endpoint}/v2.0/ports?limit={limit}&marker={ m }",
                "GET",
                "/v2.0/ports",
                &["limit", "marker"],
            ),
            ("DELETE /v1/{id}?force={force} (deletes)", "DELETE", "/v1/{id}", &["force"]),
            ("GET /", "GET", "/", &[]),
            (
                "GET /v3/endpoints{?interface, service_id}",
                "GET",
                "/v3/endpoints",
                &["interface", "service_id"],
            ),
            ("GET /v1/{id}/x{?a}{&b*}", "GET", "/v1/{id}/x", &["a", "b"]),
            ("GET /v1/x?[a={a}]&b={b \\_c}", "GET", "/v1/x", &["a", "b"]),
            ("GET /v1/{protocol \\_id}", "GET", "/v1/{protocol_id}", &[]),
            ("GET /v1/{id}/x/{id}", "GET", "/v1/{id}/x/{id_2}", &[]),
        ] {
            assert_eq!(
                uri(text).unwrap(),
                (method, path.into(), query.iter().map(|it| it.to_string()).collect())
            );
        }
        for text in ["", "GET", "GET the list", "Get /v1", "The API is GET /v1", "GET https://host"]
        {
            assert_eq!(uri(text), None, "{text}");
        }
    }
}
