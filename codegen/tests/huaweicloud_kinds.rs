//! Kinds of tables, headings and names that pages of Huawei Cloud have, each on a small page in our own
//! words.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use doc_bindgen::dialect;
use doc_bindgen::facts::{Kind, Location, Member, Node, OperationFacts, PageFacts, Statement};
use doc_bindgen::resolve::{Group, settle};
use doc_bindgen::spec::{Provider, ServiceId};

fn read(name: &str, text: &str) -> PageFacts {
    let path: Arc<Path> = Arc::from(PathBuf::from(name));
    dialect::read(&path, text).map_err(|diagnostic| diagnostic.to_string()).unwrap()
}

/// A page of Markdown, and what is said about it.
fn page(sections: &str) -> (OperationFacts, Vec<&'static str>) {
    let (mut operations, said) = pages(&[("page.md", sections)]);
    (operations.swap_remove(0), said)
}

/// The operations of several pages, once all is brought together.
fn pages(texts: &[(&str, &str)]) -> (Vec<OperationFacts>, Vec<&'static str>) {
    let pages: Vec<PageFacts> = texts.iter().map(|(name, text)| read(name, text)).collect();
    let mut said: Vec<_> =
        pages.iter().flat_map(|page| &page.diagnostics).map(|it| it.rule.id).collect();
    let service = ServiceId::new("boats").unwrap();
    let mut group = Group { provider: Provider::Huaweicloud, service, pages };
    said.extend(settle(&mut group, None).iter().map(|it| it.rule.id));
    let statements = group.pages.into_iter().flat_map(|page| page.statements);
    let operations = statements.filter_map(|statement| match statement {
        Statement::Operation(operation) => Some(operation),
        _ => None,
    });
    (operations.collect(), said)
}

fn shown(node: Option<&Node>) -> String {
    fn kind(node: &Node) -> String {
        match &node.kind {
            Kind::Scalar(scalar) => scalar.as_str().into(),
            Kind::Enum(values) => values.join("|"),
            Kind::List(element) => format!("[{}]", kind(element)),
            Kind::Map(_, value) => format!("map {}", kind(value)),
            Kind::Structure(members) => {
                let members: Vec<String> = members.iter().map(member).collect();
                format!("{{{}}}", members.join(", "))
            }
            other => format!("{other:?}"),
        }
    }
    fn member(member: &Member) -> String {
        let place = match member.wire.location {
            None => "",
            Some(Location::Path) => "/",
            Some(Location::Query) => "?",
            Some(Location::Payload) => "=",
            Some(_) => "#",
        };
        let must = if member.required == Some(true) { "!" } else { "" };
        let wire = member.wire.name.as_ref().map(|wire| format!("@{wire}")).unwrap_or_default();
        format!("{place}{}{wire}{must}: {}", member.name, kind(&member.node))
    }
    node.map_or("-".into(), kind)
}

const HEAD: &str = "| Parameter | Mandatory | Type | Description |\n|---|---|---|---|\n";

/// A table of the request: rows of name, mandatory, type, description.
fn table(rows: &[&str]) -> String {
    let rows: Vec<String> = rows.iter().map(|row| format!("| {row} |\n")).collect();
    format!("{HEAD}{}", rows.concat())
}

/// A page with a request and a response, their headings given.
fn with(request: &str, rows: &[&str], response: &str, returned: &[&str]) -> String {
    let returned: Vec<String> = returned.iter().map(|row| format!("| {row} |\n")).collect();
    format!(
        "# Building a Boat\n\n## Function\n\nBuilds it.\n\n## URI\n\nPOST /v1/{{yard}}/boats\n\n\
         ## {request}\n\n{}\n## {response}\n\n| Parameter | Type | Description |\n|---|---|---|\n{}",
        table(rows),
        returned.concat()
    )
}

