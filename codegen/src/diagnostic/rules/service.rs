//! What is said about pages when they are brought together.

use super::rules;

rules! {
    /// No page tells which service a page belongs to.
    UNKNOWN_SERVICE = ("unknown-service", Warning,
        "say which it is with `--service ID`, or parse it together with the index page of its service");
    /// The id of a service is made of the class of its client, or of a title that is not known.
    GUESSED_SERVICE = ("guessed-service", Warning,
        "if it is called otherwise, say so with `--service ID`, or parse it together with a page that tells");
    /// An operation is known from the page of its paginator alone.
    PAGINATOR_ALONE = ("paginator-alone", Warning,
        "add the page of the operation to the paths given: it has the tokens, the limit and the errors");
    /// A name fits two services.
    AMBIGUOUS_SERVICE = ("ambiguous-service", Warning,
        "parse the pages of one service at a time");
    /// A page has nothing but the title of its service, and several services have that.
    TITLE_OF_SEVERAL = ("title-of-several", Warning,
        "name the service with `--service`, or save the page with its links");
    /// Of several pages of changes one does not tell its day.
    UNDATED_CHANGE = ("undated-change", Note,
        "it is applied after those that tell theirs; give the pages one by one where that is wrong");
    /// The id of a service would be no plain file name.
    SERVICE_ID = ("service-id", Warning,
        "nothing of the page is used; check where it comes from");
    /// A page describes an operation that the service's index does not list.
    NOT_IN_INDEX = ("not-in-index", Warning,
        "remove the page, or parse the index of the same version");
    /// A page describes what the service's index does not list, and it stands.
    UNLISTED = ("stands-unlisted", Warning,
        "parse the index of the same version; if it is really gone, remove the page");
    /// The index lists an operation that no page describes.
    MISSING_PAGE = ("missing-page", Warning,
        "see that the page is among the paths given, and whole; what stands of it stays");
    /// A page takes away from its operation what a page that is whole hardly would.
    TAKES_AWAY = ("page-takes-away", Warning,
        "see that the page is whole; if it is really so, say so with `--allow-removal SERVICE`");
    /// No page tells what is in a place, and it stands.
    STANDS_UNTOLD = ("stands-untold", Warning,
        "see that the page that tells it is whole and among the paths given; if it may be any value, say so with `--allow-removal SERVICE`");
    /// The pages of a run would take away much of what stands.
    REMOVAL = ("removal", Error,
        "see that the pages are whole and of one version; if it is really gone, say so with `--allow-removal SERVICE`");
    /// An index was read, and no page of an operation.
    INDEX_ALONE = ("index-alone", Error,
        "add the pages that it lists to the paths given: the folder beside it that is called as the service");
    /// What stands of an operation does not fit its members any more.
    DOES_NOT_FIT = ("does-not-fit", Warning,
        "read it again from a page that tells it, or state it in an overlay");
    /// Neither the pages nor an overlay tells the protocol of a service.
    NO_PROTOCOL = ("no-protocol", Note,
        "state `protocol: {name: …}` in an overlay (`overlays/` beside the specs); what it needs is in spec/README.md");
    /// Two pages say different things.
    PAGES_DISAGREE = ("pages-disagree", Warning,
        "the page named first is believed; if it is out of date, leave it out of the paths given");
    /// boto3 leaves an operation out that the API Reference describes.
    ONLY_IN_REFERENCE = ("only-in-reference", Note,
        "it is taken from the API Reference; boto3 cannot call it");
    /// A paginator's or waiter's page speaks of an operation that no page describes.
    UNKNOWN_OPERATION = ("unknown-operation", Warning,
        "add the page of the operation to the paths given");
    /// Recursion is cut short, and no page tells which ancestor is meant.
    UNDECIDED_RECURSION = ("undecided-recursion", Note,
        "the likeliest ancestor is taken; an overlay can put it right");
    /// Recursion is cut short where nothing is open.
    NO_ANCESTOR = ("recursion-without-ancestor", Warning,
        "the position is taken for any JSON value; check that the page is whole");
    /// No page tells what is in a position.
    UNSTATED = ("unstated", Note,
        "an overlay, or a page of another documentation of the service, can tell");
    /// A page names a shape that no page describes.
    UNKNOWN_SHAPE = ("unknown-shape", Warning,
        "the position is taken for any JSON value; add the page that describes the shape");
    /// An example and the tables of the same page say different things.
    EXAMPLE = ("example-and-table-disagree", Note,
        "the table is taken, unless the message says otherwise; an overlay can put it right");
    /// Only an example tells of it.
    ONLY_IN_EXAMPLE = ("only-in-example", Note,
        "an example shows one case of what may be; an overlay can tell the rest");
    /// Another page tells of it.
    TOLD_ELSEWHERE = ("told-elsewhere", Note,
        "the table of the other page is taken; an overlay can put it right");
    /// Nothing but a member's name tells what it is.
    TOLD_BY_NAME = ("told-by-name", Note,
        "it is a guess; an overlay can put it right");
    /// Structures nest deeper than is followed.
    TOO_DEEP = ("too-deep", Warning,
        "what is deeper is taken for any JSON value");
    /// The tokens of a paginator cannot be told apart.
    PAGINATION_UNCLEAR = ("pagination-unclear", Warning,
        "the pages of the operation are not asked for by themselves; an overlay can tell how");
}
