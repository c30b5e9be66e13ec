//! Folders and files.

use std::fs;
use std::path::Path;

use doc_bindgen::spec::{self, Spec};

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

/// The folders in a folder, sorted.
pub fn folders(folder: &Path) -> Result<Vec<String>, String> {
    let entries = fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let folders = entries.flatten().filter(|entry| entry.path().is_dir());
    let mut found: Vec<String> =
        folders.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    found.sort();
    Ok(found)
}

/// The bytes of all files below a folder. What a link points at is not counted.
pub fn size_below(folder: &Path) -> Result<u64, String> {
    let told = |e| format!("{}: {e}", folder.display());
    let mut size = 0;
    for entry in fs::read_dir(folder).map_err(told)? {
        let entry = entry.map_err(told)?;
        let kind = entry.file_type().map_err(told)?;
        if kind.is_dir() {
            size += size_below(&entry.path())?;
        } else if kind.is_file() {
            size += entry.metadata().map_err(told)?.len();
        }
    }
    Ok(size)
}

/// The spec at `path`; what is wrong first where it is none.
pub fn spec(path: &Path) -> Result<Spec, String> {
    let text = fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    spec::read(&text, path).map_err(|problems| {
        let first = problems.first().map_or_else(String::new, |p| format!("\n  {p}"));
        format!("{}: {} problems{first}", path.display(), problems.len())
    })
}
