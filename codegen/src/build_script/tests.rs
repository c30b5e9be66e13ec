use std::collections::BTreeMap;
use std::{env, process};

use super::*;

/// A folder of a test's own, gone with it.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = env::temp_dir().join(format!("doc-bindgen-build-{}-{name}", process::id()));
        fs::create_dir_all(path.join("spec/aws")).unwrap();
        Folder(path)
    }

    fn build(&self, tool: &str) -> Build {
        let (specs, out) = (self.0.join("spec"), self.0.join("out"));
        Build { specs, out, jobs: 2, tool: Some(tool.to_owned()) }
    }

    /// A spec of one structure.
    fn spec(&self, id: &str, member: &str) {
        let text = format!(
            "format: 1\nprovider: aws\nservice: {id}\nshapes:\n  Thing:\n    type: structure\n    \
             members:\n      {member}: {{type: string}}\n"
        );
        fs::write(self.0.join(format!("spec/aws/{id}.yaml")), text).unwrap();
    }

    /// All that was made, and when it was written.
    fn made(&self) -> BTreeMap<PathBuf, (String, std::time::SystemTime)> {
        let mut found = BTreeMap::new();
        for folder in ["out", "out/aws"] {
            for entry in fs::read_dir(self.0.join(folder)).unwrap() {
                let path = entry.unwrap().path();
                if path.is_file() {
                    let text = fs::read_to_string(&path).unwrap();
                    let written = fs::metadata(&path).unwrap().modified().unwrap();
                    found.insert(path, (text, written));
                }
            }
        }
        found
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn services(ids: &[&str]) -> Vec<Service> {
    ids.iter().map(|&id| Service { provider: Provider::Aws, id: id.to_owned() }).collect()
}

#[test]
fn features_name_services() {
    let variables = ["CARGO_FEATURE_SERDE", "CARGO_FEATURE_AWS_WORKSPACES_WEB", "PATH"];
    let more = ["CARGO_FEATURE_AWS_SQS", "CARGO_FEATURE_OTHER_SQS", "CARGO_FEATURE_DEFAULT"];
    let found = switched_on(variables.into_iter().chain(more).map(str::to_owned));
    assert_eq!(found, services(&["sqs", "workspaces-web"]));
}

#[test]
fn a_change_of_one_spec_makes_that_service_alone() {
    let folder = Folder::new("one");
    let all = services(&["one-thing", "sqs"]);
    folder.spec("one-thing", "a");
    folder.spec("sqs", "b");
    assert_eq!(folder.build("1").run(&all).unwrap(), all);
    let before = folder.made();
    assert_eq!(before.len(), 6);

    assert_eq!(folder.build("1").run(&all).unwrap(), []);
    assert_eq!(folder.made(), before);

    folder.spec("sqs", "c");
    assert_eq!(folder.build("1").run(&all).unwrap(), services(&["sqs"]));
    let after = folder.made();
    let changed: Vec<_> = after
        .iter()
        .filter(|(path, made)| before.get(*path) != Some(made))
        .map(|(path, _)| path.file_name().unwrap().to_str().unwrap())
        .collect();
    assert_eq!(changed, ["sqs.rs", "sqs.types.rs"]);
}

#[test]
fn another_tool_and_a_lost_file_make_all_anew() {
    let folder = Folder::new("tool");
    let all = services(&["sqs"]);
    folder.spec("sqs", "b");
    folder.build("1").run(&all).unwrap();
    assert_eq!(folder.build("2").run(&all).unwrap(), all);
    assert_eq!(folder.build("2").run(&all).unwrap(), []);
    fs::remove_file(folder.0.join("out/aws/sqs.types.rs")).unwrap();
    assert_eq!(folder.build("2").run(&all).unwrap(), all);
    let unknown = Build { tool: None, ..folder.build("") };
    unknown.run(&all).unwrap();
    assert_eq!(unknown.run(&all).unwrap(), all);
}

#[test]
fn what_is_wrong_with_specs_is_told_for_all_of_them() {
    let folder = Folder::new("wrong");
    fs::write(folder.0.join("spec/aws/bad.yaml"), "format: 1\nprovider: aws\nservice: bad\nx: y\n")
        .unwrap();
    let errors = folder.build("1").run(&services(&["bad", "missing"])).unwrap_err();
    assert_eq!(errors.len(), 2, "{errors:#?}");
    assert!(errors[0].contains("bad.yaml") && errors[0].contains(":4"), "{errors:#?}");
    assert!(errors[1].starts_with("the feature `aws-missing` is on, but "), "{errors:#?}");
    assert!(!folder.0.join("out/services.rs").exists());
}
