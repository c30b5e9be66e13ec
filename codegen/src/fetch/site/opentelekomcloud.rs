//! Open Telekom Cloud's site: an inventory a guide.

use std::collections::BTreeMap;

use super::{each, inventory, no_index, not_listed, own_index};
use crate::fetch::client::Failure;
use crate::fetch::{Address, Context, Form, Listed, Listing, Lists, Set, Wanted};
use crate::store::Lock;

pub(super) fn list(context: &Context<'_>, sets: &[Set]) -> Lists {
    each(context, sets, |base, set, lock| listed(context, base, set, lock))
}

fn listed(context: &Context<'_>, base: &Address, set: &Set, lock: &Lock) -> Listed {
    let guide = context.source.guides.get(&set.name).unwrap_or(&set.name);
    let guide = base.join(&format!("{guide}/api-ref/"));
    let Some((guide, at)) = guide.and_then(|it| Some((it.clone(), it.join("objects.inv")?))) else {
        return not_listed(base, &set.name);
    };
    let (answer, mark) = match own_index(context, &at, set, lock) {
        Ok(found) => found,
        Err(listed) => return *listed,
    };
    let inventory = match inventory::read(&answer.body) {
        Ok(inventory) => inventory,
        Err(why) => return no_index(&at, &set.name, Failure::Wrong(why)),
    };
    // Files are called after titles, which change; the label of a page is what it was made from.
    let mut names: BTreeMap<&str, &str> = BTreeMap::new();
    for (label, page) in &inventory.labels {
        if label.contains('_') && !label.contains(' ') {
            let name = names.entry(page).or_insert(label);
            *name = (*name).min(label);
        }
    }
    let page = |page: &String| {
        let place = (guide.join(&format!("{page}.html"))?, Form::Html);
        let words = match names.get(page.as_str()) {
            Some(name) => vec![(*name).to_owned()],
            None => page.split('/').map(str::to_owned).collect(),
        };
        Some(Wanted { words, places: vec![place] })
    };
    let mut pages: Vec<Wanted> = inventory.pages.iter().filter_map(page).collect();
    pages.sort_by(|a, b| a.words.cmp(&b.words));
    let within = guide.path().to_owned();
    Listed::Pages(Listing { mark, pages, within, grows: false })
}
