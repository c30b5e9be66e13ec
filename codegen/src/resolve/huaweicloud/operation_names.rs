//! Names for operations of which pages give a title only: `Querying VPC Details` is `ShowVpc`.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::facts::{Dialect, Http, OperationFacts, PageFacts};
use crate::spec::Spec;

use super::walk::operations;
use super::words::{capital, is_plural, of_title, plural, verb};

/// Gives every operation a name of its own. What the spec before called it, it keeps.
pub fn name(pages: &mut [PageFacts], previous: Option<&Spec>) {
    let mut pages: Vec<&mut PageFacts> =
        pages.iter_mut().filter(|page| page.dialect == Dialect::HuaweiCloud).collect();
    let mut all: Vec<&mut OperationFacts> =
        pages.iter_mut().flat_map(|page| operations(std::slice::from_mut(*page))).collect();
    let kept = kept(&all, previous);
    // One method and path under one title is one operation, on however many pages.
    let mut wanted: BTreeMap<String, BTreeSet<Key>> = BTreeMap::new();
    for operation in &all {
        let key = Key::of(operation);
        if !kept.contains_key(&key) {
            wanted.entry(plain(operation)).or_default().insert(key);
        }
    }
    let mut taken: BTreeSet<String> = kept.values().map(|name| fold(name)).collect();
    let mut names: HashMap<Key, String> = kept;
    let mut take = |name: &str| !name.is_empty() && taken.insert(fold(name));
    // Of operations that want the same name, the one of the oldest version has it.
    let mut left = Vec::new();
    for (name, keys) in wanted {
        let mut keys: Vec<Key> = keys.into_iter().collect();
        keys.sort_by_key(|key| (version(&key.path), key.clone()));
        let Some(oldest) = keys.first().map(|key| key.path.clone()) else { continue };
        for (index, key) in keys.into_iter().enumerate() {
            if index == 0 && take(&name) {
                names.insert(key, name.clone());
            } else {
                left.push((name.clone(), oldest.clone(), key));
            }
        }
    }
    // The others are told apart by their own version, and within one by what is in their paths.
    for (name, oldest, key) in left {
        let of_version = match version(&key.path) {
            (major, 0) => format!("V{major}"),
            (major, minor) => format!("V{major}{minor}"),
        };
        let other = words_of_path(&key.path, &oldest);
        let candidates = [
            Some(format!("{name}{of_version}"))
                .filter(|_| version(&key.path) != version(&oldest) || key.path == oldest),
            Some(format!("{name}{other}")).filter(|_| !other.is_empty()),
            Some(format!("{name}{other}{of_version}")).filter(|_| !other.is_empty()),
            Some(of_path(&key)),
            Some(format!("{}{of_version}", of_path(&key))),
        ];
        let numbered = (2..).map(|number| format!("{name}{number}"));
        let found = candidates.into_iter().flatten().chain(numbered).find(|name| take(name));
        names.insert(key, found.unwrap_or_default());
    }
    for operation in &mut all {
        let name = names.get(&Key::of(operation)).cloned();
        operation.name = name.map(String::into_boxed_str);
    }
}

/// What tells operations apart.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Key {
    path: String,
    method: String,
    name: String,
}

impl Key {
    fn of(operation: &OperationFacts) -> Self {
        let Http { method, path, .. } = operation.http.clone().unwrap_or_else(|| Http {
            method: String::new(),
            path: String::new(),
            status: None,
        });
        Key { path, method, name: plain(operation) }
    }
}

