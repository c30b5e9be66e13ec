//! Small pages for what the renderer does now and then.

use std::path::Path;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::facts::{
    Account, Container, Kind, Member, Node, OperationFacts, PageFacts, Scalar, Statement,
};

/// A client's page in the renderer's own layout.
struct Page<'a> {
    signature: &'a str,
    intro: &'a str,
    request: &'a str,
    parameters: &'a str,
    response: Option<(&'a str, &'a str)>,
}

impl Page<'_> {
    fn text(&self) -> String {
        let mut text =
            String::from(":doc:`S <../../s>` / Client / do_it\n\n*****\ndo_it\n*****\n\n");
        text += &format!("\n\n.. py:method:: S.Client.do_it({})\n\n  \n\n", self.signature);
        text += &block(self.intro, 2);
        text += "\n\n  See also: `AWS API Documentation \
                 <https://docs.aws.amazon.com/goto/WebAPI/s-2020-01-01/DoIt>`_  \n\n\n";
        text += "  **Request Syntax**\n  ::\n\n";
        text += &block(self.request, 4);
        text += "\n    \n";
        text += &block(self.parameters, 2);
        text += "\n\n  \n";
        match self.response {
            None => text += "  :returns: None",
            Some((syntax, list)) => {
                text += "  :rtype: dict\n  :returns: \n    \n    **Response Syntax**\n\n    \n    ::\n\n";
                text += &block(syntax, 6);
                text += "\n      \n    **Response Structure**\n\n    \n\n";
                text += &block(list, 4);
                text += "\n\n  ";
            }
        }
        text
    }

    fn read(&self) -> Result<PageFacts, Diagnostic> {
        let path: Arc<Path> = Arc::from(Path::new("page.rst"));
        crate::dialect::read(&path, &self.text())
    }

    fn operation(&self) -> (OperationFacts, Vec<&'static str>) {
        let mut page = self.read().unwrap_or_else(|error| panic!("{error}\n{}", self.text()));
        let rules = page.diagnostics.iter().map(|diagnostic| diagnostic.rule.id).collect();
        match page.statements.pop() {
            Some(Statement::Operation(operation)) => (operation, rules),
            other => panic!("{other:?}"),
        }
    }
}

fn block(text: &str, indent: usize) -> String {
    let lines = text.lines().map(|line| format!("{}{line}\n", " ".repeat(indent)));
    lines.collect()
}

const NOTHING: Page<'_> = Page {
    signature: "",
    intro: "Does it.",
    request: "response = client.do_it()",
    parameters: "",
    response: None,
};

fn input(request: &str, parameters: &str) -> (Vec<Member>, Vec<&'static str>) {
    let page = Page { signature: "**kwargs", request, parameters, ..NOTHING };
    let (operation, rules) = page.operation();
    (members(operation.input.unwrap()), rules)
}

fn output(syntax: &str, list: &str) -> (Node, Vec<&'static str>) {
    let page = Page { response: Some((syntax, list)), ..NOTHING };
    let (operation, rules) = page.operation();
    (operation.output.unwrap(), rules)
}

fn members(node: Node) -> Vec<Member> {
    match node.kind {
        Kind::Structure(members) | Kind::Union(members) => members,
        other => panic!("{other:?}"),
    }
}

fn documentation(member: &Member) -> &str {
    member.node.documentation.as_deref().unwrap_or_default()
}

#[test]
fn an_operation_may_take_and_return_nothing() {
    let (operation, rules) = NOTHING.operation();
    assert_eq!((operation.input, operation.output), (None, None));
    assert_eq!(operation.name.as_deref(), Some("DoIt"));
    assert_eq!(operation.documentation.as_deref(), Some("Does it."));
    assert_eq!(rules, [""; 0]);
}

#[test]
fn an_operation_may_return_an_empty_structure() {
    let (node, rules) = output("{}", "- *(dict) --* ");
    assert_eq!(node.kind, Kind::Structure(vec![]));
    assert_eq!(rules, [""; 0]);
}

#[test]
fn deprecation_is_a_flag_and_not_documentation() {
    let intro = "Does it.\n\n\n\n.. danger::\n\n  This operation is deprecated and may not function as \
                 expected. This operation should not be used going forward and is only kept for \
                 the purpose of backwards compatiblity.\n";
    let (operation, _) = Page { intro, ..NOTHING }.operation();
    assert!(operation.deprecated);
    assert_eq!(operation.documentation.as_deref(), Some("Does it."));
}

