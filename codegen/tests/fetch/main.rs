//! Sites are fetched, change, and go wrong: what is in the store and in the specs afterwards.

mod faults;
mod guides;
mod polite;
mod site;

use std::collections::BTreeMap;
use std::fs;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use doc_bindgen::diff::Settings;
use doc_bindgen::fetch::{Clock, Transport};
use doc_bindgen::pipeline;
use doc_bindgen::project::Project;
use doc_bindgen::store::Guard;
use doc_bindgen::update::{self, HowRead, Options, Update};

use site::{Pretended, Site, inventory, lock};

/// A folder of a test, gone after it.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let next = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!("doc-bindgen-fetch-{name}-{}-{next}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        fs::create_dir_all(&folder).unwrap();
        Folder(folder)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// A project in a folder.
fn project(folder: &Folder, text: &str) -> Project {
    let path = folder.0.join("doc-bindgen.toml");
    fs::write(&path, text).unwrap();
    Project::read(text, &path).unwrap()
}

const BOTO3: &str = "[source.boto3]\nkind = \"boto3-site\"\nsite = \"https://docs.example/boto3/\"\n\
                         services = [\"mpa\", \"sts\"]\nconnections = 1\n";

const READ: HowRead<'static> =
    HowRead { jobs: NonZero::<usize>::MIN, built_in: true, allow_removal: &[] };

/// How a run is wanted.
#[derive(Clone, Copy, Default)]
struct How {
    offline: bool,
    try_only: bool,
    full: bool,
    yes: bool,
}

fn run(project: &Project, site: &dyn Transport, clock: &dyn Clock, how: How) -> Update {
    let options = Options {
        offline: how.offline,
        fetch_only: false,
        try_only: how.try_only,
        full: how.full,
        yes: how.yes,
        services: &[],
        settings: Settings::default(),
        how: READ,
        tools: project.store.join(".tools"),
        transport: site,
        clock,
        told: &|_| {},
        progress: &|_| {},
        waits: &|| {},
    };
    update::run(project, &options).unwrap()
}

/// The pages of a release, by the way to them: `sts.rst`, `sts/client/assume_role.rst`.
type Release = BTreeMap<String, String>;

/// The release that the fixtures are of.
fn first() -> Release {
    let home = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/services");
    let files = pipeline::files(std::slice::from_ref(&home)).unwrap();
    let page = |file: &PathBuf| {
        let way = file.strip_prefix(&home).unwrap().to_string_lossy().replace('\\', "/");
        (way, fs::read_to_string(file).unwrap())
    };
    files.iter().map(page).collect()
}

/// A release in which a text of sts changed, and sts lost an operation.
fn second() -> Release {
    let mut release = first();
    let page = release.get_mut("sts/client/get_caller_identity.rst").unwrap();
    let old = "Returns details about the IAM user or role";
    assert!(page.contains(old));
    *page = page.replace(old, "Tells all about the IAM user or role");
    assert!(release.remove("sts/client/get_access_key_info.rst").is_some());
    let index = release.get_mut("sts.rst").unwrap();
    assert!(index.contains("sts/client/get_access_key_info\n"));
    *index = index.replace("  sts/client/get_access_key_info\n", "");
    release
}

/// Puts a release where boto3's site has it.
fn publish(site: &Site, version: &str, release: &Release) {
    site.clear();
    site.put("/robots.txt", "User-agent: *\nCrawl-delay: 5\nDisallow: /forms/\n");
    let mut lines = vec!["guide/index std:doc -1 guide/index.html A Guide".to_owned()];
    for (way, text) in release {
        let page = format!("reference/services/{}", way.strip_suffix(".rst").unwrap());
        site.put(&format!("/boto3/_sources/{page}.rst.txt"), text.as_str());
        lines.push(format!("{page} std:doc -1 $.html x y"));
    }
    let lines: Vec<String> = lines
        .iter()
        .map(|line| line.replace("$.html", &format!("{}.html", line.split(' ').next().unwrap())))
        .collect();
    site.put("/boto3/objects.inv", inventory(version, &lines));
}

/// The specs that releases make from folders, read one over the other.
fn expected(releases: &[&Release]) -> BTreeMap<String, Vec<u8>> {
    let folder = Folder::new("expected");
    let specs = folder.0.join("spec");
    for (n, release) in releases.iter().enumerate() {
        let pages = folder.0.join(format!("pages-{n}"));
        for (way, text) in *release {
            let path = pages.join(way);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let options = pipeline::Options {
            built_in: true,
            jobs: NonZero::<usize>::MIN,
            memory: None,
            service: None,
            allow_removal: &[],
            only: &[],
            progress: &|_| {},
        };
        pipeline::parse(&[pages], &specs, &options).unwrap();
    }
    files(&specs)
}

/// All files below a folder.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let found = match folder.is_dir() {
        true => pipeline::files(&[folder.to_owned()]).unwrap(),
        false => Vec::new(),
    };
    let read = |file: &PathBuf| {
        let way = file.strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/");
        (way, fs::read(file).unwrap())
    };
    found.iter().map(read).collect()
}

