//! Positions → terms: the trees that pages unfold, each different subtree once.
//!
//! A structure that occurs a thousand times is written out a thousand times, so that the half
//! million positions of the largest service are three thousand terms. Everything after works on
//! terms. Recursion marks are leaves still; which ancestor each one means is [`crate::resolve::tie::recursion`]'s
//! to find.

use crate::facts::{Account, Container, Kind, Member, Node, Scalar};

use crate::hash::FastMap;
use crate::resolve::merge::merged::Origin;

/// A text that occurs in the pages, by number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TextId(u32);

/// Texts by number, each once.
#[derive(Debug, Default)]
pub struct Texts<'a> {
    numbers: FastMap<&'a str, TextId>,
    texts: Vec<&'a str>,
}

impl<'a> Texts<'a> {
    pub fn add(&mut self, text: &'a str) -> TextId {
        *self.numbers.entry(text).or_insert_with(|| {
            self.texts.push(text);
            TextId(self.texts.len() as u32 - 1)
        })
    }

    pub fn get(&self, text: TextId) -> &'a str {
        self.texts[text.0 as usize]
    }
}

/// An index into [`Terms`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TermId(pub u32);

/// What a position holds.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Term {
    Scalar(Scalar),
    /// A string that may be an enum, or a float that may be a double: there is no syntax block.
    Loose(Scalar),
    Enum(Box<[TextId]>),
    List(Element),
    Map(Element, Element),
    Members(Form, Box<[Field]>),
    Mark(Container, MarkedUnion),
    /// A shape stated under this name.
    Named(TextId),
    Unstated(Container),
}

/// The element of a list, or the key or value of a map.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Element {
    pub term: TermId,
    pub documentation: Option<TextId>,
}

/// What the members of a term make.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    Structure,
    /// A structure or a union: pages say that something is a union where they say something of it
    /// at all.
    Undocumented,
    Union,
    EventStream,
    /// A structure or a union of whose members nothing is said: there is no list.
    Bare,
}

/// What is said of the union that a mark stands for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum MarkedUnion {
    /// Nothing is said of the position.
    Unknown,
    /// Something is said, and not that.
    No,
    /// The names of its members.
    Members(Box<[TextId]>),
}

/// A member.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Field {
    pub name: TextId,
    pub documentation: Option<TextId>,
    /// What only requests tell.
    pub told: Option<RequestTold>,
    pub term: TermId,
    /// An index into [`Terms::details`], where more is known of the member.
    pub details: Option<u32>,
}

/// What only requests tell of a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RequestTold {
    pub required: bool,
    pub idempotency_token: bool,
}

/// How deep positions are followed. The deepest of 439 services is 27.
pub const MAX_DEPTH: usize = 100;

/// Terms by number.
#[derive(Debug, Default)]
pub struct Terms<'a> {
    pub texts: Texts<'a>,
    numbers: FastMap<Term, TermId>,
    terms: Vec<Term>,
    origins: Vec<Origin>,
    /// Members with more to them than a field holds.
    pub details: Vec<&'a Member>,
    /// Some positions are loose or bare, or have a mark or a `dict` of which no more is told.
    pub partial: bool,
    /// Where positions nest too deep to be followed.
    pub too_deep: Vec<Origin>,
}

impl<'a> Terms<'a> {
    pub fn get(&self, id: TermId) -> &Term {
        &self.terms[id.0 as usize]
    }

    /// The place where the term is stated first.
    pub fn origin(&self, id: TermId) -> Origin {
        self.origins[id.0 as usize]
    }

    pub fn len(&self) -> usize {
        self.terms.len()
    }

    pub fn ids(&self) -> impl Iterator<Item = TermId> + use<> {
        (0..self.terms.len() as u32).map(TermId)
    }

    pub fn add(&mut self, term: Term, origin: Origin) -> TermId {
        if let Some(&id) = self.numbers.get(&term) {
            return id;
        }
        let id = TermId(self.terms.len() as u32);
        self.terms.push(term.clone());
        self.origins.push(origin);
        self.numbers.insert(term, id);
        id
    }

