//! `cargo proof html`: the same services from reStructuredText and from the HTML that Sphinx makes
//! of it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use xtask::python::{self, remove};
use xtask::tool::Profile;
use xtask::{Outcome, corpus, tool};

const PINNED: &str = include_str!("../sphinx.txt");

/// What Sphinx is told: every page for itself, with nothing around it.
const CONFIGURATION: &str = "\
project = 'Boto3'
html_theme = 'basic'
html_copy_source = False
html_use_index = False
html_domain_indices = False
html_sidebars = {'**': []}
root_doc = 'contents'
";

/// The page that Sphinx begins at.
const CONTENTS: &str = "Services\n========\n\n.. toctree::\n   :glob:\n\n   *\n";

/// The services that are held against each other where none are named.
const SERVICES: &str = "accessanalyzer account acm acm-pca amp apprunner athena backup-gateway \
    batch bedrock-runtime cloudhsmv2 codeconnections comprehendmedical dax dlm dsql dynamodb \
    dynamodbstreams ebs efs firehose iot-data kinesis lambda mpa pi polly rekognition s3 \
    s3vectors ses sns sqs sts swf timestream-query transcribe translate workspaces-web xray";

/// Makes HTML of services' pages with Sphinx, reads it, and holds the specs against those from the
/// pages themselves, byte for byte: as Sphinx writes HTML, and as the documentation's own site has
/// it, where bold lines are headings. What docutils takes away (a backslash that stands for
/// itself) no HTML can say; services that differ in nothing else are told apart.
#[derive(clap::Args)]
pub struct Arguments {
    /// The corpus: a folder that `cargo xtask corpus` made.
    #[arg(long)]
    corpus: Option<PathBuf>,
    /// The services, with commas between them; forty of many kinds where left out.
    #[arg(long, value_delimiter = ',')]
    services: Vec<String>,
    /// Where HTML and specs are made; emptied first.
    #[arg(long, default_value = "target/html")]
    out: PathBuf,
    /// Where Sphinx is installed: a folder that git ignores.
    #[arg(long, default_value = "corpus/sphinx")]
    sphinx: PathBuf,
}

/// The three forms of the pages, and of the specs made of them.
const SOURCE: &str = "source";
const PLAIN: &str = "plain";
const SITE: &str = "site";

