//! Reading an expression: by how strongly its signs bind.

use super::SyntaxError;
use super::token::{Literal, Token, tokens};

/// How deep an expression may nest, so that none can use up the stack.
const DEEPEST: usize = 64;

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Node {
    /// The value that is asked.
    Current,
    Field(String),
    Index(i64),
    Slice {
        start: Option<i64>,
        stop: Option<i64>,
        step: i64,
    },
    Literal(Literal),
    /// The second, asked of what the first finds.
    Then(Box<Node>, Box<Node>),
    /// The second, asked of each that the first finds.
    Each(Many, Box<Node>, Box<Node>),
    Or(Box<Node>, Box<Node>),
    And(Box<Node>, Box<Node>),
    Not(Box<Node>),
    Compare(Comparison, Box<Node>, Box<Node>),
    Call(Function, Vec<Node>),
    Listed(Vec<Node>),
    Named(Vec<(String, Node)>),
}

/// What is taken for many.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Many {
    /// The items of a list.
    Items,
    /// The same, of which those that are lists are taken apart.
    Flat,
    /// The values of an object.
    Values,
    /// The items of a list for which that holds.
    Those(Box<Node>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Comparison {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Function {
    Length,
    Contains,
    StartsWith,
    EndsWith,
    Keys,
    Values,
    NotNull,
}

impl Function {
    /// Each with its name and how many arguments it takes; `None` for any number.
    const ALL: [(&'static str, Function, Option<usize>); 7] = [
        ("length", Function::Length, Some(1)),
        ("contains", Function::Contains, Some(2)),
        ("starts_with", Function::StartsWith, Some(2)),
        ("ends_with", Function::EndsWith, Some(2)),
        ("keys", Function::Keys, Some(1)),
        ("values", Function::Values, Some(1)),
        ("not_null", Function::NotNull, None),
    ];
}

pub(super) fn expression(text: &str) -> Result<Node, SyntaxError> {
    let mut parser = Parser { tokens: tokens(text)?, next: 0, depth: 0 };
    let node = parser.expression(0)?;
    match parser.peek() {
        Token::End => Ok(node),
        _ => Err(parser.wanted("the end, or an operator")),
    }
}

struct Parser {
    tokens: Vec<(usize, Token)>,
    next: usize,
    depth: usize,
}

/// How strongly a sign holds to what stands left of it.
fn strength(token: &Token) -> u8 {
    let Token::Sign(sign) = token else { return 0 };
    match *sign {
        "|" => 1,
        "||" => 2,
        "&&" => 3,
        "==" | "!=" | "<" | "<=" | ">" | ">=" => 5,
        "[]" => 9,
        "[?" => 21,
        "." => 40,
        "[" => 55,
        _ => 0,
    }
}

const AFTER_NOT: u8 = 45;

impl Parser {
    fn peek(&self) -> &Token {
        self.tokens.get(self.next).map_or(&Token::End, |(_, token)| token)
    }

    fn take(&mut self) -> Token {
        let token = self.peek().clone();
        self.next += 1;
        token
    }

    fn takes(&mut self, sign: &str) -> bool {
        let there = matches!(self.peek(), Token::Sign(it) if *it == sign);
        self.next += usize::from(there);
        there
    }

    fn expect(&mut self, sign: &str) -> Result<(), SyntaxError> {
        match self.takes(sign) {
            true => Ok(()),
            false => Err(self.wanted(&format!("`{sign}`"))),
        }
    }

    fn wanted(&self, what: &str) -> SyntaxError {
        let last = self.tokens.last().map_or(0, |(at, _)| *at);
        let at = self.tokens.get(self.next).map_or(last, |(at, _)| *at);
        SyntaxError { at, message: format!("expected {what}") }
    }

    fn expression(&mut self, above: u8) -> Result<Node, SyntaxError> {
        if self.depth == DEEPEST {
            let message = format!("more than {DEEPEST} levels are not read");
            return Err(SyntaxError { message, ..self.wanted("") });
        }
        self.depth += 1;
        let mut node = self.first()?;
        let mut length = 0;
        while strength(self.peek()) > above {
            node = self.further(node)?;
            length += 1;
            // Each step holds the one before it.
            if self.depth + length > DEEPEST {
                let message = format!("more than {DEEPEST} steps are not read");
                return Err(SyntaxError { message, ..self.wanted("") });
            }
        }
        self.depth -= 1;
        Ok(node)
    }

    /// What needs nothing left of it.
    fn first(&mut self) -> Result<Node, SyntaxError> {
        let begun = self.next;
        Ok(match self.take() {
            Token::Literal(literal) => Node::Literal(literal),
            Token::Name(name) if self.takes("(") => self.call(&name, begun)?,
            Token::Name(name) | Token::Quoted(name) => Node::Field(name),
            Token::Sign("@") => Node::Current,
            Token::Sign("*") => self.each(Many::Values, Node::Current)?,
            Token::Sign("[]") => self.each(Many::Flat, Node::Current)?,
            Token::Sign("[?") => self.filter(Node::Current)?,
            Token::Sign("!") => Node::Not(Box::new(self.expression(AFTER_NOT)?)),
            Token::Sign("(") => {
                let inside = self.expression(0)?;
                self.expect(")")?;
                inside
            }
            Token::Sign("{") => self.named()?,
            Token::Sign("[") => match self.peek() {
                Token::Number(_) | Token::Sign(":" | "*") => self.bracket(Node::Current)?,
                _ => self.listed()?,
            },
            _ => {
                self.next = begun;
                return Err(self.wanted("a name, a literal or `[`"));
            }
        })
    }

    /// What goes on from what stands left of it.
    fn further(&mut self, left: Node) -> Result<Node, SyntaxError> {
        let token = self.take();
        let binds = strength(&token);
        let Token::Sign(sign) = token else { return Err(self.wanted("an operator")) };
        let compared = |comparison| move |l, r| Node::Compare(comparison, Box::new(l), Box::new(r));
        Ok(match sign {
            "." if self.takes("*") => self.each(Many::Values, left)?,
            "." => then(left, self.step(binds)?),
            "[]" => self.each(Many::Flat, left)?,
            "[?" => self.filter(left)?,
            "[" => self.bracket(left)?,
            "|" => then(left, self.expression(binds)?),
            "||" => Node::Or(Box::new(left), Box::new(self.expression(binds)?)),
            "&&" => Node::And(Box::new(left), Box::new(self.expression(binds)?)),
            "==" => compared(Comparison::Equal)(left, self.expression(binds)?),
            "!=" => compared(Comparison::NotEqual)(left, self.expression(binds)?),
            "<" => compared(Comparison::Less)(left, self.expression(binds)?),
            "<=" => compared(Comparison::LessOrEqual)(left, self.expression(binds)?),
            ">" => compared(Comparison::Greater)(left, self.expression(binds)?),
            _ => compared(Comparison::GreaterOrEqual)(left, self.expression(binds)?),
        })
    }

    /// What may stand behind a dot.
    fn step(&mut self, binds: u8) -> Result<Node, SyntaxError> {
        match self.peek() {
            Token::Name(_) | Token::Quoted(_) => self.expression(binds),
            Token::Sign("[") => {
                self.next += 1;
                self.listed()
            }
            Token::Sign("{") => {
                self.next += 1;
                self.named()
            }
            _ => Err(self.wanted("a name, `*`, `[` or `{`")),
        }
    }

    /// What is asked of each: all that binds to it more strongly than what is taken for many.
    fn each(&mut self, many: Many, of: Node) -> Result<Node, SyntaxError> {
        let binds = match many {
            Many::Flat => 9,
            Many::Items | Many::Values => 20,
            Many::Those(_) => 21,
        };
        let inner = match self.peek() {
            Token::Sign("[" | "[?") => self.expression(binds)?,
            Token::Sign(".") => {
                self.next += 1;
                match self.peek() {
                    Token::Sign("*") => self.expression(binds)?,
                    _ => self.step(binds)?,
                }
            }
            _ => Node::Current,
        };
        Ok(Node::Each(many, Box::new(of), Box::new(inner)))
    }

    fn filter(&mut self, of: Node) -> Result<Node, SyntaxError> {
        let condition = self.expression(0)?;
        self.expect("]")?;
        self.each(Many::Those(Box::new(condition)), of)
    }

    /// Behind `[`: a place, a slice or all.
    fn bracket(&mut self, of: Node) -> Result<Node, SyntaxError> {
        if self.takes("*") {
            self.expect("]")?;
            return self.each(Many::Items, of);
        }
        let mut parts: [Option<i64>; 3] = [None; 3];
        let mut colons = 0;
        while !self.takes("]") {
            match self.peek() {
                Token::Number(number) if parts[colons].is_none() => {
                    parts[colons] = Some(*number);
                    self.next += 1;
                }
                Token::Sign(":") if colons < 2 => {
                    colons += 1;
                    self.next += 1;
                }
                _ => return Err(self.wanted("a place in a list, `:` or `]`")),
            }
        }
        match (colons, parts) {
            (0, [Some(index), ..]) => Ok(then(of, Node::Index(index))),
            (0, _) => Err(self.wanted("a place in a list before `]`")),
            (_, [.., Some(0)]) => Err(self.wanted("a slice whose step is not 0 before this")),
            (_, [start, stop, step]) => {
                let slice = Node::Slice { start, stop, step: step.unwrap_or(1) };
                self.each(Many::Items, then(of, slice))
            }
        }
    }

    /// Behind `[`: several, as a list.
    fn listed(&mut self) -> Result<Node, SyntaxError> {
        let mut listed = vec![self.expression(0)?];
        while self.takes(",") {
            listed.push(self.expression(0)?);
        }
        self.expect("]")?;
        Ok(Node::Listed(listed))
    }

    /// Behind `{`: several, as an object.
    fn named(&mut self) -> Result<Node, SyntaxError> {
        let mut named = Vec::new();
        loop {
            let (Token::Name(name) | Token::Quoted(name)) = self.peek().clone() else {
                return Err(self.wanted("a name"));
            };
            self.next += 1;
            self.expect(":")?;
            named.push((name, self.expression(0)?));
            if !self.takes(",") {
                break;
            }
        }
        self.expect("}")?;
        Ok(Node::Named(named))
    }

    fn call(&mut self, name: &str, begun: usize) -> Result<Node, SyntaxError> {
        let mut arguments = Vec::new();
        if !self.takes(")") {
            loop {
                arguments.push(self.expression(0)?);
                if !self.takes(",") {
                    break;
                }
            }
            self.expect(")")?;
        }
        let known = Function::ALL.iter().find(|(known, ..)| *known == name);
        self.next = if known.is_none() { begun } else { self.next };
        let Some((_, function, count)) = known else {
            let names: Vec<&str> = Function::ALL.iter().map(|(name, ..)| *name).collect();
            let names = names.join("`, `");
            return Err(self.wanted(&format!("one of the functions `{names}`")));
        };
        match count {
            Some(count) if *count != arguments.len() => {
                self.next = begun;
                Err(self.wanted(&format!("`{name}` with {count} arguments")))
            }
            _ => Ok(Node::Call(*function, arguments)),
        }
    }
}

fn then(left: Node, right: Node) -> Node {
    match left {
        Node::Current => right,
        left => Node::Then(Box::new(left), Box::new(right)),
    }
}
