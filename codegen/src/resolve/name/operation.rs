//! What the name of an operation tells.

use super::words::{Name, Words};

/// Verbs that operations begin with. What follows is what the operation is about.
const VERBS: &[&str] = &[
    "Abort",
    "Accept",
    "Acknowledge",
    "Activate",
    "Add",
    "Admin",
    "Advertise",
    "Allocate",
    "Analyze",
    "Answer",
    "Apply",
    "Archive",
    "Assign",
    "Associate",
    "Assume",
    "Attach",
    "Authorize",
    "Batch",
    "Begin",
    "Bulk",
    "Calculate",
    "Cancel",
    "Change",
    "Check",
    "Classify",
    "Close",
    "Commit",
    "Compare",
    "Complete",
    "Compute",
    "Confirm",
    "Contain",
    "Continue",
    "Converse",
    "Convert",
    "Copy",
    "Count",
    "Create",
    "Deactivate",
    "Decline",
    "Decode",
    "Decrypt",
    "Define",
    "Delete",
    "Deploy",
    "Deregister",
    "Describe",
    "Detach",
    "Detect",
    "Disable",
    "Disassociate",
    "Discover",
    "Dissociate",
    "Drop",
    "Enable",
    "Encrypt",
    "End",
    "Enter",
    "Estimate",
    "Evaluate",
    "Execute",
    "Exit",
    "Export",
    "Failover",
    "Fetch",
    "Flush",
    "Generate",
    "Get",
    "Grant",
    "Head",
    "Import",
    "Index",
    "Infer",
    "Ingest",
    "Initialize",
    "Initiate",
    "Inject",
    "Insert",
    "Install",
    "Invoke",
    "Issue",
    "Join",
    "Leave",
    "Link",
    "List",
    "Lock",
    "Lookup",
    "Make",
    "Manage",
    "Match",
    "Merge",
    "Migrate",
    "Modify",
    "Monitor",
    "Move",
    "Notify",
    "Open",
    "Optimize",
    "Patch",
    "Pause",
    "Perform",
    "Poll",
    "Post",
    "Predict",
    "Prepare",
    "Preview",
    "Process",
    "Promote",
    "Provision",
    "Publish",
    "Pull",
    "Purchase",
    "Purge",
    "Push",
    "Put",
    "Query",
    "Reactivate",
    "Read",
    "Rebalance",
    "Reboot",
    "Rebuild",
    "Receive",
    "Recognize",
    "Redact",
    "Refresh",
    "Regenerate",
    "Register",
    "Reject",
    "Release",
    "Remove",
    "Rename",
    "Renew",
    "Reorder",
    "Replace",
    "Request",
    "Resend",
    "Reset",
    "Resize",
    "Resolve",
    "Respond",
    "Restore",
    "Resume",
    "Resync",
    "Retrieve",
    "Retry",
    "Return",
    "Reverse",
    "Revise",
    "Revoke",
    "Rollback",
    "Rotate",
    "Run",
    "Save",
    "Scan",
    "Schedule",
    "Search",
    "Select",
    "Send",
    "Set",
    "Setup",
    "Share",
    "Sign",
    "Signal",
    "Simulate",
    "Skip",
    "Split",
    "Start",
    "Stop",
    "Submit",
    "Subscribe",
    "Suspend",
    "Swap",
    "Switchover",
    "Sync",
    "Synthesize",
    "Tag",
    "Terminate",
    "Test",
    "Toggle",
    "Touch",
    "Transact",
    "Transfer",
    "Transform",
    "Transition",
    "Translate",
    "Trigger",
    "Unarchive",
    "Unassign",
    "Undeploy",
    "Unlink",
    "Unlock",
    "Unshare",
    "Unsubscribe",
    "Untag",
    "Update",
    "Upgrade",
    "Upload",
    "Validate",
    "Verify",
    "View",
    "Vote",
    "Wait",
    "Withdraw",
    "Write",
];

/// Verbs that stand before another one: `BatchGet`, `AdminCreate`.
const BEFORE_VERBS: &[&str] = &["Admin", "Batch", "Bulk"];

/// What an operation is about: its name without the verb. The whole name where that is all.
pub fn noun(operation: &Name, words: &Words) -> Name {
    let is = |index: usize, list: &[&str]| {
        operation.get(index).is_some_and(|word| list.binary_search(&words.text(*word)).is_ok())
    };
    let verbs = match (is(0, VERBS), is(0, BEFORE_VERBS) && is(1, VERBS)) {
        (_, true) => 2,
        (true, _) => 1,
        _ => 0,
    };
    match operation.get(verbs..) {
        Some(rest) if !rest.is_empty() => Name::new(rest),
        _ => *operation,
    }
}

/// The wire name of an operation of which only the method is known: `list_sessions` →
/// `ListSessions`.
pub fn operation_name(method: &str) -> String {
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
    use super::{BEFORE_VERBS, VERBS, noun, operation_name};
    use crate::resolve::name::words::Words;

    #[test]
    fn takes_the_verb_off() {
        let mut words = Words::default();
        for (operation, about) in [
            ("ListSessions", "Sessions"),
            ("BatchGetBuilds", "Builds"),
            ("AdminCreateUser", "User"),
            ("Converse", "Converse"),
            ("Batch", "Batch"),
            ("AssumeRoleWithSAML", "RoleWithSAML"),
        ] {
            let name = words.split(operation);
            assert_eq!(words.join(&noun(&name, &words)), about);
        }
    }

    #[test]
    fn makes_a_wire_name_of_a_method() {
        assert_eq!(operation_name("list_sessions"), "ListSessions");
        assert_eq!(operation_name("get_s3_object"), "GetS3Object");
        assert_eq!(operation_name(""), "");
    }

    #[test]
    fn the_tables_are_sorted() {
        assert!(VERBS.is_sorted());
        assert!(BEFORE_VERBS.is_sorted());
    }
}