#[test]
fn bodies_that_are_lists() {
    let page = |file: &str| {
        let text = match file {
            "put" => include_str!("fixtures/huaweicloud/array_body/put.md"),
            _ => include_str!("fixtures/huaweicloud/array_body/list.md"),
        };
        self::page(text)
    };
    let (put, said) = page("put");
    let tag = "{key!: string, value: string}";
    assert_eq!(shown(put.input.as_ref()), format!("{{/project_id!: string, =body!: [{tag}]}}"));
    assert_eq!(shown(put.output.as_ref()), "{=body: [string]}");
    assert!(said.is_empty(), "{said:?}");
    let (list, said) = page("list");
    let project = "{name: string, description: string, services: [string]}";
    assert_eq!(shown(list.output.as_ref()), format!("{{=Array: [{project}]}}"));
    assert!(said.is_empty(), "{said:?}");
}

#[test]
fn a_row_that_says_of_what_kind_the_body_is() {
    for (name, expected) in [
        ("Array elements", "=body!: [string]"),
        ("[Array element]", "=body!: [string]"),
        ("\\-", "=body!: [string]"),
        ("items", "items!: [string]"),
    ] {
        let row = format!("{name} | Yes | Array of strings | It.");
        let text =
            with("Request Parameters", &[&row], "Response Parameters", &["a | String | It."]);
        let (page, said) = page(&text);
        assert_eq!(shown(page.input.as_ref()), format!("{{/yard!: string, {expected}}}"), "{name}");
        assert!(said.is_empty(), "{name}: {said:?}");
    }
}

#[test]
fn a_table_of_one_entry_beside_an_example_that_is_a_list() {
    let of = |rows: &[&str], example: &str| {
        let text =
            with("Request Parameters", &["name | Yes | String | It."], "Response Parameters", rows);
        let (page, said) = page(&format!("{text}\n## Example Responses\n\n```\n{example}\n```\n"));
        (shown(page.output.as_ref()), said)
    };
    let rows = ["name | String | It.", "size | Integer | It."];
    let (output, said) = of(&rows, "[ {\"name\": \"a\", \"size\": 1}, {\"name\": \"b\"} ]");
    assert_eq!(output, "{=body: [{name: string, size: integer}]}");
    assert_eq!(said, ["body-is-a-list"]);
    // Another list is none of its entries.
    assert_eq!(of(&rows, "[ {\"id\": \"a\"} ]").0, "{name: string, size: integer}");
    assert_eq!(of(&rows, "{\"name\": \"a\"}").0, "{name: string, size: integer}");
}

#[test]
fn words_for_types() {
    let rows: Vec<String> = WORDS
        .iter()
        .enumerate()
        .map(|(index, (word, _))| format!("p{index} | No | {word} | It."))
        .collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let text = with("Request Parameters", &rows, "Response Parameters", &["id | String | ID."]);
    let foo = format!("**Table 3** Foo\n\n{}", table(&["a | Yes | String | A."]));
    let (page, _) = page(&text.replace("## Response", &format!("{foo}\n## Response")));
    let Some(Kind::Structure(members)) = page.input.as_ref().map(|it| &it.kind) else { panic!() };
    let body: Vec<_> = members.iter().filter(|it| it.wire.location.is_none()).collect();
    assert_eq!(body.len(), WORDS.len());
    for (member, (word, expected)) in body.iter().zip(WORDS) {
        assert_eq!(shown(Some(&member.node)), *expected, "{word}");
    }
}

const FOO: &str = "{a!: string}";
const LIST_OF_FOO: &str = "[{a!: string}]";

