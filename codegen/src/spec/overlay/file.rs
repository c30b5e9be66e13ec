//! The tables of an overlay file.

use serde::de::MapAccess;

use super::place::shape_at;
use crate::spec::problem::{KeyPath, Problem, ProblemKind, Step};
use crate::spec::read::edits::Edits;
use crate::spec::read::seed::{Reader, Table, keep_by_name, table, text};
use crate::spec::read::tables::{MemberTable, OperationTable, ShapeTable, WaiterTable};
use crate::spec::{Protocol, Provider, ServiceId, Spec};

/// An overlay file: what it states of one service, or of several.
#[derive(Default)]
pub(super) struct File {
    pub format: Option<String>,
    pub provider: Option<Provider>,
    pub service: Option<ServiceId>,
    pub reason: Option<String>,
    pub of_service: ServiceTable,
    pub services: Vec<(Box<str>, ServiceTable)>,
}

impl Table for File {
    const WHAT: &'static str = "an overlay";
    const KEYS: &'static [&'static str] = &[
        "format",
        "provider",
        "service",
        "services",
        "reason",
        "title",
        "client",
        "version",
        "documentation",
        "protocol",
        "operations",
        "waiters",
        "members",
        "places",
        "shapes",
    ];

    fn entry<'de, A: MapAccess<'de>>(
        &mut self,
        reader: &mut Reader,
        key: &str,
        map: &mut A,
    ) -> Result<(), A::Error> {
        match key {
            "format" => self.format = Some(text(map)?.into_owned()),
            "provider" => {
                self.provider = reader.word(key, &text(map)?, &Provider::ALL, Provider::as_str);
            }
            "service" => match ServiceId::new(&text(map)?) {
                Ok(id) => self.service = Some(id),
                Err(error) => reader.problem_at(key, ProblemKind::ServiceId(error.to_string())),
            },
            "reason" => self.reason = Some(text(map)?.into_owned()),
            "services" => keep_by_name(map, reader, key, &mut self.services)?,
            _ => self.of_service.entry(reader, key, map)?,
        }
        Ok(())
    }
}

/// What an overlay states of one service.
#[derive(Default)]
pub(super) struct ServiceTable {
    pub reason: Option<String>,
    pub title: Option<String>,
    pub client: Option<String>,
    pub version: Option<String>,
    pub documentation: Option<String>,
    pub protocol: Option<Protocol>,
    pub operations: Vec<(Box<str>, OperationTable)>,
    pub waiters: Vec<(Box<str>, WaiterTable)>,
    /// Members by their names, wherever they stand.
    pub members: Vec<(Box<str>, MemberTable)>,
    /// Shapes by where they stand.
    pub places: Vec<(Box<str>, ShapeTable)>,
    pub shapes: Vec<(Box<str>, ShapeTable)>,
}

impl Table for ServiceTable {
    const WHAT: &'static str = "an overlay's service";
    const KEYS: &'static [&'static str] = &[
        "reason",
        "title",
        "client",
        "version",
        "documentation",
        "protocol",
        "operations",
        "waiters",
        "members",
        "places",
        "shapes",
    ];

    fn entry<'de, A: MapAccess<'de>>(
        &mut self,
        reader: &mut Reader,
        key: &str,
        map: &mut A,
    ) -> Result<(), A::Error> {
        match key {
            "reason" => self.reason = Some(text(map)?.into_owned()),
            "title" => self.title = Some(text(map)?.into_owned()),
            "client" => self.client = Some(text(map)?.into_owned()),
            "version" => self.version = Some(text(map)?.into_owned()),
            "documentation" => self.documentation = Some(text(map)?.into_owned()),
            "protocol" => {
                let mut protocol = Protocol::default();
                reader.within(key, |reader| table(map, reader, &mut protocol))?;
                self.protocol = Some(protocol);
            }
            "operations" => keep_by_name(map, reader, key, &mut self.operations)?,
            "waiters" => keep_by_name(map, reader, key, &mut self.waiters)?,
            "members" => keep_by_name(map, reader, key, &mut self.members)?,
            "places" => keep_by_name(map, reader, key, &mut self.places)?,
            _ => keep_by_name(map, reader, key, &mut self.shapes)?,
        }
        Ok(())
    }
}

impl ServiceTable {
    /// What it states of an entry ([`Overlay::states`](super::Overlay::states)), as the reason that
    /// the entry itself gives; `None` where it states nothing of it.
    pub fn reason(&self, entry: &[&str]) -> Option<Option<&str>> {
        match *entry {
            ["operations", name] => named(&self.operations, name).map(|it| reason(&it.edits)),
            ["shapes", name] => named(&self.shapes, name).map(|it| reason(&it.edits)),
            ["shapes", shape, "members", name] => {
                let shape = named(&self.shapes, shape)?;
                let member = named(&shape.partial, name)?;
                Some(reason(&member.edits).or(reason(&shape.edits)))
            }
            _ => None,
        }
    }

