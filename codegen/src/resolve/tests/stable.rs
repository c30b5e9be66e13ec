//! What stays, whatever order pages are read in and whatever stands.

use super::made::*;

#[test]
fn the_order_of_reading_plays_no_part() {
    let expected = spec_of(mixed());
    for turn in 0..4 {
        let mut pages = mixed();
        pages.rotate_left(turn);
        assert_eq!(spec_of(pages), expected);
        let mut pages = mixed();
        pages.reverse();
        pages.rotate_left(turn);
        assert_eq!(spec_of(pages), expected);
    }
}

/// A service made of numbers: for each operation what its members are called and hold.
fn made_up(operations: &[Vec<(usize, usize, bool)>]) -> Vec<PageFacts> {
    const VERBS: [&str; 3] = ["list", "get", "update"];
    const NOUNS: [&str; 3] = ["sessions", "portal", "user_settings"];
    const MEMBERS: [&str; 6] = ["status", "filters", "items", "source", "config", "sessionState"];
    let mut pages = Vec::new();
    for (at, members) in operations.iter().enumerate() {
        let mut made: Vec<Member> = Vec::new();
        for (name, kind, listed) in members {
            let inner = MEMBERS[(name + kind) % MEMBERS.len()];
            let node = match kind {
                0 | 1 => Node::new(0, Kind::Enum([format!("V{kind}{}", name % 2).into()].into())),
                2 => structure(vec![of("id", string()), of(inner, string())]),
                _ => structure(vec![of(inner, structure(vec![of(MEMBERS[*kind], string())]))]),
            };
            let node = if *listed { list(said("A session.", node)) } else { node };
            if made.iter().all(|member| &*member.name != MEMBERS[*name]) {
                made.push(of(MEMBERS[*name], node));
            }
        }
        let method = format!("{}_{}", VERBS[at % 3], NOUNS[at / 3 % 3]);
        pages.push(operation(&method, None, made));
    }
    pages
}

#[test]
fn the_same_pages_over_their_spec_change_nothing() {
    let first = spec_of(mixed());
    let again = resolved_over(mixed(), Some(&first));
    assert_eq!(again.spec, Some(first));
}

#[test]
fn a_name_once_given_stays_whatever_comes_beside_it() {
    let item = |more: &[&str]| {
        let names = ["name"].iter().chain(more);
        structure(names.map(|name| of(name, string())).collect())
    };
    let mut old = spec_of(vec![operation("get", None, vec![of("item", item(&[]))])]);
    let name = "NamedByHand";
    let at = old.shapes.iter().position(|s| s.kind.members()[0].name == "name").unwrap();
    old.shapes[at].name = name.to_owned();
    let text = crate::spec::write(&old);
    old = crate::spec::read(&text, Path::new("old.yaml")).unwrap();
    // The shape has a member more, and its first form is somewhere else now.
    let pages = vec![
        operation("all", None, vec![of("items", list(item(&["color", "size"])))]),
        operation("get", None, vec![of("item", item(&["color"]))]),
    ];
    let spec = resolved_over(pages, Some(&old)).spec.unwrap();
    let get = &spec[spec.operation("Get").unwrap().output.unwrap()];
    assert_eq!(get.kind.members()[0].ty.display(&spec).to_string(), name);
}

proptest::proptest! {
    #[test]
    fn names_follow_from_what_pages_say_and_not_from_their_order(
        operations in proptest::collection::vec(
            proptest::collection::vec((0..6_usize, 0..6_usize, proptest::bool::ANY), 1..5),
            1..9,
        ),
        mut turn in 0..u64::MAX,
    ) {
        let expected = spec_of(made_up(&operations));
        let mut pages = made_up(&operations);
        for at in (1..pages.len()).rev() {
            turn = turn.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            pages.swap(at, (turn >> 33) as usize % (at + 1));
        }
        proptest::prop_assert_eq!(spec_of(pages), expected);
    }
}
