//! What is written reads back.

use super::{blocks_to_commonmark, inlines_to_commonmark};
use crate::markup::{Inline, rst};

fn text(text: &str) -> Inline<'_> {
    Inline::Text(text.into())
}

fn line(inlines: &[Inline<'_>]) -> String {
    let mut out = String::new();
    inlines_to_commonmark(inlines, &mut out);
    out
}

fn from_rst(source: &str) -> String {
    let mut out = String::new();
    blocks_to_commonmark(&rst::parse(source).blocks, &mut out);
    out
}

#[test]
fn text_is_escaped_only_where_it_would_be_markup() {
    for (plain, written) in [
        ("snake_case a * b a < b", "snake_case a * b a < b"),
        ("arn:aws:s3:::bucket/*", "arn:aws:s3:::bucket/*"),
        ("*.a and *.b* c", "*.a and *.b\\* c"),
        ("_a_ b", "_a\\_ b"),
        ("a`b", "a\\`b"),
        ("<b> <5 </p>", "\\<b> <5 \\</p>"),
        ("AT&T &amp; &x", "AT&T \\&amp; \\&x"),
        ("a[0] [x](y)", "a[0] [x\\](y)"),
        ("C:\\dir \\*", "C:\\dir \\\\*"),
        ("- a", "\\- a"),
        ("-1", "-1"),
        ("# a", "\\# a"),
        ("#a", "#a"),
        ("12. a", "12\\. a"),
        ("1.5", "1.5"),
        ("> a", "\\> a"),
        ("--- ", "\\---"),
        ("* * *", "\\* * *"),
        ("  two   blanks \n and a line ", "two blanks and a line"),
    ] {
        assert_eq!(line(&[text(plain)]), written);
    }
}

#[test]
fn markup_is_parted_from_what_stands_around_it() {
    let strong = |t| Inline::Strong(vec![text(t)]);
    assert_eq!(line(&[strong("- a")]), "**- a**");
    assert_eq!(line(&[strong("Note: "), text("that")]), "**Note:** that");
    assert_eq!(line(&[strong("Note:"), text("that")]), "**Note:**&#116;hat");
    assert_eq!(line(&[text("a"), strong("(b)")]), "&#97;**(b)**");
    assert_eq!(line(&[Inline::Code("a`b".into())]), "``a`b``");
    assert_eq!(line(&[Inline::Code("`".into())]), "`` ` ``");
    let link =
        |t, target: &'static str| Inline::Link { text: vec![text(t)], target: target.into() };
    assert_eq!(line(&[text("no!"), link("a", "b")]), "no\\![a](b)");
    assert_eq!(line(&[link("a]", "b c")]), "[a\\]](<b c>)");
    assert_eq!(line(&[link("a", "x(1")]), "[a](<x(1>)");
    assert_eq!(line(&[link("a", "java\nscript:alert(1)")]), "a");
    assert_eq!(line(&[link("https://a.b/", "https://a.b/")]), "<https://a.b/>");
}

#[test]
fn blocks_are_written_as_a_person_would() {
    let source = "\
Text with ``code``, *emphasis* and a `link <https://example.com/>`__.

.. note::

  Mind this.

  And that.

* one

* two

  1. first
  2. second

Code::

    let x = `1`;
    ```
";
    let written = "\
Text with `code`, *emphasis* and a [link](https://example.com/).

> **Note:** Mind this.
>
> And that.

- one
- two
  1. first
  2. second

Code:

````
let x = `1`;
```
````";
    assert_eq!(from_rst(source), written);
}

#[test]
fn what_commonmark_has_no_block_for_is_still_readable() {
    let source = "\
Values:

  ONE  

The ``first``.

  TWO  

The second.

:rtype: dict

* a

- b
";
    let written = "\
Values:

- **ONE**: The `first`.
- **TWO**: The second.

* **rtype**: dict

- a

* b";
    assert_eq!(from_rst(source), written);
}