#[test]
fn the_name_of_the_operation_may_be_unknown() {
    let text = NOTHING.text();
    let (before, after) = text.split_once("  See also").unwrap();
    let text = format!("{before}{}", &after[after.find('\n').unwrap()..]);
    let page = crate::dialect::read(&Arc::from(Path::new("page.rst")), &text).unwrap();
    let [Statement::Operation(operation)] = &page.statements[..] else { panic!() };
    assert_eq!((operation.name.as_deref(), operation.method.as_deref()), (None, Some("do_it")));
    assert_eq!(page.service.uid, None);
}

#[test]
fn documentation_may_begin_on_the_line_of_the_name() {
    let (members, rules) = input(
        "response = client.do_it(\n    a='string',\n    b=[\n        'string',\n    ]\n)",
        ":type a: string\n:param a: **[REQUIRED]** The *first*.\n\n  More of it.\n\n\n\
         :type b: list\n:param b: The second.\n\n\n  - *(string) --* An element.\n",
    );
    assert_eq!(rules, [""; 0]);
    assert_eq!(documentation(&members[0]), "The *first*.\n\nMore of it.");
    assert_eq!(members[0].required, Some(true));
    assert_eq!(documentation(&members[1]), "The second.");
    let Kind::List(element) = &members[1].node.kind else { panic!() };
    assert_eq!(element.documentation.as_deref(), Some("An element."));
}

#[test]
fn an_idempotency_token_is_a_flag_and_not_documentation() {
    let (members, _) = input(
        "response = client.do_it(\n    a='string',\n    b='string',\n    c='string'\n)",
        ":type a: string\n:param a: \n\n  A token.\n\n  This field is autopopulated if not provided.\n\n\
         :type b: string\n:param b: A token.This field is autopopulated if not provided.\n\n\
         :type c: string\n:param c: \n\n  * one\n\n  * two\n\n\n  This field is autopopulated if not provided.\n",
    );
    assert!(members.iter().all(|member| member.idempotency_token));
    assert_eq!(documentation(&members[0]), "A token.");
    assert_eq!(documentation(&members[1]), "A token.");
    assert_eq!(documentation(&members[2]), "- one\n- two");
}

#[test]
fn the_list_tells_a_map_from_a_structure_with_a_member_called_string() {
    let syntax =
        "{\n    'a': {\n        'string': 123\n    },\n    'b': {\n        'string': 123\n    }\n}";
    let list = "- *(dict) --* \n  \n\n  - **a** *(dict) --* \n    \n\n    - *(string) --* Key.\n      \n\n      \
                - *(integer) --* Value.\n\n  - **b** *(dict) --* \n    \n\n    - **string** *(integer) --* \n";
    let (node, rules) = output(syntax, list);
    let members = members(node);
    assert_eq!(rules, [""; 0]);
    let Kind::Map(key, value) = &members[0].node.kind else { panic!("{members:?}") };
    assert_eq!(
        (&key.kind, &value.kind),
        (&Kind::Scalar(Scalar::String), &Kind::Scalar(Scalar::Integer))
    );
    assert_eq!(key.documentation.as_deref(), Some("Key."));
    assert_eq!(value.documentation.as_deref(), Some("Value."));
    let Kind::Structure(inner) = &members[1].node.kind else { panic!("{members:?}") };
    assert_eq!(&*inner[0].name, "string");
}

