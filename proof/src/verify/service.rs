//! One service: its operations, paginators, waiters and shapes.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use doc_bindgen::spec::{self, ShapeId, ShapeKind, Spec};

use super::classes::{Class, Reach};
use super::difference::{Differences, Path};
use super::lockstep::{Lockstep, PositionTold};
use super::marks::Marks;
use super::quirks::{Quirks, Side};
use super::words;
use crate::truth::{Id, Kind, Operation, Paginator, Service};

/// What came of the comparison of one service.
#[derive(Default)]
pub struct Result {
    pub differences: Differences,
    pub operations: usize,
    /// Paginators, and those whose items are botocore's; no page tells of them.
    pub paginators: usize,
    pub items: usize,
    /// For each shape of the spec below inputs and outputs, the names of the model's that it
    /// stands for.
    pub names: BTreeMap<String, BTreeSet<String>>,
}

/// Holds a spec against the model.
pub fn compare(service: &Service, spec: &Spec, quirks: &Quirks) -> Result {
    let mut result = Result::default();
    let documented: Vec<&Operation> = service
        .operations
        .iter()
        .filter(|operation| {
            operation.documented || !quirks.hides_operation(&service.id, &operation.name)
        })
        .collect();
    result.operations = documented.len();
    header(service, spec, &mut result.differences);
    let differences = &mut result.differences;
    operations(&documented, spec, differences);
    waiters(service, spec, differences);

    let tell = |operation: &&&Operation| told(service, operation, Side::Input).list;
    let inputs = documented.iter().filter(tell).filter_map(|operation| operation.input).collect();
    let marks = Marks::new(service, inputs);
    let mut reach = Reach::new(service, quirks, &marks);
    let mut lockstep = Lockstep::new(service, spec, quirks, &marks, differences);
    for operation in &documented {
        let Some(found) = spec.operation(&operation.name) else { continue };
        of_operation(operation, found, &mut lockstep);
        for (side, shape) in [(Side::Input, operation.input), (Side::Output, operation.output)] {
            if let Some(shape) = shape {
                reach.below(shape, told(service, operation, side));
            }
        }
    }
    let stands_for = std::mem::take(&mut lockstep.stands_for);
    for (id, model) in &stands_for {
        let models = result.names.entry(spec[*id].name.clone()).or_default();
        models.insert(service.shape(*model).name.clone());
    }
    let told_to = std::mem::take(&mut lockstep.told_to_stand_for);
    let met = std::mem::take(&mut lockstep.met);
    shapes(spec, &met, differences);
    // Nothing tells what a small structure is where half of it is left out.
    let stands_for: BTreeSet<(ShapeId, Id)> = stands_for
        .into_iter()
        .filter(|pair| told_to.contains(pair) || weight(service, pair.1, 0) >= RECOGNISABLE)
        .collect();
    shared(service, spec, &reach.classes(), &stands_for, differences);
    enums(spec, reach.enums.len(), differences);
    for (name, paginator) in &service.paginators {
        let Some(operation) = spec.operation(name) else { continue };
        result.paginators += 1;
        result.items += usize::from(pagination(service, name, paginator, operation, differences));
    }
    result
}

/// Which of an operation's sections are on its page.
fn told(service: &Service, operation: &Operation, side: Side) -> PositionTold {
    sections(service, &format!("client/{}", operation.method), side)
}

/// Which sections of what a page says of one side are on it.
fn sections(service: &Service, page: &str, side: Side) -> PositionTold {
    let there = |section: &str| {
        !service.too_large.get(page).is_some_and(|gone| gone.iter().any(|name| name == section))
    };
    match side {
        Side::Input => {
            PositionTold { side, syntax: there("Request Syntax"), list: there("Parameters") }
        }
        Side::Output => PositionTold {
            side,
            syntax: there("Response Syntax"),
            list: there("Response Structure"),
        },
    }
}

