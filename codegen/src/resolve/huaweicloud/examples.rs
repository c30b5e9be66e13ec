//! Examples, held against the tables once the tables of all pages have been brought together.
//!
//! Tables win, with exceptions that are each said: a table that says "object" where examples show a
//! list of them, or "string" where every example shows something else, is wrong, as no program that
//! believed it could read the example. What tables do not tell at all, examples do.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use crate::diagnostic::{Diagnostic, Place};
use crate::facts::{
    Class, Container, Dialect, Example, Json, Kind, Location, Member, Node, OperationFacts,
    PageFacts, Scalar, Shows, Sparse, Statement,
};

use super::shown::{self, Seen};
use super::similar::{self, MemberNames};
use crate::diagnostic::rules::service as rules;

/// What examples may do to what the tables say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pass {
    /// Put wrong kinds right, and add the members that no table lists.
    Correct,
    /// Tell what is in what nobody has told of.
    Tell,
}

/// A member of a structure of which there may be copies on other pages: what is in the structure,
/// the member's name, and what its table says it is.
type Spot = (u64, Box<str>, std::mem::Discriminant<Kind>);

/// What the examples of all pages show.
#[derive(Default)]
struct Evidence {
    /// What they show at a spot, and where first.
    spots: HashMap<Spot, (Class, Place)>,
    /// Members that tables call strings and examples show as such: by name, what they stand among.
    strings: HashMap<Box<str>, Vec<Rc<MemberNames>>>,
}

impl Evidence {
    /// Somewhere an example shows a string where this structure, or one like it, has the member.
    fn is_string(&self, name: &str, among: &MemberNames) -> bool {
        let known = self.strings.get(name).into_iter().flatten();
        known.into_iter().any(|names| similar::likeness(names, among, name).is_some())
    }
}

/// Holds the examples of the pages against their operations.
pub fn hold(pages: &mut [PageFacts], pass: Pass) -> Vec<Diagnostic> {
    let mut evidence = Evidence::default();
    for page in pages.iter().filter(|page| page.dialect == Dialect::HuaweiCloud) {
        for operation in page.statements.iter().filter_map(as_operation) {
            let rows = Rows::of(&operation.examples);
            for (node, of) in bodies(operation) {
                gather(node, &rows, &roots(&operation.examples, of), page, &mut evidence);
            }
        }
    }
    let mut diagnostics = Vec::new();
    for page in pages.iter_mut().filter(|page| page.dialect == Dialect::HuaweiCloud) {
        let mut statements = std::mem::take(&mut page.statements);
        let mut said = HashSet::new();
        for statement in &mut statements {
            let Statement::Operation(operation) = statement else { continue };
            let examples = std::mem::take(&mut operation.examples);
            let rows = Rows::of(&examples);
            let mut holder = Holder {
                page,
                rows: &rows,
                evidence: &evidence,
                pass,
                firm: true,
                is_text: false,
                in_list: false,
                found: Vec::new(),
            };
            for (node, of) in
                [(&mut operation.input, Shows::Request), (&mut operation.output, Shows::Response)]
            {
                if let Some(Node { kind: Kind::Structure(members), .. }) = node {
                    holder.body(members, &roots(&examples, of));
                }
            }
            for found in std::mem::take(&mut holder.found) {
                if said.insert(found.message.clone()) {
                    diagnostics.push(found);
                }
            }
            operation.examples = examples;
        }
        page.statements = statements;
    }
    diagnostics
}

fn as_operation(statement: &Statement) -> Option<&OperationFacts> {
    match statement {
        Statement::Operation(operation) => Some(operation),
        _ => None,
    }
}

fn bodies(operation: &OperationFacts) -> impl Iterator<Item = (&Node, Shows)> {
    let input = operation.input.iter().map(|node| (node, Shows::Request));
    input.chain(operation.output.iter().map(|node| (node, Shows::Response)))
}

