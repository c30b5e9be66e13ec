//! `cargo proof stability`: one release of the documentation read over the other, oldest first.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::parallel::{default_jobs, map};
use doc_bindgen::spec::Spec;

use crate::truth::{self, Service};
use crate::verify::{self, Quirks};
use xtask::tool::Profile;
use xtask::{Outcome, files, tool};

/// Reads the corpora one after the other into one folder of specs, and checks after each that every
/// shape that is still there has kept its name, that the specs say what the models say, and that
/// reading the same once more changes no byte.
#[derive(clap::Args)]
pub struct Arguments {
    /// The corpora, oldest first: at least two.
    #[arg(required = true, num_args = 2..)]
    corpora: Vec<PathBuf>,
    /// Where the specs are made; emptied first.
    #[arg(long, default_value = "target/stability")]
    out: PathBuf,
    /// How many findings of a service to show.
    #[arg(long, default_value_t = 5)]
    show: usize,
}

/// The names that a spec has for the shapes of the model below inputs and outputs.
type ShapeNames = BTreeMap<String, BTreeSet<String>>;

/// What is known of a service after one release.
struct Known {
    names: ShapeNames,
    findings: Vec<String>,
    /// Shapes that were there before, and of these how many kept the name.
    before: usize,
    exact: bool,
}

pub fn run(arguments: &Arguments) -> Outcome {
    let command = tool::build(Profile::Release, "proof")?;
    let _ = fs::remove_dir_all(&arguments.out);
    let quirks = Quirks::read()?;
    let mut names: BTreeMap<String, ShapeNames> = BTreeMap::new();
    let mut wrong = 0;
    for corpus in &arguments.corpora {
        tool::parse(&command, [corpus.join("services")], &arguments.out)?;
        let after = contents(&arguments.out)?;
        tool::parse(&command, [corpus.join("services")], &arguments.out)?;
        let twice = contents(&arguments.out)?;
        let changed: Vec<&String> = after
            .iter()
            .filter(|(name, text)| twice.get(*name) != Some(*text))
            .map(|e| e.0)
            .collect();
        for service in &changed {
            println!("{service}: reading the same again changes it");
        }
        let services = truth::services(corpus)?;
        let found = map(&services, default_jobs(), |id| {
            let model = Service::read(&truth::path(corpus, id))?;
            let spec = read(&arguments.out, id)?;
            let compared = verify::compare(&model, &spec, &quirks);
            let exact = compared.differences.facts.is_empty();
            let now = compared.names;
            let (before, findings) = names.get(id).map_or((0, Vec::new()), |old| kept(old, &now));
            Ok::<_, String>(Known { names: now, findings, before, exact })
        });
        let (mut shapes, mut exact, mut lost) = (0, 0, 0);
        for (id, found) in services.iter().zip(found) {
            let found = found?;
            for finding in found.findings.iter().take(arguments.show) {
                println!("{id}: {finding}");
            }
            shapes += found.before;
            lost += found.findings.len();
            exact += usize::from(found.exact);
            names.insert(id.clone(), found.names);
        }
        wrong += lost + changed.len() + (services.len() - exact);
        println!(
            "{}: {} services, {exact} exact; {shapes} shapes were there before, {lost} lost their \
             name; {} changed when read again",
            corpus.display(),
            services.len(),
            changed.len()
        );
    }
    Ok(if wrong == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn contents(out: &Path) -> Result<BTreeMap<String, String>, String> {
    let folder = out.join("aws");
    let read = |name: String| {
        let path = folder.join(format!("{name}.yaml"));
        let text = fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        Ok((name, text))
    };
    files::stems(&folder, "yaml")?.into_iter().map(read).collect()
}

fn read(out: &Path, service: &str) -> Result<Spec, String> {
    files::spec(&out.join("aws").join(format!("{service}.yaml")))
}

/// How many shapes of before are still there, and those that lost their name.
///
/// A shape of a spec stands for one or more of the model's, and two shapes of two releases are the
/// same where they stand for a shape of the model by the same name. A shape that was parted in two
/// leaves its name to one of them; two that became one leave it the name of either.
fn kept(old: &ShapeNames, now: &ShapeNames) -> (usize, Vec<String>) {
    let by_model = |names: &ShapeNames| {
        let mut out: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (name, models) in names {
            for model in models {
                out.entry(model.clone()).or_default().insert(name.clone());
            }
        }
        out
    };
    let (old_of, now_of) = (by_model(old), by_model(now));
    let (mut before, mut lost) = (0, Vec::new());
    for (name, models) in old {
        let heirs: BTreeSet<&String> =
            models.iter().filter_map(|model| now_of.get(model)).flatten().collect();
        if heirs.is_empty() {
            continue;
        }
        before += 1;
        let merged = heirs.iter().all(|heir| {
            let forebears = now[*heir].iter().filter_map(|model| old_of.get(model)).flatten();
            forebears.into_iter().any(|forebear| forebear == *heir)
        });
        if !heirs.contains(name) && !merged {
            lost.push(format!(
                "{name} is now {}",
                heirs.into_iter().cloned().collect::<Vec<_>>().join(", ")
            ));
        }
    }
    (before, lost)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(pairs: &[(&str, &[&str])]) -> ShapeNames {
        let set = |models: &&[&str]| models.iter().map(ToString::to_string).collect();
        pairs.iter().map(|(name, models)| (name.to_string(), set(models))).collect()
    }

    #[test]
    fn a_name_that_is_gone_though_its_shape_is_not_is_lost() {
        let old = names(&[("Key", &["K"]), ("Gone", &["G"])]);
        let (before, lost) = kept(&old, &names(&[("KeyData", &["K"])]));
        assert_eq!((before, lost), (1, vec!["Key is now KeyData".to_string()]));
    }

    #[test]
    fn a_name_that_went_to_another_shape_is_lost() {
        let old = names(&[("Key", &["K"])]);
        let (_, lost) = kept(&old, &names(&[("Key", &["New"]), ("KeyData", &["K"])]));
        assert_eq!(lost, ["Key is now KeyData"]);
    }

    #[test]
    fn one_of_two_parts_keeps_the_name_and_one_of_two_names_stays() {
        let old = names(&[("Key", &["K", "L"])]);
        let parted = names(&[("Key", &["L"]), ("Lock", &["K"])]);
        assert_eq!(kept(&old, &parted).1, [""; 0]);
        assert_eq!(kept(&parted, &old).1, [""; 0]);
    }
}
