//! Copies of pages: no anchors, one paragraph a line. And what else pages of today and of long ago
//! have that was once misread.

use super::{kind, members, operation, outline, page, shape};
use crate::facts::{Kind, Length, Location, OperationFacts, PageFacts};

const SEE_ALSO: &str = "\n## See Also\n\n- [SDK](../../goto/boto3/things-2020-02-20/x.md)\n";

fn data_type(name: &str, contents: &str) -> PageFacts {
    page(&format!("# {name}\n\nSays what it is.\n\n## Contents\n\n{contents}{SEE_ALSO}"))
}

fn copy(name: &str, body: &str) -> PageFacts {
    page(&format!("# {name}\n\nDoes it.\n\n{body}{SEE_ALSO}"))
}

fn path(facts: &OperationFacts) -> &str {
    facts.http.as_ref().map_or("none", |http| &http.path)
}

#[test]
fn requests_and_responses_have_their_own_name() {
    let shown = [
        "**Size** (request), **size** (response)\n\nHow big.\n\nType: Integer\n\nRequired: Yes\n\n\
         **GroupSet.N** (request), **groupSet** (response)\n\nType: Array of strings\n\nRequired: No\n",
        " ** Size ** (request), ** size ** (response)\nHow big.\nType: Integer\nRequired: Yes\n\n \
         ** GroupSet.N ** (request), ** groupSet ** (response)\nType: Array of strings\nRequired: No\n",
    ];
    for contents in shown {
        let facts = data_type("Box", contents);
        let found = members(Some(&shape(&facts).node));
        assert_eq!(
            outline(found),
            ["Size body size integer", "GroupSet body groupSet list<string>"],
            "{contents}"
        );
        assert_eq!(found[0].required, Some(true));
    }
}

#[test]
fn what_is_said_of_a_member_does_not_end_it() {
    let facts = copy(
        "MakeBox",
        "## Request Parameters\n\n\
         For information about the parameters that are common to all actions, see [X](x.md).\n\n\
         **Kind**\n\nWhich it is.\n\nThe following are known:\n\n- `a`\n\n**Important**\n\nMore.\n\n\
         The request fails where it is another.\n\nThe response is slow.\n\n\
         For information about kinds, see there.\n\nIf the action is successful, it is made.\n\n\
         **Constraints**\n\nValid Values: `one | two`\n\nType: String\n\n\
         Length Constraints: Minimum length of 1.\n\nRequired: Yes\n\n\
         **Other**\n\nType: Long\n\nRequired: No\n",
    );
    assert_eq!(facts.diagnostics, []);
    let input = members(operation(&facts).input.as_ref());
    assert_eq!(outline(input), ["Kind body Kind string", "Other body Other long"]);
    assert_eq!(input[0].required, Some(true));
    let said = input[0].node.documentation.as_deref().unwrap();
    assert!(said.contains("If the action") && said.contains("Valid Values"), "{said}");
    let limits = &*input[0].node.limits;
    assert_eq!(limits.length, Some(Length { min: Some(1), max: None }));
}

/// Names that lead elsewhere, and what the renderer says of answers, may stand in what is said of a member.
#[test]
fn heads_and_sentences_within_what_is_said() {
    let facts = data_type(
        "Filter",
        "**Name**\n\nWhich it is.\n\n**[ListBoxes](api-listboxes.md)**\n\nIts values are:\n\n- `a`\n\n\
         If the action is successful, the service sends back an HTTP 200 response for it.\n\n\
         Type: String\n\nPattern: `[a-z]*`\n\nRequired: No\n\n**Value**\n\nType: Long\n\nRequired: No\n",
    );
    assert_eq!(facts.diagnostics, []);
    let Kind::Structure(found) = &shape(&facts).node.kind else { panic!() };
    assert_eq!(outline(found), ["Name body Name string", "Value body Value long"]);
    assert!(found[0].node.limits.pattern.is_some());
    let said = found[0].node.documentation.as_deref().unwrap();
    assert!(said.contains("ListBoxes") && said.contains("for it"), "{said}");
}

/// What a key of a map must be is said in the same words as what a member must be.
#[test]
fn a_member_of_a_data_type_ends_with_its_type() {
    let facts = data_type(
        "Log",
        "**options**\n\nWhat is sent.\n\n**log-group**\n\nRequired: No\n\nWhere it goes.\n\n**log-region**\n\n\
         Required: Yes\n\nIn which region.\n\nType: String to string map\n\nRequired: No\n\n\
         **Event**\n\nType: String\n\nRequired: No\n\n**Event**\n\nType: Array of strings\n\nRequired: No\n",
    );
    assert_eq!(facts.diagnostics, []);
    let Kind::Structure(found) = &shape(&facts).node.kind else { panic!() };
    let kinds = [
        "options body options map<string, string>",
        "Event body Event string",
        "Event body Event list<string>",
    ];
    assert_eq!(outline(found), kinds);
    assert!(found[0].node.documentation.as_deref().unwrap().contains("In which region."));
}