/// The examples of a body.
fn roots(examples: &[Example], of: Shows) -> Vec<Seen<'_>> {
    examples.iter().filter(|it| it.of == of).map(|it| (it.line, &it.value)).collect()
}

/// The examples in the descriptions of members, by the member's line and name.
struct Rows<'e>(HashMap<(u32, &'e str), &'e Json>);

impl<'e> Rows<'e> {
    fn of(examples: &'e [Example]) -> Self {
        let members = examples.iter().filter_map(|example| match &example.of {
            Shows::Member(name) => Some(((example.line, &**name), &example.value)),
            _ => None,
        });
        Rows(members.collect())
    }

    /// The example in the description of a member after those that show it in its place.
    fn and(&self, member: &Member, mut seen: Vec<Seen<'e>>) -> Vec<Seen<'e>> {
        let line = member.node.line;
        seen.extend(self.0.get(&(line, &*member.name)).map(|value| (line, *value)));
        match member.node.kind {
            Kind::Scalar(Scalar::String) | Kind::Enum(_) => shown::of_text(seen),
            _ => seen,
        }
    }
}

fn spot(parent: u64, member: &Member) -> Spot {
    (parent, member.name.clone(), std::mem::discriminant(&member.node.kind))
}

/// Writes down what examples show of each member.
fn gather(
    node: &Node,
    rows: &Rows<'_>,
    seen: &[Seen<'_>],
    page: &PageFacts,
    evidence: &mut Evidence,
) {
    match &node.kind {
        Kind::Structure(members) => {
            let inner = shown::elements(seen);
            let fields = shown::fields(if inner.is_empty() { seen } else { &inner });
            let parent = similar::members_hash(members);
            let mut names = None;
            for member in members {
                let seen = rows.and(member, fields.of(&member.name));
                if let Some(class) = shown::class(&seen) {
                    if member.node.kind == Kind::Scalar(Scalar::String)
                        && matches!(class, Class::String | Class::Mixed)
                    {
                        let names = names.get_or_insert_with(|| Rc::new(similar::names(members)));
                        let known = evidence.strings.entry(member.name.clone()).or_default();
                        if known.last().is_none_or(|last| last != names) {
                            known.push(Rc::clone(names));
                        }
                    }
                    let place = page.place(seen.first().map_or(0, |seen| seen.0));
                    let known = evidence.spots.entry(spot(parent, member));
                    known
                        .and_modify(|(known, _)| *known = known.and(class))
                        .or_insert((class, place));
                }
                gather(&member.node, rows, &seen, page, evidence);
            }
        }
        Kind::List(element) => gather(element, rows, &shown::elements(seen), page, evidence),
        Kind::Map(_, value) => gather(value, rows, &shown::values(seen), page, evidence),
        _ => {}
    }
}

struct Holder<'h, 'e> {
    page: &'h PageFacts,
    rows: &'h Rows<'e>,
    evidence: &'h Evidence,
    pass: Pass,
    /// No example shows text in the member that is being looked at.
    firm: bool,
    /// Numbers are text in the member that is being looked at, by what it is called.
    is_text: bool,
    /// It is what is in the lists of that member that is being looked at.
    in_list: bool,
    found: Vec<Diagnostic>,
}

impl<'e> Holder<'_, 'e> {
    fn say(&mut self, rule: &'static crate::diagnostic::Rule, line: u32, message: String) {
        self.found.push(Diagnostic::new(rule, self.page.place(line), message));
    }

    /// The members of a body, which are among others that go elsewhere.
    fn body(&mut self, members: &mut Vec<Member>, seen: &[Seen<'e>]) {
        if let Some(whole) =
            members.iter_mut().find(|member| member.wire.location == Some(Location::Payload))
        {
            let path = whole.name.to_string();
            self.node(&mut whole.node, seen, &path);
            return;
        }
        // An example that has nothing of the tables is one of something else.
        let is_known = |key: &str| {
            members.iter().any(|member| member.wire.location.is_none() && *member.name == *key)
        };
        let fits = |(_, value): &&Seen<'e>| match value {
            Json::Object(entries) => entries.iter().any(|(key, _)| is_known(key)),
            _ => false,
        };
        let seen: Vec<Seen<'e>> = seen.iter().filter(fits).copied().collect();
        self.members(members, &seen, "");
    }

    /// The members of a structure.
    fn members(&mut self, members: &mut Vec<Member>, seen: &[Seen<'e>], path: &str) {
        let parent = similar::members_hash(members);
        let names = similar::names(members);
        let fields = shown::fields(seen);
        for member in members.iter_mut().filter(|member| member.wire.location.is_none()) {
            let path = join(path, &member.name);
            let seen = self.rows.and(member, fields.of(&member.name));
            // A number that is text elsewhere is text that looks like a number here.
            self.firm = !self.evidence.is_string(&member.name, &names);
            (self.is_text, self.in_list) = (is_text(member), false);
            if shown::class(&seen).is_none() {
                self.elsewhere(parent, member, &path);
            }
            self.whole(parent, member, &path);
            self.node(&mut member.node, &seen, &path);
        }
        self.unlisted(members, &fields, seen, path);
    }

    /// Members that examples show and no table lists.
    fn unlisted(
        &mut self,
        members: &mut Vec<Member>,
        fields: &shown::Fields<'e>,
        objects: &[Seen<'e>],
        path: &str,
    ) {
        let known = |key: &str| members.iter().any(|member| *member.name == *key);
        let new: Vec<&'e str> = fields.names().filter(|name| !known(name)).collect();
        let common = fields.names().count() - new.len();
        let in_body = members.iter().filter(|member| member.wire.location.is_none()).count();
        let alike = common * 2 >= fields.names().count() || common * 2 >= in_body;
        for name in new {
            let seen = fields.of(name);
            let line = seen.first().map_or(0, |seen| seen.0);
            let shown_as = join(path, name);
            let like = members.iter().find(|member| {
                similar::is_misspelt(name, &member.name)
                    && !shown::are_together(objects, name, &member.name)
            });
            if let Some(like) = like {
                let message = format!(
                    "the example has `{shown_as}`, which is taken for `{}` misspelt",
                    like.name
                );
                self.say(&rules::EXAMPLE, line, message);
            } else if !alike || !similar::is_wire_name(name) {
                let message = format!("the example has `{shown_as}`, which no table lists");
                self.say(&rules::EXAMPLE, line, message);
            } else {
                let kind = match self.pass {
                    Pass::Tell => shown::member_kind(name, None, &seen),
                    Pass::Correct => shown::kind(&seen, false),
                };
                let node = Node::new(line, kind);
                let message = format!(
                    "the example has `{shown_as}`, which no table lists; it is taken as {}",
                    similar::words(&node.kind)
                );
                self.say(&rules::ONLY_IN_EXAMPLE, line, message);
                members.push(Member::new(name, node));
            }
        }
    }

    /// Tables say "number" of whole numbers too.
    fn whole(&mut self, parent: u64, member: &mut Member, path: &str) {
        let is_number = member.node.kind == Kind::Scalar(Scalar::Double);
        let shown = self.evidence.spots.get(&spot(parent, member)).map(|(class, _)| *class);
        if is_number && shown == Some(Class::Whole) {
            member.node.kind = Kind::Scalar(Scalar::Integer);
            let message = format!(
                "`{path}` is a number in the table and a whole one in every example, which is taken"
            );
            self.say(&rules::EXAMPLE, member.node.line, message);
        }
    }

    /// A member that the page has no example of: those of its copies on other pages count.
    fn elsewhere(&mut self, parent: u64, member: &mut Member, path: &str) {
        let Some((class, place)) = self.evidence.spots.get(&spot(parent, member)) else { return };
        let before = similar::words(&member.node.kind);
        if let Some(shown) = overrule(&mut member.node, *class, self.belief()) {
            let message = format!(
                "`{path}` is of type {before} in the table, and {shown} in the examples of other \
                 pages, which is taken"
            );
            self.say(&rules::EXAMPLE, member.node.line, message);
            if let Some(last) = self.found.last_mut() {
                last.others.push((place.clone(), "the example".into()));
            }
        }
    }

    fn node(&mut self, node: &mut Node, seen: &[Seen<'e>], path: &str) {
        let Some(class) = shown::class(seen) else {
            // Below may be what other pages have examples of.
            return match &mut node.kind {
                Kind::Structure(members) => self.members(members, &[], path),
                Kind::List(element) => self.node(element, &[], path),
                Kind::Map(_, value) => self.node(value, &[], path),
                _ => {}
            };
        };
        let line = node.line;
        let before = similar::words(&node.kind);
        if let Some(shown) = overrule(node, class, self.belief()) {
            let message = format!(
                "`{path}` is of type {before} in the table and {shown} in the example, which is \
                 taken"
            );
            self.say(&rules::EXAMPLE, line, message);
        }
        match &mut node.kind {
            Kind::Unstated(container) => {
                let fits = match container {
                    Container::Any => true,
                    Container::Dict => class == Class::Object,
                    Container::List => matches!(class, Class::Array { .. }),
                };
                if !fits {
                    self.disagree(line, path, before, class);
                } else if self.pass == Pass::Tell {
                    // An entry of a list has no name.
                    let name = path.rsplit('.').next().filter(|_| !self.in_list);
                    let name = name.unwrap_or_default();
                    let kind = shown::member_kind(name, node.documentation.as_deref(), seen);
                    if kind != node.kind {
                        let message = format!(
                            "no table tells what is in `{path}`; it is taken as {}, as in the \
                             example",
                            similar::words(&kind)
                        );
                        node.kind = kind;
                        self.say(&rules::ONLY_IN_EXAMPLE, line, message);
                    }
                }
            }
            Kind::Structure(members) => {
                if class == Class::Object {
                    if let Some(value) = for_every_key(members, seen) {
                        let message = format!(
                            "`{path}` is an object in the table and has other keys in the example; \
                             what the table lists is taken for what stands under every key"
                        );
                        let key = Node::new(line, Kind::Scalar(Scalar::String));
                        node.kind = Kind::Map(Box::new(key), Box::new(value));
                        node.name = None;
                        self.say(&rules::EXAMPLE, line, message);
                        return self.node(node, seen, path);
                    }
                    self.members(members, seen, path);
                } else {
                    self.disagree(line, path, before, class);
                }
            }
            Kind::List(element) => {
                if !matches!(class, Class::Array { .. }) {
                    self.disagree(line, path, before, class);
                }
                self.in_list = true;
                self.node(element, &shown::elements(seen), path);
                self.in_list = false;
            }
            Kind::Map(_, value) => {
                if class != Class::Object {
                    self.disagree(line, path, before, class);
                }
                let inner = shown::values(seen);
                if value.kind != Kind::Unstated(Container::Any) {
                    self.node(value, &inner, path);
                } else if self.pass == Pass::Tell
                    && let Some(class) = shown::class(&inner)
                {
                    value.kind = Kind::Scalar(class.scalar().unwrap_or(Scalar::Document));
                }
            }
            Kind::Scalar(scalar) if !class.fits(*scalar) => {
                self.disagree(line, path, before, class);
            }
            Kind::Enum(_) if !class.fits(Scalar::String) => {
                self.disagree(line, path, before, class);
            }
            _ => {}
        }
    }

    /// How far examples are believed of the member that is being looked at.
    fn belief(&self) -> Belief {
        match (self.firm, self.is_text) {
            (false, _) => Belief::Parts,
            (true, true) => Belief::NoNumbers,
            (true, false) => Belief::All,
        }
    }

    fn disagree(&mut self, line: u32, path: &str, table: &str, class: Class) {
        let message = format!(
            "`{path}` is of type {table} in the table and {} in the example",
            class.words()
        );
        self.say(&rules::EXAMPLE, line, message);
    }
}

/// What of an example that a table contradicts is believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Belief {
    /// Everything.
    All,
    /// Everything but a number.
    NoNumbers,
    /// That it is a list or an object.
    Parts,
}

/// Ids, ports and versions are text where the table says so, whatever they look like in an example,
/// unless what is said of them speaks of a number.
fn is_text(member: &Member) -> bool {
    let name: &str = &member.name;
    let humps = name.char_indices().rev().find(|(at, c)| {
        c.is_ascii_uppercase() && name[..*at].ends_with(|c: char| c.is_ascii_lowercase())
    });
    let from =
        humps.map_or(0, |(at, _)| at).max(name.rfind(['_', '-', '.', ':']).map_or(0, |at| at + 1));
    let last = name[from..].to_ascii_lowercase();
    let words = ["id", "ids", "uuid", "port", "ports", "version", "versions", "ver"];
    let said = member.node.documentation.as_deref().unwrap_or_default().to_ascii_lowercase();
    let of_number = said.contains("integer")
        || said.split_once("ranges from ").is_some_and(|(_, rest)| {
            rest.trim_start_matches('*').starts_with(|c: char| c.is_ascii_digit())
        });
    words.contains(&&*last) && !of_number
}

/// Puts a kind right that the examples show to be wrong, as far as they are believed; what they
/// show.
fn overrule(node: &mut Node, class: Class, belief: Belief) -> Option<&'static str> {
    let kind = match (&node.kind, class) {
        (Kind::Scalar(Scalar::String), Class::Object) => Kind::Unstated(Container::Dict),
        (Kind::Scalar(Scalar::String), Class::Array { .. }) => Kind::Unstated(Container::List),
        (Kind::Scalar(Scalar::String), Class::Whole | Class::Number)
            if belief == Belief::NoNumbers =>
        {
            return None;
        }
        (Kind::Scalar(Scalar::String), class) if belief != Belief::Parts => match class.scalar() {
            None | Some(Scalar::String) => return None,
            Some(scalar) => Kind::Scalar(scalar),
        },
        (
            Kind::Structure(_) | Kind::Unstated(Container::Dict) | Kind::Recursive(_),
            Class::Array { of_objects: true },
        ) => {
            let element = Node { documentation: None, ..node.clone() };
            node.name = None;
            Kind::List(Box::new(element))
        }
        _ => return None,
    };
    node.kind = kind;
    node.limits = Sparse::NONE;
    Some(class.words())
}

/// What stands under every key of an object, where examples show none of the keys that a table
/// lists: what the table lists if that is what the values are, or what its only row is, which then
/// stands for whatever key there may be.
fn for_every_key(members: &[Member], seen: &[Seen<'_>]) -> Option<Node> {
    let fields = shown::fields(seen);
    let is_key = |name: &str| members.iter().any(|it| similar::is_misspelt(name, &it.name));
    fields.names().next()?;
    if fields.names().any(is_key) {
        return None;
    }
    let values = shown::values(seen);
    let lists = shown::elements(&values);
    let inner = shown::fields(if lists.is_empty() { &values } else { &lists });
    let known = inner.names().filter(|name| members.iter().any(|it| *it.name == **name)).count();
    let line = members.first()?.node.line;
    if known * 2 > inner.names().count() && known * 2 >= members.len() {
        return Some(Node::new(line, Kind::Structure(members.to_vec())));
    }
    let [only] = members else { return None };
    let fits = match shown::class(&values)? {
        Class::Array { .. } => matches!(only.node.kind, Kind::List(_)),
        Class::Object => matches!(only.node.kind, Kind::Structure(_) | Kind::Map(..)),
        // Of a value without parts nothing would tell a key from a member left out.
        _ => false,
    };
    fits.then(|| Node { documentation: None, ..only.node.clone() })
}

fn join(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}
