//! What changed between two models, on what their documentation states.
//!
//! Knows nothing of specs, rules and shapes that were renamed: it walks the two models side by side
//! from the operations down and writes down every difference at every place.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::fact::{Fact, Holders, Side, Type, What};
use crate::truth::{Id, Kind, Member, Operation, Position, Service, TextId};
use crate::verify::letters;

/// What the documentation is taken for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Stated {
    /// Everything that `cargo proof model` writes into a spec.
    Model,
    /// What boto3's pages say. Texts are the same if their letters are, and no page tells which
    /// members botocore lists the items of a page from.
    Pages,
}

/// Every difference between two models.
pub fn changes(old: &Service, new: &Service, stated: Stated) -> BTreeSet<Fact> {
    let mut walk = Walk { old, new, stated, facts: BTreeSet::new(), at: WalkPlace::default() };
    walk.service();
    walk.facts
}

/// Where the walk is in an operation.
#[derive(Clone, Default)]
struct WalkPlace {
    operation: String,
    side: Option<Side>,
    holders: Holders,
}

struct Walk<'a> {
    old: &'a Service,
    new: &'a Service,
    stated: Stated,
    facts: BTreeSet<Fact>,
    at: WalkPlace,
}

/// Structures that still have to be compared, and the way to them.
type Todo = Vec<(Id, Id, Holders)>;

