//! What texts of a spec mean, where more than one way to write it means the same.

use std::cmp::Ordering;

use crate::spec::{
    Location, Member, Operation, ProtocolName, Scalar, Spec, TimestampFormat, Type, Wire,
};

/// A number as decimal text, so that nothing is lost: 0.`digits` times ten to the `point`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Decimal {
    negative: bool,
    /// Without zeros at either end; none for zero.
    digits: String,
    point: i64,
}

impl Decimal {
    /// The number that a text is: `25`, `-0.5`, `1e2`.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (negative, text) = match text.as_bytes().first()? {
            b'-' => (true, &text[1..]),
            b'+' => (false, &text[1..]),
            _ => (false, text),
        };
        let (number, exponent) = match text.split_once(['e', 'E']) {
            Some((number, exponent)) => (number, exponent.parse::<i32>().ok()?),
            None => (text, 0),
        };
        let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
        let all = format!("{whole}{fraction}");
        if all.is_empty() || !all.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let digits = all.trim_start_matches('0');
        let leading = (all.len() - digits.len()) as i64;
        let digits = digits.trim_end_matches('0');
        if digits.is_empty() {
            return Some(Decimal { negative: false, digits: String::new(), point: 0 });
        }
        let point = whole.len() as i64 - leading + i64::from(exponent);
        Some(Decimal { negative, digits: digits.to_owned(), point })
    }

    fn magnitude(&self, other: &Self) -> Ordering {
        match (self.digits.is_empty(), other.digits.is_empty()) {
            (true, true) => Ordering::Equal,
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
            // Digits that end sooner have zeros behind them.
            _ => (self.point, &self.digits).cmp(&(other.point, &other.digits)),
        }
    }

    /// One way to write it, whichever way it was written.
    pub fn canonical(&self) -> String {
        let sign = if self.negative { "-" } else { "" };
        format!("{sign}0.{}e{}", self.digits, self.point)
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self.negative, other.negative) {
            (false, true) => Ordering::Greater,
            (true, false) => Ordering::Less,
            (false, false) => self.magnitude(other),
            (true, true) => other.magnitude(self),
        }
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// What a default of that type means.
pub(super) fn default(ty: &Type, text: &str) -> String {
    let Type::Scalar(scalar) = ty else { return text.to_owned() };
    match scalar {
        Scalar::Boolean => text.trim().to_ascii_lowercase(),
        Scalar::Integer | Scalar::Long | Scalar::Float | Scalar::Double => {
            Decimal::parse(text).map_or_else(|| text.to_owned(), |number| number.canonical())
        }
        _ => text.to_owned(),
    }
}

/// How a timestamp is written, as far as it is stated; what is stated of a list or map holds for what
/// is in it.
pub(super) fn timestamp_format(wire: &Wire, ty: &Type) -> Option<TimestampFormat> {
    let inside = match ty {
        Type::List(inner) | Type::Map(_, inner) => {
            wire.element.as_deref().and_then(|wire| timestamp_format(wire, inner))
        }
        _ => None,
    };
    inside.or(wire.timestamp_format)
}

/// How the protocol writes a timestamp of which nothing is stated.
pub(super) fn timestamp_rule(spec: &Spec, member: &Member) -> Option<TimestampFormat> {
    let mut ty = &member.ty;
    while let Type::List(inner) | Type::Map(_, inner) = ty {
        ty = inner;
    }
    if *ty != Type::Scalar(Scalar::Timestamp) {
        return None;
    }
    let protocol = spec.protocol.as_ref().and_then(|protocol| protocol.name)?;
    Some(match (protocol, member.wire.location) {
        (ProtocolName::Huaweicloud, _) => return None,
        (_, Some(Location::Header)) => TimestampFormat::HttpDate,
        (_, Some(Location::Path | Location::Query)) => TimestampFormat::DateTime,
        (ProtocolName::Query | ProtocolName::Ec2 | ProtocolName::RestXml, _) => {
            TimestampFormat::DateTime
        }
        _ => TimestampFormat::EpochSeconds,
    })
}

/// Whether what is there is text that is JSON, be it said of a list or of what is in it.
pub(super) fn is_json(wire: &Wire) -> bool {
    wire.json || wire.element.as_deref().is_some_and(is_json)
}

/// What is within a list or map is called as a rule where names of it are on the wire, each with the
/// key under which another name would stand.
pub(super) fn names_within(spec: &Spec, member: &Member) -> Vec<(String, &'static str)> {
    let protocol = spec.protocol.as_ref().and_then(|protocol| protocol.name);
    let mut names = Vec::new();
    if !matches!(protocol, Some(ProtocolName::Query | ProtocolName::RestXml)) {
        return names;
    }
    let (mut prefix, mut ty, mut wire) = (String::new(), &member.ty, Some(&*member.wire));
    loop {
        let is_flattened = wire.is_some_and(|wire| wire.flattened);
        ty = match ty {
            Type::List(inner) => {
                if !is_flattened {
                    names.push((format!("{prefix}element.wire"), "member"));
                }
                inner
            }
            Type::Map(_, inner) => {
                names.push((format!("{prefix}key.wire"), "key"));
                names.push((format!("{prefix}element.wire"), "value"));
                inner
            }
            _ => return names,
        };
        prefix.push_str("element.");
        wire = wire.and_then(|wire| wire.element.as_deref());
    }
}

