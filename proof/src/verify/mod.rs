//! `cargo proof verify`: the specs against botocore's models.

mod classes;
mod difference;
mod lockstep;
mod marks;
mod quirks;
mod service;
#[cfg(test)]
mod tests;
pub mod words;

use std::path::PathBuf;
use std::process::ExitCode;

use crate::parallel::{default_jobs, map};
use doc_bindgen::spec::Provider;

pub use self::quirks::Quirks;
pub use self::service::compare;
pub use self::words::{letters, letters_of_commonmark};
use crate::truth;
use crate::truth::Service;
use xtask::corpus::BOTO3;
use xtask::{Outcome, chosen, files};

/// Holds specs against the models that the documentation was rendered from, as `corpus` left them.
#[derive(clap::Args)]
pub struct Arguments {
    /// The folder of the specs; those of AWS are in `aws` below it.
    #[arg(long, default_value = "spec")]
    spec: PathBuf,
    /// The corpus; the newest figures are about boto3 1.44.5.
    #[arg(long, default_value_os_t = PathBuf::from(format!("corpus/boto3-{BOTO3}")))]
    corpus: PathBuf,
    /// How many differences of a service to show.
    #[arg(long, default_value_t = 10)]
    show: usize,
    /// Do not compare what the documentation texts say.
    #[arg(long)]
    no_texts: bool,
    /// The services of `xtask/services-ci.txt`.
    #[arg(long)]
    slice: bool,
    /// The services; where left out, all that have a spec.
    services: Vec<String>,
}

pub fn run(arguments: &Arguments) -> Outcome {
    let quirks = Quirks::read()?;
    let services = services(arguments)?;
    let results = map(&services, default_jobs(), |id| {
        let truth = Service::read(&truth::path(&arguments.corpus, id))?;
        let path = arguments.spec.join(Provider::Aws.as_str()).join(format!("{id}.yaml"));
        let spec = files::spec(&path)?;
        Ok::<_, String>(service::compare(&truth, &spec, &quirks))
    });
    let mut exact = 0;
    let (mut operations, mut paginators, mut items, mut facts, mut texts) = (0, 0, 0, 0, 0);
    for (id, result) in services.iter().zip(results) {
        let result = match result {
            Ok(result) => result,
            Err(error) => {
                println!("{id}: {error}");
                continue;
            }
        };
        operations += result.operations;
        paginators += result.paginators;
        items += result.items;
        let differences = &result.differences;
        facts += differences.facts.len();
        texts += differences.texts.len();
        let shown = differences.facts.iter();
        let of_texts = differences.texts.iter().filter(|_| !arguments.no_texts);
        let lines: Vec<&String> = shown.chain(of_texts).collect();
        if lines.is_empty() {
            exact += 1;
            continue;
        }
        for line in lines.iter().take(arguments.show) {
            println!("{id} {line}");
        }
        if lines.len() > arguments.show {
            println!("{id} … and {} more", lines.len() - arguments.show);
        }
    }
    let idle = quirks.idle(&services);
    for entry in &idle {
        println!("proof/quirks.yaml: no longer applies: {entry}");
    }
    println!(
        "{operations} operations, {paginators} paginators ({items} with botocore's items, which \
         no page tells); {facts} facts and {texts} texts differ"
    );
    println!("{exact} of {} services exact", services.len());
    let good = exact == services.len() && idle.is_empty();
    Ok(if good { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The services to compare.
fn services(arguments: &Arguments) -> Result<Vec<String>, String> {
    if !arguments.services.is_empty() {
        return Ok(arguments.services.clone());
    }
    if arguments.slice {
        return Ok(chosen::services());
    }
    let folder = arguments.spec.join(Provider::Aws.as_str());
    let found = files::stems(&folder, "yaml")?;
    if found.is_empty() {
        return Err(format!("{} holds no spec", folder.display()));
    }
    Ok(found)
}
