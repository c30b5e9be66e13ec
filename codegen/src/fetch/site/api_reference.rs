//! Guides of the AWS API Reference: `llms.txt` or `toc-contents.json` lists the pages, and each has a
//! twin in Markdown.

use std::fs;

use serde_json::Value;

use super::{Index, each, index, is_done, links, no_index, not_listed};
use crate::diagnostic::rules::fetch as rules;
use crate::diagnostic::{Diagnostic, Place};
use crate::fetch::client::{Failure, Got, Validators};
use crate::fetch::{Address, Context, Form, Listed, Listing, Lists, Set, Wanted};
use crate::store::{Lock, Mark, digest};

/// Pages of these names list others.
const LISTS: [&str; 4] = ["API_Operations", "API_Types", "API_operations", "API_types"];

/// Pages of a guide that may name its tables of contents.
const FRONT: [&str; 3] = ["API_Operations.html", "Welcome.html", "welcome.html"];

/// Tables of contents that one page may name.
const TABLES: usize = 20;

pub(super) fn list(context: &Context<'_>, sets: &[Set]) -> Lists {
    each(context, sets, |base, set, lock| match guide(context, base, set, lock) {
        Ok(Some(guide)) => listed(context, &guide, set, lock),
        Ok(None) => no_guide(base, set),
        Err(failure) => no_index(base, &set.name, failure),
    })
}

/// Where the guide of a set is: as the project says, as the lock file remembers, or as the links on
/// pages of boto3 tell.
fn guide(
    context: &Context<'_>,
    base: &Address,
    set: &Set,
    lock: &Lock,
) -> Result<Option<Address>, Failure> {
    if let Some(guide) = context.source.guides.get(&set.name) {
        return Ok(base.join(&format!("{guide}/")));
    }
    let remembered = lock.index.as_ref().and_then(|mark| Address::parse(&mark.url));
    if let Some(guide) = remembered.filter(|guide| guide.host() == base.host()) {
        return Ok(guide.join("./"));
    }
    for (uid, operation) in links_of(context, set) {
        let Some(goto) = base.join(&format!("/goto/WebAPI/{uid}/{operation}")) else { continue };
        let Some(to) = context.client.redirect(&goto)? else { continue };
        let to = goto.join(&to).filter(|to| to.host() == base.host());
        // A service that nobody registered leads to the front page, which is no answer.
        if let Some(to) = to.filter(|to| to.stem().starts_with("API_")) {
            return Ok(to.join("./"));
        }
    }
    Ok(None)
}

/// The unique ids of a set with an operation each, from the links of pages in the store.
fn links_of(context: &Context<'_>, set: &Set) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    let Ok(sources) = fs::read_dir(context.store.root()) else { return found };
    let mut folders: Vec<_> =
        sources.flatten().map(|source| source.path().join(&set.name)).collect();
    folders.sort();
    for folder in folders.iter().filter(|folder| folder.is_dir()) {
        let Ok(mut files) = crate::pipeline::files(std::slice::from_ref(folder)) else { continue };
        files.truncate(200);
        for file in files {
            let text = fs::read(&file).unwrap_or_default();
            let text = String::from_utf8_lossy(&text);
            let Some(link) = text.split("/goto/WebAPI/").nth(1) else { continue };
            let word = |text: &str| -> String {
                text.chars()
                    .take_while(|c| c.is_ascii_alphanumeric() || "-_.".contains(*c))
                    .collect()
            };
            let uid = word(link);
            let operation = link[uid.len()..].strip_prefix('/').map(word).unwrap_or_default();
            if !operation.is_empty() && !found.iter().any(|(known, _)| *known == uid) {
                found.push((uid, operation));
            }
            if found.len() == 3 {
                return found;
            }
        }
    }
    found
}

fn no_guide(base: &Address, set: &Set) -> Listed {
    let name = &set.name;
    let message = format!(
        "{name}: it is not known where its guide is; say it as `guides.{name}`, such as \
         \"lambda/latest/api\""
    );
    Listed::Failed(Diagnostic::new(&rules::NO_SERVICE, Place::new(base.to_string(), 0), message))
}

