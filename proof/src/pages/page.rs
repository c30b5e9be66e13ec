//! A page of the API Reference, whatever markup it is to have.

/// A page.
pub struct Page {
    /// Its heading.
    pub title: String,
    /// What stands for it in anchors and in the name of its file: `ListSessions`, `control_CreateJob`.
    pub key: String,
    /// What is said before the first section: HTML, as the model has it.
    pub text: String,
    pub sections: Vec<Section>,
}

/// What stands below a heading.
pub struct Section {
    pub heading: &'static str,
    /// The end of its anchor: `RequestSyntax`.
    pub anchor: &'static str,
    pub parts: Vec<Part>,
}

/// A piece of a section.
pub enum Part {
    /// A sentence of the site's own.
    Sentence(Vec<Span>),
    /// A box with a title: `Important`.
    Note(&'static str, String),
    /// A request or a response. What stands for a value is between [`OPEN`] and [`CLOSE`].
    Syntax(String),
    /// A member, or an error.
    Item(Item),
    /// A list of links, each with its words.
    Links(Vec<(&'static str, String)>),
}

/// What begins what stands for a value in a syntax block.
pub const OPEN: char = '\u{E000}';
/// What ends it.
pub const CLOSE: char = '\u{E001}';

/// A member of what is sent or comes back, or an error.
#[derive(Default)]
pub struct Item {
    /// What it is called, each name with the words behind it: `(request),`.
    pub labels: Vec<(String, &'static str)>,
    /// The names of the keys and values of a map where queries go over the wire.
    pub entries: Option<String>,
    /// The section that its name leads to.
    pub link: Option<&'static str>,
    pub anchor: Option<String>,
    /// What is said of it: HTML, as the model has it.
    pub text: String,
    /// The members of an error.
    pub members: Vec<Item>,
    pub facts: Vec<Fact>,
}

/// A line behind what is said of a member.
pub struct Fact {
    pub name: &'static str,
    pub value: Vec<Span>,
}

/// A piece of a line.
pub enum Span {
    Text(String),
    Code(String),
    /// What is shown, and the page that it leads to: `API_Tag`.
    Link(String, String),
}

impl Fact {
    pub fn text(name: &'static str, value: impl Into<String>) -> Self {
        Fact { name, value: vec![Span::Text(value.into())] }
    }

    pub fn code(name: &'static str, value: impl Into<String>) -> Self {
        Fact { name, value: vec![Span::Code(value.into())] }
    }
}

impl Part {
    pub fn sentence(text: impl Into<String>) -> Self {
        Part::Sentence(vec![Span::Text(text.into())])
    }
}
