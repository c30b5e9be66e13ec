//! From a good set of pages one goes bad: the spec after differs from the spec before in what that
//! page is of, or not at all, and the page is named.
//!
//! `DAMAGE=FOLDER cargo test --release -p doc-bindgen --test damage -- --ignored --nocapture` does the
//! same to every service below a folder of pages, or every so many (`DAMAGE_STEP`), `DAMAGE_RUNS` times
//! each, otherwise with every `DAMAGE_SEED`. With `DAMAGE_SERVICE` the folder's name is the service's.
//! With `DAMAGE_PAGE` only pages go bad whose path has that in it.

mod changes;
#[path = "../../src/parallel.rs"]
mod parallel;
mod ways;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use doc_bindgen::dialect;
use doc_bindgen::facts::Statement;
use doc_bindgen::pipeline::{self, Options, Report};
use doc_bindgen::spec::{self, ServiceId, ShapeId, Spec, Type};

use ways::{LOST, PARTLY, Way};

/// A folder of a test's own, gone with it.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("damage-{name}"));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Folder(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// The pages of one service, good, and the spec that they make.
struct Good {
    folder: Folder,
    /// The pages, below the folder.
    pages: Vec<PathBuf>,
    service: Option<ServiceId>,
    /// A page lists what there is.
    listed: bool,
    /// The spec's file, and what is in it.
    spec: PathBuf,
    text: Vec<u8>,
    before: Spec,
    /// The specs of other services whose pages stand beside them, as they stood.
    others: Vec<(PathBuf, Vec<u8>)>,
}

/// What came of a run.
struct After {
    report: Report,
    text: Vec<u8>,
}

impl Good {
    fn new(name: &str, inputs: &[PathBuf], service: Option<&str>) -> Option<Self> {
        let folder = Folder::new(name);
        let mut pages = Vec::new();
        for input in inputs {
            let above = input.parent().unwrap();
            for file in pipeline::files(std::slice::from_ref(input)).unwrap() {
                let page = Path::new("pages").join(file.strip_prefix(above).unwrap());
                let to = folder.0.join(&page);
                fs::create_dir_all(to.parent().unwrap()).unwrap();
                fs::copy(&file, to).unwrap();
                pages.push(page);
            }
        }
        let mut good = Good {
            folder,
            pages,
            service: service.map(|id| ServiceId::new(id).unwrap()),
            listed: false,
            spec: PathBuf::new(),
            text: Vec::new(),
            before: Spec::new(spec::Provider::Aws, ServiceId::new("none").unwrap()),
            others: Vec::new(),
        };
        good.listed = good.pages.iter().any(|page| {
            let content = fs::read(good.folder.0.join(page)).unwrap();
            good.statements(&content).contains("")
        });
        good.parse();
        // What is told by pages together is settled once it stands.
        let report = good.parse();
        // Pages of others may stand beside those of the service that most of them are of.
        let service = report.services.iter().max_by_key(|service| service.operations)?;
        good.spec = service.path.clone();
        let others = report.services.iter().filter(|it| it.path != service.path);
        good.others = others.map(|it| (it.path.clone(), fs::read(&it.path).unwrap())).collect();
        good.text = fs::read(&good.spec).unwrap();
        let text = std::str::from_utf8(&good.text).unwrap();
        good.before = spec::read(text, &good.spec).unwrap();
        Some(good)
    }

    fn parse(&self) -> Report {
        let options = Options {
            built_in: true,
            jobs: NonZero::<usize>::MIN,
            memory: None,
            service: self.service.as_ref(),
            allow_removal: &[],
            only: &[],
            progress: &|_| {},
        };
        let (pages, out) = (self.folder.0.join("pages"), self.folder.0.join("spec"));
        pipeline::parse(&[pages], &out, &options).unwrap()
    }

    /// The run with a page that went bad; all is as it was afterwards.
    fn with(&self, page: &Path, content: Option<Vec<u8>>) -> After {
        let path = self.folder.0.join(page);
        let good = fs::read(&path).unwrap();
        match content {
            Some(content) => fs::write(&path, content).unwrap(),
            None => fs::remove_file(&path).unwrap(),
        }
        let report = self.parse();
        let text = fs::read(&self.spec).unwrap();
        fs::write(&path, good).unwrap();
        fs::write(&self.spec, &self.text).unwrap();
        let specs = pipeline::files(&[self.folder.0.join("spec")]).unwrap();
        for other in specs.iter().filter(|path| **path != self.spec) {
            fs::remove_file(other).unwrap();
        }
        self.others.iter().for_each(|(path, text)| fs::write(path, text).unwrap());
        After { report, text }
    }

