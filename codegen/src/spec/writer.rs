//! Where keys are written to: their lines, and how deep they stand.

use super::scalar::{self, Context, SIMPLE_KEY, WIDTH, blanks};

/// Where keys are written to.
pub(crate) struct Writer<'a> {
    pub(super) out: &'a mut String,
    pub(super) indent: usize,
    /// Keys stand one after the other on a line; whether the next is the first.
    pub(super) flow: Option<bool>,
}

impl<'a> Writer<'a> {
    /// Keys one after the other on a line.
    pub(super) fn flow(out: &'a mut String) -> Self {
        Writer { out, indent: 0, flow: Some(true) }
    }
}

impl Writer<'_> {
    /// `key: value` of a value that `write` writes.
    pub(super) fn value(&mut self, key: &str, write: impl FnOnce(&mut String)) {
        self.begin(key);
        write(self.out);
        self.end();
    }

    /// `key: value` of a word that needs no quotes.
    pub(super) fn word(&mut self, key: &str, value: &str) {
        self.begin(key);
        self.out.push_str(value);
        self.end();
    }

    pub(super) fn flag(&mut self, key: &str, value: bool) {
        if value {
            self.word(key, "true");
        }
    }

    pub(super) fn optional_text(&mut self, key: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.text(key, value);
        }
    }

    /// `key: [a, b]`, or one entry a line where that is too long; nothing where there is none.
    pub(super) fn list<'b>(&mut self, key: &str, entries: impl Iterator<Item = &'b str> + Clone) {
        if entries.clone().next().is_none() {
            return;
        }
        let start = self.out.len();
        self.begin(key);
        let value = self.out.len();
        self.out.push('[');
        let mut separator = "";
        for entry in entries.clone() {
            self.out.push_str(separator);
            scalar::write(self.out, entry, Context::Flow);
            separator = ", ";
            if self.flow.is_none() && self.out.len() - start >= WIDTH {
                break;
            }
        }
        self.out.push(']');
        if self.flow.is_none() && self.out.len() - start > WIDTH {
            self.out.truncate(value - 1);
            for entry in entries {
                self.out.push('\n');
                blanks(self.out, self.indent + 2);
                self.out.push_str("- ");
                scalar::write(self.out, entry, Context::Flow);
            }
        }
        self.end();
    }

    /// `key: {a: b, c: d}`, or block style where that is too long.
    pub(super) fn flow_or_block(&mut self, key: &str, write: impl Fn(&mut Self)) {
        let start = self.out.len();
        self.begin(key);
        let around = self.flow.replace(true);
        self.out.push('{');
        write(self);
        self.out.push('}');
        self.flow = around;
        if self.flow.is_none() && self.out.len() - start > WIDTH {
            self.out.truncate(start);
            self.nested(key, write);
        } else {
            self.end();
        }
    }

    pub(super) fn begin(&mut self, key: &str) {
        match &mut self.flow {
            None => blanks(self.out, self.indent),
            Some(first) => {
                if !std::mem::take(first) {
                    self.out.push_str(", ");
                }
            }
        }
        self.out.push_str(key);
        self.out.push_str(": ");
    }

    pub(super) fn end(&mut self) {
        if self.flow.is_none() {
            self.out.push('\n');
        }
    }

    pub(super) fn nested(&mut self, key: &str, write: impl FnOnce(&mut Self)) {
        blanks(self.out, self.indent);
        push_all(self.out, &[key, ":\n"]);
        self.indent += 2;
        write(self);
        self.indent -= 2;
    }

    pub(super) fn nested_or_empty(&mut self, key: &str, write: impl FnOnce(&mut Self)) {
        let start = self.out.len();
        self.nested(key, write);
        let header = start + self.indent + key.len() + ":\n".len();
        if self.out.len() == header {
            self.out.truncate(header - 1);
            self.out.push_str(" {}\n");
        }
    }

    pub(super) fn nested_name(&mut self, name: &str, write: impl FnOnce(&mut Self)) {
        self.name(name);
        self.end();
        self.indent += 2;
        write(self);
        self.indent -= 2;
    }

    /// A key that is a name of the API, with its colon.
    pub(super) fn name(&mut self, name: &str) {
        blanks(self.out, self.indent);
        let start = self.out.len();
        scalar::write(self.out, name, Context::Flow);
        if self.out.len() - start > SIMPLE_KEY {
            self.out.insert_str(start, "? ");
            self.end();
            blanks(self.out, self.indent);
        }
        self.out.push(':');
    }

    pub(super) fn text(&mut self, key: &str, value: &str) {
        self.begin(key);
        let context = if self.flow.is_some() { Context::Flow } else { Context::Block };
        scalar::write(self.out, value, context);
        self.end();
    }

    pub(super) fn documentation(&mut self, text: Option<&str>) {
        if let Some(text) = text {
            self.begin("documentation");
            let room = WIDTH.saturating_sub(self.indent + "documentation: ".len());
            scalar::write_documentation(self.out, text, self.indent + 2, room);
            self.end();
        }
    }
}

pub(super) fn push_all(out: &mut String, parts: &[&str]) {
    parts.iter().for_each(|part| out.push_str(part));
}
