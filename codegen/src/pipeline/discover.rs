//! From what was named on the command line to the files to read.

use std::fs;
use std::io;
use std::num::NonZero;
use std::path::{Path, PathBuf};

use crate::parallel::{default_jobs, map};

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
    found(inputs, default_jobs())
}

/// The same, on so many threads.
pub(super) fn found(
    inputs: &[PathBuf],
    jobs: NonZero<usize>,
) -> Result<Vec<PathBuf>, DiscoverError> {
    let named = inputs.iter().map(|input| {
        let at = |error| DiscoverError { path: input.clone(), error };
        Ok(Found { is_folder: fs::metadata(input).map_err(at)?.is_dir(), path: input.clone() })
    });
    let mut found: Vec<Found> = named.collect::<Result<_, _>>()?;
    loop {
        let folders: Vec<&Path> =
            found.iter().filter(|it| it.is_folder).map(|it| it.path.as_path()).collect();
        if folders.is_empty() {
            break;
        }
        let opened = map(&folders, jobs, |folder| {
            list(folder).map_err(|error| DiscoverError { path: folder.to_path_buf(), error })
        });
        let mut opened = opened.into_iter();
        let mut next = Vec::with_capacity(found.len());
        for it in found {
            if !it.is_folder {
                next.push(it);
            } else if let Some(inside) = opened.next() {
                next.append(&mut inside?);
            }
        }
        found = next;
    }
    let mut files: Vec<PathBuf> = found.into_iter().map(|it| it.path).collect();
    // What lies under one of them is found in order.
    if inputs.len() > 1 {
        files.sort_unstable();
        files.dedup();
    }
    Ok(files)
}

struct Found {
    path: PathBuf,
    is_folder: bool,
}

/// What lies in a folder, sorted by name.
fn list(folder: &Path) -> io::Result<Vec<Found>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let kind = entry.file_type()?;
        let is_hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
        if (kind.is_dir() || kind.is_file()) && !is_hidden {
            found.push(Found { path: entry.path(), is_folder: kind.is_dir() });
        }
    }
    // All of it differs in the name alone, and bytes are compared faster than parts of a path.
    found.sort_unstable_by(|a, b| a.path.as_os_str().cmp(b.path.as_os_str()));
    Ok(found)
}
