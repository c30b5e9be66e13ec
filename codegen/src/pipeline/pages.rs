//! What the pages of one service state, without making anything of it.

use std::path::{Path, PathBuf};

use super::known;
use super::stamps::Stamps;
use super::{DiscoverError, Options, Report, files, read_pages, read_standing, spec_path};
use crate::facts::PageFacts;
use crate::resolve;
use crate::spec::{Provider, ServiceId};

/// What the pages of one service state, among those under `inputs`. Operations of which a page has
/// no more than a title are called as in the spec under `out`.
///
/// # Errors
///
/// If an input is not there.
pub fn pages(
    service: &ServiceId,
    inputs: &[PathBuf],
    out: &Path,
    options: &Options<'_>,
) -> Result<Vec<PageFacts>, DiscoverError> {
    let facts = read_pages(&files(inputs)?, &mut Report::default(), options);
    let known = known::beside(&facts, out, options.service);
    let (groups, _) = resolve::group(facts, &known);
    let own = groups.into_iter().filter(|group| group.service == *service);
    let mut pages = Vec::new();
    for mut group in own {
        let spec = read_standing(&spec_path(out, group.provider, service.as_str()));
        let spec = spec.ok().flatten().map(|standing| standing.spec);
        resolve::name_operations(&mut group, spec.as_ref());
        pages.append(&mut group.pages);
    }
    Ok(pages)
}

/// The pages that the spec of a service under `out` was made of, as far as it is remembered.
pub fn remembered(service: &ServiceId, out: &Path, options: &Options<'_>) -> Vec<PathBuf> {
    let stamps = Stamps::load(options, out);
    let overlays = out.join("overlays");
    let specs = Provider::ALL.map(|provider| spec_path(out, provider, service.as_str()));
    let of_spec = |spec: &PathBuf| stamps.specs.get(spec);
    let pages = specs.iter().filter_map(of_spec).flat_map(|it| it.pages.keys());
    pages.filter(|page| !page.starts_with(&overlays)).cloned().collect()
}
