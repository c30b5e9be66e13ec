//! What is said about projects, stores and sites.

use super::rules;

rules! {
    /// The project's file is in error.
    PROJECT = ("project-invalid", Error,
        "mend doc-bindgen.toml; nothing is fetched or written until then");
    /// A lock file is in error.
    LOCK = ("lock-invalid", Error,
        "take it back from git, or remove it with its folder of pages to have them fetched again");
    /// The store cannot be read or written.
    STORE = ("store-unusable", Error,
        "see that the folder of pages can be read and written; what is in it is as it was");
    /// What a site gave for a page is none.
    REFUSED = ("page-refused", Warning,
        "look at the page on its site; the page that was there stays");
    /// What a site lists is not there.
    NOT_THERE = ("listed-page-missing", Warning,
        "look whether the site has it by another name; what stands stays");
    /// What a site forbids to fetch.
    DISALLOWED = ("page-disallowed", Warning,
        "take the documentation from another source; robots.txt of the site says not to fetch it");
    /// A page that says nothing of an API.
    NO_API = ("page-of-no-api", Note,
        "nothing is to be done: it is not kept");
    /// A site could not be reached, or gave up in between.
    UNREACHABLE = ("site-unreachable", Error,
        "run it again: what was fetched is kept, and what stands stays");
    /// What a site gave for its list of pages is none.
    NO_INDEX = ("site-index-unknown", Error,
        "look whether the site has moved; say where it is as `site` or `guides` of the source");
    /// A source has no such service.
    NO_SERVICE = ("service-not-listed", Warning,
        "look how the site calls it; its pages and its spec stay as they are");
    /// More requests are ahead than are made without being asked for.
    MANY = ("many-requests", Error,
        "give --yes to have them made, or take another source: boto3's package needs none");
    /// A program that a source needs failed.
    TOOL = ("tool-failed", Error,
        "see to what the program says, and run it again; what stands stays");
}
