//! What is said about pages while they are read.

use super::rules;

rules! {
    /// The file is no text.
    NOT_TEXT = ("not-text", Warning,
        "leave it out of the paths given, or see to it that it is in the encoding it declares");
    /// The file is not in UTF-8, and does not say what it is in.
    ENCODING_GUESSED = ("encoding-guessed", Note,
        "save the page in UTF-8, or with a declaration of its encoding");
    /// The page is in a language of which nothing is read.
    OTHER_LANGUAGE = ("other-language", Warning,
        "nothing of the page is used; take the English edition of the documentation");
    /// The page is in no dialect that is known.
    NOT_DOCUMENTATION = ("not-documentation", Warning,
        "leave it out of the paths given, or check that the page was saved whole");
    /// The page ends before what it began is said.
    TRUNCATED = ("truncated-page", Warning,
        "nothing of the page is used; render or download it again");
    /// A syntax block is not what the dialect writes.
    SYNTAX_BLOCK = ("syntax-block", Warning,
        "nothing of the page is used; check that the page was saved with its line breaks");
    /// The syntax block and the list of the same section say different things.
    SYNTAX_AND_LIST_DISAGREE = ("syntax-and-list-disagree", Warning,
        "names and kinds are taken from the syntax block; an overlay can put it right");
    /// A member stands in the list and not in the syntax block.
    ONLY_IN_LIST = ("only-in-list", Note,
        "boto3 fills the member in by itself and hides it from the syntax block; it is kept");
    /// The page leaves out a section as too large.
    SECTION_TOO_LARGE = ("section-too-large", Note,
        "other pages of the service, or an overlay, have to tell what is in it");
    /// A table stands where parameters are told, and its head tells no columns that are known.
    TABLE_HEAD = ("table-not-understood", Warning,
        "nothing of the table is used; state what it lists in an overlay");
    /// A page gives more than one URI.
    SECOND_URI = ("second-uri", Note,
        "if the page means one operation, remove the other in an overlay");
    /// A type has no table that lists what is in it.
    NO_TABLE = ("table-missing", Note,
        "what the page does not tell is taken to be any value; an overlay can put it right");
    /// A parameter of the path that the path has no place for.
    NO_LABEL = ("path-label-missing", Warning,
        "the path or the table is wrong; an overlay can put it right");
    /// One name stands in two places of a request or a response.
    TWO_PLACES = ("name-in-two-places", Note,
        "an overlay can call it otherwise, or leave one out");
    /// A path has one label twice.
    LABEL_AGAIN = ("label-again", Note,
        "both may have to be given the same; an overlay can call it otherwise");
    /// A table has no column of types.
    NO_TYPE = ("type-missing", Note,
        "an overlay can state the types");
    /// An example of a body is not what the format is.
    EXAMPLE_UNREADABLE = ("example-unreadable", Note,
        "the tables alone are taken");
    /// The whole body is not what its table says.
    BODY = ("body-is-a-list", Note,
        "an overlay can put it right");
    /// The page is of a kind of API that nothing here reads.
    OTHER_KIND = ("other-kind-of-api", Warning,
        "nothing of the page is used; write its operation into a spec by hand, or overlay one");
    /// A name that can be none.
    NAME = ("name", Warning,
        "nothing of the page is used; check that it was saved whole, and with its line breaks");
    /// A status that HTTP does not have.
    STATUS = ("http-status", Warning,
        "the status is left out; an overlay can state it");
    /// A page has more of something than any documentation has.
    TOO_MUCH = ("too-much", Warning,
        "part the page, if it is one of a documentation");
    /// A row of a table is called what no parameter can be called.
    NO_NAME = ("parameter-name", Warning,
        "mend the row's name, or state the parameter in an overlay");
    /// The words for a type make no sense.
    TYPE_WORDS = ("type-not-understood", Warning,
        "the member is taken for any value; an overlay can put it right");
    /// The list of a member and the syntax do not fit together.
    WIRE_UNCLEAR = ("wire-unclear", Warning,
        "where the member goes on the wire is not known, or guessed; an overlay can put it right");
    /// A page of changes tells a change in a way that cannot be read.
    CHANGE_UNREADABLE = ("change-unreadable", Warning,
        "nothing of the operation is used; check that the page was saved whole");
    /// A page of changes tells of a change that is not in the operation as the page describes it.
    CHANGE_NOT_THERE = ("change-not-there", Warning,
        "the member is left out, as the page tells no more of it than its name");
    /// A page of changes has lost the line that announces them.
    CHANGE_UNANNOUNCED = ("change-unannounced", Note,
        "see that the page was saved whole; the operations that are there are used");
    /// Something looks like facts, and nothing of it was read.
    FACTS_UNREAD = ("facts-not-read", Warning,
        "check that the page was saved whole; state what it tells in an overlay");
    /// Something stands under a heading or a label that is not known, and what it is was plain.
    READ_BY_EVIDENCE = ("read-by-evidence", Note,
        "the documentation calls something otherwise than before; nothing is missing");
}
