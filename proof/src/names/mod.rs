//! `cargo proof names`: the names of shapes against the models' own.

#[cfg(feature = "learn")]
mod choice;
#[cfg(feature = "learn")]
mod learn;
#[cfg(feature = "learn")]
mod ways;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::process::ExitCode;

use crate::parallel::{default_jobs, map};
use doc_bindgen::spec::{Provider, ShapeKind, Spec};

use crate::truth;
use crate::truth::Service;
use crate::verify::{Quirks, compare};
use xtask::corpus::BOTO3;
use xtask::{Outcome, files};

/// Tells how many shapes of specs made from pages that name none carry the name that the model
/// has for them. Which shape of the model stands where is found in lock-step, as `verify` does.
///
/// Services fall into two halves by a hash of their id: the rules of naming were found on the one,
/// and the share is reported on the other.
#[derive(clap::Args)]
pub struct Arguments {
    /// The folder of the specs; those of AWS are in `aws` below it.
    #[arg(long, default_value = "spec")]
    spec: PathBuf,
    /// The corpus.
    #[arg(long, default_value_os_t = PathBuf::from(format!("corpus/boto3-{BOTO3}")))]
    corpus: PathBuf,
    /// Show the services of the half that was learned from one by one. The others are shown as a
    /// sum, so that nobody tunes the rules to them by accident.
    #[arg(long)]
    each: bool,
    /// Show the shapes that carry another name than the model's, with the same restriction.
    #[arg(long)]
    missed: bool,
    /// Learn from the half that is learned from: which ways to make names are worth trying, and their
    /// weights. Writes `weights.tsv` into this folder, which is `codegen/src/resolve/name`.
    #[cfg(feature = "learn")]
    #[arg(long, value_name = "FOLDER")]
    learn: Option<PathBuf>,
    /// The services; where left out, all that have a spec.
    services: Vec<String>,
}

/// Which half of the services one belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Half {
    /// Rules and weights were found here.
    Learned,
    /// They are tried here.
    Reported,
}

impl Half {
    /// By bit 32 of the FNV-1a hash of the service's id.
    fn of(service: &str) -> Self {
        let hash = service.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)
        });
        if hash >> 32 & 1 == 0 { Half::Learned } else { Half::Reported }
    }
}

/// How many names there are, and how many are the model's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Share {
    same: usize,
    all: usize,
}

impl Share {
    fn count(&mut self, same: bool) {
        self.same += usize::from(same);
        self.all += 1;
    }

    fn add(self, other: Share) -> Share {
        Share { same: self.same + other.same, all: self.all + other.all }
    }
}

impl std::fmt::Display for Share {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let percent = 100.0 * self.same as f64 / self.all.max(1) as f64;
        write!(f, "{percent:.1}% ({} of {})", self.same, self.all)
    }
}

/// What was found of one service, or of several.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Found {
    /// Structures, unions and event streams below inputs and outputs.
    structures: Share,
    enums: Share,
    /// Names that differ from another of the service by a number alone.
    numbered: Vec<String>,
    /// The names that are not the model's, with those that are.
    missed: Vec<String>,
}

impl Found {
    fn of(spec: &Spec, names: &BTreeMap<String, BTreeSet<String>>) -> Self {
        let mut found = Found::default();
        for shape in &spec.shapes {
            let stem = shape.name.trim_end_matches(|c: char| c.is_ascii_digit());
            let models = names.get(&shape.name);
            let same = models.is_some_and(|models| models.contains(&shape.name));
            if !same && stem != shape.name && spec.shape(stem).is_some() {
                found.numbered.push(shape.name.clone());
            }
            let Some(models) = models else { continue };
            match shape.kind {
                ShapeKind::Enum(_) => found.enums.count(same),
                _ => found.structures.count(same),
            }
            if !same {
                let models: Vec<&str> = models.iter().map(|name| &**name).collect();
                found.missed.push(format!("{} is {}", shape.name, models.join(" or ")));
            }
        }
        found
    }

