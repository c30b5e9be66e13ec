//! Folders and files.

use std::fs;
use std::path::Path;

/// The files of a folder with that ending, without it, sorted.
pub fn stems(folder: &Path, extension: &str) -> Result<Vec<String>, String> {
    let entries = fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let mut found: Vec<String> = entries
        .flatten()
        .filter_map(|entry| {
            let path = entry.path();
            let stem = path.file_stem()?.to_str()?;
            (path.extension()? == extension && !stem.starts_with('.')).then(|| stem.to_string())
        })
        .collect();
    found.sort();
    Ok(found)
}
