//! Statuses of HTTP.

use crate::markup::BlockKind;

use super::page::{Page, Section};
use super::text;

/// A status and what the page says of it.
pub struct Status {
    /// The line that states it.
    pub line: u32,
    /// 404
    pub code: u16,
    /// What it means, CommonMark.
    pub documentation: Option<Box<str>>,
}

/// The statuses in the tables of the part on statuses.
pub fn read(page: &Page<'_>) -> Vec<Status> {
    let mut statuses = Vec::new();
    for block in page.leaves(Section::Status) {
        let BlockKind::Table(table) = &block.kind else { continue };
        for row in &table.body {
            let Some((first, rest)) = row.cells.split_first() else { continue };
            if let Some(code) = code(&text::of_blocks(first)) {
                let documentation = rest.last().and_then(|cell| text::commonmark(cell));
                statuses.push(Status { line: row.line, code, documentation });
            }
        }
    }
    statuses
}

/// The status of success, if there is one and no other.
pub fn success(statuses: &[Status]) -> Option<u16> {
    let mut found = statuses.iter().map(|it| it.code).filter(|code| (200..300).contains(code));
    let first = found.next()?;
    found.all(|code| code == first).then_some(first)
}

/// The status that a line between two responses announces: `Status code: 200`.
pub fn announced(line: &str) -> Option<u16> {
    let rest = line.get(.."status code".len())?.eq_ignore_ascii_case("status code");
    let rest = rest.then(|| &line["status code".len()..])?;
    let rest = rest.trim_start_matches(['s', ':', ' ']);
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    // What goes on is a sentence about the status.
    (rest.len() < 40).then(|| code(&rest[..digits])).flatten()
}

fn code(text: &str) -> Option<u16> {
    text.parse().ok().filter(|code| (100..600).contains(code))
}

/// What an error is called that has a status and no name: the status' own name.
pub fn error_name(code: u16) -> &'static str {
    match code {
        300..400 => "Redirection",
        400 => "BadRequest",
        401 => "Unauthorized",
        402 => "PaymentRequired",
        403 => "Forbidden",
        404 => "NotFound",
        405 => "MethodNotAllowed",
        406 => "NotAcceptable",
        407 => "ProxyAuthenticationRequired",
        408 => "RequestTimeout",
        409 => "Conflict",
        410 => "Gone",
        411 => "LengthRequired",
        412 => "PreconditionFailed",
        413 => "ContentTooLarge",
        414 => "UriTooLong",
        415 => "UnsupportedMediaType",
        416 => "RangeNotSatisfiable",
        417 => "ExpectationFailed",
        422 => "UnprocessableContent",
        423 => "Locked",
        428 => "PreconditionRequired",
        429 => "TooManyRequests",
        500 => "InternalServerError",
        501 => "NotImplemented",
        502 => "BadGateway",
        503 => "ServiceUnavailable",
        504 => "GatewayTimeout",
        505 => "HttpVersionNotSupported",
        507 => "InsufficientStorage",
        _ if code < 500 => "OtherClientError",
        _ => "OtherServerError",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn announcements() {
        for (line, status) in [
            ("Status code: 200", Some(200)),
            ("Status Code: 404", Some(404)),
            ("Status code 202", Some(202)),
            ("Status code: 200 OK", Some(200)),
            ("Status codes", None),
            ("Status code: 99", None),
            ("Status code: 200 is returned if all of this goes as it is expected to.", None),
            ("statüs", None),
        ] {
            assert_eq!(announced(line), status, "{line}");
        }
    }
}
