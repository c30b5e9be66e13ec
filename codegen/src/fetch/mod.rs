//! Where documentation lies → pages in a store.
//!
//! This room knows how sites list and serve their pages and nothing of what is on them; whether a
//! page is one is asked of whoever calls it ([`Judge`]). One small reader a site ([`site`]) makes
//! lists of pages; the rest is the same for all: requests that are polite ([`Client`]), answers that
//! are held against what a page looks like, pages that are stored whole or not at all.

mod address;
mod bring;
mod client;
mod decode;
mod event;
mod given;
mod look;
mod robots;
mod site;
mod transport;
#[cfg(feature = "fetch")]
mod ureq;

use std::collections::BTreeMap;
use std::path::PathBuf;

pub use address::Address;
pub use client::{Client, Counts, Settings};
pub use event::Event;
pub use look::Form;
pub use robots::Robots;
pub use site::{Names, is_repository, readable, sets};
pub use transport::{Answer, Clock, Refusal, Request, SystemClock, Transport};
#[cfg(feature = "fetch")]
pub use ureq::Ureq;

use crate::diagnostic::Diagnostic;
use crate::project::Source;
use crate::store::{Mark, Store};

/// Says whether a page may take the place of one that is there.
pub trait Judge: Sync {
    /// What speaks against it.
    fn against(&self, page: &Judged<'_>) -> Option<Verdict>;
}

/// A page that came, and the one that is there.
pub struct Judged<'a> {
    /// Its set.
    pub set: &'a str,
    /// Where it is from.
    pub url: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
    /// The bytes of the page that is there.
    pub old: Option<&'a [u8]>,
}

/// What speaks against a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is a page, and holds nothing that is of use.
    OfNoUse(String),
    /// It is no page of this.
    Wrong(String),
}

/// What a fetch of one source goes about with.
pub struct Context<'a> {
    /// The source.
    pub source: &'a Source,
    /// Where pages go.
    pub store: &'a Store,
    /// What asks sites for pages; none where nothing is to be asked.
    pub client: &'a Client<'a>,
    /// What says whether a page is one.
    pub judge: &'a dyn Judge,
    /// By which names sites know services.
    pub names: &'a Names,
    /// Ask for every page, also where the list of pages has not changed.
    pub full: bool,
    /// The sets of which every page is asked for, as something else says that they changed.
    pub suspected: Vec<String>,
    /// Fetch as many pages at once as there are.
    pub yes: bool,
    /// Where programs may keep what they need: Python's packages.
    pub tools: PathBuf,
}

/// A set of pages: what changes as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Set {
    /// What it is called: its folder in the store.
    pub name: String,
    /// The services that its pages are of.
    pub services: Vec<String>,
}

/// What became of a set.
#[derive(Clone, Debug, Default)]
pub struct Brought {
    /// The set.
    pub set: Set,
    /// The pages that are new or say something else now.
    pub changed: Vec<String>,
    /// The pages that went.
    pub gone: Vec<String>,
    /// Something was not brought, so the next run asks again.
    pub interrupted: bool,
    /// What there is to say.
    pub diagnostics: Vec<Diagnostic>,
}

/// A list of pages.
#[derive(Clone, Debug, Default)]
pub(crate) struct Listing {
    /// By which the list is known.
    pub mark: Mark,
    /// The pages.
    pub pages: Vec<Wanted>,
    /// Below which path all of them are.
    pub within: String,
    /// Pages that are not listed may still be there, and stay.
    pub grows: bool,
}

/// A page that is wanted.
#[derive(Clone, Debug)]
pub(crate) struct Wanted {
    /// What its site calls it, from which the name of its file is made.
    pub words: Vec<String>,
    /// Where it is, in each form, the best first.
    pub places: Vec<(Address, Form)>,
}

/// What a site says of the sets that are wanted.
#[derive(Debug)]
pub(crate) enum Listed {
    /// Nothing changed since all pages were last brought.
    Same,
    /// The pages that there are.
    Pages(Listing),
    /// The list could not be had.
    Failed(Diagnostic),
}

/// Brings the pages of a source into the store.
pub fn fetch(context: &Context<'_>) -> Vec<Brought> {
    site::fetch(context)
}

/// What a site says of each set, by name.
pub(crate) type Lists = BTreeMap<String, Listed>;
