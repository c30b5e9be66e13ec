//! What the examples show of an operation, held against what its tables say.

use crate::diagnostic::Diagnostic;
use crate::diagnostic::rules::service as rules;
use crate::facts::{Class, Container, Json, Kind, Location, Member, Node, PageFacts, Scalar};

use super::super::shown::{self, Seen};
use super::super::similar;
use super::belief::{Belief, is_text, overrule};
use super::every_key::for_every_key;
use super::evidence::{Evidence, spot};
use super::rows::Rows;

/// What examples may do to what the tables say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pass {
    /// Put wrong kinds right, and add the members that no table lists.
    Correct,
    /// Tell what is in what nobody has told of.
    Tell,
}

pub(super) struct Holder<'h, 'e> {
    pub(super) page: &'h PageFacts,
    pub(super) rows: &'h Rows<'e>,
    pub(super) evidence: &'h Evidence,
    pub(super) pass: Pass,
    /// No example shows text in the member that is being looked at.
    pub(super) firm: bool,
    /// Numbers are text in the member that is being looked at, by what it is called.
    pub(super) is_text: bool,
    /// It is what is in the lists of that member that is being looked at.
    pub(super) in_list: bool,
    pub(super) found: Vec<Diagnostic>,
}

impl<'e> Holder<'_, 'e> {
    fn say(&mut self, rule: &'static crate::diagnostic::Rule, line: u32, message: String) {
        self.found.push(Diagnostic::new(rule, self.page.place(line), message));
    }

    /// The members of a body, which are among others that go elsewhere.
    pub(super) fn body(&mut self, members: &mut Vec<Member>, seen: &[Seen<'e>]) {
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

    /// Tables say "number" of whole numbers too; a double stays one, however it is shown.
    fn whole(&mut self, parent: u64, member: &mut Member, path: &str) {
        let is_number = member.node.kind == Kind::Unstated(Container::Number);
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
            Kind::Unstated(Container::Number) => {
                let fits = matches!(class, Class::Whole | Class::Number);
                if !fits {
                    self.disagree(line, path, before, class);
                }
            }
            Kind::Unstated(container) => {
                let fits = match container {
                    Container::Any | Container::Number => true,
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

fn join(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}
