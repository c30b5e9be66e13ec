//! `cargo proof together`: boto3's pages and those of the API Reference, read together, against the
//! models that both were made from.

mod held;
mod inside;
mod kind;
mod order;
mod said;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use doc_bindgen::pipeline::{self, Options};

use crate::known::Known;
use crate::pages::{self, model};
use crate::parallel::{default_jobs, map};
use held::Held;
use kind::Kind;
use model::Model;
use order::{Changes, Order, Pages};
use xtask::corpus::BOTO3;
use xtask::{Outcome, chosen, files};

/// Writes the API Reference of every service from its model, reads it together with boto3's pages, and
/// holds the specs against the models: whatever one of the two documentations states has to be there.
/// What neither states is listed in `proof/together-known.txt`, with the reason; what a form of pages has
/// lost in `proof/together-FORM-known.txt`, and what an order cannot tell in
/// `proof/together-ORDER-known.txt`.
#[derive(clap::Args)]
pub struct Arguments {
    /// The corpus: boto3's pages and the models that they were made from.
    #[arg(long, default_value_os_t = PathBuf::from(format!("corpus/boto3-{BOTO3}")))]
    corpus: PathBuf,
    /// Where pages and specs are written.
    #[arg(long, default_value = "target/together")]
    out: PathBuf,
    /// The form of the pages.
    #[arg(long, value_enum, default_value_t = pages::Form::Today)]
    form: pages::Form,
    /// The order in which the two documentations are read.
    #[arg(long, value_enum, default_value_t = Order::Both)]
    order: Order,
    /// Hold the specs that are there, and write and read nothing.
    #[arg(long)]
    only_hold: bool,
    /// How many differences of a kind to show.
    #[arg(long, default_value_t = 10)]
    show: usize,
    /// The services of `xtask/services-ci.txt`.
    #[arg(long)]
    slice: bool,
    /// The services; all that have a model where left out.
    services: Vec<String>,
}

