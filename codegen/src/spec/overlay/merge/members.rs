//! Members: of one shape, and wherever one of a name stands.

use std::collections::{HashMap, HashSet};

use super::super::file::is_removed;
use super::state::{Merge, named};
use crate::spec::Member;
use crate::spec::problem::ProblemKind;
use crate::spec::read::seed::Reader;
use crate::spec::read::tables::MemberTable;

impl Merge<'_> {
    /// What is so of every member of a name, unless an entry of its shape says otherwise; one does, if
    /// the name is excepted. Names and members may be many, so members are looked at once.
    pub(super) fn everywhere(
        &mut self,
        tables: &[(Box<str>, MemberTable)],
        excepted: &HashSet<&str>,
    ) {
        let places = tables.iter().enumerate().map(|(at, (name, _))| (&**name, at));
        let places: HashMap<&str, usize> = places.collect();
        if places.is_empty() {
            return;
        }
        // Of each entry, whether it has found a member and whether one agrees with it.
        let mut found = vec![(false, self.fresh); tables.len()];
        let mut unknown: Vec<(usize, String)> = Vec::new();
        let (lookup, names) = (&self.index, self.names);
        for shape in &mut self.spec.shapes {
            for member in shape.kind.members_mut().into_iter().flatten() {
                let Some(&at) = places.get(member.name.as_str()) else { continue };
                let mut missing = Vec::new();
                let mut id = |preliminary| named(preliminary, names, lookup, &mut missing);
                let table = &tables[at].1;
                found[at].0 = true;
                if self.fresh {
                    table.put(member, &mut id);
                } else {
                    // Where an entry excepts it, that entry is held against the spec.
                    let mut merged = member.clone();
                    table.put(&mut merged, &mut id);
                    found[at].1 |= merged == *member || excepted.contains(member.name.as_str());
                }
                unknown.extend(missing.into_iter().map(|name| (at, name)));
            }
        }
        for ((name, table), (is_found, agrees)) in tables.iter().zip(found) {
            let keys = ["members", &**name];
            self.names_nothing(&keys, &table.edits);
            if !is_found {
                let known = |merge: &Self| {
                    let shapes = merge.spec.shapes.iter();
                    shapes.flat_map(|it| it.kind.members()).map(|it| it.name.clone()).collect()
                };
                self.unmatched(&keys, "member", &known);
            } else if !agrees {
                self.problem(&keys, ProblemKind::NotMerged);
            }
        }
        for (at, name) in unknown {
            self.unknown_shapes(&["members", &*tables[at].0, "type"], vec![name]);
        }
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
            let known = |_: &Self| members.iter().map(|member| member.name.clone()).collect();
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
            table.put(&mut members[index], &mut id);
        } else {
            let mut reader = Reader::default();
            let mut member = table.clone().named(&mut reader, name);
            member.ty = member.ty.map_shapes(&mut id);
            if !unknown.is_empty() && !self.tells {
                return;
            }
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
