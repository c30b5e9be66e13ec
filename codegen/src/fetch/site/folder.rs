//! A folder of pages: each file or folder in it is a service.

use std::collections::BTreeMap;
use std::path::Path;

use crate::diagnostic::rules::fetch as rules;
use crate::diagnostic::{Diagnostic, Place};
use crate::fetch::given::{Given, give};
use crate::fetch::{Brought, Context, Form, Set};
use crate::pipeline;
use crate::project::Services;
use crate::spec::ServiceId;
use crate::store::{Mark, digest};

pub(super) fn fetch(context: &Context<'_>) -> Vec<Brought> {
    let folder = context.source.folder.clone().unwrap_or_default();
    let failed = |message: String| {
        let diagnostic = Diagnostic::new(&rules::NO_INDEX, Place::new(&folder, 0), message);
        vec![Brought { interrupted: true, diagnostics: vec![diagnostic], ..Brought::default() }]
    };
    if !folder.is_dir() {
        return failed("there is no such folder".to_owned());
    }
    let mut found = match by_service(&folder) {
        Ok(found) => found,
        Err(why) => return failed(why),
    };
    let wanted: Vec<String> = match &context.source.services {
        Services::All => found.keys().cloned().collect(),
        Services::These(services) => services.iter().map(ServiceId::to_string).collect(),
    };
    let mut brought = Vec::new();
    for service in wanted {
        let set = Set { name: service.clone(), services: vec![service.clone()] };
        let pages = found.remove(&service).unwrap_or_default();
        let names: Vec<String> = pages.iter().map(|page| page.words.join("/")).collect();
        let mark = Mark {
            url: folder.display().to_string(),
            digest: Some(digest(names.join("\n").as_bytes())),
            ..Mark::default()
        };
        let mut one = give(context, &set, &mark, &pages);
        if pages.is_empty() && one.diagnostics.is_empty() {
            let message = format!("{service}: there is neither a folder nor a page of that name");
            let place = Place::new(&folder, 0);
            one.diagnostics.push(Diagnostic::new(&rules::NO_SERVICE, place, message));
        }
        brought.push(one);
    }
    brought
}

/// The pages of a folder by the file or folder that they are, or lie in. As boto3's reference has it,
/// `sqs.rst` and what lies in `sqs` are of one service.
pub(super) fn by_service(folder: &Path) -> Result<BTreeMap<String, Vec<Given>>, String> {
    let files = pipeline::files(&[folder.to_owned()]);
    let files = files.map_err(|failed| format!("{}: {}", failed.path.display(), failed.error))?;
    let mut found: BTreeMap<String, Vec<Given>> = BTreeMap::new();
    for path in files {
        let Some((way, form)) = way(folder, &path) else { continue };
        let (service, words) = match way.split_first() {
            Some((service, [])) => (service.clone(), vec![service.clone()]),
            Some((service, words)) => (service.clone(), words.to_vec()),
            None => continue,
        };
        if ServiceId::new(&service).is_err() {
            continue;
        }
        let url = way.join("/");
        found.entry(service).or_default().push(Given { words, form, url, path });
    }
    Ok(found)
}

/// The steps from a folder to a page, without its ending, and what it is written in.
pub(super) fn way(folder: &Path, path: &Path) -> Option<(Vec<String>, Form)> {
    let way = path.strip_prefix(folder).ok()?;
    let mut steps: Vec<String> =
        way.iter().map(|step| step.to_str().map(str::to_owned)).collect::<Option<_>>()?;
    let last = steps.last_mut()?;
    let endings = [
        (".rst.txt", Form::Rst),
        (".rst", Form::Rst),
        (".md", Form::Markdown),
        (".html", Form::Html),
        (".htm", Form::Html),
    ];
    let (ending, form) = endings.into_iter().find(|(ending, _)| last.ends_with(ending))?;
    last.truncate(last.len() - ending.len());
    Some((steps, form))
}
