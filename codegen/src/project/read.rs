//! The text of the project's file → [`Project`].

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use toml::de::{DeTable, DeValue};

use super::{Kind, Project, Services, Source};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::rules::fetch as rules;
use crate::spec::{ServiceId, nearest_names};
use crate::tables::{TomlText, listed};

/// The most connections at once that a file may ask for.
const MOST_CONNECTIONS: f64 = 8.0;

/// The longest time between two requests, in seconds.
const LONGEST_DELAY: f64 = 3600.0;

pub(super) fn read(text: &str, path: &Path) -> Result<Project, Vec<Diagnostic>> {
    let mut text = TomlText::new(path, text, &rules::PROJECT);
    let project = text.parse().map(|table| project(&table, path, &mut text));
    match project {
        Some(project) if text.wrong.is_empty() => Ok(project),
        _ => Err(text.wrong),
    }
}

fn project<'t>(table: &DeTable<'t>, path: &Path, text: &mut TomlText<'t>) -> Project {
    text.known(table, &["specs", "store", "bindings", "contact", "source"], "a project");
    let home = path.parent().unwrap_or(Path::new(""));
    let mut folder = |key: &str| text.string(table, key).map(|folder| home.join(folder));
    let specs = folder("specs").unwrap_or_else(|| home.join("spec"));
    let store = folder("store").unwrap_or_else(|| home.join("pages"));
    let bindings = folder("bindings");
    let contact = text.string(table, "contact");
    if let Some(contact) = &contact
        && (contact.len() > 200 || contact.chars().any(|c| !(' '..='~').contains(&c)))
    {
        let at = table.get("contact").map_or(0, |value| value.span().start);
        text.fault(at, "`contact` goes into a header: at most 200 characters of ASCII");
    }
    let mut sources = Vec::new();
    match text.table(table, "source") {
        Some(tables) => {
            for (name, value) in tables {
                let at = name.span().start;
                let Some(table) = value.get_ref().as_table() else {
                    text.expected(value, name.get_ref(), "a table");
                    continue;
                };
                if ServiceId::new(name.get_ref().as_ref()).is_err() {
                    text.fault(at, "a source is named with small letters, digits and hyphens");
                }
                sources.extend(source(name.get_ref(), at, table, home, text));
            }
        }
        None if table.get("source").is_none() => {
            text.fault(
                0,
                "there is no source; `[source.boto3]` with `services = [\"sqs\"]` is one",
            );
        }
        None => {}
    }
    sources.sort_by_key(|source| source.line);
    Project { specs, store, bindings, contact, sources }
}

const KEYS: [&str; 9] =
    ["kind", "services", "site", "version", "folder", "guides", "delay", "connections", "requests"];

fn source<'t>(
    name: &str,
    at: usize,
    table: &DeTable<'t>,
    home: &Path,
    text: &mut TomlText<'t>,
) -> Option<Source> {
    text.known(table, &KEYS, &format!("source `{name}`"));
    let said = text.string(table, "kind");
    let kind_at = table.get("kind").map_or(at, |value| value.span().start);
    let kind = kind(said.as_deref().unwrap_or(name), kind_at, said.is_some(), text)?;
    let services = services(name, at, kind, table, text)?;
    let site = text.string(table, "site");
    if let Some(site) = &site {
        let at = table.get("site").map_or(at, |value| value.span().start);
        if kind == Kind::OpenTelekomCloud {
            if !crate::fetch::is_repository(site) {
                let ways = "https://, http://, ssh:// or file:///";
                text.fault(at, format!("`site` is where repositories are, and begins with {ways}"));
            }
        } else if crate::fetch::Address::parse(site).is_none() {
            text.fault(at, "`site` is an address that begins with https:// and ends with a slash");
        }
    }
    let version = text.string(table, "version");
    if let Some(version) = &version
        && (version.is_empty() || !version.bytes().all(|b| b.is_ascii_digit() || b == b'.'))
    {
        let at = table.get("version").map_or(at, |value| value.span().start);
        text.fault(at, "`version` is a release, such as \"1.44.5\"");
    }
    let folder = text.string(table, "folder").map(|folder| home.join(folder));
    let only = |key: &str, fits: bool, text: &mut TomlText<'t>| {
        if !fits && let Some(value) = table.get(key) {
            let at = value.span().start;
            text.fault(at, format!("a source of kind `{}` has no `{key}`", kind.as_str()));
        }
    };
    only("version", kind == Kind::Boto3Package, text);
    only("folder", kind == Kind::Folder, text);
    only("site", kind != Kind::Folder, text);
    if kind == Kind::Folder && folder.is_none() {
        text.fault(at, format!("source `{name}` needs `folder`, the folder of its pages"));
    }
    let guides = guides(table, &services, text);
    let delay = bounded("delay", LONGEST_DELAY, table, text).map(Duration::from_secs_f64);
    let connections = bounded("connections", MOST_CONNECTIONS, table, text).unwrap_or(2.0) as usize;
    Some(Source {
        name: name.to_owned(),
        line: text.line(at),
        kind,
        services,
        site,
        version,
        folder,
        guides,
        delay,
        connections: connections.max(1),
        requests: text.number(table, "requests").map(|requests| requests as usize),
    })
}

