//! What is known of services beside the pages of a run: the specs that stand, and what the user says.

use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::Path;

use crate::facts::PageFacts;
use crate::resolve::{Known, KnownService};
use crate::spec::{self, Provider, ServiceId, Spec};

/// What is known of the services of pages that do not tell theirs; `told` is what the user says.
pub(super) fn beside(pages: &[PageFacts], out: &Path, told: Option<&ServiceId>) -> Known {
    let mut known = Known { services: Vec::new(), told: told.cloned() };
    for provider in Provider::ALL {
        let asks = |page: &PageFacts| {
            let service = &page.service;
            service.provider == provider
                && service.id.is_none()
                && (service.client.is_some() || service.uid.is_some())
        };
        if pages.iter().any(asks) {
            known.services.extend(standing(&out.join(provider.as_str())));
        }
    }
    known.services.sort_by(|a, b| a.service.cmp(&b.service));
    known
}

/// The services whose specs stand in a folder. A spec in error is none: it is said where it is to
/// be written.
pub(crate) fn standing(folder: &Path) -> impl Iterator<Item = KnownService> {
    let files = fs::read_dir(folder).into_iter().flatten().flatten();
    let specs = files.map(|file| file.path());
    let specs = specs.filter(|path| path.extension().is_some_and(|extension| extension == "yaml"));
    specs.filter_map(|path| header(&path)).map(|spec| {
        let protocol = spec.protocol.unwrap_or_default();
        KnownService {
            provider: spec.provider,
            service: spec.service,
            client: spec.client.map(Box::from),
            endpoint_prefix: protocol.endpoint_prefix.map(Box::from),
            version: spec.version.map(Box::from),
        }
    })
}

/// What a spec says before its first operation, which is enough and quickly read.
fn header(path: &Path) -> Option<Spec> {
    let lists = ["operations:", "waiters:", "shapes:"];
    let mut file = BufReader::new(File::open(path).ok()?);
    let mut text = String::new();
    loop {
        let start = text.len();
        let ends = file.read_line(&mut text).ok()? == 0;
        if ends || (start > 0 && lists.iter().any(|list| text[start..].starts_with(list))) {
            return spec::read(&text[..start], path).ok();
        }
    }
}
