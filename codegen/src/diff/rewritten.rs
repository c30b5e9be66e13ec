//! A spec, written otherwise: every way in which it can be that means the same.

use std::collections::BTreeSet;

use super::meaning;
use crate::emit::surface::{Owner, Surface};
use crate::spec::{
    Auth, Case, Length, Location, Member, ProtocolName, Scalar, Shape, ShapeKind, Spec, Type, Wire,
};

/// Chances, from a seed.
pub(super) struct Chance(pub u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end.max(1) as u64) as usize
    }

    fn coin(&mut self) -> bool {
        self.below(2) == 0
    }

    fn shuffle<T>(&mut self, list: &mut [T]) {
        for index in (1..list.len()).rev() {
            list.swap(index, self.below(index + 1));
        }
    }

    /// A number as somebody else would write it.
    fn number(&mut self, text: &str) -> String {
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        let (sign, plain) = match text.strip_prefix('-') {
            Some(plain) => ("-", plain),
            None => ("", text),
        };
        let (whole, fraction) = plain.split_once('.').unwrap_or((plain, "0"));
        if !digits(whole) || !digits(fraction) {
            return text.to_owned();
        }
        match self.below(4) {
            0 => format!("{sign}{whole}.{fraction}0"),
            1 => format!("{sign}0{whole}.{fraction}"),
            2 => format!("{sign}{whole}{fraction}e-{}", fraction.len()),
            _ => format!("{sign}0.{whole}{fraction}E+{}", whole.len()),
        }
    }

    fn case(&mut self, text: &str) -> String {
        let flip =
            |c: char| if self.coin() { c.to_ascii_uppercase() } else { c.to_ascii_lowercase() };
        text.chars().map(flip).collect()
    }
}

/// The same spec, written otherwise.
pub(super) fn rewritten(spec: &Spec, chance: &mut Chance) -> Spec {
    let mut new = spec.clone();
    labels(&mut new, chance);
    case(&mut new, chance);
    service(&mut new, chance);
    let protocol = new.protocol.as_ref().and_then(|protocol| protocol.name);
    let rule = new.clone();
    for (index, shape) in new.shapes.iter_mut().enumerate() {
        words(&mut shape.documentation, chance);
        error(shape, chance);
        for member in shape.kind.members_mut().into_iter().flatten() {
            let name = rule.wire_name(find(&rule, index, &member.name)).into_owned();
            self::member(member, &name, chance);
            written(&rule, protocol, member, chance);
            words(&mut member.documentation, chance);
        }
    }
    for operation in &mut new.operations {
        words(&mut operation.documentation, chance);
    }
    words(&mut new.documentation, chance);
    if chance.coin() {
        return new;
    }
    let mut moved = new.clone();
    reorder(&mut moved, chance);
    // Who comes first keeps a name that two claim, so order may be part of what Rust sees.
    if names(&new) == names(&moved) { moved } else { new }
}

/// What each thing is called in Rust, by what it is called in the spec.
fn names(spec: &Spec) -> BTreeSet<(String, String, String)> {
    let items = Surface::of(spec).items.into_iter();
    let of = |owner: Owner| match owner {
        Owner::Service => String::new(),
        Owner::Shape(id) => spec[id].name.clone(),
        Owner::Part(id, index) => match &spec[id].kind {
            ShapeKind::Enum(values) => format!("{}={}", spec[id].name, values[index]),
            kind => format!("{}.{}", spec[id].name, kind.members()[index].name),
        },
        Owner::Operation(index) => spec.operations[index].name.clone(),
        Owner::Waiter(index) => spec.waiters[index].name.clone(),
    };
    items.map(|item| (of(item.owner), item.role, item.name)).collect()
}

fn find<'a>(spec: &'a Spec, shape: usize, name: &str) -> &'a Member {
    spec.shapes[shape].kind.members().iter().find(|member| member.name == name).unwrap()
}