    fn add(&mut self, other: &Found) {
        self.structures = self.structures.add(other.structures);
        self.enums = self.enums.add(other.enums);
        self.numbered.extend_from_slice(&other.numbered);
    }
}

impl std::fmt::Display for Found {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Found { structures, enums, numbered, .. } = self;
        let all = structures.add(*enums);
        write!(
            f,
            "{all}; structures and unions {structures}; enums {enums}; {} numbered",
            numbered.len()
        )
    }
}

pub fn run(arguments: &Arguments) -> Outcome {
    let quirks = Quirks::read()?;
    let folder = arguments.spec.join(Provider::Aws.as_str());
    let services = match &arguments.services[..] {
        [] => files::stems(&folder, "yaml")?,
        services => services.to_vec(),
    };
    let results = map(&services, default_jobs(), |id| {
        let truth = Service::read(&truth::path(&arguments.corpus, id))?;
        let path = folder.join(format!("{id}.yaml"));
        let spec = files::spec(&path)?;
        let names = compare(&truth, &spec, &quirks).names;
        let found = Found::of(&spec, &names);
        Ok::<_, String>((found, (spec, names)))
    });
    #[cfg(feature = "learn")]
    let mut lessons = Vec::new();
    let mut halves = [(0, Found::default()), (0, Found::default())];
    for (id, result) in services.iter().zip(results) {
        let (found, _lesson) = result?;
        let half = Half::of(id);
        #[cfg(feature = "learn")]
        if half == Half::Learned {
            lessons.push(_lesson);
        }
        let (count, sum) = &mut halves[usize::from(half == Half::Reported)];
        *count += 1;
        sum.add(&found);
        if half == Half::Reported {
            continue;
        }
        if arguments.each {
            println!("{id}: {found}");
        }
        if arguments.missed {
            found.missed.iter().for_each(|line| println!("{id} {line}"));
        }
    }
    let [(_, learned), (_, reported)] = &halves;
    let mut both = learned.clone();
    both.add(reported);
    for (label, (count, found)) in ["learned from", "reported on"].iter().zip(&halves) {
        println!("{count} services {label}: {found}");
    }
    println!("{} services: {both}", services.len());
    #[cfg(feature = "learn")]
    if let Some(folder) = &arguments.learn {
        learn::write(&lessons, folder)?;
    }
    Ok(ExitCode::SUCCESS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_what_carries_the_models_name() {
        let text = "format: 1\nprovider: aws\nservice: demo\noperations:\n  GetThing:\n    \
                    method: get_thing\n    output: GetThingResponse\nshapes:\n  \
                    GetThingResponse:\n    type: structure\n    members:\n      thing: {type: \
                    Thing}\n      other: {type: Thing2}\n      kind: {type: Kind}\n  Kind: \
                    {type: enum, values: [a]}\n  Thing: {type: structure, members: {}}\n  \
                    Thing2: {type: structure, members: {}}\n";
        let spec = match doc_bindgen::spec::read(text, std::path::Path::new("demo.yaml")) {
            Ok(spec) => spec,
            Err(problems) => panic!("{problems:?}"),
        };
        let model = |name: &str| BTreeSet::from([name.to_string()]);
        let names = BTreeMap::from([
            ("Thing".to_string(), model("Thing")),
            ("Thing2".to_string(), model("OtherThing")),
            ("Kind".to_string(), model("KindType")),
        ]);
        let found = Found::of(&spec, &names);
        assert_eq!(found.structures, Share { same: 1, all: 2 });
        assert_eq!(found.enums, Share { same: 0, all: 1 });
        assert_eq!(found.numbered, ["Thing2"]);
        assert_eq!(found.missed, ["Kind is KindType", "Thing2 is OtherThing"]);
    }

    #[test]
    fn the_halves_are_about_equal() {
        let services = ["ec2", "s3", "sqs", "sts", "dynamodb", "iam", "lambda", "sns"];
        let learned = services.iter().filter(|id| Half::of(id) == Half::Learned).count();
        assert!((2..=6).contains(&learned), "{learned}");
    }
}
