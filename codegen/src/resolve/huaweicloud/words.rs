//! English as titles of operations write it.

/// What a verb ends in that loses an `e` before `ing`.
#[rustfmt::skip]
const SILENT: &[&str] = &[
    "ad", "ag", "ak", "am", "ang", "ap", "arg", "as", "at", "av", "az",
    "bin", "bl", "cid", "clud", "cod", "cut", "cys", "delet", "dg", "dl", "dul", "erg", "erv",
    "fin", "gl", "ib", "ic", "il", "ir", "is", "iv", "iz", "let", "lin", "lud", "lys", "mplet",
    "mput", "nc", "ok", "olv", "or", "os", "ov", "rib", "ribut", "rout", "som", "tl", "ub", "uc",
    "ul", "um", "ur", "us", "uz", "vid", "writ", "yp", "yz",
];

/// What ends like these and loses nothing.
const FULL: &[&str] = &[
    "add", "audit", "download", "eat", "edit", "focus", "input", "load", "look", "monitor", "oad",
    "oat", "obtain", "output", "put", "read", "spread", "submit", "upload", "visit", "ead", "ook",
    "ool", "eal", "ail", "oil",
];

/// The verb of a gerund: `Creating` is `Create`; `None` where the word is none.
pub fn verb(word: &str) -> Option<String> {
    let stem = word.strip_suffix("ing").filter(|stem| stem.len() >= 2)?;
    let lower = stem.to_ascii_lowercase();
    let ends = |ends: &[&str]| ends.iter().any(|end| lower.ends_with(end));
    let [.., before, last] = lower.as_bytes() else { return None };
    if before == last && b"bdgmnprt".contains(last) && lower != "add" {
        // `Resetting`
        return Some(stem[..stem.len() - 1].to_owned());
    }
    let silent = lower == "creat" || ends(SILENT) && !ends(FULL);
    Some(if silent { format!("{stem}e") } else { stem.to_owned() })
}

/// Words that only hold a title together.
const FILLERS: [&str; 6] = ["a", "an", "the", "all", "specified", "existing"];

/// A title's words without those that mean nothing, and without what stands in parentheses.
pub fn of_title(title: &str) -> Vec<&str> {
    let title = title.split(['(', ',']).next().unwrap_or_default();
    let words = title.split_whitespace();
    words.filter(|word| !FILLERS.contains(&&*word.to_ascii_lowercase())).collect()
}

/// A word as part of a name: `VPCs` is `Vpcs`, `Add-on` is `Addon`, `v3` is `V3`.
pub fn capital(word: &str) -> String {
    let letters = || word.chars().filter(char::is_ascii_alphanumeric);
    let acronym = word.trim_end_matches('s').chars().all(|c| !c.is_ascii_lowercase());
    let mut name = String::new();
    for (index, letter) in letters().enumerate() {
        name.push(match index {
            0 => letter.to_ascii_uppercase(),
            _ if acronym || word.contains('-') => letter.to_ascii_lowercase(),
            _ => letter,
        });
    }
    name
}

/// The word stands for several.
pub fn is_plural(word: &str) -> bool {
    let lower = word.to_ascii_lowercase();
    lower.ends_with('s') && !["ss", "us", "is"].iter().any(|end| lower.ends_with(end))
}

/// The word for several of it.
pub fn plural(word: &str) -> String {
    match word.strip_suffix('y') {
        _ if is_plural(word) => word.to_owned(),
        Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{stem}ies"),
        _ if ["s", "x", "ch", "sh"].iter().any(|end| word.ends_with(end)) => format!("{word}es"),
        _ => format!("{word}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs() {
        for (gerund, expected) in [
            ("Accepting", "Accept"),
            ("Adding", "Add"),
            ("Assigning", "Assign"),
            ("Associating", "Associate"),
            ("Binding", "Bind"),
            ("Canceling", "Cancel"),
            ("Changing", "Change"),
            ("Configuring", "Configure"),
            ("Creating", "Create"),
            ("Deleting", "Delete"),
            ("Disabling", "Disable"),
            ("Downloading", "Download"),
            ("Editing", "Edit"),
            ("Enabling", "Enable"),
            ("Executing", "Execute"),
            ("Hibernating", "Hibernate"),
            ("Importing", "Import"),
            ("Inserting", "Insert"),
            ("Installing", "Install"),
            ("Listing", "List"),
            ("Managing", "Manage"),
            ("Migrating", "Migrate"),
            ("Modifying", "Modify"),
            ("Moving", "Move"),
            ("Obtaining", "Obtain"),
            ("Pausing", "Pause"),
            ("Publishing", "Publish"),
            ("Querying", "Query"),
            ("Reading", "Read"),
            ("Rebooting", "Reboot"),
            ("Refusing", "Refuse"),
            ("Releasing", "Release"),
            ("Removing", "Remove"),
            ("Resetting", "Reset"),
            ("Resizing", "Resize"),
            ("Restarting", "Restart"),
            ("Restoring", "Restore"),
            ("Retrying", "Retry"),
            ("Sending", "Send"),
            ("Setting", "Set"),
            ("Starting", "Start"),
            ("Stopping", "Stop"),
            ("Submitting", "Submit"),
            ("Switching", "Switch"),
            ("Synchronizing", "Synchronize"),
            ("Terminating", "Terminate"),
            ("Unbinding", "Unbind"),
            ("Updating", "Update"),
            ("Upgrading", "Upgrade"),
            ("Uploading", "Upload"),
            ("Verifying", "Verify"),
            ("Viewing", "View"),
            ("Waking", "Wake"),
        ] {
            assert_eq!(verb(gerund).as_deref(), Some(expected), "{gerund}");
        }
        assert_eq!(verb("String"), Some("Str".into()));
        assert_eq!(verb("Ing"), None);
        assert_eq!(verb("Batch"), None);
    }

    #[test]
    fn capitals() {
        for (word, name) in [
            ("VPC", "Vpc"),
            ("EIPs", "Eips"),
            ("Add-on", "Addon"),
            ("v3", "V3"),
            ("QoS", "QoS"),
            ("node", "Node"),
        ] {
            assert_eq!(capital(word), name);
        }
    }

    #[test]
    fn plurals() {
        for (one, several) in [
            ("Job", "Jobs"),
            ("Policy", "Policies"),
            ("Address", "Addresses"),
            ("Key", "Keys"),
            ("Jobs", "Jobs"),
        ] {
            assert_eq!(plural(one), several);
        }
    }
}
