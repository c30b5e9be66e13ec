//! Releases of models, service by service: a model that several releases share is read once, and two
//! that several pairs of releases have are held against each other once.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs::{self, File};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::Write as _;
use std::path::Path;
use std::rc::Rc;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use doc_bindgen::spec::Spec;

use super::changes::Stated;
use super::{Sum, compare, raw, show};
use crate::model;
use crate::parallel::{default_jobs, map};
use crate::truth::Service;
use xtask::files;

/// What a model is called: what its files hold, hashed.
type Content = u64;

/// The releases that are held against each other.
pub struct Releases<'a> {
    pub models: &'a Path,
    pub pairs: Vec<(String, String)>,
    /// Only these services, where there are any.
    pub services: &'a [String],
    /// How many findings of a service to show.
    pub show: usize,
}

impl Releases<'_> {
    /// Holds all pairs against each other, and says what came of each.
    pub fn compare(&self) -> Result<Sum, String> {
        let services = self.all_services()?;
        let done = Done::open(&self.models.join(".compared.tsv"))?;
        let (count, all) = (AtomicUsize::new(0), services.len());
        let found = map(&services, default_jobs(), |service| {
            let sums = self.of_service(service, &done);
            let count = count.fetch_add(1, Ordering::Relaxed) + 1;
            if count.is_multiple_of(25) || count == all {
                eprintln!("{count} of {all} services");
            }
            sums
        });
        let mut pairs = vec![Sum::default(); self.pairs.len()];
        for sums in found {
            for (pair, sum) in pairs.iter_mut().zip(sums?) {
                *pair = std::mem::take(pair).and(sum);
            }
        }
        for ((old, new), sum) in self.pairs.iter().zip(&pairs) {
            show(&format!("{old} → {new}"), sum);
        }
        println!("{} pairs", pairs.len());
        Ok(pairs.into_iter().fold(Sum::default(), Sum::and))
    }

    fn all_services(&self) -> Result<Vec<String>, String> {
        let mut all = BTreeSet::new();
        for release in self.releases() {
            all.extend(files::folders(&self.models.join(release))?);
        }
        all.retain(|id| self.services.is_empty() || self.services.contains(id));
        Ok(all.into_iter().collect())
    }

    fn releases(&self) -> BTreeSet<&str> {
        self.pairs.iter().flat_map(|(old, new)| [&**old, &**new]).collect()
    }

    /// What came of each pair, for one service.
    fn of_service(&self, service: &str, done: &Done) -> Result<Vec<Sum>, String> {
        let mut contents = BTreeMap::new();
        for release in self.releases() {
            let folder = self.models.join(release).join(service);
            if let Some(content) = content(&folder)? {
                contents.insert(release, (content, folder));
            }
        }
        let of = |release: &str| contents.get(release).map(|(content, _)| *content);
        let pairs: Vec<Option<(Content, Content)>> = self
            .pairs
            .iter()
            .map(|(old, new)| of(old).zip(of(new)).filter(|(old, new)| old != new))
            .collect();
        let folders: HashMap<Content, &Path> =
            contents.values().map(|(content, folder)| (*content, &**folder)).collect();
        let mut sums: HashMap<(Content, Content), Sum> = HashMap::new();
        let mut read: HashMap<Content, Rc<(Service, Spec)>> = HashMap::new();
        for (place, pair) in pairs.iter().enumerate() {
            let Some(pair) = *pair else { continue };
            if sums.contains_key(&pair) {
                continue;
            }
            if let Some(sum) = done.find(service, pair) {
                sums.insert(pair, sum);
                continue;
            }
            let mut get = |content: Content| -> Result<Rc<(Service, Spec)>, String> {
                if let Some(there) = read.get(&content) {
                    return Ok(Rc::clone(there));
                }
                let truth = raw::read(folders[&content], service)?;
                let spec = model::spec(&truth)?;
                let made = Rc::new((truth, spec));
                read.insert(content, Rc::clone(&made));
                Ok(made)
            };
            let (old, new) = (get(pair.0)?, get(pair.1)?);
            let specs = (old.1.clone(), new.1.clone());
            let sum = compare((&old.0, &new.0), specs, Stated::Model, &[], self.show);
            done.note(service, pair, &sum)?;
            sums.insert(pair, sum);
            // What no later pair asks for is let go.
            let later = &pairs[place + 1..];
            let asked = |it: &Content| later.iter().flatten().any(|(a, b)| a == it || b == it);
            read.retain(|content, _| asked(content));
        }
        let sum = |pair: &Option<(Content, Content)>| {
            pair.map(|pair| sums[&pair].clone()).unwrap_or_default()
        };
        Ok(pairs.iter().map(sum).collect())
    }
}

/// What the files of a model hold; `None` where there is none.
fn content(folder: &Path) -> Result<Option<Content>, String> {
    if !folder.is_dir() {
        return Ok(None);
    }
    let mut hasher = DefaultHasher::new();
    for name in ["service-2.json", "paginators-1.json", "waiters-2.json"] {
        fs::read(folder.join(name)).ok().hash(&mut hasher);
    }
    Ok(Some(hasher.finish()))
}

/// What came out clean before, so that a run that was stopped goes on. It is bound to the very program
/// that wrote it.
struct Done {
    found: HashMap<String, Sum>,
    file: Mutex<File>,
}

impl Done {
    fn open(path: &Path) -> Result<Self, String> {
        let said = |e: std::io::Error| format!("{}: {e}", path.display());
        let program = std::env::current_exe().and_then(fs::metadata).map_err(said)?;
        let stamp = format!("{} {:?}", program.len(), program.modified().map_err(said)?);
        let text = fs::read_to_string(path).unwrap_or_default();
        let mut found = HashMap::new();
        let mut lines = text.lines();
        if lines.next() == Some(&stamp) {
            found.extend(lines.filter_map(|line| {
                let (key, numbers) = line.rsplit_once('\t')?;
                let numbers: Vec<usize> =
                    numbers.split(' ').map(|it| it.parse().ok()).collect::<Option<_>>()?;
                let [services, changes, of_rust, of_texts, facts] = numbers[..] else {
                    return None;
                };
                let sum = Sum { services, changes, of_rust, of_texts, facts, ..Sum::default() };
                Some((key.to_owned(), sum))
            }));
            let file = File::options().append(true).open(path).map_err(said)?;
            return Ok(Done { found, file: Mutex::new(file) });
        }
        let mut file = File::create(path).map_err(said)?;
        writeln!(file, "{stamp}").map_err(said)?;
        Ok(Done { found, file: Mutex::new(file) })
    }

    fn find(&self, service: &str, pair: (Content, Content)) -> Option<Sum> {
        self.found.get(&key(service, pair)).cloned()
    }

    fn note(&self, service: &str, pair: (Content, Content), sum: &Sum) -> Result<(), String> {
        if sum.missed > 0 || sum.extra > 0 {
            return Ok(());
        }
        let Sum { services, changes, of_rust, of_texts, facts, .. } = sum;
        let key = key(service, pair);
        let line = format!("{key}\t{services} {changes} {of_rust} {of_texts} {facts}\n");
        let mut file = self.file.lock().map_err(|e| e.to_string())?;
        file.write_all(line.as_bytes()).map_err(|e| format!("what was compared: {e}"))
    }
}

fn key(service: &str, (old, new): (Content, Content)) -> String {
    format!("{service}\t{old:016x}\t{new:016x}")
}