fn ids(update: &Update) -> Vec<&'static str> {
    update.diagnostics.iter().map(|told| told.rule.id).collect()
}

#[test]
fn a_site_is_fetched_once_and_then_only_what_changed() {
    let folder = Folder::new("once");
    let project = project(&folder, BOTO3);
    let (site, clock) = (Site::default(), Pretended::default());
    let (one, two) = (first(), second());
    publish(&site, "1.0", &one);
    let update = run(&project, &site, &clock, How::default());
    assert_eq!(ids(&update), [""; 0]);
    assert_eq!(update.read, ["mpa", "sts"]);
    assert_eq!(files(&project.specs), expected(&[&one]));
    let asked = site.take_asked();
    assert_eq!(asked.len(), 2 + one.len(), "robots.txt, the list and each page: {asked:?}");

    // Nothing changed: one request, nothing read, nothing written.
    let before = files(&folder.0);
    let update = run(&project, &site, &clock, How::default());
    assert_eq!(site.take_asked(), ["/boto3/objects.inv"]);
    assert!(update.read.is_empty() && !update.has_moved());
    assert_eq!(update.sources[0].changed.as_deref().map(|day| &day[..4]), Some("2026"));
    assert_eq!(files(&folder.0), before);

    // A new release in which nothing changed but the version: each page is asked for and is as it was.
    publish(&site, "1.1", &one);
    let update = run(&project, &site, &clock, How::default());
    assert!(update.read.is_empty() && !update.has_moved());
    let reviewed = |files: &BTreeMap<String, Vec<u8>>| -> Vec<(String, Vec<u8>)> {
        let mut files = files.clone();
        files.retain(|name, _| !name.starts_with("pages/."));
        files.into_iter().collect()
    };
    assert_eq!(reviewed(&files(&folder.0)), reviewed(&before));
    assert_eq!(site.take_asked().len(), 1 + one.len());
    run(&project, &site, &clock, How::default());
    assert_eq!(site.take_asked().len(), 1, "what was seen is remembered");

    // It is told what would change, and nothing changes.
    publish(&site, "1.2", &two);
    let tried = run(&project, &site, &clock, How { try_only: true, ..How::default() });
    assert_eq!(tried.report.services.len(), 1);
    assert!(tried.has_moved());
    assert_eq!(reviewed(&files(&folder.0)), reviewed(&before));
    assert!(!site.take_asked().contains(&"/robots.txt".to_owned()), "it is known since today");

    // What changed is read, and that service alone; what the site has no more is gone.
    let update = run(&project, &site, &clock, How::default());
    assert_eq!(update.read, ["sts"]);
    assert_eq!(ids(&update), [""; 0]);
    assert_eq!(update.sources[0].brought[1].gone, ["client/get_access_key_info.rst"]);
    assert_eq!(files(&project.specs), expected(&[&one, &two]));
    let message = update::message(&update.report);
    assert!(message.starts_with("sts: 1 removed operation; callers break\n\n"), "{message}");
}

#[test]
fn a_store_can_be_moved_and_read_without_a_site() {
    let folder = Folder::new("moved");
    let first_project = project(&folder, BOTO3);
    let (site, clock) = (Site::default(), Pretended::default());
    let one = first();
    publish(&site, "1.0", &one);
    run(&first_project, &site, &clock, How::default());
    let other = Folder::new("moved-to");
    let project = project(&other, BOTO3);
    fs::rename(&first_project.store, &project.store).unwrap();
    site.clear();
    site.take_asked();
    // The specs did not come along, and one may be lost: they are made of the same pages.
    let offline = || run(&project, &site, &clock, How { offline: true, ..How::default() });
    assert_eq!(offline().read, ["mpa", "sts"]);
    assert_eq!(files(&project.specs), expected(&[&one]));
    assert!(offline().read.is_empty(), "specs were made of these pages");
    fs::remove_file(project.specs.join("aws/sts.yaml")).unwrap();
    assert_eq!(offline().read, ["sts"]);
    assert_eq!(files(&project.specs), expected(&[&one]));
    let out = other.0.join("out");
    let read = update::parse_store(&project, &out, &READ, &|_| {});
    assert_eq!(read.unwrap().written.len(), 2);
    assert_eq!(files(&out), expected(&[&one]));
    assert!(site.take_asked().is_empty());
    let rows = update::status(&project).unwrap();
    assert_eq!(rows.len(), 2);
    assert_eq!(rows[1].service, "aws/sts");
    assert_eq!(rows[1].version.as_deref(), Some("2011-06-15"));
    assert_eq!(rows[1].newest.as_deref(), Some("2026-08-21T10:00:00Z"));
    assert!(rows[1].pages > 10 && !rows[1].unread);
}

