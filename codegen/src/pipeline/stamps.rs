//! What the last run read and wrote, so that the next one over the same pages has little to do.
//!
//! As build tools do, a file counts as unchanged while its length and its time of change are the
//! same. What is remembered lies in a folder of the user's cache, never beside the specs, and is
//! only ever a reason to do less: lost or broken, it is made again.

use std::collections::BTreeMap;
use std::env;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use super::Options;
use crate::files::write_if_changed;
use crate::hash;

/// A file as it was: its length in bytes and its time of change in nanoseconds since 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    length: u64,
    changed: u128,
}

impl Stamp {
    /// The stamp of the file at `path`; `None` where there is none.
    pub fn of(path: &Path) -> Option<Self> {
        let data = fs::metadata(path).ok()?;
        let changed = data.modified().ok()?.duration_since(UNIX_EPOCH).ok()?.as_nanos();
        Some(Stamp { length: data.len(), changed })
    }
}

/// The pages a spec was made from, and the spec as it was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Remembered {
    /// The pages, by path.
    pub pages: BTreeMap<PathBuf, Stamp>,
    /// The spec; `None` until it is written.
    pub spec: Option<Stamp>,
    /// How many operations and shapes it has.
    pub counts: (usize, usize),
}

/// What is remembered of one output folder: by the path of the spec.
#[derive(Debug, Default)]
pub struct Stamps {
    path: Option<PathBuf>,
    /// What is remembered, by the path of the spec.
    pub specs: BTreeMap<PathBuf, Remembered>,
}

/// Where the memory lies unless somebody said otherwise: the user's cache.
pub fn default_folder() -> Option<PathBuf> {
    let cache =
        env::var_os("XDG_CACHE_HOME").filter(|folder| !folder.is_empty()).map(PathBuf::from);
    let home = || env::var_os("HOME").or_else(|| env::var_os("USERPROFILE")).map(PathBuf::from);
    Some(cache.or_else(|| Some(home()?.join(".cache")))?.join("doc-bindgen"))
}

impl Stamps {
    /// What is remembered of the output folder `out`. Nothing where nothing is to be remembered.
    pub fn load(options: &Options<'_>, out: &Path) -> Self {
        let Some(folder) = options.memory.as_deref() else { return Stamps::default() };
        let Ok(out) = std::path::absolute(out) else { return Stamps::default() };
        // Pages are remembered as they were named, which means what it does in one folder only.
        let name = hash::identity(&(out, env::current_dir().ok(), options.built_in));
        let path = folder.join(format!("{name:016x}.stamps"));
        let text = fs::read_to_string(&path).unwrap_or_default();
        let specs = decode(&text).unwrap_or_default();
        Stamps { path: Some(path), specs }
    }

    /// Remembers it for the next run.
    pub fn store(&self) {
        let Some(path) = &self.path else { return };
        // A memory that cannot be kept costs time at the next run and nothing else.
        let _ = write_if_changed(path, encode(&self.specs).as_bytes());
    }
}

/// What must be the same for the memory to hold: this very program.
fn program() -> String {
    let stamp = env::current_exe().ok().and_then(|path| Stamp::of(&path));
    let (length, changed) = stamp.map_or((0, 0), |stamp| (stamp.length, stamp.changed));
    format!("doc-bindgen {} {length} {changed}", env!("CARGO_PKG_VERSION"))
}

fn encode(specs: &BTreeMap<PathBuf, Remembered>) -> String {
    let mut text = program();
    text.push('\n');
    for (spec, remembered) in specs {
        let (Some(name), Some(stamp)) = (plain(spec), remembered.spec) else { continue };
        if remembered.pages.keys().any(|page| plain(page).is_none()) {
            continue;
        }
        let (operations, shapes) = remembered.counts;
        let _ =
            writeln!(text, "spec {} {} {operations} {shapes} {name}", stamp.length, stamp.changed);
        for (page, stamp) in &remembered.pages {
            let name = plain(page).unwrap_or_default();
            let _ = writeln!(text, "page {} {} {name}", stamp.length, stamp.changed);
        }
    }
    text
}

/// The path as one line of text; paths that are none are not remembered.
fn plain(path: &Path) -> Option<&str> {
    path.to_str().filter(|name| !name.contains(['\n', '\r']))
}

fn decode(text: &str) -> Option<BTreeMap<PathBuf, Remembered>> {
    let mut lines = text.lines();
    if lines.next()? != program() {
        return None;
    }
    let mut specs: BTreeMap<PathBuf, Remembered> = BTreeMap::new();
    let mut last: Option<PathBuf> = None;
    for line in lines {
        let (kind, rest) = line.split_once(' ')?;
        let (length, rest) = rest.split_once(' ')?;
        let (changed, rest) = rest.split_once(' ')?;
        let stamp = Stamp { length: length.parse().ok()?, changed: changed.parse().ok()? };
        match kind {
            "spec" => {
                let (operations, rest) = rest.split_once(' ')?;
                let (shapes, name) = rest.split_once(' ')?;
                let remembered = specs.entry(name.into()).or_default();
                remembered.spec = Some(stamp);
                remembered.counts = (operations.parse().ok()?, shapes.parse().ok()?);
                last = Some(name.into());
            }
            "page" => {
                specs.get_mut(last.as_ref()?)?.pages.insert(rest.into(), stamp);
            }
            _ => return None,
        }
    }
    Some(specs)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_remembered_reads_back() {
        let stamp = Stamp { length: 7, changed: 1_700_000_000_123_456_789 };
        let mut specs = BTreeMap::new();
        let pages = BTreeMap::from([("a b/c.rst".into(), stamp), ("d.rst".into(), stamp)]);
        let remembered = Remembered { pages, spec: Some(stamp), counts: (3, 4) };
        specs.insert("spec/aws/x y.yaml".into(), remembered);
        assert_eq!(decode(&encode(&specs)), Some(specs));
        assert_eq!(decode("doc-bindgen of another day\n"), None);
        assert_eq!(decode(&format!("{}\nspec 1 2\n", program())), None);
    }
}
