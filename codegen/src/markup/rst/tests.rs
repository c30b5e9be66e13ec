//! Pages as they are written, and the odd cases found in them.

use super::parse;
use crate::markup::{Block, BlockKind, Inline, Item};

/// What a reader sees of `text`.
fn shown(text: &[Inline<'_>]) -> String {
    let mut shown = String::new();
    text.iter().for_each(|inline| inline.push_text(&mut shown));
    shown
}

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

const PAGE: &str = "\
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