#[rustfmt::skip]
const WORDS: &[(&str, &str)] = &[
    ("String", "string"), ("Str", "string"), ("STRING", "string"), ("Char", "string"),
    ("String (UUID)", "string"), ("String(64)", "string"), ("Int", "integer"),
    ("Integer(int32)", "integer"), ("Int64", "long"), ("Number", "double"), ("float64", "double"),
    ("Decimal", "double"), ("Boolean type", "boolean"), ("Date string", "string"),
    ("JSON", "document"), ("Map<String,String>", "map string"),
    ("Map<String, Array<String>>", "map [string]"), ("map[string]string", "map string"),
    ("List<String>", "[string]"), ("Array of strings", "[string]"), ("Array<String>", "[string]"),
    ("Array [String]", "[string]"), ("String array", "[string]"), ("[String]", "[string]"),
    ("string[]", "[string]"), ("Array<Array<Double>>", "[[double]]"),
    ("List<List<Integer>>", "[[integer]]"), ("Set<String>", "[string]"), ("Enum", "string"),
    ("String or Integer", "document"), ("Integer/String", "document"), ("Int,String", "document"),
    ("byte[]", "blob"), ("Stream", "stream"), ("Array of `Foo` objects", LIST_OF_FOO),
    ("List<Foo>", LIST_OF_FOO), ("Foo", FOO), ("Foo object", FOO),
    ("Array of Foo structs", LIST_OF_FOO), ("Foo[]", LIST_OF_FOO),
    ("Map<String,Foo>", "map {a!: string}"), ("Map<String,Object>", "map document"),
    ("IPv4", "string"), ("CIDR", "string"), ("Email", "string"),
];

#[test]
fn headings_called_otherwise() {
    let expected = ("{/yard!: string, name!: string}", "{id: string}");
    for (request, response) in [
        ("Request Fields", "Response Fields"),
        ("Request Body", "Response Body Description"),
        ("Input Parameters", "Output Parameters"),
        ("Request Parameters", "Returned Values and Fields"),
    ] {
        let text = with(request, &["name | Yes | String | It."], response, &["id | String | It."]);
        let (page, said) = page(&text);
        let found = (shown(page.input.as_ref()), shown(page.output.as_ref()));
        assert_eq!((&*found.0, &*found.1), expected, "{request}, {response}");
        assert!(said.is_empty(), "{said:?}");
    }
}

#[test]
fn a_heading_may_say_where_parameters_stand() {
    let parts = [
        ("Query Parameters", "limit"),
        ("Request Headers", "If-Match"),
        ("Body Parameters", "name"),
    ];
    let parts: Vec<String> = parts
        .iter()
        .map(|(heading, name)| {
            format!("## {heading}\n\n{}\n", table(&[&format!("{name} | No | String | It.")]))
        })
        .collect();
    let text = format!("# Boat\n\n## URI\n\nPOST /v1/boats\n\n{}", parts.concat());
    let (page, said) = page(&text);
    assert_eq!(shown(page.input.as_ref()), "{?limit: string, #If-Match: string, name: string}");
    // A body may be the request's or the response's; only requests say what is mandatory.
    assert_eq!(said, ["read-by-evidence"]);
}

#[test]
fn headings_that_say_nothing_are_told_by_what_is_below_them() {
    let examples = "\n## Example Requests\n\n```\n{\"name\": \"a\"}\n```\n\n\
         ## Example Responses\n\n```\n{\"id\": \"b\"}\n```\n";
    for (request, response) in [("Parameters", "What Comes Back"), ("Boat", "Parameters")] {
        let text = with(request, &["name | Yes | String | It."], response, &["id | String | It."]);
        let (page, said) = page(&format!("{text}{examples}"));
        assert_eq!(shown(page.input.as_ref()), "{/yard!: string, name!: string}", "{request}");
        assert_eq!(shown(page.output.as_ref()), "{id: string}", "{response}");
        assert_eq!(said, ["read-by-evidence", "read-by-evidence"]);
    }
    // Without an example nothing says what the second is.
    let text =
        with("Parameters", &["name | Yes | String | It."], "Outcome", &["id | String | It."]);
    let (page, said) = page(&text);
    assert_eq!(shown(page.input.as_ref()), "{/yard!: string, name!: string}");
    assert_eq!(
        (shown(page.output.as_ref()), said),
        ("-".into(), vec!["read-by-evidence", "facts-not-read"])
    );
}

