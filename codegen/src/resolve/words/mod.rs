//! English in names and texts.

mod singular;

use crate::words::split;

pub(super) use singular::singular;

/// The words of a name, lower-case and in the singular: `QueryStages` → query, stage.
pub(super) fn of_name(name: &str) -> Vec<String> {
    split(name).map(|word| singular(word).to_ascii_lowercase()).collect()
}

/// The words of a text, lower-case and in the singular.
pub(super) fn of_text(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).flat_map(of_name).collect()
}

/// Whether the last word of a name is in the plural.
pub(super) fn is_plural(name: &str) -> bool {
    split(name).last().is_some_and(|word| singular(word) != word)
}

/// A name as it is the same whether written `ListSessions` or `list_sessions`.
pub(super) fn fold(name: &str) -> String {
    if name.is_ascii() {
        let letters = name.bytes().filter(|byte| *byte != b'_');
        return letters.map(|byte| char::from(byte.to_ascii_lowercase())).collect();
    }
    name.chars().filter(|c| *c != '_').flat_map(char::to_lowercase).collect()
}

/// The method of an operation of which only the wire name is known: `list_sessions`.
pub(super) fn method_name(name: &str) -> String {
    split(name).map(str::to_ascii_lowercase).collect::<Vec<_>>().join("_")
}

/// The wire name of an operation of which only the method is known: `list_sessions` →
/// `ListSessions`.
pub(super) fn operation_name(method: &str) -> String {
    let mut name = String::with_capacity(method.len());
    for word in method.split('_') {
        let mut letters = word.chars();
        name.extend(letters.next().map(|first| first.to_ascii_uppercase()));
        name.push_str(letters.as_str());
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_names_and_texts() {
        assert_eq!(of_name("QueryStagesByID"), ["query", "stage", "by", "id"]);
        assert_eq!(of_text("The (child) filters."), ["the", "child", "filter"]);
        assert!(is_plural("childPolicies") && is_plural("VPCs"));
        assert!(!is_plural("Policy") && !is_plural("status") && !is_plural(""));
    }

    #[test]
    fn makes_a_method_of_a_wire_name() {
        assert_eq!(method_name("ListSessions"), "list_sessions");
        assert_eq!(method_name("SwapEnvironmentCNAMEs"), "swap_environment_cnames");
        assert_eq!(method_name("Get_S3Object"), "get_s3_object");
        assert_eq!(method_name(""), "");
    }

    #[test]
    fn makes_a_wire_name_of_a_method() {
        assert_eq!(operation_name("list_sessions"), "ListSessions");
        assert_eq!(operation_name("get_s3_object"), "GetS3Object");
        assert_eq!(operation_name(""), "");
    }
}
