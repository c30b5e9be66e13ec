//! Tables of parameters under headings that are not known, and tables that nothing leads to.

use std::collections::{BTreeSet, HashSet};

use crate::diagnostic::Diagnostic;
use crate::facts::{Example, Json, PageFacts, Shows};

use super::page::{self, Page, Section};
use super::rules;
use super::table::Parameters;
use super::tables::{self, Region};
use super::text;
use super::uri::Uri;

/// Finds out whose parameters the tables list that stand where no part of a known name is: by their
/// captions, by the labels of the path, by the examples of the page.
pub fn place(
    found: &mut [(Region, Parameters<'_>)],
    page: &Page<'_>,
    uris: &[Uri],
    examples: &[Example],
    facts: &mut PageFacts,
) {
    let led_to: HashSet<String> =
        found.iter().flat_map(|(_, table)| tables::anchors(table)).collect();
    let shown = |of: Shows| names(examples, &of);
    let (request, response) = (shown(Shows::Request), shown(Shows::Response));
    for (region, table) in found.iter_mut().filter(|(region, _)| *region == Region::ELSEWHERE) {
        let anchors = [table.anchor, table.section];
        let is_led_to = |anchor: &&str| led_to.contains(&anchor.to_ascii_lowercase());
        let is_part = anchors.iter().flatten().any(is_led_to);
        let is_named = table.caption.as_ref().is_some_and(|caption| !caption.is_general());
        if is_part || is_named || !table.is_sure() {
            continue;
        }
        let line = table.rows.first().map_or(0, |row| row.line);
        let heading = page.head(line).map(text::plain).unwrap_or_default();
        let share = |known: &dyn Fn(&str) -> bool| {
            table.rows.iter().filter(|row| known(&row.name)).count() * 2 >= table.rows.len()
        };
        let in_uri = |name: &str| {
            uris.iter().any(|uri| uri.has_label(name) || uri.query.iter().any(|it| it == name))
        };
        let by_caption = table.caption.as_ref().and_then(|caption| page::of_words(&caption.text));
        let is_request = table.rows.iter().any(|row| row.mandatory.is_some());
        let (to, why) = match by_caption {
            Some(Section::Request) => (Region::REQUEST, "as its caption says"),
            Some(Section::Response) => (Region::RESPONSES, "as its caption says"),
            _ if share(&in_uri) => (Region::URI, "as they stand in the URI"),
            _ if share(&|name| response.contains(name))
                && !share(&|name| request.contains(name)) =>
            {
                (Region::RESPONSES, "as the example of the response shows them")
            }
            _ if share(&|name| request.contains(name)) => {
                (Region::REQUEST, "as the example of the request shows them")
            }
            _ if is_request && page::is_general(&heading) => {
                (Region::REQUEST, "as only requests say what is mandatory")
            }
            _ => continue,
        };
        *region = to;
        let whose = match to {
            Region::URI => "URI",
            Region::REQUEST => "request",
            _ => "response",
        };
        let message = format!(
            "the heading `{heading}` is not known; the parameters below it are taken for the \
             {whose}'s, {why}"
        );
        facts.diagnostics.push(Diagnostic::new(
            &rules::READ_BY_EVIDENCE,
            facts.place(line),
            message,
        ));
    }
}

/// Names the tables that list parameters beyond doubt, and of which nothing was made.
pub fn say_unread(tables: &tables::Tables<'_>, read: &BTreeSet<usize>, facts: &mut PageFacts) {
    for (index, table) in tables.all().enumerate() {
        // Another page may have a link to what has an anchor.
        let is_reachable = table.anchor.is_some() || table.section.is_some();
        if read.contains(&index) || is_reachable || !table.is_sure() || !table.has_types() {
            continue;
        }
        let line = table.rows.first().map_or(0, |row| row.line);
        let names: Vec<&str> = table.rows.iter().take(3).map(|row| &*row.name).collect();
        let message = format!(
            "nothing leads to the table of parameters (`{}`, …), and nothing is made of it",
            names.join("`, `")
        );
        facts.diagnostics.push(Diagnostic::new(&rules::FACTS_UNREAD, facts.place(line), message));
    }
}

/// The names that examples show in a body.
fn names<'e>(examples: &'e [Example], of: &Shows) -> HashSet<&'e str> {
    fn gather<'e>(value: &'e Json, names: &mut HashSet<&'e str>) {
        match value {
            Json::Object(entries) => names.extend(entries.iter().map(|(name, _)| name.as_str())),
            Json::Array(items) => items.iter().for_each(|item| gather(item, names)),
            _ => {}
        }
    }
    let mut names = HashSet::new();
    examples.iter().filter(|it| it.of == *of).for_each(|it| gather(&it.value, &mut names));
    names
}
