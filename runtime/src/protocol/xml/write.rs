//! Values as XML.

use quick_xml::escape::escape;

use super::super::input::{self, Field, Input};
use super::super::text;
use super::{ENTRY, KEY, MEMBER, VALUE};
use crate::Failure;
use crate::value::{Member, Value, View};
use crate::wire::{Case, Location, Namespace, TimestampFormat, Wire};

/// Writes XML into memory.
pub(in super::super) struct Writer {
    out: String,
    case: Case,
}

impl Writer {
    pub(in super::super) fn new(case: Case) -> Self {
        Writer { out: String::new(), case }
    }

    pub(in super::super) fn finish(self) -> Vec<u8> {
        self.out.into_bytes()
    }

    /// The members of a body, in an element of that name.
    pub(in super::super) fn element(name: &str, input: &Input<'_>) -> Result<Vec<u8>, Failure> {
        let mut writer = Writer::new(input.case());
        writer.fields(name, None, &input.body().collect::<Vec<_>>())?;
        Ok(writer.finish())
    }

    /// An element of members that are set.
    pub(in super::super) fn fields(
        &mut self,
        name: &str,
        namespace: Option<Namespace>,
        fields: &[Field<'_>],
    ) -> Result<(), Failure> {
        self.start(name, namespace);
        for field in fields.iter().filter(|field| field.wire.attribute) {
            self.member_attribute(field.member, &field.wire, field.value);
        }
        self.out.push('>');
        for field in fields.iter().filter(|field| !field.wire.attribute) {
            self.value(&field.name(), field.value, &field.wire)?;
        }
        self.end(name);
        Ok(())
    }

    fn member_attribute(&mut self, member: &'static str, wire: &Wire, value: &dyn Value) {
        let mut written = String::new();
        let format = wire.timestamp.unwrap_or(TimestampFormat::DateTime);
        if text::push(value.view(), format, &mut written) {
            let name = input::name(member, wire.name, self.case);
            self.attribute(&name, &written);
        }
    }

    /// A value as an element of that name; of what is flattened, one for each entry.
    pub(in super::super) fn value(
        &mut self,
        name: &str,
        value: &dyn Value,
        wire: &Wire,
    ) -> Result<(), Failure> {
        match value.view() {
            View::Unset => {}
            View::Record => self.record(name, value, wire)?,
            View::Inner(record) => self.record(name, record, wire)?,
            View::List(list) => {
                let inner = wire.within();
                let item = match wire.flattened {
                    true => name,
                    false => inner.name.unwrap_or(MEMBER),
                };
                if !wire.flattened {
                    self.start(name, wire.namespace);
                    self.out.push('>');
                }
                for value in (0..list.count()).filter_map(|index| list.at(index)) {
                    self.value(item, value, &inner)?;
                }
                if !wire.flattened {
                    self.end(name);
                }
            }
            View::Map(map) => {
                let (inner, keys) = (wire.within(), wire.keys());
                let entry = if wire.flattened { name } else { ENTRY };
                if !wire.flattened {
                    self.start(name, wire.namespace);
                    self.out.push('>');
                }
                let mut result = Ok(());
                map.each(&mut |key, value| {
                    self.start(entry, None);
                    self.out.push('>');
                    self.leaf(keys.name.unwrap_or(KEY), key, keys.namespace);
                    result = self.value(inner.name.unwrap_or(VALUE), value, &inner);
                    self.end(entry);
                    result.is_ok()
                });
                result?;
                if !wire.flattened {
                    self.end(name);
                }
            }
            View::Union(union) => {
                self.start(name, wire.namespace);
                self.out.push('>');
                match union.get() {
                    Member::Known(place, value) => {
                        let shape = union.shape();
                        let wire = shape.wire_of(place);
                        let member = shape.members.get(place).copied().unwrap_or_default();
                        self.value(&input::name(member, wire.name, self.case), value, &wire)?;
                    }
                    Member::Unknown(member) if member.name().is_empty() => {}
                    Member::Unknown(member) => {
                        return Err(Failure::unwritable(format!(
                            "`{}` is a member of `{}` that is not known, and cannot be written as XML",
                            member.name(),
                            union.shape().name,
                        )));
                    }
                }
                self.end(name);
            }
            view => {
                let mut written = String::new();
                let format = wire.timestamp.unwrap_or(TimestampFormat::DateTime);
                if !text::push(view, format, &mut written) {
                    return Err(Failure::unwritable(format!("`{name}` cannot be written as XML")));
                }
                self.leaf(name, &written, wire.namespace);
            }
        }
        Ok(())
    }

    fn record(&mut self, name: &str, record: &dyn Value, wire: &Wire) -> Result<(), Failure> {
        self.start(name, wire.namespace);
        for (place, member, wire) in record.shape().members().filter(|(.., wire)| wire.attribute) {
            self.member_attribute(member, &wire, record.member(place));
        }
        self.out.push('>');
        for (place, member, wire) in record.shape().members() {
            if !wire.attribute && wire.location == Location::Body {
                let name = input::name(member, wire.name, self.case);
                self.value(&name, record.member(place), &wire)?;
            }
        }
        self.end(name);
        Ok(())
    }

    fn leaf(&mut self, name: &str, text: &str, namespace: Option<Namespace>) {
        self.start(name, namespace);
        self.out.push('>');
        self.out.push_str(&escape(text));
        self.end(name);
    }

    /// The beginning of an element, to be closed with `>`.
    fn start(&mut self, name: &str, namespace: Option<Namespace>) {
        self.out.push('<');
        self.out.push_str(name);
        if let Some(namespace) = namespace {
            match namespace.prefix {
                Some(prefix) => self.attribute(&format!("xmlns:{prefix}"), namespace.uri),
                None => self.attribute("xmlns", namespace.uri),
            }
        }
    }

    fn attribute(&mut self, name: &str, value: &str) {
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("=\"");
        // A line break in an attribute would be read as a blank.
        for (index, line) in value.split('\n').enumerate() {
            if index > 0 {
                self.out.push_str("&#10;");
            }
            self.out.push_str(&escape(line));
        }
        self.out.push('"');
    }

    fn end(&mut self, name: &str) {
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
    }
}
