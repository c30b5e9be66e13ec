//! What is told while a fetch goes on.

use std::time::Duration;

/// How far a fetch is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// So many requests are ahead for a source, which take about so long.
    Estimate {
        /// The source.
        source: String,
        /// Requests.
        requests: usize,
        /// How long they take.
        time: Duration,
    },
    /// So many of so many pages were asked for, and the rest takes about so long.
    Page(usize, usize, Duration),
    /// So many of so many services were rendered, and the rest takes about so long.
    Rendered(usize, usize, Duration),
    /// The site asks for patience.
    Waiting(String, Duration),
    /// A program of another kind is at work.
    Tool(String),
}
