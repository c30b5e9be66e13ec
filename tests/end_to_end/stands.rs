//! What stands stays unless a page says that it went.

use std::fs;
use std::path::{Path, PathBuf};

use super::{Folder, Ran, fixture, read};

/// The pages of two services, and the specs that they make.
struct Standing {
    folder: Folder,
}

impl Standing {
    fn new() -> Self {
        let standing = Standing { folder: Folder::new() };
        copy(&fixture("services"), &standing.pages());
        standing.parse(&[]).ends(0);
        standing
    }

    fn pages(&self) -> PathBuf {
        self.folder.path("pages")
    }

    fn page(&self, name: &str) -> PathBuf {
        self.pages().join(name)
    }

    fn spec(&self, service: &str) -> String {
        fs::read_to_string(self.folder.path(&format!("spec/aws/{service}.yaml"))).unwrap()
    }

    fn parse(&self, more: &[&str]) -> Ran {
        let (pages, out) = (self.pages(), self.folder.path("spec"));
        let mut arguments: Vec<&dyn AsRef<std::ffi::OsStr>> =
            vec![&"parse", &pages, &"--out", &out];
        arguments.extend(more.iter().map(|it| it as &dyn AsRef<std::ffi::OsStr>));
        self.folder.run(&arguments)
    }

    fn change(&self, page: &str, change: impl Fn(&str) -> String) {
        let path = self.page(page);
        let before = fs::read_to_string(&path).unwrap();
        let after = change(&before);
        assert_ne!(before, after, "{page}");
        fs::write(path, after).unwrap();
    }

    fn remove(&self, page: &str) {
        fs::remove_file(self.page(page)).unwrap();
    }

    fn operations(&self, service: &str) -> usize {
        read(&self.folder.path(&format!("spec/aws/{service}.yaml"))).operations.len()
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let (path, to) = (entry.as_ref().unwrap().path(), to.join(entry.unwrap().file_name()));
        match path.is_dir() {
            true => copy(&path, &to),
            false => drop(fs::copy(&path, &to).unwrap()),
        }
    }
}

