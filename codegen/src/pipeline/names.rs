//! The pages of a run by their files' names.
//!
//! What a page is of is told by what is on it. But a page that is empty, or cut off, or an error
//! that a server sent in its place, tells nothing. That something of this name was among the files
//! is then all that can be said of it.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use crate::resolve::Listed;

/// The files of a run.
pub(super) struct PageNames<'a> {
    files: &'a [PathBuf],
    /// By the name without its ending; made where it is asked for.
    by_name: OnceLock<HashMap<&'a str, Vec<&'a Path>>>,
}

impl<'a> PageNames<'a> {
    pub(super) fn of(files: &'a [PathBuf]) -> Self {
        PageNames { files, by_name: OnceLock::new() }
    }

    /// The file that is called as the page of something that the index of a service lists.
    pub(super) fn find(&self, service: &str, what: Listed, name: &str) -> Option<&'a Path> {
        let by_name = self.by_name.get_or_init(|| {
            let mut by_name: HashMap<&str, Vec<&Path>> = HashMap::new();
            for file in self.files {
                by_name.entry(stem(file)).or_default().push(file);
            }
            by_name
        });
        let called_so = by_name.get(name)?;
        let lies_well = |path: &&&Path| {
            folder(path, 1) == Some(what.folder()) && folder(path, 2) == Some(service)
        };
        match (called_so.iter().find(lies_well), &called_so[..]) {
            (Some(path), _) => Some(path),
            // Pages that lie together as they were saved.
            (None, [only]) if folder(only, 1) != Some("client") => Some(only),
            _ => None,
        }
    }
}

/// The name of the folder so many levels above a file.
fn folder(path: &Path, above: usize) -> Option<&str> {
    path.ancestors().nth(above).map(file_name)
}

fn file_name(path: &Path) -> &str {
    path.file_name().and_then(|name| name.to_str()).unwrap_or_default()
}

/// The name up to the first dot: `list_sessions` of `list_sessions.rst.txt`.
fn stem(path: &Path) -> &str {
    file_name(path).split('.').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_found_where_it_lies() {
        let files = [
            "mpa/client/get.rst",
            "sts/client/get.rst",
            "mpa/paginator/List.html",
            "saved/close_door.rst.txt",
            "sts/client/put.rst",
        ]
        .map(PathBuf::from);
        let names = PageNames::of(&files);
        let find = |service, what, name| names.find(service, what, name).map(Path::to_owned);
        assert_eq!(find("sts", Listed::Method, "get"), Some(files[1].clone()));
        assert_eq!(find("mpa", Listed::Paginator, "List"), Some(files[2].clone()));
        assert_eq!(find("mpa", Listed::Method, "close_door"), Some(files[3].clone()));
        // That of another service.
        assert_eq!(find("mpa", Listed::Method, "put"), None);
        assert_eq!(find("mpa", Listed::Method, "open"), None);
    }
}
