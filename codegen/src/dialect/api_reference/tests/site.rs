//! The site's own HTML, and copies of it as Markdown.

use super::{kind, members, operation, outline, page, shape};
use crate::facts::Location;

/// What every page of the site has around what it says, and a page in the middle of it.
fn site(title: &str, body: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<html><head><title>{title} - Things</title><script>if (a < b) {{}}</script>\
         </head>\n<body><nav><ul><li><a href=\"Welcome.html\">Welcome</a></li></ul></nav>\n\
         <div id=\"main-content\"><div id=\"main-col-body\">\n\
         <h1 class=\"topictitle\" id=\"API_{title}\">{title}</h1>\n{body}\n</div></div>\n\
         <footer><p>Terms</p></footer></body></html>\n"
    )
}

const FIND: &str = r##"<p>Finds things.</p>
<h2 id="API_FindThings_RequestSyntax">Request Syntax</h2>
<pre class="programlisting"><code class="nohighlight">POST /boxes/<code class="replaceable">boxId</code>/things?color=<code class="replaceable">color</code> HTTP/1.1
X-Trace: <code class="replaceable">traceId</code>
Content-type: application/json

{
   "filters": [
      {
         "at": <code class="replaceable">number</code>
      }
   ]
}</code></pre>
<h2 id="API_FindThings_RequestParameters">URI Request Parameters</h2>
<p>The request uses the following URI parameters.</p>
<div class="variablelist"><dl>
<dt><a id="thingsvc-FindThings-request-uri-boxId"></a><b><span class="term"><a href="#API_FindThings_RequestSyntax">boxId</a></span></b></dt>
<dd><p>The box.</p><p>Length Constraints: Fixed length of 36.</p><p>Pattern: <code class="code">[a-z|`]+</code>
</p><p>Required: Yes</p></dd>
<dt><span class="term"><a id="thingsvc-FindThings-request-uri-color"></a><b><a href="#API_FindThings_RequestSyntax">color</a></b></span></dt>
<dd><p>Its color:</p><div class="itemizedlist"><ul><li><p>one</p></li></ul></div>
<p>Valid Values: <code class="code">Red | Green</code></p></dd>
<dt id="thingsvc-FindThings-request-traceId"><b><span class="term"><a href="#API_FindThings_RequestSyntax">X-Trace</a></span></b></dt>
<dd><p>The trace.</p></dd>
</dl></div>
<h2 id="API_FindThings_RequestBody">Request Body</h2>
<p>The request accepts the following data in JSON format.</p>
<div class="variablelist"><dl>
<dt><a id="thingsvc-FindThings-request-filters"></a><b><span class="term"><a href="#API_FindThings_RequestSyntax">filters</a></span></b></dt>
<dd><p>All of them must hold.</p><p>Type: Array of <a href="./API_Filter.html">Filter</a> objects</p><p>Required: No</p></dd>
</dl></div>
<h2 id="API_FindThings_ResponseSyntax">Response Syntax</h2>
<pre class="programlisting"><code class="nohighlight">HTTP/1.1 202</code></pre>
<h2 id="API_FindThings_ResponseElements">Response Elements</h2>
<p>If the action is successful, the service sends back an HTTP 202 response with an empty HTTP body.</p>
<h2 id="API_FindThings_Errors">Errors</h2>
<p>For information about the errors that are common to all actions, see <a href="./CommonErrors.html">Common Errors</a>.</p>
<div class="variablelist"><dl>
<dt><b><span class="term">GoneException</span></b></dt>
<dd><p>It is gone.</p><div class="variablelist"><dl><dt><b><span class="term">message</span></b></dt><dd><p>Why.</p></dd></dl></div><p>HTTP Status Code: 410</p></dd>
</dl></div>
<h2 id="API_FindThings_SeeAlso">See Also</h2>
<div class="itemizedlist"><ul><li><p><a href="https://docs.aws.amazon.com/goto/boto3/thing-svc-2020-02-20/FindThings">AWS SDK for Python</a></p></li></ul></div>"##;

#[test]
fn the_sites_own_html() {
    let facts = page(&site("FindThings", FIND));
    assert_eq!(facts.diagnostics, []);
    assert_eq!(facts.service.uid.as_deref(), Some("thing-svc-2020-02-20"));
    assert_eq!(facts.service.anchor.as_deref(), Some("thingsvc"));
    let operation = operation(&facts);
    assert_eq!(operation.documentation.as_deref(), Some("Finds things."));
    let http = operation.http.as_ref().unwrap();
    assert_eq!((&*http.method, &*http.path), ("POST", "/boxes/{boxId}/things"));
    assert_eq!(http.status, Some(202));
    let input = members(operation.input.as_ref());
    assert_eq!(
        outline(input),
        [
            "boxId path - string",
            "color query - Red|Green",
            "traceId header X-Trace Unstated(Any)",
            "filters body - list<Filter>",
        ]
    );
    assert_eq!(input[0].required, Some(true));
    assert_eq!(input[0].node.documentation.as_deref(), Some("The box."));
    let limits = &*input[0].node.limits;
    assert_eq!(limits.pattern.as_deref(), Some("[a-z|`]+"));
    assert_eq!(input[1].node.documentation.as_deref(), Some("Its color:\n\n- one"));
    assert_eq!(input[0].node.line, 22);
    let [gone] = &operation.errors[..] else { panic!("{:?}", operation.errors) };
    assert_eq!((&*gone.name, gone.status), ("GoneException", Some(410)));
    assert_eq!(gone.documentation.as_deref(), Some("It is gone."));
    assert_eq!(outline(&gone.members), ["message body - string"]);
}

