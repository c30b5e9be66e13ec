//! Text that means no good, or nothing at all.

use proptest::prelude::*;

use super::parse;
use super::tests::PAGE;
use crate::growth::assert_no_square;
use crate::markup::{Block, BlockKind, Document, blocks_to_commonmark};

/// Pieces that markup is made of.
const PIECES: &[&str] = &[
    "`",
    "``",
    "*",
    "**",
    "***",
    "****",
    ":",
    "::",
    "_",
    "__",
    "|",
    "\\",
    "<",
    ">",
    "* ",
    "- ",
    "1. ",
    "(a) ",
    "#. ",
    ".. ",
    ".. note::",
    ".. py:method:: f()",
    ".. table:: t",
    ".. _a:",
    ".. _b: c",
    ".. |d| replace:: e",
    ":a: ",
    ":param b: ",
    ":doc:`a <b>`",
    "`a <b>`__",
    "a_",
    "|d|",
    "+--+",
    "+--+--+",
    "| a| b|",
    "== ==",
    "====",
    "----",
    ">>> ",
    "\n",
    "\n\n",
    "\n  ",
    "\n    ",
    " ",
    "  ",
    "\t",
    "\r\n",
    "text",
    "é",
    "\u{2019}",
    "\u{a0}",
    "\u{feff}",
    "\0",
];

/// Every line that a block speaks of is one of the text's, and reading ends.
fn check(text: &str) {
    let page = parse(text);
    let lines = text.lines().count() as u32;
    let mut depth = 0;
    each(&page.blocks, 1, &mut |block, at| {
        assert!((1..=lines).contains(&block.line), "line {} of {lines}: {text:?}", block.line);
        depth = depth.max(at);
    });
    assert!(depth <= 2 * super::MAX_DEPTH, "{depth}");
    blocks_to_commonmark(&page.blocks, &mut String::new());
}

fn each(blocks: &[Block<'_>], depth: u32, visit: &mut impl FnMut(&Block<'_>, u32)) {
    for block in blocks {
        visit(block, depth);
        let next = depth + 1;
        match &block.kind {
            BlockKind::List { items, .. } => {
                items.iter().for_each(|item| each(&item.blocks, next, visit));
            }
            BlockKind::Definitions(all) => all.iter().for_each(|d| each(&d.blocks, next, visit)),
            BlockKind::Fields(all) => all.iter().for_each(|field| each(&field.blocks, next, visit)),
            BlockKind::Directive { content, .. } | BlockKind::Quote(content) => {
                each(content, next, visit);
            }
            BlockKind::Table(table) => {
                let cells = table.head.iter().chain(&table.body).flat_map(|row| &row.cells);
                cells.for_each(|cell| each(cell, next, visit));
            }
            _ => {}
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_can_be_read(text in any::<String>()) {
        check(&text);
    }

    #[test]
    fn any_markup_can_be_read(
        pieces in proptest::collection::vec(proptest::sample::select(PIECES), 0..60)
    ) {
        check(&pieces.concat());
    }
}

#[test]
fn a_page_may_break_anywhere() {
    let boundaries = (0..PAGE.len()).filter(|at| PAGE.is_char_boundary(*at));
    boundaries.for_each(|end| check(&PAGE[..end]));
    // Always the same numbers, so that what fails once fails again.
    let mut seed = 1_u64;
    let mut random = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % below
    };
    for _ in 0..2_000 {
        let mut lines: Vec<String> = PAGE.lines().map(str::to_owned).collect();
        for _ in 0..=random(4) {
            let at = random(lines.len());
            match random(5) {
                0 => drop(lines.remove(at)),
                1 => lines[at] = lines[random(lines.len())].clone(),
                2 => lines.insert(at, PIECES[random(PIECES.len())].to_owned()),
                3 => lines[at].insert_str(0, &"            "[..random(12)]),
                _ => {
                    let end = random(lines[at].len() + 1);
                    let piece = PIECES[random(PIECES.len())];
                    lines[at].insert_str(end, piece);
                }
            }
        }
        check(&lines.join("\n"));
    }
}

#[test]
fn what_repeats_takes_no_square_of_its_length() {
    for piece in PIECES {
        for end in ["", " a", "\n", "\n "] {
            let unit = format!("{piece}{end}");
            assert_no_square(&unit, 20_000 / unit.len(), |text| {
                blocks_to_commonmark(&parse(text).blocks, &mut String::new());
            });
        }
    }
}

#[test]
fn nesting_is_bounded() {
    for unit in ["a\n", "* a\n", ".. note::\n", ":f: a\n", "a::\n", "1. a\n", "a\n    b\n", "* "] {
        let mut text = String::new();
        for depth in 0..400 {
            text.push_str(&" ".repeat(2 * depth));
            text.push_str(unit);
            text.push('\n');
        }
        check(&text);
    }
    check(&"* ".repeat(100_000));
    assert_eq!(parse(""), Document::default());
}
