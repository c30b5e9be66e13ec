//! `log` and `blame` over the commits of a scratch repository.

use super::Ran;
use super::repository::Repository;

const FIRST: &str = "\
format: 1
provider: aws
service: library
title: Library
operations:
  GetBook:
    method: get_book
    input: GetBookRequest
    output: GetBookResponse
  Ping:
    method: ping
shapes:
  Book:
    type: structure
    members:
      author: {type: string}
      title: {type: string, documentation: Its title.}
  GetBookRequest:
    type: structure
    members:
      id: {type: string, required: true}
  GetBookResponse:
    type: structure
    members:
      book: {type: Book}
";

/// A member comes; a text changes; the member is renamed, and the file, too; an operation goes.
struct Told {
    repository: Repository,
    commits: [String; 5],
}

fn told() -> Option<Told> {
    let repository = Repository::new()?;
    let write = |path: &str, text: &str| repository.folder.write(path, text);
    write("spec/aws/library.yaml", FIRST);
    let came = repository.commit("Read the first release");
    let second = FIRST.replace(
        "      id: {type: string, required: true}\n",
        "      edition: {type: integer}\n      id: {type: string, required: true}\n",
    );
    write("spec/aws/library.yaml", &second);
    let added = repository.commit("Read the second release");
    let third = second.replace("Its title.", "What it is called.");
    write("spec/aws/library.yaml", &third);
    let texts = repository.commit("Read new words");
    let fourth = third.replace("edition: {type: integer}", "editions: {type: integer}");
    repository.git(&["mv", "spec/aws/library.yaml", "spec/aws/books.yaml"]);
    write("spec/aws/books.yaml", &fourth.replace("service: library", "service: books"));
    let renamed = repository.commit("Call it books");
    let fifth = fourth
        .replace("service: library", "service: books")
        .replace("  Ping:\n    method: ping\n", "");
    write("spec/aws/books.yaml", &fifth);
    let gone = repository.commit("Read the third release");
    Some(Told { repository, commits: [came, added, texts, renamed, gone] })
}

/// The commits that a history shows, in its order.
fn commits(out: &str) -> Vec<&str> {
    let lines = out.lines().filter_map(|line| line.strip_prefix("commit "));
    lines.filter_map(|line| line.split(' ').next()).collect()
}

#[test]
fn a_log_shows_the_commits_that_changed_what_is_asked_for() {
    let Some(Told { repository, commits: [came, added, texts, renamed, gone] }) = told() else {
        return;
    };
    // The service: all but the commit that changed words alone.
    let all = repository.run(&["log", "books"]).ends(0).out;
    assert_eq!(commits(&all), [&*gone, &*renamed, &*added, &*came], "{all}");
    assert!(
        all.contains("commit ") && all.contains("2026-02-03 Reviewer\n    Read the third release")
    );
    assert!(all.contains("the operation `Ping` is gone"), "{all}");
    let all = repository.run(&["log", "books", "--verbose"]).ends(0).out;
    assert_eq!(commits(&all), [&*gone, &*renamed, &*texts, &*added, &*came], "{all}");
    let last = repository.run(&["log", "aws/books", "-n", "1"]).ends(0).out;
    assert_eq!(commits(&last), [&*gone]);
    // An operation, by name and by method; a member, under the name that it had before as well.
    for name in ["GetBook", "get_book"] {
        let of = repository.run(&["log", "books", name]).ends(0).out;
        assert_eq!(commits(&of), [&*renamed, &*added, &*came], "{of}");
    }
    let of = repository.run(&["log", "books", "GetBook.editions"]).ends(0).out;
    assert_eq!(commits(&of), [&*renamed, &*added], "{of}");
    assert!(of.contains("`GetBookRequest.editions` was called `edition`"), "{of}");
    // What is gone has a history, too.
    let of = repository.run(&["log", "books", "Ping"]).ends(0).out;
    assert_eq!(commits(&of), [&*gone, &*came], "{of}");
    let of =
        repository.run(&["log", "books", "GetBook.output.book.title", "--verbose"]).ends(0).out;
    assert_eq!(commits(&of), [&*texts, &*came], "{of}");
}