fn kind(name: &str, at: usize, said: bool, text: &mut TomlText<'_>) -> Option<Kind> {
    if let Some((_, kind)) = Kind::ALL.iter().find(|(known, _)| *known == name) {
        return Some(*kind);
    }
    let known = Kind::ALL.map(|(known, _)| known);
    let hint = match nearest_names(name, known, 1).first() {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("there are {}", listed(&known)),
    };
    let what = if said { "kind of source" } else { "kind of source, and `kind` is not said" };
    text.fault(at, format!("`{name}` is no {what}; {hint}"));
    None
}

fn services<'t>(
    name: &str,
    at: usize,
    kind: Kind,
    table: &DeTable<'t>,
    text: &mut TomlText<'t>,
) -> Option<Services> {
    let value = table.get("services");
    match value.map(|value| value.get_ref()) {
        None => {
            text.fault(at, format!("source `{name}` needs `services`, such as [\"sqs\"]"));
            None
        }
        Some(DeValue::String(all)) if all == "all" => {
            if kind != Kind::Boto3Package && kind != Kind::Folder {
                let at = value.map_or(at, |value| value.span().start);
                text.fault(at, "only of boto3's package and of a folder all services can be had");
            }
            Some(Services::All)
        }
        Some(_) => {
            let mut services: Vec<ServiceId> = Vec::new();
            for (id, at) in text.strings(table, "services")? {
                match ServiceId::new(&id) {
                    Ok(id) if services.contains(&id) => {
                        text.fault(at, format!("`{id}` stands twice"));
                    }
                    Ok(id) => services.push(id),
                    Err(error) => text.fault(at, error),
                }
            }
            if services.is_empty() {
                text.fault(at, format!("source `{name}` has no service"));
            }
            Some(Services::These(services))
        }
    }
}

fn guides<'t>(
    table: &DeTable<'t>,
    services: &Services,
    text: &mut TomlText<'t>,
) -> BTreeMap<String, String> {
    let mut guides = BTreeMap::new();
    let Some(inner) = text.table(table, "guides") else { return guides };
    for (service, value) in inner {
        let id: &str = service.get_ref();
        if let Services::These(these) = services
            && !these.iter().any(|service| service.as_str() == id)
        {
            let near = nearest_names(id, these.iter().map(ServiceId::as_str), 1);
            let hint =
                near.first().map_or(String::new(), |near| format!("; did you mean `{near}`?"));
            text.fault(service.span().start, format!("`{id}` is not among `services`{hint}"));
        }
        match value.get_ref().as_str() {
            Some(guide) if is_path(guide) => {
                guides.insert(id.to_owned(), guide.trim_matches('/').to_owned());
            }
            Some(_) => {
                let message = "a guide is a path on its site, such as \"lambda/latest/api\"";
                text.fault(value.span().start, message);
            }
            None => text.expected(value, id, "a text"),
        }
    }
    guides
}

/// Whether a text is a path below another, that no step of leads up.
fn is_path(path: &str) -> bool {
    let is_step = |step: &str| {
        !step.is_empty()
            && step != "."
            && step != ".."
            && step.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b))
    };
    path.trim_matches('/').split('/').all(is_step)
}

fn bounded<'t>(key: &str, most: f64, table: &DeTable<'t>, text: &mut TomlText<'t>) -> Option<f64> {
    let number = text.number(table, key)?;
    if number > most {
        let at = table.get(key).map_or(0, |value| value.span().start);
        text.fault(at, format!("`{key}` is at most {most}"));
        return None;
    }
    Some(number)
}

/// The project's file in `folder` or one above it.
pub fn find(folder: &Path) -> Option<PathBuf> {
    folder.ancestors().map(|folder| folder.join(super::FILE)).find(|file| file.is_file())
}