    /// The input or output of an operation.
    pub fn root(&mut self, node: &'a Node, page: u32) -> TermId {
        let Kind::Structure(members) = &node.kind else { return self.position(node, page) };
        let form = match node.left_out {
            Some(Account::List) => Form::Bare,
            _ => Form::Structure,
        };
        self.partial |= node.left_out.is_some();
        let fields = self.fields(members, page, 1);
        self.add(Term::Members(form, fields), Origin { page, line: node.line })
    }

    /// A structure with these members of which nothing else is said.
    pub fn members(&mut self, members: &'a [Member], origin: Origin) -> TermId {
        let fields = self.fields(members, origin.page, 1);
        self.add(Term::Members(Form::Structure, fields), origin)
    }

    /// The term at a position.
    pub fn position(&mut self, node: &'a Node, page: u32) -> TermId {
        self.term(node, page, 1)
    }

    fn term(&mut self, node: &'a Node, page: u32, depth: usize) -> TermId {
        let origin = Origin { page, line: node.line };
        if depth > MAX_DEPTH {
            self.too_deep.push(origin);
            return self.add(Term::Unstated(Container::Any), origin);
        }
        let depth = depth + 1;
        self.partial |= node.left_out.is_some();
        let term = match &node.kind {
            Kind::Scalar(scalar @ (Scalar::String | Scalar::Float))
                if node.left_out == Some(Account::Syntax) =>
            {
                Term::Loose(*scalar)
            }
            Kind::Scalar(scalar) => Term::Scalar(*scalar),
            Kind::Enum(values) => {
                Term::Enum(values.iter().map(|value| self.texts.add(value)).collect())
            }
            Kind::List(element) => Term::List(self.element(element, page, depth)),
            Kind::Map(key, value) => {
                let key = self.element(key, page, depth);
                Term::Map(key, self.element(value, page, depth))
            }
            Kind::Structure(members) => {
                let form = match (node.left_out, &node.documentation) {
                    (Some(Account::List), _) => Form::Bare,
                    (_, Some(_)) => Form::Structure,
                    (_, None) => Form::Undocumented,
                };
                Term::Members(form, self.fields(members, page, depth))
            }
            Kind::Union(members) => Term::Members(Form::Union, self.fields(members, page, depth)),
            Kind::EventStream(members) => {
                Term::Members(Form::EventStream, self.fields(members, page, depth))
            }
            Kind::Recursive(mark) => {
                let union = match (&mark.union, &node.documentation) {
                    (Some(names), _) => MarkedUnion::Members(
                        names.iter().map(|name| self.texts.add(name)).collect(),
                    ),
                    (None, Some(_)) => MarkedUnion::No,
                    (None, None) => MarkedUnion::Unknown,
                };
                Term::Mark(mark.container, union)
            }
            Kind::Named(name) => Term::Named(self.texts.add(name)),
            Kind::Unstated(container) => Term::Unstated(*container),
        };
        self.add(term, origin)
    }

    fn element(&mut self, node: &'a Node, page: u32, depth: usize) -> Element {
        let term = self.term(node, page, depth);
        let documentation = node.documentation.as_deref().map(|text| self.texts.add(text));
        Element { term, documentation }
    }

    fn fields(&mut self, members: &'a [Member], page: u32, depth: usize) -> Box<[Field]> {
        let mut fields: Vec<Field> = Vec::with_capacity(members.len());
        for member in members {
            let name = self.texts.add(&member.name);
            let term = self.term(&member.node, page, depth);
            let documentation = member.node.documentation.as_deref();
            let documentation = documentation.map(|text| self.texts.add(text));
            let told = member.required.map(|required| RequestTold {
                required,
                idempotency_token: member.idempotency_token,
            });
            let has_details = !member.wire.is_empty() || !member.node.limits.is_empty();
            let details = has_details.then(|| {
                self.details.push(member);
                self.details.len() as u32 - 1
            });
            fields.push(Field { name, documentation, told, term, details });
        }
        without_doubles(&mut fields);
        fields.into_boxed_slice()
    }
}

/// Of members with one name the first stays.
fn without_doubles(fields: &mut Vec<Field>) {
    if fields.len() < 2 {
        return;
    }
    let mut names: Vec<TextId> = fields.iter().map(|field| field.name).collect();
    names.sort_unstable();
    if names.windows(2).any(|pair| pair[0] == pair[1]) {
        let mut seen = crate::hash::FastSet::default();
        fields.retain(|field| seen.insert(field.name));
    }
}