#[test]
fn a_log_begins_with_what_is_not_committed() {
    let Some(Told { repository, .. }) = told() else { return };
    let path = repository.folder.path("spec/aws/books.yaml");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, text.replace("author: {type: string}", "author: {type: integer}"))
        .unwrap();
    let all = repository.run(&["log", "books", "GetBook.output.book.author"]).ends(0).out;
    assert_eq!(commits(&all).first(), Some(&"0000000"), "{all}");
    assert!(all.contains("the type of `Book.author` was `string` and is `integer`"), "{all}");
}

#[test]
fn blame_says_which_commit_made_a_member_what_it_is() {
    let Some(Told { repository, commits: [came, added, _, renamed, _] }) = told() else { return };
    let whole = repository.run(&["blame", "books", "GetBook"]).ends(0).out;
    assert_eq!(
        whole.lines().collect::<Vec<_>>(),
        [
            format!(
                "{renamed} 2026-02-03 Reviewer  input.editions: integer  (came with {added} \
                 2026-02-03 Reviewer)"
            ),
            format!("{came} 2026-02-03 Reviewer  input.id: string"),
            format!("{came} 2026-02-03 Reviewer  output.book: Book"),
        ]
    );
    let one = repository.run(&["blame", "books", "GetBook.editions"]).ends(0).out;
    assert_eq!(
        one.lines().collect::<Vec<_>>(),
        [
            "GetBook.editions: integer".to_owned(),
            format!(
                "  {renamed} 2026-02-03 Reviewer  `GetBookRequest.editions` was called `edition`"
            ),
            format!("  {added} 2026-02-03 Reviewer  it came"),
        ]
    );
}

#[test]
fn a_log_of_an_operation_counts_no_other() {
    let Some(Told { repository, .. }) = told() else { return };
    let path = repository.folder.path("spec/aws/books.yaml");
    let text = std::fs::read_to_string(&path).unwrap();
    let new = "  PutBook:\n    method: put_book\n";
    std::fs::write(
        &path,
        text.replace("shapes:\n", &format!("{new}shapes:\n")).replace(
            "author: {type: string}",
            "author: {type: string}\n      pages: {type: integer}",
        ),
    )
    .unwrap();
    let all = repository.run(&["log", "books", "-n", "1"]).ends(0).out;
    assert!(all.contains(": 1 new operation, 1 updated operation"), "{all}");
    let of = repository.run(&["log", "books", "GetBook", "-n", "1"]).ends(0).out;
    assert!(of.contains(": 1 updated operation\n"), "{of}");
    let of = repository.run(&["log", "books", "PutBook", "-n", "1"]).ends(0).out;
    assert!(of.contains(": 1 new operation"), "{of}");
    let of = repository.run(&["diff", "HEAD", "--operation", "get_book"]).ends(0).out;
    assert!(of.contains(": 1 updated operation\n"), "{of}");
}

#[test]
fn a_clone_without_all_commits_says_so() {
    let Some(Told { repository, .. }) = told() else { return };
    let whole = repository.run(&["log", "books"]).ends(0);
    assert!(!whole.err.contains("not all commits"), "{}", whole.err);
    let here = format!("file://{}", repository.folder.0.display());
    repository.git(&["clone", "--quiet", "--depth", "1", &here, "shallow"]);
    for arguments in [&["log", "books"][..], &["blame", "books", "GetBook"]] {
        let mut command = repository.command(env!("CARGO_BIN_EXE_doc-bindgen"));
        let shallow = command.args(arguments).current_dir(repository.folder.path("shallow"));
        Ran::of(shallow.output().unwrap()).ends(0).says("not all commits");
    }
}

#[test]
fn what_no_version_has_is_said() {
    let Some(Told { repository, .. }) = told() else { return };
    for odd in ["", "..", "../../etc/passwd", "aws/../books", "nobody/books", "b ooks"] {
        repository.run(&["log", odd]).ends(2).says("no such service");
    }
    repository.run(&["log", "book"]).ends(2).says("books");
    repository.run(&["log", "books", "GetBooks"]).ends(2).says("no version of `books` has");
    repository.run(&["blame", "books", "GetBoek"]).ends(2).says("GetBook");
    repository.run(&["blame", "books", "GetBook.edition"]).ends(2).says("editions");
}
