//! Pages as they are written, and the odd cases found in them.

use super::parse;
use crate::markup::outline::{outline, shown};
use crate::markup::{Block, BlockKind, Inline, Item};

/// What a reader sees of `text`.
fn paragraph<'b, 'a>(block: &'b Block<'a>) -> &'b [Inline<'a>] {
    match &block.kind {
        BlockKind::Paragraph(text) => text,
        other => panic!("not a paragraph: {other:?}"),
    }
}

fn items<'b, 'a>(block: &'b Block<'a>) -> &'b [Item<'a>] {
    match &block.kind {
        BlockKind::List { items, .. } => items,
        other => panic!("not a list: {other:?}"),
    }
}

pub(super) const PAGE: &str = "\
:doc:`Shop <../../shop>` / Client / list_orders

***********
list_orders
***********



.. py:method:: Shop.Client.list_orders(**kwargs)

  

  Lists orders.

   

  **Request Syntax**
  ::

    response = client.list_orders(
        status='Open'|'Closed'
    )
    
  :type status: string
  :param status: **[REQUIRED]** 

    Only orders of this kind.

     

    
    * One.
     
    * Two.
    

  
  :rtype: dict
  :returns: 
    
    **Response Syntax**

    
    ::

      {
          'orders': [
              {
                  'id': 'string'
              },
          ]
      }
      
    **Response Structure**

    

    - *(dict) --* 
      

      - **orders** *(list) --* 

        The orders.

        
        

        - *(dict) --* 

          
          

          - **id** *(string) --* 

            Its id.

            
      
    
  
  **Exceptions**
  
  *   :py:class:`Shop.Client.exceptions.NotFound`
";

#[test]
fn a_client_page_has_its_structure_and_its_lines() {
    let page = parse(PAGE);
    let [crumbs, title, method] = &page.blocks[..] else { panic!("{page:#?}") };
    assert_eq!(shown(paragraph(crumbs)), "Shop / Client / list_orders");
    assert_eq!(title.line, 3);
    assert!(
        matches!(&title.kind, BlockKind::Heading { level: 1, text } if shown(text) == "list_orders")
    );
    let BlockKind::Directive { name, argument, content } = &method.kind else { panic!() };
    assert_eq!((&**name, &**argument), ("py:method", "Shop.Client.list_orders(**kwargs)"));
    let [intro, syntax, code, fields, exceptions, list] = &content[..] else {
        panic!("{content:#?}")
    };
    assert_eq!(shown(paragraph(intro)), "Lists orders.");
    assert_eq!(paragraph(syntax), [Inline::Strong(vec![Inline::Text("Request Syntax".into())])]);
    let BlockKind::Literal(code) = &code.kind else { panic!() };
    let code: Vec<_> = code.lines().collect();
    assert_eq!(code, ["response = client.list_orders(", "    status='Open'|'Closed'", ")"],);
    let BlockKind::Fields(fields) = &fields.kind else { panic!() };
    let names: Vec<_> =
        fields.iter().map(|field| (field.line, &*field.name, &*field.argument)).collect();
    assert_eq!(
        names,
        [(24, "type", "status"), (25, "param", "status"), (38, "rtype", ""), (39, "returns", "")],
    );
    let [required, text, bullets] = &fields[1].blocks[..] else { panic!("{fields:#?}") };
    assert_eq!(shown(paragraph(required)), "[REQUIRED]");
    assert_eq!(shown(paragraph(text)), "Only orders of this kind.");
    assert_eq!(items(bullets).len(), 2);
    let response = &fields[3].blocks[3];
    let root = &items(response)[0];
    let orders = &items(&root.blocks[1])[0];
    assert_eq!(shown(paragraph(&orders.blocks[0])), "orders (list) --");
    let order = &items(&orders.blocks[2])[0];
    let id = &items(&order.blocks[1])[0];
    assert_eq!((root.line, orders.line, order.line, id.line), (58, 61, 68, 73));
    assert_eq!(shown(paragraph(exceptions)), "Exceptions");
    assert_eq!(
        paragraph(&items(list)[0].blocks[0]),
        [Inline::Role {
            name: "py:class".into(),
            text: "Shop.Client.exceptions.NotFound".into(),
            target: None,
        }],
    );
}