#[test]
fn a_data_type_in_html() {
    let facts = page(&site(
        "Filter",
        "<p>What to find.</p><h2 id=\"API_Filter_Contents\">Contents</h2>\n\
         <div class=\"variablelist\"><dl><dt><a id=\"thingsvc-Type-Filter-at\"></a><b>\
         <span class=\"term\">at</span></b></dt><dd><p>When.</p><p>Type: Timestamp</p>\
         <p>Required: Yes</p></dd></dl></div>",
    ));
    let shape = shape(&facts);
    assert_eq!(
        (&*shape.name, shape.node.documentation.as_deref()),
        ("Filter", Some("What to find."))
    );
    assert_eq!(outline(members(Some(&shape.node))), ["at body - timestamp"]);
}

/// Documents that have YAML before them, a title of somebody else's, and braces of one kind.
#[test]
fn a_copy_with_more_around_it() {
    let facts = page(
        "---\nid: x\nsource: \"AWS\"\n---\n\n# PutThing\n\n> **source:** AWS\n\n# PutThing\n\
         <a name=\"API_PutThing\"></a>\n\nPuts it.\n\n## Request Syntax\n\n```\n\
         PUT /{Key+}?put&put-type=2&mode=`Mode` HTTP/1.1\nHost: `Bucket`.x.com\n\
         x-size: `Size`\n```\n\n## URI Request Parameters\n\n\
         **[Bucket](#API_PutThing_RequestSyntax \"#API_PutThing_RequestSyntax\")**\n\n\
         Where.\n\nRequired: Yes\n\n**[Key](#API_PutThing_RequestSyntax)**\n\nWhich.\n\n\
         Required: Yes\n\n**[mode](#API_PutThing_RequestSyntax)**\n\nHow.\n\n\
         **[x-size](#API_PutThing_RequestSyntax)**\n\nHow big.\n",
    );
    assert_eq!(facts.diagnostics, []);
    let operation = operation(&facts);
    assert_eq!(operation.line, 10);
    assert_eq!(operation.http.as_ref().unwrap().path, "/{Bucket}/{Key+}?put&put-type=2");
    assert_eq!(
        outline(members(operation.input.as_ref())),
        [
            "Bucket path - Unstated(Any)",
            "Key path - Unstated(Any)",
            "Mode query mode Unstated(Any)",
            "Size header x-size Unstated(Any)",
        ]
    );
}

