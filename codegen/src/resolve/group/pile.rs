//! Pages that lie in one folder and tell the same of their service. What is found out of one is
//! true of all, and a run with tens of thousands of pages has some hundred of these.

use std::collections::BTreeMap;
use std::path::Path;

use crate::facts::{Dialect, PageFacts, Provider, ServiceRef};
use crate::spec::ServiceId;

/// The pages of each service.
pub(super) type Services = BTreeMap<(Provider, ServiceId), Vec<Pile>>;

/// Such pages, in the order in which they were read.
#[derive(Clone, Debug)]
pub(super) struct Pile {
    /// What they tell of their service.
    pub service: ServiceRef,
    /// The dialect they are written in.
    pub dialect: Dialect,
    /// Never empty.
    pub pages: Vec<PageFacts>,
}

impl Pile {
    /// A pile of one page.
    pub fn of(page: PageFacts) -> Self {
        Pile { service: page.service.clone(), dialect: page.dialect, pages: vec![page] }
    }

    /// The folder that they lie in.
    pub fn folder(&self) -> Option<&Path> {
        self.pages.first()?.path.parent()
    }

    fn takes(&self, page: &PageFacts) -> bool {
        self.dialect == page.dialect && self.service == page.service
    }
}

/// Pages → piles. Those of one folder are expected to come one behind the other, as they do where
/// they are read in the order of their paths; where they do not, there are more piles.
pub(super) fn pile(pages: Vec<PageFacts>) -> Vec<Pile> {
    let mut piles: Vec<Pile> = Vec::new();
    let mut of_folder = 0;
    for page in pages {
        if piles.last().is_some_and(|pile| pile.folder() != page.path.parent()) {
            of_folder = piles.len();
        }
        match piles[of_folder..].iter_mut().find(|pile| pile.takes(&page)) {
            Some(pile) => pile.pages.push(page),
            None => piles.push(Pile::of(page)),
        }
    }
    piles
}
