//! `cargo proof reference-pages`: pages of the API Reference, written from the models as the site
//! writes them.

mod hold;
mod html;
mod items;
mod markdown;
pub mod model;
mod operation;
mod page;
mod prose;
mod reference;
mod references;
pub mod service;
mod syntax;
mod types;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::parallel::{default_jobs, map};
use clap::ValueEnum;

use model::Model;
use service::Service;
use xtask::Outcome;
use xtask::corpus::BOTO3;

/// Writes pages of the API Reference from botocore's models, as the site writes them: a folder a
/// service, a page an operation and a page a data type.
#[derive(clap::Args)]
pub struct Arguments {
    /// The folder of the models: `botocore/data`.
    #[arg(long, default_value_os_t = PathBuf::from(format!("corpus/boto3-{BOTO3}/models")))]
    models: PathBuf,
    /// Where to.
    #[arg(long, default_value = "target/reference-pages")]
    out: PathBuf,
    /// The form of the pages.
    #[arg(long, value_enum, default_value_t = Form::Today)]
    form: Form,
    /// Write nothing, and hold what would be written of the one service against the pages of this folder.
    #[arg(long)]
    against: Option<PathBuf>,
    /// How many lines of a kind to show that are not the same.
    #[arg(long, default_value_t = 10)]
    show: usize,
    /// The services; all that have a model where left out.
    services: Vec<String>,
}

/// A form that pages have been published or kept in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Form {
    /// The site's Markdown, where what stands for a value has braces.
    Today,
    /// Markdown on GitHub, until 2023.
    Github,
    /// The site's HTML.
    Html,
    /// What archives keep: anchors lost, the name of a member on a line and its text below.
    Copied,
}

pub fn run(arguments: &Arguments) -> Outcome {
    if let Some(folder) = &arguments.against {
        let [id] = &arguments.services[..] else {
            return Err("`--against` takes the pages of one service".to_owned());
        };
        let model = Model::read(&arguments.models, id)?.complete();
        let mut held = hold::Held::default();
        for page in Service::new(id, &model).pages() {
            let (file, text) = arguments.form.render(&page);
            held.page(folder, &file, &text);
        }
        let good = held.tell(arguments.show);
        return Ok(if good { ExitCode::SUCCESS } else { ExitCode::FAILURE });
    }
    let services = if arguments.services.is_empty() {
        model::services(&arguments.models)?
    } else {
        arguments.services.clone()
    };
    let written = map(&services, default_jobs(), |id| {
        write(&arguments.models, id, arguments.form, &arguments.out.join(id))
    });
    let counts = written.into_iter().collect::<Result<Vec<usize>, String>>()?;
    let pages: usize = counts.iter().sum();
    println!("{pages} pages of {} services in {}", services.len(), arguments.out.display());
    Ok(ExitCode::SUCCESS)
}

/// Writes the pages of a service into a folder, and says how many.
pub fn write(models: &Path, id: &str, form: Form, folder: &Path) -> Result<usize, String> {
    let model = Model::read(models, id)?.complete();
    let pages = Service::new(id, &model).pages();
    fs::create_dir_all(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    for page in &pages {
        let (file, text) = form.render(page);
        let path = folder.join(file);
        fs::write(&path, text).map_err(|e| format!("{}: {e}", path.display()))?;
    }
    Ok(pages.len())
}

impl Form {
    /// Its name.
    pub fn word(self) -> &'static str {
        match self {
            Form::Today => "today",
            Form::Github => "github",
            Form::Html => "html",
            Form::Copied => "copied",
        }
    }

    /// The file of a page, and its text.
    fn render(self, page: &page::Page) -> (String, String) {
        let form = match self {
            Form::Today => markdown::TODAY,
            Form::Github => markdown::GITHUB,
            Form::Copied => markdown::COPIED,
            Form::Html => return (format!("API_{}.html", page.key), html::page(page)),
        };
        ((form.file)(&page.key), form.page(page))
    }
}