/// Names on the wire are all that the query protocols tell.
#[test]
fn what_is_listed_has_a_number() {
    let facts = page(
        "# ListThings\n<a name=\"API_ListThings\"></a>\n\nLists them.\n\n## Request Parameters\n\n\
         For parameters that are common to all actions, see [Common](CommonParameters.md).\n\n\
         \x20**Attributes** Attributes.entry.N.key (key)Attributes.entry.N.value (value)\n\
         Some.\nType: String to string map\nRequired: No\n\n\
         \x20**Names.member.N**\nWhich.\nType: Array of strings\nRequired: Yes\n\n\
         \x20**Values.Value.N**\nMore.\n**Constraints:**\nFew.\nType: Array of strings\nRequired: No\n",
    );
    assert_eq!(facts.diagnostics, []);
    let input = members(operation(&facts).input.as_ref());
    assert_eq!(
        outline(input),
        [
            "Attributes body Attributes map<string, string>",
            "Names body Names list<string>",
            "Values body Values list<string>",
        ]
    );
    assert_eq!(input[1].required, Some(true));
    assert_eq!(operation(&facts).http, None);
}

#[test]
fn the_element_that_is_the_body() {
    let of = |root: &str| {
        let facts = page(&format!(
            "# GetThing\n<a name=\"API_GetThing\"></a>\n\n## Response Syntax\n\n```\nHTTP/1.1 200\n\
             x-n: {{{{N}}}}\n<?xml version=\"1.0\"?>\n<{root}>\n<A>string</A>\n</{root}>\n```\n\n\
             ## Response Elements\n\nThe response returns the following HTTP headers.\n\n\
             \x20** [x-n](#API_GetThing_ResponseSyntax) **   <a name=\"t-GetThing-response-N\"></a>\n\
             How many.\n\nThe following data is returned in XML format by the service.\n\n\
             \x20** [{root}](#API_GetThing_ResponseSyntax) **   <a name=\"t-GetThing-response-{root}\"></a>\n\
             Root level tag for the {root} parameters.\nRequired: Yes\n\n\
             \x20** [A](#API_GetThing_ResponseSyntax) **   <a name=\"t-GetThing-response-As\"></a>\n\
             What.\nType: Array of strings\n"
        ));
        members(operation(&facts).output.as_ref()).to_vec()
    };
    // Whether it is a member is not the page's to say.
    for root in ["GetThingResult", "Thing"] {
        let [_, body] = &of(root)[..] else { panic!() };
        assert_eq!((&*body.name, body.wire.location), (root, Some(Location::Payload)));
        assert_eq!(outline(members(Some(&body.node))), ["As body A list<string>"]);
        assert!(kind(&body.node.kind).starts_with("Structure"));
    }
}

/// What is set off before a heading is text, and no term that the heading says something of.
#[test]
fn a_quote_before_a_heading_refuses_nothing() {
    let heading = "<h2 id=\"API_FindThings_RequestSyntax\">";
    for quote in [
        "<blockquote><p>Mind this</p></blockquote>",
        "<blockquote>Mind this</blockquote><p>More.</p>",
        "<blockquote><p>Mind.</p><p>This.</p></blockquote>",
        "<blockquote>Mind this",
    ] {
        let facts = page(&site("FindThings", &FIND.replace(heading, &format!("{quote}{heading}"))));
        assert_eq!(facts.diagnostics, []);
        let operation = operation(&facts);
        assert!(operation.documentation.as_deref().unwrap().contains("Mind"));
        assert_eq!(members(operation.input.as_ref()).len(), 4, "{quote}");
    }
}
