//! The site of boto3's documentation: one inventory lists every page and tells the version.

use super::inventory::{self, Inventory};
use super::{is_done, links, no_index, not_listed, together};
use crate::fetch::client::{Failure, Got, Validators};
use crate::fetch::{Address, Context, Form, Listed, Listing, Lists, Set, Wanted};
use crate::store::{Mark, digest};

/// Where the pages of services are, below the site.
const SERVICES: &str = "reference/services/";

/// The kinds of pages that a service has of its operations.
const KINDS: [&str; 3] = ["client", "paginator", "waiter"];

pub(super) fn list(context: &Context<'_>, sets: &[Set]) -> Lists {
    together(context, sets, "objects.inv", inventory::read, |shared, set, lock| {
        let (base, at) = (&shared.base, &shared.at);
        match &shared.found {
            Ok((inventory, mark)) => {
                let version = Some(inventory.version.clone()).filter(|it| !it.is_empty());
                let mark = Mark { version, ..mark.clone() };
                // Other services may not know this list yet.
                match is_done(context, lock, &mark) {
                    true => Listed::Same,
                    false => listed(base, inventory, mark, &set.name)
                        .map_or_else(|| not_listed(at, &set.name), Listed::Pages),
                }
            }
            // Without an inventory the page of the service lists what there is.
            Err(Failure::Gone | Failure::Wrong(_)) => by_service(context, base, &set.name),
            Err(failure) => no_index(at, &set.name, failure.clone()),
        }
    })
}

fn listed(base: &Address, inventory: &Inventory, mark: Mark, set: &str) -> Option<Listing> {
    let own = inventory.pages.iter().filter_map(|page| {
        let rest = page.strip_prefix(SERVICES)?.strip_prefix(set)?;
        let words = match rest.strip_prefix('/') {
            None if rest.is_empty() => vec![set],
            None => return None,
            Some(rest) => {
                let words: Vec<&str> = rest.split('/').collect();
                (words.len() == 2 && KINDS.contains(&words[0])).then_some(words)?
            }
        };
        wanted(base, page, &words)
    });
    let mut pages: Vec<Wanted> = own.collect();
    pages.sort_by(|a, b| a.words.cmp(&b.words));
    // Sources lie in a folder of their own.
    let within = base.path().to_owned();
    (!pages.is_empty()).then_some(Listing { mark, pages, within, grows: false })
}

fn wanted(base: &Address, page: &str, words: &[&str]) -> Option<Wanted> {
    let places = vec![
        (base.join(&format!("_sources/{page}.rst.txt"))?, Form::Rst),
        (base.join(&format!("{page}.html"))?, Form::Html),
    ];
    Some(Wanted { words: words.iter().map(|word| (*word).to_owned()).collect(), places })
}

/// The pages that the page of a service leads to.
fn by_service(context: &Context<'_>, base: &Address, set: &str) -> Listed {
    let Some(at) = base.join(&format!("{SERVICES}{set}.html")) else {
        return not_listed(base, set);
    };
    let answer = match context.client.page(&at, Validators::default(), base.path()) {
        Ok(Got::Page(answer, _)) => answer,
        Ok(Got::Same) => return Listed::Same,
        Err(failure) => return no_index(&at, set, failure),
    };
    let text = String::from_utf8_lossy(&answer.body);
    let own = format!("{SERVICES}{set}");
    let mut inventory = Inventory { pages: vec![own.clone()], ..Inventory::default() };
    for link in links::of_html(&text) {
        let Some(to) = at.join(&link.href) else { continue };
        let Some(page) = to.path().strip_prefix(base.path()) else { continue };
        if to.host() == base.host() && page.starts_with(&format!("{own}/")) {
            inventory.pages.push(page.strip_suffix(".html").unwrap_or(page).to_owned());
        }
    }
    inventory.pages.sort();
    inventory.pages.dedup();
    let digest = Some(digest(inventory.pages.join("\n").as_bytes()));
    let mark = Mark { url: at.to_string(), digest, ..Mark::default() };
    // A page without a link to an operation is no list.
    match listed(base, &inventory, mark, set).filter(|listing| listing.pages.len() > 1) {
        Some(listing) => Listed::Pages(listing),
        None => not_listed(&at, set),
    }
}