/// The names that the spec before gave to operations by method and path, and of several of one path by
/// what their names begin with.
fn kept(all: &[&mut OperationFacts], previous: Option<&Spec>) -> HashMap<Key, String> {
    let mut keys: BTreeMap<(String, String), BTreeSet<Key>> = BTreeMap::new();
    for operation in all {
        let key = Key::of(operation);
        keys.entry((key.method.clone(), key.path.clone())).or_default().insert(key);
    }
    let mut kept = HashMap::new();
    let mut others = Vec::new();
    for operation in previous.iter().flat_map(|spec| &spec.operations) {
        let Some(http) = &operation.http else { continue };
        let Some(found) = keys.get(&(http.method.clone(), http.path.clone())) else { continue };
        let same = |key: &&Key| fold(&key.name) == fold(&operation.name);
        match (found.iter().find(same), found.first().filter(|_| found.len() == 1)) {
            (Some(key), _) => {
                kept.insert(key.clone(), operation.name.clone());
            }
            // Of several that stand it may be any, unless one has its name.
            (None, Some(only)) => others.push((only, operation)),
            // A name that another had taken has something behind it.
            (None, None) => {
                let begins = |key: &&Key| fold(&operation.name).starts_with(&fold(&key.name));
                let longest = found.iter().filter(begins).max_by_key(|key| key.name.len());
                others.extend(longest.map(|key| (key, operation)));
            }
        }
    }
    for (key, operation) in others {
        kept.entry(key.clone()).or_insert_with(|| operation.name.clone());
    }
    kept
}

fn fold(name: &str) -> String {
    name.to_ascii_lowercase()
}

/// The name that an operation would have if there were no others.
fn plain(operation: &OperationFacts) -> String {
    if let Some(name) = &operation.name {
        return name.to_string();
    }
    let title = operation.title.as_deref().unwrap_or_default();
    of_title_in(title, operation.http.as_ref())
}

/// The version in a path: `/v2.0/ports` is of 2.0.
fn version(path: &str) -> (u32, u32) {
    let segments = path.split('/').filter_map(|segment| segment.strip_prefix('v'));
    let mut versions = segments.filter_map(|version| {
        let (major, minor) = version.split_once('.').unwrap_or((version, "0"));
        Some((major.parse().ok()?, minor.parse().ok()?))
    });
    versions.next().unwrap_or((0, 0))
}

/// A name made of a title.
fn of_title_in(title: &str, http: Option<&Http>) -> String {
    let mut words = of_title(title);
    let mut name = String::new();
    // `… in Batches` is how `Batch …` reads at the end of a title.
    for (end, beginning) in [(["in", "batches"], "Batch"), (["at", "time"], "Batch")] {
        let ends = words.len() > 2
            && words[words.len() - 2..].iter().zip(end).all(|(a, b)| a.eq_ignore_ascii_case(b));
        if ends {
            words.truncate(words.len() - 2);
            name.push_str(beginning);
        }
    }
    let at = words.iter().take(2).position(|word| verb(word).is_some());
    let Some(at) = at else {
        let verb = http.map_or("Show", verb_of);
        return format!("{name}{verb}{}", joined(&words));
    };
    let before = joined(&words[..at]);
    if !name.contains(&before) || before.is_empty() {
        name.push_str(&before);
    }
    let rest = &words[at + 1..];
    match words[at].to_ascii_lowercase().as_str() {
        "querying" | "viewing" | "obtaining" | "reading" | "listing" | "getting" | "checking" => {
            name.push_str(&query(rest, words[at].eq_ignore_ascii_case("listing"), http));
        }
        _ => {
            name.push_str(&capital(&verb(words[at]).unwrap_or_default()));
            name.push_str(&joined(rest));
        }
    }
    name
}

