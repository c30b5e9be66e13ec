//! The links of a page.

use scraper::{Html, Selector};

/// A link.
#[derive(Debug, PartialEq, Eq)]
pub struct Link {
    /// Where it leads.
    pub href: String,
    /// The handbook that it is of, on menus of Huawei Cloud.
    pub handbook: Option<String>,
}

/// The links of HTML, in its order; a menu may have an address beside one that does nothing.
pub fn of_html(text: &str) -> Vec<Link> {
    let html = Html::parse_document(text);
    let Ok(selector) = Selector::parse("a") else { return Vec::new() };
    let link = |element: scraper::ElementRef<'_>| {
        let attribute = |name: &str| element.value().attr(name);
        let href = attribute("p-href").or(attribute("href"))?;
        let href = Some(href).filter(|href| !href.starts_with("javascript:"))?;
        let handbook = attribute("data-handbookcode").map(str::to_owned);
        Some(Link { href: href.to_owned(), handbook })
    };
    html.select(&selector).filter_map(link).collect()
}

/// The content of a `meta` element.
pub fn meta(text: &str, name: &str) -> Option<String> {
    let html = Html::parse_document(text);
    let selector = Selector::parse("meta").ok()?;
    let mut metas = html.select(&selector).map(|element| element.value());
    let found = metas.find(|element| element.attr("name") == Some(name))?;
    found.attr("content").map(str::to_owned)
}

/// The links of Markdown: `[text](address)`.
pub fn of_markdown(text: &str) -> Vec<String> {
    let mut links = Vec::new();
    for piece in text.split("](").skip(1) {
        if let Some(end) = piece.find([')', ' ', '\n']) {
            links.push(piece[..end].to_owned());
        }
    }
    links
}
