//! What stands above an operation, and what is read of it.

use std::path::Path;
use std::sync::Arc;

use super::pprint::{Brackets, Value, parse};
use crate::facts::{Change, Delta, OperationFacts, PageFacts, Statement};

fn text(text: &str) -> Value {
    Value::Text(text.into())
}

#[test]
fn python_values_are_read() {
    let read = |text: &str| parse(text).unwrap();
    assert_eq!(read("'A | '\n    'B'"), text("A | B"));
    assert_eq!(read("{'aws:backup'}"), Value::Several(vec![text("aws:backup")]));
    assert_eq!(
        read("{'A': {'B': ['x', \"it's\"]},\n 'C': ('y '\n  'z')}"),
        Value::Dict(vec![
            (
                "A".into(),
                Value::Dict(vec![("B".into(), Value::Several(vec![text("x"), text("it's")]))])
            ),
            ("C".into(), text("y z")),
        ])
    );
    assert_eq!(
        read("{'A': <Recursion on dict with id=1>, 'B': 123}"),
        Value::Dict(vec![
            ("A".into(), text("Recursion on dict with id=1")),
            ("B".into(), text("123"))
        ])
    );
    assert_eq!(read("{}"), Value::Dict(vec![]));
    for wrong in
        ["", "{", "{'A': }", "{'A': 'b'", "['a'", "'a", "{'A': 'b', 'c'}", "{'A' 'b': c} d"]
    {
        assert_eq!(parse(wrong), None, "{wrong}");
    }
    assert_eq!(parse(&"[".repeat(100_000)), None);
    // A string may go on in the next piece.
    let mut brackets = Brackets::default();
    let closed = ["{'a}': ['b\\'}", "]}'", "]", "}"].map(|piece| brackets.close(piece));
    assert_eq!(closed, [false, false, false, true]);
}

fn page(text: &str) -> PageFacts {
    crate::dialect::read(&Arc::from(Path::new("changes.html")), text).unwrap()
}

fn operations(page: &PageFacts) -> Vec<&OperationFacts> {
    fn operation(statement: &Statement) -> &OperationFacts {
        match statement {
            Statement::Operation(operation) => operation,
            other => panic!("{other:?}"),
        }
    }
    page.statements.iter().map(operation).collect()
}

const OPERATION: &str = "<p>Lists.</p><p>See also: <a href=\"https://docs.aws.amazon.com/goto/WebAPI/\
    shop-2020-01-01/ListOrders\">AWS API Documentation</a></p><p><strong>Request Syntax</strong></p>\
    <pre class=\"literal-block\">client.list_orders(\n    status='A'|'B'\n)</pre>\
    <dl class=\"field-list\"><dt>type status<span class=\"colon\">:</span></dt><dd><p>string</p></dd>\
    <dt>param status:</dt><dd><p>Which.</p></dd><dt>rtype:</dt><dd><p>dict</p></dd>\
    <dt>returns:</dt><dd><p><strong>Response Syntax</strong></p>\
    <pre>{\n    'orders': [\n        {\n            'id': 'string'\n        },\n    ]\n}</pre>\
    <p><strong>Response Structure</strong></p><ul><li><p><em>(dict) --</em></p>\
    <ul><li><p><strong>orders</strong> <em>(list) --</em></p><ul><li><p><em>(dict) --</em></p><ul>\
    <li><p><strong>id</strong> <em>(string) --</em></p></li></ul></li></ul></li></ul></li></ul></dd></dl>";

fn changes(above: &str) -> PageFacts {
    page(&format!(
        "<!DOCTYPE html><body><h1>AWS Shop</h1><nav><a href=\"/archive/service/shop\">AWS Shop</a>\
         </nav><section><details id=\"ListOrders\"><summary><span>ListOrders</span>&nbsp;(updated)\
         </summary><span><a href=\"#ListOrders\">Link ¶</a></span><br/>\
         <span><em>Changes</em> {above}{OPERATION}</details></section>"
    ))
}

#[test]
fn an_update_tells_what_was_added() {
    let members = |members: &[(&str, Delta)]| {
        let members = members.iter().map(|(name, delta)| ((*name).into(), delta.clone()));
        Delta::Members(members.collect())
    };
    let values = |values: &[&str]| Delta::Values(values.iter().map(|it| (*it).into()).collect());
    let response = members(&[("orders", members(&[("id", values(&["string"]))]))]);
    let request = members(&[("status", values(&["B"]))]);
    for (above, input, output) in [
        ("(response)</span><pre>{'orders': {'id': 'string'}}</pre>", None, Some(&response)),
        ("(response)</span><pre>{'orders': [{'id': 'string'}]}</pre>", None, Some(&response)),
        (
            "(request, response)</span><br/>Request <pre>{'status': {'B'}}</pre>Response \
             <pre>{'orders': {'id': 'string'}}</pre>",
            Some(&request),
            Some(&response),
        ),
        ("(request)</span><pre>{'status': {'B'}}</pre>", Some(&request), None),
    ] {
        let page = changes(above);
        assert_eq!(page.service.id.as_deref(), Some("shop"));
        assert_eq!(page.service.uid.as_deref(), Some("shop-2020-01-01"));
        let rules: Vec<_> = page.diagnostics.iter().map(|it| it.rule.id).collect();
        assert_eq!(rules, ["change-unannounced"], "{above}");
        let [operation] = operations(&page)[..] else { panic!("{page:?}") };
        assert_eq!(operation.documentation.as_deref(), Some("Lists."));
        assert_eq!(operation.method.as_deref(), Some("list_orders"));
        let updated = Change::Updated(input.cloned(), output.cloned());
        assert_eq!(operation.change.as_deref(), Some(&updated));
    }
    let page = changes("(both)</span><pre>{'gone': 'string'}</pre>");
    let rules: Vec<_> = page.diagnostics.iter().map(|it| it.rule.id).collect();
    assert_eq!(rules, ["change-unannounced", "change-not-there", "change-not-there"]);
}

#[test]
fn a_change_that_cannot_be_read_leaves_the_operation_out() {
    let above = "<span><em>Changes</em> (request)</span><pre>{'status': {'B'</pre>";
    let text = format!(
        "<html><details><summary>ListOrders (updated)</summary>{above}{OPERATION}</details>"
    );
    let error = crate::dialect::read(&Arc::from(Path::new("changes.html")), &text).unwrap_err();
    assert_eq!(error.rule.id, "change-unreadable");
}
