//! The site's own HTML.

use doc_bindgen::markup::{Block, BlockKind, Inline};

use super::page::{CLOSE, Item, OPEN, Page, Part, Span};
use super::prose::read;

/// The text of a page.
pub fn page(page: &Page) -> String {
    let title = escape(&page.title);
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"en-US\"><head><meta charset=\"utf-8\"/><title>{title} - API \
         Reference</title></head>\n<body><nav><ul><li><a href=\"./Welcome.html\">Welcome</a></li>\
         </ul></nav>\n<div id=\"main-content\"><div id=\"main-col-body\">\n<h1 class=\"topictitle\" \
         id=\"API_{}\">{title}</h1>\n",
        escape(&page.key)
    );
    blocks(&read(&page.text).blocks, &mut out);
    for section in &page.sections {
        out.push_str(&format!(
            "<h2 id=\"API_{}_{}\">{}</h2>\n",
            escape(&page.key),
            section.anchor,
            section.heading
        ));
        let mut open = false;
        for part in &section.parts {
            let is_item = matches!(part, Part::Item(_));
            if is_item != open {
                out.push_str(if is_item {
                    "<div class=\"variablelist\"><dl>\n"
                } else {
                    "</dl></div>\n"
                });
                open = is_item;
            }
            self::part(part, &page.key, &mut out);
        }
        if open {
            out.push_str("</dl></div>\n");
        }
    }
    out.push_str("</div></div>\n<footer><p>Terms</p></footer></body></html>\n");
    out
}

fn part(part: &Part, key: &str, out: &mut String) {
    match part {
        Part::Sentence(spans) => {
            out.push_str("<p>");
            self::spans(spans, out);
            out.push_str("</p>\n");
        }
        Part::Note(title, text) => out.push_str(&format!(
            "<div class=\"awsdocs-note awsdocs-important\"><div class=\"awsdocs-note-title\"><h6>{title}\
             </h6></div><div class=\"awsdocs-note-text\"><p>{}</p></div></div>\n",
            escape(text)
        )),
        Part::Syntax(text) => {
            let text = escape(text)
                .replace(OPEN, "<code class=\"replaceable\">")
                .replace(CLOSE, "</code>");
            out.push_str(&format!(
                "<pre class=\"programlisting\"><code class=\"nohighlight\">{text}</code></pre>\n"
            ));
        }
        Part::Item(item) => self::item(item, key, out),
        Part::Links(links) => {
            out.push_str("<div class=\"itemizedlist\"><ul class=\"itemizedlist\">\n");
            for (words, target) in links {
                out.push_str(&format!(
                    "<li class=\"listitem\"><p><a href=\"{}\">{}</a></p></li>\n",
                    escape(target),
                    escape(words)
                ));
            }
            out.push_str("</ul></div>\n");
        }
    }
}

fn item(item: &Item, key: &str, out: &mut String) {
    out.push_str("<dt>");
    if let Some(anchor) = &item.anchor {
        out.push_str(&format!("<a id=\"{}\"></a>", escape(anchor)));
    }
    for (label, behind) in &item.labels {
        let label = escape(label);
        let shown = match item.link {
            Some(section) => format!("<a href=\"#API_{}_{section}\">{label}</a>", escape(key)),
            None => label,
        };
        out.push_str(&format!("<b><span class=\"term\">{shown}</span></b>{behind}"));
    }
    if let Some(entries) = &item.entries {
        out.push(' ');
        out.push_str(&escape(entries));
    }
    out.push_str("</dt>\n<dd>");
    blocks(&read(&item.text).blocks, out);
    if !item.members.is_empty() {
        out.push_str("<div class=\"variablelist\"><dl>\n");
        item.members.iter().for_each(|member| self::item(member, key, out));
        out.push_str("</dl></div>\n");
    }
    for fact in &item.facts {
        out.push_str(&format!("<p>{}: ", fact.name));
        spans(&fact.value, out);
        out.push_str("</p>\n");
    }
    out.push_str("</dd>\n");
}

