//! Texts with members of the input in braces: paths, and what stands before hosts.

/// The labels of a path, the sign of a greedy one left out.
///
/// # Errors
///
/// If it is no path, or its braces make no labels.
pub fn path_labels(path: &str) -> Result<Vec<&str>, String> {
    if !path.starts_with('/') || path.contains(|c: char| c.is_control() || c.is_whitespace()) {
        let path = path.escape_debug();
        return Err(format!("`{path}` is no path: it begins with `/` and has no blanks"));
    }
    let mut labels = labels(path)?;
    for label in &mut labels {
        *label = label.strip_suffix('+').unwrap_or(label);
        if label.is_empty() || label.contains('{') {
            return Err(format!("`{}` has a label without a name", path.escape_debug()));
        }
    }
    Ok(labels)
}

/// What stands in braces.
///
/// # Errors
///
/// If the braces do not match.
pub(crate) fn labels(text: &str) -> Result<Vec<&str>, String> {
    let mut labels = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(['{', '}']) {
        let inner = rest[start..].strip_prefix('{').and_then(|inner| inner.split_once('}'));
        let Some((label, after)) = inner else {
            return Err(format!("the braces of `{}` do not match", text.escape_debug()));
        };
        labels.push(label);
        rest = after;
    }
    Ok(labels)
}

/// The text, what stands in braces called otherwise. One whose braces do not match stays. Asked for where
/// specs are compared.
#[cfg_attr(not(feature = "diff"), allow(dead_code))]
pub(crate) fn relabelled<'t>(text: &'t str, called: impl Fn(&'t str) -> &'t str) -> String {
    let Ok(labels) = labels(text) else { return text.to_owned() };
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    for label in labels {
        let Some((before, after)) = rest.split_once('{') else { break };
        out.extend([before, "{", called(label)]);
        rest = &after[label.len()..];
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_that_exchange_their_names_are_not_renamed_twice() {
        let called = |label| match label {
            "a" => "b",
            "b" => "a",
            other => other,
        };
        assert_eq!(relabelled("x{a}.{b}{c}y", called), "x{b}.{a}{c}y");
        assert_eq!(relabelled("{a.", called), "{a.");
    }
}
