use std::path::PathBuf;

use proptest::prelude::*;

use super::*;

fn folder(name: &str) -> PathBuf {
    let folder =
        std::env::temp_dir().join(format!("doc-bindgen-store-{name}-{}", std::process::id()));
    drop(fs::remove_dir_all(&folder));
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn page(bytes: &[u8]) -> Page {
    let (url, date) = ("https://x.example/a".to_owned(), "2026-08-21T10:00:00Z".to_owned());
    Page { url, date, digest: digest(bytes), ..Page::default() }
}

fn lock_of(pages: &[(&str, &[u8])]) -> Lock {
    let pages = pages.iter().map(|(name, bytes)| ((*name).to_owned(), page(bytes)));
    Lock { pages: pages.collect(), ..Lock::default() }
}

#[test]
fn a_change_is_whole_or_not_there_whenever_it_was_cut_off() {
    let root = folder("whole");
    let store = Store::new(&root);
    let old = lock_of(&[("a.rst", b"one"), ("b/c.rst", b"two")]);
    let staging = Staging::begin(&store, "s", "t", "1").unwrap();
    staging.put("a.rst", b"one", &page(b"one")).unwrap();
    staging.put("b/c.rst", b"two", &page(b"two")).unwrap();
    staging.commit(&old).unwrap();
    assert_eq!(store.lock("s", "t").unwrap(), old);

    // Cut off before it is decided: what was there is there, and what was brought is remembered.
    let staging = Staging::begin(&store, "s", "t", "2").unwrap();
    staging.put("a.rst", b"new", &page(b"new")).unwrap();
    staging.interrupt();
    store.recover().unwrap();
    assert_eq!(store.page("s", "t", "a.rst").unwrap(), b"one");
    let staging = Staging::begin(&store, "s", "t", "2").unwrap();
    assert_eq!(staging.brought("a.rst"), Some(&page(b"new")));
    assert_eq!(staging.brought("b/c.rst"), None);

    // Cut off after it is decided: it is completed.
    let new = lock_of(&[("a.rst", b"new")]);
    fs::write(root.join("s/.t.part/.lock"), new.write()).unwrap();
    store.recover().unwrap();
    assert_eq!(store.lock("s", "t").unwrap(), new);
    assert_eq!(store.page("s", "t", "a.rst").unwrap(), b"new");
    assert_eq!(store.page("s", "t", "b/c.rst"), None);
    assert!(!root.join("s/.t.part").exists());

    // Cut off while it is cleared away.
    fs::create_dir_all(root.join("s/.t.part/b")).unwrap();
    store.recover().unwrap();
    assert!(!root.join("s/.t.part").exists());

    // Of another list nothing is taken over.
    let staging = Staging::begin(&store, "s", "t", "3").unwrap();
    staging.put("a.rst", b"newer", &page(b"newer")).unwrap();
    staging.interrupt();
    assert_eq!(Staging::begin(&store, "s", "t", "4").unwrap().brought("a.rst"), None);
    fs::remove_dir_all(&root).unwrap();
}

#[test]
fn a_store_that_is_tried_leaves_the_other_as_it_is() {
    let root = folder("tried");
    let store = Store::new(root.join("pages"));
    let staging = Staging::begin(&store, "s", "t", "1").unwrap();
    staging.put("a.rst", b"one", &page(b"one")).unwrap();
    staging.put("b.rst", b"two", &page(b"two")).unwrap();
    staging.commit(&lock_of(&[("a.rst", b"one"), ("b.rst", b"two")])).unwrap();
    let tried = store.tried_in(root.join("tried"));
    assert_eq!(tried.page("s", "t", "a.rst").unwrap(), b"one");
    let staging = Staging::begin(&tried, "s", "t", "2").unwrap();
    staging.put("a.rst", b"new", &page(b"new")).unwrap();
    staging.commit(&lock_of(&[("a.rst", b"new"), ("b.rst", b"two")])).unwrap();
    assert_eq!(tried.page("s", "t", "a.rst").unwrap(), b"new");
    assert_eq!(tried.page("s", "t", "b.rst").unwrap(), b"two");
    assert_eq!(store.page("s", "t", "a.rst").unwrap(), b"one");
    fs::remove_dir_all(&root).unwrap();
}

#[test]
fn names_are_plain_whatever_a_site_says() {
    assert_eq!(file_name(&["client", "create_queue"], "rst"), "client/create_queue.rst");
    for bad in ["..", ".git", "a/b", "a\\b", "", "CON", "nul.x", "com1", "a b", "ü", "x."] {
        let name = file_name(&[bad], "md");
        assert!(names::is_name(&name) && !name.contains('/') && name.len() == 20, "{bad}: {name}");
    }
    assert!(!names::is_name("../a.rst") && !names::is_name("/a.rst") && !names::is_name(""));
}

#[test]
fn what_stands_around_a_page_is_no_change() {
    let page = |version: &str, text: &str| {
        format!("<html><title>x {version}</title><article role=\"main\">{text}</article></html>")
    };
    let of = |text: &str| digest(&essence(text.as_bytes()));
    assert_eq!(of(&page("1", "a")), of(&page("2", "a")));
    assert_ne!(of(&page("1", "a")), of(&page("1", "b")));
    let built = |commit: &str| format!("<html>a<p>last updated: 1 - commit: {commit}</p></html>");
    assert_eq!(of(&built("abc")), of(&built("def")));
}

proptest! {
    #[test]
    fn a_lock_file_reads_back(
        url in "\\PC{0,30}", etag in prop::option::of("\\PC{0,10}"), version in prop::option::of(".{0,10}"),
        again in prop::collection::vec("[a-z]{1,5}", 0..3), open in prop::option::of(0_usize..9),
        applied: bool, names in prop::collection::btree_set(("[a-z]{1,8}", "[a-z]{1,8}"), 0..5),
    ) {
        let entry = Page { url: url.clone(), etag, applied, ..page(url.as_bytes()) };
        let lock = Lock {
            index: version.map(|version| Mark { url, version: Some(version), ..Mark::default() }),
            read: Some("x".to_owned()),
            open,
            again,
            pages: names.iter().map(|(a, b)| (file_name(&[a, b], "rst"), entry.clone())).collect(),
        };
        let text = lock.write();
        prop_assert_eq!(Lock::read(&text, Path::new("x.lock")), Ok(lock));
    }

    #[test]
    fn any_text_is_a_lock_file_or_told(text in "\\PC{0,200}") {
        let _ = Lock::read(&text, Path::new("x.lock"));
    }
}
