//! `explain`: the lines that a fact came from, of pages that are named or were read before.

use crate::{Folder, fixture};

#[test]
fn the_lines_of_a_fact_are_those_of_the_pages_that_were_read() {
    let folder = Folder::new();
    let out = folder.path("spec");
    let page = fixture("boto3/dynamodb/client/execute_transaction.rst");
    let asked = "ExecuteTransaction.TransactStatements.Statement";

    let ran = folder.run(&[&"explain", &"dynamodb", &asked, &"--out", &out]).ends(2);
    assert!(ran.err.contains("no run is remembered that made a spec of `dynamodb`"), "{ran:?}");

    folder.run(&[&"parse", &page, &"--out", &out]).ends(0);
    let ran = folder.run(&[&"explain", &"dynamodb", &asked, &"--out", &out]).ends(0);
    let (place, said) = ran.out.split_once(": ").unwrap();
    let line: usize = place.strip_prefix(&format!("{}:", page.display())).unwrap().parse().unwrap();
    let text = std::fs::read_to_string(&page).unwrap();
    assert!(text.lines().nth(line - 1).unwrap().contains("**Statement**"), "{ran:?}");
    let at = "ExecuteTransaction.input.TransactStatements[].Statement: string, required";
    assert!(said.starts_with(at), "{ran:?}");
    let named = folder.run(&[&"explain", &"dynamodb", &asked, &page, &"--out", &out]).ends(0);
    assert_eq!(named.out, ran.out);

    let ran = folder.run(&[&"explain", &"dynamodb", &"ExecuteTransaction.Respnses", &page]).ends(2);
    assert!(ran.err.contains("no page tells of `Respnses`"), "{ran:?}");
    let ran = folder.run(&[&"explain", &"sqs", &"SendMessage", &page]).ends(2);
    assert!(ran.err.contains("none of these pages is of the service `sqs`"), "{ran:?}");
}

#[test]
fn what_an_overlay_states_is_told_with_its_line() {
    let folder = Folder::new();
    let out = folder.path("spec");
    let page = fixture("boto3/dynamodb/client/execute_transaction.rst");
    let overlay = "\
format: 1
provider: aws
service: dynamodb
shapes:
  ExecuteTransactionRequest:
    members:
      ClientRequestToken:
        reason: the service says so
        length: {min: 1}
";
    folder.write("spec/overlays/dynamodb.yaml", overlay);
    folder.run(&[&"parse", &page, &"--out", &out]).ends(0);
    let asked = "ExecuteTransaction.ClientRequestToken";
    let ran = folder.run(&[&"explain", &"dynamodb", &asked, &"--out", &out]).ends(0);
    let lines: Vec<&str> = ran.out.lines().collect();
    assert_eq!(lines.len(), 2, "{ran:?}");
    let stated = ": ExecuteTransactionRequest.ClientRequestToken: overlay, the service says so";
    assert!(lines[1].contains("dynamodb.yaml:7") && lines[1].contains(stated), "{ran:?}");
}
