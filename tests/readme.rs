//! The README's program is one that compiles.

use std::fs;
use std::path::Path;

#[test]
fn the_first_program_is_an_example() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = fs::read_to_string(root.join("README.md")).unwrap();
    let example = fs::read_to_string(root.join("examples/sessions.rs")).unwrap();
    let (_, program) = readme.split_once("```rust").expect("the README shows a program");
    let (_, program) = program.split_once('\n').unwrap();
    let (program, _) = program.split_once("```").unwrap();
    let mut rest = example.lines();
    for line in program.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let found = rest.any(|there| there.trim() == line);
        assert!(found, "examples/sessions.rs does not say, or not in this order: {line}");
    }
}
