//! What pages tell of the wire where queries and XML go over it.

use super::*;
use crate::facts::Wire;

fn query(members: &str) -> PageFacts {
    page(&format!(
        "# ListBooks\n<a name=\"API_ListBooks\"></a>\n\nLists them.\n\n## Request Parameters\n\
         <a name=\"API_ListBooks_RequestParameters\"></a>\n\n{members}\n\n## Errors\n\
         <a name=\"API_ListBooks_Errors\"></a>\n"
    ))
}

fn called(wire: &Option<Box<Wire>>) -> Option<&str> {
    wire.as_ref().and_then(|wire| wire.name.as_deref())
}

#[test]
fn queries_call_what_is_listed_by_a_name() {
    let facts = query(
        " **Shelves.Shelf.N**   \nWhich.  \nType: Array of strings  \nRequired: No\n\n \
         **Books.member.N**   \nWhich.  \nType: Array of strings  \nRequired: No\n\n \
         **Marks.N**   \nWhich.  \nType: Array of strings  \nRequired: No",
    );
    let members = members(operation(&facts).input.as_ref());
    let found: Vec<_> = members.iter().map(|it| (&*it.name, called(&it.wire.element))).collect();
    assert_eq!(found, [("Shelves", Some("Shelf")), ("Books", None), ("Marks", None)]);
}

#[test]
fn queries_call_keys_and_values_of_maps_by_names() {
    let said = "Which.  \nType: String to string map  \nRequired: No";
    let behind =
        format!(" **Notes** Notes.entry.N.Word (key)Notes.entry.N.value (value)   \n{said}");
    let below = format!("**Notes**\nNotes.entry.N.Word (key)Notes.entry.N.value (value)\n\n{said}");
    for text in [behind, below] {
        let facts = query(&text);
        let [notes] = members(operation(&facts).input.as_ref()) else { panic!("{facts:?}") };
        assert_eq!((called(&notes.wire.key), called(&notes.wire.element)), (Some("Word"), None));
        assert_eq!(notes.node.documentation.as_deref(), Some("Which."));
    }
    let html = "<html><body><div id=\"main-col-body\"><h1 id=\"API_ListBooks\">ListBooks</h1>\
                <h2 id=\"API_ListBooks_RequestParameters\">Request Parameters</h2><div><dl>\
                <dt><b><span class=\"term\">Notes</span></b> Notes.entry.N.Word (key)\
                Notes.entry.N.Said (value)</dt><dd><p>Which.</p><p>Type: String to string map</p>\
                </dd></dl></div><h2 id=\"API_ListBooks_Errors\">Errors</h2></div></body></html>";
    let facts = read(&Arc::from(Path::new("page.html")), html).expect("a page");
    let [notes] = members(operation(&facts).input.as_ref()) else { panic!("{facts:?}") };
    assert_eq!(
        (called(&notes.wire.key), called(&notes.wire.element)),
        (Some("Word"), Some("Said"))
    );
}

/// A member may be called as boxes are titled.
#[test]
fn a_member_that_is_called_warning_is_one() {
    let facts = query(
        " ** Place **   \nWhere.  \n\n**Warning**  \nMind the step.  \nType: String  \nRequired: No\n\n \
         ** Warning **   \nWhat it warns of.  \nType: Integer  \nRequired: No",
    );
    let members = members(operation(&facts).input.as_ref());
    assert_eq!(outline(members), ["Place body Place string", "Warning body Warning integer"]);
}

const XML: &str = "# PutShelf\n<a name=\"API_PutShelf\"></a>\n\nPuts it.\n\n## Request Syntax\n\
    <a name=\"API_PutShelf_RequestSyntax\"></a>\n\n```\nPUT /?shelf&name={{Name}} HTTP/1.1\n\
    Host: {{Room}}.books.test\n<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
    <Shelf xmlns=\"http://books.test/doc/\">\n   <Name>string</Name>\n   <Book>string</Book>\n   ...\n\
    </Shelf>\n```\n\n## URI Request Parameters\n<a name=\"API_PutShelf_RequestParameters\"></a>\n\n\
    The request uses the following URI parameters.\n\n \
    ** [Room](#API_PutShelf_RequestSyntax) **   <a name=\"Books-PutShelf-request-header-Room\"></a>\n\
    Where.\n\n \
    ** [name](#API_PutShelf_RequestSyntax) **   <a name=\"Books-PutShelf-request-uri-querystring-Name\"></a>\n\
    Which.  \nRequired: Yes\n\n## Request Body\n<a name=\"API_PutShelf_RequestBody\"></a>\n\n\
    The request accepts the following data in XML format.\n\n \
    ** [Shelf](#API_PutShelf_RequestSyntax) **   <a name=\"Books-PutShelf-request-Shelf\"></a>\n\
    Root level tag for the Shelf parameters.  \nRequired: Yes\n\n \
    ** [Book](#API_PutShelf_RequestSyntax) **   <a name=\"Books-PutShelf-request-Books\"></a>\n\
    What is on it.  \nType: Array of strings  \nRequired: No\n\n \
    ** [Name](#API_PutShelf_RequestSyntax) **   <a name=\"Books-PutShelf-request-Name\"></a>\n\
    Its name.  \nType: String  \nRequired: Yes\n\n## Errors\n<a name=\"API_PutShelf_Errors\"></a>\n";

/// What is in the body may be called as what goes in the query; and a path has its labels, whatever the
/// page says of it.
#[test]
fn a_body_of_xml_has_all_that_it_shows() {
    let facts = page(XML);
    let facts = operation(&facts);
    assert_eq!(facts.xml_namespace.as_deref(), Some("http://books.test/doc/"));
    let [room, name, shelf] = members(facts.input.as_ref()) else { panic!("{:?}", facts.input) };
    assert_eq!((room.wire.location, room.required), (Some(Location::Path), Some(true)));
    assert_eq!((&*name.name, name.wire.location), ("Name", Some(Location::Query)));
    assert_eq!(shelf.wire.location, Some(Location::Payload));
    let inside: Vec<_> = members(Some(&shelf.node)).iter().map(|it| &*it.name).collect();
    assert_eq!(inside, ["Books", "Name"]);
}

/// Of what goes in the URI no type is told; entries that are a map's are no list's.
#[test]
fn the_number_of_its_entries_tells_a_map() {
    let text = XML.replace(
        "Which.  \nRequired",
        "Which.  \nMap Entries: Maximum number of 4 items.  \nRequired",
    );
    let facts = page(&text);
    let input = members(operation(&facts).input.as_ref());
    assert_eq!(kind(&input[1].node.kind), "map<string, string>");
    assert_eq!(input[1].node.limits.length, Some(Length { min: None, max: Some(4) }));
}
