//! The service as a whole.

use super::{Differ, Found};
use crate::diff::change::Subject;
use crate::diff::rules;
use crate::spec::Protocol;

pub(super) fn compare(differ: &mut Differ<'_>) {
    let (old, new) = (differ.old, differ.new);
    let subject = || Subject::Service;
    for (rule, old, new) in [
        (&rules::SERVICE_TITLE_CHANGED, &old.title, &new.title),
        (&rules::SERVICE_CLIENT_CHANGED, &old.client, &new.client),
        (&rules::SERVICE_VERSION_CHANGED, &old.version, &new.version),
        (&rules::SERVICE_DOCUMENTATION_CHANGED, &old.documentation, &new.documentation),
    ] {
        differ.differs(Found::Alone, rule, subject, old, new);
    }
    let none = Protocol::default();
    let facts = |protocol: &Protocol| {
        [
            ("name", protocol.name.map(|name| name.as_str().to_owned())),
            ("target_prefix", protocol.target_prefix.clone()),
            ("endpoint_prefix", protocol.endpoint_prefix.clone()),
            ("signing_name", protocol.signing_name.clone()),
        ]
    };
    let old = facts(old.protocol.as_ref().unwrap_or(&none));
    let new = facts(new.protocol.as_ref().unwrap_or(&none));
    for ((key, old), (_, new)) in old.into_iter().zip(new) {
        let rule = match (&old, &new) {
            (old, new) if old == new => continue,
            (None, _) => &rules::PROTOCOL_STATED,
            (_, None) => &rules::PROTOCOL_NOT_STATED,
            _ => &rules::PROTOCOL_CHANGED,
        };
        let text = |value: Option<String>| value.map(|value| format!("{key}: {value}"));
        differ.push(Found::Alone, rule, Subject::Service, text(old), text(new));
    }
}
