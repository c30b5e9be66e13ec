//! `doc-bindgen rules`: the rules that `diff` judges by.

use std::io::Write;

use clap::Args;
use doc_bindgen::diff::render;

use crate::Outcome;

/// List the rules that `diff` judges changes by.
#[derive(Args)]
pub struct Arguments {
    /// As Markdown.
    #[arg(long, conflicts_with = "json_schema")]
    markdown: bool,

    /// The JSON Schema of `diff --format json` instead.
    #[arg(long)]
    json_schema: bool,
}

/// Runs it.
pub fn run(arguments: &Arguments) -> Outcome {
    let text = match (arguments.json_schema, arguments.markdown) {
        (true, _) => render::JSON_SCHEMA.to_owned(),
        (false, true) => render::rules_markdown(),
        (false, false) => render::rules_text(),
    };
    let _ = std::io::stdout().lock().write_all(text.as_bytes());
    Outcome::Done
}
