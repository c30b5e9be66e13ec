//! How sites are asked.

use std::time::Duration;

use doc_bindgen::fetch::Clock;

use crate::site::{Fault, Pretended, Site, lock};
use crate::{BOTO3, Folder, How, files, first, ids, project, publish, run};

#[test]
fn a_site_is_asked_as_it_wants_to_be() {
    let folder = Folder::new("polite");
    let text = format!("contact = \"docs@example.org\"\n{BOTO3}delay = 1\n");
    let project = project(&folder, &text);
    let (site, clock) = (Site::default(), Pretended::default());
    publish(&site, "1.0", &first());
    let begin = clock.now();
    run(&project, &site, &clock, How::default());
    let asked = site.take_asked();
    assert_eq!(asked[0], "/robots.txt");
    let least = Duration::from_secs(5 * (asked.len() as u64 - 2));
    assert!(clock.now() - begin >= least, "robots.txt asks for five seconds");
    let agent = lock(&site.headers).iter().find(|(name, _)| *name == "user-agent").cloned();
    let agent = agent.unwrap().1;
    assert!(agent.starts_with("doc-bindgen/") && agent.contains("docs@example.org"), "{agent}");

    // After a day robots.txt is asked for again, but not for the list alone.
    clock.pass(Duration::from_secs(2 * 24 * 3600));
    run(&project, &site, &clock, How::default());
    assert_eq!(site.take_asked(), ["/boto3/objects.inv"]);
    run(&project, &site, &clock, How { full: true, ..How::default() });
    let asked = site.take_asked();
    assert_eq!(asked[..2], ["/boto3/objects.inv", "/robots.txt"]);
    assert_eq!(asked.len(), 2 + first().len());
}

#[test]
fn what_robots_txt_forbids_is_not_asked_for() {
    let folder = Folder::new("robots");
    let project = project(&folder, &BOTO3.replace("\"mpa\", ", ""));
    let (site, clock) = (Site::default(), Pretended::default());
    publish(&site, "1.0", &first());
    site.put("/robots.txt", "User-agent: *\nDisallow: /boto3/_sources/*/get_caller*\n");
    let update = run(&project, &site, &clock, How::default());
    assert!(ids(&update).contains(&"page-disallowed"), "{:?}", update.diagnostics);
    assert!(!site.take_asked().iter().any(|path| path.contains("get_caller")));
    site.put("/robots.txt", "User-agent: doc-bindgen\nDisallow: /\n");
    std::fs::remove_dir_all(&project.store).unwrap();
    let update = run(&project, &site, &clock, How::default());
    assert_eq!(ids(&update), ["page-disallowed"]);
    assert_eq!(site.take_asked(), ["/robots.txt"]);
    // A site whose rules cannot be had is left alone.
    lock(&site.faults).insert("/robots.txt".to_owned(), Fault::Status(500));
    std::fs::remove_dir_all(&project.store).unwrap();
    let update = run(&project, &site, &clock, How::default());
    assert_eq!(ids(&update), ["site-unreachable"]);
    assert!(site.take_asked().iter().all(|path| path == "/robots.txt"));
    assert!(files(&project.store).is_empty());
}

#[test]
fn a_busy_site_is_given_time() {
    let folder = Folder::new("busy");
    let project = project(&folder, &BOTO3.replace("\"mpa\", ", ""));
    let (site, clock) = (Site::default(), Pretended::default());
    publish(&site, "1.0", &first());
    let page = "/boto3/_sources/reference/services/sts.rst.txt";
    lock(&site.faults).insert(page.to_owned(), Fault::BusyOnce);
    lock(&site.pages).remove("/robots.txt");
    let update = run(&project, &site, &clock, How::default());
    assert_eq!(ids(&update), [""; 0]);
    assert_eq!(site.take_asked().iter().filter(|path| *path == page).count(), 2);
}

#[test]
fn many_requests_are_agreed_to() {
    let folder = Folder::new("many");
    let project = project(&folder, &BOTO3.replace("\"mpa\", ", ""));
    let (site, clock) = (Site::default(), Pretended::default());
    let mut release = first();
    for n in 0..2100 {
        release.insert(format!("sts/client/page_{n}.rst"), String::new());
    }
    publish(&site, "1.0", &release);
    let update = run(&project, &site, &clock, How::default());
    assert_eq!(ids(&update), ["many-requests"]);
    assert_eq!(site.take_asked().len(), 2, "only the list was asked for");
    let update = run(&project, &site, &clock, How { yes: true, ..How::default() });
    assert!(ids(&update).contains(&"page-refused"));
    assert!(site.take_asked().len() > 2100);
}
