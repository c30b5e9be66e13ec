//! Pages in each of the three dialects, in words of our own.

mod copies;
mod older;
mod renamed;
mod site;
mod wire;

use std::path::Path;
use std::sync::Arc;

use crate::dialect::read;
use crate::facts::{
    Container, Kind, Length, Location, Member, OperationFacts, PageFacts, Scalar, ShapeFacts,
    Shown, Statement,
};

fn page(text: &str) -> PageFacts {
    read(&Arc::from(Path::new("page.md")), text).expect("a page")
}

fn operation(facts: &PageFacts) -> &OperationFacts {
    match &facts.statements[..] {
        [Statement::Operation(operation)] => operation,
        other => panic!("no operation: {other:?}"),
    }
}

fn shape(facts: &PageFacts) -> &ShapeFacts {
    match &facts.statements[..] {
        [Statement::Shape(shape)] => shape,
        other => panic!("no shape: {other:?}"),
    }
}

fn members(node: Option<&crate::facts::Node>) -> &[Member] {
    match node.map(|node| &node.kind) {
        Some(Kind::Structure(members) | Kind::Union(members)) => members,
        None => &[],
        other => panic!("no members: {other:?}"),
    }
}

/// `name location wire type` of each member.
fn outline(members: &[Member]) -> Vec<String> {
    let line = |member: &Member| {
        let location = member.wire.location.map_or("body", Location::as_str);
        let wire = member.wire.name.as_deref().unwrap_or("-");
        format!("{} {location} {wire} {}", member.name, kind(&member.node.kind))
    };
    members.iter().map(line).collect()
}

fn kind(of: &Kind) -> String {
    match of {
        Kind::Scalar(scalar) => scalar.as_str().to_owned(),
        Kind::Enum(values) => values.join("|"),
        Kind::List(element) => format!("list<{}>", kind(&element.kind)),
        Kind::Map(key, value) => format!("map<{}, {}>", kind(&key.kind), kind(&value.kind)),
        Kind::Named(name) => name.to_string(),
        other => format!("{other:?}"),
    }
}

/// The dialect of today.
const TODAY: &str = r#"# FindThings
<a name="API_FindThings"></a>

Finds things in a box.

## Request Syntax
<a name="API_FindThings_RequestSyntax"></a>

```
POST /boxes/{{boxId}}/things/{{path+}}?max-items={{maxItems}}&color={{color}}&tag={{tags}} HTTP/1.1
X-Trace: {{traceId}}
Content-type: application/json

{
   "since": "string",
   "filters": [
      {
         "at": number
      }
   ]
}
```

## URI Request Parameters
<a name="API_FindThings_RequestParameters"></a>

The request uses the following URI parameters.

 ** [boxId](#API_FindThings_RequestSyntax) **   <a name="thingsvc-FindThings-request-uri-boxId"></a>
The box.  
Length Constraints: Fixed length of 36.  
Pattern: `[a-z|`]+`   
Required: Yes

 ** [color](#API_FindThings_RequestSyntax) **   <a name="thingsvc-FindThings-request-uri-color"></a>
Its color.  
Valid Values: `Red | Green` 

 ** [max-items](#API_FindThings_RequestSyntax) **   <a name="thingsvc-FindThings-request-uri-maxItems"></a>
How many.

**Some heading**
+ one
+ two
still two
Valid Range: Minimum value of 1. Maximum value of 50.

 ** [path](#API_FindThings_RequestSyntax) **   <a name="thingsvc-FindThings-request-uri-path"></a>
Where.  
Required: Yes

 ** [tag](#API_FindThings_RequestSyntax) **   <a name="thingsvc-FindThings-request-uri-tags"></a>
Array Members: Minimum number of 0 items. Maximum number of 3 items.

 ** [X-Trace](#API_FindThings_RequestSyntax) **   <a name="thingsvc-FindThings-request-traceId"></a>
The trace.

## Request Body
<a name="API_FindThings_RequestBody"></a>

The request accepts the following data in JSON format.

 ** [filters](#API_FindThings_RequestSyntax) **   <a name="thingsvc-FindThings-request-filters"></a>
All of them must hold.  
Type: Array of [Filter](API_Filter.md) objects  
Array Members: Fixed number of 1 item.  
Required: No

 ** [since](#API_FindThings_RequestSyntax) **   <a name="thingsvc-FindThings-request-since"></a>
Type: Timestamp  
Required: Yes

## Response Syntax
<a name="API_FindThings_ResponseSyntax"></a>

```
HTTP/1.1 202
x-count: {{count}}
Content-type: application/json