    /// What is wrong with a run after a page went bad; `other` is what stands there now, if it is
    /// another page of the service.
    fn judge(&self, page: &Path, way: &str, lost: bool, other: &str, after: &After) -> Vec<String> {
        let mut wrong = Vec::new();
        let mut good = self.statements(&fs::read(self.folder.0.join(page)).unwrap());
        let is_other = way == "another page";
        let lost = lost && !is_other;
        let named = self.names(page, &after.report);
        if after.text == self.text {
            // A page that states nothing may lose it without a word.
            // What no index lists may be gone without a word.
            let listed = self.listed && !good.contains("");
            let told = !good.is_empty() && (listed || way != "gone");
            if !named && lost && told {
                wrong.push("it is not named".to_owned());
            }
            return wrong;
        }
        if is_other {
            // It says the same once more, and pages are heard in the order of their names.
            good.extend(self.statements(other.as_bytes()));
        }
        if lost {
            let (was, is) =
                (String::from_utf8_lossy(&self.text), String::from_utf8_lossy(&after.text));
            let mut lines = was.lines().zip(is.lines());
            let first = lines.find(|(was, is)| was != is);
            wrong.push(format!(
                "the spec has changed though nothing is left of the page: {first:?}"
            ));
        }
        let now = spec::read(std::str::from_utf8(&after.text).unwrap(), &self.spec).unwrap();
        wrong.extend(differences(&self.before, &now, &good));
        wrong
    }

    /// The names of what a page describes: operations, and `""` for the service itself.
    fn statements(&self, content: &[u8]) -> BTreeSet<String> {
        let path: Arc<Path> = Arc::from(Path::new("page"));
        let Ok(page) = dialect::read_bytes(&path, content) else { return BTreeSet::new() };
        let of = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        let names = |statement: &Statement| -> Vec<String> {
            match statement {
                Statement::Service(_) => of(&[""]),
                Statement::Operation(facts) if facts.name.is_some() => {
                    of(&[facts.name.as_deref().unwrap_or_default()])
                }
                Statement::Operation(facts) => {
                    // Without a name it is known by where it goes, which several may.
                    let is_same = |it: &&spec::Operation| match (&it.http, &facts.http) {
                        (Some(it), Some(own)) => (&it.method, &it.path) == (&own.method, &own.path),
                        _ => Some(&*it.method) == facts.method.as_deref(),
                    };
                    let same = self.before.operations.iter().filter(is_same);
                    let same: Vec<&str> = same.map(|it| it.name.as_str()).collect();
                    of(if same.is_empty() { &["?"] } else { &same })
                }
                Statement::Paginator(facts) => of(&[&facts.name]),
                Statement::Waiter(facts) => of(&[facts.operation.as_deref().unwrap_or("?")]),
                Statement::Shape(facts) => of(&[&facts.name]),
                Statement::Example(_) => of(&["?"]),
            }
        };
        page.statements.iter().flat_map(names).collect()
    }

    fn names(&self, page: &Path, report: &Report) -> bool {
        let path = self.folder.0.join(page);
        let stem = page.file_stem().unwrap().to_str().unwrap();
        report.diagnostics.iter().any(|said| {
            let mut places = std::iter::once(&said.place).chain(said.others.iter().map(|it| &it.0));
            let name = stem.trim_start_matches("API_");
            places.any(|place| *place.path == *path) || said.message.contains(name)
        })
    }
}

/// An operation, or a shape that has a page of its own, with all the shapes that it leads to, by name.
fn below(spec: &Spec, name: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let Some(operation) = spec.operation(name) else {
        if let Some(id) = spec.shape(name) {
            shapes_below(spec, vec![id], &mut found);
        }
        return found;
    };
    let mut open: Vec<ShapeId> = operation.input.into_iter().chain(operation.output).collect();
    open.extend(&operation.errors);
    let shown = |id: &ShapeId| spec[*id].name.clone();
    let own = (
        &operation.method,
        &operation.documentation,
        operation.deprecated,
        operation.input.as_ref().map(shown),
        operation.output.as_ref().map(shown),
        operation.errors.iter().map(shown).collect::<Vec<_>>(),
        &operation.http,
        &operation.pagination,
    );
    found.insert(format!("operation {name}"), format!("{own:?}"));
    shapes_below(spec, open, &mut found);
    found
}

