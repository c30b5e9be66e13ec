//! What is said about files and folders.

use super::rules;

rules! {
    /// A file that cannot be read.
    UNREADABLE_FILE = ("unreadable-file", Warning,
        "leave the file out, or see to it that it can be read");
    /// The spec that stands in the output folder is itself in error.
    STANDING_SPEC = ("standing-spec-invalid", Error,
        "mend the spec, or move it away to have it made afresh without its names");
    /// A spec could not be written.
    UNWRITABLE = ("unwritable-file", Error,
        "see that the folder can be written to; the old file is as it was");
    /// What was made is in error.
    MADE_SPEC = ("made-spec-invalid", Error,
        "nothing is written; mend the overlay that says so, or leave out the page and report it");
    /// An overlay cannot be read.
    UNREADABLE_OVERLAY = ("unreadable-overlay", Error,
        "see to it that the overlay can be read; nothing is written without it");
    /// A spec cannot be read.
    UNREADABLE_SPEC = ("unreadable-spec", Error,
        "name a spec file, or a folder of specs such as `spec`");
    /// Something is no version of specs.
    NO_VERSION = ("no-such-version", Error,
        "name a spec, a folder of specs, or a git revision such as `main` or `HEAD~3`");
    /// No version has a service, operation or member of that name.
    NO_SUCH_NAME = ("no-such-name", Error,
        "name a service by its id, an operation by its name or method, a member by the way to it");
    /// Emitted code does not say what its spec says.
    STALE_CODE = ("emitted-code-stale", Error,
        "run `doc-bindgen generate` with the same arguments, without --check");
    /// Emitted code could not be made or written.
    NOT_EMITTED = ("not-emitted", Error,
        "if the folder can be written to, this is a defect of doc-bindgen: please report it");
}
