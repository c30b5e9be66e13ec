//! Pages on disk: a folder a source, in it a folder of pages and a lock file for each set of pages.
//!
//! ```text
//! pages/boto3/sqs.lock                      url, date, digest and validators of each page
//! pages/boto3/sqs/sqs.rst                   the pages themselves
//! pages/boto3/sqs/client/…
//! pages/.robots/docs.aws.amazon.com.txt    what the site asks of programs, for a day
//! ```
//!
//! A set (the pages of one service, as a rule) changes as a whole. New pages are laid aside in a
//! folder whose name begins with a dot, one by one, each written down in a journal, so that a run
//! that was interrupted goes on where it was. When all are there the new lock file is laid beside
//! them: from then on the change is decided, and whoever opens the store next completes it.

mod digest;
mod guard;
mod lock;
mod names;
mod staging;
#[cfg(test)]
mod tests;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

pub use digest::{digest, essence};
pub use guard::Guard;
pub use lock::{Lock, Mark, Page};
pub use names::file_name;
pub use staging::Staging;

use crate::diagnostic::Diagnostic;

/// A store of pages.
#[derive(Clone, Debug)]
pub struct Store {
    root: PathBuf,
    /// Where what is not written is read from: the store that this one only tries changes on.
    base: Option<PathBuf>,
}

impl Store {
    /// The store in a folder, which need not be there yet.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Store { root: root.into(), base: None }
    }

    /// A store in `folder` that reads what this one has and leaves it as it is.
    pub fn tried_in(&self, folder: impl Into<PathBuf>) -> Self {
        Store { root: folder.into(), base: Some(self.root.clone()) }
    }

    /// Its folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// A file of the store, where it is to be read from.
    pub fn file(&self, way: impl AsRef<Path>) -> PathBuf {
        let own = self.root.join(&way);
        match &self.base {
            Some(base) if !own.is_file() => base.join(way),
            _ => own,
        }
    }

    /// The folder of the pages of a set.
    pub fn folder(&self, source: &str, set: &str) -> PathBuf {
        let own = self.root.join(source).join(set);
        match &self.base {
            Some(base) if !self.own_lock(source, set).is_file() => base.join(source).join(set),
            _ => own,
        }
    }

    /// Where the lock file of a set is.
    pub fn lock_path(&self, source: &str, set: &str) -> PathBuf {
        let own = self.own_lock(source, set);
        match &self.base {
            Some(base) if !own.is_file() => base.join(source).join(format!("{set}.lock")),
            _ => own,
        }
    }

    fn own_lock(&self, source: &str, set: &str) -> PathBuf {
        self.root.join(source).join(format!("{set}.lock"))
    }

    /// What the lock file of a set says; an empty one where there is none.
    ///
    /// # Errors
    ///
    /// If it cannot be read, or is none.
    pub fn lock(&self, source: &str, set: &str) -> Result<Lock, Vec<Diagnostic>> {
        let path = self.lock_path(source, set);
        match fs::read_to_string(&path) {
            Ok(text) => Lock::read(&text, &path),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Lock::default()),
            Err(error) => Err(vec![lock::unreadable(&path, &error)]),
        }
    }

    /// Writes the lock file of a set of which no page changed.
    ///
    /// # Errors
    ///
    /// Those of the file system.
    pub fn write_lock(&self, source: &str, set: &str, lock: &Lock) -> io::Result<bool> {
        if self.base.is_some() && !self.own_lock(source, set).is_file() {
            let folder = self.folder(source, set);
            link_all(&folder, &self.root.join(source).join(set), lock.pages.keys())?;
        }
        crate::files::write_if_changed(&self.own_lock(source, set), lock.write().as_bytes())
    }

    /// A page of a set as it lies there.
    pub fn page(&self, source: &str, set: &str, name: &str) -> Option<Vec<u8>> {
        fs::read(self.folder(source, set).join(name)).ok()
    }

    /// The sets of a source that have a lock file, sorted.
    pub fn sets(&self, source: &str) -> Vec<String> {
        let folders = [Some(self.root.join(source)), self.base.as_ref().map(|it| it.join(source))];
        let mut sets: Vec<String> = folders
            .into_iter()
            .flatten()
            .filter_map(|folder| fs::read_dir(folder).ok())
            .flatten()
            .flatten()
            .filter_map(|entry| Some(entry.file_name().to_str()?.strip_suffix(".lock")?.to_owned()))
            .filter(|set| !set.starts_with('.'))
            .collect();
        sets.sort();
        sets.dedup();
        sets
    }

    /// Completes what a run that was killed had decided, and takes away what it only tried.
    ///
    /// # Errors
    ///
    /// Those of the file system.
    pub fn recover(&self) -> io::Result<()> {
        for source in folders(&self.root)? {
            let name = source.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if name.starts_with(".try-") {
                fs::remove_dir_all(&source)?;
                continue;
            }
            for set in folders(&source)? {
                let part = set.file_name().and_then(|name| name.to_str());
                let part = part.and_then(|name| name.strip_prefix('.')?.strip_suffix(".part"));
                if let Some(part) = part {
                    staging::complete(&self.root.join(&name), part)?;
                }
            }
        }
        Ok(())
    }
}

/// The folders in a folder, sorted; none where it is not there.
fn folders(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let mut found = Vec::new();
    for entry in entries {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            found.push(entry.path());
        }
    }
    found.sort();
    Ok(found)
}

/// Puts the files of a folder into another, as links where the system has them.
fn link_all<'n>(from: &Path, to: &Path, names: impl Iterator<Item = &'n String>) -> io::Result<()> {
    for name in names {
        let (from, to) = (from.join(name), to.join(name));
        if !from.is_file() {
            continue;
        }
        if let Some(folder) = to.parent() {
            fs::create_dir_all(folder)?;
        }
        if fs::hard_link(&from, &to).is_err() {
            fs::copy(&from, &to)?;
        }
    }
    Ok(())
}

/// What is known of a set beyond its lock file: that its pages were seen again, and nothing in them
/// had changed. It lies beside the lock file, is lost without harm, and need not be committed.
impl Store {
    fn seen_path(&self, source: &str, set: &str) -> PathBuf {
        self.root.join(source).join(format!(".{set}.seen"))
    }

    /// The lock of a set with what was last seen of the same pages.
    ///
    /// # Errors
    ///
    /// If the lock file cannot be read, or is none.
    pub fn last_seen(&self, source: &str, set: &str) -> Result<Lock, Vec<Diagnostic>> {
        let lock = self.lock(source, set)?;
        let path = self.seen_path(source, set);
        let seen = fs::read_to_string(&path).ok().and_then(|text| Lock::read(&text, &path).ok());
        Ok(match seen {
            Some(seen) if seen.digest() == lock.digest() => {
                Lock { read: lock.read, open: lock.open, ..seen }
            }
            _ => lock,
        })
    }

    /// Remembers that nothing had changed.
    ///
    /// # Errors
    ///
    /// Those of the file system.
    pub fn write_seen(&self, source: &str, set: &str, lock: &Lock) -> io::Result<bool> {
        let path = self.seen_path(source, set);
        crate::files::write_if_changed(
            &path,
            Lock { read: None, open: None, ..lock.clone() }.write().as_bytes(),
        )
    }
}