pub fn run(arguments: &Arguments) -> Outcome {
    let models = arguments.corpus.join("models");
    let is_whole = arguments.services.is_empty() && !arguments.slice;
    let services = if !arguments.services.is_empty() {
        arguments.services.clone()
    } else if arguments.slice {
        chosen::services()
    } else {
        files::stems(&arguments.corpus.join("truth"), "json")?
    };
    let specs = arguments.out.join("spec");
    let mut known = Known::read(Path::new("proof/together-known.txt"))?;
    let of = |word: &str| Known::read(Path::new(&format!("proof/together-{word}-known.txt")));
    let mut lost = of(arguments.form.word())?;
    lost.add(&of(arguments.order.word())?);
    known.add(&lost);
    let mut good = true;
    if !arguments.only_hold {
        let folder = arguments.out.join(arguments.form.word());
        let written = map(&services, default_jobs(), |id| {
            pages::write(&models, id, arguments.form, &folder.join(id))
        });
        let written = written.into_iter().collect::<Result<Vec<usize>, String>>()?;
        println!("{} pages written", written.iter().sum::<usize>());
        let pages = services.iter().map(|id| {
            let pages = arguments.corpus.join("services");
            let boto3 = [pages.join(format!("{id}.rst")), pages.join(id)];
            let boto3 = boto3.into_iter().filter(|path| path.exists()).collect();
            Pages { boto3, reference: folder.join(id) }
        });
        let pages: Vec<Pages> = pages.collect();
        let _ = fs::remove_dir_all(&specs);
        let before = arguments.out.join("before");
        let _ = fs::remove_dir_all(&before);
        let runs = arguments.order.runs(&pages);
        let is_over = matches!(arguments.order, Order::Boto3First | Order::ReferenceFirst);
        for (at, paths) in runs.iter().enumerate() {
            if at > 0 && is_over {
                copy(&specs, &before)?;
            }
            good &= read(paths, &specs, arguments, &mut known)?;
        }
        if arguments.order == Order::Boto3First {
            good &= tell_changes(&before, &specs, &services, arguments.show, &mut known)?;
        }
    }
    let held = map(&services, default_jobs(), |id| hold(&models, &specs, id));
    let mut kinds: BTreeMap<Kind, (usize, usize, Vec<String>)> = BTreeMap::new();
    for (id, held) in services.iter().zip(held) {
        let (right, differences) = match held {
            Ok(held) => held,
            Err(error) => {
                println!("{id}: {error}");
                good = false;
                continue;
            }
        };
        for (kind, count) in right {
            kinds.entry(kind).or_default().0 += count;
        }
        for ((kind, place), what) in differences {
            let entry = kinds.entry(kind).or_default();
            if known.has(&format!("{} {id} {place}", kind.word())) {
                entry.1 += 1;
            } else {
                entry.2.push(format!("{id} {place}: {what}"));
            }
        }
    }
    for kind in Kind::ALL {
        let Some((right, listed, lines)) = kinds.get(&kind) else { continue };
        let listed = if *listed > 0 { format!(", {listed} listed") } else { String::new() };
        println!("{}: {right} right, {} wrong{listed}", kind.word(), lines.len());
        lines.iter().take(arguments.show).for_each(|line| println!("    {line}"));
        good &= lines.is_empty() || (kind == Kind::Name && !arguments.order.tells_names());
    }
    // Other forms of pages tell more of some of it, and other orders less.
    if is_whole && !arguments.only_hold {
        let is_usual = arguments.form == pages::Form::Today && arguments.order == Order::Both;
        for line in known.idle().into_iter().filter(|line| is_usual || lost.lists(line)) {
            println!("no longer applies: {line}");
            good = false;
        }
    }
    Ok(if good { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

type Found = (BTreeMap<Kind, usize>, BTreeMap<(Kind, String), String>);

fn hold(models: &Path, specs: &Path, id: &str) -> Result<Found, String> {
    let model = Model::read(models, id)?.complete();
    let spec = files::spec(&specs.join("aws").join(format!("{id}.yaml")))?;
    let mut held = Held::new(&spec, id, &model);
    held.all();
    Ok((held.right, held.differences))
}

/// Copies the specs of a folder.
fn copy(from: &Path, to: &Path) -> Result<(), String> {
    let at = |path: &Path| {
        let path = path.display().to_string();
        move |e: std::io::Error| format!("{path}: {e}")
    };
    let (from, to) = (from.join("aws"), to.join("aws"));
    fs::create_dir_all(&to).map_err(at(&to))?;
    for entry in fs::read_dir(&from).map_err(at(&from))?.filter_map(Result::ok) {
        let path = entry.path();
        fs::copy(&path, to.join(entry.file_name())).map_err(at(&path))?;
    }
    Ok(())
}

/// Says what `diff` tells of what the reference added to specs. Whether nothing of it is a break.
fn tell_changes(
    before: &Path,
    after: &Path,
    services: &[String],
    show: usize,
    known: &mut Known,
) -> Result<bool, String> {
    let mut changes = Changes::default();
    for id in services {
        changes.of(before, after, id)?;
    }
    println!("what diff tells of it, and how much of that as a break of callers:");
    for (rule, (all, breaks)) in &changes.rules {
        println!("  {rule}: {all}, {breaks}");
    }
    changes.breaks.retain(|line| !known.has(&format!("break {line}")));
    changes.breaks.iter().take(show).for_each(|line| println!("    {line}"));
    Ok(changes.breaks.is_empty())
}

/// Reads pages into specs, and says what was said. Whether nothing was that may not be said of two
/// documentations of one version.
fn read(
    paths: &[PathBuf],
    out: &Path,
    arguments: &Arguments,
    known: &mut Known,
) -> Result<bool, String> {
    let options = Options {
        built_in: false,
        jobs: default_jobs(),
        memory: None,
        service: None,
        allow_removal: &[],
        only: &[],
        progress: &|_| {},
    };
    let report = pipeline::parse(paths, out, &options)
        .map_err(|it| format!("{}: {}", it.path.display(), it.error))?;
    let mut said: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for diagnostic in &report.diagnostics {
        if known.has(&format!("{} {}", diagnostic.rule.id, diagnostic.message)) {
            continue;
        }
        said.entry(diagnostic.rule.id).or_default().push(diagnostic.to_string());
    }
    if arguments.order != Order::Each {
        println!("{} specs", report.services.len());
    }
    let mut good = true;
    for (rule, lines) in said {
        // By itself the reference does not tell what boto3 calls a service.
        let is_guess = rule == "guessed-service" && arguments.order == Order::ReferenceFirst;
        if arguments.order != Order::Each || WRONG.contains(&rule) {
            println!("{} {rule}", lines.len());
        }
        if WRONG.contains(&rule) && !is_guess {
            good = false;
            lines.iter().take(arguments.show).for_each(|line| println!("    {line}"));
        }
    }
    Ok(good)
}

/// What may not be said of two documentations of one version.
const WRONG: [&str; 9] = [
    "pages-disagree",
    "unknown-service",
    "ambiguous-service",
    "guessed-service",
    "does-not-fit",
    "unknown-shape",
    "facts-not-read",
    "read-by-evidence",
    "syntax-and-list-disagree",
];