#[test]
fn a_table_that_nothing_leads_to_is_named() {
    let text = with(
        "Request Parameters",
        &["name | Yes | String | It."],
        "Response Parameters",
        &["id | String | It."],
    );
    let text = format!("{text}\n**Table 3** Mast\n\n{}", table(&["height | Yes | Integer | It."]));
    assert_eq!(page(&text).1, ["facts-not-read"]);
}

#[test]
fn an_example_that_cannot_be_read_is_named() {
    let text = with(
        "Request Parameters",
        &["name | Yes | String | It."],
        "Response Parameters",
        &["id | String | It."],
    );
    let (_, said) = page(&format!("{text}\n## Example Responses\n\n```\n{{id: 'a'}}\n```\n"));
    assert_eq!(said, ["example-unreadable"]);
}

#[test]
fn one_name_in_two_places() {
    let page = |caption: &str, example: &str| {
        let text = format!(
            "# Building a Boat\n\n## URI\n\nPOST /v1/boats?name={{name}}\n\n## Request Parameters\n\n\
             {caption}\n\n{}\n## Example Requests\n\n```\n{example}\n```\n",
            table(&["name | Yes | String | It.", "size | No | Integer | It."])
        );
        let uri = table(&["name | No | String | It."]);
        let (page, said) = self::page(&text.replace("## Request", &format!("{uri}\n## Request")));
        (shown(page.input.as_ref()), said)
    };
    let both = "{?query_name@name: string, name!: string, size: integer}";
    let (input, said) = page("**Table 2** Request body parameters", "");
    assert_eq!((&*input, said), (both, vec!["name-in-two-places"]));
    let (input, said) = page("", "{\"name\": \"a\", \"size\": 1}");
    assert_eq!((&*input, said), (both, vec!["name-in-two-places"]));
    // Nothing says that it is another.
    let (input, said) = page("", "{\"size\": 1}");
    assert_eq!((&*input, said), ("{?name: string, size: integer}", vec!["name-in-two-places"]));
}

#[test]
fn names_and_labels_that_lines_were_broken_in() {
    for (uri, row, path, input) in [
        (
            "GET /v1/{boat \\_id}",
            "boat \\_id | Yes | String | It.",
            "/v1/{boat_id}",
            "{/boat_id!: string}",
        ),
        ("GET /v1/a{?x, y}", "x | No | Integer | It.", "/v1/a", "{?x: integer, ?y: string}"),
        (
            "GET /v1/{id}/b/{id}",
            "id | Yes | Integer | It.",
            "/v1/{id}/b/{id_2}",
            "{/id!: integer, /id_2!: integer}",
        ),
        ("POST /v1/a", "[Array element] | Yes | String | It.", "/v1/a", "{=body!: [string]}"),
        (
            "POST /v1/a",
            "user_name or user_id | Yes | String | It.",
            "/v1/a",
            "{user_name: string, user_id: string}",
        ),
    ] {
        let text = format!("# Boat\n\n## URI\n\n{uri}\n\n## Request\n\n{}", table(&[row]));
        let (page, _) = page(&text);
        assert_eq!(page.http.as_ref().map(|http| &*http.path), Some(path), "{uri}");
        assert_eq!(shown(page.input.as_ref()), input, "{uri}");
    }
}

/// A source in reStructuredText: links to anchors of tables, of sections, of other pages.
fn source(name: &str, body: &str) -> String {
    format!(
        ":original_name: {name}.html\n\n.. _{name}:\n\nBoat\n====\n\nURI\n---\n\nPOST /v1/{name}\n\n\
         Request\n-------\n\n{body}"
    )
}

fn grid(rows: &[[&str; 4]]) -> String {
    let rule = ["=".repeat(60), "=".repeat(10), "=".repeat(20), "=".repeat(120)].join(" ");
    let line = |[a, b, c, d]: &[&str; 4]| format!("{a:60} {b:10} {c:20} {d}\n");
    let head = line(&["Parameter", "Mandatory", "Type", "Description"]);
    let rows: Vec<String> = rows.iter().map(line).collect();
    format!("{rule}\n{head}{rule}\n{}{rule}\n\n", rows.concat())
}

