//! What emitted code shows to who uses it: every public item with its signature, and whose it is.
//!
//! Comparing two versions needs it: a name yields to another that would be the same, a member is
//! boxed because of a circle elsewhere, a type is the key of a map no more. The items are found in
//! the tokens that are emitted, so none can be forgotten.

mod walk;

use std::collections::{HashMap, HashSet};

use super::{Context, names, pagination};
use crate::spec::{ShapeId, ShapeKind, Sparse, Spec};

use walk::Public;
pub(crate) use walk::Sort;

/// The surface of a service.
#[derive(Default)]
pub(crate) struct Surface {
    /// Every public item, in the order in which it is emitted.
    pub(crate) items: Vec<PublicItem>,
    /// What is known of the pages of operations, in their order.
    pub(crate) pages: Vec<PagesSurface>,
    /// The shapes that both requests and responses hold.
    shared: HashSet<ShapeId>,
    shapes: Vec<String>,
    operations: Vec<String>,
}

/// The pages of an operation.
#[derive(Default)]
pub(crate) struct PagesSurface {
    /// The type of their token, if there are pages.
    pub(crate) token: Option<String>,
    /// The type of what they list.
    pub(crate) items: Option<String>,
}

/// A public item.
pub(crate) struct PublicItem {
    /// Whose it is.
    pub(crate) owner: Owner,
    /// What it is to its owner: with the owner and the sort, this tells it from all others.
    pub(crate) role: String,
    /// What sort of item it is.
    pub(crate) sort: Sort,
    /// Its name, by itself.
    pub(crate) name: String,
    /// Its signature, in which types of the service stand as [`Reference`]s.
    signature: Vec<SignaturePiece>,
}

/// Whose an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Owner {
    Service,
    Shape(ShapeId),
    /// A member of a shape, or a value of an enum, by its index.
    Part(ShapeId, usize),
    /// An operation, by its index.
    Operation(usize),
    /// A waiter, by its index.
    Waiter(usize),
}

/// A piece of a signature.
#[derive(Clone, Debug, PartialEq, Eq)]
enum SignaturePiece {
    Token(String),
    Reference(Reference),
}

/// A type of the service in a signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Reference {
    Shape(ShapeId),
    Operation(usize),
}

impl Surface {
    /// The surface of a spec.
    pub(crate) fn of(spec: &Spec) -> Self {
        let bare = bare(spec);
        let context = Context::of(&bare);
        let owners = Owners::of(&context);
        let public = walk::items(super::items(&bare).into_iter().collect());
        let operations = bare.operations.iter();
        let pages = operations.map(|operation| {
            let pages = pagination::Pages::of(&context, operation);
            pages.map_or_else(PagesSurface::default, |pages| PagesSurface {
                token: Some(pages.token_type(&context).to_string()),
                items: pages.listed_type(&context).map(|ty| ty.to_string()),
            })
        });
        let ids = (0..bare.shapes.len() as u32).map(ShapeId);
        let shapes = ids.clone().map(|id| context.names.shape(id));
        let operation_types = context.names.operations().iter().map(|names| &names.ty);
        Surface {
            pages: pages.collect(),
            shared: ids.filter(|id| context.reach.is_shared(*id)).collect(),
            items: public.into_iter().map(|it| owners.item(it)).collect(),
            shapes: shapes.map(ToString::to_string).collect(),
            operations: operation_types.map(ToString::to_string).collect(),
        }
    }

    /// Whether both requests and responses hold a shape.
    pub(crate) fn is_shared(&self, id: ShapeId) -> bool {
        self.shared.contains(&id)
    }

    /// The signature of an item as Rust writes it.
    pub(crate) fn shown(&self, item: &PublicItem) -> String {
        let mut out = String::new();
        for piece in &item.signature {
            let token = match piece {
                SignaturePiece::Token(token) => token,
                SignaturePiece::Reference(Reference::Shape(id)) => &self.shapes[id.0 as usize],
                SignaturePiece::Reference(Reference::Operation(index)) => &self.operations[*index],
            };
            let is_word = |c: char| c.is_alphanumeric() || c == '_';
            let words = out.ends_with(|c: char| is_word(c) || c == ',' || c == '>')
                && token.starts_with(|c: char| is_word(c) || c == '&');
            let beside = matches!(&**token, "-" | "=" | "+")
                || out.ends_with([',', '=', '+'])
                || out.ends_with("->")
                || (out.ends_with(':') && !out.ends_with("::") && token != ":");
            if !out.is_empty() && (words || beside) {
                out.push(' ');
            }
            out.push_str(token);
        }
        out
    }
}

impl PublicItem {
    /// The shapes in its signature.
    pub(crate) fn shapes(&self) -> impl Iterator<Item = ShapeId> {
        self.signature.iter().filter_map(|piece| match piece {
            SignaturePiece::Reference(Reference::Shape(id)) => Some(*id),
            _ => None,
        })
    }

    /// Whether a use of this item is a use of the other one, in another version, in which types
    /// have the places that `follow` gives them.
    pub(crate) fn fits(
        &self,
        new: &PublicItem,
        follow: impl Fn(Reference) -> Option<Reference>,
    ) -> bool {
        self.signature.len() == new.signature.len()
            && self.signature.iter().zip(&new.signature).all(|pieces| match pieces {
                (SignaturePiece::Reference(old), SignaturePiece::Reference(new)) => {
                    follow(*old) == Some(*new)
                }
                (old, new) => old == new,
            })
    }
}

