//! What Python's `pprint` writes of dictionaries, lists, sets and strings.

/// A value as Python writes it.
#[derive(Debug, PartialEq)]
pub(super) enum Value {
    /// Text, or a word such as `None` or `123`.
    Text(String),
    /// `{'name': value}`
    Dict(Vec<(String, Value)>),
    /// `[value]`, `(value,)` or `{value}`
    Several(Vec<Value>),
}

/// How deep values may nest.
const MAX_DEPTH: u32 = 64;

/// Reads a value; `None` where it is none, or is not whole.
pub(super) fn parse(text: &str) -> Option<Value> {
    let mut reader = Reader { rest: text, depth: 0 };
    let value = reader.value()?;
    reader.blank();
    reader.rest.is_empty().then_some(value)
}

/// How many more brackets open than close in a text that comes piece by piece, strings left aside.
#[derive(Default)]
pub(super) struct Brackets {
    open: i64,
    quote: Option<u8>,
    escaped: bool,
}

impl Brackets {
    /// Takes the next piece; whether all that opened is closed then.
    pub(super) fn close(&mut self, piece: &str) -> bool {
        for byte in piece.bytes() {
            match (self.quote, byte) {
                _ if self.escaped => self.escaped = false,
                (Some(_), b'\\') => self.escaped = true,
                (Some(begun), byte) if byte == begun => self.quote = None,
                (Some(_), _) => {}
                (None, b'\'' | b'"') => self.quote = Some(byte),
                (None, b'{' | b'[' | b'(') => self.open += 1,
                (None, b'}' | b']' | b')') => self.open -= 1,
                _ => {}
            }
        }
        self.open <= 0
    }
}

struct Reader<'a> {
    rest: &'a str,
    depth: u32,
}

impl<'a> Reader<'a> {
    fn blank(&mut self) {
        self.rest = self.rest.trim_start();
    }

    fn take(&mut self, mark: char) -> bool {
        self.blank();
        match self.rest.strip_prefix(mark) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn value(&mut self) -> Option<Value> {
        self.blank();
        if self.depth == MAX_DEPTH {
            return None;
        }
        self.depth += 1;
        let value = match self.rest.chars().next()? {
            '{' => self.braces(),
            '[' => self.several('[', ']'),
            // Parentheses hold a string that goes on, or a tuple.
            '(' => match self.several('(', ')')? {
                Value::Several(mut values) if values.len() == 1 => values.pop(),
                values => Some(values),
            },
            '\'' | '"' => self.text().map(Value::Text),
            // `<Recursion on dict with id=140>`
            '<' => {
                let (word, rest) = self.rest.split_once('>')?;
                self.rest = rest;
                Some(Value::Text(word.trim_start_matches('<').to_owned()))
            }
            _ => {
                let end = self.rest.find([',', ']', '}', ')', ':']).unwrap_or(self.rest.len());
                let (word, rest) = self.rest.split_at(end);
                self.rest = rest;
                let word = word.trim();
                (!word.is_empty()).then(|| Value::Text(word.to_owned()))
            }
        };
        self.depth -= 1;
        value
    }

    /// Strings that stand next to each other are one.
    fn text(&mut self) -> Option<String> {
        let mut text = String::new();
        loop {
            self.blank();
            let Some(quote) = self.rest.chars().next().filter(|c| matches!(c, '\'' | '"')) else {
                return Some(text);
            };
            let inside = &self.rest[1..];
            let mut chars = inside.char_indices();
            let end = loop {
                let (at, c) = chars.next()?;
                match c {
                    c if c == quote => break at,
                    '\\' => match chars.next()?.1 {
                        'n' => text.push('\n'),
                        't' => text.push('\t'),
                        'r' => text.push('\r'),
                        other => text.push(other),
                    },
                    c => text.push(c),
                }
            };
            self.rest = &inside[end + 1..];
        }
    }

    fn several(&mut self, open: char, close: char) -> Option<Value> {
        self.take(open);
        let mut values = Vec::new();
        while !self.take(close) {
            values.push(self.value()?);
            if !self.take(',') {
                return self.take(close).then_some(Value::Several(values));
            }
        }
        Some(Value::Several(values))
    }

    /// A dictionary, or a set.
    fn braces(&mut self) -> Option<Value> {
        self.take('{');
        let mut pairs = Vec::new();
        let mut values = Vec::new();
        while !self.take('}') {
            let first = self.value()?;
            if self.take(':') {
                let Value::Text(name) = first else { return None };
                pairs.push((name, self.value()?));
            } else {
                values.push(first);
            }
            if !self.take(',') {
                if self.take('}') {
                    break;
                }
                return None;
            }
        }
        match (pairs.is_empty(), values.is_empty()) {
            (_, true) => Some(Value::Dict(pairs)),
            (true, false) => Some(Value::Several(values)),
            (false, false) => None,
        }
    }
}