fn header(service: &Service, spec: &Spec, differences: &mut Differences) {
    let mut same = |what: &str, expected: &str, found: Option<&str>| {
        if found != Some(expected) {
            let message = format!("{}, should be {expected}", found.unwrap_or("nothing"));
            differences.add(&Path::root(what), message);
        }
    };
    same("client", &service.client, spec.client.as_deref());
    same("title", &service.title, spec.title.as_deref());
    let version = service.uid.as_deref().and_then(version_of);
    if let Some(version) = version {
        same("version", version, spec.version.as_deref());
    }
    let expected = words::letters(service.text(service.text));
    let found = words::letters_of_commonmark(spec.documentation.as_deref().unwrap_or(""));
    if expected != found {
        differences.add_text(&Path::root("the service"), words::parting(&expected, &found));
    }
}

/// The API version at the end of a unique id: `2020-07-08` of `workspaces-web-2020-07-08`.
fn version_of(uid: &str) -> Option<&str> {
    let version = uid.get(uid.len().checked_sub("2020-07-08".len())?..)?;
    let is_date = version.bytes().enumerate().all(|(at, byte)| match at {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    is_date.then_some(version)
}

fn operations(documented: &[&Operation], spec: &Spec, differences: &mut Differences) {
    let expected: Vec<&str> = documented.iter().map(|o| &*o.name).collect();
    let found: Vec<&str> = spec.operations.iter().map(|o| &*o.name).collect();
    for name in expected.iter().filter(|name| !found.contains(name)) {
        differences.add(&Path::root(name), "the operation is missing".into());
    }
    for name in found.iter().filter(|name| !expected.contains(name)) {
        differences.add(&Path::root(name), "there is no such operation".into());
    }
    if expected != found && expected.len() == found.len() {
        differences.add(&Path::root("operations"), "in another order".into());
    }
}

fn of_operation(operation: &Operation, found: &spec::Operation, lockstep: &mut Lockstep<'_>) {
    let path = Path::root(&operation.name);
    let service = lockstep.service;
    if operation.method != found.method {
        let message = format!("method {}, should be {}", found.method, operation.method);
        lockstep.differences.add(&path, message);
    }
    if operation.deprecated != found.deprecated {
        lockstep.differences.add(&path, format!("deprecated: {}", found.deprecated));
    }
    let text = words::letters(service.text(operation.text));
    let found_text = words::letters_of_commonmark(found.documentation.as_deref().unwrap_or(""));
    if text != found_text {
        lockstep.differences.add_text(&path, words::parting(&text, &found_text));
    }
    let mut errors: Vec<&str> = Vec::new();
    for name in &operation.errors {
        if !errors.contains(&&**name) {
            errors.push(name);
        }
    }
    let found_errors: Vec<&str> = found.errors.iter().map(|id| &*lockstep.spec[*id].name).collect();
    if errors != found_errors {
        let message = format!("errors {found_errors:?}, should be {errors:?}");
        lockstep.differences.add(&path, message);
    }
    for side in [Side::Input, Side::Output] {
        let (expected, found, step) = match side {
            Side::Input => (operation.input, found.input, "input"),
            Side::Output => (operation.output, found.output, "output"),
        };
        // An input without members is written as if there were none.
        let nothing = |id| side == Side::Input && service.members(id).is_empty();
        let expected = expected.filter(|id| !nothing(*id));
        let path = path.member(step);
        let told = told(service, operation, side);
        match (expected, found) {
            (Some(expected), Some(found)) => {
                lockstep.operation_side(operation, expected, found, told, &path);
            }
            (None, None) => {}
            (Some(_), None) => lockstep.differences.add(&path, "is missing".into()),
            (None, Some(_)) => lockstep.differences.add(&path, "there is none".into()),
        }
    }
}

fn waiters(service: &Service, spec: &Spec, differences: &mut Differences) {
    let expected: Vec<spec::Waiter> = service
        .waiters
        .iter()
        .map(|waiter| spec::Waiter {
            name: waiter.name.clone(),
            operation: waiter.operation.clone(),
            delay: waiter.delay,
            max_attempts: waiter.max_attempts,
            acceptors: Vec::new(),
        })
        .collect();
    // When they are done no page tells; `cargo proof overlays --check` sees to it.
    let mut found = spec.waiters.clone();
    found.iter_mut().for_each(|waiter| waiter.acceptors.clear());
    if expected != found {
        let message = format!("{found:?}, should be {expected:?}");
        differences.add(&Path::root("waiters"), message);
    }
}

/// Every shape is there for a reason, and none says more than the pages.
fn shapes(spec: &Spec, met: &HashMap<ShapeId, BTreeSet<bool>>, differences: &mut Differences) {
    let sides: BTreeSet<ShapeId> =
        spec.operations.iter().flat_map(|o| [o.input, o.output]).flatten().collect();
    let inputs: BTreeSet<ShapeId> = spec.operations.iter().filter_map(|o| o.input).collect();
    let uses = spec.operations.iter().flat_map(|o| [o.input, o.output]).flatten().count();
    if uses != sides.len() {
        differences.add(&Path::root("shapes"), "an input or output is shared".into());
    }
    // What errors hold no page tells: it is the tool's own knowledge, which `overlays` holds to the models.
    let errors =
        spec.reached(spec.operations.iter().flat_map(|o| o.errors.iter().copied()).collect());
    for (index, shape) in (0..).zip(&spec.shapes) {
        let id = ShapeId(index);
        let path = Path::root(&shape.name);
        if met.contains_key(&id) && sides.contains(&id) {
            differences.add(&path, "is an input or output, and is used below one".into());
        }
        if !met.contains_key(&id) && !sides.contains(&id) && !errors[index as usize] {
            differences.add(&path, "is used nowhere".into());
        }
        let in_requests = inputs.contains(&id) || met.get(&id).is_some_and(|m| m.contains(&true));
        let claims = |member: &spec::Member| member.required || member.idempotency_token;
        if !in_requests && shape.kind.members().iter().any(claims) {
            differences.add(&path, "is required somewhere, but in no request".into());
        }
    }
}

/// A structure with so many members, those of the structures in it included, can be known by their
/// names and types alone.
const RECOGNISABLE: usize = 3;

/// How many members a structure has, with those in it; not counted further than it matters.
fn weight(service: &Service, shape: Id, depth: usize) -> usize {
    match &service.shape(shape).kind {
        Kind::Structure(members) => members.iter().fold(members.len(), |sum, member| match sum {
            0..RECOGNISABLE => sum + weight(service, member.position.shape, depth + 1),
            enough => enough,
        }),
        Kind::List(element) | Kind::Map(_, element) if depth < RECOGNISABLE * 2 => {
            weight(service, element.shape, depth + 1)
        }
        _ => 0,
    }
}

/// Structures that nothing tells apart are one shape, and others are not.
fn shared(
    service: &Service,
    spec: &Spec,
    classes: &[Class],
    stands_for: &BTreeSet<(ShapeId, Id)>,
    differences: &mut Differences,
) {
    let name = |id: &Id| &*service.shape(*id).name;
    let shape = |id: &ShapeId| &*spec[*id].name;
    let mut shapes_of: HashMap<Id, BTreeSet<ShapeId>> = HashMap::new();
    for (shape, model) in stands_for {
        shapes_of.entry(*model).or_default().insert(*shape);
    }
    let shapes = |ids: &[Id]| -> BTreeSet<ShapeId> {
        ids.iter().filter_map(|id| shapes_of.get(id)).flatten().copied().collect()
    };
    let list = |ids: &[Id]| ids.iter().map(name).collect::<Vec<_>>().join(", ");
    let list_shapes =
        |ids: &BTreeSet<ShapeId>| ids.iter().map(shape).collect::<Vec<_>>().join(", ");
    // What the tool knows of the wire tells shapes apart that pages show alike.
    let told_apart = |found: &BTreeSet<ShapeId>| {
        let names = split_off(spec);
        found.iter().filter(|id| names.contains(shape(id))).count()
    };
    let mut stands: HashMap<ShapeId, &[Id]> = HashMap::new();
    for class in classes {
        let mut of_class = BTreeSet::new();
        for (ids, count) in &class.full {
            let found = shapes(ids);
            // Another reference, which the spec was made from as well, may have stated the names.
            let parted = found.iter().filter(|id| {
                let mut models = stands_for.iter().filter(|(shape, _)| shape == *id);
                models.all(|(_, model)| name(model) == shape(id))
            });
            if found.len() > *count
                && found.len() > parted.count()
                && found.len() - told_apart(&found) > *count
            {
                let (found, ids) = (list_shapes(&found), list(ids));
                let message = format!("{found} are {count} in the model: {ids}");
                differences.add(&Path::root("shapes"), message);
            }
            for id in &found {
                if let Some(other) = stands.insert(*id, ids) {
                    let message = format!("stands for {}, and for {}", list(other), list(ids));
                    differences.add(&Path::root(shape(id)), message);
                }
            }
            of_class.extend(found);
        }
        let partial = shapes(&class.partial);
        let beside: BTreeSet<ShapeId> = partial.difference(&of_class).copied().collect();
        if beside.len() > class.apart.max(usize::from(class.full.is_empty())) {
            let (beside, ids) = (list_shapes(&beside), list(&class.partial));
            let message = format!("{beside} are told of in part only: {ids}; elsewhere in full");
            differences.add(&Path::root("shapes"), message);
        }
    }
}

/// The names of shapes that the overlays of the tool split off.
fn split_off(spec: &Spec) -> BTreeSet<String> {
    let texts = doc_bindgen::knowledge::of(spec.provider, &spec.service).into_iter();
    let tables = texts.filter_map(|file| serde_yaml::from_str::<serde_yaml::Value>(file.text).ok());
    tables
        .flat_map(|table| {
            let places = table.get("places").and_then(|places| places.as_mapping().cloned());
            places.into_iter().flatten().filter_map(|(_, entry)| {
                entry.get("split").and_then(|name| name.as_str()).map(str::to_owned)
            })
        })
        .collect()
}

fn enums(spec: &Spec, expected: usize, differences: &mut Differences) {
    let found = spec.shapes.iter().filter(|s| matches!(s.kind, ShapeKind::Enum(_))).count();
    if found != expected {
        let message = format!("{found} enums, should be {expected}");
        differences.add(&Path::root("shapes"), message);
    }
}

/// Compares what the documentation tells of a paginator; whether the items are botocore's, of
/// which it tells nothing, is the result.
fn pagination(
    service: &Service,
    name: &str,
    paginator: &Paginator,
    operation: &spec::Operation,
    differences: &mut Differences,
) -> bool {
    let path = Path::root(name);
    let path = path.member("pagination");
    let Some(model) = service.operations.iter().find(|o| o.name == name) else { return false };
    // A paginator's page hides members of the input and output: what either page is too large for,
    // none tells, and neither does it tell of a token that is deeper down or chosen among several.
    let told = |side: Side, shape: Option<crate::truth::Id>, names: &[String]| -> Vec<String> {
        let there = |page: &str| {
            let told = sections(service, page, side);
            told.syntax || told.list
        };
        let pages = [format!("client/{}", model.method), format!("paginator/{name}")];
        let members = match shape {
            Some(id) if pages.iter().all(|page| there(page)) => service.members(id),
            _ => &[],
        };
        names.iter().filter(|n| members.iter().any(|m| m.name == **n)).cloned().collect()
    };
    let input = told(Side::Input, model.input, &paginator.input);
    let output = told(Side::Output, model.output, &paginator.output);
    let limit: Vec<String> = paginator.limit.iter().cloned().collect();
    let limit = told(Side::Input, model.input, &limit).pop();
    let Some(found) = &operation.pagination else {
        // Of one half of a token nothing can be made.
        if !input.is_empty() && !output.is_empty() {
            differences.add(&path, "is missing".into());
        }
        return false;
    };
    for (what, expected, whole, found) in [
        ("input_token", &input, &paginator.input, &found.input_token),
        ("output_token", &output, &paginator.output, &found.output_token),
    ] {
        // What is not told may be guessed, and then has to be right.
        if expected != found && whole != found {
            differences.add(&path, format!("{what} {found:?}, should be {expected:?}"));
        }
    }
    if limit != found.limit {
        differences.add(&path, format!("limit {:?}, should be {limit:?}", found.limit));
    }
    found.items == paginator.items
}
