//! What a change of a shape amounts to at a place.

use doc_bindgen::spec::ShapeKind;

use super::super::fact::{self, Fact, Side, What};
use super::{Layer, ShapePlace, Told, fact_of};

impl<'a> Layer<'a> {
    /// What a change of a shape amounts to at a place; `None` if the place does not show it.
    pub(super) fn shown(&self, it: &Told, place: &ShapePlace<'_>) -> Option<Vec<Fact>> {
        let (a, b) = (&self.old[place.shapes.0], &self.new[place.shapes.1]);
        let is_request = place.side == Side::Request;
        let fact = |name: &str, what: What| Fact {
            operation: place.operation.to_owned(),
            side: place.side,
            holders: place.holders.clone(),
            name: name.to_owned(),
            what,
        };
        let find = |kind: &'a ShapeKind, name: &str| {
            kind.members().iter().find(|member| member.name == name)
        };
        let member = &*it.subject.name;
        let (before, after) = (find(&a.kind, member), find(&b.kind, member));
        let values = |kind: &'a ShapeKind| match kind {
            ShapeKind::Enum(values) => values.as_slice(),
            _ => &[],
        };
        let (old, new) = (it.old.as_deref(), it.new.as_deref());
        let one = |holds: bool, name: &str, what: What| holds.then(|| vec![fact(name, what)]);
        let requests = |holds: bool, what: What| {
            holds.then(|| if is_request { vec![fact(member, what)] } else { Vec::new() })
        };
        let types = || match (before, after) {
            (Some(before), Some(after)) => {
                Some(&*before.ty.display(self.old).to_string()) == old
                    && Some(&*after.ty.display(self.new).to_string()) == new
            }
            _ => false,
        };
        match fact_of(&it.rule) {
            "enum-value-added" => {
                let value = it.new.as_ref()?;
                let holds = !values(&a.kind).contains(value) && values(&b.kind).contains(value);
                one(holds, value, What::ValueAdded)
            }
            "request-enum-value-removed" | "response-enum-value-removed" => {
                let value = it.old.as_ref()?;
                let holds = values(&a.kind).contains(value) && !values(&b.kind).contains(value);
                one(holds, value, What::ValueRemoved)
            }
            "member-renamed" | "member-renamed-in-rust" => {
                find(&a.kind, old?)?;
                let required = find(&b.kind, new?)?.required && is_request;
                Some(vec![
                    fact(old?, What::MemberRemoved),
                    fact(new?, What::MemberAdded { required }),
                ])
            }
            "request-member-added"
            | "response-member-added"
            | "request-required-member-added"
            | "request-required-member-with-default-added"
            | "response-required-member-added"
            | "union-member-added"
            | "event-added" => {
                let required = after?.required && is_request;
                one(before.is_none(), member, What::MemberAdded { required })
            }
            "request-member-removed"
            | "response-member-removed"
            | "request-union-member-removed"
            | "response-union-member-removed"
            | "event-removed" => {
                one(before.is_some() && after.is_none(), member, What::MemberRemoved)
            }
            // Beside a member that is new it tells no more than that one.
            "argument-added" if before.is_none() => requests(after?.required, What::Required(true)),
            "requiredness"
            | "request-member-became-required"
            | "request-member-became-required-with-default"
            | "response-member-became-required"
            | "argument-added"
                if after?.required =>
            {
                requests(!before?.required && after?.required, What::Required(true))
            }
            "requiredness"
            | "request-member-became-optional"
            | "response-member-became-optional"
            | "argument-removed" => {
                requests(before?.required && !after?.required, What::Required(false))
            }
            "idempotency-token-added" => {
                requests(!before?.idempotency_token && after?.idempotency_token, What::Token(true))
            }
            "idempotency-token-removed" => {
                requests(before?.idempotency_token && !after?.idempotency_token, What::Token(false))
            }
            "type"
            | "float-width"
            | "request-type-widened"
            | "request-type-narrowed"
            | "response-type-widened"
            | "response-type-narrowed" => one(types(), member, What::Type(fact::Type::Other)),
            "string-became-enum" => one(types(), member, What::Type(fact::Type::BecameEnum)),
            "enum-became-string" => one(types(), member, What::Type(fact::Type::NoLongerEnum)),
            "member-documentation" => {
                let holds = before?.documentation.as_deref() == old
                    && after?.documentation.as_deref() == new;
                one(holds, member, What::Documentation)
            }
            "shape-became-union" | "shape-no-longer-union" => {
                one(a.kind.as_str() != b.kind.as_str(), "", What::Flavour)
            }
            "shape-kind" => {
                let is_enum = |kind: &ShapeKind| matches!(kind, ShapeKind::Enum(_));
                if is_enum(&a.kind) == is_enum(&b.kind) {
                    return one(a.kind.as_str() != b.kind.as_str(), "", What::Flavour);
                }
                let (holders, member) = place.of.clone()?;
                let what = What::Type(fact::Type::Other);
                Some(vec![Fact { holders, ..fact(member, what) }])
            }
            _ => None,
        }
    }
}
