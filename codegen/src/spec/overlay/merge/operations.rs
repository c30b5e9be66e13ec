//! Operations and waiters.

use super::super::file::{is_removed, under};
use super::state::{Merge, named};
use crate::spec::problem::{Problem, ProblemKind};
use crate::spec::read::seed::Reader;
use crate::spec::read::tables::{OperationTable, WaiterTable};
use crate::spec::{Location, Spec, path_labels};

impl Merge<'_> {
    pub(super) fn operation(&mut self, name: &str, table: &OperationTable) {
        let keys = ["operations", name];
        let index = self.spec.operations.iter().position(|operation| operation.name == *name);
        let known = |merge: &Self| merge.spec.operations.iter().map(|it| it.name.clone()).collect();
        if !self.decide(&keys, "operation", &table.edits, index.is_some(), &known) {
            if let (Some(index), true) = (index, is_removed(&table.edits)) {
                self.spec.operations.remove(index);
            }
            return;
        }
        let mut unknown = Vec::new();
        let (lookup, names) = (&self.index, self.names);
        let mut id = |preliminary| named(preliminary, names, lookup, &mut unknown);
        let index = match index {
            Some(index) => index,
            None => {
                let mut reader = Reader::default();
                let mut operation = table.clone().named(&mut reader, name);
                operation.input = operation.input.map(&mut id);
                operation.output = operation.output.map(&mut id);
                operation.errors.iter_mut().for_each(|error| *error = id(*error));
                self.spec.operations.push(operation);
                if !reader.problems.is_empty() {
                    let kind = ProblemKind::MissingKey { key: "method", of: "an operation" };
                    self.problems.push(Problem { kind, at: under(self.at, &keys) });
                }
                self.spec.operations.len() - 1
            }
        };
        let before = (!self.fresh).then(|| self.spec.operations[index].clone());
        table.clone().put(&mut self.spec.operations[index], &mut id);
        if self.fresh {
            bind_labels(self.spec, index);
        }
        let mut documentation = self.spec.operations[index].documentation.take();
        self.replace(&keys, &table.edits, &mut documentation);
        self.spec.operations[index].documentation = documentation;
        if before.is_some_and(|before| before != self.spec.operations[index]) {
            self.problem(&keys, ProblemKind::NotMerged);
        }
        self.unknown_shapes(&keys, unknown);
    }

    pub(super) fn waiter(&mut self, name: &str, table: &WaiterTable) {
        let keys = ["waiters", name];
        let index = self.spec.waiters.iter().position(|waiter| waiter.name == *name);
        let known = |merge: &Self| merge.spec.waiters.iter().map(|it| it.name.clone()).collect();
        if !self.decide(&keys, "waiter", &table.edits, index.is_some(), &known) {
            if let (Some(index), true) = (index, is_removed(&table.edits)) {
                self.spec.waiters.remove(index);
            }
            return;
        }
        match index {
            Some(index) => {
                let before = self.spec.waiters[index].clone();
                table.clone().put(&mut self.spec.waiters[index]);
                if !self.fresh && before != self.spec.waiters[index] {
                    self.problem(&keys, ProblemKind::NotMerged);
                }
            }
            None => {
                let mut reader = Reader::default();
                self.spec.waiters.push(table.clone().named(&mut reader, name));
                for problem in reader.problems {
                    self.problem(&keys, problem.kind);
                }
            }
        }
    }
}

/// A label of a path is the member of its name, whether or not the pages say where that goes.
fn bind_labels(spec: &mut Spec, operation: usize) {
    let operation = &spec.operations[operation];
    let (Some(http), Some(input)) = (&operation.http, operation.input) else { return };
    // A path that is none is said by whoever checks the spec.
    let labels: Vec<String> = match path_labels(&http.path) {
        Ok(labels) => labels.into_iter().map(str::to_owned).collect(),
        Err(_) => return,
    };
    let case = spec.protocol.as_ref().and_then(|protocol| protocol.wire_case);
    let input = &mut spec.shapes[input.0 as usize];
    for member in input.kind.members_mut().into_iter().flatten() {
        let is_label = |name: &str| labels.iter().any(|label| *label == *name);
        let name = case.map_or(member.name.as_str().into(), |case| case.write(&member.name));
        if member.wire.location.is_none() && member.wire.name.is_none() && is_label(&name) {
            member.wire.location = Some(Location::Path);
        }
    }
}
