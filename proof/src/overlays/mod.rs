//! `cargo proof overlays`: what no page states of how services are spoken to, from botocore's models, as
//! the overlays that the tool brings with it.

mod choose;
mod endpoints;
mod errors;
mod list;
mod make;
mod model;
pub mod renamed;
mod split;
mod text;
mod walk;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::parallel::{default_jobs, map};
use clap::Args;
use doc_bindgen::pipeline::{self, Options};
use doc_bindgen::spec::{self, Overlay, Spec};
use xtask::corpus::BOTO3;
use xtask::{Outcome, python, root};

use self::make::Made;
use self::model::Model;
use self::renamed::Renamed;

const SCRIPT: &str = concat!(include_str!("../endpoints/answers.py"), include_str!("models.py"));

/// Make the overlays that the tool brings with it: what botocore's models say of the wire and no page
/// does.
#[derive(Args)]
pub struct Arguments {
    /// The corpus: boto3's pages, and botocore.
    #[arg(long, default_value_os_t = PathBuf::from(format!("corpus/boto3-{BOTO3}")))]
    corpus: PathBuf,
    /// Specs that the pages made without any overlay; they are read again where left out.
    #[arg(long, value_name = "DIR")]
    spec: Option<PathBuf>,
    /// Where they are written; where the tool takes them from where left out.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Do not write them: tell which are not as they would be written.
    #[arg(long)]
    check: bool,
    /// Show what the models say and no overlay can.
    #[arg(long)]
    open: bool,
    /// The services; all of the corpus where left out.
    services: Vec<String>,
}

pub fn run(arguments: &Arguments) -> Outcome {
    let out = arguments.out.clone().unwrap_or_else(|| root().join("codegen/knowledge/aws"));
    let specs = match &arguments.spec {
        Some(spec) => spec.join("aws"),
        None => {
            let out = root().join("target/overlays");
            read(&arguments.corpus, &arguments.services, &out, false)?
        }
    };
    let models = models(&arguments.corpus, &arguments.services)?;
    let renamed = Renamed::read()?;
    let made = map(&models, default_jobs(), |text| {
        let model: Model = serde_json::from_str(text).map_err(|e| e.to_string())?;
        let path = specs.join(format!("{}.yaml", model.service));
        // A service without pages has nothing to be merged into.
        let Ok(text) = fs::read_to_string(&path) else { return Ok(None) };
        let spec = spec::read(&text, &path).map_err(|e| format!("{}: {e:?}", path.display()))?;
        let made = make::make(&spec, &model, &renamed, &head())?;
        let idle = idle(spec, &made.text);
        Ok::<_, String>(Some((model.service, made, idle)))
    });
    let made: BTreeMap<String, (Made, Vec<String>)> = made
        .into_iter()
        .collect::<Result<Vec<_>, _>>()?
        .into_iter()
        .flatten()
        .map(|(service, made, idle)| (service, (made, idle)))
        .collect();
    let mut good = true;
    let (mut bytes, mut open, mut changed) = (0, 0, 0);
    for (service, (made, idle)) in &made {
        for entry in idle {
            good = false;
            println!("{service}: {entry}");
        }
        bytes += made.text.len();
        open += made.open.len();
        for line in made.open.iter().filter(|_| arguments.open) {
            println!("{service}: {line}");
        }
        let path = out.join(format!("{service}.yaml"));
        if fs::read_to_string(&path).is_ok_and(|text| text == made.text) {
            continue;
        }
        changed += 1;
        if arguments.check {
            good = false;
            println!("{}: is not what the model and the pages say", path.display());
        } else {
            doc_bindgen::files::write_if_changed(&path, made.text.as_bytes())
                .map_err(|e| format!("{}: {e}", path.display()))?;
        }
    }
    if arguments.out.is_none() {
        good &= list::write(arguments.check)?;
    }
    println!(
        "{} services, {bytes} bytes, {changed} changed; {open} places are not as the model has them",
        made.len()
    );
    Ok(if good { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The entries of a service, errata among them, that match nothing of what its pages make.
fn idle(mut spec: Spec, made: &str) -> Vec<String> {
    let errata = doc_bindgen::knowledge::of(spec.provider, &spec.service);
    let errata = errata.into_iter().filter(|file| file.path.starts_with("errata/"));
    let errata = errata.map(|file| (file.path, file.text));
    let mut idle = Vec::new();
    for (path, text) in [("made", made)].into_iter().chain(errata) {
        let merged = Overlay::read(text, Path::new(path)).and_then(|it| it.merge(&mut spec));
        idle.extend(merged.err().unwrap_or_default().iter().map(ToString::to_string));
    }
    idle
}

/// What every one begins with.
fn head() -> String {
    format!(
        "# Made by `cargo proof overlays`; not to be edited. `spec/overlays` of a repository goes over it.\n\
         format: 1\n\
         provider: aws\n\
         reason: No page of boto3's reference states it; botocore {BOTO3}'s model of the service does.\n"
    )
}

/// The specs that the pages of a corpus make, with what the tool knows by itself or without.
pub fn read(
    corpus: &Path,
    services: &[String],
    out: &Path,
    built_in: bool,
) -> Result<PathBuf, String> {
    python::remove(out)?;
    let folder = corpus.join("services");
    let inputs: Vec<PathBuf> = match services {
        [] => vec![folder],
        _ => services
            .iter()
            .flat_map(|it| [folder.join(it), folder.join(format!("{it}.rst"))])
            .filter(|path| path.exists())
            .collect(),
    };
    let options = Options {
        only: &[],
        jobs: default_jobs(),
        memory: None,
        built_in,
        service: None,
        allow_removal: &[],
        progress: &|_| {},
    };
    let report = pipeline::parse(&inputs, out, &options)
        .map_err(|e| format!("{}: {}", e.path.display(), e.error))?;
    match report.services.is_empty() {
        true => Err(format!("{}: no service came of its pages", corpus.display())),
        false => Ok(out.join("aws")),
    }
}

/// What the models say, a service each.
fn models(corpus: &Path, services: &[String]) -> Result<Vec<String>, String> {
    let interpreter = xtask::corpus::installed(corpus, BOTO3)?;
    let output = python::without_configuration(&interpreter, corpus)
        .args(["-c", SCRIPT])
        .args(services)
        .output()
        .map_err(|e| format!("{}: {e}", interpreter.display()))?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    Ok(String::from_utf8_lossy(&output.stdout).lines().map(str::to_owned).collect())
}