{
   "things": {
      "string" : [ "string" ]
   }
}
```

## Response Elements
<a name="API_FindThings_ResponseElements"></a>

If the action is successful, the service sends back an HTTP 202 response.

The response returns the following HTTP headers.

 ** [x-count](#API_FindThings_ResponseSyntax) **   <a name="thingsvc-FindThings-response-count"></a>
How many there are.

The following data is returned in JSON format by the service.

 ** [things](#API_FindThings_ResponseSyntax) **   <a name="thingsvc-FindThings-response-things"></a>
Things by name.  
Type: String to array of strings map  
Map Entries: Maximum number of 2 items.  
Valid Keys: `big | small`   
Key Length Constraints: Minimum length of 1.  
Value Pattern: `x+` 

## Errors
<a name="API_FindThings_Errors"></a>

For information about the errors that are common to all actions, see [Common Error Types](CommonErrors.md).

 ** GoneException **   
It is gone.  
 ** boxId **   
The box that is gone.  
 ** Retry-After **   
When to come again.  
HTTP Status Code: 410

 ** SlowException **   
Too fast.  
HTTP Status Code: 429

## See Also
<a name="API_FindThings_SeeAlso"></a>

For more information, see the following:
+  [AWS SDK for Python](https://docs.aws.amazon.com/goto/boto3/thing-svc-2020-02-20/FindThings) 
"#;

#[test]
fn a_request_of_today() {
    let facts = page(TODAY);
    assert_eq!(facts.diagnostics, []);
    assert_eq!(facts.service.uid.as_deref(), Some("thing-svc-2020-02-20"));
    assert_eq!(facts.service.anchor.as_deref(), Some("thingsvc"));
    let operation = operation(&facts);
    assert_eq!(operation.name.as_deref(), Some("FindThings"));
    assert_eq!(operation.documentation.as_deref(), Some("Finds things in a box."));
    let http = operation.http.as_ref().unwrap();
    assert_eq!((&*http.method, &*http.path), ("POST", "/boxes/{boxId}/things/{path+}"));
    assert_eq!(http.status, Some(202));
    let input = members(operation.input.as_ref());
    assert_eq!(
        outline(input),
        [
            "boxId path - string",
            "color query - Red|Green",
            "maxItems query max-items integer",
            "path path - Unstated(Any)",
            "tags query tag list<string>",
            "traceId header X-Trace Unstated(Any)",
            "filters body - list<Filter>",
            "since body - timestamp",
        ]
    );
    let required: Vec<_> = input.iter().map(|member| member.required == Some(true)).collect();
    assert_eq!(required, [true, false, false, true, false, false, false, true]);
    let limits = |at: usize| &*input[at].node.limits;
    assert_eq!(limits(0).length, Some(Length { min: Some(36), max: Some(36) }));
    assert_eq!(limits(2).range.as_ref().unwrap().max.as_deref(), Some("50"));
    assert_eq!(limits(6).length, Some(Length { min: Some(1), max: Some(1) }));
    assert_eq!(
        input[2].node.documentation.as_deref(),
        Some("How many.\n\n**Some heading**\n\n- one\n- two still two")
    );
    assert_eq!(input[0].node.line, 29);
}

#[test]
fn a_response_of_today() {
    let facts = page(TODAY);
    let operation = operation(&facts);
    let output = members(operation.output.as_ref());
    assert_eq!(
        outline(output),
        ["count header x-count Unstated(Any)", "things body - map<big|small, list<string>>"]
    );
    assert!(output.iter().all(|member| member.required.is_none()));
    let Kind::Map(key, value) = &output[1].node.kind else { panic!() };
    assert_eq!(key.limits.length.unwrap().min, Some(1));
    let Kind::List(element) = &value.kind else { panic!() };
    assert_eq!(element.limits.pattern.as_deref(), Some("x+"));
    assert_eq!(output[1].node.limits.length.unwrap().max, Some(2));
    let at = Shown::Fields(vec![("at".into(), Shown::Number)]);
    let Some(Shown::Fields(shown)) = operation.shown_input.as_deref() else { panic!() };
    assert_eq!(shown[1], ("filters".into(), Shown::List(Box::new(at))));

    let [gone, slow] = &operation.errors[..] else { panic!("{:?}", operation.errors) };
    assert_eq!((&*gone.name, gone.status), ("GoneException", Some(410)));
    assert_eq!(gone.documentation.as_deref(), Some("It is gone."));
    let names: Vec<_> = gone.members.iter().map(|member| &*member.name).collect();
    assert_eq!(names, ["boxId"]);
    assert_eq!((&*slow.name, slow.status), ("SlowException", Some(429)));
}

#[test]
fn a_label_with_a_longer_name() {
    let facts = page(
        "# DropBox<a name=\"API_DropBox\"></a>\n\n## Request Syntax<a name=\"x\"></a>\n\n```\n\
         DELETE /v1/Boxes/BoxName HTTP/1.1\n```\n\n## URI Request Parameters<a name=\"y\"></a>\n\n\
         \x20** [Name](#API_DropBox_RequestSyntax) **   <a name=\"b-DropBox-request-Name\"></a>\n\
         Which\\.  \nLength Constraints: Minimum length of 1\\.\n",
    );
    assert_eq!(facts.diagnostics, []);
    let operation = operation(&facts);
    assert_eq!(operation.http.as_ref().unwrap().path, "/v1/Boxes/{BoxName}");
    assert_eq!(outline(members(operation.input.as_ref())), ["Name path BoxName string"]);
}

/// A structure that is the whole body.
#[test]
fn a_payload_shows_what_is_in_it() {
    let facts = page(
        "# SetBox\n<a name=\"API_SetBox\"></a>\n\n## Request Syntax\n\n```\nPUT /box HTTP/1.1\n\n\
         {\n   \"Width\": number,\n   \"At\": \"string\"\n}\n```\n\n## Request Body\n\n\
         The request accepts the following data in JSON format.\n\n\
         \x20** [Box](#API_SetBox_RequestSyntax) **   <a name=\"b-SetBox-request-Box\"></a>\n\
         Type: [Box](API_Box.md) object  \nRequired: Yes\n",
    );
    let operation = operation(&facts);
    assert_eq!(outline(members(operation.input.as_ref())), ["Box payload - Box"]);
    let Some(Shown::Fields(shown)) = operation.shown_input.as_deref() else { panic!() };
    assert_eq!(&*shown[0].0, "Box");
}

