"""Sites of documentation on this machine, in the form that the real ones have. `scripts/check-update` holds
`doc-bindgen update` against them."""

import gzip
import hashlib
import http.server
import re
import socket
import struct
import threading
import zlib

from faults import FAULTS, page

HEAD = b"# Sphinx inventory version 2\n# Project: %s\n# Version: %s\n" \
       b"# The remainder of this file is compressed using zlib.\n"


def inventory(project, version, lines):
    """An inventory as Sphinx writes it."""
    head = HEAD % (project.encode(), version.encode())
    return head + zlib.compress("\n".join(lines).encode())


class Site:
    """What is served, by path, what goes wrong there, and how often it was asked for."""

    def __init__(self):
        self.pages, self.redirects, self.faults = {}, {}, {}
        self.asked, self.bytes, self.seen = [], 0, set()
        site = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                site.asked.append(self.path)
                fault = site.faults.get(self.path)
                if fault is not None:
                    site.seen.add(fault)
                    return FAULTS[fault](self, site)
                self.plain()

            def plain(self):
                body, headers = site.pages.get(self.path), {}
                if body is None and self.path in site.redirects:
                    return self.give(b"", 302, location=site.redirects[self.path])
                if body is None:
                    return self.give(page("Page Not Found", "Sorry."), 404)
                tag = '"%s"' % hashlib.md5(body).hexdigest()
                headers = {"etag": tag, "last-modified": "Fri, 21 Aug 2026 10:00:00 GMT"}
                kind = {"html": "text/html", "md": "text/markdown"}
                headers["content-type"] = kind.get(self.path.rsplit(".")[-1], "text/plain")
                if self.headers.get("if-none-match") == tag:
                    return self.give(b"", 304, **headers)
                # Pages of changes come compressed, whether asked for or not.
                if self.path.startswith("/archive/"):
                    body, headers["content-encoding"] = gzip.compress(body), "gzip"
                self.give(body, 200, **headers)

            def give(self, body, status=200, length=None, **headers):
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name.replace("_", "-"), value)
                self.send_header("content-length", str(len(body) if length is None else length))
                self.end_headers()
                site.bytes += len(body)
                self.wfile.write(body)

            def reset(self):
                """Ends the connection as a machine does that went away."""
                self.wfile.flush()
                linger = struct.pack("ii", 1, 0)
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
                self.close_connection = True
                self.connection.close()

            def body(self):
                return site.pages.get(self.path, b"")

            def log_message(self, *_):
                pass

            def handle(self):
                try:
                    super().handle()
                except (OSError, ValueError):
                    # A client that was killed or went away.
                    pass

        class Server(http.server.ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *_):
                pass

        self.server = Server(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def take(self):
        """How many requests there were since this was last asked, and how many bytes were given."""
        asked, count = self.asked, self.bytes
        self.asked, self.bytes = [], 0
        return len(asked), count

    def clear(self):
        self.pages = {"/robots.txt": b"User-agent: *\nDisallow: /forms/\n"}
        self.redirects = {}

    def publish_boto3(self, version, folder, services):
        """A release of boto3's reference: an inventory, and the sources of pages."""
        lines = ["guide/index std:doc -1 guide/index.html A Guide"]
        for service in services:
            files = [folder / f"{service}.rst", *sorted((folder / service).rglob("*.rst"))]
            for file in files:
                name = "reference/services/" + str(file.relative_to(folder))[: -len(".rst")]
                lines.append(f"{name} std:doc -1 {name}.html {file.stem}")
                self.pages[f"/boto3/_sources/{name}.rst.txt"] = file.read_bytes()
        self.pages["/boto3/objects.inv"] = inventory("Boto3", version, lines)

    def publish_sphinx(self, built, sources):
        """What Sphinx made of a release; with its sources or without."""
        for file in built.rglob("*"):
            way = str(file.relative_to(built))
            wanted = file.suffix in (".html", ".inv") or (sources and way.startswith("_sources/"))
            if file.is_file() and wanted:
                self.pages["/boto3/" + way] = file.read_bytes()

    def publish_guides(self, guides, forms):
        """Guides of the API Reference, each with its list, found by the links that boto3's pages have:
        `forms` says by service whether it is `llms.txt` or a table of contents, or one that a page names."""
        for service, files in guides.items():
            base = f"/{service}/latest/APIReference/"
            names = [file.stem for file in files]
            for file in files:
                self.pages[base + file.name] = file.read_bytes()
                # Every page in Markdown has a twin; what counts of it here is that it is there.
                self.pages[base + file.stem + ".html"] = page(file.stem, "<p>See the other form.</p>")
            form = forms.get(service, "llms")
            if form == "llms":
                text = f"# {service} API Reference\n\n> All about it.\n\n"
                text += "".join(f"- [{it[4:]}]({self.address}{base}{it}.html): Does it.\n" for it in names)
                self.pages[base + "llms.txt"] = text.encode()
                continue
            nodes = ",".join('{"title":"%s","href":"%s.html"}' % (it[4:], it) for it in names)
            table = '{"contents":[{"title":"Actions","href":"API_Operations.html","contents":[%s]}]}' % nodes
            if form == "toc":
                self.pages[base + "toc-contents.json"] = table.encode()
                continue
            welcome = '{"contents":[{"title":"Welcome","href":"Welcome.html"}]}'
            self.pages[base + "toc-contents.json"] = welcome.encode()
            self.pages[base + "toc-more.json"] = table.encode()
            named = '<meta name="tocs" content="toc-contents.json;toc-more.json">'
            self.pages[base + "Welcome.html"] = page("Welcome", '<div id="main-col-body"></div>', named)

    def publish_goto(self, folder, services, guides):
        """Where the links of boto3's pages lead: to the operation's page, or to the front page."""
        for service in services:
            for file in sorted((folder / service / "client").glob("*.rst")):
                for uid, name in re.findall(r"/goto/WebAPI/([\w.-]+)/(\w+)", file.read_text()):
                    known = service in guides
                    way = f"/{service}/latest/APIReference/API_{name}.html" if known else "/index.html"
                    self.redirects[f"/goto/WebAPI/{uid}/{name}"] = self.address + way

    def publish_feed(self, items):
        """A feed of changes, newest first: each with its date, its commit, its service's prefix and title,
        and its page."""
        text = "<?xml version='1.0' encoding='UTF-8'?>\n<rss version=\"2.0\"><channel>"
        for date, commit, prefix, title, body in items:
            way = f"/archive/changes/{commit[:6]}-{prefix}.html"
            self.pages[way] = body
            text += f"<item><title>{title} - 0 new 1 updated methods</title>" \
                    f"<link>{self.address}{way}</link>" \
                    f'<guid isPermaLink="false">{commit}-{prefix}</guid><pubDate>{date}</pubDate></item>'
        self.pages["/feed/feed.rss"] = (text + "</channel></rss>").encode()

    def publish_menu(self, product, pages):
        """A product of Huawei Cloud: its menu, and its pages."""
        links = ""
        for name, body in pages.items():
            way = f"/intl/en-us/api-{product}/{name}.html"
            self.pages[way] = body
            links += '<li class="nav-item level2"><a class="js-title ajax-nav" href="javascript:void(0)" ' \
                     f'p-href="{self.address}{way}" data-handbookcode="api-{product}">x</a></li>'
        # A copy of one region, and a book that is no reference.
        for book in (f"my-1-api-{product}", f"usermanual-{product}"):
            links += f'<li><a data-handbookcode="{book}" href="/intl/en-us/{book}/x.html">x</a></li>'
        menu = f"/intl/en-us/{product}/v3_support_leftmenu_fragment.html"
        self.pages[menu] = f"<ul>{links}</ul>".encode()

    def publish_guide(self, guide, pages, commit):
        """A guide of Open Telekom Cloud: files that are called after titles, labels that are not."""
        lines = []
        for label, (title, body) in pages.items():
            lines += [f"{title} std:doc -1 {title}.html A title",
                      f"{label} std:label -1 {title}.html#{label.replace('_', '-')} A title"]
            foot = f"<p>last updated: 2026-08-21 10:00 UTC - commit: {commit}</p></body></html>".encode()
            self.pages[f"/{guide}/api-ref/{title}.html"] = body.replace(b"</body></html>", foot)
        self.pages[f"/{guide}/api-ref/objects.inv"] = inventory("Guide", "", lines)


CHANGE = """<h1>AWS Security Token Service</h1><nav><ul>
<li><a href="/archive/service/sts">AWS Security Token Service</a></li>
<li class="is-active"><a href="#" aria-current="page">%(day)s</a></li></ul></nav><section>
<p class="title is-5">%(day)s - AWS Security Token Service - 1 updated api methods</p>
<details id="GetCallerIdentity"><summary><span>GetCallerIdentity</span>&nbsp;(updated)</summary>
<span><a href="#GetCallerIdentity">Link ¶</a></span><br/>
<span><em class="is-danger">Changes</em> (response)</span><pre>{'%(member)s': 'string'}</pre>
<p>Returns details.</p><p>See also: <a href="https://docs.aws.amazon.com/goto/WebAPI/sts-2011-06-15/GetCallerIdentity">AWS API Documentation</a></p>
<p><strong>Request Syntax</strong></p><pre class="literal-block">client.get_caller_identity()</pre>
<dl class="field-list"><dt>rtype:</dt><dd><p>dict</p></dd><dt>returns:</dt><dd>
<p><strong>Response Syntax</strong></p><pre>{
    'UserId': 'string',
    '%(member)s': 'string'
}</pre><p><strong>Response Structure</strong></p><ul><li><p><em>(dict) --</em></p><ul>
<li><p><strong>UserId</strong> <em>(string) --</em></p></li>
<li><p><strong>%(member)s</strong> <em>(string) --</em></p><p>What it is.</p></li>
</ul></li></ul></dd></dl></details></section>"""


def change_of_sts(day, member):
    """A page of changes, on which the answer of an operation of sts got a member."""
    return page("AWS API Changes", CHANGE % {"day": day, "member": member})
