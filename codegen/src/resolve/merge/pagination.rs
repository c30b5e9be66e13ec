//! How the pages of an operation are asked for, from what the paginator's page leaves out.
//!
//! The paginator's page repeats the operation without the members that the paginator fills in. The
//! members of the input that it lacks are the tokens and, where there is a page size, the limit:
//! the one of them that is a whole number, else the one that is named like a limit. The members of
//! the output that it lacks are the next tokens. What is listed stands nowhere; it is all lists at
//! the top of the output or, if there are none, all maps.
//!
//! Where nothing is missing from the output, the next token lies deeper, and is sought by its name
//! (`DistributionList.NextMarker` for `Marker`).
//!
//! Of 3,449 paginators of AWS 3,430 have their tokens and limit at the top, and 3,428 of those come
//! out right; the output of the other two is too large for its page. 16 have the next token deeper,
//! and of three no page tells it (`Jobs[-1].JobId`).

use crate::facts::{Kind, Member, Node, Scalar};
use crate::spec::Pagination;

use crate::resolve::merge::merged::MergedOperation;
use crate::resolve::merge::more_results;
use crate::resolve::words;

/// The pagination of an operation; an error says why there is none.
pub fn infer(operation: &MergedOperation) -> Option<Result<Pagination, &'static str>> {
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
    let deeper = match output[..] {
        [] => deeper_token(members(facts.output.as_ref()), &input_token),
        _ => None,
    };
    if let Some((within, token)) = deeper {
        let path = |member: &Member| format!("{}.{}", within.name, member.name);
        let lists = members(Some(&within.node)).iter().filter(|member| is_list(member));
        let items = lists.map(path).collect();
        let limit = limit.first().map(|member| member.name.to_string());
        let output_token = vec![path(token)];
        let more_results = more_results::find(members(Some(&within.node))).map(path);
        return Some(Ok(Pagination { input_token, output_token, limit, items, more_results }));
    }
    let Some(output_token) = in_order(&input_token, &output) else {
        return Some(Err("which tokens belong together cannot be told"));
    };
    let output_token: Vec<String> = output_token.into_iter().map(str::to_owned).collect();
    let items = items(operation, &output_token);
    let limit = limit.first().map(|member| member.name.to_string());
    let more_results = more_results::find(members(facts.output.as_ref()));
    let more_results = more_results.map(|member| member.name.to_string());
    Some(Ok(Pagination { input_token, output_token, limit, items, more_results }))
}

/// The members that hold what is listed, those that sound most like it first: the emitted code has
/// one stream of items.
fn items(operation: &MergedOperation, tokens: &[String]) -> Vec<String> {
    let all = || {
        let members = members(operation.stated.facts.output.as_ref()).iter();
        members.filter(|member| tokens.iter().all(|token| **token != *member.name))
    };
    let mut items: Vec<&Member> = all().filter(|member| is_list(member)).collect();
    if items.is_empty() {
        items = all().filter(|member| matches!(member.node.kind, Kind::Map(..))).collect();
    }
    if items.is_empty() {
        let mut within = all().filter(|m| members(Some(&m.node)).iter().any(is_list));
        if let (Some(only), None) = (within.next(), within.next()) {
            let lists = members(Some(&only.node)).iter().filter(|member| is_list(member));
            return lists.map(|member| format!("{}.{}", only.name, member.name)).collect();
        }
    }
    let noun = words::of_name(&operation.name);
    items.sort_by_key(|member| {
        let named = words::of_name(&member.name).last().is_some_and(|word| noun.contains(word));
        let plain = match &member.node.kind {
            Kind::List(element) => matches!(element.kind, Kind::Scalar(_) | Kind::Enum(_)),
            _ => false,
        };
        (!named, plain)
    });
    items.iter().map(|member| member.name.to_string()).collect()
}

/// The next token where it lies within the one structure of the output that has a text of that
/// name: `NextMarker` or `Marker` for `Marker`.
fn deeper_token<'f>(output: &'f [Member], tokens: &[String]) -> Option<(&'f Member, &'f Member)> {
    let [token] = tokens else { return None };
    let found: Vec<(&Member, &Member)> = output
        .iter()
        .flat_map(|within| {
            let inside = members(Some(&within.node)).iter();
            inside
                .filter(|member| matches!(member.node.kind, Kind::Scalar(Scalar::String)))
                .filter(|member| stem(&member.name) == stem(token))
                .map(move |member| (within, member))
        })
        .collect();
    // Beside the next token often stands the one that was sent.
    let is_next = |(_, member): &&(&Member, &Member)| *member.name != **token;
    let mut next = found.iter().filter(is_next);
    match (&found[..], next.next(), next.next()) {
        ([only], ..) | (_, Some(only), None) => Some(*only),
        _ => None,
    }
}

fn is_list(member: &Member) -> bool {
    matches!(member.node.kind, Kind::List(_))
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

/// What a token is called apart from that it is the next or the first.
fn stem(name: &str) -> String {
    let name = name.to_ascii_lowercase();
    let stem = name.strip_prefix("next").or(name.strip_prefix("start"));
    stem.unwrap_or(&name).to_owned()
}
