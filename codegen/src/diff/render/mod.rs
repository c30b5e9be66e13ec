//! Reports for people and for programs, one form a file.

mod github;
mod html;
mod json;
mod markdown;
mod rules;
mod text;
mod words;

#[cfg(test)]
mod tests;

pub use github::github;
pub use html::html;
pub use json::{JSON_SCHEMA, json};
pub use markdown::{MarkdownOptions, markdown};
pub use rules::{rules_markdown, rules_text};
pub use text::{TextOptions, text};
