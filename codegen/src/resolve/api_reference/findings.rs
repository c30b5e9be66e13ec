//! Contradictions between the pages of both references.

use std::collections::BTreeSet;

/// A contradiction, with its page and line in boto3's reference and in the API Reference.
pub(super) struct Finding {
    pub own: (u32, u32),
    pub other: (u32, u32),
    pub what: String,
}

/// Those that were found, and where the walk stands that finds them.
#[derive(Default)]
pub(super) struct Findings {
    found: Vec<Finding>,
    /// Pages of which one contradiction has been told.
    told: BTreeSet<u32>,
    /// The operation, and the page that boto3 describes it on.
    operation: String,
    page: u32,
    /// The way to the position that is looked at.
    pub path: Vec<Box<str>>,
}

impl Findings {
    /// What is found from here on is of that operation, which boto3 describes on that page.
    pub fn begin(&mut self, operation: &str, page: u32) {
        operation.clone_into(&mut self.operation);
        self.page = page;
        self.path.clear();
    }

    /// The page that boto3 describes the operation on.
    pub fn page(&self) -> u32 {
        self.page
    }

    /// Says that two lines do not agree, once for each page.
    pub fn once(&mut self, own: u32, other: (u32, u32), what: &str) {
        if self.told.insert(other.0) {
            self.say(own, other, what);
        }
    }

    /// Says that two lines do not agree, whatever else is said of the page.
    pub fn say(&mut self, own: u32, other: (u32, u32), what: &str) {
        let path: String = self.path.iter().map(|name| format!("{name}: ")).collect();
        let what = format!("{}: {path}{what}", self.operation);
        self.found.push(Finding { own: (self.page, own), other, what });
    }

    /// All of them.
    pub fn into_found(self) -> Vec<Finding> {
        self.found
    }
}
