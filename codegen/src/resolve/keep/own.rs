//! Operations whose own pages say nothing that does not stand already.
//!
//! What a table leaves out is told by other pages: by the same structure there, by an example in a
//! guide; and which structures are one shape, and what it is called, follows from all of them. Where
//! one of those pages is missing, an operation would lose what it told, though its own page is as it
//! was. So an operation stays as it stands where all that its own page states stands, and what came
//! of all pages adds nothing to it, or takes something away as well: pages that tell less and other
//! things at once are more likely to be damaged than changed. A table of another page that a link
//! leads to is as good as the page's own.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use crate::facts::{Container, Kind, Member as Told, Node, OperationFacts, PageFacts};
use crate::spec::{Member, Operation, Scalar, ShapeId, ShapeKind, Spec, Type};

use super::standing;
use super::without;
use crate::resolve::ground::Own;
use crate::resolve::group::Group;
use crate::resolve::merge::stays::Stays;
use crate::resolve::provider;

/// What pages state of each operation by themselves, by page and by which it is of the page's.
pub type Stated = BTreeMap<(Arc<Path>, usize), OperationFacts>;

/// What the pages of a group state of each operation, links followed and otherwise before they are heard
/// together; nothing where they tell nothing of each other, or nothing stands.
pub fn stated(group: &Group, standing: Option<&Spec>) -> Stated {
    if standing.is_none() || !provider::tells_each_other(group.provider) {
        return Stated::new();
    }
    let mut pages = group.pages.clone();
    provider::follow_links(group.provider, &mut pages);
    let own = operations(&pages).map(|(page, at, facts)| ((Arc::clone(page), at), facts.clone()));
    own.collect()
}

/// The same by the names that the operations have got, of those that stand: what the first page by
/// path states of each.
pub fn own(stated: Stated, group: &Group, standing: Option<&Spec>) -> Own {
    let named = operations(&group.pages).filter(|_| !stated.is_empty());
    let named = named.filter_map(|(page, at, facts)| Some(((&**page, at), facts.name.as_deref()?)));
    let names: BTreeMap<(&Path, usize), &str> = named.collect();
    let mut own = Own::new();
    for ((page, at), facts) in stated {
        let Some(name) = names.get(&(&*page, at)) else { continue };
        if standing.is_some_and(|standing| standing.operation(name).is_some()) {
            own.entry(Box::from(*name)).or_insert(facts);
        }
    }
    own
}

/// The operations of pages, each with its page and with which it is of the page's: a page that has
/// several URIs has several, all in one place.
fn operations(pages: &[PageFacts]) -> impl Iterator<Item = (&Arc<Path>, usize, &OperationFacts)> {
    pages.iter().flat_map(|page| {
        page.operations().enumerate().map(move |(at, facts)| (&page.path, at, facts))
    })
}

/// The operations, by wire name, that stay as they stand, of those that would change; whether
/// something of them would be gone.
pub fn stays(own: &Own, standing: &Spec, new: &Spec) -> BTreeMap<String, bool> {
    let undescribed = standing.operations.iter().filter(|it| !own.contains_key(&*it.name));
    let theirs = standing::below(standing, undescribed).into_iter().zip(&standing.shapes);
    let members = theirs.filter(|(found, _)| *found).flat_map(|(_, shape)| shape.kind.members());
    let elsewhere = members.filter_map(|member| match member.ty {
        Type::Scalar(scalar) => Some((member.name.as_str(), scalar)),
        _ => None,
    });
    let elsewhere: BTreeSet<(&str, Scalar)> = elsewhere.collect();
    let stays = own.iter().filter_map(|(name, facts)| {
        let (was, is) = standing.operation(name).zip(new.operation(name))?;
        let pairs = Pairs::of((standing, was), (new, is));
        let both = Both { old: standing, new, elsewhere: &elsewhere };
        let stays = pairs.differ
            && (!pairs.adds || pairs.loses)
            && states_what_stands(facts, both, was, is);
        stays.then(|| (name.to_string(), pairs.loses))
    });
    stays.collect()
}

