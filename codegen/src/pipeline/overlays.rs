//! The overlays that lie beside the specs.

use std::fs;
use std::io;
use std::path::Path;

use crate::diagnostic::rules::file as rules;
use crate::diagnostic::{Diagnostic, Place};
use crate::spec::{Overlays, Provider};

/// Reads `overlays/*.yaml` under `specs`, and `overlays/<provider>/*.yaml`, which are of one service
/// each by custom; there need be none.
///
/// # Errors
///
/// Everything that is wrong with them.
pub fn overlays(specs: &Path) -> Result<Overlays, Vec<Diagnostic>> {
    let folder = specs.join("overlays");
    let failed = |path: &Path, error: io::Error| {
        let why = format!("cannot be read: {error}");
        vec![Diagnostic::new(&rules::UNREADABLE_OVERLAY, Place::new(path, 0), why)]
    };
    let mut paths = Vec::new();
    let folders = Provider::ALL.map(|provider| folder.join(provider.as_str()));
    for folder in [folder].iter().chain(&folders) {
        match fs::read_dir(folder) {
            Ok(entries) => {
                for entry in entries {
                    let path = entry.map_err(|error| failed(folder, error))?.path();
                    if path.extension().is_some_and(|extension| extension == "yaml") {
                        paths.push(path);
                    }
                }
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(failed(folder, error)),
        }
    }
    paths.sort_unstable();
    let mut texts = Vec::with_capacity(paths.len());
    for path in paths {
        let text = fs::read_to_string(&path).map_err(|error| failed(&path, error))?;
        texts.push((path, text));
    }
    Overlays::of(texts)
}