/// What is told of shapes, and of all that they lead to.
fn shapes_below(spec: &Spec, mut open: Vec<ShapeId>, found: &mut BTreeMap<String, String>) {
    while let Some(id) = open.pop() {
        let shape = &spec[id];
        if found.contains_key(&shape.name) {
            continue;
        }
        let mut told = format!("{} {:?} ", shape.kind.as_str(), shape.documentation);
        if let spec::ShapeKind::Enum(values) = &shape.kind {
            told.push_str(&values.join("|"));
        }
        for member in shape.kind.members() {
            let ty = show(spec, &member.ty);
            let member = spec::Member { ty: Type::Scalar(spec::Scalar::String), ..member.clone() };
            told.push_str(&format!("{ty} {member:?}; "));
            open.extend(shape.kind.members().iter().flat_map(|member| member.ty.shapes().copied()));
        }
        found.insert(shape.name.clone(), told);
    }
}

/// What is told of a shape, member by member; of two accounts only what they differ in is of interest.
fn parts(told: Option<&String>) -> Vec<&str> {
    told.map_or(Vec::new(), |told| told.split("; ").collect())
}

fn show(spec: &Spec, ty: &Type) -> String {
    match ty {
        Type::Scalar(scalar) => scalar.as_str().to_owned(),
        Type::List(element) => format!("list<{}>", show(spec, element)),
        Type::Map(key, value) => format!("map<{}, {}>", show(spec, key), show(spec, value)),
        Type::Shape(id) => spec[*id].name.clone(),
    }
}

/// What differs between two specs and is not of the operations named. A shape that they share with
/// others is theirs to change.
fn differences(before: &Spec, after: &Spec, of: &BTreeSet<String>) -> Vec<String> {
    let mut found = Vec::new();
    if !of.contains("")
        && (&before.title, &before.documentation, &before.version, &before.protocol)
            != (&after.title, &after.documentation, &after.version, &after.protocol)
    {
        found.push("the service is told otherwise".to_owned());
    }
    let theirs: BTreeSet<String> = of
        .iter()
        .flat_map(|name| [below(before, name), below(after, name)])
        .flat_map(BTreeMap::into_keys)
        .chain(of.iter().cloned())
        .collect();
    let all = before.operations.iter().chain(&after.operations).map(|it| it.name.as_str());
    for name in all.collect::<BTreeSet<_>>() {
        if of.contains(name) {
            continue;
        }
        let (old, new) = (below(before, name), below(after, name));
        if new.is_empty() {
            found.push(format!("{name} is gone"));
            continue;
        }
        if old.is_empty() {
            // A page that tells its name no more makes an operation of another.
            continue;
        }
        for key in old.keys().chain(new.keys()).collect::<BTreeSet<_>>() {
            if !theirs.contains(key) && old.get(key) != new.get(key) {
                let (was, is) = (parts(old.get(key)), parts(new.get(key)));
                let gone: Vec<_> = was.iter().filter(|it| !is.contains(*it)).collect();
                let come: Vec<_> = is.iter().filter(|it| !was.contains(*it)).collect();
                found.push(format!("{name}: {key}: {gone:?} → {come:?}"));
            }
        }
    }
    for waiter in &before.waiters {
        if !of.contains(&waiter.operation) && !after.waiters.contains(waiter) {
            found.push(format!("waiter {}", waiter.name));
        }
    }
    for name in of {
        if before.operation(name).is_some() && after.operation(name).is_none() {
            found.push(format!("{name} is gone"));
        }
    }
    found
}

/// Numbers without a pattern, the same at every run.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize
    }
}