#[test]
fn types_come_from_block_and_list_together() {
    let syntax = "{\n    'float': ...,\n    'double': 123.0,\n    'document': {...}|[...]|123|123.4|'string'|True|None,\n    \
                  'header': {...}|[...]|123|123.4|'string'|True|None,\n    'body': StreamingBody(),\n    \
                  'when': datetime(2015, 1, 1),\n    'one': 'only',\n    'loose': 'string'\n}";
    let list = "- *(dict) --* \n  \n\n  - **float** *(float) --* \n\n  - **double** *(float) --* \n\n  \
                - **document** (:ref:`document<document>`) -- A document.\n\n  \
                - **header** (JSON serializable) -- A header.\n\n  - **body** (:class:`.StreamingBody`) -- \n\n    A body.\n\n  \
                - **when** *(datetime) --* \n\n  - **one** *(string) --* \n\n  - **loose** (*string*) --\n\n    Loose.\n";
    let (node, rules) = output(syntax, list);
    assert_eq!(rules, [""; 0]);
    let members = members(node);
    let kinds: Vec<_> = members.iter().map(|member| member.node.kind.clone()).collect();
    let scalar = Kind::Scalar;
    assert_eq!(
        kinds,
        [
            scalar(Scalar::Float),
            scalar(Scalar::Double),
            scalar(Scalar::Document),
            scalar(Scalar::Document),
            scalar(Scalar::Stream),
            scalar(Scalar::Timestamp),
            Kind::Enum(["only".into()].into()),
            scalar(Scalar::String),
        ]
    );
    assert_eq!(documentation(&members[2]), "A document.");
    assert_eq!(documentation(&members[3]), "A header.");
    assert_eq!(documentation(&members[4]), "A body.");
    assert_eq!(documentation(&members[7]), "Loose.");
}

#[test]
fn a_mark_of_recursion_keeps_what_the_list_says() {
    let syntax = "{\n    'a': {\n        'b': {'... recursive ...'},\n        'c': {'... recursive ...'}\n    }\n}";
    let list = "- *(dict) --* \n  \n\n  - **a** *(dict) --* \n\n    A.\n    \n\n    - **b** *(dict) --* \n\n      B.\n\n      \
                .. note::    This is a Tagged Union structure. Only one of the     following top level keys will be set: \
                ``x``, ``y``.     If a client receives an unknown member it will     set ``SDK_UNKNOWN_MEMBER`` as \
                the top level key,     which maps to the name or tag of the unknown     member. The structure of \
                ``SDK_UNKNOWN_MEMBER`` is     as follows::\n\n                'SDK_UNKNOWN_MEMBER': {'name': \
                'UnknownMemberName'}\n\n\n    - **c** *(list) --* \n\n      C.\n";
    let (node, rules) = output(syntax, list);
    assert_eq!(rules, [""; 0]);
    let a = members(node).remove(0);
    let inner = members(a.node);
    let Kind::Recursive(mark) = &inner[0].node.kind else { panic!() };
    assert_eq!(mark.container, Container::Dict);
    assert_eq!(mark.union.as_deref(), Some(&["x".into(), "y".into()][..]));
    assert_eq!(documentation(&inner[0]), "B.");
    let Kind::Recursive(mark) = &inner[1].node.kind else { panic!() };
    assert_eq!((mark.container, &mark.union), (Container::List, &None));
}

#[test]
fn a_union_is_told_where_broken_markup_swallows_its_note() {
    let syntax = "{\n    'a': {\n        'b': 'string',\n        'c': 'string'\n    },\n    'd': {\n        'e': 'string'\n    }\n}";
    let list = "- *(dict) --* \n  \n\n  - **a** *(dict) --* \n\n     `` <note> <p>Only with \
                <code>Old</code>.</p> </note>``.. note::    This is a Tagged Union structure. Only one \
                of the     following top level keys will be set: ``b``, ``c``.     If a client receives \
                an unknown member it will     set ``SDK_UNKNOWN_MEMBER`` as the top level key,     which \
                maps to the name or tag of the unknown     member. The structure of \
                ``SDK_UNKNOWN_MEMBER`` is     as follows::\n\n                        \
                'SDK_UNKNOWN_MEMBER': {'name': 'UnknownMemberName'}\n\n\n    \n\n    - **b** *(string) \
                --* \n\n      B.\n\n    - **c** *(string) --* \n\n      C.\n\n  - **d** *(dict) --* \
                \n\n    D.\n\n    - **e** *(string) --* \n\n      E.\n";
    let (node, _) = output(syntax, list);
    let members = members(node);
    assert!(matches!(&members[0].node.kind, Kind::Union(inner) if inner.len() == 2));
    assert!(matches!(&members[1].node.kind, Kind::Structure(inner) if inner.len() == 1));
}