#[test]
fn a_status_in_what_is_said_of_an_error_does_not_end_it() {
    let facts = copy(
        "MakeBox",
        "## Response Elements\n\nIf the action is successful, the service sends back an HTTP 200 \
         response with an empty HTTP body.\n\n## Errors\n\n\
         **NoSuchBox**\n\nHTTP Status Code: 404 Not Found\n\nIt is not there.\n\n**error**\n\nWhy.\n\n\
         HTTP Status Code: 404\n\n\
         **Wrong**\n\nHTTP status code: 422\n\n**FieldList**\n\nWhat.\n\nHTTP Status Code: 422\n",
    );
    let errors = &operation(&facts).errors;
    let told: Vec<_> = errors.iter().map(|it| (&*it.name, it.status, it.members.len())).collect();
    assert_eq!(told, [("NoSuchBox", Some(404), 1), ("Wrong", Some(422), 1)]);
}

#[test]
fn a_union_is_said_behind_a_title() {
    let facts = data_type(
        "Either",
        "###### Important\n\nThis data type is a UNION, so only one of the following members can be \
         specified when used or returned.\n\n**a**\n\nType: String\n\nRequired: No\n\n**b**\n\n\
         What.\n\nType: [Other](api-other.md) object\n\n\
         **Note:** This object is a Union. Only one member of this object can be specified or \
         returned.\n\nRequired: No\n",
    );
    assert_eq!(facts.diagnostics, []);
    let Kind::Union(found) = &shape(&facts).node.kind else { panic!() };
    assert_eq!(outline(found), ["a body a string", "b body b Other"]);
    assert_eq!(found[1].node.documentation.as_deref(), Some("What."));
}

#[test]
fn an_entry_of_errors_ends_with_its_status() {
    let facts = copy(
        "MakeBox",
        "## Response Elements\n\nIf the action is successful, the service sends back an HTTP 200 \
         response with an empty HTTP body.\n\n## Errors\n\n\
         **SlowException**\n\nToo fast.\n\n**retryAfterSeconds**\n\nWhen.\n\n**Why**\n\n\
         HTTP Status Code: 429\n\n**NoSuchBox**\n\nGone.\n\n**message**\n\nHTTP Status Code: 404\n\n\
         **Broken**\n\nHTTP Status Code: 500\n\n \
         ** StaleException **   \nOld.  \n ** when **     \n  \n ** since **     \nThen.  \n\
         HTTP Status Code: 409\n",
    );
    let errors: Vec<_> = operation(&facts)
        .errors
        .iter()
        .map(|error| {
            let names: Vec<&str> = error.members.iter().map(|member| &*member.name).collect();
            format!("{} {:?} {}", error.name, error.status, names.join(","))
        })
        .collect();
    assert_eq!(
        errors,
        [
            "SlowException Some(429) retryAfterSeconds,Why",
            "NoSuchBox Some(404) message",
            "Broken Some(500) ",
            "StaleException Some(409) when,since"
        ]
    );
}

#[test]
fn a_word_of_a_path_is_no_label_for_its_name_alone() {
    let of = |request: &str, names: &[&str]| {
        let items: String = names
            .iter()
            .map(|name| format!("**[{name}](#API_MoveBox_RequestSyntax)**\n\nIt.\n\n"))
            .collect();
        let facts = copy(
            "MoveBox",
            &format!(
                "## Request Syntax\n\n```\n{request}\n```\n\n## URI Request Parameters\n\n{items}"
            ),
        );
        assert_eq!(facts.diagnostics, [], "{request}");
        path(operation(&facts)).to_owned()
    };
    let priority = of("POST /jobs/id/priority?priority=Priority HTTP/1.1", &["id", "priority"]);
    assert_eq!(priority, "/jobs/{id}/priority");
    let version = of("GET /slots/name/version/version HTTP/1.1", &["name", "version"]);
    assert_eq!(version, "/slots/{name}/version/{version}");
    let domain = of("GET /v1/domain?domain={{domain}} HTTP/1.1", &["domain"]);
    assert_eq!(domain, "/v1/domain");
    let domain = of("GET /v1/domain?domain=domain HTTP/1.1", &["domain"]);
    assert_eq!(domain, "/v1/domain");
}

