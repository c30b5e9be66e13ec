//! The words of an expression.

use super::SyntaxError;

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    Name(String),
    /// A name in quotes, which is never a function's.
    Quoted(String),
    /// What stands between backticks or single quotes.
    Literal(Literal),
    Number(i64),
    /// Everything else: `.`, `[?`, `&&`.
    Sign(&'static str),
    End,
}

/// A value that the expression itself holds.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Literal {
    Null,
    Boolean(bool),
    Number(f64),
    Text(String),
}

/// The longest first, as a shorter one may begin them.
const SIGNS: [&str; 25] = [
    "[?", "[]", "&&", "||", "==", "!=", "<=", ">=", "[", "]", "{", "}", "(", ")", ".", ",", ":",
    "*", "@", "|", "!", "<", ">", "&", "-",
];

/// The words, each with where it begins.
pub(super) fn tokens(text: &str) -> Result<Vec<(usize, Token)>, SyntaxError> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        let (token, length) = match c {
            ' ' | '\t' | '\r' | '\n' => {
                at += 1;
                continue;
            }
            'a'..='z' | 'A'..='Z' | '_' => {
                let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
                let length = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
                (Token::Name(rest[..length].to_owned()), length)
            }
            '0'..='9' => number(rest, at)?,
            '-' if rest[1..].starts_with(|c: char| c.is_ascii_digit()) => number(rest, at)?,
            '"' => {
                let (inside, length) = quoted(rest, '"', at)?;
                (Token::Quoted(inside), length)
            }
            '\'' => {
                let (inside, length) = quoted(rest, '\'', at)?;
                (Token::Literal(Literal::Text(inside)), length)
            }
            '`' => {
                let (inside, length) = quoted(rest, '`', at)?;
                (Token::Literal(literal(&inside, at)?), length)
            }
            _ => {
                let sign = SIGNS.iter().find(|sign| rest.starts_with(**sign));
                let sign = sign.ok_or_else(|| SyntaxError {
                    at,
                    message: format!("`{}` begins nothing", c.escape_debug()),
                })?;
                (Token::Sign(sign), sign.len())
            }
        };
        found.push((at, token));
        at += length;
    }
    found.push((text.len(), Token::End));
    Ok(found)
}

fn number(rest: &str, at: usize) -> Result<(Token, usize), SyntaxError> {
    let digits = rest.strip_prefix('-').unwrap_or(rest);
    let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
    let length = rest.len() - digits.len() + end;
    match rest[..length].parse() {
        Ok(number) => Ok((Token::Number(number), length)),
        Err(_) => Err(SyntaxError { at, message: "a place in a list is too large".to_owned() }),
    }
}

/// What stands between two signs, and how long it is with them. A backslash keeps the sign, and a
/// backslash, from meaning anything.
fn quoted(rest: &str, sign: char, at: usize) -> Result<(String, usize), SyntaxError> {
    let mut inside = String::new();
    let mut chars = rest.char_indices().skip(1);
    while let Some((index, c)) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some((_, next)) if next == sign || next == '\\' => inside.push(next),
                Some((_, next)) => inside.extend(['\\', next]),
                None => break,
            },
            c if c == sign => return Ok((inside, index + 1)),
            c => inside.push(c),
        }
    }
    Err(SyntaxError { at, message: format!("{sign} is not closed") })
}

/// A literal is JSON; lists and objects are not taken. As older paths have it, what is no JSON is text.
fn literal(text: &str, at: usize) -> Result<Literal, SyntaxError> {
    let text = text.trim();
    Ok(match text {
        "null" => Literal::Null,
        "true" => Literal::Boolean(true),
        "false" => Literal::Boolean(false),
        _ if text.starts_with(['[', '{']) => {
            let message = "a literal that is a list or an object is not taken".to_owned();
            return Err(SyntaxError { at, message });
        }
        _ => match text.parse::<f64>() {
            Ok(number) if number.is_finite() => Literal::Number(number),
            _ => {
                let inside = text.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
                Literal::Text(inside.unwrap_or(text).to_owned())
            }
        },
    })
}