fn spans(spans: &[Span], out: &mut String) {
    for span in spans {
        match span {
            Span::Text(text) => out.push_str(&escape(text)),
            Span::Code(code) => {
                out.push_str(&format!("<code class=\"code\">{}</code>", escape(code)));
            }
            Span::Link(text, page) => {
                out.push_str(&format!("<a href=\"./{page}.html\">{}</a>", escape(text)));
            }
        }
    }
}

fn blocks(blocks: &[Block<'_>], out: &mut String) {
    for block in blocks {
        match &block.kind {
            BlockKind::Paragraph(text) | BlockKind::Heading { text, .. } => {
                out.push_str("<p>");
                inlines(text, out);
                out.push_str("</p>\n");
            }
            BlockKind::Literal(literal) => {
                let lines: Vec<&str> = literal.lines().collect();
                out.push_str(&format!(
                    "<pre class=\"programlisting\"><code>{}</code></pre>\n",
                    escape(&lines.join("\n"))
                ));
            }
            BlockKind::List { start, items } => {
                let tag = if start.is_some() { "ol" } else { "ul" };
                out.push_str(&format!(
                    "<div class=\"itemizedlist\"><{tag} class=\"itemizedlist\">\n"
                ));
                for item in items {
                    out.push_str("<li class=\"listitem\">");
                    self::blocks(&item.blocks, out);
                    out.push_str("</li>\n");
                }
                out.push_str(&format!("</{tag}></div>\n"));
            }
            BlockKind::Definitions(definitions) => {
                out.push_str("<div class=\"variablelist\"><dl>\n");
                for definition in definitions {
                    out.push_str("<dt>");
                    inlines(&definition.term, out);
                    out.push_str("</dt><dd>");
                    self::blocks(&definition.blocks, out);
                    out.push_str("</dd>\n");
                }
                out.push_str("</dl></div>\n");
            }
            BlockKind::Directive { name, content, .. } => {
                out.push_str(&format!(
                    "<div class=\"awsdocs-note\"><div class=\"awsdocs-note-title\"><h6>{}</h6></div>\
                     <div class=\"awsdocs-note-text\">",
                    escape(name)
                ));
                self::blocks(content, out);
                out.push_str("</div></div>\n");
            }
            BlockKind::Quote(content) => self::blocks(content, out),
            BlockKind::Fields(fields) => {
                fields.iter().for_each(|field| self::blocks(&field.blocks, out));
            }
            BlockKind::Table(table) => {
                out.push_str("<table>");
                for row in table.head.iter().chain(&table.body) {
                    out.push_str("<tr>");
                    for cell in &row.cells {
                        out.push_str("<td>");
                        self::blocks(cell, out);
                        out.push_str("</td>");
                    }
                    out.push_str("</tr>\n");
                }
                out.push_str("</table>\n");
            }
        }
    }
}

fn inlines(text: &[Inline<'_>], out: &mut String) {
    for inline in text {
        match inline {
            Inline::Text(text) => out.push_str(&escape(text)),
            Inline::Code(code) | Inline::Role { text: code, .. } => {
                out.push_str(&format!("<code class=\"code\">{}</code>", escape(code)));
            }
            Inline::Emphasis(inner) => within("em", inner, out),
            Inline::Strong(inner) => within("b", inner, out),
            Inline::Link { text, target } => {
                out.push_str(&format!("<a href=\"{}\">", escape(target)));
                inlines(text, out);
                out.push_str("</a>");
            }
            Inline::Anchor(_) => {}
            Inline::Break => out.push_str("<br/>"),
        }
    }
}

fn within(tag: &str, inner: &[Inline<'_>], out: &mut String) {
    out.push_str(&format!("<{tag}>"));
    inlines(inner, out);
    out.push_str(&format!("</{tag}>"));
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
