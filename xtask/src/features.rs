//! The features of `cloud-bindings`: one for each spec, which turns on the protocol that it speaks.

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use clap::Args;

use doc_bindgen::spec::{ProtocolName, Provider, ServiceId};

use crate::{Outcome, files, root};

/// Write a feature for each spec into Cargo.toml.
#[derive(Args)]
pub struct Arguments {
    /// Write nothing; fail if the list is not what it should be.
    #[arg(long)]
    check: bool,
}

const BEGIN: &str = "# <services>\n";
const END: &str = "# </services>\n";

pub fn run(arguments: &Arguments) -> Outcome {
    let root = root();
    let path = root.join("Cargo.toml");
    let told = |error| format!("{}: {error}", path.display());
    let manifest = fs::read_to_string(&path).map_err(told)?;
    let services = of_specs(&root.join("spec"))?;
    let updated = with_services(&manifest, &services)
        .ok_or_else(|| format!("{}: no `# <services>` list", path.display()))?;
    let stands = |name: &str| services.iter().any(|service| service.feature == name);
    if let Some(gone) = on_docs_rs(&manifest).find(|name| !stands(name)) {
        eprintln!("error: docs.rs is to show `{gone}`, which has no spec");
        eprintln!("help: name another service in `[package.metadata.docs.rs]` of Cargo.toml");
        return Ok(ExitCode::FAILURE);
    }
    if updated == manifest {
        return Ok(ExitCode::SUCCESS);
    }
    if arguments.check {
        eprintln!("error: the features of Cargo.toml are not the specs of spec/");
        eprintln!("help: run `cargo xtask features`, and commit Cargo.toml");
        return Ok(ExitCode::FAILURE);
    }
    fs::write(&path, updated).map_err(told)?;
    println!("{}: features written", path.display());
    Ok(ExitCode::SUCCESS)
}

/// A service's feature.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Service {
    /// What it is called: `aws-sqs`.
    feature: String,
    /// What it turns on in the runtime.
    needs: Option<&'static str>,
}

/// The feature of the runtime that a protocol is behind.
fn feature_of(protocol: ProtocolName) -> &'static str {
    match protocol {
        ProtocolName::RestJson
        | ProtocolName::Json10
        | ProtocolName::Json11
        | ProtocolName::Huaweicloud => "json",
        ProtocolName::RpcV2Cbor => "cbor",
        ProtocolName::Query | ProtocolName::Ec2 | ProtocolName::RestXml => "xml",
    }
}

/// The features that the specs under a folder ask for, sorted.
pub(crate) fn of_specs(specs: &Path) -> Result<Vec<Service>, String> {
    let mut features = Vec::new();
    for provider in Provider::ALL {
        let folder = specs.join(provider.as_str());
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for entry in entries {
            let path = entry.map_err(|error| format!("{}: {error}", folder.display()))?.path();
            if path.extension().is_some_and(|extension| extension == "yaml") {
                let stem = path.file_stem().unwrap_or_default().to_string_lossy();
                let id = ServiceId::new(&stem)
                    .map_err(|error| format!("{}: {error}", path.display()))?;
                let protocol = files::spec(&path)?.protocol.and_then(|protocol| protocol.name);
                features.push(Service {
                    feature: format!("{provider}-{id}"),
                    needs: protocol.map(feature_of),
                });
            }
        }
    }
    features.sort();
    Ok(features)
}

/// A manifest with these features for its services, if it has a list of them.
pub(crate) fn with_services(manifest: &str, services: &[Service]) -> Option<String> {
    let (before, rest) = manifest.split_once(BEGIN)?;
    let (_, after) = rest.split_once(END)?;
    let line = |service: &Service| {
        let needs = service.needs.map(|needs| format!("\"doc-bindgen-runtime/{needs}\""));
        format!("{} = [{}]\n", service.feature, needs.unwrap_or_default())
    };
    let list: String = services.iter().map(line).collect();
    Some(format!("{before}{BEGIN}{list}{END}{after}"))
}

/// The services that docs.rs builds.
fn on_docs_rs(manifest: &str) -> impl Iterator<Item = &str> {
    let list = manifest
        .split_once("[package.metadata.docs.rs]")
        .and_then(|(_, section)| section.split_once("features = ["))
        .and_then(|(_, list)| list.split_once(']'))
        .map_or("", |(list, _)| list);
    list.split(',').map(|name| name.trim().trim_matches('"')).filter(|name| name.contains('-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_replaced_and_nothing_else() {
        let manifest = "[features]\n# <services>\nold = []\n# </services>\n[x]\n";
        let service = |feature: &str, needs| Service { feature: feature.to_owned(), needs };
        let services = [service("aws-sqs", Some("json")), service("aws-x", None)];
        let updated = with_services(manifest, &services);
        let expected = "[features]\n# <services>\naws-sqs = [\"doc-bindgen-runtime/json\"]\n\
                        aws-x = []\n# </services>\n[x]\n";
        assert_eq!(updated.as_deref(), Some(expected));
        assert_eq!(with_services("[features]\n", &[]), None);
    }

    #[test]
    fn docs_rs_has_a_list_of_its_own() {
        let manifest = "[package.metadata.docs.rs]\nfeatures = [\"serde\", \"aws-sqs\"]\n";
        assert_eq!(on_docs_rs(manifest).collect::<Vec<_>>(), ["aws-sqs"]);
        assert_eq!(on_docs_rs("[features]\n").count(), 0);
    }
}