fn listed(context: &Context<'_>, guide: &Address, set: &Set, lock: &Lock) -> Listed {
    let suspected = context.suspected.contains(&set.name);
    let ask_all = context.full || suspected || !lock.again.is_empty();
    let known = lock.index.as_ref().filter(|_| !ask_all);
    let mut failed = None;
    // What listed them last is asked first.
    let mut ways = ["llms.txt", "toc-contents.json"];
    if lock.index.as_ref().is_some_and(|mark| mark.url.ends_with(ways[1])) {
        ways.reverse();
    }
    for way in ways {
        let Some(at) = guide.join(way) else { continue };
        let (links, mark) = match index(context, &at, known) {
            Ok(Index::Same) => return Listed::Same,
            Ok(Index::Text(answer, mark)) => {
                let text = String::from_utf8_lossy(&answer.body).into_owned();
                let links = match way {
                    "llms.txt" => links::of_markdown(&text),
                    _ => contents(context, guide, &text),
                };
                (links, mark)
            }
            Err(failure @ (Failure::Later(_) | Failure::Disallowed)) => {
                return no_index(&at, &set.name, failure);
            }
            Err(failure) => {
                failed.get_or_insert((at, failure));
                continue;
            }
        };
        let pages = pages(guide, &links);
        if pages.is_empty() {
            let why = "it lists no page of an API".to_owned();
            failed.get_or_insert((at, Failure::Wrong(why)));
            continue;
        }
        let names: Vec<String> = pages.iter().map(|page| page.words.join("/")).collect();
        // What is said of pages in the list is on the pages.
        let mark =
            Mark { digest: mark.digest.or(Some(digest(names.join("\n").as_bytes()))), ..mark };
        if is_done(context, lock, &mark) && !suspected {
            return Listed::Same;
        }
        let within = guide.path().to_owned();
        return Listed::Pages(Listing { mark, pages, within, grows: false });
    }
    match failed {
        Some((at, failure)) => no_index(&at, &set.name, failure),
        None => not_listed(guide, &set.name),
    }
}

/// The links of a table of contents, and of those that stand beside it.
fn contents(context: &Context<'_>, guide: &Address, text: &str) -> Vec<String> {
    let mut links = Vec::new();
    of_table(text, &mut links);
    if links.iter().any(|link| link.contains("API_")) {
        return links;
    }
    for front in FRONT {
        let Some(at) = guide.join(front) else { continue };
        let Ok(Got::Page(answer, _)) =
            context.client.page(&at, Validators::default(), guide.path())
        else {
            continue;
        };
        let text = String::from_utf8_lossy(&answer.body);
        let tables = links::meta(&text, "tocs").unwrap_or_default();
        for table in tables.split(';').map(str::trim).filter(|it| !it.is_empty()).take(TABLES) {
            let at = guide.join(table).filter(|at| at.is_within(guide, guide.path()));
            let answer = at.map(|at| context.client.page(&at, Validators::default(), guide.path()));
            if let Some(Ok(Got::Page(answer, _))) = answer {
                of_table(&String::from_utf8_lossy(&answer.body), &mut links);
            }
        }
        break;
    }
    links
}

fn of_table(text: &str, links: &mut Vec<String>) {
    let Ok(table) = serde_json::from_str::<Value>(text) else { return };
    let mut left = vec![&table];
    while let Some(node) = left.pop() {
        match node {
            Value::Object(node) => {
                links.extend(node.get("href").and_then(Value::as_str).map(str::to_owned));
                left.extend(node.get("contents"));
            }
            Value::Array(nodes) => left.extend(nodes.iter().rev()),
            _ => {}
        }
    }
}

/// The pages of operations and types among links.
fn pages(guide: &Address, links: &[String]) -> Vec<Wanted> {
    let mut pages: Vec<Wanted> = Vec::new();
    for link in links {
        let Some(at) = guide.join(link).filter(|at| at.is_within(guide, guide.path())) else {
            continue;
        };
        let stem = at.stem().to_owned();
        if !stem.starts_with("API_") || LISTS.contains(&stem.as_str()) {
            continue;
        }
        let form = |ending: &str, form| Some((at.with_ending(ending)?, form));
        let places: Vec<_> =
            [form("md", Form::Markdown), form("html", Form::Html)].into_iter().flatten().collect();
        if places.len() == 2 {
            pages.push(Wanted { words: vec![stem], places });
        }
    }
    pages.sort_by(|a, b| a.words.cmp(&b.words));
    pages.dedup_by(|a, b| a.words == b.words);
    pages
}
