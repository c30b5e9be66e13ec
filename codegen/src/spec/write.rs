//! Spec → text, byte for byte the same for the same spec.

use super::scalar::{self, Context, SIMPLE_KEY, WIDTH};
use super::{
    Error, Http, Length, Member, Operation, Pagination, Protocol, Range, Shape, ShapeKind, Spec,
    Type, Waiter,
};

/// The spec as the text of its file.
pub fn write(spec: &Spec) -> String {
    let mut out = String::with_capacity(spec.shapes.len() * 512 + 1024);
    write_to(spec, &mut out);
    out
}

/// Appends the text of the spec's file to `out`.
pub fn write_to(spec: &Spec, out: &mut String) {
    let mut writer = Writer { out, spec, indent: 0 };
    writer.spec();
}

/// Appends `count` blanks.
pub(super) fn blanks(out: &mut String, mut count: usize) {
    const BLANKS: &str = "                                ";
    while count > 0 {
        let some = count.min(BLANKS.len());
        out.push_str(&BLANKS[..some]);
        count -= some;
    }
}

struct Writer<'a> {
    out: &'a mut String,
    spec: &'a Spec,
    indent: usize,
}

impl Writer<'_> {
    fn spec(&mut self) {
        let spec = self.spec;
        self.out.push_str("format: 1\n");
        self.word("provider", spec.provider.as_str());
        self.text("service", spec.service.as_str());
        self.optional_text("title", spec.title.as_deref());
        self.optional_text("client", spec.client.as_deref());
        if let Some(version) = &spec.version {
            self.begin("version");
            scalar::write_quoted(self.out, version);
            self.end();
        }
        self.documentation(spec.documentation.as_deref());
        if let Some(protocol) = &spec.protocol {
            self.nested("protocol", |w| w.protocol(protocol));
        }
        if !spec.operations.is_empty() {
            self.nested("operations", |w| spec.operations.iter().for_each(|it| w.operation(it)));
        }
        if !spec.waiters.is_empty() {
            self.nested("waiters", |w| spec.waiters.iter().for_each(|it| w.waiter(it)));
        }
        if !spec.shapes.is_empty() {
            self.nested("shapes", |w| spec.shapes.iter().for_each(|it| w.shape(it)));
        }
    }

    fn protocol(&mut self, protocol: &Protocol) {
        if let Some(name) = protocol.name {
            self.word("name", name.as_str());
        }
        self.optional_text("target_prefix", protocol.target_prefix.as_deref());
        self.optional_text("endpoint_prefix", protocol.endpoint_prefix.as_deref());
        self.optional_text("signing_name", protocol.signing_name.as_deref());
    }

    fn operation(&mut self, operation: &Operation) {
        self.nested_name(&operation.name, |w| {
            w.text("method", &operation.method);
            w.documentation(operation.documentation.as_deref());
            w.flag("deprecated", operation.deprecated);
            let spec = w.spec;
            w.optional_text("input", operation.input.map(|id| spec[id].name.as_str()));
            w.optional_text("output", operation.output.map(|id| spec[id].name.as_str()));
            w.list("errors", operation.errors.iter().map(|id| spec[*id].name.as_str()));
            if let Some(http) = &operation.http {
                w.http(http);
            }
            if let Some(pagination) = &operation.pagination {
                w.nested_or_empty("pagination", |w| w.pagination(pagination));
            }
        });
    }

    fn http(&mut self, http: &Http) {
        self.flow_or_block("http", |out, separator| {
            out.push_str("method: ");
            scalar::write(out, &http.method, Context::Flow);
            out.push_str(separator);
            out.push_str("path: ");
            scalar::write_quoted(out, &http.path);
            if let Some(status) = http.status {
                push_all(out, &[separator, "status: ", &status.to_string()]);
            }
        });
    }

    fn pagination(&mut self, pagination: &Pagination) {
        self.list("input_token", pagination.input_token.iter().map(String::as_str));
        self.list("output_token", pagination.output_token.iter().map(String::as_str));
        self.optional_text("limit", pagination.limit.as_deref());
        self.list("items", pagination.items.iter().map(String::as_str));
        self.optional_text("more_results", pagination.more_results.as_deref());
    }

    fn waiter(&mut self, waiter: &Waiter) {
        self.name(&waiter.name);
        self.out.push_str(" {operation: ");
        scalar::write(self.out, &waiter.operation, Context::Flow);
        let (delay, attempts) = (waiter.delay.to_string(), waiter.max_attempts.to_string());
        push_all(self.out, &[", delay: ", &delay, ", max_attempts: ", &attempts, "}\n"]);
    }

    fn shape(&mut self, shape: &Shape) {
        if shape.documentation.is_none() && self.short_shape(shape) {
            return;
        }
        self.nested_name(&shape.name, |w| {
            w.word("type", shape.kind.as_str());
            if let ShapeKind::Error(Error { status: Some(status), .. }) = shape.kind {
                w.word("status", &status.to_string());
            }
            w.documentation(shape.documentation.as_deref());
            match &shape.kind {
                ShapeKind::Enum(values) if values.is_empty() => w.word("values", "[]"),
                ShapeKind::Enum(values) => w.list("values", values.iter().map(String::as_str)),
                kind if kind.members().is_empty() => w.word("members", "{}"),
                kind => w.nested("members", |w| kind.members().iter().for_each(|it| w.member(it))),
            }
        });
    }

    /// Writes a shape on one line if it is an enum that fits or has no members.
    fn short_shape(&mut self, shape: &Shape) -> bool {
        if !shape.kind.members().is_empty() {
            return false;
        }
        let start = self.out.len();
        self.name(&shape.name);
        push_all(self.out, &[" {type: ", shape.kind.as_str()]);
        match &shape.kind {
            ShapeKind::Enum(values) => {
                self.out.push_str(", values: [");
                for (index, value) in values.iter().enumerate() {
                    if index > 0 {
                        self.out.push_str(", ");
                    }
                    scalar::write(self.out, value, Context::Flow);
                    if self.out.len() - start > WIDTH {
                        self.out.truncate(start);
                        return false;
                    }
                }
                self.out.push_str("]}");
            }
            kind => {
                if let ShapeKind::Error(Error { status: Some(status), .. }) = kind {
                    push_all(self.out, &[", status: ", &status.to_string()]);
                }
                self.out.push_str(", members: {}}");
            }
        }
        if self.out.len() - start > WIDTH {
            self.out.truncate(start);
            return false;
        }
        self.end();
        true
    }

    fn member(&mut self, member: &Member) {
        self.nested_name(&member.name, |w| {
            w.ty(&member.ty);
            w.flag("required", member.required);
            w.flag("idempotency_token", member.idempotency_token);
            w.documentation(member.documentation.as_deref());
            if let Some(location) = member.location {
                w.word("location", location.as_str());
            }
            w.optional_text("wire", member.wire.as_deref());
            if let Some(format) = member.timestamp_format {
                w.word("timestamp_format", format.as_str());
            }
            if let Some(length) = &member.length {
                w.length(length);
            }
            if let Some(range) = &member.range {
                w.range(range);
            }
            if let Some(pattern) = &member.pattern {
                w.begin("pattern");
                scalar::write_single(w.out, pattern);
                w.end();
            }
            w.optional_text("default", member.default.as_deref());
        });
    }

    fn ty(&mut self, ty: &Type) {
        match ty {
            Type::Scalar(scalar) => self.word("type", scalar.as_str()),
            Type::Shape(id) => self.text("type", &self.spec[*id].name),
            Type::List(_) | Type::Map(..) => {
                let text = ty.display(self.spec).to_string();
                self.text("type", &text);
            }
        }
    }

    fn length(&mut self, length: &Length) {
        self.bounds("length", length.min, length.max, |out, bound| {
            out.push_str(&bound.to_string());
        });
    }

    fn range(&mut self, range: &Range) {
        self.bounds("range", range.min.as_deref(), range.max.as_deref(), |out, bound| {
            if is_decimal(bound) {
                out.push_str(bound);
            } else {
                scalar::write_quoted(out, bound);
            }
        });
    }

    fn bounds<T>(
        &mut self,
        key: &str,
        min: Option<T>,
        max: Option<T>,
        write: impl Fn(&mut String, T),
    ) {
        self.begin(key);
        self.out.push('{');
        let both = min.is_some() && max.is_some();
        if let Some(min) = min {
            self.out.push_str("min: ");
            write(self.out, min);
        }
        if both {
            self.out.push_str(", ");
        }
        if let Some(max) = max {
            self.out.push_str("max: ");
            write(self.out, max);
        }
        self.out.push('}');
        self.end();
    }

    /// `key: value` of a word that needs no quotes.
    fn word(&mut self, key: &str, value: &str) {
        self.begin(key);
        self.out.push_str(value);
        self.end();
    }

    fn flag(&mut self, key: &str, value: bool) {
        if value {
            self.word(key, "true");
        }
    }

    fn text(&mut self, key: &str, value: &str) {
        self.begin(key);
        scalar::write(self.out, value, Context::Block);
        self.end();
    }

    fn optional_text(&mut self, key: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.text(key, value);
        }
    }

    fn documentation(&mut self, text: Option<&str>) {
        if let Some(text) = text {
            self.begin("documentation");
            let room = WIDTH.saturating_sub(self.indent + "documentation: ".len());
            scalar::write_documentation(self.out, text, self.indent + 2, room);
            self.end();
        }
    }

    /// `key: [a, b]`, or one entry a line where that is too long; nothing where there is none.
    fn list<'b>(&mut self, key: &str, entries: impl Iterator<Item = &'b str> + Clone) {
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
            if self.out.len() - start >= WIDTH {
                break;
            }
        }
        self.out.push(']');
        if self.out.len() - start > WIDTH {
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
    fn flow_or_block(&mut self, key: &str, write: impl Fn(&mut String, &str)) {
        let start = self.out.len();
        self.begin(key);
        let value = self.out.len();
        self.out.push('{');
        write(self.out, ", ");
        self.out.push('}');
        if self.out.len() - start > WIDTH {
            self.out.truncate(value - 1);
            let mut separator = String::from("\n");
            blanks(&mut separator, self.indent + 2);
            self.out.push_str(&separator);
            write(self.out, &separator);
        }
        self.end();
    }

    fn begin(&mut self, key: &str) {
        blanks(self.out, self.indent);
        self.out.push_str(key);
        self.out.push_str(": ");
    }

    fn end(&mut self) {
        self.out.push('\n');
    }

    fn nested(&mut self, key: &str, write: impl FnOnce(&mut Self)) {
        blanks(self.out, self.indent);
        push_all(self.out, &[key, ":\n"]);
        self.indent += 2;
        write(self);
        self.indent -= 2;
    }

    fn nested_or_empty(&mut self, key: &str, write: impl FnOnce(&mut Self)) {
        let start = self.out.len();
        self.nested(key, write);
        let header = start + self.indent + key.len() + ":\n".len();
        if self.out.len() == header {
            self.out.truncate(header - 1);
            self.out.push_str(" {}\n");
        }
    }

    fn nested_name(&mut self, name: &str, write: impl FnOnce(&mut Self)) {
        self.name(name);
        self.end();
        self.indent += 2;
        write(self);
        self.indent -= 2;
    }

    /// A key that is a name of the API, with its colon.
    fn name(&mut self, name: &str) {
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
}

fn push_all(out: &mut String, parts: &[&str]) {
    parts.iter().for_each(|part| out.push_str(part));
}

/// Whether every reader takes the text for the number that it is.
fn is_decimal(text: &str) -> bool {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = match unsigned.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (unsigned, None),
    };
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    digits(whole) && (whole == "0" || !whole.starts_with('0')) && fraction.is_none_or(digits)
}