/// `Details of a Listener` is to show one, `Listeners` to list them.
fn query(words: &[&str], lists: bool, http: Option<&Http>) -> String {
    let is = |at: usize, word: &str| words.get(at).is_some_and(|it| it.eq_ignore_ascii_case(word));
    let of = is(1, "of") || is(1, "about") || is(1, "on");
    if (is(0, "details") || is(0, "information")) && of {
        return format!("Show{}", joined(&words[2..]));
    }
    if is(0, "number") && of {
        return format!("Count{}", joined(&words[2..]));
    }
    if is(0, "list") && of {
        return format!("List{}", joined(&words[2..]));
    }
    // What is asked for stands before the first word that only says which.
    let which = ["of", "in", "by", "on", "about", "for", "that", "using", "from", "to", "with"];
    let end = words.iter().position(|word| which.contains(&&*word.to_ascii_lowercase()));
    let (noun, which) = words.split_at(end.unwrap_or(words.len()));
    match noun.split_last() {
        Some((last, noun)) if last.eq_ignore_ascii_case("details") && !noun.is_empty() => {
            format!("Show{}{}", joined(noun), joined(which))
        }
        Some((last, noun)) if last.eq_ignore_ascii_case("list") && !noun.is_empty() => {
            let (last, noun) = noun.split_last().unwrap_or((&"", &[]));
            format!("List{}{}{}", joined(noun), capital(&plural(last)), joined(which))
        }
        Some((last, _)) => {
            let one = http.is_some_and(|http| http.path.ends_with('}'));
            let verb = if lists || is_plural(last) && !one { "List" } else { "Show" };
            format!("{verb}{}{}", joined(noun), joined(which))
        }
        None => format!("Show{}", joined(which)),
    }
}

/// Words as a name; a gerund among them is a second verb (`Adding or Deleting`).
fn joined(words: &[&str]) -> String {
    let mut name = String::new();
    let mut after_or = false;
    for word in words {
        match verb(word).filter(|_| after_or) {
            Some(verb) => name.push_str(&capital(&verb)),
            None => name.push_str(&capital(word)),
        }
        after_or = ["or", "and"].iter().any(|it| word.eq_ignore_ascii_case(it));
    }
    name
}

fn verb_of(http: &Http) -> &'static str {
    match http.method.as_str() {
        "POST" => "Create",
        "PUT" | "PATCH" => "Update",
        "DELETE" => "Delete",
        _ if http.path.ends_with('}') => "Show",
        _ => "List",
    }
}

/// A name made of a method and a path: what stands in the path between its labels.
fn of_path(key: &Key) -> String {
    let http = Http { method: key.method.clone(), path: key.path.clone(), status: None };
    format!("{}{}", verb_of(&http), words_of_path(&key.path, ""))
}

