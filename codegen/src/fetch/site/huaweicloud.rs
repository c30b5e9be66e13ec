//! Huawei Cloud's help centre: one fragment of HTML holds the menu of a product.

use super::{each, links, not_listed, own_index};
use crate::fetch::{Address, Context, Form, Listed, Listing, Lists, Set, Wanted};
use crate::store::Lock;

/// The menu of a product.
const MENU: &str = "v3_support_leftmenu_fragment.html";

pub(super) fn list(context: &Context<'_>, sets: &[Set]) -> Lists {
    each(context, sets, |base, set, lock| listed(context, base, set, lock))
}

fn listed(context: &Context<'_>, base: &Address, set: &Set, lock: &Lock) -> Listed {
    let product = context.source.guides.get(&set.name).unwrap_or(&set.name);
    let Some(at) = base.join(&format!("{product}/{MENU}")) else {
        return not_listed(base, &set.name);
    };
    let (answer, mark) = match own_index(context, &at, set, lock) {
        Ok(found) => found,
        Err(listed) => return *listed,
    };
    let text = String::from_utf8_lossy(&answer.body);
    let mut pages: Vec<Wanted> =
        links::of_html(&text).iter().filter_map(|link| page(base, &at, link)).collect();
    pages.sort_by(|a, b| a.words.cmp(&b.words));
    pages.dedup_by(|a, b| a.words == b.words);
    if pages.is_empty() {
        return not_listed(&at, &set.name);
    }
    let within = base.path().to_owned();
    Listed::Pages(Listing { mark, pages, within, grows: false })
}

/// A page of an API reference in the menu. Links of other languages lead to the same page, and copies
/// of single regions are left out.
fn page(base: &Address, menu: &Address, link: &links::Link) -> Option<Wanted> {
    let to = menu.join(&link.href).filter(|to| to.host() == base.host())?;
    let mut steps = to.path().rsplit('/');
    let (file, handbook) = (steps.next()?, steps.next()?);
    let named = link.handbook.as_deref().unwrap_or(handbook);
    if !named.starts_with("api-") || named != handbook || !file.ends_with(".html") {
        return None;
    }
    let at = base.join(&format!("{handbook}/{file}"))?;
    Some(Wanted { words: vec![at.stem().to_owned()], places: vec![(at, Form::Html)] })
}
