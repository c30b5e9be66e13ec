//! What a shape looks like on the wire, its name aside, as a number: equal numbers, equal shapes.

use crate::spec::{ShapeKind, Spec, Type};

/// How many steps into a shape are looked at. Shapes that differ only further down are told apart
/// by the comparison itself; this only finds candidates for renames.
const DEPTH: usize = 6;

/// The signatures of a spec's shapes, by their ids.
pub(super) struct Signatures(Vec<u64>);

impl Signatures {
    pub fn of(spec: &Spec) -> Self {
        let mut signatures = Signatures(vec![0; spec.shapes.len()]);
        for _ in 0..DEPTH {
            signatures =
                Signatures(spec.shapes.iter().map(|shape| signatures.kind(&shape.kind)).collect());
        }
        signatures
    }

    /// The signature of a type.
    pub fn ty(&self, ty: &Type) -> u64 {
        match ty {
            Type::Scalar(scalar) => text(scalar.as_str()),
            Type::List(entry) => mix(1, self.ty(entry)),
            Type::Map(key, value) => mix(mix(2, self.ty(key)), self.ty(value)),
            Type::Shape(id) => mix(3, self.0[id.0 as usize]),
        }
    }

    fn kind(&self, kind: &ShapeKind) -> u64 {
        let parts: u64 = match kind {
            // A sum, so that the order does not matter.
            ShapeKind::Enum(values) => {
                values.iter().fold(0, |sum, value| sum.wrapping_add(mix(4, text(value))))
            }
            kind => kind.members().iter().fold(0, |sum, member| {
                let required = u64::from(member.required);
                let part = mix(mix(text(&member.name), self.ty(&member.ty)), required);
                sum.wrapping_add(part)
            }),
        };
        mix(text(kind.as_str()), parts)
    }
}

fn text(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

fn mix(one: u64, other: u64) -> u64 {
    let sum = one.rotate_left(23) ^ other.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (sum ^ (sum >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9)
}
