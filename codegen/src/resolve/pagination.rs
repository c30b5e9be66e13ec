//! How the pages of an operation are asked for, from what the paginator's page leaves out.
//!
//! The paginator's page repeats the operation without the members that the paginator fills in. The
//! members of the input that it lacks are the tokens and, where there is a page size, the limit:
//! the one of them that is a whole number, else the one that is named like a limit. The members of
//! the output that it lacks are the next tokens. What is listed stands nowhere; it is all lists at
//! the top of the output or, if there are none, all maps.
//!
//! Of 3,449 paginators of AWS the tokens and limits come out right for all but 19, whose next token
//! lies deeper (`DistributionList.NextMarker`, `Jobs[-1].JobId`): nothing is missing from the
//! output of those, so no output token is told, and that is said. The items are those of botocore
//! for 3,399; 20 list something more beside them, and 30 hold them in a structure.

use crate::facts::{Kind, Member, Node, Scalar};
use crate::spec::Pagination;

use super::merge::MergedOperation;

/// The pagination of an operation; an error says why there is none.
pub(super) fn infer(operation: &MergedOperation) -> Option<Result<Pagination, &'static str>> {
    let paginator = &operation.paginator.as_ref()?.facts;
    let facts = &operation.stated.facts;
    let input = lacking(members(facts.input.as_ref()), members(paginator.input.as_ref()));
    let output = lacking(members(facts.output.as_ref()), members(paginator.output.as_ref()));
    let (limit, input): (Vec<&Member>, Vec<&Member>) = match limit(&input) {
        Some(limit) if paginator.has_limit => {
            input.iter().copied().partition(|member| member.name == limit.name)
        }
        _ => (Vec::new(), input),
    };
    if paginator.has_limit && limit.is_empty() {
        return Some(Err("which of its members limits a page cannot be told"));
    }
    if input.is_empty() {
        return Some(Err("which of its members takes the token cannot be told"));
    }
    let input_token: Vec<String> = input.iter().map(|member| member.name.to_string()).collect();
    let Some(output_token) = in_order(&input_token, &output) else {
        return Some(Err("which tokens belong together cannot be told"));
    };
    let listed = |wanted: fn(&Kind) -> bool| -> Vec<String> {
        members(facts.output.as_ref())
            .iter()
            .filter(|member| {
                wanted(&member.node.kind) && output_token.iter().all(|name| **name != *member.name)
            })
            .map(|member| member.name.to_string())
            .collect()
    };
    let mut items = listed(|kind| matches!(kind, Kind::List(_)));
    if items.is_empty() {
        items = listed(|kind| matches!(kind, Kind::Map(..)));
    }
    let limit = limit.first().map(|member| member.name.to_string());
    let output_token = output_token.iter().map(|name| (*name).to_owned()).collect();
    Some(Ok(Pagination { input_token, output_token, limit, items }))
}

fn members(node: Option<&Node>) -> &[Member] {
    match node.map(|node| &node.kind) {
        Some(Kind::Structure(members)) => members,
        _ => &[],
    }
}

/// The members of `all` that `shown` lacks.
fn lacking<'f>(all: &'f [Member], shown: &[Member]) -> Vec<&'f Member> {
    let shown: std::collections::BTreeSet<&str> =
        shown.iter().map(|member| &*member.name).collect();
    all.iter().filter(|member| !shown.contains(&*member.name)).collect()
}

/// The member that limits a page: the whole number among them, or the one named like a limit.
fn limit<'f>(members: &[&'f Member]) -> Option<&'f Member> {
    let is_number = |member: &&&Member| {
        matches!(member.node.kind, Kind::Scalar(Scalar::Integer | Scalar::Long))
    };
    let sounds_like_it = |member: &&&Member| {
        let name = member.name.to_ascii_lowercase();
        let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
        has(&["max", "limit", "size", "count", "records", "results", "items", "rows"])
            && !has(&["token", "marker"])
    };
    let numbers: Vec<&Member> = members.iter().filter(is_number).copied().collect();
    let sounding: Vec<&Member> = members.iter().filter(sounds_like_it).copied().collect();
    match (&numbers[..], &sounding[..]) {
        ([number], _) => Some(number),
        (_, [sounding]) => Some(sounding),
        _ => None,
    }
}

/// The names of the next tokens, in the order of the tokens they become: `NextKeyMarker` for
/// `KeyMarker`.
fn in_order<'f>(tokens: &[String], next: &[&'f Member]) -> Option<Vec<&'f str>> {
    match (tokens, next) {
        (_, []) => return Some(Vec::new()),
        ([_], [only]) => return Some(vec![&only.name]),
        _ => {}
    }
    let stem = |name: &str| {
        let name = name.to_ascii_lowercase();
        let stem = name.strip_prefix("next").or(name.strip_prefix("start"));
        stem.unwrap_or(&name).to_owned()
    };
    let mut ordered = Vec::with_capacity(next.len());
    for token in tokens {
        let mut same = next.iter().filter(|next| stem(&next.name) == stem(token));
        match (same.next(), same.next()) {
            (Some(found), None) => ordered.push(&*found.name),
            _ => return None,
        }
    }
    (ordered.len() == next.len()).then_some(ordered)
}
