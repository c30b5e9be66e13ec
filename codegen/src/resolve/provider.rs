//! What the pages of a provider leave to be settled before they are as any others.

use crate::diagnostic::Diagnostic;
use crate::facts::PageFacts;
use crate::spec::{Protocol, Provider, Spec};

use super::group::Group;
use super::huaweicloud;

/// Settles it.
pub fn settle(group: &mut Group, standing: Option<&Spec>, diagnostics: &mut Vec<Diagnostic>) {
    match group.provider {
        Provider::Aws => {}
        Provider::Huaweicloud => huaweicloud::settle(&mut group.pages, standing, diagnostics),
    }
}

/// Gives every position of the pages what the others, and examples, tell of it.
pub fn bring_together(group: &mut Group) -> Vec<Diagnostic> {
    match group.provider {
        Provider::Aws => Vec::new(),
        Provider::Huaweicloud => huaweicloud::bring_together(&mut group.pages),
    }
}

/// Gives every position of the pages what the others, and examples, tell of it, where pages of a
/// provider do tell of each other; whether they do.
pub(crate) fn tell_each_other(pages: &mut [PageFacts]) -> bool {
    let told = pages.iter().any(|page| page.service.provider == Provider::Huaweicloud);
    if told {
        huaweicloud::bring_together(pages);
    }
    told
}

/// Gives operations of which pages have no more than a title the names that they have in the spec
/// that stands, or are going to have.
pub fn name_operations(group: &mut Group, standing: Option<&Spec>) {
    match group.provider {
        Provider::Aws => {}
        Provider::Huaweicloud => huaweicloud::name_operations(&mut group.pages, standing),
    }
}

/// How all services of a provider are spoken to, where no page needs to say it.
pub fn protocol(provider: Provider) -> Option<Protocol> {
    match provider {
        Provider::Aws => None,
        Provider::Huaweicloud => Some(huaweicloud::protocol()),
    }
}
