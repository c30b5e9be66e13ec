//! Names as sequences of words.

/// The words of an identifier, as slices of it. A new word begins at an upper-case letter after
/// anything else, and at the last letter of a run of upper case before a lower-case one, so that
/// `HTTPRequest` is two words. Two runs are held together that would fall apart so: the plural of an
/// acronym (`ARNs`), and a version after one (`IPv4`, `TLSv1`).
pub fn split(identifier: &str) -> impl Iterator<Item = &str> {
    let bytes = identifier.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        while bytes.get(at).is_some_and(|b| !b.is_ascii_alphanumeric()) {
            at += 1;
        }
        let start = at;
        while let Some(byte) = bytes.get(at) {
            if !byte.is_ascii_alphanumeric() || (at > start && begins_word(bytes, at)) {
                break;
            }
            at += 1;
        }
        // Only ASCII is stepped over, so both ends are character boundaries.
        identifier.get(start..at).filter(|word| !word.is_empty())
    })
}

fn begins_word(bytes: &[u8], at: usize) -> bool {
    let upper = |index: usize| bytes.get(index).is_some_and(u8::is_ascii_uppercase);
    let lower = |index: usize| bytes.get(index).is_some_and(u8::is_ascii_lowercase);
    if !upper(at) {
        return false;
    }
    if !upper(at - 1) {
        return true;
    }
    let plural = bytes.get(at + 1) == Some(&b's') && !lower(at + 2);
    let version =
        bytes.get(at + 1) == Some(&b'v') && bytes.get(at + 2).is_some_and(u8::is_ascii_digit);
    lower(at + 1) && !plural && !version
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn splits_where_a_reader_would() {
        let words = |text| split(text).collect::<Vec<_>>();
        assert_eq!(words("listSessions"), ["list", "Sessions"]);
        assert_eq!(words("HTTPRequest"), ["HTTP", "Request"]);
        assert_eq!(words("AttendeeIDs"), ["Attendee", "IDs"]);
        assert_eq!(words("S3Location"), ["S3", "Location"]);
        assert_eq!(words("VPCIdsARNs"), ["VPC", "Ids", "ARNs"]);
        assert_eq!(words("IPv4Address"), ["IPv4", "Address"]);
        assert_eq!(words("IPvAddress"), ["I", "Pv", "Address"]);
        assert_eq!(words("x-amz-date_time"), ["x", "amz", "date", "time"]);
        assert_eq!(words("WebACLForResource"), ["Web", "ACL", "For", "Resource"]);
        assert_eq!(words("naïveName"), ["na", "ve", "Name"]);
        assert_eq!(words(""), [""; 0]);
    }
}
