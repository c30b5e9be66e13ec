//! In which order the two documentations are read, and what the second did to what the first made.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use doc_bindgen::diff::{Verdict, diff};

use xtask::files;

/// An order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Order {
    /// Both at once.
    Both,
    /// boto3's pages, and then those of the reference over the specs that they made.
    Boto3First,
    /// The other way round.
    ReferenceFirst,
    /// Both at once, a service at a time.
    Each,
}

/// The pages of a service: boto3's, and those of the reference.
pub struct Pages {
    pub boto3: Vec<PathBuf>,
    pub reference: PathBuf,
}

impl Order {
    /// The pages of each run.
    pub fn runs(self, services: &[Pages]) -> Vec<Vec<PathBuf>> {
        let boto3 = || services.iter().flat_map(|it| it.boto3.clone()).collect();
        let reference = || services.iter().map(|it| it.reference.clone()).collect();
        let both = |it: &Pages| it.boto3.iter().chain([&it.reference]).cloned().collect();
        match self {
            Order::Both => {
                vec![services.iter().flat_map(|it| -> Vec<PathBuf> { both(it) }).collect()]
            }
            Order::Boto3First => vec![boto3(), reference()],
            Order::ReferenceFirst => vec![reference(), boto3()],
            Order::Each => services.iter().map(both).collect(),
        }
    }

    /// The word for it on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Order::Both => "both",
            Order::Boto3First => "boto3-first",
            Order::ReferenceFirst => "reference-first",
            Order::Each => "each",
        }
    }

    /// Whether the names of shapes are told, and not chosen before the reference was read.
    pub fn tells_names(self) -> bool {
        self != Order::Boto3First
    }
}

/// What `diff` tells between the specs of two folders, by rule: how often, and how often as a break of
/// callers; and some of the breaks.
#[derive(Default)]
pub struct Changes {
    pub rules: BTreeMap<&'static str, (usize, usize)>,
    pub breaks: Vec<String>,
}

impl Changes {
    /// Adds those of a service.
    pub fn of(&mut self, before: &Path, after: &Path, id: &str) -> Result<(), String> {
        let spec = |folder: &Path| files::spec(&folder.join("aws").join(format!("{id}.yaml")));
        let (before, after) = (spec(before)?, spec(after)?);
        for change in diff(&before, &after) {
            let entry = self.rules.entry(change.rule.id).or_default();
            entry.0 += 1;
            if change.wire == Verdict::Breaks {
                entry.1 += 1;
                self.breaks.push(format!("{id} {}: {}", change.rule.id, change.sentence()));
            }
        }
        Ok(())
    }
}