#[test]
fn a_link_in_the_cell_of_a_name_leads_to_the_table_of_its_parts() {
    let root = grid(&[[":ref:`mast <boat__li1>`", "Yes", "Object", "Mast."]]);
    let mast = grid(&[["height", "Yes", "Integer", "Height."]]);
    let body = format!("{root}-  .. _boat__li1:\n\n   mast\n\n{}", indented(&mast));
    let (page, said) = pages(&[("boat.rst", &source("boat", &body))]);
    assert_eq!(shown(page[0].input.as_ref()), "{mast!: {height!: integer}}");
    assert!(said.is_empty(), "{said:?}");
    // The table is of another page.
    let ship =
        source("ship", &grid(&[[":ref:`mast <boat__li1>`", "Yes", "Array of objects", "It."]]));
    let (both, said) = pages(&[("boat.rst", &source("boat", &body)), ("ship.rst", &ship)]);
    assert_eq!(shown(both[1].input.as_ref()), "{mast!: [{height!: integer}]}");
    assert!(said.is_empty(), "{said:?}");
}

#[test]
fn a_link_to_a_section_leads_to_its_first_table() {
    let parts = format!(
        "{}.. _boat__section1:\n\nMast Fields\n-----------\n\n{}",
        grid(&[["name", "Yes", "String", "Name."]]),
        grid(&[["height", "Yes", "Integer", "Height."]])
    );
    let ship = |section: &str| {
        let row = ["mast", "No", "Object", &format!("See :ref:`Mast Fields <boat__{section}>`.")];
        source("ship", &grid(&[row]))
    };
    let boat = source("boat", &parts);
    let (found, _) = pages(&[("boat.rst", &boat), ("ship.rst", &ship("section1"))]);
    assert_eq!(shown(found[1].input.as_ref()), "{mast: {height!: integer}}");
    // Not every section lists parameters.
    let (found, said) = pages(&[("boat.rst", &boat), ("ship.rst", &ship("section2"))]);
    assert_eq!(shown(found[1].input.as_ref()), "{mast: Unstated(Dict)}");
    assert!(!said.contains(&"unknown-shape"), "{said:?}");
}

#[test]
fn a_caption_may_give_the_way_to_what_the_table_lists() {
    let table = |caption: &str, rows: &[[&str; 4]]| {
        format!(".. table:: **Table 1** {caption}\n\n{}", indented(&grid(rows)))
    };
    let body = [
        table(
            "Request body parameters",
            &[["deck", "Yes", "Object", "Deck."], ["hold", "Yes", "Object", "Hold."]],
        ),
        table("deck", &[["size", "No", "Unlisted object", "Size."]]),
        table("hold", &[["size", "No", "Unlisted object", "Size."]]),
        table("hold.size", &[["depth", "No", "Integer", "Depth."]]),
        table("deck.size", &[["width", "No", "Integer", "Width."]]),
    ];
    let (page, said) = pages(&[("boat.rst", &source("boat", &body.concat()))]);
    assert_eq!(
        shown(page[0].input.as_ref()),
        "{deck!: {size: {width: integer}}, hold!: {size: {depth: integer}}}"
    );
    assert!(said.is_empty(), "{said:?}");
}

#[test]
fn what_is_said_of_an_object_may_say_that_it_is_a_map() {
    for (what, expected) in [
        ("The structure is Map<String, Object>. See Table 2.", "map {addr: string}"),
        ("The key indicates a net, the value indicates what Table 2 lists.", "map {addr: string}"),
        ("What Table 2 lists.", "{addr: string}"),
    ] {
        let text = with(
            "Request Parameters",
            &[&format!("nets | No | Object | {what}")],
            "Response Parameters",
            &["id | String | It."],
        );
        let nets = format!("**Table 2** nets\n\n{}", table(&["addr | No | String | It."]));
        let text = text.replace("## Response", &format!("{nets}\n## Response"));
        assert_eq!(
            shown(page(&text).0.input.as_ref()),
            format!("{{/yard!: string, nets: {expected}}}"),
            "{what}"
        );
    }
}

