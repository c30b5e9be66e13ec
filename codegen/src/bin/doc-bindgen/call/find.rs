//! The spec, the operation and the waiter that are meant.

use std::path::{Path, PathBuf};

use doc_bindgen::spec::{Operation, Provider, Spec, Waiter, nearest_names};

use super::Stopped;
use crate::report::Reporter;
use crate::specs;

/// What is to be called.
pub struct Found<'a> {
    pub operation: &'a Operation,
    pub waiter: Option<&'a Waiter>,
}

/// The names of the specs in a folder.
pub fn services(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = Provider::ALL
        .iter()
        .filter_map(|provider| std::fs::read_dir(folder.join(provider.as_str())).ok())
        .flat_map(|files| files.flatten())
        .filter_map(|file| Some(file.file_name().to_str()?.strip_suffix(".yaml")?.to_owned()))
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// The specs of a service: several where several providers have one of that name.
pub fn files(service: &str, folder: &Path) -> Vec<PathBuf> {
    let (provider, name) = match service.split_once('/') {
        Some((provider, name)) => (Some(provider), name),
        None => (None, service),
    };
    let is_name = |name: &str| {
        !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b))
    };
    Provider::ALL
        .iter()
        .map(|it| it.as_str())
        .filter(|it| is_name(name) && provider.is_none_or(|asked| asked == *it))
        .map(|it| folder.join(it).join(format!("{name}.yaml")))
        .filter(|file| file.is_file())
        .collect()
}

/// Reads the spec of a service. One that several providers have is named with its provider:
/// `huaweicloud/workspace`.
pub fn spec(service: &str, folder: &Path, out: &Reporter) -> Result<Spec, Stopped> {
    let name = service.rsplit('/').next().unwrap_or(service);
    let files = files(service, folder);
    match &files[..] {
        [file] => specs::read(file).map_err(|diagnostics| {
            out.diagnostics(&diagnostics);
            Stopped::Said
        }),
        [] => {
            let known = services(folder);
            let near = nearest_names(name, known.iter().map(String::as_str), 3);
            let message = format!("there is no spec of `{}`", service.escape_debug());
            Err(Stopped::why(
                message,
                match (&near[..], known.len()) {
                    (_, 0) => format!(
                        "there is none at all in `{}`; name the folder with --spec",
                        folder.display()
                    ),
                    ([], count) => format!("`{}` has {count} others", folder.display()),
                    (near, _) => format!("is it `{}`?", near.join("`, `")),
                },
            ))
        }
        _ => {
            let message = format!("several providers have a service `{name}`");
            Err(Stopped::why(message, format!("say which: `aws/{name}`")))
        }
    }
}

/// The operation of that name, or of that method's.
pub fn named<'a>(spec: &'a Spec, name: &str) -> Option<&'a Operation> {
    let named = |it: &&Operation| it.name == name || it.method == name;
    let same = |it: &&Operation| it.name.eq_ignore_ascii_case(name);
    spec.operations.iter().find(named).or_else(|| spec.operations.iter().find(same))
}

/// The operation of that name, and the waiter that asks it.
pub fn operation<'a>(
    spec: &'a Spec,
    name: &str,
    waiter: Option<&str>,
) -> Result<Found<'a>, Stopped> {
    let Some(operation) = named(spec, name) else {
        let names = spec.operations.iter().map(|operation| &*operation.name);
        let near = nearest_names(name, names, 3);
        let message = format!("{} has no operation `{}`", spec.service, name.escape_debug());
        return Err(Stopped::why(
            message,
            match &near[..] {
                [] => format!("it has {}, none of which is called like it", spec.operations.len()),
                near => format!("is it `{}`?", near.join("`, `")),
            },
        ));
    };
    let Some(name) = waiter else { return Ok(Found { operation, waiter: None }) };
    let Some(waiter) = spec.waiters.iter().find(|waiter| waiter.name == name) else {
        let near: Vec<_> =
            spec.waiters.iter().filter(|it| it.operation == operation.name).collect();
        let names: Vec<_> = near.iter().map(|waiter| &*waiter.name).collect();
        let message = format!("{} has no waiter `{}`", spec.service, name.escape_debug());
        return Err(Stopped::why(
            message,
            match &names[..] {
                [] => format!("none asks {}", operation.name),
                names => format!("those that ask {} are `{}`", operation.name, names.join("`, `")),
            },
        ));
    };
    match waiter.operation == operation.name {
        true => Ok(Found { operation, waiter: Some(waiter) }),
        false => {
            let message = format!("{} does not ask {}", waiter.name, operation.name);
            Err(Stopped::why(message, format!("it asks `{}`", waiter.operation)))
        }
    }
}