/// What stands at a position, as far as it is told there.
enum Shown<'a> {
    Scalar(&'a str),
    Enum(&'a [String]),
    List(Position),
    Map(Position),
    Structure(Id),
}

impl<'a> Walk<'a> {
    fn fact(&mut self, name: &str, what: What) {
        let WalkPlace { operation, side, holders } = self.at.clone();
        let side = side.unwrap_or(Side::Whole);
        self.facts.insert(Fact { operation, side, holders, name: name.to_owned(), what });
    }

    fn either(&mut self, name: &str, old: bool, new: bool, added: What, removed: What) {
        match (old, new) {
            (false, true) => self.fact(name, added),
            (true, false) => self.fact(name, removed),
            _ => {}
        }
    }

    fn said_otherwise(&self, old: Option<TextId>, new: Option<TextId>) -> bool {
        let (old, new) = (self.old.text(old), self.new.text(new));
        match self.stated {
            Stated::Model => old != new,
            Stated::Pages => old != new && letters(old) != letters(new),
        }
    }

    /// Whether the client fills in a member; pages say so only where they say anything of it.
    fn token(&self, position: Position) -> bool {
        position.idempotency_token() && (self.stated == Stated::Model || position.text.is_some())
    }

    fn service(&mut self) {
        let (old, new) = (self.old, self.new);
        if old.title != new.title {
            self.fact("", What::Title);
        }
        if old.client != new.client {
            self.fact("", What::Client);
        }
        if self.said_otherwise(old.text, new.text) {
            self.fact("", What::Documentation);
        }
        self.waiters();
        let before = by_name(old);
        let after = by_name(new);
        let names: BTreeSet<&str> = before.keys().chain(after.keys()).copied().collect();
        for name in names {
            self.at = WalkPlace { operation: name.to_owned(), ..WalkPlace::default() };
            match (before.get(name), after.get(name)) {
                (Some(old), Some(new)) => self.operation(old, new),
                (old, new) => self.either(
                    "",
                    old.is_some(),
                    new.is_some(),
                    What::OperationAdded,
                    What::OperationRemoved,
                ),
            }
        }
    }

    fn waiters(&mut self) {
        let (old, new) = (self.old, self.new);
        let names: BTreeSet<&str> =
            old.waiters.iter().chain(&new.waiters).map(|waiter| &*waiter.name).collect();
        for name in names {
            let find = |service: &'a Service| service.waiters.iter().find(|it| it.name == name);
            let (old, new) = (find(old), find(new));
            let (there, here) = (old.is_some(), new.is_some());
            self.either(name, there, here, What::WaiterAdded, What::WaiterRemoved);
            let (Some(old), Some(new)) = (old, new) else { continue };
            if old.operation != new.operation {
                self.fact(name, What::WaiterOperation);
            }
            if (old.delay, old.max_attempts) != (new.delay, new.max_attempts) {
                self.fact(name, What::WaiterTiming);
            }
        }
    }

    fn operation(&mut self, old: &Operation, new: &Operation) {
        if old.deprecated != new.deprecated {
            self.fact("", What::Deprecated(new.deprecated));
        }
        if self.said_otherwise(old.text, new.text) {
            self.fact("", What::Documentation);
        }
        let names: BTreeSet<&String> = old.errors.iter().chain(&new.errors).collect();
        for name in names {
            let (there, here) = (old.errors.contains(name), new.errors.contains(name));
            self.either(name, there, here, What::ErrorAdded, What::ErrorRemoved);
        }
        self.pages(&old.name);
        // A request without members is written as if there were none.
        let given =
            |service: &Service, id: Option<Id>| id.filter(|id| !service.members(*id).is_empty());
        for (side, before, after) in [
            (Side::Request, given(self.old, old.input), given(self.new, new.input)),
            (Side::Response, old.output, new.output),
        ] {
            self.at.side = Some(side);
            let (there, here) = (before.is_some(), after.is_some());
            self.either("", there, here, What::SideAdded, What::SideRemoved);
            if let (Some(before), Some(after)) = (before, after) {
                let streams = match side {
                    Side::Request => (&old.input_stream, &new.input_stream),
                    _ => (&old.output_stream, &new.output_stream),
                };
                self.structures(before, after, (streams.0.as_deref(), streams.1.as_deref()));
            }
        }
    }

    fn pages(&mut self, name: &str) {
        let (old, new) = (self.old.paginators.get(name), self.new.paginators.get(name));
        self.either("", old.is_some(), new.is_some(), What::PagesAdded, What::PagesRemoved);
        let (Some(old), Some(new)) = (old, new) else { return };
        if (&old.input, &old.output) != (&new.input, &new.output) {
            self.fact("", What::PageTokens);
        }
        if old.limit != new.limit {
            self.fact("", What::PageLimit);
        }
        if old.items != new.items && self.stated == Stated::Model {
            self.fact("", What::PageItems);
        }
    }

    /// All structures below two, themselves included.
    fn structures(&mut self, old: Id, new: Id, streams: (Option<&str>, Option<&str>)) {
        let mut todo: Todo = vec![(old, new, Holders::default())];
        let mut seen = HashSet::new();
        let mut first = true;
        while let Some((old, new, holders)) = todo.pop() {
            if !seen.insert((old, new, holders.clone())) {
                continue;
            }
            let streams = if first { streams } else { (None, None) };
            first = false;
            self.at.holders = holders;
            self.members(old, new, streams, &mut todo);
        }
        self.at.holders = Holders::default();
    }

    fn members(
        &mut self,
        old: Id,
        new: Id,
        streams: (Option<&str>, Option<&str>),
        todo: &mut Todo,
    ) {
        let before = members(self.old, old);
        let after = members(self.new, new);
        let is_request = self.at.side == Some(Side::Request);
        for name in before.keys().filter(|name| !after.contains_key(*name)) {
            self.fact(name, What::MemberRemoved);
        }
        for (name, member) in &after {
            let position = member.position;
            let Some(old) = before.get(name).map(|member| member.position) else {
                let required = is_request && position.required();
                self.fact(name, What::MemberAdded { required });
                continue;
            };
            if is_request && old.required() != position.required() {
                self.fact(name, What::Required(position.required()));
            }
            if is_request && self.token(old) != self.token(position) {
                self.fact(name, What::Token(self.token(position)));
            }
            if self.said_otherwise(old.text, position.text) {
                self.fact(name, What::Documentation);
            }
            let stream = |stream: Option<&str>| stream == Some(*name);
            match (stream(streams.0), stream(streams.1)) {
                (true, true) => {}
                (false, false) => self.position(old, position, name, todo),
                _ => self.fact(name, What::Type(Type::Other)),
            }
        }
    }

    /// Two positions in the type of a member.
    fn position(&mut self, old: Position, new: Position, member: &str, todo: &mut Todo) {
        match (shown(self.old, old), shown(self.new, new)) {
            (Shown::Scalar(old), Shown::Scalar(new)) if old == new => {}
            (Shown::Scalar("string"), Shown::Enum(_)) => {
                self.fact(member, What::Type(Type::BecameEnum));
            }
            (Shown::Enum(_), Shown::Scalar("string")) => {
                self.fact(member, What::Type(Type::NoLongerEnum));
            }
            (Shown::Enum(old), Shown::Enum(new)) => {
                let outside = self.at.holders.clone();
                self.at.holders = outside.and(member);
                for value in old.iter().filter(|value| !new.contains(value)) {
                    self.fact(value, What::ValueRemoved);
                }
                for value in new.iter().filter(|value| !old.contains(value)) {
                    self.fact(value, What::ValueAdded);
                }
                self.at.holders = outside;
            }
            (Shown::List(old), Shown::List(new)) | (Shown::Map(old), Shown::Map(new)) => {
                self.position(old, new, member, todo);
            }
            (Shown::Structure(old_id), Shown::Structure(new_id)) => {
                let flavour = |position: Position| (position.event_stream(), position.union());
                let holders = self.at.holders.and(member);
                if flavour(old) != flavour(new) {
                    let outside = std::mem::replace(&mut self.at.holders, holders.clone());
                    self.fact("", What::Flavour);
                    self.at.holders = outside;
                }
                todo.push((old_id, new_id, holders));
            }
            _ => self.fact(member, What::Type(Type::Other)),
        }
    }
}

fn by_name(service: &Service) -> BTreeMap<&str, &Operation> {
    service.operations.iter().map(|operation| (&*operation.name, operation)).collect()
}

fn members(service: &Service, id: Id) -> BTreeMap<&str, &Member> {
    service.members(id).iter().map(|member| (&*member.name, member)).collect()
}

fn shown(service: &Service, position: Position) -> Shown<'_> {
    if position.document() || position.json_header() {
        return Shown::Scalar("document");
    }
    match &service.shape(position.shape).kind {
        // The documentation says "integer" of both, and "string" of a character.
        Kind::Scalar(name) => Shown::Scalar(match &**name {
            "long" => "integer",
            "character" => "string",
            other => other,
        }),
        Kind::Enum(values) => Shown::Enum(values),
        Kind::List(element) => Shown::List(*element),
        // The documentation shows every key as a string.
        Kind::Map(_, value) => Shown::Map(*value),
        Kind::Structure(_) => Shown::Structure(position.shape),
    }
}
