//! A change of a set in the making: laid aside page by page, and put in place as a whole.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use toml::de::DeTable;

use super::lock::{self, Lock, Page};
use super::names::is_name;
use super::{Store, link_all};
use crate::diagnostic::rules::fetch as rules;
use crate::files::write_if_changed;
use crate::tables::{TomlText, quoted};

/// What is in the folder beside new pages.
const JOURNAL: &str = ".journal";
const DECIDED: &str = ".lock";

/// A change of a set in the making.
pub struct Staging<'s> {
    store: &'s Store,
    source: &'s str,
    set: &'s str,
    part: PathBuf,
    journal: Mutex<Option<File>>,
    /// What a run that was interrupted had brought by then.
    brought: BTreeMap<String, Page>,
}

impl<'s> Staging<'s> {
    /// Begins a change, or goes on with one that was interrupted while the list of pages was the
    /// same, which `mark` tells.
    pub fn begin(store: &'s Store, source: &'s str, set: &'s str, mark: &str) -> io::Result<Self> {
        let part = part(store, source, set);
        let head = format!("mark = {}\n", quoted(mark));
        let text = fs::read_to_string(part.join(JOURNAL)).unwrap_or_default();
        let brought = match text.strip_prefix(&head) {
            Some(rest) => read_journal(rest, &part),
            None => {
                remove(&part)?;
                BTreeMap::new()
            }
        };
        let journal = Mutex::new(None);
        let staging = Staging { store, source, set, part, journal, brought };
        if staging.brought.is_empty() {
            remove(&staging.part)?;
            fs::create_dir_all(&staging.part)?;
            fs::write(staging.part.join(JOURNAL), head)?;
        } else {
            // A line that was cut off ends here.
            let mut text = head;
            for (name, page) in &staging.brought {
                text.push_str(&line(name, page));
            }
            write_if_changed(&staging.part.join(JOURNAL), text.as_bytes())?;
        }
        Ok(staging)
    }

    /// Takes away a change that was interrupted, of which nothing is wanted any more: the list is again
    /// the one that stands.
    pub fn forget(store: &Store, source: &str, set: &str) -> io::Result<()> {
        remove(&part(store, source, set))
    }

    /// What was brought before an interruption.
    pub fn brought(&self, name: &str) -> Option<&Page> {
        self.brought.get(name)
    }

    /// A page that was brought before an interruption.
    pub fn bytes(&self, name: &str) -> Option<Vec<u8>> {
        fs::read(self.part.join(name)).ok()
    }

    /// Lays a new page aside.
    pub fn put(&self, name: &str, bytes: &[u8], page: &Page) -> io::Result<()> {
        write_if_changed(&self.part.join(name), bytes)?;
        let mut journal = self.journal.lock().unwrap_or_else(PoisonError::into_inner);
        if journal.is_none() {
            *journal = Some(OpenOptions::new().append(true).open(self.part.join(JOURNAL))?);
        }
        match journal.as_mut() {
            Some(file) => file.write_all(line(name, page).as_bytes()),
            None => Ok(()),
        }
    }

    /// Puts all of it in place: the pages that `lock` has and that were laid aside, and the lock;
    /// pages that it has not go.
    pub fn commit(self, lock: &Lock) -> io::Result<()> {
        let home = self.store.root().join(self.source);
        if self.store.base.is_some() {
            let (from, to) = (self.store.folder(self.source, self.set), home.join(self.set));
            if from != to {
                link_all(&from, &to, lock.pages.keys())?;
            }
        }
        drop(self.journal);
        write_if_changed(&self.part.join(DECIDED), lock.write().as_bytes())?;
        complete(&home, self.set)
    }

    /// Leaves what was laid aside for the next run.
    pub fn interrupt(self) {}

    /// Takes away what was laid aside.
    pub fn abandon(self) -> io::Result<()> {
        remove(&self.part)
    }
}

fn part(store: &Store, source: &str, set: &str) -> PathBuf {
    store.root().join(source).join(format!(".{set}.part"))
}

fn line(name: &str, page: &Page) -> String {
    format!("{} = {{ {} }}\n", quoted(name), page.write())
}

/// The pages of a journal that lie there whole.
fn read_journal(text: &str, part: &Path) -> BTreeMap<String, Page> {
    let mut pages = BTreeMap::new();
    let path = part.join(JOURNAL);
    for line in text.split_inclusive('\n').filter(|line| line.ends_with('\n')) {
        let mut text = TomlText::new(&path, line, &rules::LOCK);
        let Some(table) = text.parse() else { continue };
        let page = entry(&table, &mut text);
        let Some((name, page)) = page.filter(|_| text.wrong.is_empty()) else { continue };
        let there = fs::read(part.join(&name));
        if there.is_ok_and(|bytes| super::digest(&super::essence(&bytes)) == page.digest) {
            pages.insert(name, page);
        }
    }
    pages
}

fn entry<'t>(table: &DeTable<'t>, text: &mut TomlText<'t>) -> Option<(String, Page)> {
    let (name, value) = table.iter().next()?;
    let page = lock::page(value.get_ref().as_table()?, 0, text);
    is_name(name.get_ref()).then(|| (name.get_ref().to_string(), page))
}

/// Puts a change that is decided in place, and takes away one that is not and has no page yet.
pub(super) fn complete(home: &Path, set: &str) -> io::Result<()> {
    let part = home.join(format!(".{set}.part"));
    let decided = part.join(DECIDED);
    let Ok(text) = fs::read_to_string(&decided) else {
        // Without a journal it is what is left of one that was completed.
        return if part.join(JOURNAL).is_file() { Ok(()) } else { remove(&part) };
    };
    let Ok(lock) = Lock::read(&text, &decided) else { return remove(&part) };
    let folder = home.join(set);
    for name in lock.pages.keys() {
        let (from, to) = (part.join(name), folder.join(name));
        if from.is_file() {
            if let Some(folder) = to.parent() {
                fs::create_dir_all(folder)?;
            }
            fs::rename(&from, &to)?;
        }
    }
    for name in files_below(&folder)? {
        if !lock.pages.contains_key(&name) {
            fs::remove_file(folder.join(&name))?;
        }
    }
    write_if_changed(&home.join(format!("{set}.lock")), text.as_bytes())?;
    // What says that it is decided goes last, so that this can be cut off as well.
    for name in files_below(&part)?.iter().filter(|name| *name != DECIDED) {
        fs::remove_file(part.join(name))?;
    }
    remove(&part)
}

/// The files below a folder, by their way from it.
pub(super) fn files_below(folder: &Path) -> io::Result<Vec<String>> {
    let mut found = Vec::new();
    let mut left = vec![String::new()];
    while let Some(way) = left.pop() {
        let entries = match fs::read_dir(folder.join(&way)) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(error) => return Err(error),
        };
        for entry in entries {
            let entry = entry?;
            let Ok(name) = entry.file_name().into_string() else { continue };
            let name = if way.is_empty() { name } else { format!("{way}/{name}") };
            match entry.file_type()?.is_dir() {
                true => left.push(name),
                false => found.push(name),
            }
        }
    }
    found.sort();
    Ok(found)
}

fn remove(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