pub fn run(arguments: &Arguments) -> Outcome {
    let corpus = match &arguments.corpus {
        Some(corpus) => corpus.clone(),
        None => Path::new("corpus").join(format!("boto3-{}", corpus::BOTO3)),
    };
    let services: Vec<&str> = match &arguments.services[..] {
        [] => SERVICES.split_ascii_whitespace().collect(),
        named => named.iter().map(String::as_str).collect(),
    };
    let out = &arguments.out;
    remove(out)?;
    for service in &services {
        let index = corpus.join("services").join(format!("{service}.rst"));
        copy(&index, &out.join(SOURCE).join(format!("{service}.rst")), &str::to_owned)?;
        let pages = corpus.join("services").join(service);
        copy_tree(&pages, &out.join(SOURCE).join(service), &str::to_owned)?;
    }
    render(arguments)?;
    for service in &services {
        let (plain, site) = (out.join(PLAIN), out.join(SITE));
        let index = format!("{service}.html");
        copy(&plain.join(&index), &site.join(&index), &as_on_the_site)?;
        copy_tree(&plain.join(service), &site.join(service), &as_on_the_site)?;
    }
    let command = tool::build(Profile::Release, "proof")?;
    for form in [SOURCE, PLAIN, SITE] {
        parse(&command, out, form, &services)?;
    }
    let mut wrong = 0;
    let mut same = 0;
    for service in &services {
        let spec = |form: &str| {
            let path = specs(out, form).join("aws").join(format!("{service}.yaml"));
            fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))
        };
        let source = spec(SOURCE)?;
        let forms = [(PLAIN, spec(PLAIN)?), (SITE, spec(SITE)?)];
        let unlike =
            |(_, text): &&(&str, String)| without_backslashes(text) != without_backslashes(&source);
        if let Some((form, _)) = forms.iter().find(unlike) {
            let specs = [SOURCE, form].map(|form| specs(out, form).display().to_string());
            println!("{service}: differs ({}, {})", specs[0], specs[1]);
            wrong += 1;
        } else if forms.iter().all(|(_, text)| *text == source) {
            same += 1;
        } else {
            println!("{service}: differs in nothing but backslashes that docutils takes away");
        }
    }
    println!("{same} of {} services the same, byte for byte", services.len());
    Ok(if wrong == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Makes HTML of the pages.
fn render(arguments: &Arguments) -> Result<(), String> {
    let venv = arguments.sphinx.join("venv");
    if !python::is_whole(&venv) {
        write(&arguments.sphinx.join("sphinx.txt"), PINNED)?;
        eprintln!("installing Sphinx from PyPI");
        python::make(&venv, Some(&arguments.sphinx.join("sphinx.txt")))?;
    }
    let source = arguments.out.join(SOURCE);
    write(&source.join("contents.rst"), CONTENTS)?;
    write(&arguments.out.join("conf.py"), CONFIGURATION)?;
    let status = Command::new(python::interpreter(&venv))
        .args(["-m", "sphinx", "-Q", "-b", "html", "-c"])
        .arg(&arguments.out)
        .arg("-d")
        .arg(arguments.out.join("doctrees"))
        .args([&source, &arguments.out.join(PLAIN)])
        .status()
        .map_err(|e| format!("sphinx: {e}"))?;
    if status.success() { Ok(()) } else { Err("Sphinx could not make HTML of the pages".into()) }
}

fn specs(out: &Path, form: &str) -> PathBuf {
    out.join(format!("{form}-specs"))
}

fn parse(command: &Path, out: &Path, form: &str, services: &[&str]) -> Result<(), String> {
    let pages = out.join(form);
    let extension = if form == SOURCE { "rst" } else { "html" };
    let index = services.iter().map(|service| pages.join(format!("{service}.{extension}")));
    let folders = services.iter().map(|service| pages.join(service));
    tool::parse(command, index.chain(folders), &specs(out, form))
}

/// The page as the documentation's site has it.
fn as_on_the_site(page: &str) -> String {
    let mut out = String::with_capacity(page.len());
    let mut rest = page;
    while let Some(at) = rest.find("<p") {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let bold =
            between(from, "<p><strong>", "</strong></p>").filter(|(text, _)| !text.contains('['));
        let title = || between(from, "<p class=\"admonition-title\">", "</p>");
        if let Some((text, after)) = bold {
            out.extend(["<h3>", text, "</h3>"]);
            rest = after;
        } else if let Some((text, after)) = title() {
            out.extend(["<h3 class='admonition-title'> ", text, "</h3>"]);
            rest = after;
        } else {
            out.push_str("<p");
            rest = &from[2..];
        }
    }
    out + rest
}

/// Splits `before TEXT after …` where TEXT has no element in it.
fn between<'a>(from: &'a str, before: &str, after: &str) -> Option<(&'a str, &'a str)> {
    let inside = from.strip_prefix(before)?;
    let (text, rest) = inside.split_at(inside.find('<')?);
    Some((text, rest.strip_prefix(after)?))
}

/// Docutils takes a backslash away, and the blank behind it.
fn without_backslashes(spec: &str) -> String {
    spec.replace("\\ ", "").replace('\\', "")
}

fn copy_tree(from: &Path, to: &Path, change: &dyn Fn(&str) -> String) -> Result<(), String> {
    let entries = fs::read_dir(from).map_err(|e| format!("{}: {e}", from.display()))?;
    for entry in entries {
        let entry = entry.map_err(|e| format!("{}: {e}", from.display()))?;
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_tree(&entry.path(), &to, change)?;
        } else {
            copy(&entry.path(), &to, change)?;
        }
    }
    Ok(())
}

fn copy(from: &Path, to: &Path, change: &dyn Fn(&str) -> String) -> Result<(), String> {
    let text = fs::read_to_string(from).map_err(|e| format!("{}: {e}", from.display()))?;
    write(to, &change(&text))
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)
        .and_then(|()| fs::write(path, text))
        .map_err(|e| format!("{}: {e}", path.display()))
}
