//! The specs that a command line names.

use std::fs;
use std::path::{Path, PathBuf};

use doc_bindgen::diagnostic::rules::file as rules;
use doc_bindgen::diagnostic::{Diagnostic, Place};
use doc_bindgen::spec::{self, Spec};

/// The spec files among `paths`: each file as it is named, each folder with the specs that lie in
/// its folders of providers.
pub fn find(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Diagnostic> {
    let mut found = Vec::new();
    for path in paths {
        if path.is_dir() {
            let before = found.len();
            let files = doc_bindgen::pipeline::files(std::slice::from_ref(path))
                .map_err(|failed| unreadable(&failed.path, &failed.error.to_string()))?;
            found.extend(files.into_iter().filter(|file| is_spec(file)));
            if found.len() == before {
                return Err(unreadable(path, "there is no spec in this folder"));
            }
        } else {
            found.push(path.clone());
        }
    }
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

/// Specs lie in a folder named for their provider; overlays and what else lies beside do not.
pub fn is_spec(file: &Path) -> bool {
    let folder = file.parent().and_then(Path::file_name).and_then(|name| name.to_str());
    file.extension().is_some_and(|extension| extension == "yaml")
        && matches!(folder, Some("aws" | "huaweicloud"))
}

/// Reads and validates the spec at `path`.
pub fn read(path: &Path) -> Result<Spec, Vec<Diagnostic>> {
    let text = fs::read_to_string(path)
        .map_err(|error| vec![unreadable(path, &format!("cannot be read: {error}"))])?;
    spec::read(&text, path).map_err(|errors| errors.into_iter().map(Diagnostic::from).collect())
}

fn unreadable(path: &Path, why: &str) -> Diagnostic {
    Diagnostic::new(&rules::UNREADABLE_SPEC, Place::new(path, 0), why)
}