/// Damages pages, each in so many ways; what is wrong is returned.
fn damage(good: &Good, runs: usize, numbers: &mut Numbers) -> Vec<String> {
    let mut wrong = Vec::new();
    let all: Vec<(&Way, bool)> =
        LOST.iter().map(|way| (way, true)).chain(PARTLY.iter().map(|way| (way, false))).collect();
    let first = numbers.next();
    let only = std::env::var("DAMAGE_PAGE").unwrap_or_default();
    let bad: Vec<&PathBuf> = good
        .pages
        .iter()
        .filter(|page| page.to_str().is_some_and(|it| it.contains(&only)))
        .collect();
    for run in 0..runs {
        let (&(name, way), lost) = all[first.wrapping_add(run) % all.len()];
        let Some(page) = bad.get(numbers.next() % bad.len().max(1)) else { break };
        let other = &good.pages[numbers.next() % good.pages.len()];
        let read = |page: &Path| fs::read_to_string(good.folder.0.join(page)).unwrap_or_default();
        let other = read(other);
        let after = good.with(page, way(&read(page), &other, numbers.next()));
        let found = good.judge(page, name, lost, &other, &after);
        wrong.extend(found.into_iter().map(|it| format!("{}, {name}: {it}", page.display())));
    }
    wrong
}

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures").join(name)
}

fn holds(name: &str, inputs: &[PathBuf], service: Option<&str>, runs: usize) {
    let good = Good::new(name, inputs, service).expect("pages of one service");
    let wrong = damage(&good, runs, &mut Numbers(0x9e37_79b9_7f4a_7c15));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn pages_of_boto3_go_bad() {
    holds("mpa", &[fixture("services/mpa.rst"), fixture("services/mpa")], None, 63);
    holds("sts", &[fixture("services/sts.rst"), fixture("services/sts")], None, 42);
}

#[test]
fn pages_of_the_api_reference_go_bad() {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/damage/shop");
    holds("shop", &[own], Some("shop"), 84);
}

#[test]
fn pages_of_huawei_cloud_and_pasted_ones_go_bad() {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/huaweicloud");
    for ending in ["rst", "md", "html", "txt"] {
        let pages = ["page", "tags"].map(|name| own.join(format!("{name}.{ending}")));
        holds(&format!("huaweicloud-{ending}"), &pages, Some("boats"), 42);
    }
    let harbour = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/damage/harbour");
    holds("harbour", &[harbour], Some("harbour"), 105);
    holds("huaweicloud-seed", &[fixture("seeds/004_9508a13be45ad496.txt")], None, 21);
    let pasted = ["seeds/003_34124dd0fc005b81.txt", "seeds/001_c704c4dbe90bb561.txt"].map(fixture);
    holds("pasted", &pasted, None, 42);
    holds("html", &[fixture("html/mpa.html"), fixture("html/mpa")], None, 42);
}

#[test]
#[ignore = "wants pages that are not here"]
fn pages_below_a_folder_go_bad() {
    let Some(folder) = std::env::var_os("DAMAGE").map(PathBuf::from) else { return };
    let number = |name: &str, other: usize| {
        std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(other)
    };
    let (runs, seed) = (number("DAMAGE_RUNS", 6), number("DAMAGE_SEED", 1));
    let mut services: Vec<PathBuf> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .collect();
    services.sort();
    let step = number("DAMAGE_STEP", 1);
    let services: Vec<_> = services.into_iter().enumerate().step_by(step).collect();
    let wrong = parallel::map(&services, parallel::default_jobs(), |(at, service)| {
        let name = service.file_name().unwrap().to_str().unwrap();
        let index = folder.join(format!("{name}.rst"));
        let inputs: Vec<PathBuf> =
            if index.is_file() { vec![index, service.clone()] } else { vec![service.clone()] };
        let told = std::env::var("DAMAGE_SERVICE").ok().map(|_| name);
        let Some(good) = Good::new(&format!("folder-{name}"), &inputs, told) else {
            return (0, vec![format!("{name}: no spec of one service")]);
        };
        let begin = ((at * 2 + 1) * (seed * 2 + 1)) as u64;
        let mut numbers = Numbers(begin.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        for _ in 0..7 {
            numbers.next();
        }
        let wrong = damage(&good, runs, &mut numbers);
        println!("{name}: {runs} runs, {} wrong", wrong.len());
        for it in &wrong {
            println!("  {}", it.chars().take(600).collect::<String>());
        }
        (runs, wrong)
    });
    let count: usize = wrong.iter().map(|(runs, _)| runs).sum();
    let wrong: Vec<String> = wrong.into_iter().flat_map(|(_, wrong)| wrong).collect();
    println!("{count} runs, {} wrong", wrong.len());
    assert!(wrong.is_empty());
}