    /// Whether it adds a shape, or a member to one, be it by its place.
    pub fn adds(&self, spec: &Spec, entry: &[&str]) -> bool {
        let ["shapes", name, members @ ..] = entry else { return false };
        let by_name = named(&self.shapes, name).into_iter();
        let is_it = |place: &str| shape_at(spec, place).is_some_and(|id| spec[id].name == **name);
        let by_place = self.places.iter().filter(|(place, _)| is_it(place)).map(|(_, it)| it);
        by_name.chain(by_place).any(|shape| match members {
            ["members", name] => named(&shape.partial, name).is_some_and(|it| is_added(&it.edits)),
            _ => is_added(&shape.edits),
        })
    }

    /// What it states of a shape, or of a member of one, by where the shape stands: the keys to the
    /// entry, and the reason that it gives.
    pub fn placed<'a>(
        &'a self,
        spec: &Spec,
        entry: &[&'a str],
    ) -> Option<(Vec<&'a str>, Option<&'a str>)> {
        let ["shapes", name, members @ ..] = entry else { return None };
        let by_place = self.places.iter().find_map(|(place, shape)| {
            shape_at(spec, place).filter(|id| spec[*id].name == **name)?;
            let of_shape = reason(&shape.edits);
            let reason = match members {
                ["members", name] => reason(&named(&shape.partial, name)?.edits).or(of_shape),
                _ => of_shape,
            };
            let keys = ["places", &**place].into_iter().chain(members.iter().copied());
            Some((keys.collect(), reason))
        });
        by_place.or_else(|| match members {
            ["members", name] => {
                let reason = reason(&named(&self.members, name)?.edits);
                Some((vec!["members", name], reason))
            }
            _ => None,
        })
    }

    /// Notes every entry that does not say why it is there, where nothing around it does.
    pub fn check_reasons(&self, at: &KeyPath, reason: bool, problems: &mut Vec<Problem>) {
        let says = |edits: &Option<Box<Edits>>| edits.as_ref().is_some_and(|e| e.reason.is_some());
        if reason || self.reason.is_some() {
            return;
        }
        let mut unsaid = |at: KeyPath| problems.push(Problem { kind: ProblemKind::NoReason, at });
        for (key, stated) in [
            ("title", self.title.is_some()),
            ("client", self.client.is_some()),
            ("version", self.version.is_some()),
            ("documentation", self.documentation.is_some()),
            ("protocol", self.protocol.is_some()),
        ] {
            if stated {
                unsaid(at.key(key));
            }
        }
        for (name, operation) in &self.operations {
            if !says(&operation.edits) {
                unsaid(at.key("operations").key(name));
            }
        }
        for (name, waiter) in &self.waiters {
            if !says(&waiter.edits) {
                unsaid(at.key("waiters").key(name));
            }
        }
        for (name, member) in &self.members {
            if !says(&member.edits) {
                unsaid(at.key("members").key(name));
            }
        }
        let places = self.places.iter().map(|(place, shape)| ("places", place, shape));
        let shapes = self.shapes.iter().map(|(name, shape)| ("shapes", name, shape));
        for (key, name, shape) in places.chain(shapes) {
            let of_members = !shape.partial.is_empty()
                && shape.partial.iter().all(|(_, member)| says(&member.edits));
            if !says(&shape.edits) && !of_members {
                unsaid(at.key(key).key(name));
            }
        }
    }
}

/// Whether the overlay says that the entry is to be added.
pub(super) fn is_added(edits: &Option<Box<Edits>>) -> bool {
    edits.as_ref().is_some_and(|edits| edits.add)
}

/// Whether the overlay says that the entry is to be removed.
pub(super) fn is_removed(edits: &Option<Box<Edits>>) -> bool {
    edits.as_ref().is_some_and(|edits| edits.remove)
}

/// The path to the second key of two.
pub(super) fn under(at: &KeyPath, keys: &[&str]) -> KeyPath {
    let mut steps = at.0.clone();
    steps.extend(keys.iter().map(|key| Step::Key((*key).into())));
    KeyPath(steps)
}

fn named<'a, T>(entries: &'a [(Box<str>, T)], wanted: &str) -> Option<&'a T> {
    entries.iter().find(|(name, _)| **name == *wanted).map(|(_, entry)| entry)
}

fn reason(edits: &Option<Box<Edits>>) -> Option<&str> {
    edits.as_ref()?.reason.as_deref()
}
