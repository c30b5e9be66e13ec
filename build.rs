//! Compiles the specs that are switched on: for each feature `aws-sqs`, `spec/aws/sqs.yaml` becomes
//! `$OUT_DIR/aws/sqs.rs`, and `$OUT_DIR/services.rs` holds them together. `$OUT_DIR/types.rs` lists
//! all their types, for the tests.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::{Mutex, PoisonError};
use std::{env, fs, thread};

use doc_bindgen::spec::Provider;
use doc_bindgen::{emit, spec};

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=build.rs");
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    let services = switched_on();
    let mut errors = Vec::new();
    let mut types = String::new();
    for result in compile(&services, &root, &out) {
        match result {
            Ok(of_service) => types.push_str(&of_service),
            Err(found) => errors.extend(found),
        }
    }
    if errors.is_empty() {
        let types = format!("services! {{\n{types}}}\n");
        errors.extend(write(&out.join("types.rs"), &types).err());
        errors.extend(write(&out.join("services.rs"), &index(&services)).err());
    }
    for error in &errors {
        println!("cargo::error={error}");
    }
    if errors.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// A service whose feature is on.
struct Service {
    provider: Provider,
    /// Its id, `workspaces-web`: the name of its spec.
    id: String,
}

/// Cargo says `CARGO_FEATURE_AWS_WORKSPACES_WEB`; as ids hold hyphens and no underscores, that
/// gives the id back.
fn switched_on() -> Vec<Service> {
    let names = env::vars_os().filter_map(|(name, _)| name.into_string().ok());
    let features = names.filter_map(|name| {
        Some(name.strip_prefix("CARGO_FEATURE_")?.to_ascii_lowercase().replace('_', "-"))
    });
    let mut services: Vec<_> = features
        .filter_map(|feature| {
            let (first, id) = feature.split_once('-')?;
            let provider = Provider::ALL.into_iter().find(|provider| provider.as_str() == first)?;
            Some(Service { provider, id: id.to_owned() })
        })
        .collect();
    services.sort_by(|a, b| (a.provider, &a.id).cmp(&(b.provider, &b.id)));
    services
}

/// What compiling a service gives: the list of its types, or what is wrong with its spec.
type Compiled = Result<String, Vec<String>>;

/// Compiles all of them, on as many threads as cargo has jobs; the results in their order.
fn compile(services: &[Service], root: &Path, out: &Path) -> Vec<Compiled> {
    let jobs = env::var("NUM_JOBS").ok().and_then(|jobs| jobs.parse().ok()).unwrap_or(1_usize);
    let waiting = Mutex::new(services.iter().enumerate());
    let results = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..jobs.min(services.len()) {
            scope.spawn(|| {
                loop {
                    let next = waiting.lock().unwrap_or_else(PoisonError::into_inner).next();
                    let Some((index, service)) = next else { break };
                    let result = service.compile(root, out);
                    results.lock().unwrap_or_else(PoisonError::into_inner).push((index, result));
                }
            });
        }
    });
    let mut results = results.into_inner().unwrap_or_else(PoisonError::into_inner);
    results.sort_by_key(|(index, _)| *index);
    results.into_iter().map(|(_, result)| result).collect()
}

impl Service {
    fn compile(&self, root: &Path, out: &Path) -> Compiled {
        let provider = self.provider.as_str();
        let path = root.join("spec").join(provider).join(format!("{}.yaml", self.id));
        println!("cargo::rerun-if-changed={}", path.display());
        let text = fs::read_to_string(&path).map_err(|error| {
            let (path, id) = (path.display(), &self.id);
            vec![format!("the feature `{provider}-{id}` is on, but {path} cannot be read: {error}")]
        })?;
        let spec = spec::read(&text, &path)
            .map_err(|errors| errors.iter().map(ToString::to_string).collect::<Vec<_>>())?;
        let file = out.join(provider).join(format!("{}.rs", self.id));
        write(&file, &emit::to_source(&spec)).map_err(|error| vec![error])?;
        let (module, types) = emit::types(&spec);
        let test = format!("{provider}_{}", self.id.replace('-', "_"));
        Ok(format!("    {test}: {module} {{ {} }}\n", types.join(" ")))
    }
}

/// A module for each provider, holding the modules of its services.
fn index(services: &[Service]) -> String {
    let mut index = String::new();
    for provider in Provider::ALL {
        let name = provider.as_str();
        let includes: String = services
            .iter()
            .filter(|service| service.provider == provider)
            .map(|service| {
                format!(
                    "    include!(concat!(env!(\"OUT_DIR\"), \"/{name}/{}.rs\"));\n",
                    service.id
                )
            })
            .collect();
        if !includes.is_empty() {
            let title = match provider {
                Provider::Aws => "Amazon Web Services.",
                Provider::Huaweicloud => "Huawei Cloud.",
            };
            index.push_str(&format!("/// {title}\npub mod {name} {{\n{includes}}}\n"));
        }
    }
    index
}

/// Writes a file unless it says that already, so that what did not change is not compiled again.
fn write(path: &Path, text: &str) -> Result<(), String> {
    if fs::read(path).is_ok_and(|there| there == text.as_bytes()) {
        return Ok(());
    }
    let folder = path.parent().unwrap_or(path);
    fs::create_dir_all(folder)
        .and_then(|()| fs::write(path, text))
        .map_err(|error| format!("{} cannot be written: {error}", path.display()))
}
