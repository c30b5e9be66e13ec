//! What is said about specs and overlays.

use super::rules;

rules! {
    /// The file is no YAML, or not what the format is made of.
    YAML = ("spec-yaml", Error,
        "write the file as spec/README.md describes; a tool that reads YAML shows the place");
    /// The file is of another format than is known.
    FORMAT = ("spec-format", Error,
        "regenerate the file with this version of the tool, or use the version that wrote it");
    /// A key that the format does not know.
    UNKNOWN_KEY = ("spec-unknown-key", Error,
        "correct the key, or begin it with `x-` if it is a note of your own");
    /// A key that must be there is not.
    MISSING_KEY = ("spec-missing-key", Error,
        "add the key");
    /// A name or key stands more than once.
    DUPLICATE = ("spec-duplicate", Error,
        "keep one of them");
    /// A value that may not stand there.
    VALUE = ("spec-value", Error,
        "write one of the values that spec/README.md lists for the key");
    /// A name that cannot be one.
    NAME = ("spec-name", Error,
        "rename it");
    /// A type expression that is none.
    TYPE = ("spec-type", Error,
        "write a type expression as spec/README.md describes");
    /// A name that stands for nothing.
    UNKNOWN_NAME = ("spec-unknown-name", Error,
        "correct the name, or add what it names");
    /// A shape of another kind than belongs there.
    WRONG_KIND = ("spec-wrong-kind", Error,
        "name a shape of the kind that belongs there, or correct the kind of the shape");
    /// A key that has no meaning there.
    MISPLACED = ("spec-misplaced", Error,
        "remove the key");
    /// Something that must not be empty is.
    EMPTY = ("spec-empty", Error,
        "fill it in, or remove what holds it");
    /// A character that is not for reading.
    CONTROL = ("spec-control-character", Error,
        "remove the character");
    /// A path that is none.
    HTTP_PATH = ("spec-http-path", Error,
        "write a path that begins with `/`, its labels in braces");
    /// Which tokens of a pagination belong together cannot be told.
    TOKENS = ("spec-tokens", Error,
        "write the next token of each token in the same order, or none where no page tells them");
    /// An overlay speaks of what the spec does not have.
    OVERLAY_UNMATCHED = ("overlay-unmatched", Error,
        "the documentation no longer has it: correct the overlay, or remove the entry");
    /// An overlay states what the pages state by now.
    OVERLAY_OVERTAKEN = ("overlay-overtaken", Error,
        "the documentation states it by now: remove the entry");
    /// An overlay removes a shape that something refers to.
    OVERLAY_STILL_USED = ("overlay-still-used", Error,
        "keep it, or state what stands where it is used");
    /// A spec does not have what an overlay states.
    OVERLAY_NOT_MERGED = ("overlay-not-merged", Error,
        "parse the pages of the service again");
    /// An entry does not say why it is there.
    NO_REASON = ("no-reason", Error,
        "add `reason`; in an overlay it may also stand on the service or on the file");
    /// A structure of which no value would end.
    INFINITE = ("spec-infinite", Error,
        "make one of the members optional: no finite value has them all");
}
