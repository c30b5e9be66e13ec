//! What goes wrong on the way takes nothing away, and is made good when all is well again.

use std::collections::BTreeMap;
use std::fs;
use std::sync::OnceLock;

use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::{Config, RngSeed, TestRunner};

use doc_bindgen::project::Project;

use crate::site::{FAULTS, Fault, Pretended, Site, lock};
use crate::{
    BOTO3, Folder, How, Release, expected, files, first, ids, project, publish, run, second,
};

/// The operations of a spec.
fn operations(spec: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(spec);
    let mut lines = text.lines().skip_while(|line| *line != "operations:").skip(1);
    let mut names = Vec::new();
    for line in lines.by_ref().take_while(|line| line.starts_with(' ') || line.is_empty()) {
        if let Some(name) = line.strip_prefix("  ").and_then(|line| line.strip_suffix(':'))
            && !name.starts_with(' ')
        {
            names.push(name.to_owned());
        }
    }
    names
}

/// Fetches the first release, lets the second go wrong, and then come whole.
fn hold(faults: &[(usize, Fault)], ends_after: Option<usize>) {
    let folder = Folder::new("faults");
    let project = project(&folder, BOTO3);
    let (site, clock) = (Site::default(), Pretended::default());
    let (one, two) = (first(), second());
    publish(&site, "1.0", &one);
    run(&project, &site, &clock, How::default());
    static EXPECTED: OnceLock<[BTreeMap<String, Vec<u8>>; 2]> = OnceLock::new();
    let [was, will_be] = EXPECTED.get_or_init(|| [expected(&[&one]), expected(&[&one, &two])]);
    assert_eq!(files(&project.specs), *was);

    publish(&site, "1.1", &two);
    let paths: Vec<String> =
        lock(&site.pages).keys().filter(|path| path.contains("/boto3/")).cloned().collect();
    for (at, fault) in faults {
        lock(&site.faults).insert(paths[at % paths.len()].clone(), *fault);
    }
    *lock(&site.ends_after) = ends_after;
    let update = run(&project, &site, &clock, How::default());
    for (name, spec) in files(&project.specs) {
        let left = operations(&spec);
        for operation in operations(&will_be[&name]) {
            assert!(left.contains(&operation), "{operation} is lost: {:?}", update.diagnostics);
        }
    }
    // Every page that is kept is one that the site had.
    for (name, page) in files(&project.store.join("boto3")) {
        if name.ends_with(".rst") {
            let way = name.replacen("/sts.rst", ".rst", 1).replacen("/mpa.rst", ".rst", 1);
            let text = String::from_utf8(page).unwrap();
            let known = [one.get(&way), two.get(&way)];
            assert!(known.contains(&Some(&text)), "{name} is none of the site's");
        }
    }

    lock(&site.faults).clear();
    *lock(&site.ends_after) = None;
    let update = run(&project, &site, &clock, How::default());
    assert_eq!(ids(&update), [""; 0], "{:?}", update.diagnostics);
    assert_eq!(files(&project.specs), *will_be);
    site.take_asked();
    run(&project, &site, &clock, How::default());
    assert_eq!(site.take_asked().len(), 1);
}

/// The first release of sts was fetched, and the site has moved on to the second.
fn moved_on(folder: &Folder, one: &Release, two: &Release) -> (Project, Site, Pretended) {
    let project = project(folder, &BOTO3.replace("\"mpa\", ", ""));
    let (site, clock) = (Site::default(), Pretended::default());
    publish(&site, "1.0", one);
    run(&project, &site, &clock, How::default());
    publish(&site, "1.1", two);
    (project, site, clock)
}

#[test]
fn each_fault_by_itself_is_named_and_takes_nothing_away() {
    let page = "/boto3/_sources/reference/services/sts/client/get_caller_identity.rst.txt";
    let mut said: BTreeMap<String, String> = BTreeMap::new();
    for fault in FAULTS {
        let folder = Folder::new("fault");
        let (one, two) = (first(), second());
        let (project, site, clock) = moved_on(&folder, &one, &two);
        lock(&site.faults).insert(page.to_owned(), fault);
        let update = run(&project, &site, &clock, How::default());
        let told: Vec<String> =
            update.diagnostics.iter().map(|it| format!("{}: {}", it.rule.id, it.message)).collect();
        said.insert(format!("{fault:?}"), told.join(" | "));
        let kept = files(&project.store.join("boto3/sts"));
        let kept = String::from_utf8(kept["client/get_caller_identity.rst"].clone()).unwrap();
        let way = "sts/client/get_caller_identity.rst";
        match fault {
            Fault::BusyOnce | Fault::NotAskedSame => assert_eq!(kept, two[way]),
            _ => {
                assert_eq!(kept, one[way], "{fault:?}");
                assert!(!told.is_empty(), "{fault:?} is not named");
            }
        }
    }
    for (fault, told) in said {
        println!("{fault}: {told}");
    }
}

#[test]
fn an_interruption_after_any_request_is_made_good() {
    let all = second().len() + 2;
    for requests in (0..all).step_by(5) {
        hold(&[], Some(requests));
    }
}

