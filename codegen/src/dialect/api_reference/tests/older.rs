//! Pages of before 2023.

use super::{members, operation, outline, page};

/// GitHub's until 2023, with HTTP.
#[test]
fn an_older_request_with_names_as_they_stand() {
    let facts = page(
        r#"# RunThing<a name="API_RunThing"></a>

Runs a thing\.

## Request Syntax<a name="API_RunThing_RequestSyntax"></a>

```
PUT /2019/things/ARN/run?Mode=Mode HTTP/1.1
X-Log: LogType

Payload
```

## URI Request Parameters<a name="API_RunThing_RequestParameters"></a>

The request uses the following URI parameters\.

 ** [ARN](#API_RunThing_RequestSyntax) **   <a name="SSS-RunThing-request-Resource"></a>
Which\.  
Required: Yes

 ** [LogType](#API_RunThing_RequestSyntax) **   <a name="SSS-RunThing-request-LogType"></a>
How to log\.  
Valid Values:` None | Tail` 

 ** [Mode](#API_RunThing_RequestSyntax) **   <a name="SSS-RunThing-request-Mode"></a>
How to run\.

## Request Body<a name="API_RunThing_RequestBody"></a>

The request accepts the following binary data\.

 ** [Payload](#API_RunThing_RequestSyntax) **   <a name="SSS-RunThing-request-Payload"></a>
What to run it with\.

## Response Syntax<a name="API_RunThing_ResponseSyntax"></a>

```
HTTP/1.1 StatusCode
X-Result: Result

Payload
```

## Response Elements<a name="API_RunThing_ResponseElements"></a>

If the action is successful, the service sends back the following HTTP response\.

 ** [StatusCode](#API_RunThing_ResponseSyntax) **   <a name="SSS-RunThing-response-StatusCode"></a>
The status\.

The response returns the following HTTP headers\.

 ** [Result](#API_RunThing_ResponseSyntax) **   <a name="SSS-RunThing-response-Result"></a>
What came of it\.

The response returns the following as the HTTP body\.

 ** [Payload](#API_RunThing_ResponseSyntax) **   <a name="SSS-RunThing-response-Payload"></a>
What it said\.

## Errors<a name="API_RunThing_Errors"></a>

 **ThingFailure**   
It failed\.  
HTTP Status Code: 500
"#,
    );
    assert_eq!(facts.diagnostics, []);
    let operation = operation(&facts);
    let http = operation.http.as_ref().unwrap();
    assert_eq!((&*http.path, http.status), ("/2019/things/{ARN}/run", None));
    assert_eq!(
        outline(members(operation.input.as_ref())),
        [
            "Resource path ARN Unstated(Any)",
            "LogType header X-Log None|Tail",
            "Mode query - Unstated(Any)",
            "Payload payload - blob",
        ]
    );
    assert_eq!(
        outline(members(operation.output.as_ref())),
        [
            "StatusCode status - integer",
            "Result header X-Result Unstated(Any)",
            "Payload payload - blob",
        ]
    );
    assert_eq!(operation.errors[0].status, Some(500));
}

/// GitHub's, JSON alone, with links for keys.
#[test]
fn an_older_request_without_http() {
    let facts = page(
        r#"# PutThing<a name="API_PutThing"></a>

 *This action has been deprecated\.* 

Puts a thing\.

## Request Syntax<a name="API_PutThing_RequestSyntax"></a>

```
{
   "[Name](#Things-PutThing-request-Name)": "string",
   "[Parts](#Things-PutThing-request-Parts)": [ { "[When](API_Part.md#x)": number } ]
}
```

## Request Parameters<a name="API_PutThing_RequestParameters"></a>

For information about the parameters that are common to all actions, see [Common Parameters](CommonParameters.md)\.

The request accepts the following data in JSON format\.

**Note**  
In the following list, the required parameters are described first\.

 ** [Name](#API_PutThing_RequestSyntax) **   
Its name\.  
**Note**  
Not too long\.
Type: String  
Length Constraints: Minimum length of 1\. Maximum length of 9\.  
Required: Yes

 ** [ Parts ](#API_PutThing_RequestSyntax) **   
Type: Array of [ Part ](API_Part.md) objects  
Required: No

## Response Elements<a name="API_PutThing_ResponseElements"></a>

If the action is successful, the service sends back an HTTP 200 response with an empty HTTP body\.
"#,
    );
    assert_eq!(facts.diagnostics, []);
    let operation = operation(&facts);
    assert!(operation.deprecated);
    assert_eq!(operation.http, None);
    assert_eq!(operation.output, None);
    let input = members(operation.input.as_ref());
    assert_eq!(outline(input), ["Name body Name string", "Parts body Parts list<Part>"]);
    assert_eq!(input[0].required, Some(true));
    assert_eq!(
        input[0].node.documentation.as_deref(),
        Some("Its name.\\\n**Note**\\\nNot too long.")
    );
}
