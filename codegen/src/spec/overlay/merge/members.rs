//! Members: of one shape, and wherever one of a name stands.

use super::super::file::is_removed;
use super::state::{Merge, named};
use crate::spec::Member;
use crate::spec::problem::ProblemKind;
use crate::spec::read::seed::Reader;
use crate::spec::read::tables::MemberTable;

impl Merge<'_> {
    /// What is so of every member of a name, unless an entry of its shape says otherwise; one does, if
    /// it is excepted.
    pub(super) fn everywhere(&mut self, name: &str, table: &MemberTable, is_excepted: bool) {
        let keys = ["members", name];
        let (mut found, mut agrees) = (false, self.fresh || is_excepted);
        let mut unknown = Vec::new();
        let (lookup, names) = (&self.index, self.names);
        let mut id = |preliminary| named(preliminary, names, lookup, &mut unknown);
        for shape in &mut self.spec.shapes {
            let members = shape.kind.members_mut().into_iter().flatten();
            for member in members.filter(|member| member.name == *name) {
                found = true;
                if self.fresh {
                    table.clone().put(member, &mut id);
                } else {
                    // Where an entry excepts it, that entry is held against the spec.
                    let mut merged = member.clone();
                    table.clone().put(&mut merged, &mut id);
                    agrees |= merged == *member;
                }
            }
        }
        let known = self.spec.shapes.iter().flat_map(|shape| shape.kind.members());
        let known: Vec<String> = match found {
            true => Vec::new(),
            false => known.map(|member| member.name.clone()).collect(),
        };
        match (found, agrees) {
            (false, _) => {
                let known: Vec<&str> = known.iter().map(String::as_str).collect();
                self.unmatched(&keys, "member", &known);
            }
            (true, false) => self.problem(&keys, ProblemKind::NotMerged),
            (true, true) => {}
        }
        self.unknown_shapes(&[&keys[..], &["type"]].concat(), unknown);
    }

    pub(super) fn member(
        &mut self,
        shape: [&str; 2],
        name: &str,
        table: &MemberTable,
        whole: bool,
        members: &mut Vec<Member>,
    ) {
        let keys = [shape[0], shape[1], "members", name];
        let index = members.iter().position(|member| member.name == *name);
        if !whole {
            let known: Vec<String> = members.iter().map(|member| member.name.clone()).collect();
            let known = move |_: &Self| known.clone();
            if !self.decide(&keys, "member", &table.edits, index.is_some(), &known) {
                if let (Some(index), true) = (index, is_removed(&table.edits)) {
                    members.remove(index);
                }
                return;
            }
        }
        let mut unknown = Vec::new();
        let (lookup, names) = (&self.index, self.names);
        let mut id = |preliminary| named(preliminary, names, lookup, &mut unknown);
        if let Some(index) = index {
            table.clone().put(&mut members[index], &mut id);
        } else {
            let mut reader = Reader::default();
            let mut member = table.clone().named(&mut reader, name);
            member.ty = member.ty.map_shapes(&mut id);
            members.push(member);
            if !reader.problems.is_empty() {
                self.problem(&keys, ProblemKind::MissingKey { key: "type", of: "a member" });
            }
        }
        if let Some(member) = members.iter_mut().find(|member| member.name == *name) {
            self.replace(&keys, &table.edits, &mut member.documentation);
        }
        self.unknown_shapes(&[&keys[..], &["type"]].concat(), unknown);
    }
}