/// Whether two specs are the same to a compiler that uses what is emitted of them.
pub(crate) fn is_same(one: &Spec, other: &Spec) -> bool {
    bare(one) == bare(other)
}

/// The same spec without its texts and without what stands on the wire: nothing of that is in a
/// signature, and without it there is far less to emit.
fn bare(spec: &Spec) -> Spec {
    let mut bare = spec.clone();
    bare.documentation = None;
    bare.protocol = None;
    for operation in &mut bare.operations {
        operation.documentation = None;
        operation.http = None;
        operation.sending = Sparse::NONE;
    }
    for shape in &mut bare.shapes {
        shape.documentation = None;
        if let ShapeKind::Error(error) = &mut shape.kind {
            error.status = None;
            error.facts = Sparse::NONE;
        }
        for member in shape.kind.members_mut().into_iter().flatten() {
            member.documentation = None;
            member.wire = Sparse::NONE;
            member.limits = Sparse::NONE;
        }
    }
    bare
}

/// Whose each name is.
struct Owners {
    types: HashMap<String, ShapeId>,
    /// The members and values of each shape by the names of what stands for them.
    parts: Vec<HashMap<String, usize>>,
    operations: HashMap<String, usize>,
    /// The client's functions: whose each is, and what it is to that.
    functions: HashMap<String, (Owner, &'static str)>,
}

impl Owners {
    fn of(context: &Context<'_>) -> Self {
        let spec = context.spec;
        let ids = (0..spec.shapes.len() as u32).map(ShapeId);
        let parts = spec.shapes.iter().map(|shape| {
            let members = shape.kind.members();
            let mut names: Vec<(String, usize)> = Vec::new();
            let mut add = |list: Vec<proc_macro2::Ident>| {
                names.extend(list.iter().map(ToString::to_string).zip(0..));
            };
            match &shape.kind {
                ShapeKind::Enum(values) => add(names::variants(values.iter().map(String::as_str))),
                ShapeKind::Union(_) | ShapeKind::EventStream(_) => {
                    add(names::variants(members.iter().map(|member| member.name.as_str())));
                }
                _ => {
                    let fields = names::fields(members);
                    add(names::setters(&fields));
                    add(fields);
                }
            }
            names.into_iter().collect()
        });
        let operations = context.names.operations().iter().enumerate();
        let mut functions = HashMap::new();
        for (index, names) in operations.clone() {
            let owner = Owner::Operation(index);
            functions.insert(names.method.to_string(), (owner, "method"));
            functions.insert(names.pages.to_string(), (owner, "pages"));
        }
        for (index, name) in context.names.waiters().iter().enumerate() {
            functions.insert(name.to_string(), (Owner::Waiter(index), "wait"));
        }
        Owners {
            types: ids.map(|id| (context.names.shape(id).to_string(), id)).collect(),
            parts: parts.collect(),
            operations: operations.map(|(index, names)| (names.ty.to_string(), index)).collect(),
            functions,
        }
    }

    fn item(&self, public: Public) -> PublicItem {
        let Public { path, sort, of, signature } = public;
        let (first, rest) = path.split_once("::").unwrap_or((&path, ""));
        let mut role = of;
        let owner = match (first, rest) {
            ("operation", name) if !name.is_empty() => {
                self.operations.get(name).map_or(Owner::Service, |index| Owner::Operation(*index))
            }
            ("Client", name) if self.functions.contains_key(name) => {
                let (owner, what) = self.functions[name];
                role = what.to_owned();
                owner
            }
            ("Error", name) if sort == Sort::Variant => {
                self.types.get(name).map_or(Owner::Service, |id| Owner::Shape(*id))
            }
            (ty, part) => match self.types.get(ty) {
                None => Owner::Service,
                Some(id) => {
                    let index = self.parts[id.0 as usize].get(part).filter(|_| match sort {
                        Sort::Function => part != "new",
                        _ => !part.is_empty(),
                    });
                    index.map_or(Owner::Shape(*id), |index| Owner::Part(*id, *index))
                }
            },
        };
        if owner == Owner::Service {
            role = format!("{path} {role}");
        } else if matches!(owner, Owner::Shape(_)) && !rest.is_empty() && sort != Sort::Variant {
            role = rest.to_owned();
        }
        let name = if rest.is_empty() { first } else { rest };
        let name = name.rsplit("::").next().unwrap_or(name).to_owned();
        PublicItem { owner, role, sort, name, signature: self.pieces(&signature) }
    }

    /// The tokens of a signature, with references for the names of types.
    fn pieces(&self, signature: &str) -> Vec<SignaturePiece> {
        let mut pieces: Vec<SignaturePiece> = Vec::new();
        for token in signature.split(' ').filter(|token| !token.is_empty()) {
            let before = match pieces.as_slice() {
                [
                    ..,
                    SignaturePiece::Token(module),
                    SignaturePiece::Token(one),
                    SignaturePiece::Token(other),
                ] if one == ":" && other == ":" => Some(&**module),
                _ => None,
            };
            let reference = match before {
                None | Some("super") => self.types.get(token).copied().map(Reference::Shape),
                Some("operation") => self.operations.get(token).copied().map(Reference::Operation),
                Some(_) => None,
            };
            pieces.push(match reference {
                Some(reference) => SignaturePiece::Reference(reference),
                None => SignaturePiece::Token(token.to_owned()),
            });
        }
        pieces
    }
}

#[cfg(test)]
mod tests;