#[test]
fn a_data_type() {
    let facts = page(
        r#"# Part<a name="API_streaming_Part"></a>

One part\.

## Contents<a name="API_streaming_Part_Contents"></a>

**Important**  
This data type is a UNION, so only one of the following members can be specified when used or returned\.

 ** Size **   <a name="Things-Type-streaming_Part-Size"></a>
Type: Long  
Valid Range: Fixed value of 3\.  
Required: No

 ** Kinds **   <a name="Things-Type-streaming_Part-Kinds"></a>
Type: Array of strings  
Valid Values:` A | B`   
Required: Yes

 ** Odd **   <a name="Things-Type-streaming_Part-Odd"></a>
Type: Who knows  

 ** Failure **   <a name="Things-Type-streaming_Part-Failure"></a>
Type: Exception  

## See Also<a name="API_streaming_Part_SeeAlso"></a>
+  [ AWS SDK for C\+\+](https://docs.aws.amazon.com/goto/SdkForCpp/thing-streaming-2017-10-26/Part) 
"#,
    );
    let shape = shape(&facts);
    assert_eq!((&*shape.name, shape.line), ("Part", 1));
    assert_eq!(facts.service.uid.as_deref(), Some("thing-streaming-2017-10-26"));
    assert_eq!(facts.service.anchor.as_deref(), Some("Things-streaming"));
    let Kind::Union(members) = &shape.node.kind else { panic!() };
    assert_eq!(
        outline(members)[..2],
        ["Size body - long".to_owned(), "Kinds body - list<A|B>".to_owned()]
    );
    assert_eq!(members[2].node.kind, Kind::Unstated(Container::Any));
    assert_eq!(members[3].node.kind, Kind::Unstated(Container::Dict));
    let [odd] = &facts.diagnostics[..] else { panic!("{:?}", facts.diagnostics) };
    assert_eq!((odd.rule.id, odd.place.line), ("type-not-understood", 21));
}

/// A data type of the oldest pages: no anchors.
#[test]
fn members_without_anchors() {
    let facts = page(
        "# Value<a name=\"API_Value\"></a>\n\n## Contents<a name=\"API_Value_Contents\"></a>\n\n\
         **Note**  \nIn the following list, the required parameters are described first\\.\n\n\
         \x20**B**   \nFor example:  \n `\"B\": 1`   \nType: Base64\\-encoded binary data object  \n\
         Required: No\n\n **M**   \nType: String to [Value](#API_Value) object map  \n\
         Key Length Constraints: Maximum length of 65535\\.  \nRequired: No\n",
    );
    let shape = shape(&facts);
    assert_eq!(
        outline(members(Some(&shape.node))),
        ["B body B blob", "M body M map<string, Value>"]
    );
    let value = &members(Some(&shape.node))[0];
    assert_eq!(value.node.kind, Kind::Scalar(Scalar::Blob));
}

#[test]
fn pages_of_lists_state_nothing() {
    for text in [
        "# Actions<a name=\"API_Operations\"></a>\n\nThe following actions are supported:\n",
        "# Common Errors<a name=\"CommonErrors\"></a>\n\n **AccessDenied**  \nNo\\.\n",
    ] {
        let facts = page(text);
        assert!(facts.statements.is_empty());
        assert!(facts.left_out.is_some());
    }
}

#[test]
fn cut_pages_do_not_panic() {
    for end in (0..TODAY.len()).step_by(37) {
        let _ = read(&Arc::from(Path::new("page.md")), &TODAY[..end]);
    }
}