/// What an error's code means: its name, and its name without `Exception` or `Fault`, are one.
pub(super) fn code(error: &str, code: &str) -> String {
    let short = ["Exception", "Fault"].iter().find_map(|ending| error.strip_suffix(ending));
    if short == Some(code) { error.to_owned() } else { code.to_owned() }
}

/// The name by which the wire knows a member; `None` where it knows it by its place alone: a label
/// of the path, the status, a body that is nothing but this member.
pub(super) fn on_the_wire(spec: &Spec, member: &Member) -> Option<String> {
    let name = spec.wire_name(member);
    match member.wire.location {
        Some(Location::Path | Location::Status) => None,
        Some(Location::Payload) if !has_elements(spec) => None,
        // Names of headers have no case.
        Some(Location::Header | Location::Headers) => Some(name.to_ascii_lowercase()),
        _ => Some(name.into_owned()),
    }
}

/// Whether a body has a name of its own on the wire, as the outermost element of XML has. Where
/// nothing is stated of the protocol, it may.
fn has_elements(spec: &Spec) -> bool {
    let name = spec.protocol.as_ref().and_then(|protocol| protocol.name);
    matches!(name, None | Some(ProtocolName::RestXml | ProtocolName::Query | ProtocolName::Ec2))
}

/// A path as the wire sees it: a label is the member that fills it, whatever the label is called,
/// and words of the query have no order. `called` gives a member the name that it is compared by.
pub(super) fn path<'a>(
    spec: &'a Spec,
    operation: &'a Operation,
    called: impl Fn(&'a str) -> &'a str,
) -> Option<Path> {
    let text = &operation.http.as_ref()?.path;
    let members = operation.input.map_or(&[][..], |id| spec[id].kind.members());
    let bound = |label: &'a str| {
        let found = members.iter().find(|member| {
            member.wire.location == Some(Location::Path) && spec.wire_name(member) == label
        });
        found.map_or(label, |member| called(&member.name))
    };
    let mut labels = Vec::new();
    let mut literal = |text: &'a str| {
        let mut out = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let (label, after) = after.split_once('}').unwrap_or((after, ""));
            let plain = label.strip_suffix('+').unwrap_or(label);
            let member = bound(plain);
            labels.push((member.to_owned(), plain.len() < label.len()));
            out.push_str(before);
            out.push('{');
            out.push_str(member);
            out.push('}');
            rest = after;
        }
        out.push_str(rest);
        out
    };
    let (path, query) = text.split_once('?').unwrap_or((text, ""));
    let path = literal(path);
    let mut query: Vec<String> = query
        .split('&')
        .filter(|word| !word.is_empty())
        .map(|word| literal(word.strip_suffix('=').unwrap_or(word)))
        .collect();
    query.sort();
    labels.sort();
    Some(Path { path, query, labels })
}

/// A path by what it means.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Path {
    path: String,
    query: Vec<String>,
    /// The members that fill it, and whether each takes slashes.
    labels: Vec<(String, bool)>,
}

impl Path {
    /// Whether requests go to the same place, but for slashes in values.
    pub fn is(&self, other: &Path) -> bool {
        self.path == other.path && self.query == other.query
    }

    /// The labels that take slashes here and not in the other.
    pub fn greedier<'a>(&'a self, other: &'a Path) -> impl Iterator<Item = &'a str> {
        let labels = self.labels.iter().zip(&other.labels);
        labels.filter(|(one, other)| one.1 && !other.1).map(|(one, _)| &*one.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_what_they_mean() {
        let number = |text: &str| Decimal::parse(text).unwrap();
        for (one, other) in [
            ("1", "1.0"),
            ("100", "1e2"),
            ("100", "1.0E+2"),
            ("0", "-0.0"),
            ("025", "25"),
            ("0.50", "5e-1"),
            (".5", "0.5"),
            ("+7", "7."),
        ] {
            assert_eq!(number(one), number(other), "{one} {other}");
        }
        let sorted = ["-1e3", "-12", "-1.5", "-0.1", "0", "0.09", "0.1", "0.11", "1", "9", "10"];
        for pair in sorted.windows(2) {
            assert!(number(pair[0]) < number(pair[1]), "{pair:?}");
        }
        let large = number("9223372036854775807");
        assert!(number("9223372036854775806") < large && large < number("9223372036854775808"));
        for text in ["", "-", ".", "x", "1e", "1e99999999999", "0x1", "1_0", "١"] {
            assert_eq!(Decimal::parse(text), None, "{text}");
        }
    }
}
