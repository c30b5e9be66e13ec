//! `cargo proof reference`: what pages of the API Reference alone can tell, against the models.

mod facts;
mod held;
mod kinds;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use doc_bindgen::spec::Provider;
use serde_json::Value;

use held::{Class, Held};
use xtask::{Outcome, files};

/// Holds what the API Reference states and boto3 does not (the place in HTTP, where members go,
/// their names on the wire, limits, and the names of shapes) against botocore's models.
#[derive(clap::Args)]
pub struct Arguments {
    /// The folder of the models: `botocore/data`.
    #[arg(long)]
    models: PathBuf,
    /// The folder of the specs; those of AWS are in `aws` below it.
    #[arg(long, default_value = "spec")]
    spec: PathBuf,
    /// Pages of one service: what is read of each is held against the model fact by fact, and no
    /// spec is looked at.
    #[arg(long)]
    pages: Option<PathBuf>,
    /// How many differences of a service to show.
    #[arg(long, default_value_t = 20)]
    show: usize,
    /// The services.
    #[arg(required = true)]
    services: Vec<String>,
}

pub fn run(arguments: &Arguments) -> Outcome {
    if let Some(folder) = &arguments.pages {
        let [id] = &arguments.services[..] else {
            return Err("`--pages` takes the pages of one service".to_owned());
        };
        return facts::run(folder, &model(&arguments.models, id)?, arguments.show);
    }
    let mut differ = false;
    for id in &arguments.services {
        let model = model(&arguments.models, id)?;
        let path = arguments.spec.join(Provider::Aws.as_str()).join(format!("{id}.yaml"));
        let spec = files::spec(&path)?;
        let mut held = Held::new(&spec, &model);
        held.all();
        differ |= held.differences.iter().any(|(class, _)| *class == Class::Unexplained);
        println!(
            "{id}: {} facts hold, {} differ, {} of the model are not told",
            held.right,
            held.differences.len(),
            held.untold
        );
        for (class, words) in Class::ALL {
            let count = held.differences.iter().filter(|(other, _)| *other == class).count();
            if count > 0 {
                println!("  {count} {words}");
            }
        }
        held.differences.sort_by_key(|(class, _)| std::cmp::Reverse(*class));
        for (_, difference) in held.differences.iter().take(arguments.show) {
            println!("    {difference}");
        }
    }
    Ok(if differ { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// The newest model of a service.
fn model(models: &Path, id: &str) -> Result<Value, String> {
    let folder = models.join(id);
    let at = |e: std::io::Error| format!("{}: {e}", folder.display());
    let versions = fs::read_dir(&folder).map_err(at)?;
    let newest = versions.filter_map(Result::ok).map(|entry| entry.path()).max();
    let newest = newest.ok_or_else(|| format!("{}: no version", folder.display()))?;
    let plain = newest.join("service-2.json");
    let text = if plain.exists() {
        fs::read(&plain).map_err(|e| format!("{}: {e}", plain.display()))?
    } else {
        let packed = newest.join("service-2.json.gz");
        let unpacked = Command::new("gzip").arg("-dc").arg(&packed).output();
        unpacked.map_err(|e| format!("gzip {}: {e}", packed.display()))?.stdout
    };
    serde_json::from_slice(&text).map_err(|e| format!("{}: {e}", newest.display()))
}