#[test]
fn what_was_brought_before_an_interruption_is_not_asked_for_again() {
    let folder = Folder::new("resumed");
    let project = project(&folder, &BOTO3.replace("\"mpa\", ", ""));
    let (site, clock) = (Site::default(), Pretended::default());
    let one = first();
    publish(&site, "1.0", &one);
    *lock(&site.ends_after) = Some(8);
    let update = run(&project, &site, &clock, How::default());
    assert_eq!(ids(&update), ["site-unreachable"]);
    assert!(files(&project.specs).is_empty());
    site.take_asked();
    *lock(&site.ends_after) = None;
    let update = run(&project, &site, &clock, How::default());
    assert_eq!(ids(&update), [""; 0]);
    let sts = one.keys().filter(|way| way.starts_with("sts")).count();
    // Of the eight, one was robots.txt, and one the list, which is asked for again.
    assert_eq!(site.take_asked().len(), 1 + sts - 6);
    assert_eq!(files(&project.specs).len(), 1);
}

#[test]
fn what_a_killed_run_began_goes_when_the_list_is_the_one_that_stands() {
    let folder = Folder::new("begun");
    let project = project(&folder, &BOTO3.replace("\"mpa\", ", ""));
    let (site, clock) = (Site::default(), Pretended::default());
    publish(&site, "1.0", &first());
    run(&project, &site, &clock, How::default());
    let source = fs::read_dir(&project.store).unwrap().flatten().map(|entry| entry.path());
    let source = source.into_iter().find(|path| path.join("sts").is_dir()).unwrap();
    let begun = source.join(".sts.part");
    fs::create_dir(&begun).unwrap();
    fs::write(begun.join(".journal"), "mark = \"another\"\n").unwrap();
    let update = run(&project, &site, &clock, How::default());
    assert_eq!(ids(&update), [""; 0]);
    assert!(!begun.exists());
}

/// Faults of so many pages in each draw, and an end after so many requests in some.
type Draw = (Vec<(Index, Fault)>, Option<usize>);

fn draws() -> impl Strategy<Value = Draw> {
    (
        prop::collection::vec((any::<Index>(), select(FAULTS.to_vec())), 1..12),
        prop::option::weighted(0.2, 0_usize..40),
    )
}

#[test]
fn faults_at_random_are_made_good() {
    // Others each time; `FAULTS_SEED` draws again what went wrong, and `FAULTS_CASES` says how many.
    let set = |name: &str| std::env::var(name).ok().and_then(|text| text.parse().ok());
    let seed = set("FAULTS_SEED").unwrap_or_else(|| {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        since.unwrap().subsec_nanos().into()
    });
    let cases = set("FAULTS_CASES").map_or(12, |cases| cases as u32);
    let config = Config {
        cases,
        rng_seed: RngSeed::Fixed(seed),
        failure_persistence: None,
        ..Config::default()
    };
    let held = TestRunner::new(config).run(&draws(), |(faults, ends_after)| {
        let faults: Vec<(usize, Fault)> =
            faults.into_iter().map(|(at, fault)| (at.index(10_000), fault)).collect();
        hold(&faults, ends_after);
        Ok(())
    });
    if let Err(error) = held {
        panic!("FAULTS_SEED={seed}: {error}");
    }
}

#[test]
fn a_list_of_methods_that_is_cut_off_is_refused() {
    let name = "sts.rst";
    let path = "/boto3/_sources/reference/services/sts.rst.txt";
    for cut in [
        // In what is said of the service, in a line and behind one.
        "For general information",
        "AWS Security Token Service (STS)\n",
        // In the name of a method.
        "sts/client/get_se",
    ] {
        let folder = Folder::new("cut-index");
        let (one, two) = (first(), second());
        let (project, site, clock) = moved_on(&folder, &one, &two);
        let end = two[name].find(cut).unwrap() + cut.len();
        site.put(path, &two[name][..end]);
        let update = run(&project, &site, &clock, How::default());
        assert!(ids(&update).contains(&"page-refused"), "{cut}: {:?}", update.diagnostics);
        let kept = files(&project.store.join("boto3/sts"));
        assert_eq!(String::from_utf8(kept["sts.rst"].clone()).unwrap(), one[name], "{cut}");
    }
}

#[test]
fn a_page_that_states_nothing_is_refused_when_its_end_is_missing() {
    let name = "sts/client/close.rst";
    let path = "/boto3/_sources/reference/services/sts/client/close.rst.txt";
    for (changed, cut, kept) in [
        // The first half of what was there, which ends with a line.
        (false, "Client.close()\n", false),
        // A new text of which the last line is not whole.
        (true, "Closes all under", false),
        // Another text, to its end.
        (true, "Closes all underlying endpoint connections.\n", true),
    ] {
        let folder = Folder::new("helper");
        let project = project(&folder, &BOTO3.replace("\"mpa\", ", ""));
        let (site, clock) = (Site::default(), Pretended::default());
        let one = first();
        publish(&site, "1.0", &one);
        run(&project, &site, &clock, How::default());
        let whole = match changed {
            true => one[name].replace("Closes", "Closes all"),
            false => one[name].clone(),
        };
        let end = whole.find(cut).map(|at| at + cut.len()).unwrap();
        publish(&site, "1.1", &one);
        site.put(path, &whole[..end]);
        let update = run(&project, &site, &clock, How::default());
        let there = files(&project.store.join("boto3"))[name].clone();
        let there = String::from_utf8(there).unwrap();
        assert_eq!(there, if kept { &whole } else { &one[name] }.as_str(), "{cut}");
        let told: &[&str] = if kept { &[] } else { &["page-refused"] };
        assert_eq!(ids(&update), told, "{:?}", update.diagnostics);
    }
}