#[test]
fn parameters_of_the_query_without_a_type() {
    let text = "# Boats\n\n## URI\n\nGET /v1/boats\n\n| Name | Mandatory | Description |\n|---|---|---|\n\
         | limit | No | The value ranges from 1 to 1,000. |\n| offset | No | The default value is 0. |\n\
         | boat_id | No | The boat. |\n";
    let (page, said) = page(text);
    assert_eq!(shown(page.input.as_ref()), "{?limit: integer, ?offset: integer, ?boat_id: string}");
    assert_eq!(said, ["type-missing"]);
    // What no sentence tells of an example of a URI does.
    let text = "# Boats\n\n## URI\n\nGET /v1/boats\n\n- Example\n\n  \
        https://yard.com/v1/boats?start=1&size=10&code=007&boat_id=4\n\n\
        | Name | Mandatory | Description |\n|---|---|---|\n| start | No | Such as 1. |\n\
        | size | No | How many. |\n| code | No | Its code. |\n| boat_id | No | The boat. |\n\
        | colour | No | Its colour. |\n| per_page | No | How many. |\n";
    let (page, said) = self::page(text);
    assert_eq!(
        shown(page.input.as_ref()),
        "{?start: integer, ?size: integer, ?code: string, ?boat_id: string, ?colour: string, \
         ?per_page: integer}"
    );
    assert_eq!(said, ["type-missing"]);
}

#[test]
fn a_page_of_another_kind_of_api_says_so() {
    let text = ":original_name: obs.html\n\n.. _obs:\n\nCreating a Bucket\n=================\n\n\
         Request Syntax\n--------------\n\n.. code-block:: text\n\n   PUT / HTTP/1.1\n   Host: a.b\n\n\
         Request Headers\n---------------\n\n";
    let page = read("obs.rst", text);
    assert!(page.statements.is_empty());
    let said: Vec<_> = page.diagnostics.iter().map(|it| (it.rule.id, it.place.line)).collect();
    assert_eq!(said, [("other-kind-of-api", 11)]);
    assert!(page.diagnostics[0].message.contains("PUT / HTTP/1.1"));
}

fn indented(text: &str) -> String {
    text.lines().map(|line| format!("   {line}").trim_end().to_owned() + "\n").collect()
}

#[test]
fn pages_that_follow_in_one_file_are_read() {
    let boats =
        with("Request", &["size | Yes | Integer | It."], "Response", &["id | String | It."]);
    let ships = boats.replace("/boats", "/ships").replace("Building a Boat", "Building a Ship");
    let names = |text: &str| {
        let page = read("both.md", text);
        let paths: Vec<String> = page
            .statements
            .iter()
            .filter_map(|statement| match statement {
                Statement::Operation(facts) => {
                    let members = shown(facts.input.as_ref());
                    Some(format!("{} {members}", facts.http.as_ref()?.path))
                }
                _ => None,
            })
            .collect();
        paths
    };
    let one = |name: &str| format!("/v1/{{yard}}/{name} {{/yard!: string, size!: integer}}");
    assert_eq!(names(&format!("{boats}\n{ships}")), [one("boats"), one("ships")]);
    // What gives no URI goes on with the page before it.
    let more = "# Sizes\n\nThere are many.\n";
    assert_eq!(names(&format!("{boats}\n{more}\n{ships}\n{more}")), [one("boats"), one("ships")]);
    let source = |name: &str| source(name, &grid(&[["size", "Yes", "Integer", "It."]]));
    let both = read("both.rst", &format!("{}{}", source("boat"), source("ship")));
    let operations = both.statements.iter().filter(|it| matches!(it, Statement::Operation(_)));
    assert_eq!(operations.count(), 2);
}