/// Every page of the methods of mpa.
fn methods_of_mpa() -> Vec<String> {
    let pages = fs::read_dir(fixture("services/mpa/client")).unwrap();
    let names = pages.map(|page| page.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.map(|name| format!("mpa/client/{name}")).collect();
    names.sort();
    names
}

#[test]
fn what_the_index_lists_stays_where_its_pages_are_missing() {
    let standing = Standing::new();
    let before = standing.spec("mpa");
    standing.remove("mpa/client/list_sessions.rst");
    standing.remove("mpa/paginator/ListSessions.rst");
    for _ in 0..2 {
        standing
            .parse(&[])
            .ends(1)
            .says("missing-page")
            .says("client/list_sessions")
            .says("ListSessions stays as it stands")
            .says("paginator/ListSessions");
        assert_eq!(standing.spec("mpa"), before);
    }
    // Nor does it go with the page of another documentation of one operation.
    fs::remove_dir_all(standing.pages()).unwrap();
    copy(&fixture("html"), &standing.pages());
    standing.parse(&["--verbose"]).ends(1).says("client/get_session");
    assert_eq!(standing.operations("mpa"), 22);
}

#[test]
fn what_a_bad_page_described_stays_and_the_page_is_named() {
    let standing = Standing::new();
    let before = standing.spec("mpa");
    let page = "mpa/client/get_session.rst";
    let good = fs::read(standing.page(page)).unwrap();
    let sts = fs::read(standing.page("sts/client/get_caller_identity.rst")).unwrap();
    let other = fs::read(standing.page("mpa/client/tag_resource.rst")).unwrap();
    let error = b"<!DOCTYPE html><html><body><h1>502 Bad Gateway</h1></body></html>".to_vec();
    let binary: Vec<u8> = (0..=255).cycle().take(3000).collect();
    for bad in [Vec::new(), good[..good.len() / 2].to_vec(), error, binary, sts, other] {
        fs::write(standing.page(page), bad).unwrap();
        standing.parse(&[]).ends(1).says("mpa/client/get_session.rst").says("GetSession stays");
        assert_eq!(standing.spec("mpa"), before);
    }
    // A section that is called otherwise is not one that is gone.
    fs::write(standing.page(page), good).unwrap();
    standing.change(page, |text| text.replace("**Exceptions**", "**Errors**"));
    standing.parse(&["--verbose"]).ends(0).says("get_session.rst").says("read-by-evidence");
    assert_eq!(standing.spec("mpa"), before);
}

#[test]
fn a_layout_that_is_not_understood_writes_nothing_and_is_tried_again() {
    let standing = Standing::new();
    let before = standing.spec("mpa");
    for page in methods_of_mpa() {
        let path = standing.page(&page);
        let text = fs::read_to_string(&path).unwrap();
        let text = text.replace("**Request Syntax**\n  ::", "**Call**");
        let text = text.replace(":type ", ":kind ").replace(":param ", ":argument ");
        fs::write(path, text.replace("**Response Syntax**", "**Answer**")).unwrap();
    }
    standing.change("sts/client/get_caller_identity.rst", |text| {
        text.replace("Returns details about", "Tells")
    });
    for _ in 0..2 {
        let ran = standing.parse(&[]).ends(2).says("error[removal]").says("--allow-removal mpa");
        assert!(!ran.out.contains("mpa.yaml") && ran.out.contains("sts.yaml"), "{ran:?}");
        assert_eq!(standing.spec("mpa"), before);
        assert!(standing.spec("sts").contains("Tells"));
    }
    // What the index lists does not go, whatever is allowed.
    standing.parse(&["--allow-removal", "mpa"]).ends(1).says("stays as it stands");
    assert_eq!(standing.spec("mpa"), before);
}

#[test]
fn an_index_that_lists_far_less_is_not_believed() {
    let standing = Standing::new();
    let before = standing.spec("mpa");
    let line = |page: &str| format!("  {}\n", page.strip_suffix(".rst").unwrap());
    let methods = methods_of_mpa();
    standing.change("mpa.rst", |text| {
        methods[10..].iter().fold(text.to_owned(), |text, page| text.replace(&line(page), ""))
    });
    // The pages are there, so the index is cut off or old.
    standing.parse(&[]).ends(1).says("stands-unlisted").says("mpa.rst");
    assert_eq!(standing.spec("mpa"), before);
    methods[10..].iter().for_each(|page| standing.remove(page));
    for _ in 0..2 {
        standing.parse(&[]).ends(2).says("operations (").says("--allow-removal mpa");
        assert_eq!(standing.spec("mpa"), before);
    }
    let ran = standing.parse(&["--allow-removal", "mpa"]);
    assert!(ran.status < 2, "{ran:?}");
    assert_eq!(standing.operations("mpa"), 7);
}

#[test]
fn a_few_operations_go_when_the_index_does_not_list_them() {
    let standing = Standing::new();
    for name in ["get_session", "cancel_session"] {
        standing.remove(&format!("mpa/client/{name}.rst"));
        standing.change("mpa.rst", |text| text.replace(&format!("  mpa/client/{name}\n"), ""));
    }
    standing.parse(&[]).ends(0);
    assert_eq!(standing.operations("mpa"), 20);
    assert!(!standing.spec("mpa").contains("GetSessionRequest"));
}

#[test]
fn an_index_alone_makes_no_spec() {
    let folder = Folder::new();
    let out = folder.path("spec");
    for index in ["services/sts.rst", "html/mpa.html"] {
        let index = fixture(index);
        folder.run(&[&"parse", &index, &"--out", &out]).ends(2).says("index-alone");
        assert!(!out.exists());
    }
}

#[test]
fn comments_at_the_head_of_a_spec_stay_and_a_mark_before_it_is_read() {
    let standing = Standing::new();
    let before = standing.spec("sts");
    let head = "# yaml-language-server: $schema=../schema.json\n\n# Reviewed by hand.\n";
    standing.folder.write("spec/aws/sts.yaml", format!("\u{feff}{head}{before}"));
    standing.folder.write(
        "spec/overlays/sts.yaml",
        "\u{feff}format: 1\nprovider: aws\nservice: sts\nreason: It is so.\nprotocol:\n  name: query\n",
    );
    let out = standing.folder.path("spec");
    standing.folder.run(&[&"check", &out]);
    let ran = standing.parse(&[]);
    assert!(ran.status < 2, "{ran:?}");
    let after = standing.spec("sts");
    assert!(after.starts_with(&format!("{head}format: 1\n")), "{after}");
    let bare = standing.folder.write("spec/aws/sts.yaml", format!("\u{feff}{before}"));
    standing.folder.run(&[&"check", &bare]).ends(0);
}

/// Members that go over the wire in another case than pages have them are the labels of paths all the
/// same: what is read over its own result changes nothing.
#[test]
fn a_path_whose_labels_are_written_otherwise_stays() {
    let folder = Folder::new();
    let (page, out) =
        (fixture("boto3/apigatewayv2/client/get_integration.rst"), folder.path("spec"));
    let parse = || folder.run(&[&"parse", &page, &"--out", &out, &"--no-cache"]);
    let spec = || fs::read_to_string(folder.path("spec/aws/apigatewayv2.yaml")).unwrap();
    parse().ends(0);
    let before = spec();
    assert!(before.contains("{apiId}") && before.contains("ApiId:"), "{before}");
    let ran = parse().ends(0);
    assert!(ran.err.contains("unchanged") || ran.out.contains("unchanged"), "{ran:?}");
    assert_eq!(spec(), before);
}
