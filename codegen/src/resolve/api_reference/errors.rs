//! An error under its class and under its code.
//!
//! boto3 names the class, which has an ending that pages of the query protocols leave out, as they
//! name what goes over the wire: `DBClusterNotFoundFault` and `DBClusterNotFound`.

/// What classes end with.
const ENDINGS: [&str; 3] = ["Exception", "Fault", "Error"];

/// Whether both mean the same error.
pub(super) fn is_same(class: &str, code: &str) -> bool {
    class == code || (bare(class) == bare(code) && !bare(class).is_empty())
}

fn bare(name: &str) -> &str {
    // What stands before the last dot is the service's.
    let name = name.rsplit('.').next().unwrap_or(name);
    ENDINGS.iter().find_map(|ending| name.strip_suffix(ending)).unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_class_and_its_code() {
        for (class, code) in [
            ("DBClusterNotFoundFault", "DBClusterNotFound"),
            ("AlreadyExistsException", "AlreadyExists"),
            ("BaseException", "Base"),
            ("Gone", "Gone"),
        ] {
            assert!(is_same(class, code), "{class}");
        }
        assert!(!is_same("NotFoundFault", "Found"));
        assert!(!is_same("Exception", "Fault"));
    }
}
