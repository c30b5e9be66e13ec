//! `update`: what it says to a new user, and to CI.

use std::fs;

use super::repository::Repository;
use super::{Ran, fixture};

#[test]
fn without_a_project_it_is_told_how_to_begin_one() {
    let Some(repository) = Repository::new() else { return };
    for words in [&["update"][..], &["status"], &["fetch"], &["parse", "--store", "--out", "spec"]]
    {
        let ran = repository.run(words).ends(2);
        let ran = ran.says("there is no doc-bindgen.toml in this folder or one above it");
        ran.says("[source.boto3]").says("services = [\"sqs\", \"sts\"]");
    }
    repository.run(&["update", "--project", "other.toml"]).ends(2).says("other.toml");
}

#[test]
fn a_check_ends_with_status_1_where_the_documentation_has_moved() {
    let Some(repository) = Repository::new() else { return };
    let copy = |way: &str| {
        let text = fs::read_to_string(fixture("services").join(way)).unwrap();
        repository.folder.write(&format!("site/{way}"), &text);
        text
    };
    let index = copy("mpa.rst");
    for entry in fs::read_dir(fixture("services/mpa/client")).unwrap() {
        copy(&format!("mpa/client/{}", entry.unwrap().file_name().to_string_lossy()));
    }
    for kind in ["paginator", "waiter"] {
        for entry in fs::read_dir(fixture(&format!("services/mpa/{kind}"))).into_iter().flatten() {
            copy(&format!("mpa/{kind}/{}", entry.unwrap().file_name().to_string_lossy()));
        }
    }
    let project = "[source.pages]\nkind = \"folder\"\nfolder = \"site\"\nservices = \"all\"\n";
    repository.folder.write("doc-bindgen.toml", project);
    let spec = || fs::read_to_string(repository.folder.path("spec/aws/mpa.yaml")).ok();
    let check = || repository.run(&["update", "--check"]);

    // Nothing is there yet, and nothing is there afterwards.
    check().ends(1);
    assert_eq!(spec(), None);
    repository.run(&["update"]).ends(0);
    let before = spec().unwrap();
    let ran: Ran = check().ends(0);
    assert_eq!(ran.out, "");
    // Where a fact came from is told of the pages that it keeps, and what is known beside them is named.
    let ran = repository.run(&["explain", "mpa", "GetPolicyVersion"]).ends(0);
    assert!(ran.out.contains("pages/pages/mpa/client/get_policy_version.rst:"), "{ran:?}");
    assert!(ran.out.contains("built-in/aws/mpa.yaml"), "{ran:?}");

    // The site lost an operation: the report says so, and the spec is as it was until `update`.
    let gone = index.lines().filter(|line| !line.ends_with("mpa/client/get_policy_version"));
    repository.folder.write("site/mpa.rst", &(gone.collect::<Vec<_>>().join("\n") + "\n"));
    fs::remove_file(repository.folder.path("site/mpa/client/get_policy_version.rst")).unwrap();
    let ran = check().ends(1);
    assert!(ran.out.contains("GetPolicyVersion"), "{ran:?}");
    assert_eq!(spec().unwrap(), before);
    let ran = repository.run(&["update", "--dry-run"]).ends(0);
    assert!(ran.out.contains("GetPolicyVersion"), "{ran:?}");
    repository.run(&["update"]).ends(0);
    check().ends(0);

    // Who leaves off what the tool knows by itself gets what pages say.
    assert!(before.contains("protocol:"));
    fs::remove_dir_all(repository.folder.path("spec")).unwrap();
    fs::remove_dir_all(repository.folder.path("pages")).unwrap();
    let ran = repository.run(&["update", "--no-built-in-overlays"]).ends(0);
    assert!(!spec().unwrap().contains("protocol:"), "{ran:?}");
}
