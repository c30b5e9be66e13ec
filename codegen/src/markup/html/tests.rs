//! What Sphinx and others write.

use super::parse;
use crate::growth::assert_no_square;
use crate::markup::outline::outline;
use crate::markup::{Block, BlockKind, Inline, blocks_to_commonmark, rst};

fn commonmark(blocks: &[Block<'_>]) -> String {
    let mut out = String::new();
    blocks_to_commonmark(blocks, &mut out);
    out
}

/// A page as reStructuredText, as the site's theme shows it, and as Sphinx writes it by itself.
const SOURCE: &str = "\
:doc:`Shop <../../shop>` / Client / list_orders

***********
list_orders
***********

.. py:method:: Shop.Client.list_orders(**kwargs)

  Lists the shop's ``orders`` -- all of *them*.

  See also: `AWS API Documentation <https://example.com/a?b=c&d>`_

  **Request Syntax**
  ::

    response = client.list_orders(
        status='Open'|'Closed'
    )

  :type status: string
  :param status: **[REQUIRED]**

    Only orders of this kind.

    .. note::

      Mind this.

  :type filters: list
  :param filters:

    * One.

    * Two.

    - *(dict) --*

      - **name** *(string) --*

        The name.

  :rtype: dict
  :returns:

    **Response Structure**

    - *(dict) --*

      - **data** *(:ref:`document<document>`) --*

  **Exceptions**

  *   :py:class:`Shop.Client.exceptions.NotFound`
";

const SPHINX: &str = r##"<!DOCTYPE html><html><head><title>x</title><script>if (a < b) {}</script></head><body>
<div class="document"><div class="body" role="main">
<p><a class="reference internal" href="../../shop.html"><span class="doc">Shop</span></a> / Client / list_orders</p>
<section id="list-orders">
<h1>list_orders<a class="headerlink" href="#list-orders" title="Link to this heading">¶</a></h1>
<dl class="py method">
<dt class="sig sig-object py" id="Shop.Client.list_orders">
<span class="sig-prename descclassname"><span class="pre">Shop.Client.</span></span><span class="sig-name descname"><span class="pre">list_orders</span></span><span class="sig-paren">(</span><em class="sig-param"><span class="o"><span class="pre">**</span></span><span class="n"><span class="pre">kwargs</span></span></em><span class="sig-paren">)</span><a class="headerlink" href="#Shop.Client.list_orders">¶</a></dt>
<dd><p>Lists the shop’s <code class="docutils literal notranslate"><span class="pre">orders</span></code> – all of <em>them</em>.</p>
<p>See also: <a class="reference external" href="https://example.com/a?b=c&amp;d">AWS API Documentation</a></p>
<p><strong>Request Syntax</strong></p>
<div class="highlight-default notranslate"><div class="highlight"><pre><span></span><span class="n">response</span> <span class="o">=</span> <span class="n">client</span><span class="o">.</span><span class="n">list_orders</span><span class="p">(</span>
    <span class="n">status</span><span class="o">=</span><span class="s1">&#39;Open&#39;</span><span class="o">|</span><span class="s1">&#39;Closed&#39;</span>
<span class="p">)</span>
</pre></div>
</div>
<dl class="field-list">
<dt class="field-odd">Parameters<span class="colon">:</span></dt>
<dd class="field-odd"><ul>
<li><p><strong>status</strong> (<em>string</em>) – <strong>[REQUIRED]</strong></p>
<p>Only orders of this kind.</p>
<div class="admonition note">
<p class="admonition-title">Note</p>
<p>Mind this.</p>
</div>
</li>
<li><p><strong>filters</strong> (<em>list</em>) – <ul class="simple">
<li><p>One.</p></li>
<li><p>Two.</p></li>
</ul>
<ul>
<li><p><em>(dict) –</em></p>
<ul>
<li><p><strong>name</strong> <em>(string) –</em></p>
<p>The name.</p>
</li>
</ul>
</li>
</ul>
</p></li>
</ul>
</dd>
<dt class="field-even">Return type<span class="colon">:</span></dt>
<dd class="field-even"><p>dict</p>
</dd>
<dt class="field-odd">Returns<span class="colon">:</span></dt>
<dd class="field-odd"><p><strong>Response Structure</strong></p>
<ul>
<li><p><em>(dict) –</em></p>
<ul class="simple">
<li><p><strong>data</strong> <em>(:ref:`document&lt;document&gt;`) –</em></p></li>
</ul>
</li>
</ul>
</dd>
</dl>
<p><strong>Exceptions</strong></p>
<ul class="simple">
<li><p><code class="xref py py-class docutils literal notranslate"><span class="pre">Shop.Client.exceptions.NotFound</span></code></p></li>
</ul>
</dd></dl>
</section>
</div></div></body></html>
"##;

#[test]
fn a_page_reads_the_same_as_its_source() {
    let theme = SPHINX
        .replace("<p><strong>Request Syntax</strong></p>", "<h3>Request Syntax</h3>")
        .replace("<p><strong>Response Structure</strong></p>", "<p><h3>Response Structure</h3>")
        .replace("<p class=\"admonition-title\">Note</p>", "<h3 class='admonition-title'>Note</h3>")
        .replace("– <strong>[REQUIRED]</strong></p>", "– <p><strong>[REQUIRED]</strong></p>");
    let source = rst::parse(SOURCE);
    for html in [SPHINX, &theme] {
        let page = parse(html);
        assert_eq!(outline(&page.blocks), outline(&source.blocks));
        assert_eq!(commonmark(&page.blocks), commonmark(&source.blocks));
    }
    assert_eq!(parse(SPHINX).blocks[2].line, 6);
}

#[test]
fn tags_may_be_left_out_or_astray() {
    for (html, expected) in [
        (
            "<p>a<p>b</b><ul><li>c<li>d<ul><li>e</ul></ul>f",
            "p(a) p(b) ul[p(c); p(d) ul[p(e)]] p(f)",
        ),
        ("a <b>b</b><div>c</div> d &amp; e<br>f", "p(a b) p(c) p(d & e\nf)"),
        ("<dl><dt>t<dd>a<dd>b<dt>u</dl>", "dl[t: p(a) p(b); u: ]"),
        (
            "<table><tr><th>a<th>b<tr><td rowspan=2>c<td>d<tr><td>e</table>",
            "table[a|b / c|d / c|e]",
        ),
        (
            "<table><tr><td colspan=2>a</td></tr><tr>junk<td>b<td>c</table>d",
            "p(junk) table[a|a / b|c] p(d)",
        ),
        ("<p>a</div></table></li>b</p>", "p(ab)"),
        ("<h2>t</h2><pre>\na\n  b\n</pre><!-- c --><nav>d</nav>", "h2(t) code(a/  b)"),
        ("<blockquote><div><p>a.</p></div></blockquote>", "quote[p(a.)]"),
        (
            "<details><summary>A&nbsp;(new)</summary><a href='#A'>Link ¶</a><p>b</p></details>",
            "details(A (new))[p(b)]",
        ),
        (
            "<div class=\"note\"><span class=\"notetitle\">NOTE</span><div class=\"notebody\"><p>a</p></div></div>",
            "note()[p(a)]",
        ),
    ] {
        assert_eq!(outline(&parse(html).blocks), expected, "{html}");
    }
}

#[test]
fn markup_that_sphinx_gave_up_on_is_read_again() {
    let html = "<p>If <a href=\"#id1\"><span class=\"problematic\" id=\"id2\">``</span></a>A ``is set, \
                see <span id=\"x\"></span><a name=\"y\"></a>it.</p>";
    let page = parse(html);
    let BlockKind::Paragraph(text) = &page.blocks[0].kind else { panic!("{page:?}") };
    assert_eq!(
        text[..],
        [
            Inline::Text("If ".into()),
            Inline::Code("A".into()),
            Inline::Text(" is set, see ".into()),
            Inline::Anchor("x".into()),
            Inline::Anchor("y".into()),
            Inline::Text("it.".into()),
        ]
    );
}

#[test]
fn tables_know_their_names() {
    let html = "<a name=\"t1\"></a><table><caption><b>Table 1</b> Parameters</caption>\
                <thead><tr><th>A</th></tr></thead><tbody><tr><td>b</td></tr></tbody></table>";
    let page = parse(html);
    let [Block { kind: BlockKind::Table(table), .. }] = &page.blocks[..] else {
        panic!("{page:?}")
    };
    assert_eq!(table.anchor.as_deref(), Some("t1"));
    assert_eq!((table.head.len(), table.body.len(), table.caption.len()), (1, 1, 2));
    for (before, id, anchor) in [
        ("<span id=\"t-1\"></span>", "id7", "t-1"),
        ("<a name=\"t1\"></a>", "page__t1", "page__t1"),
        ("", "id7", "id7"),
    ] {
        let html = format!("<p>A.</p>{before}<table id=\"{id}\"><tr><td>b</td></tr></table>");
        let page = parse(&html);
        let Some(Block { kind: BlockKind::Table(table), .. }) = page.blocks.last() else {
            panic!("{page:?}")
        };
        assert_eq!(table.anchor.as_deref(), Some(anchor), "{html}");
    }
}

#[test]
fn hostile_pages_take_no_square_of_their_length() {
    for unit in [
        "<div>",
        "<p>",
        "<b>",
        "<li>",
        "<ul><li>",
        "<table>",
        "<td>",
        "<table><tr><td>",
        "</p>",
        "<dl><dd>",
        "<!--",
        "<script>",
        "&",
        "<a href=",
        "<blockquote>a",
        "<td colspan=99999 rowspan=9>a",
        "<svg/>",
        "<details>",
        "<h1>",
        "<title>",
        "\0",
    ] {
        assert_no_square(unit, 20_000 / unit.len(), |text| {
            commonmark(&parse(text).blocks);
        });
    }
}

#[test]
fn floods_of_attributes_and_marks_are_cut() {
    let attributes: String = (0..50_000).map(|at| format!(" a{at}=1")).collect();
    let marks: String = (0..20_000).map(|at| format!("<b x={at}>")).collect();
    let bodies: String = (0..20_000).map(|at| format!("<body a{at}=1>")).collect();
    for html in [
        format!("<p{attributes}>a"),
        format!("{marks}{}", "<p>a".repeat(1000)),
        format!("{bodies}a"),
        format!("<p title=\"{}", "> ".repeat(100_000)),
    ] {
        parse(&html);
    }
    // What was too deep keeps its text, and what follows stands where it belongs.
    let deep = format!("{}a{}<h1>b</h1>", "<div>".repeat(1000), "</div>".repeat(1000));
    assert_eq!(outline(&parse(&deep).blocks), "p(a) h1(b)");
}

#[test]
fn text_without_tags_has_the_line_it_begins_on() {
    for (html, line) in [
        ("Hello\nworld\n", 1),
        ("\n\nHello\nworld", 3),
        ("<html>\n\nHello\n\n\nworld", 3),
        ("<!DOCTYPE html>\n<head></head>\n\nHello\nworld\n", 4),
        ("<p><b>a</p>\n\n\nHello\nworld\n", 4),
        ("<p>a\n</p>\nHello\nworld", 3),
    ] {
        let page = parse(html);
        assert_eq!(page.blocks.last().map(|block| block.line), Some(line), "{html:?}");
    }
}

#[test]
fn what_spans_is_not_repeated_without_end() {
    let row = "<tr><td rowspan=64 colspan=64>a<tr><td colspan=64>b";
    let page = parse(&format!("<table>{}</table>", row.repeat(20_000)));
    let [Block { kind: BlockKind::Table(table), .. }] = &page.blocks[..] else { panic!() };
    let cells: usize = table.body.iter().map(|row| row.cells.len()).sum();
    assert_eq!(table.body[1].cells.len(), 65);
    assert!((40_000..200_000).contains(&cells), "{cells}");
}