/// `new` with those operations as they stand, and all that they alone lead to.
pub fn put_back(
    new: Spec,
    standing: &Spec,
    stays: Option<&Stays>,
    own: &Own,
    names: &BTreeSet<String>,
) -> standing::Kept {
    let stays = stays.cloned().map(|mut stays| {
        names.iter().for_each(|name| stays.add(standing, &new, name));
        stays
    });
    // A shape is the newer one where both have it, unless nothing but what stays led to it, be it what
    // no page describes.
    let is_described = |name: &str| own.contains_key(name) && !names.contains(name);
    let stands = new.operations.iter().filter(|it| standing.operation(&it.name).is_some());
    let stands = stands.map(|it| it.name.clone()).filter(|name| !is_described(name)).collect();
    standing::keep(without(new, &stands), standing, stays.as_ref())
}

/// Two accounts of an operation, walked in lock-step.
struct Pairs {
    /// They are not the same.
    differ: bool,
    /// The newer has what the older has not.
    adds: bool,
    /// The older has what the newer has not, or has otherwise.
    loses: bool,
}

impl Pairs {
    fn of(old: (&Spec, &Operation), new: (&Spec, &Operation)) -> Self {
        let mut pairs = Pairs { differ: false, adds: false, loses: false };
        let ((old, was), (new, is)) = (old, new);
        let mut open: Vec<(ShapeId, ShapeId)> = Vec::new();
        pairs.differ |= (&was.method, &was.documentation, was.deprecated, &was.http)
            != (&is.method, &is.documentation, is.deprecated, &is.http);
        for sides in [(was.input, is.input), (was.output, is.output)] {
            match sides {
                (Some(was), Some(is)) => open.push((was, is)),
                (None, None) => {}
                (was, is) => {
                    pairs.differ = true;
                    pairs.adds |= is.is_some();
                    pairs.loses |= was.is_some();
                }
            }
        }
        let known =
            |spec: &Spec, name: &str, ids: &[ShapeId]| ids.iter().any(|id| spec[*id].name == name);
        pairs.adds |= is.errors.iter().any(|id| !known(old, &new[*id].name, &was.errors));
        pairs.loses |= was.errors.iter().any(|id| !known(new, &old[*id].name, &is.errors));
        let both = was.errors.iter().flat_map(|id| {
            let same = is.errors.iter().find(|it| new[**it].name == old[*id].name);
            same.map(|same| (*id, *same))
        });
        open.extend(both);
        let mut seen = BTreeSet::new();
        while let Some((was, is)) = open.pop() {
            if seen.insert((was, is)) {
                pairs.shapes(old, was, new, is, &mut open);
            }
        }
        pairs.differ |= pairs.adds || pairs.loses;
        pairs
    }

    fn shapes(
        &mut self,
        old: &Spec,
        was: ShapeId,
        new: &Spec,
        is: ShapeId,
        open: &mut Vec<(ShapeId, ShapeId)>,
    ) {
        let (was, is) = (&old[was], &new[is]);
        self.differ |= was.name != is.name
            || was.documentation != is.documentation
            || was.kind.as_str() != is.kind.as_str();
        // What only examples show comes in their order.
        let (were, are) = (was.kind.members().iter(), is.kind.members().iter());
        self.differ |= were.map(|it| &it.name).ne(are.map(|it| &it.name));
        if let (ShapeKind::Enum(was), ShapeKind::Enum(is)) = (&was.kind, &is.kind) {
            self.differ |= was != is;
            self.adds |= is.iter().any(|value| !was.contains(value));
            self.loses |= was.iter().any(|value| !is.contains(value));
        }
        let members = was.kind.members();
        let is_gone = |was: &Member| !is.kind.members().iter().any(|is| is.name == was.name);
        self.loses |= members.iter().any(is_gone);
        for is in is.kind.members() {
            let Some(was) = members.iter().find(|was| was.name == is.name) else {
                self.adds = true;
                continue;
            };
            self.adds |= was.documentation.is_none() && is.documentation.is_some();
            self.loses |= was.documentation.is_some() && is.documentation.is_none();
            self.types(&was.ty, &is.ty, open);
            let ty = Type::Scalar(Scalar::String);
            self.differ |= Member { ty: ty.clone(), ..was.clone() } != Member { ty, ..is.clone() };
        }
    }

