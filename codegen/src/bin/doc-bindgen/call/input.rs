//! The input as it is given on the command line.

use std::fs;
use std::io::Read;

use doc_bindgen::call::{Shorthand, read};
use doc_bindgen::spec::{Operation, Spec};
use doc_bindgen_runtime::dynamic::{Dynamic, DynamicOperation};
use serde_json::{Map, Value};

use super::Stopped;
use crate::report::Reporter;

/// The input, whole and held against its shape.
pub fn given(
    spec: &Spec,
    stated: &Operation,
    operation: &DynamicOperation,
    given: &[String],
    out: &Reporter,
) -> Result<Dynamic, Stopped> {
    let read_file = |name: &str| fs::read(name);
    let shorthand = Shorthand::new(spec, &read_file);
    let mut members = Map::new();
    let mut wrong = Vec::new();
    for given in given {
        match whole(given)? {
            Some(Value::Object(more)) => members.extend(more),
            Some(_) => {
                let message = "the input is no object of JSON";
                return Err(Stopped::why(message, "its members are wanted, in { }"));
            }
            None => wrong.extend(shorthand.put(stated.input, given, &mut members).err()),
        }
    }
    let mut input = operation.blank_input();
    let found = read(spec, stated.input, &Value::Object(members), &mut input);
    // What could not be taken as it was given is not told to be missing besides.
    let is_new = |it: &doc_bindgen::call::Wrong| wrong.iter().all(|other| other.at != it.at);
    let more: Vec<_> = found.wrong.into_iter().filter(is_new).collect();
    wrong.extend(more);
    for doubt in &found.doubtful {
        out.note(&format!("warning: {doubt}"));
    }
    match &wrong[..] {
        [] => Ok(input),
        [first] => Err(Stopped::why(first.to_string(), help(stated))),
        several => {
            let lines: Vec<_> = several.iter().map(|it| format!("  {it}")).collect();
            let count = several.len();
            let message = format!("{count} things are wrong with the input:\n{}", lines.join("\n"));
            Err(Stopped::why(message, help(stated)))
        }
    }
}

fn help(stated: &Operation) -> String {
    format!("nothing was sent; the documentation of {} says what it takes", stated.name)
}

/// JSON that is given whole; none where it is `name=value`.
fn whole(given: &str) -> Result<Option<Value>, Stopped> {
    let text = match given {
        "-" => {
            let mut text = String::new();
            std::io::stdin().read_to_string(&mut text).map_err(|error| {
                Stopped::why(format!("standard input: {error}"), "JSON in UTF-8 is wanted")
            })?;
            text
        }
        _ => match given.strip_prefix('@') {
            Some(name) => fs::read_to_string(name).map_err(|error| {
                Stopped::why(format!("`{name}` cannot be read: {error}"), "JSON in UTF-8 is wanted")
            })?,
            None if given.trim_start().starts_with(['{', '[']) => given.to_owned(),
            None => return Ok(None),
        },
    };
    let json = serde_json::from_str(&text);
    json.map(Some).map_err(|error| {
        Stopped::why(format!("the input is no JSON: {error}"), "write it as {\"Name\": value}")
    })
}
