//! Shapes and their members.

use super::Checks;
use crate::spec::problem::{KeyPath, ProblemKind};
use crate::spec::{Location, Member, Scalar, Shape, ShapeKind, Type, Wire};

pub(super) fn check(checks: &mut Checks<'_>) {
    for shape in &checks.spec.shapes {
        check_shape(checks, shape);
    }
}

fn check_shape(checks: &mut Checks<'_>, shape: &Shape) {
    let at = || KeyPath::of(["shapes", &shape.name]);
    checks.text(shape.documentation.as_deref(), || at().key("documentation"));
    if let ShapeKind::Enum(values) = &shape.kind {
        if values.is_empty() {
            checks.problem(at().key("values"), ProblemKind::Empty("the enum"));
        }
        for value in values {
            checks.text(Some(value), || at().key("values"));
        }
        checks.once(values.iter().map(String::as_str), |_| at().key("values"));
    }
    if let ShapeKind::Error(error) = &shape.kind {
        checks.texts(&*error.facts, at);
    }
    if let ShapeKind::Error(error) = &shape.kind
        && let Some(status) = error.status
        && !(100..600).contains(&status)
    {
        checks.problem(at().key("status"), ProblemKind::Number(status.to_string()));
    }
    let members = shape.kind.members();
    let one_of = matches!(shape.kind, ShapeKind::Union(_) | ShapeKind::EventStream(_));
    if one_of && members.is_empty() {
        let what = "the shape, of which exactly one member is set,";
        checks.problem(at().key("members"), ProblemKind::Empty(what));
    }
    checks.once(members.iter().map(|member| member.name.as_str()), |name| {
        at().key("members").again(name)
    });
    let payloads = members.iter().filter(|member| member.wire.location == Some(Location::Payload));
    for member in payloads.skip(1) {
        let at = at().key("members").key(&member.name).key("location");
        checks.problem(at, ProblemKind::Duplicate("payload".into()));
    }
    for member in members {
        check_member(checks, shape, member, one_of);
    }
}

fn check_member(checks: &mut Checks<'_>, shape: &Shape, member: &Member, one_of: bool) {
    let at = || KeyPath::of(["shapes", &shape.name, "members", &member.name]);
    checks.wire_name(&member.name, at);
    checks.text(member.documentation.as_deref(), || at().key("documentation"));
    check_wire(checks, &member.wire, &member.ty, &at);
    checks.texts(&*member.limits, at);
    if one_of && member.required {
        let belongs =
            "a member of a structure or an error; of this shape exactly one member is set";
        checks.problem(at().key("required"), ProblemKind::Misplaced { key: "required", belongs });
    }
    if member.wire.timestamp_format.is_some() && !member.ty.holds_timestamp() {
        let kind = ProblemKind::Misplaced {
            key: "timestamp_format",
            belongs: "a member with a timestamp",
        };
        checks.problem(at().key("timestamp_format"), kind);
    }
    if let (ShapeKind::EventStream(_), Type::Scalar(_) | Type::List(_) | Type::Map(..)) =
        (&shape.kind, &member.ty)
    {
        let kind = ProblemKind::WrongKind {
            name: member.ty.display(checks.spec).to_string(),
            found: "a plain type",
            expected: "the structure of an event",
        };
        checks.problem(at().key("type"), kind);
    }
    map_keys(checks, &member.ty, &at);
}

/// What is stated of a member on the wire fits its type, and so does what is stated of what is in
/// it.
fn check_wire(checks: &mut Checks<'_>, wire: &Wire, ty: &Type, at: &dyn Fn() -> KeyPath) {
    checks.texts(wire, at);
    if let Some(namespace) = &wire.namespace {
        let at = || at().key("namespace");
        checks.texts(namespace, at);
        if namespace.uri.is_none() {
            checks.problem(at(), ProblemKind::MissingKey { key: "uri", of: "a namespace" });
        }
    }
    let (element, key) = match ty {
        Type::List(element) => (Some(&**element), None),
        Type::Map(key, value) => (Some(&**value), Some(&**key)),
        _ => (None, None),
    };
    for (name, is_there, fits, belongs) in [
        ("flattened", wire.flattened, element.is_some(), "a list or a map"),
        ("element", wire.element.is_some(), element.is_some(), "a list or a map"),
        ("key", wire.key.is_some(), key.is_some(), "a map"),
    ] {
        if is_there && !fits {
            checks.problem(at().key(name), ProblemKind::Misplaced { key: name, belongs });
        }
    }
    for (name, inner, ty) in [("element", &wire.element, element), ("key", &wire.key, key)] {
        if let (Some(inner), Some(ty)) = (inner, ty) {
            let at = || at().key(name);
            check_wire(checks, inner, ty, &at);
            if inner.location.is_some() {
                let kind = ProblemKind::Misplaced { key: "location", belongs: "a member" };
                checks.problem(at().key("location"), kind);
            }
        }
    }
}

/// What is a key of a map must be text, or have exactly one text for each value.
fn map_keys(checks: &mut Checks<'_>, ty: &Type, at: &dyn Fn() -> KeyPath) {
    match ty {
        Type::Scalar(_) | Type::Shape(_) => {}
        Type::List(entry) => map_keys(checks, entry, at),
        Type::Map(key, value) => {
            let sound = match **key {
                Type::Scalar(Scalar::String | Scalar::Integer | Scalar::Long | Scalar::Boolean) => {
                    true
                }
                Type::Shape(id) => matches!(checks.spec[id].kind, ShapeKind::Enum(_)),
                _ => false,
            };
            if !sound {
                let kind = ProblemKind::WrongKind {
                    name: key.display(checks.spec).to_string(),
                    found: "a type that is no key of a map",
                    expected: "string, integer, long, boolean or an enum",
                };
                checks.problem(at().key("type"), kind);
            }
            map_keys(checks, value, at);
        }
    }
}