/// What stands in a path between its labels and not in another path, as part of a name.
fn words_of_path(path: &str, other: &str) -> String {
    let is_version = |part: &str| version(&format!("/{part}")) != (0, 0);
    let is_other = |part: &&str| other.split('/').any(|it| it == *part);
    let mut name = String::new();
    let parts = path.split('/').filter(|it| !it.starts_with('{') && !is_version(it));
    for part in parts.filter(|part| !is_other(part)) {
        part.split(['-', '_', '.']).for_each(|word| name.push_str(&capital(word)));
    }
    name
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Arc;

    use super::*;
    use crate::facts::{ServiceRef, Statement};

    fn page(title: &str, path: &str) -> PageFacts {
        let http = Http { method: "POST".into(), path: path.into(), status: None };
        let title = Some(title.into());
        let facts = OperationFacts { title, http: Some(http), ..OperationFacts::default() };
        PageFacts {
            path: Arc::from(Path::new("page.rst")),
            dialect: Dialect::HuaweiCloud,
            service: ServiceRef::of(crate::spec::Provider::Huaweicloud),
            statements: vec![Statement::Operation(facts)],
            day: None,
            open_end: false,
            left_out: None,
            diagnostics: Vec::new(),
        }
    }

    /// Two operations go to one path, and have the titles of two others.
    #[test]
    fn what_another_name_was_taken_for_keeps_it() {
        let (add, delete) = ("Adding Tags in a Batch", "Deleting Tags in a Batch");
        let (new, old) = ("/v1/cloudservers/{s}/tags/action", "/v1/servers/{s}/tags/action");
        let mut pages = [page(add, new), page(delete, new), page(add, old), page(delete, old)];
        let names = |pages: &mut [PageFacts]| -> Vec<String> {
            operations(pages).filter_map(|it| it.name.as_deref().map(str::to_owned)).collect()
        };
        name(&mut pages, None);
        let first = names(&mut pages);
        let service = crate::spec::ServiceId::new("ecs").unwrap();
        let mut spec = Spec::new(crate::spec::Provider::Huaweicloud, service);
        for operation in operations(&mut pages) {
            spec.operations.push(crate::spec::Operation {
                name: operation.name.take().unwrap().into(),
                method: String::new(),
                documentation: None,
                deprecated: false,
                input: None,
                output: None,
                errors: Vec::new(),
                http: operation.http.clone(),
                sending: crate::spec::Sparse::NONE,
                pagination: None,
            });
        }
        name(&mut pages, Some(&spec));
        assert_eq!(names(&mut pages), first);
    }

    #[test]
    fn operations_of_one_title_are_told_apart_by_version_and_path() {
        let named = |paths: &[&str]| {
            let page = |path: &&str| page("Adding a NIC to an ECS", path);
            let mut pages: Vec<PageFacts> = paths.iter().map(page).collect();
            name(&mut pages, None);
            operations(&mut pages).filter_map(|it| it.name.clone()).collect::<Vec<_>>()
        };
        let expected =
            |names: &[&str]| names.iter().map(|name| Box::from(*name)).collect::<Vec<_>>();
        for (paths, names) in [
            (&["/v2/{p}/nics", "/v2.1/{p}/nics"][..], &["AddNicToEcs", "AddNicToEcsV21"][..]),
            (&["/v2.1/{p}/nics", "/v2/{p}/nics"], &["AddNicToEcsV21", "AddNicToEcs"]),
            (
                &["/v2.1/nics", "/v1/nics", "/v2/nics"],
                &["AddNicToEcsV21", "AddNicToEcs", "AddNicToEcsV2"],
            ),
            (
                &["/v1/servers/{s}/nics", "/v1/cloud-servers/{s}/nics", "/v2/servers/{s}/nics"],
                &["AddNicToEcsServers", "AddNicToEcs", "AddNicToEcsV2"],
            ),
        ] {
            assert_eq!(named(paths), expected(names), "{paths:?}");
        }
    }

    #[test]
    fn names_of_titles() {
        for (title, path, name) in [
            ("Creating a VPC", "/v1/vpcs", "CreateVpc"),
            ("Querying VPCs", "/v1/vpcs", "ListVpcs"),
            ("Querying VPC Details", "/v1/vpcs/{id}", "ShowVpc"),
            ("Querying a VPC Flow Log", "/v1/fl/{id}", "ShowVpcFlowLog"),
            ("Viewing Details of a Listener", "/v3/l/{id}", "ShowListener"),
            ("Querying the Details of a Network ACL", "/v3/{id}", "ShowNetworkAcl"),
            (
                "Querying the Number of Network ACLs Using Tags",
                "/v3/x",
                "CountNetworkAclsUsingTags",
            ),
            ("Obtaining a Chart List", "/v2/charts", "ListCharts"),
            (
                "Obtaining the List of Parameters That Can Be Configured for a Node Pool",
                "/v3/x",
                "ListParametersThatCanBeConfiguredForNodePool",
            ),
            ("Reading a Specified Cluster", "/v3/{id}", "ShowCluster"),
            ("Listing All Nodes in a Cluster", "/v3/nodes", "ListNodesInCluster"),
            ("Adding Tags to a Network ACL in Batches", "/v3/x", "BatchAddTagsToNetworkAcl"),
            ("Batch Adding or Deleting EIP Tags", "/v2/x", "BatchAddOrDeleteEipTags"),
            ("Querying Subnet Tags in a Specified Project", "/v2/x", "ListSubnetTagsInProject"),
            ("Obtaining Cluster Certificates (Deprecated)", "/v3/x", "ListClusterCertificates"),
            ("Forcibly Deleting an IP Address Group", "/v3/x", "ForciblyDeleteIpAddressGroup"),
            ("Querying User Sessions", "/v1/x", "ListUserSessions"),
            ("API Versions", "/", "ListApiVersions"),
        ] {
            let http = Http { method: "GET".into(), path: path.into(), status: None };
            assert_eq!(of_title_in(title, Some(&http)), name, "{title}");
        }
    }
}
