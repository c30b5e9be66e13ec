//! What examples on a page show of a position.

use crate::facts::{Class, Example, Json, Shows};

use super::{Path, Side};

/// Where an example shows what `path` leads to, as a path below the operation, and what it shows
/// there.
pub(super) fn shown(example: &Example, path: &Path) -> Option<(String, String)> {
    let side = match &example.of {
        Shows::Request => Side::Input,
        Shows::Response => Side::Output,
        Shows::Either => return None,
        Shows::Member(name) => {
            let last = path.steps.last()?;
            return (**last == **name).then(|| (path.steps.join("."), said(&example.value)));
        }
    };
    if path.steps.is_empty() || path.side.is_some_and(|asked| asked != side) {
        return None;
    }
    // The body as a whole is a member of the operation and not of what the example shows.
    let found = descend(&example.value, &path.steps).or_else(|| match &path.steps[..] {
        [body, rest @ ..] if **body == *"body" => descend(&example.value, rest),
        _ => None,
    })?;
    Some((format!("{side}.{}", path.steps.join(".")), said(found)))
}

fn descend<'a>(value: &'a Json, steps: &[Box<str>]) -> Option<&'a Json> {
    let Some((step, rest)) = steps.split_first() else { return Some(value) };
    match value {
        Json::Array(elements) => elements.iter().find_map(|element| descend(element, steps)),
        Json::Object(members) => {
            let mut named = members.iter().filter(|(name, _)| **name == **step);
            named.find_map(|(_, value)| descend(value, rest))
        }
        Json::Null | Json::Boolean | Json::Number { .. } | Json::String => None,
    }
}

fn said(value: &Json) -> String {
    let kind = Class::of_one(value).map_or("nothing", Class::words);
    format!("an example shows {kind}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn examples_are_walked_through_lists() {
        let object = |name: &str, value| Json::Object(vec![(name.to_owned(), value)]);
        let value =
            object("rules", Json::Array(vec![object("port", Json::Number { whole: true })]));
        let example = Example { line: 7, of: Shows::Response, value };
        let at = |path: &str| shown(&example, &path.parse().unwrap());
        let number = Some(("output.rules.port".into(), "an example shows a whole number".into()));
        assert_eq!(at("List.rules.port"), number);
        assert_eq!(at("List.output.rules.port"), number);
        assert_eq!(at("List.input.rules.port"), None);
        assert_eq!(at("List.rules.ports"), None);
        assert_eq!(at("List"), None);
    }
}