#[test]
fn a_body_is_not_a_word_of_the_query() {
    let facts = copy(
        "PutTags",
        "## Request Syntax\n\n```\nPUT /?tags HTTP/1.1\nHost: Box.x.com\n<?xml version=\"1.0\"?>\n\
         <Tags>\n<Tag>\n<Key>string</Key>\n</Tag>\n...\n</Tags>\n```\n\n## URI Request Parameters\n\n\
         **[Box](#API_PutTags_RequestSyntax)**\n\nWhich.\n\nRequired: Yes\n\n## Request Body\n\n\
         The request accepts the following data in XML format.\n\n\
         **[Tags](#API_PutTags_RequestSyntax)**\n\nRoot level tag for the Tags parameters.\n\n\
         Required: Yes\n\n**[Tag](#API_PutTags_RequestSyntax)**\n\n\
         Type: Array of [Tag](api-tag.md) data types\n",
    );
    assert_eq!(facts.diagnostics, []);
    assert_eq!(path(operation(&facts)), "/{Box}?tags");
    let [_, body] = members(operation(&facts).input.as_ref()) else { panic!() };
    assert_eq!((&*body.name, body.wire.location), ("Tags", Some(Location::Payload)));
    assert_eq!(outline(members(Some(&body.node))), ["Tag body Tag list<Tag>"]);
    let facts = copy(
        "PutPolicy",
        "## Request Syntax\n\n```\nPUT /?policy HTTP/1.1\nHost: Box.x.com\n\n\
         { Policy in JSON format }\n```\n\n## URI Request Parameters\n\n\
         **[Box](#API_PutPolicy_RequestSyntax)**\n\nWhich.\n\n## Request Body\n\n\
         **[Policy](#API_PutPolicy_RequestSyntax)**\n\nType: String\n",
    );
    let found = outline(members(operation(&facts).input.as_ref()));
    assert_eq!(found[1], "Policy payload - string");
}

#[test]
fn anchors_of_types_called_type_and_places_told_twice() {
    let facts = page(
        "# Type\n<a name=\"API_Type\"></a>\n\n## Contents\n\n \
         ** name **   <a name=\"things-Type-Type-name\"></a>\nType: String\nRequired: No\n",
    );
    assert_eq!(outline(members(Some(&shape(&facts).node))), ["name body - string"]);
    let facts = page(
        "# GetBox\n<a name=\"API_Two_GetBox\"></a>\n\n## Request Syntax\n\n```\n\
         GET /box/{{name}} HTTP/1.1\n```\n\n## URI Request Parameters\n\n \
         ** [name](#API_Two_GetBox_RequestSyntax) **   \
         <a name=\"things-Two_GetBox-request-uri-uri-Name\"></a>\nWhich.\nRequired: Yes\n",
    );
    let input = members(operation(&facts).input.as_ref());
    assert_eq!(outline(input), ["Name path name Unstated(Any)"]);
}

/// The oldest pages.
#[test]
fn types_and_names_of_long_ago() {
    let facts = page(
        "# TagBox<a name=\"API_TagBox\"></a>\n\n## Description<a name=\"API_TagBox_Description\"></a>\n\n\
         Tags it\\.\n\n## Request Parameters<a name=\"x\"></a>\n\n `ARN`\n\nWhich\\.\n\nType: String\n\n\
         Required: Yes\n\n`Names`\n\nWith what\\. `More`\n\nType: String list  \n \
         Length constraints: Minimum length of 3\\.   \n Required: No \n\n\
         ## Response Elements<a name=\"y\"></a>\n\n \
         The following element is returned in a structure named `TagBoxResult`\\. \n\n \
         **When**   \nType: DateTime  \n\n **Tags**   \nType: [Tag](API_Tag.md) list \n\n\
         ## Errors<a name=\"z\"></a>\n\n **Base**   \nIt failed\\.\n\nLimitException  \nToo many\\.\n",
    );
    assert_eq!(facts.diagnostics, []);
    let operation = operation(&facts);
    assert_eq!(operation.documentation.as_deref(), Some("Tags it."));
    let input = members(operation.input.as_ref());
    assert_eq!(outline(input), ["ARN body ARN string", "Names body Names list<string>"]);
    assert_eq!((input[0].required, input[1].required), (Some(true), Some(false)));
    let output = outline(members(operation.output.as_ref()));
    assert_eq!(output, ["When body When timestamp", "Tags body Tags list<Tag>"]);
    let errors: Vec<&str> = operation.errors.iter().map(|error| &*error.name).collect();
    assert_eq!(errors, ["Base", "LimitException"]);
}

#[test]
fn values_are_none_where_they_are_a_sentence() {
    let facts = data_type(
        "Box",
        "**a**\n\nType: String\n\nValid Values: A valid IP address.\n\nRequired: No\n\n\
         **b**\n\nType: String\n\nValid Values: `'ONE_DAY' | 'TWO_DAYS'`\n\nRequired: No\n\n\
         **c**\n\nType: String\n\nValid Values: x | y\n\nRequired: No\n\n\
         **d**\n\nType: String\n\nPattern: `[a-z`_]+`\n\nRequired: No\n\n\
         **e**\n\nType: Array of strings\n\nLength Constraints: Fixed length of 3.\n\nRequired: No\n",
    );
    let found = members(Some(&shape(&facts).node));
    let kinds: Vec<String> = found.iter().map(|member| kind(&member.node.kind)).collect();
    assert_eq!(kinds, ["string", "ONE_DAY|TWO_DAYS", "x|y", "string", "list<string>"]);
    let pattern = |at: usize| found[at].node.limits.pattern.clone();
    assert_eq!(pattern(3).as_deref(), Some("[a-z`_]+"));
    let [sentence] = &facts.diagnostics[..] else { panic!("{:?}", facts.diagnostics) };
    assert_eq!(sentence.rule.id, "facts-not-read");
}
