//! awsapichanges.com: one feed tells what changed in the last sixty days, each change with its page.

use quick_xml::Reader;
use quick_xml::events::Event as Xml;

use super::{no_index, together};
use crate::fetch::{Address, Context, Form, Listed, Listing, Lists, Set, Wanted};
use crate::store::{Lock, Mark, digest};

/// Items of a feed that are read.
const MOST: usize = 20_000;

/// A change that the feed tells.
#[derive(Debug, Default, PartialEq)]
pub(super) struct FeedItem {
    title: String,
    link: String,
    guid: String,
    date: String,
}

impl FeedItem {
    /// The commit, and what the service is called by its endpoint.
    fn parts(&self) -> Option<(&str, &str)> {
        let (commit, prefix) = self.guid.split_once('-')?;
        let hex = commit.len() >= 6 && commit.bytes().all(|b| b.is_ascii_hexdigit());
        (hex && !prefix.is_empty()).then_some((commit, prefix))
    }

    /// The service's full name: what stands before `- 3 new 1 updated methods`.
    fn service(&self) -> &str {
        self.title.rsplit_once(" - ").map_or(self.title.as_str(), |(name, _)| name).trim()
    }

    /// The day: `2026-06-22` of `Mon, 22 Jun 2026 18:56:20 +0000`.
    fn day(&self) -> Option<String> {
        let mut words = self.date.split_whitespace();
        let (_, day, month, year) = (words.next()?, words.next()?, words.next()?, words.next()?);
        let months = "JanFebMarAprMayJunJulAugSepOctNovDec";
        let month = months.find(month).filter(|at| at % 3 == 0 && month.len() == 3)? / 3 + 1;
        let (day, year): (u8, u16) = (day.parse().ok()?, year.parse().ok()?);
        Some(format!("{year:04}-{month:02}-{day:02}"))
    }
}

pub(super) fn list(context: &Context<'_>, sets: &[Set]) -> Lists {
    let read = |body: &[u8]| items(&String::from_utf8_lossy(body));
    together(context, sets, "feed/feed.rss", read, |shared, set, lock| match &shared.found {
        Ok((items, mark)) => listed(context, &shared.base, items, mark, set, lock),
        Err(failure) => no_index(&shared.at, &set.name, failure.clone()),
    })
}

/// The changes of one service that are not in its spec yet. Validators of the feed change with every
/// build of the site, so the guids tell what is new.
fn listed(
    context: &Context<'_>,
    base: &Address,
    items: &[FeedItem],
    mark: &Mark,
    set: &Set,
    lock: &Lock,
) -> Listed {
    let since = context.names.since.get(&set.name).map(String::as_str).unwrap_or_default();
    let mut pages: Vec<Wanted> = Vec::new();
    let mut guids = String::new();
    for item in items {
        let Some(((commit, prefix), day)) = item.parts().zip(item.day()) else { continue };
        if !is_of(context, &set.name, prefix, item.service()) || day.as_str() <= since {
            continue;
        }
        let at = base.join(&item.link).filter(|at| at.is_within(base, "/archive/"));
        let Some(at) = at.map(|at| (at, Form::Html)) else { continue };
        guids.push_str(&item.guid);
        guids.push('\n');
        // Two days' changes lie in the order of their names.
        let words = vec![format!("{day}-{}-{}", &commit[..commit.len().min(12)], set.name)];
        let file = crate::store::file_name(&[&words[0]], "html");
        if !lock.pages.contains_key(&file) {
            pages.push(Wanted { words, places: vec![at] });
        }
    }
    let mark = Mark { version: Some(digest(guids.as_bytes())), ..mark.clone() };
    let old = lock.index.as_ref().and_then(|old| old.version.as_ref());
    if pages.is_empty() && (old == mark.version.as_ref() || guids.is_empty()) {
        return Listed::Same;
    }
    Listed::Pages(Listing { mark, pages, within: "/archive/".to_owned(), grows: true })
}

/// Whether a change is of a service: by its full name where that is known, else by its endpoint.
fn is_of(context: &Context<'_>, service: &str, prefix: &str, title: &str) -> bool {
    let titled = context.names.by_title.map(|by_title| by_title(title)).unwrap_or_default();
    if !titled.is_empty() {
        return titled.iter().any(|known| known == service);
    }
    match context.names.by_prefix.get(prefix) {
        Some(services) => services.iter().any(|known| known == service),
        None => prefix == service,
    }
}

fn items(text: &str) -> Result<Vec<FeedItem>, String> {
    let mut reader = Reader::from_str(text);
    let (mut items, mut item, mut text) = (Vec::new(), None::<FeedItem>, String::new());
    let (mut is_feed, mut ended) = (false, false);
    loop {
        match reader.read_event() {
            Ok(Xml::Start(tag)) => {
                text.clear();
                match tag.name().as_ref() {
                    "rss" => is_feed = true,
                    "item" => item = Some(FeedItem::default()),
                    _ => {}
                }
            }
            Ok(Xml::Text(piece)) => text.push_str(&piece),
            Ok(Xml::CData(piece)) => text.push_str(&piece),
            Ok(Xml::GeneralRef(name)) => text.push_str(match name.as_ref() {
                "amp" => "&",
                "lt" => "<",
                "gt" => ">",
                "quot" => "\"",
                "apos" => "'",
                _ => "",
            }),
            Ok(Xml::End(tag)) => {
                let value = std::mem::take(&mut text).trim().to_owned();
                match (tag.name().as_ref(), item.as_mut()) {
                    ("title", Some(item)) => item.title = value,
                    ("link", Some(item)) => item.link = value,
                    ("guid", Some(item)) => item.guid = value,
                    ("pubDate", Some(item)) => item.date = value,
                    ("item", _) => items.extend(item.take()),
                    ("rss", _) => ended = true,
                    _ => {}
                }
            }
            Ok(Xml::Eof) => break,
            Ok(_) => {}
            Err(error) => return Err(format!("it is no feed: {error}")),
        }
        if items.len() > MOST {
            return Err("it has too many items".to_owned());
        }
    }
    match (is_feed, ended) {
        (true, true) => Ok(items),
        (true, false) => Err("it is cut off".to_owned()),
        (false, _) => Err("it is no feed".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feed_tells_service_day_and_page() {
        let feed = "<?xml version='1.0'?><rss version=\"2.0\"><channel><title>x</title>\
            <item><title>AWS A &amp; B - 3 new methods</title>\
            <link>https://x.example/archive/changes/d33e4c-logs.html</link>\
            <guid isPermaLink=\"false\">d33e4c50c0a57f03019da10e012d63355ed2067b-logs</guid>\
            <pubDate>Mon, 22 Jun 2026 18:56:20 +0000</pubDate></item></channel></rss>";
        let items = items(feed).unwrap();
        assert_eq!(items.len(), 1);
        assert_eq!(items[0].service(), "AWS A & B");
        assert_eq!(items[0].day().as_deref(), Some("2026-06-22"));
        assert_eq!(items[0].parts().unwrap().1, "logs");
        assert!(super::items("<html><body>no</body></html>").is_err());
        assert!(super::items(&feed[..200]).is_err());
    }
}