/// Members are named one by one, or by the service's rule where that gives their names.
fn case(spec: &mut Spec, chance: &mut Chance) {
    let before = spec.clone();
    let Some(protocol) = &mut spec.protocol else { return };
    protocol.wire_case = chance.coin().then_some(Case::LowerFirst);
    for (index, shape) in spec.shapes.iter_mut().enumerate() {
        for member in shape.kind.members_mut().into_iter().flatten() {
            let name = before.wire_name(find(&before, index, &member.name));
            member.wire.name = Some((&*name).into());
        }
    }
    // What the rule gives may be left out.
    let named = spec.clone();
    for (index, shape) in spec.shapes.iter_mut().enumerate() {
        for member in shape.kind.members_mut().into_iter().flatten() {
            let name = named.wire_name(find(&named, index, &member.name)).into_owned();
            let stated = member.wire.name.take();
            let mut alone = named.clone();
            alone.shapes.clear();
            if alone.wire_name(member) != name || chance.coin() {
                member.wire.name = stated;
            }
        }
    }
}

/// What is as the service or its provider has it may be stated or not, and places have no order.
fn service(spec: &mut Spec, chance: &mut Chance) {
    let Some(protocol) = &mut spec.protocol else { return };
    if protocol.auth.is_empty() || protocol.auth == [Auth::SigV4] {
        protocol.auth = if chance.coin() { vec![Auth::SigV4] } else { Vec::new() };
    }
    for endpoint in &mut protocol.endpoints {
        chance.shuffle(&mut endpoint.places);
    }
    for operation in &mut spec.operations {
        let auth = &mut operation.sending.auth;
        if auth.is_empty() && chance.coin() {
            auth.clone_from(&protocol.auth);
        }
    }
}

/// A text whose lines end elsewhere.
fn words(text: &mut Option<String>, chance: &mut Chance) {
    let Some(text) = text else { return };
    let mut out = String::new();
    let mut rest = text.as_str();
    while let Some(place) = rest.find(' ') {
        let (word, after) = (&rest[..place], rest[place..].trim_start());
        out.push_str(word);
        // A sign at its beginning would make something else of a line.
        let is_word = after.starts_with(|c: char| c.is_alphabetic())
            && word.ends_with(|c: char| c.is_alphabetic());
        let is_end = word.ends_with('\\') || rest[place..].starts_with("  ");
        out.push_str(match chance.below(3) {
            0 if is_word && !is_end => "\n",
            1 if is_word && !is_end => "  ",
            _ => &rest[place..=place],
        });
        rest = if is_word && !is_end { after } else { &rest[place + 1..] };
    }
    out.push_str(rest);
    let is_plain = |line: &str| {
        !line.starts_with("    ") && !line.trim().starts_with(['#', '|', '<', '>', '`', '~'])
    };
    if text.lines().all(is_plain) {
        *text = out;
    }
}

/// An error's code that is its name, or its name without its ending, may be stated.
fn error(shape: &mut Shape, chance: &mut Chance) {
    let name = shape.name.clone();
    let ShapeKind::Error(error) = &mut shape.kind else { return };
    let short = name.strip_suffix("Exception").unwrap_or(&name);
    if error.facts.code.as_deref().is_none_or(|code| code == name || code == short) {
        let codes = [None, Some(name.as_str()), Some(short)];
        error.facts.code = codes[chance.below(3)].map(Into::into);
    }
}

