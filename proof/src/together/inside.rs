//! What lists and maps look like on the wire, as far as pages show it.

use doc_bindgen::spec::{Member, Wire};

use super::held::Held;
use super::kind::Kind;
use crate::pages::model::{Reference, Shape};
use crate::pages::service::Protocol;

impl Held<'_> {
    /// Holds the names of what is in a list or a map, and whether that stands where the list would.
    /// `shown`: the syntax of some operation has the member.
    pub(super) fn inside(
        &mut self,
        place: &str,
        member: &Member,
        (reference, shape): (&Reference, &Shape),
        shown: bool,
    ) {
        let protocol = self.protocol();
        let is_flat = reference.flattened || shape.flattened;
        let element = called(&member.wire.element);
        let named = |inner: &Option<Reference>, usual: &str| {
            let name = inner.as_ref().and_then(|it| it.location_name.clone());
            name.filter(|name| name != usual)
        };
        match (&*shape.kind, protocol) {
            ("list", Protocol::Query) if !is_flat => {
                let wanted = named(&shape.member, "member");
                self.hold(Kind::Inside, place, &element, &wanted.as_deref());
            }
            ("map", Protocol::Query) if !is_flat => {
                let wanted = named(&shape.value, "value");
                self.hold(Kind::Inside, place, &element, &wanted.as_deref());
                let key = called(&member.wire.key);
                let wanted = named(&shape.key, "key");
                self.hold(Kind::Inside, &format!("{place} key"), &key, &wanted.as_deref());
            }
            ("list", Protocol::RestXml) if shown => {
                self.hold(Kind::Flat, place, &member.wire.flattened, &is_flat);
                // The site writes the name of the shape where the element has none of its own.
                let of = shape.member.as_ref().map_or("", |it| &it.shape);
                let is_told = !is_flat && self.is_named(of);
                let wanted = named(&shape.member, "member").filter(|name| is_told && name != of);
                self.hold(Kind::Inside, place, &element, &wanted.as_deref());
            }
            _ => {}
        }
    }
}

fn called(wire: &Option<Box<Wire>>) -> Option<&str> {
    wire.as_ref().and_then(|it| it.name.as_deref())
}
