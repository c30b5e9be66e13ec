//! `doc-bindgen schema`: the spec format, for editors.

use std::io::Write;

use clap::Args;
use doc_bindgen::spec::{SchemaOf, schema};

use crate::Outcome;

/// Print the JSON Schema of spec files, for editors that check and complete YAML.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub struct Arguments {
    /// The schema of overlays instead, where everything may be stated in part.
    #[arg(long)]
    overlay: bool,
}

const EXAMPLES: &str = "\
Example:
  doc-bindgen schema > spec/schema.json

and as the first line of a spec, for editors with the YAML language server:
  # yaml-language-server: $schema=../schema.json";

/// Runs it.
pub fn run(arguments: &Arguments) -> Outcome {
    let of = if arguments.overlay { SchemaOf::Overlay } else { SchemaOf::Spec };
    let written = std::io::stdout().lock().write_all(schema(of).as_bytes());
    if written.is_ok() { Outcome::Done } else { Outcome::Failed }
}
