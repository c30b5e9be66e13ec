//! Whether a page may take the place of the one that is there: it has to be a page of the same
//! documentation, of the same service and the same operation, and whole.

use std::path::Path;
use std::sync::Arc;

use crate::diagnostic::rules::page as rules;
use crate::diagnostic::{Diagnostic, Rule};
use crate::dialect;
use crate::facts::{Dialect, PageFacts, Statement};
use crate::fetch::{Judge, Judged, Verdict};
use crate::project::Kind;

/// Judges pages by reading them.
pub(super) struct Reading {
    pub kind: Kind,
    pub by_title: fn(&str) -> Vec<String>,
}

/// What shows that a page is not as it was meant to be.
const BROKEN: [&Rule; 1] = [&rules::TRUNCATED];

impl Judge for Reading {
    fn against(&self, page: &Judged<'_>) -> Option<Verdict> {
        let wrong = |why: &str| Some(Verdict::Wrong(why.to_owned()));
        let read = |bytes: &[u8]| dialect::read_bytes(&Arc::from(Path::new(page.url)), bytes);
        let old = page.old.and_then(|old| read(old).ok());
        let new = match read(page.bytes) {
            Ok(new) => new,
            Err(told) => return self.unread(&told, old.is_some()),
        };
        if self.dialect().is_some_and(|dialect| dialect != new.dialect) {
            return wrong("it is a page of another documentation");
        }
        if self.kind == Kind::AwsApiChanges && !self.is_of(&new, page.set) {
            return wrong("it is a page of another service");
        }
        let broken =
            |page: &PageFacts| page.diagnostics.iter().any(|told| BROKEN.contains(&told.rule));
        if broken(&new) && !old.as_ref().is_some_and(broken) {
            return wrong("it is cut off");
        }
        // A page that comes for the first time, or states nothing, is known by what its site calls it.
        if self.kind == Kind::Boto3Site
            && let Some(object) = object(page.url).filter(|object| !names(page.bytes, object))
        {
            return wrong(&format!("it does not describe `{object}`"));
        }
        let lists =
            |page: &PageFacts| page.statements.iter().any(|it| matches!(it, Statement::Service(_)));
        if (new.statements.is_empty() && ends_early(page)) || (lists(&new) && ends_in_line(page)) {
            return wrong("it is cut off");
        }
        let old = old?;
        if old.is_index() && lists(&new) && !new.is_index() {
            return wrong("it is cut off: it lists no methods any more");
        }
        if lost_its_end(page) {
            return wrong("it is cut off: it has no `See Also` any more");
        }
        if new.open_end && !old.open_end {
            return wrong("it is cut off");
        }
        if new.statements.is_empty() && !old.statements.is_empty() {
            return wrong("it says nothing of what it said");
        }
        let differs = |a: &Option<Box<str>>, b: &Option<Box<str>>| {
            a.as_ref().zip(b.as_ref()).is_some_and(|(a, b)| a != b)
        };
        let (was, is) = (&old.service, &new.service);
        if differs(&was.id, &is.id) || (differs(&was.client, &is.client) && !same_uid(was, is)) {
            return wrong("it is a page of another service");
        }
        match (subject(&old), subject(&new)) {
            (Some(was), Some(is)) if was != is => {
                wrong(&format!("it is the page of `{is}`, and was that of `{was}`"))
            }
            _ => None,
        }
    }
}

/// Whether a page of which nothing is read ends before it should, as far as its text tells. What is read
/// of a page tells that by itself; here nothing is lost, and half a page is no page still.
fn ends_early(page: &Judged<'_>) -> bool {
    if ends_in_line(page) {
        return true;
    }
    let (is, was) = (page.bytes.trim_ascii_end(), page.old.unwrap_or_default().trim_ascii_end());
    is.len() < was.len() && was.starts_with(is)
}