fn code(code: &str) -> Inline<'_> {
    Inline::Code(code.into())
}

fn strong(text: &str) -> Inline<'_> {
    Inline::Strong(vec![Inline::Text(text.into())])
}

fn emphasis(text: &str) -> Inline<'_> {
    Inline::Emphasis(vec![Inline::Text(text.into())])
}

fn link<'a>(text: &'a str, target: &'a str) -> Inline<'a> {
    Inline::Link { text: vec![Inline::Text(text.into())], target: target.into() }
}

fn text(text: &str) -> Inline<'_> {
    Inline::Text(text.into())
}

/// The inlines of a page of one paragraph.
fn inlines(source: &str) -> Vec<Inline<'_>> {
    let mut page = parse(source).blocks;
    match (page.pop().map(|block| block.kind), page.is_empty()) {
        (Some(BlockKind::Paragraph(text)), true) => text,
        other => panic!("{source:?} is {other:?}"),
    }
}

#[test]
fn inline_markup_is_read_as_it_was_meant() {
    for (source, expected) in [
        (
            "A ``code``, *text* and **more**.",
            vec![
                text("A "),
                code("code"),
                text(", "),
                emphasis("text"),
                text(" and "),
                strong("more"),
                text("."),
            ],
        ),
        // Blanks that slipped into the markup.
        (
            "The ``Name ``setting and ``B``",
            vec![text("The "), code("Name"), text(" setting and "), code("B")],
        ),
        (
            "**Yes **in the **Role** column",
            vec![strong("Yes"), text(" in the "), strong("Role"), text(" column")],
        ),
        ("**Note:**The ``a``s", vec![strong("Note:"), text("The "), code("a"), text("s")]),
        ("****Limits****", vec![strong("Limits")]),
        (
            "by ' `` ``', ' ``,``'",
            vec![text("by ' "), code(" "), text("', ' "), code(","), text("'")],
        ),
        // Asterisks and backquotes that stand for themselves.
        ("arn:*:iam::*:role/* or *.a.b", vec![text("arn:*:iam::*:role/* or *.a.b")]),
        ("masked (*****), \"*\" or 2 * 3", vec![text("masked (*****), \"*\" or 2 * 3")]),
        ("< > | ` and ' \"", vec![text("< > | ` and ' \"")]),
        ("***/*.png*---All", vec![text("***/*.png*---All")]),
        // Links.
        (
            "see `A\\:\\:B <https://a/b?c=d>`__.",
            vec![text("see "), link("A::B", "https://a/b?c=d"), text(".")],
        ),
        ("`<https://a/>`__ (`b <c>`_)", vec![text("https://a/ ("), link("b", "c"), text(")")]),
        ("nobody knows `this name`_ here", vec![text("nobody knows this name here")]),
        (
            "see ` ``Open`` https://a/b.html`__ , ` ``x`` is`__ ` ``y",
            vec![
                text("see "),
                Inline::Link {
                    text: vec![Inline::Code("Open".into())],
                    target: "https://a/b.html".into(),
                },
                text(" , ` "),
                Inline::Code("x".into()),
                text(" is`__ ` ``y"),
            ],
        ),
        ("` *Guide* https://g/`__ x", vec![link("Guide", "https://g/"), text(" x")]),
        ("`In *this* guide http://g/`__", vec![link("In this guide", "http://g/")]),
        (
            "`` `Open <https://a/b>`__ `` it",
            vec![
                Inline::Link {
                    text: vec![Inline::Code("Open".into())],
                    target: "https://a/b".into(),
                },
                text(" it"),
            ],
        ),
        // Roles.
        (
            ":ref:`document<document>` x:y :doc:`A <../a>`",
            vec![
                Inline::Role {
                    name: "ref".into(),
                    text: "document".into(),
                    target: Some("document".into()),
                },
                text(" x:y "),
                Inline::Role { name: "doc".into(), text: "A".into(), target: Some("../a".into()) },
            ],
        ),
        // Escapes, and backslashes that nobody escaped.
        ("\\*a\\* C:\\dir \\d+\\.", vec![text("*a* C:\\dir \\d+.")]),
        // Typography.
        (
            "\u{201c}it\u{2019}s\u{201d} \u{2013} \u{2014} \u{2026}",
            vec![text("\"it's\" -- --- ...")],
        ),
        ("a   b\nc", vec![text("a b c")]),
    ] {
        assert_eq!(inlines(source), expected, "{source}");
    }
}