    fn types(&mut self, was: &Type, is: &Type, open: &mut Vec<(ShapeId, ShapeId)>) {
        match (was, is) {
            (Type::Shape(was), Type::Shape(is)) => open.push((*was, *is)),
            (Type::List(was), Type::List(is)) => self.types(was, is, open),
            (Type::Map(key_was, was), Type::Map(key_is, is)) => {
                self.types(key_was, key_is, open);
                self.types(was, is, open);
            }
            (Type::Scalar(was), Type::Scalar(is)) => {
                self.loses |= was != is;
                self.adds |= *was == Scalar::Document && *is != Scalar::Document;
            }
            (Type::Scalar(_), _) => self.adds = true,
            _ => self.loses = true,
        }
    }
}

/// What stands, and what came of the pages of this run.
#[derive(Clone, Copy)]
struct Both<'s> {
    old: &'s Spec,
    new: &'s Spec,
    /// The members with no parts of operations that stand and that no page describes: theirs may have
    /// told what a text is.
    elsewhere: &'s BTreeSet<(&'s str, Scalar)>,
}

/// Whether what is told otherwise now is not so by the page's own word: wherever the two differ, what
/// the page states is what stands, or it states nothing.
fn states_what_stands(
    facts: &OperationFacts,
    both: Both<'_>,
    was: &Operation,
    is: &Operation,
) -> bool {
    let named = |spec: &Spec, ids: &[ShapeId]| -> BTreeSet<String> {
        ids.iter().map(|id| spec[*id].name.clone()).collect()
    };
    let (old_errors, new_errors) = (named(both.old, &was.errors), named(both.new, &is.errors));
    let own_errors = facts.errors.iter().map(|error| error.name.to_string()).collect();
    let text = facts.documentation.as_deref();
    (is.documentation == was.documentation || text == was.documentation.as_deref())
        && (is.deprecated == was.deprecated || facts.deprecated == was.deprecated)
        && (is.http == was.http || facts.http == was.http)
        && (new_errors == old_errors || old_errors == own_errors)
        && both.side(facts.input.as_ref(), was.input, is.input, true)
        && both.side(facts.output.as_ref(), was.output, is.output, false)
}

