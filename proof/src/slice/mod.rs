//! `cargo proof slice`: the services that are tried with every change, each for its oddities.
//!
//! Oddities are found in the models, so that the list in `xtask/services-ci.txt` can be made anew
//! for another release, and a reason in it that no longer holds is found out.

mod oddities;

use crate::parallel::{default_jobs, map};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::truth;
use crate::truth::Service;
use crate::verify::Quirks;
use xtask::Outcome;
use xtask::chosen::{self, PATH};
use xtask::corpus::BOTO3;

/// Chooses the services that are tried with every change: for each oddity that a model can have,
/// the smallest services that have it. Checks the committed list where it is not told to write it.
#[derive(clap::Args)]
pub struct Arguments {
    /// The corpus.
    #[arg(long, default_value_os_t = PathBuf::from(format!("corpus/boto3-{BOTO3}")))]
    corpus: PathBuf,
    /// How many services of each oddity.
    #[arg(long, default_value_t = 7)]
    each: usize,
    /// Write the list.
    #[arg(long)]
    write: bool,
}

/// Those whose specs are committed.
const COMMITTED: [&str; 8] =
    ["dynamodb", "lambda", "mpa", "s3", "sqs", "sts", "transcribe", "workspaces-web"];
const IS_COMMITTED: &str = "spec is committed";

pub fn run(arguments: &Arguments) -> Outcome {
    let ids = truth::services(&arguments.corpus)?;
    let found = map(&ids, default_jobs(), |id| {
        let service = Service::read(&truth::path(&arguments.corpus, id))?;
        let size = size(&arguments.corpus.join("services").join(id));
        Ok::<_, String>((size, oddities::of(&service, &arguments.corpus)))
    });
    let mut odd: BTreeMap<&str, (u64, Vec<&'static str>)> = BTreeMap::new();
    let quirks = Quirks::read()?;
    for (id, found) in ids.iter().zip(found) {
        let (size, mut oddities) = found?;
        if COMMITTED.contains(&id.as_str()) {
            oddities.push(IS_COMMITTED);
        }
        if quirks.concern(id) {
            oddities.push("documentation that a handler of botocore changes");
        }
        odd.insert(id, (size, oddities));
    }
    if arguments.write {
        fs::write(PATH, choose(&odd, arguments.each)).map_err(|e| format!("{PATH}: {e}"))?;
        return Ok(ExitCode::SUCCESS);
    }
    let mut wrong = 0;
    for (service, reasons) in chosen::rows() {
        let Some((_, found)) = odd.get(service) else { continue };
        for reason in reasons.iter().filter(|reason| !found.contains(reason)) {
            println!("{PATH}: {service} no longer has: {reason}");
            wrong += 1;
        }
    }
    let listed = chosen::rows().count();
    println!("{listed} services, {wrong} reasons that no longer hold");
    Ok(if wrong == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The smallest services of each oddity, the rarest oddity first, so that a service that is there
/// for a rare one serves for the common ones too.
fn choose(odd: &BTreeMap<&str, (u64, Vec<&'static str>)>, each: usize) -> String {
    let mut by_oddity: BTreeMap<&str, Vec<(u64, &str)>> = BTreeMap::new();
    for (service, (size, oddities)) in odd {
        for oddity in oddities {
            by_oddity.entry(oddity).or_default().push((*size, service));
        }
    }
    let mut order: Vec<(&str, Vec<(u64, &str)>)> = by_oddity.into_iter().collect();
    order.iter_mut().for_each(|(_, services)| services.sort());
    order.sort_by_key(|(oddity, services)| (services.len(), *oddity));
    let mut chosen: BTreeMap<&str, Vec<&str>> =
        COMMITTED.iter().map(|service| (*service, Vec::new())).collect();
    chosen.retain(|service, _| odd.contains_key(service));
    for (oddity, services) in &order {
        let there = services.iter().filter(|(_, service)| chosen.contains_key(service)).count();
        let wanted = each.saturating_sub(there);
        let more: Vec<&str> = services
            .iter()
            .map(|(_, service)| *service)
            .filter(|service| !chosen.contains_key(service))
            .take(wanted)
            .collect();
        for service in more {
            chosen.entry(service).or_default();
        }
        let mut left = if *oddity == IS_COMMITTED { COMMITTED.len() } else { each };
        for (_, service) in services {
            if let Some(reasons) = chosen.get_mut(service)
                && left > 0
            {
                reasons.push(oddity);
                left -= 1;
            }
        }
    }
    let mut out = String::from(
        "# The services that are tried with every change, each with what is odd about it.\n\
         # Made by `cargo proof slice --write`; `cargo proof slice` says which reasons no longer hold.\n",
    );
    for (service, mut reasons) in chosen {
        reasons.sort_unstable();
        let _ = writeln!(out, "{service}: {}", reasons.join(", "));
    }
    out
}

/// The bytes of the files below a folder.
fn size(folder: &Path) -> u64 {
    let Ok(entries) = fs::read_dir(folder) else { return 0 };
    entries
        .flatten()
        .map(|entry| match entry.metadata() {
            Ok(metadata) if metadata.is_dir() => size(&entry.path()),
            Ok(metadata) => metadata.len(),
            Err(_) => 0,
        })
        .sum()
}
