//! What the tool knows by itself, in a repository that has no overlay of its own.

use doc_bindgen::spec::{ProtocolName, Spec};

use crate::{Folder, fixture, read};

fn spoken(spec: &Spec) -> Option<ProtocolName> {
    spec.protocol.as_ref().and_then(|protocol| protocol.name)
}

#[test]
fn a_folder_without_overlays_gets_what_no_page_states() {
    let folder = Folder::new();
    let out = folder.path("spec");
    let pages = [fixture("services/mpa"), fixture("services/mpa.rst")];
    folder.run(&[&"parse", &pages[0], &pages[1], &"--out", &out]).ends(0);
    let spec = read(&out.join("aws/mpa.yaml"));
    assert_eq!(spoken(&spec), Some(ProtocolName::RestJson));
    for operation in &spec.operations {
        assert!(operation.http.is_some(), "{}", operation.name);
    }
    let http = spec.operation("GetSession").unwrap().http.as_ref().unwrap();
    assert_eq!((&*http.method, &*http.path), ("GET", "/sessions/{SessionArn}"));
    // Errata of texts are known as well.
    let text = std::fs::read_to_string(out.join("aws/mpa.yaml")).unwrap();
    assert!(text.contains("InitiationTime") && !text.contains("InitationTime"));
    // What is built in needs no spec of its services: only mpa is here.
    folder.run(&[&"check", &out]).ends(0);
    assert_eq!(folder.files("spec"), ["spec/aws/mpa.yaml"]);
    // Once more over what stands, and nothing changes.
    let ran = folder.run(&[&"parse", &pages[0], &pages[1], &"--out", &out, &"--no-cache"]).ends(0);
    assert!(ran.out.contains("unchanged"), "{ran:?}");
}

#[test]
fn it_can_be_left_off() {
    let folder = Folder::new();
    let out = folder.path("spec");
    let pages = fixture("services/sts");
    let index = fixture("services/sts.rst");
    let off = "--no-built-in-overlays";
    folder.run(&[&"parse", &pages, &index, &"--out", &out, &off]).ends(0);
    let before = read(&out.join("aws/sts.yaml"));
    assert_eq!(spoken(&before), None);
    assert!(before.operations.iter().all(|operation| operation.http.is_none()));
    // Pages that are as they were are read again, as what they make is another now.
    folder.run(&[&"parse", &pages, &index, &"--out", &out]).ends(0);
    let after = read(&out.join("aws/sts.yaml"));
    assert_eq!(spoken(&after), Some(ProtocolName::Query));
    let version = |spec: &Spec| spec.operations.len();
    assert_eq!(version(&before), version(&after));
}

#[test]
fn overlays_of_the_folder_go_over_what_is_built_in() {
    let folder = Folder::new();
    let out = folder.path("spec");
    folder.write(
        "spec/overlays/sts.yaml",
        "format: 1\nprovider: aws\nservice: sts\nreason: A proxy of ours.\n\
         protocol: {signing_name: proxy}\n",
    );
    let (pages, index) = (fixture("services/sts"), fixture("services/sts.rst"));
    folder.run(&[&"parse", &pages, &index, &"--out", &out]).ends(0);
    let protocol = read(&out.join("aws/sts.yaml")).protocol.unwrap();
    assert_eq!(protocol.signing_name.as_deref(), Some("proxy"));
    assert_eq!(protocol.name, Some(ProtocolName::Query));
}

#[test]
fn they_are_listed_shown_and_named() {
    let folder = Folder::new();
    let out = folder.path("spec");
    folder.write(
        "spec/overlays/own.yaml",
        "format: 1\nprovider: aws\nreason: Ours.\nservices: {mpa: {title: Ours}}\n",
    );
    let ran = folder.run(&[&"overlays", &"--out", &out]).ends(0);
    let sqs = std::path::Path::new("built-in").join("aws/sqs.yaml").display().to_string();
    assert!(ran.out.lines().any(|line| line == sqs), "{}", ran.out);
    assert!(ran.out.lines().last().unwrap().ends_with("own.yaml"));
    let ran = folder.run(&[&"overlays", &"mpa", &"--out", &out]).ends(0);
    assert!(ran.out.contains("rest-json") && ran.out.contains("title: Ours"), "{}", ran.out);
    folder.run(&[&"overlays", &"nothing", &"--out", &out]).ends(2).says("no overlay speaks");

    let pages = fixture("services/mpa");
    folder.run(&[&"parse", &pages, &"--out", &out]);
    let ran = folder.run(&[&"explain", &"mpa", &"GetSession", &"--out", &out]).ends(0);
    let stated = ran.out.lines().find(|line| line.contains("mpa.yaml:")).unwrap_or_default();
    assert!(stated.starts_with("built-in") && stated.contains("botocore"), "{ran:?}");
}

#[test]
fn policy_documents_of_iam_are_text_and_a_newer_page_breaks_nothing() {
    let folder = Folder::new();
    let pages = fixture("boto3/iam/client");
    let out = folder.path("spec");
    folder.run(&[&"parse", &pages, &"--out", &out]);
    let spec = read(&out.join("aws/iam.yaml"));
    for (operation, is_sent) in [("PutUserPolicy", true), ("GetUserPolicy", false)] {
        let operation = spec.operation(operation).unwrap();
        let side = if is_sent { operation.input } else { operation.output };
        let members = spec[side.unwrap()].kind.members();
        let document = members.iter().find(|member| member.name == "PolicyDocument").unwrap();
        assert_eq!(format!("{:?}", document.ty), "Scalar(String)", "{}", operation.name);
    }
    // The next release has other words.
    let page = std::fs::read_to_string(pages.join("get_user_policy.rst")).unwrap();
    let newer = folder.write("newer/get_user_policy.rst", page.replace("Retrieves", "Gets"));
    let old = folder.path("old");
    std::fs::create_dir_all(old.join("aws")).unwrap();
    std::fs::copy(out.join("aws/iam.yaml"), old.join("aws/iam.yaml")).unwrap();
    folder.run(&[&"parse", &newer, &"--out", &out]);
    let ran = folder.run(&[&"diff", &old, &out, &"--fail-on", &"breaking"]).ends(0);
    assert!(!ran.out.contains("breaking"), "{}", ran.out);
}
