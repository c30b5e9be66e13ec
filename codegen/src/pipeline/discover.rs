//! From what was named on the command line to the files to read.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// A path that cannot be looked into.
#[derive(Debug)]
pub struct DiscoverError {
    /// The path.
    pub path: PathBuf,
    /// Why.
    pub error: io::Error,
}

/// The files under `inputs`: each file as it is named, each folder with all that lies in it, sorted
/// by path, none twice. Names that begin with a dot are passed over inside folders; links are
/// followed only where they are named themselves, so a loop of links cannot be walked.
///
/// # Errors
///
/// If a path is not there or cannot be read.
pub fn files(inputs: &[PathBuf]) -> Result<Vec<PathBuf>, DiscoverError> {
    let mut found = Vec::new();
    for input in inputs {
        let at = |error| DiscoverError { path: input.clone(), error };
        if fs::metadata(input).map_err(at)?.is_dir() {
            walk(input, &mut found)?;
        } else {
            found.push(input.clone());
        }
    }
    // What lies under one of them is found in order.
    if inputs.len() > 1 {
        found.sort_unstable();
        found.dedup();
    }
    Ok(found)
}

fn walk(folder: &Path, found: &mut Vec<PathBuf>) -> Result<(), DiscoverError> {
    let mut left = vec![(folder.to_owned(), true)];
    while let Some((path, is_folder)) = left.pop() {
        if !is_folder {
            found.push(path);
            continue;
        }
        let at = |error| DiscoverError { path: path.clone(), error };
        let mut entries = Vec::new();
        for entry in fs::read_dir(&path).map_err(at)? {
            let entry = entry.map_err(at)?;
            let name = entry.file_name();
            let kind = entry.file_type().map_err(at)?;
            if (kind.is_dir() || kind.is_file()) && !name.as_encoded_bytes().starts_with(b".") {
                entries.push((name, kind.is_dir()));
            }
        }
        // The last is taken first. What is found in order needs no sorting of thousands of paths.
        entries.sort_unstable_by(|a, b| b.cmp(a));
        left.extend(entries.into_iter().map(|(name, is_folder)| (path.join(name), is_folder)));
    }
    Ok(())
}