#[test]
fn what_is_required_is_not_told_at_a_mark_of_recursion() {
    let (members, _) = input(
        "response = client.do_it(\n    a={\n        'a': {'... recursive ...'},\n        'b': 'string'\n    }\n)",
        ":type a: dict\n:param a: **[REQUIRED]** \n\n  \n\n  - **a** *(dict) --* \n\n    A.\n\n  \
         - **b** *(string) --* **[REQUIRED]** \n\n    B.\n",
    );
    let Kind::Structure(inner) = &members[0].node.kind else { panic!() };
    assert_eq!((inner[0].required, inner[1].required), (None, Some(true)));
}

#[test]
fn a_document_that_boto3_decodes_is_no_structure() {
    let syntax = [
        "{",
        "    'PolicyDocument': {},",
        "    'Rules': [",
        "        {},",
        "    ],",
        "    'Settings': {}",
        "}",
    ];
    let list = [
        "- *(dict) --* ",
        "",
        "  - **PolicyDocument** *(dict) --* ",
        "",
        "    What is allowed.",
        "",
        "  - **Rules** *(list) --* ",
        "",
        "    Rules, each the JSON text of one.",
        "",
        "    - *(dict) --* ",
        "",
        "  - **Settings** *(dict) --* ",
        "",
        "    Nothing is set here yet.",
    ];
    let (node, rules) = output(&syntax.join("\n"), &list.join("\n"));
    let kinds: Vec<Kind> = members(node).into_iter().map(|member| member.node.kind).collect();
    assert_eq!(kinds[0], Kind::Scalar(Scalar::Document));
    let Kind::List(element) = &kinds[1] else { panic!("{kinds:?}") };
    assert_eq!(element.kind, Kind::Scalar(Scalar::Document));
    assert_eq!(kinds[2], Kind::Structure(Vec::new()));
    assert!(rules.is_empty(), "{rules:?}");
}

#[test]
fn a_section_left_out_leaves_the_other() {
    const MESSAGE: &str = "::\n\n    # This section is too large to render.\n    # Please see the AWS API \
                           Documentation linked below.\n\n`AWS API Documentation <https://x/Y>`_";
    let request =
        format!("response = client.do_it(\n    a='A'|'B'\n)\n\n\n**Parameters**\n{MESSAGE}\n");
    let (members, rules) = input(&request, "");
    assert_eq!(rules, ["section-too-large"]);
    assert_eq!(members[0].required, None);
    assert_eq!(members[0].node.kind, Kind::Enum(["A".into(), "B".into()].into()));
    assert_eq!(members[0].node.left_out, Some(Account::List));

    // The message stands four columns in, whatever it stands for.
    let parameters = ":type a: string\n:param a: **[REQUIRED]** \n\n  A.\n\n\n\
                      :type b: dict\n:param b: \n\n  B.\n\n\n  - *(string) --* \n    \n\n    - *(list) --* \n";
    let page = Page { signature: "**kwargs", request: MESSAGE, parameters, ..NOTHING };
    let text = page
        .text()
        .replace("  **Request Syntax**\n  ::\n\n    ::", "\n    **Request Syntax**\n    ::");
    let page = crate::dialect::read(&Arc::from(Path::new("page.rst")), &text).unwrap();
    let [Statement::Operation(operation)] = &page.statements[..] else { panic!() };
    let Some(Node { kind: Kind::Structure(members), .. }) = &operation.input else {
        panic!("{operation:?}")
    };
    assert_eq!(members[0].required, Some(true));
    assert_eq!(members[0].node.left_out, Some(Account::Syntax));
    let Kind::Map(_, value) = &members[1].node.kind else { panic!("{members:?}") };
    assert!(matches!(&value.kind, Kind::Recursive(mark) if mark.container == Container::List));
}

#[test]
fn block_and_list_that_disagree_are_told_with_both_places() {
    let page = Page {
        signature: "**kwargs",
        request: "response = client.do_it(\n    a='string',\n    b=123\n)",
        parameters: ":type a: integer\n:param a: A.\n\n:type b: integer\n:param b: B.\n",
        ..NOTHING
    };
    let facts = page.read().unwrap();
    let [told] = &facts.diagnostics[..] else { panic!("{:?}", facts.diagnostics) };
    assert_eq!(told.rule.id, "syntax-and-list-disagree");
    assert_eq!(told.message, "the list gives a another type than the syntax block");
    let lines: Vec<_> = page.text().lines().map(str::to_owned).collect();
    assert_eq!(lines[told.place.line as usize - 1], "  :param a: A.");
    assert_eq!(lines[told.others[0].0.line as usize - 1], "        a='string',");
}