#[test]
fn links_lead_where_the_page_says() {
    let page = parse(
        "See `the guide`_ and guide_, |name|.\n\n.. _the guide: https://g/\n.. _guide: h\n.. |name| replace:: Shop\n",
    );
    let [block] = &page.blocks[..] else { panic!("{page:?}") };
    assert_eq!(
        paragraph(block),
        [
            text("See "),
            link("the guide", "https://g/"),
            text(" and "),
            link("guide", "h"),
            text(", Shop."),
        ]
    );
}

#[test]
fn blocks_are_told_apart() {
    for (source, expected) in [
        // Sections, by the order in which their adornments are first used.
        ("A\n=\n\nB\n----\n\n****\nCC\n****\n\nD\n=\n", "h1(A) h2(B) h3(CC) h1(D)"),
        ("text\n\n----\n\nmore", "p(text) p(more)"),
        // Literal blocks.
        ("Usage::\n\n  a\n    b\n\n  c\n\nd", "p(Usage:) code(a/  b//c) p(d)"),
        ("Usage ::\n\n  a", "p(Usage) code(a)"),
        ("**X**\n::\n\n  a", "p(X) code(a)"),
        ("x\n  ::\n\n    a", "p(x) code(a)"),
        ("arn:aws::\n\nno code", "p(arn:aws::) p(no code)"),
        (">>> 1 + 1\n2\n\nx", "code(>>> 1 + 1/2) p(x)"),
        (".. code-block:: json\n   :linenos:\n\n   {}\n", "code({})"),
        // Lists.
        ("* a\n\n* b\n\n  c\n- d", "ul[p(a); p(b) p(c)] ul[p(d)]"),
        ("*\n  a\n*", "ul[p(a); ]"),
        ("1. a\n2. b\n\n#. c\n\n5. d", "ol[p(a); p(b); p(c)] ol[p(d)]"),
        ("1999. A year\nof text", "p(1999. A year of text)"),
        ("- - a\n  - b", "ul[ul[p(a); p(b)]]"),
        // Definition lists, and lines that merely broke.
        ("term\n  said\nother\n  more", "dl[term: p(said); other: p(more)]"),
        ("the pattern of x\n     , where y is z", "p(the pattern of x , where y is z)"),
        (
            "Values:\n\n  ONE  \n\nThe first.\n\n  TWO  \n\nThe second.\n\nAnd so on.",
            "p(Values:) dl[ONE: p(The first.); TWO: p(The second.)] p(And so on.)",
        ),
        // Text that lost its indentation.
        ("- a\n\n  text\n , more\n\n  end", "ul[p(a) p(text , more) p(end)]"),
        (".. py:method:: f()\n\n  a\n\nb\n\n  c\n\nd", "py:method(f())[p(a) p(b) p(c)] p(d)"),
        // Fields and directives.
        (":type x: y\n:param x: z\n\n  w\n", "fields[type x: p(y); param x: p(z) p(w)]"),
        (":class:`X` no field", "p(X no field)"),
        (".. note:: a\n   b\n\n   c\nd", "note()[p(a b) p(c)] p(d)"),
        (
            ".. note::    as follows::\n\n        'x': 1\n\nb",
            "note()[p(as follows:) code('x': 1)] p(b)",
        ),
        (
            ".. toctree::\n  :maxdepth: 1\n\n  a/b\n  c\n",
            "toctree()[fields[maxdepth : p(1)] code(a/b/c)]",
        ),
        (".. a comment\n   of two lines\n\nb", "p(b)"),
        ("| a\n| b", "p(a\nb)"),
        ("a\n\n  b", "p(a) quote[p(b)]"),
    ] {
        assert_eq!(outline(&parse(source).blocks), expected, "{source}");
    }
}
