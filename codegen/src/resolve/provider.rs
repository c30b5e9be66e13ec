//! What the pages of a provider leave to be settled before they are as any others.

use crate::diagnostic::Diagnostic;
use crate::facts::PageFacts;
use crate::spec::{Protocol, Provider, Spec};

use super::group::Group;
use super::huaweicloud;

/// Gives every position what other pages and examples tell of it, and operations of which pages have
/// no more than a title the names that they have in the spec that stands, or are going to have.
/// [`resolve`](fn@super::resolve) begins with it.
pub fn settle(group: &mut Group, standing: Option<&Spec>) -> Vec<Diagnostic> {
    match group.provider {
        Provider::Aws => Vec::new(),
        Provider::Huaweicloud => huaweicloud::settle(&mut group.pages, standing),
    }
}

/// Whether pages of a provider tell of each other's operations, so that an operation may be told less
/// of where another's page is missing.
pub fn tells_each_other(provider: Provider) -> bool {
    match provider {
        Provider::Aws => false,
        Provider::Huaweicloud => true,
    }
}

/// Takes away pages that stand behind others and in files of their own, where files may hold several.
pub fn drop_copies(group: &mut Group) {
    match group.provider {
        Provider::Aws => {}
        Provider::Huaweicloud => huaweicloud::drop_copies(&mut group.pages),
    }
}

/// Puts what tables of other pages list in the place of links to them, and settles nothing else.
pub fn follow_links(provider: Provider, pages: &mut [PageFacts]) {
    match provider {
        Provider::Aws => {}
        Provider::Huaweicloud => huaweicloud::follow_links(pages),
    }
}

/// Gives operations of which pages have no more than a title the names that they have in the spec
/// that stands, or are going to have, and settles nothing else.
pub(crate) fn name_operations(group: &mut Group, standing: Option<&Spec>) {
    match group.provider {
        Provider::Aws => {}
        Provider::Huaweicloud => huaweicloud::name_operations(&mut group.pages, standing),
    }
}

/// Makes shapes of the structures that go by a name on pages.
pub fn name_structures(group: &mut Group) {
    match group.provider {
        Provider::Aws => {}
        Provider::Huaweicloud => huaweicloud::name_structures(&mut group.pages),
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

/// How a service is spoken to: what pages tell of it, and where no page needs to say it, how all of
/// the provider's are.
pub fn protocol(provider: Provider, xml_namespace: Option<&str>) -> Option<Protocol> {
    match provider {
        Provider::Aws => {
            let xml_namespace = Some(xml_namespace?.to_owned());
            Some(Protocol { xml_namespace, ..Protocol::default() })
        }
        Provider::Huaweicloud => Some(huaweicloud::protocol()),
    }
}