/// What the protocol does by itself may be stated, and what holds for what is in a list may be said of
/// the list.
fn written(spec: &Spec, protocol: Option<ProtocolName>, member: &mut Member, chance: &mut Chance) {
    let rule = meaning::timestamp_rule(spec, member);
    let stated = meaning::timestamp_format(&member.wire, &member.ty);
    if let (Some(rule), None) = (rule, stated) {
        member.wire.timestamp_format = chance.coin().then_some(rule);
    } else if let (Type::List(_), Some(stated)) = (&member.ty, stated) {
        let inside = chance.coin();
        member.wire.timestamp_format = (!inside).then_some(stated);
        let element = member.wire.element.get_or_insert_default();
        element.timestamp_format = inside.then_some(stated);
    }
    let names = matches!(protocol, Some(ProtocolName::Query | ProtocolName::RestXml));
    if names && matches!(member.ty, Type::List(_)) && !member.wire.flattened {
        let element = member.wire.element.get_or_insert_default();
        if element.name.as_deref().is_none_or(|name| name == "member") {
            element.name = chance.coin().then(|| "member".into());
        }
    }
    if member.wire.element.as_deref().is_some_and(Wire::is_empty) {
        member.wire.element = None;
    }
}

fn member(member: &mut Member, wire: &str, chance: &mut Chance) {
    if matches!(member.wire.location, Some(Location::Header | Location::Headers)) {
        member.wire.name = Some(chance.case(wire).into());
    }
    match &mut member.limits.length {
        Some(Length { min: min @ (None | Some(0)), max: Some(_) }) => {
            *min = chance.coin().then_some(0);
        }
        length @ (None | Some(Length { min: None | Some(0), max: None })) => {
            *length = chance.coin().then_some(Length { min: Some(0), max: None });
        }
        Some(_) => {}
    }
    if let Some(range) = &mut member.limits.range {
        for bound in [&mut range.min, &mut range.max].into_iter().flatten() {
            *bound = chance.number(bound).into();
        }
    }
    if let (Some(default), Type::Scalar(scalar)) = (&mut member.limits.default, &member.ty) {
        match scalar {
            Scalar::Boolean => *default = chance.case(default).into(),
            Scalar::Integer | Scalar::Long | Scalar::Float | Scalar::Double => {
                *default = chance.number(default).into();
            }
            _ => {}
        }
    }
}

/// Labels are called otherwise, and so are the members that fill them.
fn labels(spec: &mut Spec, chance: &mut Chance) {
    let rule = spec.clone();
    for operation in &mut spec.operations {
        let (Some(http), Some(input)) = (&mut operation.http, operation.input) else { continue };
        let shape = &mut spec.shapes[input.0 as usize];
        for member in shape.kind.members_mut().into_iter().flatten() {
            if member.wire.location != Some(Location::Path) || chance.coin() {
                continue;
            }
            let old = match &member.wire.name {
                // Of another operation with the same input.
                Some(name) => name.to_string(),
                None => rule.wire_name(member).into_owned(),
            };
            let new = format!("label{}-{old}", chance.below(9));
            for sign in ["}", "+}"] {
                let (from, to) = (format!("{{{old}{sign}"), format!("{{{new}{sign}"));
                http.path = http.path.replace(&from, &to);
            }
            member.wire.name = Some(new.into());
        }
        if let Some((path, query)) = http.path.split_once('?') {
            let mut words: Vec<&str> = query.split('&').collect();
            chance.shuffle(&mut words);
            http.path = format!("{path}?{}", words.join("&"));
        }
    }
}

/// Order means nothing, but for that of required members.
fn reorder(spec: &mut Spec, chance: &mut Chance) {
    chance.shuffle(&mut spec.operations);
    chance.shuffle(&mut spec.waiters);
    for operation in &mut spec.operations {
        chance.shuffle(&mut operation.errors);
    }
    for shape in &mut spec.shapes {
        if let ShapeKind::Enum(values) = &mut shape.kind {
            chance.shuffle(values);
        } else if let Some(members) = shape.kind.members_mut() {
            let (required, mut others): (Vec<_>, Vec<_>) =
                members.drain(..).partition(|member| member.required);
            chance.shuffle(&mut others);
            let mut required = required.into_iter().peekable();
            let mut others = others.into_iter().peekable();
            while required.peek().is_some() || others.peek().is_some() {
                let first = others.peek().is_none() || required.peek().is_some() && chance.coin();
                members.extend(if first { required.next() } else { others.next() });
            }
        }
    }
}