impl Both<'_> {
    fn side(
        self,
        told: Option<&Node>,
        was: Option<ShapeId>,
        is: Option<ShapeId>,
        asks: bool,
    ) -> bool {
        let told = match told.map(|node| &node.kind) {
            Some(Kind::Structure(members)) => &members[..],
            Some(_) => return true,
            None => &[],
        };
        self.members(told, was, is, asks)
    }

    /// Whether members are those that stand. What no table lists stands without a word, and nothing
    /// requires it.
    fn members(self, told: &[Told], was: Option<ShapeId>, is: Option<ShapeId>, asks: bool) -> bool {
        let was = was.map_or(&[][..], |id| self.old[id].kind.members());
        let is = is.map_or(&[][..], |id| self.new[id].kind.members());
        was.iter().all(|was| {
            let told = told.iter().find(|told| *told.name == *was.name);
            let is = is.iter().find(|is| is.name == was.name);
            match (told, is) {
                (Some(told), is) => {
                    self.member(told, was, is, asks)
                        && (self.is_told_elsewhere(told, was)
                            || self.ty(&told.node, &was.ty, is.map(|is| &is.ty), asks))
                }
                (None, Some(is)) => is == was || matches!(was.ty, Type::Shape(_)),
                (None, None) => !was.required && was.documentation.is_none(),
            }
        })
    }

    /// Whether a page that is not there may have told what this one calls a text.
    fn is_told_elsewhere(self, told: &Told, was: &Member) -> bool {
        match (&told.node.kind, &was.ty) {
            (Kind::Scalar(Scalar::String), Type::Scalar(scalar)) => {
                self.elsewhere.contains(&(was.name.as_str(), *scalar))
            }
            _ => false,
        }
    }

    /// All but its type.
    fn member(self, told: &Told, was: &Member, is: Option<&Member>, asks: bool) -> bool {
        let stays = |same: fn(&Member, &Member) -> bool| is.is_some_and(|is| same(was, is));
        let text = told.node.documentation.as_deref();
        (text == was.documentation.as_deref()
            || stays(|was, is| was.documentation == is.documentation))
            && (told.required.is_none_or(|required| !asks || required == was.required)
                || stays(|was, is| was.required == is.required))
            && (told.wire == was.wire || stays(|was, is| was.wire == is.wire))
            && (told.node.limits == was.limits || stays(|was, is| was.limits == is.limits))
    }

    /// The same of a position. Where a page states little (any object, a text that others show to be
    /// one), something else may have told what stands.
    fn ty(self, told: &Node, was: &Type, is: Option<&Type>, asks: bool) -> bool {
        match (was, is) {
            (Type::Scalar(was), Some(Type::Scalar(is))) if was == is => return true,
            (Type::Shape(was), Some(Type::Shape(is))) => {
                if let (ShapeKind::Enum(was), ShapeKind::Enum(is)) =
                    (&self.old[*was].kind, &self.new[*is].kind)
                    && was == is
                {
                    return true;
                }
            }
            _ => {}
        }
        let inner = |is: Option<&Type>| match is {
            Some(Type::List(inner) | Type::Map(_, inner)) => Some((**inner).clone()),
            _ => None,
        };
        match (&told.kind, was) {
            (Kind::Unstated(Container::Number), was) => {
                matches!(was, Type::Scalar(Scalar::Double | Scalar::Integer))
            }
            (Kind::Unstated(_) | Kind::Named(_) | Kind::Recursive(_), _) => true,
            (Kind::Scalar(told), Type::Scalar(was)) => told == was,
            (Kind::Scalar(Scalar::String | Scalar::Document), was) => {
                !matches!(was, Type::Shape(id)
                    if matches!(self.old[*id].kind, ShapeKind::Enum(_)))
            }
            (Kind::Enum(told), Type::Shape(id)) => match &self.old[*id].kind {
                ShapeKind::Enum(values) => {
                    told.len() == values.len() && told.iter().zip(values).all(|(a, b)| **a == **b)
                }
                _ => false,
            },
            (Kind::List(told), Type::List(was)) | (Kind::Map(_, told), Type::Map(_, was)) => {
                self.ty(told, was, inner(is).as_ref(), asks)
            }
            // Any object may be what is listed elsewhere.
            (Kind::Map(_, told), Type::Shape(_)) => {
                matches!(told.kind, Kind::Scalar(Scalar::Document) | Kind::Unstated(Container::Any))
            }
            (
                Kind::Structure(members) | Kind::Union(members) | Kind::EventStream(members),
                Type::Shape(was),
            ) => {
                let is = match is {
                    Some(Type::Shape(is)) => Some(*is),
                    _ => None,
                };
                self.members(members, Some(*was), is, asks)
            }
            // Examples show lists of what a table calls an object, and maps whose values it lists.
            (Kind::Structure(_), Type::List(was) | Type::Map(_, was)) => {
                self.ty(told, was, inner(is).as_ref(), asks)
            }
            _ => false,
        }
    }
}
