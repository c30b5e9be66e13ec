//! What the pages of every protocol write in the same way.

use super::super::items;
use super::super::model::{Operation, Reference, Shape};
use super::super::page::{Item, Part};
use super::super::service::{Protocol, Service, required};
use super::parted::{Body, Parted};

/// Of one operation.
pub(super) struct Writer<'s> {
    pub(super) service: &'s Service<'s>,
    pub(super) name: &'s str,
    pub(super) key: String,
    pub(super) operation: &'s Operation,
}

impl<'s> Writer<'s> {
    pub(super) fn shape(&self, reference: Option<&'s Reference>) -> Option<&'s Shape> {
        reference.map(|reference| self.service.model.shape(&reference.shape))
    }

    pub(super) fn parted(&self, reference: Option<&'s Reference>) -> Option<Parted<'s>> {
        let shape = self.shape(reference)?;
        let mut parted = Parted {
            shape_name: reference.map_or("", |it| &it.shape),
            shape,
            path: Vec::new(),
            query: Vec::new(),
            headers: Vec::new(),
            status: None,
            payload: None,
            body: Vec::new(),
        };
        for (name, member) in &shape.members.0 {
            let entry = (&**name, member);
            // S3 says nothing of all headers that begin alike.
            if self.service.is_storage() && member.location.as_deref() == Some("headers") {
                continue;
            }
            match member.location.as_deref() {
                Some("uri") => parted.path.push(entry),
                Some("querystring") => parted.query.push(entry),
                Some("header" | "headers") => parted.headers.push(entry),
                Some("statusCode") => parted.status = Some(entry),
                _ if shape.payload.as_deref() == Some(name) => parted.payload = Some(entry),
                _ => parted.body.push(entry),
            }
        }
        if parted.payload.is_some() {
            parted.body.clear();
        }
        Some(parted)
    }

    /// An item of what is sent (`asked`) or comes back.
    pub(super) fn item(
        &self,
        owner: &Shape,
        (name, reference): (&str, &Reference),
        asked: bool,
    ) -> (String, Item) {
        let service = self.service;
        let mut item = service.member(owner, name, reference);
        item.labels = items::labels(service, name, reference, asked);
        item.entries = items::entries(service, name, reference);
        let is_query = matches!(service.protocol(), Protocol::Query | Protocol::Ec2);
        if !is_query {
            item.link = Some(if asked { "RequestSyntax" } else { "ResponseSyntax" });
            let side = if asked { "request" } else { "response" };
            let place = self.place(reference, asked);
            item.anchor = Some(format!("{}-{}-{side}-{place}{name}", service.anchor, self.key));
        }
        let in_head = reference.location.is_some() || owner.payload.as_deref() == Some(name);
        let is_structure = service.model.shape(&reference.shape).kind == "structure";
        if asked {
            let line = required(owner, name);
            let is_required = owner.required.iter().any(|it| it == name);
            if !in_head || is_required || (is_structure && reference.location.is_none()) {
                item.facts.push(line);
            }
        }
        (item.labels[0].0.to_ascii_lowercase(), item)
    }

    /// What an anchor says of where a member goes.
    pub(super) fn place(&self, reference: &Reference, asked: bool) -> &'static str {
        if !asked {
            return "";
        }
        match (reference.location.as_deref(), self.service.is_storage()) {
            (Some("uri"), true) if reference.location_name.as_deref() == Some("Bucket") => {
                "header-"
            }
            (Some("uri"), true) => "uri-uri-",
            (Some("querystring"), true) => "uri-querystring-",
            (Some("header" | "headers"), true) => "header-",
            (Some("uri" | "querystring"), false) => "uri-",
            _ => "",
        }
    }

    pub(super) fn items(
        &self,
        owner: &Shape,
        members: &[(&'s str, &'s Reference)],
        asked: bool,
    ) -> Vec<Part> {
        let mut found: Vec<(String, Item)> =
            members.iter().map(|member| self.item(owner, *member, asked)).collect();
        found.sort_by(|(a, _), (b, _)| a.cmp(b));
        found.into_iter().map(|(_, item)| Part::Item(item)).collect()
    }

    /// The members that a body spells out: those of the shape, or of the member that is all of it.
    pub(super) fn body(&self, parted: &Parted<'s>) -> Option<Body<'s>> {
        match parted.payload {
            Some((_, reference)) => {
                let shape = self.service.model.shape(&reference.shape);
                let members = shape.members.0.iter().map(|(name, it)| (&**name, it)).collect();
                let is_structure = shape.kind == "structure" && !shape.document;
                is_structure.then_some(Body { name: &reference.shape, shape, members })
            }
            None if parted.body.is_empty() => None,
            None => Some(Body {
                name: parted.shape_name,
                shape: parted.shape,
                members: parted.body.clone(),
            }),
        }
    }
}
