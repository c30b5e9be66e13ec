//! What a build script does: the services that are switched on, from specs to source.
//!
//! `SPECS/aws/sqs.yaml` becomes `OUT/aws/sqs.rs`, a module; `OUT/services.rs` holds the modules
//! together, and `OUT/types.rs` lists all types for tests, in a form that a macro takes:
//! `service! { aws_sqs: aws::sqs { Message … } }`.
//!
//! A service is made anew only if its spec or the tool is another: the first line of what was made
//! says what it was made of. A file is written only if it says something else than before, so that
//! to the compiler nothing changed where nothing did.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::{fs, thread};

use crate::hash;
use crate::spec::{Provider, Spec};
use crate::{emit, spec};

/// Where a build script reads and writes, and what it is.
#[derive(Clone, Debug)]
pub struct Build {
    /// The folder of the specs.
    pub specs: PathBuf,
    /// The folder of what is made.
    pub out: PathBuf,
    /// How many services are made at once.
    pub jobs: usize,
    /// What tells this tool from another that would emit something else; without it, everything is
    /// made anew.
    pub tool: Option<String>,
}

/// A service whose feature is on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Service {
    /// Who provides it.
    pub provider: Provider,
    /// Its id, `workspaces-web`: the name of its spec.
    pub id: String,
}

/// The services that the environment variables of a build script switch on, in their order.
///
/// Cargo says `CARGO_FEATURE_AWS_WORKSPACES_WEB`; as ids hold hyphens and no underscores, that gives
/// the id back. Other features are passed over.
pub fn switched_on(variables: impl Iterator<Item = String>) -> Vec<Service> {
    let mut services: Vec<_> = variables
        .filter_map(|name| {
            let feature = name.strip_prefix("CARGO_FEATURE_")?.to_ascii_lowercase();
            let (first, id) = feature.split_once('_')?;
            let provider = Provider::ALL.into_iter().find(|provider| provider.as_str() == first)?;
            Some(Service { provider, id: id.replace('_', "-") })
        })
        .collect();
    services.sort();
    services
}

impl Build {
    /// Makes the services, and says which of them had to be made anew.
    ///
    /// # Errors
    ///
    /// What is wrong with the specs, or why something cannot be read or written, a message each. What
    /// was made before then stays.
    pub fn run(&self, services: &[Service]) -> Result<Vec<Service>, Vec<String>> {
        let mut errors = Vec::new();
        let mut made = Vec::new();
        for (service, result) in services.iter().zip(self.all(services)) {
            match result {
                Ok(true) => made.push(service.clone()),
                Ok(false) => {}
                Err(found) => errors.extend(found),
            }
        }
        if errors.is_empty() {
            errors.extend(write(&self.out.join("types.rs"), &types(services)).err());
            errors.extend(write(&self.out.join("services.rs"), &index(services)).err());
        }
        if errors.is_empty() { Ok(made) } else { Err(errors) }
    }

    /// Makes all of them, on several threads; the results in their order.
    fn all(&self, services: &[Service]) -> Vec<Made> {
        let waiting = Mutex::new(services.iter().enumerate());
        let results = Mutex::new(Vec::new());
        thread::scope(|scope| {
            for _ in 0..self.jobs.clamp(1, services.len().max(1)) {
                scope.spawn(|| {
                    loop {
                        let next = waiting.lock().unwrap_or_else(PoisonError::into_inner).next();
                        let Some((index, service)) = next else { break };
                        let result = self.one(service);
                        results
                            .lock()
                            .unwrap_or_else(PoisonError::into_inner)
                            .push((index, result));
                    }
                });
            }
        });
        let mut results = results.into_inner().unwrap_or_else(PoisonError::into_inner);
        results.sort_by_key(|(index, _)| *index);
        results.into_iter().map(|(_, result)| result).collect()
    }

    fn one(&self, service: &Service) -> Made {
        let path = self.spec(service);
        let text = fs::read_to_string(&path).map_err(|error| {
            let (Service { provider, id }, path) = (service, path.display());
            vec![format!("the feature `{provider}-{id}` is on, but {path} cannot be read: {error}")]
        })?;
        let stamp = self.stamp(&text);
        let source = self.made(service, "rs");
        let types = self.made(service, "types.rs");
        let is_current =
            |path: &Path| fs::read(path).is_ok_and(|there| there.starts_with(stamp.as_bytes()));
        if self.tool.is_some() && is_current(&source) && is_current(&types) {
            return Ok(false);
        }
        let spec = spec::read(&text, &path)
            .map_err(|errors| errors.iter().map(ToString::to_string).collect::<Vec<_>>())?;
        write(&types, &format!("{stamp}{}", types_of(&spec)))
            .and_then(|()| write(&source, &format!("{stamp}{}", emit::to_source(&spec))))
            .map_err(|error| vec![error])?;
        Ok(true)
    }

    /// The spec of a service: what a build script is to be run again for.
    pub fn spec(&self, service: &Service) -> PathBuf {
        self.specs.join(service.provider.as_str()).join(format!("{}.yaml", service.id))
    }

    fn made(&self, service: &Service, extension: &str) -> PathBuf {
        self.out.join(service.provider.as_str()).join(format!("{}.{extension}", service.id))
    }

    /// The first line of what is made of a spec.
    fn stamp(&self, text: &str) -> String {
        format!("// {:016x}\n", hash::identity(&(text, &self.tool)))
    }
}

/// The list of a service's types, in the form that a macro takes.
pub fn types_of(spec: &Spec) -> String {
    let (module, names) = emit::types(spec);
    let test = module.replace("::", "_").replace("r#", "");
    format!("service! {{ {test}: {module} {{ {} }} }}\n", names.join(" "))
}

/// Whether a service was made anew, or what is wrong with its spec.
type Made = Result<bool, Vec<String>>;

/// A module for each provider, holding the modules of its services.
fn index(services: &[Service]) -> String {
    let mut index = String::new();
    for provider in Provider::ALL {
        let includes: String = services
            .iter()
            .filter(|service| service.provider == provider)
            .map(|service| format!("    {}\n", include(service, "rs")))
            .collect();
        if !includes.is_empty() {
            let title = match provider {
                Provider::Aws => "Amazon Web Services.",
                Provider::Huaweicloud => "Huawei Cloud.",
            };
            index.push_str(&format!("/// {title}\npub mod {provider} {{\n{includes}}}\n"));
        }
    }
    index
}

/// The lists of all types.
fn types(services: &[Service]) -> String {
    services.iter().map(|service| format!("{}\n", include(service, "types.rs"))).collect()
}

fn include(Service { provider, id }: &Service, extension: &str) -> String {
    format!("include!(concat!(env!(\"OUT_DIR\"), \"/{provider}/{id}.{extension}\"));")
}

/// Writes a file unless it says that already.
fn write(path: &Path, text: &str) -> Result<(), String> {
    if fs::read(path).is_ok_and(|there| there == text.as_bytes()) {
        return Ok(());
    }
    let folder = path.parent().unwrap_or(path);
    fs::create_dir_all(folder)
        .and_then(|()| fs::write(path, text))
        .map_err(|error| format!("{} cannot be written: {error}", path.display()))
}

#[cfg(test)]
mod tests;
