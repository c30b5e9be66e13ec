//! Spec → text, byte for byte the same for the same spec.

use super::keys::Keys;
use super::scalar::{self, Context, WIDTH, blanks};
use super::writer::{Writer, push_all};
use super::{Error, Http, Member, Operation, Shape, ShapeKind, Spec, Type, Waiter};

/// The spec as the text of its file.
pub fn write(spec: &Spec) -> String {
    let mut out = String::with_capacity(spec.shapes.len() * 512 + 1024);
    write_to(spec, &mut out);
    out
}

/// Appends the text of the spec's file to `out`.
pub fn write_to(spec: &Spec, out: &mut String) {
    Writer { out, indent: 0, flow: None }.spec(spec);
}

impl Writer<'_> {
    fn spec(&mut self, spec: &Spec) {
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
            self.nested("protocol", |w| Keys::write(protocol, w));
        }
        if !spec.operations.is_empty() {
            self.nested("operations", |w| {
                spec.operations.iter().for_each(|it| w.operation(spec, it))
            });
        }
        if !spec.waiters.is_empty() {
            self.nested("waiters", |w| spec.waiters.iter().for_each(|it| w.waiter(it)));
        }
        if !spec.shapes.is_empty() {
            self.nested("shapes", |w| spec.shapes.iter().for_each(|it| w.shape(spec, it)));
        }
    }

    fn operation(&mut self, spec: &Spec, operation: &Operation) {
        self.nested_name(&operation.name, |w| {
            w.text("method", &operation.method);
            w.documentation(operation.documentation.as_deref());
            w.flag("deprecated", operation.deprecated);
            w.optional_text("input", operation.input.map(|id| spec[id].name.as_str()));
            w.optional_text("output", operation.output.map(|id| spec[id].name.as_str()));
            w.list("errors", operation.errors.iter().map(|id| spec[*id].name.as_str()));
            if let Some(http) = &operation.http {
                w.http(http);
            }
            Keys::write(&*operation.sending, w);
            if let Some(pagination) = &operation.pagination {
                w.nested_or_empty("pagination", |w| Keys::write(pagination, w));
            }
        });
    }

    fn http(&mut self, http: &Http) {
        self.flow_or_block("http", |w| {
            w.text("method", &http.method);
            w.value("path", |out| scalar::write_quoted(out, &http.path));
            if let Some(status) = http.status {
                w.word("status", &status.to_string());
            }
        });
    }

    fn waiter(&mut self, waiter: &Waiter) {
        let (delay, attempts) = (waiter.delay.to_string(), waiter.max_attempts.to_string());
        if waiter.acceptors.is_empty() {
            self.name(&waiter.name);
            self.out.push_str(" {operation: ");
            scalar::write(self.out, &waiter.operation, Context::Flow);
            push_all(self.out, &[", delay: ", &delay, ", max_attempts: ", &attempts, "}\n"]);
            return;
        }
        self.nested_name(&waiter.name, |w| {
            w.text("operation", &waiter.operation);
            w.word("delay", &delay);
            w.word("max_attempts", &attempts);
            w.each("acceptors", &waiter.acceptors);
        });
    }

    fn shape(&mut self, spec: &Spec, shape: &Shape) {
        if shape.documentation.is_none() && self.short_shape(shape) {
            return;
        }
        self.nested_name(&shape.name, |w| {
            w.word("type", shape.kind.as_str());
            if let ShapeKind::Error(Error { status: Some(status), .. }) = shape.kind {
                w.word("status", &status.to_string());
            }
            if let ShapeKind::Error(error) = &shape.kind {
                Keys::write(&*error.facts, w);
            }
            w.documentation(shape.documentation.as_deref());
            match &shape.kind {
                ShapeKind::Enum(values) if values.is_empty() => w.word("values", "[]"),
                ShapeKind::Enum(values) => w.list("values", values.iter().map(String::as_str)),
                kind if kind.members().is_empty() => w.word("members", "{}"),
                kind => w.nested("members", |w| {
                    kind.members().iter().for_each(|it| w.member(spec, it));
                }),
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
                if let ShapeKind::Error(error) = kind {
                    self.flow = Some(false);
                    Keys::write(&*error.facts, self);
                    self.flow = None;
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

    fn member(&mut self, spec: &Spec, member: &Member) {
        self.nested_name(&member.name, |w| {
            w.ty(spec, &member.ty);
            w.flag("required", member.required);
            w.flag("idempotency_token", member.idempotency_token);
            w.documentation(member.documentation.as_deref());
            Keys::write(&*member.wire, w);
            Keys::write(&*member.limits, w);
        });
    }

    fn ty(&mut self, spec: &Spec, ty: &Type) {
        match ty {
            Type::Scalar(scalar) => self.word("type", scalar.as_str()),
            Type::Shape(id) => self.text("type", &spec[*id].name),
            Type::List(_) | Type::Map(..) => {
                let text = ty.display(spec).to_string();
                self.text("type", &text);
            }
        }
    }

    /// A list of tables, each on a line.
    pub(super) fn each(&mut self, key: &str, tables: &[impl Keys]) {
        let entry = |w: &mut Self, table: &_| {
            let around = w.flow.replace(true);
            w.out.push('{');
            Keys::write(table, w);
            w.out.push('}');
            w.flow = around;
        };
        if self.flow.is_some() {
            self.begin(key);
            let mut separator = "[";
            for table in tables {
                self.out.push_str(separator);
                entry(self, table);
                separator = ", ";
            }
            self.out.push(']');
            return;
        }
        self.nested(key, |w| {
            for table in tables {
                blanks(w.out, w.indent);
                w.out.push_str("- ");
                entry(w, table);
                w.end();
            }
        });
    }
}