/// Whether a source ends in the middle of a line. It ends with its last line as it was written.
fn ends_in_line(page: &Judged<'_>) -> bool {
    let is_source = page.url.ends_with(".rst") || page.url.ends_with(".rst.txt");
    let last = page.bytes.rsplit(|byte| *byte == b'\n').next().unwrap_or_default();
    is_source && !last.trim_ascii().is_empty()
}

/// Whether a page in Markdown has lost the section that ends the pages of a reference.
fn lost_its_end(page: &Judged<'_>) -> bool {
    let ends = |bytes: &[u8]| {
        let mut lines = bytes.split(|byte| *byte == b'\n');
        lines.any(|line| line.starts_with(b"## See Also"))
    };
    page.url.ends_with(".md") && page.old.is_some_and(ends) && !ends(page.bytes)
}

fn same_uid(was: &crate::facts::ServiceRef, is: &crate::facts::ServiceRef) -> bool {
    was.uid.is_some() && was.uid == is.uid
}

impl Reading {
    fn unread(&self, told: &Diagnostic, is_there: bool) -> Option<Verdict> {
        let message = told.message.clone();
        let of_no_use = told.rule == &rules::NOT_DOCUMENTATION && !is_there;
        // Guides have pages about other things than operations; boto3's index and pages have not.
        let guide = !matches!(self.kind, Kind::Boto3Package | Kind::Boto3Site);
        Some(match of_no_use && guide {
            true => Verdict::OfNoUse(message),
            false => Verdict::Wrong(message),
        })
    }

    /// The dialect of its pages.
    fn dialect(&self) -> Option<Dialect> {
        match self.kind {
            Kind::Boto3Package | Kind::Boto3Site => Some(Dialect::Boto3),
            Kind::ApiReference => Some(Dialect::ApiReference),
            Kind::AwsApiChanges => Some(Dialect::AwsApiChanges),
            Kind::HuaweiCloud | Kind::OpenTelekomCloud | Kind::OpenTelekomCloudSite => {
                Some(Dialect::HuaweiCloud)
            }
            Kind::Folder => None,
        }
    }

    /// Whether a page of changes is of a service, as far as it tells.
    fn is_of(&self, page: &PageFacts, service: &str) -> bool {
        if let Some(id) = &page.service.id {
            return **id == *service;
        }
        let titled = page.service.title.as_deref().map(self.by_title).unwrap_or_default();
        titled.is_empty() || titled.iter().any(|known| known == service)
    }
}

/// What a page is of: the operation, paginator, waiter or shape that it states, if it is one.
fn subject(page: &PageFacts) -> Option<&str> {
    let name = match subject_of(page)? {
        Statement::Operation(it) => it.name.as_deref().or(it.method.as_deref())?,
        Statement::Paginator(it) => &it.name,
        Statement::Waiter(it) => &it.name,
        _ => return None,
    };
    // On a page of Huawei Cloud the title is the name, and titles are mended.
    (page.dialect != Dialect::HuaweiCloud).then_some(name)
}

/// The object of Python that boto3's page at an address describes: `Client.get_session`.
fn object(url: &str) -> Option<String> {
    let mut parts = url.rsplit('/');
    let file = parts.next()?.split('.').next()?;
    let class = match parts.next()? {
        "client" => "Client",
        "paginator" => "Paginator",
        "waiter" => "Waiter",
        _ => return None,
    };
    Some(format!("{class}.{file}"))
}

/// Whether a page names an object, and not only one whose name begins so.
fn names(page: &[u8], object: &str) -> bool {
    let text = String::from_utf8_lossy(page);
    let mut after = text.split(object).skip(1);
    after.any(|after| !after.starts_with(|c: char| c.is_alphanumeric() || c == '_'))
}

/// The one statement of an operation, a paginator or a waiter.
fn subject_of(page: &PageFacts) -> Option<&Statement> {
    let is_subject = |statement: &&Statement| {
        matches!(
            statement,
            Statement::Operation(_) | Statement::Paginator(_) | Statement::Waiter(_)
        )
    };
    let mut subjects = page.statements.iter().filter(is_subject);
    let first = subjects.next()?;
    subjects.next().is_none().then_some(first)
}