#[test]
fn a_member_that_the_list_skips_is_told() {
    let syntax =
        "{\n    'a': 'string',\n    'b': {\n        'c': 123\n    },\n    'd': True|False\n}";
    let list = "- *(dict) --* \n  \n\n  - **a** *(string) --* \n\n  - **d** *(boolean) --* \n";
    let (node, rules) = output(syntax, list);
    assert_eq!(rules, ["syntax-and-list-disagree"]);
    assert_eq!(members(node).len(), 3);
    let list = "- *(dict) --* \n  \n\n  - **a** *(string) --* \n\n  - **b** *(dict) --* \n    \n\n    \
                - **x** *(string) --* \n\n    - **c** *(integer) --* \n\n  - **d** *(boolean) --* \n";
    let (node, rules) = output(syntax, list);
    assert_eq!(rules, ["syntax-and-list-disagree"]);
    let b = members(node).remove(1);
    let names: Vec<_> = members(b.node).into_iter().map(|member| member.name).collect();
    assert_eq!(names, ["x".into(), "c".into()]);
}

#[test]
fn documentation_that_looks_like_a_member_is_documentation() {
    let (members, rules) = input(
        "response = client.do_it(\n    a='string'\n)",
        ":type a: string\n:param a: \n\n  One of:\n\n  \n  * **X** (Deprecated) -- as of now.\n   \n  * **Y** -- fine.\n",
    );
    assert_eq!(rules, [""; 0]);
    assert_eq!(members.len(), 1);
    assert!(documentation(&members[0]).contains("**X** (Deprecated)"));
}

#[test]
fn one_page_may_hold_a_whole_service() {
    let text = "\n\n*\nS\n*\n\n======\nClient\n======\n\n.. py:class:: S.Client\n\n  \
                A low-level client representing The Service\n   About it.::\n\n    \n    import boto3\n    \n    \
                client = boto3.client('s')\n\n  \n  These are the available methods:\n  \n  \
                *   :py:meth:`~S.Client.close`\n\n  \n  *   :py:meth:`~S.Client.do_it`\n\n  \n\n  \
                .. py:method:: close()\n\n    Closes it.\n    \n\n  .. py:method:: do_it()\n\n    \n\n    \
                Does it.\n\n    \n\n    See also: `AWS API Documentation \
                <https://docs.aws.amazon.com/goto/WebAPI/s-2020-01-01/DoIt>`_\n\n\n    **Request Syntax**\n    \
                ::\n\n      response = client.do_it()\n      \n    :returns: None\n\n\n======\nWaiters\n======\n\n\n\
                The available waiters are:\n\n* :py:class:`S.Waiter.Done`\n\n\n.. py:class:: S.Waiter.Done\n\n  \
                ::\n\n    \n    waiter = client.get_waiter('done')\n\n  \n  \n\n  .. py:method:: wait()\n\n    \
                Polls :py:meth:`S.Client.do_it` every 5 seconds until a successful state is reached. An error is \
                returned after 7 failed checks.\n\n    See also: `AWS API Documentation \
                <https://docs.aws.amazon.com/goto/WebAPI/s-2020-01-01/DoIt>`_\n\n\n    **Request Syntax**\n    \
                ::\n\n      waiter.wait()\n      \n    :returns: None\n";
    let page = crate::dialect::read(&Arc::from(Path::new("s.rst")), text).unwrap();
    assert_eq!(page.service.id.as_deref(), Some("s"));
    assert_eq!(page.service.uid.as_deref(), Some("s-2020-01-01"));
    assert_eq!(page.left_out, None);
    let [Statement::Service(service), Statement::Operation(operation), Statement::Waiter(waiter)] =
        &page.statements[..]
    else {
        panic!("{page:?}")
    };
    assert_eq!(service.title.as_deref(), Some("The Service"));
    assert_eq!(service.documentation.as_deref(), Some("About it."));
    let methods = service.methods.as_deref().unwrap();
    assert_eq!(methods.iter().map(|method| &*method.0).collect::<Vec<_>>(), ["close", "do_it"]);
    assert_eq!(operation.name.as_deref(), Some("DoIt"));
    assert_eq!(operation.documentation.as_deref(), Some("Does it."));
    assert_eq!((waiter.delay, waiter.max_attempts), (5, 7));
}
