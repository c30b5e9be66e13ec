use std::path::Path;

use super::*;

fn wrong(text: &str) -> Vec<String> {
    let told = Project::read(text, Path::new("doc-bindgen.toml")).unwrap_err();
    told.iter().map(|it| format!("{}: {}", it.place.line, it.message)).collect()
}

#[test]
fn a_project_says_where_documentation_comes_from() {
    let text = "specs = \"api\"\n\n[source.boto3]\nservices = \"all\"\nversion = \"1.44.5\"\n\n\
                [source.reference]\nkind = \"api-reference\"\nservices = [\"lambda\"]\n\
                guides = { lambda = \"lambda/latest/api/\" }\ndelay = 2.5\n";
    let project = Project::read(text, Path::new("home/doc-bindgen.toml")).unwrap();
    assert_eq!(project.specs, Path::new("home/api"));
    assert_eq!(project.store, Path::new("home/pages"));
    let [boto3, reference] = &project.sources[..] else { panic!() };
    assert_eq!((boto3.kind, &boto3.services), (Kind::Boto3Package, &Services::All));
    assert_eq!(reference.guides["lambda"], "lambda/latest/api");
    assert_eq!(reference.delay, Some(Duration::from_millis(2500)));
}

#[test]
fn the_file_to_begin_with_is_one() {
    let project = Project::read(FIRST, Path::new(FILE)).unwrap();
    let [boto3] = &project.sources[..] else { panic!() };
    assert_eq!((boto3.kind, boto3.services.named().len()), (Kind::Boto3Package, 2));
}

#[test]
fn what_is_wrong_has_its_line_and_a_hint() {
    assert_eq!(
        wrong(""),
        ["1: there is no source; `[source.boto3]` with `services = [\"sqs\"]` is one"]
    );
    assert!(wrong("[source.boto3\n")[0].starts_with("1: "));
    let text = "stor = \"x\"\n[source.boto3]\nservices = [\"sqs\", \"sqs\", \"S Q S\"]\nfolder = \"x\"\n\
                version = \"latest\"\nguides = { sqz = \"../x\" }\nconnections = 99\n";
    let told = wrong(text);
    let has = |part: &str| assert!(told.iter().any(|it| it.starts_with(part)), "{part}: {told:?}");
    has("1: a project has no key `stor`; did you mean `store`?");
    has("3: `sqs` stands twice");
    has("4: a source of kind `boto3` has no `folder`");
    has("5: `version` is a release");
    has("6: `sqz` is not among `services`; did you mean `sqs`?");
    has("6: a guide is a path on its site");
    has("7: `connections` is at most 8");
    assert_eq!(told.len(), 8);
}

#[test]
fn repositories_are_not_reached_by_programs_that_an_address_names() {
    for site in ["ext::sh -c x", "--upload-pack=x", "ssh://-oProxyCommand=x/y", "git://host/x"] {
        let text = format!("[source.opentelekomcloud]\nservices = [\"nat\"]\nsite = \"{site}\"\n");
        let told = wrong(&text);
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(
            told[0].starts_with("3: `site` is where repositories are, and begins with https://")
        );
    }
    let told =
        wrong("[source.opentelekomcloud-site]\nservices = [\"nat\"]\nsite = \"file:///x/\"\n");
    assert!(told[0].starts_with("3: `site` is an address"), "{told:?}");
}