#[test]
fn pages_that_are_not_committed_are_fetched_again_when_they_are_needed() {
    let folder = Folder::new("lost");
    let project = project(&folder, BOTO3);
    let (site, clock) = (Site::default(), Pretended::default());
    let (one, two) = (first(), second());
    publish(&site, "1.0", &one);
    run(&project, &site, &clock, How::default());
    for set in ["mpa", "sts"] {
        fs::remove_dir_all(project.store.join("boto3").join(set)).unwrap();
    }
    site.take_asked();
    run(&project, &site, &clock, How::default());
    assert_eq!(site.take_asked().len(), 1, "nothing changed, so none is needed");
    publish(&site, "1.1", &two);
    let update = run(&project, &site, &clock, How::default());
    assert_eq!(ids(&update), [""; 0]);
    assert_eq!(update.read, ["sts"]);
    assert_eq!(files(&project.specs), expected(&[&one, &two]));
}

#[test]
fn a_site_that_was_redesigned_takes_nothing_away() {
    let folder = Folder::new("redesigned");
    let project = project(&folder, BOTO3);
    let (site, clock) = (Site::default(), Pretended::default());
    publish(&site, "1.0", &first());
    run(&project, &site, &clock, How::default());
    let before = files(&project.specs);
    let pages = files(&project.store);
    let other = "<!DOCTYPE html><html><head><title>New!</title></head><body><div id=app></div></body></html>";
    let paths: Vec<String> = lock(&site.pages).keys().cloned().collect();
    for path in paths {
        site.put(&path, other);
    }
    let update = run(&project, &site, &clock, How::default());
    assert!(ids(&update).contains(&"site-index-unknown"), "{:?}", update.diagnostics);
    site.clear();
    let update = run(&project, &site, &clock, How::default());
    assert!(ids(&update).contains(&"site-index-unknown"), "{:?}", update.diagnostics);
    assert_eq!(files(&project.specs), before);
    assert_eq!(files(&project.store), pages);
}

#[test]
fn a_service_is_added_and_one_page_is_not_there_yet() {
    let folder = Folder::new("added");
    let only = project(&folder, &BOTO3.replace("\"mpa\", ", ""));
    let (site, clock) = (Site::default(), Pretended::default());
    let one = first();
    publish(&site, "1.0", &one);
    run(&only, &site, &clock, How::default());
    let both = project(&folder, BOTO3);
    site.remove("/boto3/_sources/reference/services/mpa/client/get_session.rst.txt");
    let update = run(&both, &site, &clock, How::default());
    assert_eq!(update.read, ["mpa"]);
    assert!(ids(&update).contains(&"listed-page-missing"));
    site.take_asked();
    // What was not there is asked for again, and nothing else.
    publish(&site, "1.0", &one);
    let update = run(&both, &site, &clock, How::default());
    assert_eq!(site.take_asked().len(), 2);
    assert_eq!(update.read, ["mpa"]);
    assert_eq!(files(&both.specs).keys().collect::<Vec<_>>(), ["aws/mpa.yaml", "aws/sts.yaml"]);
    run(&both, &site, &clock, How::default());
    assert_eq!(site.take_asked().len(), 1);
}

#[test]
fn of_two_runs_at_once_one_waits() {
    let folder = Folder::new("two");
    let project = project(&folder, BOTO3);
    let (site, clock) = (Site::default(), Pretended::default());
    publish(&site, "1.0", &first());
    let held = Guard::take(&project.store, &|| panic!("nobody has it")).unwrap();
    let waited = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        let run = scope.spawn(|| {
            let options = Options {
                waits: &|| {
                    waited.fetch_add(1, Ordering::SeqCst);
                },
                offline: false,
                fetch_only: false,
                try_only: false,
                full: false,
                yes: false,
                services: &[],
                settings: Settings::default(),
                how: READ,
                tools: project.store.join(".tools"),
                transport: &site,
                clock: &clock,
                told: &|_| {},
                progress: &|_| {},
            };
            update::run(&project, &options).unwrap()
        });
        while waited.load(Ordering::SeqCst) == 0 {
            std::thread::yield_now();
        }
        assert!(site.take_asked().is_empty(), "it waits before it asks");
        drop(held);
        assert_eq!(run.join().unwrap().read, ["mpa", "sts"]);
    });
    assert_eq!(waited.load(Ordering::SeqCst), 1);
}
