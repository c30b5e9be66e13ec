"""What goes wrong on the way to a site, each by a name: what its server does instead of what it should."""

import gzip
import random


def page(title, text, head=""):
    return (f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head>"
            f"<body>{text}</body></html>").encode()


def html(title, text="", head=""):
    return lambda it, _: it.give(page(title, text, head), content_type="text/html")


def status(code, **headers):
    return lambda it, _: it.give(b"<html>no</html>", code, **headers)


def comes(body, **headers):
    return lambda it, _: it.give(body, **headers)


def once(code):
    """Goes well at the second attempt."""
    def give(it, site):
        site.faults.pop(it.path, None)
        it.give(b"", code, retry_after="0")
    return give


def cut_with_length(it, _):
    it.give(it.body()[: len(it.body()) // 2], length=len(it.body()))
    it.reset()


def cut_silently(it, _):
    it.give(it.body()[: len(it.body()) // 2])


def cut_in_chunks(it, _):
    half = it.body()[: len(it.body()) // 2]
    it.send_response(200)
    it.send_header("transfer-encoding", "chunked")
    it.end_headers()
    it.wfile.write(b"%x\r\n%s\r\n" % (len(half), half))
    it.reset()


def closed_early(it, _):
    """Says nothing of a length, and is closed where the end is not."""
    it.send_response(200)
    it.send_header("connection", "close")
    it.end_headers()
    it.wfile.write(it.body()[: len(it.body()) // 2])
    it.close_connection = True


def garbage(it, _):
    it.wfile.write(b"\x16\x03\x01 no HTTP at all\r\n\r\n")
    it.reset()


def endless(it, _):
    it.send_response(200)
    it.send_header("transfer-encoding", "chunked")
    it.end_headers()
    chunk = b"10000\r\n" + b"a" * 0x10000 + b"\r\n"
    for _ in range(1 << 12):
        it.wfile.write(chunk)


def headers_without_end(it, _):
    it.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(1 << 12):
        it.wfile.write(b"x-%d: %s\r\n" % (number, b"a" * 200))
    it.reset()


def half_packed(it, _):
    packed = gzip.compress(it.body())
    it.give(packed[: len(packed) // 2], content_encoding="gzip")


def another(it, site):
    """The page of another operation."""
    folder = it.path.rsplit("/", 1)[0] + "/"
    others = [way for way in site.pages if way.startswith(folder) and way != it.path]
    it.give(site.pages[sorted(others)[0]])


def another_service(it, site):
    """The page of the same name of another service, or none."""
    name = it.path.rsplit("/", 1)[-1]
    mine = it.path.split("/client/")[0]
    others = [way for way in site.pages if way.endswith("/" + name) and not way.startswith(mine)]
    it.give(site.pages[sorted(others)[0]] if others else b"", content_type="text/plain")


def unasked(it, _):
    """Nothing has changed, it says to who did not ask that."""
    if it.headers.get("if-none-match"):
        return it.plain()
    it.give(b"", 304)


# What goes wrong, each by a name.
FAULTS = {
    "400": status(400), "401": status(401), "403": status(403), "404": status(404), "410": status(410),
    "206": status(206), "204": status(204), "500": status(500), "503": status(503, retry_after="0"),
    "busy for long": status(503, retry_after="86400"), "busy once": once(429), "bad gateway once": once(502),
    "not changed, unasked": unasked,
    "reset": lambda it, _: it.reset(), "garbage": garbage, "headers without end": headers_without_end,
    "cut with length": cut_with_length, "cut silently": cut_silently, "cut in chunks": cut_in_chunks,
    "closed early": closed_early, "endless": endless, "half packed": half_packed,
    "no gzip": comes(b"\x1f\x8b\x08\x00broken", content_encoding="gzip"),
    "bomb": comes(gzip.compress(b"a" * (64 << 20)), content_encoding="gzip"),
    "odd encoding": comes(b"x", content_encoding="br"),
    "empty": comes(b""), "blank": comes(b" \n\n\t\n"), "zeros": comes(bytes(2000)),
    "noise": comes(bytes(random.Random(5).randrange(1, 256) for _ in range(3000))),
    "pdf": comes(b"%PDF-1.7 x", content_type="application/pdf"),
    "json": comes(b'{"error":1}', content_type="application/json"),
    "store": comes(b'<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>'),
    "login": html("Sign in to continue", "<form></form>"),
    "not found": html("Page Not Found - AWS", "Sorry."),
    "captcha": html("Security Verification", "Are you there?"),
    "maintenance": html("Scheduled maintenance", "Back soon."),
    "landing": html("Documentation", "<h1>Welcome to the documentation</h1>"),
    "other language": html("创建队列", "<p>创建一个新的队列，队列的名称必须唯一。</p>"),
    "no translation": html("Help", "This page is not available in your local language."),
    "no facts": comes(b"Welcome\n=======\n\nThis is a page about nothing.\n"),
    "other host": status(302, location="https://signin.example/x"),
    "to sign in": status(302, location="/signin?back=1"),
    "round and round": lambda it, _: it.give(b"", 301, location=it.path),
    "refresh elsewhere": html("x", head='<meta http-equiv="refresh" content="0; url=https://x.example/">'),
    "refresh round": lambda it, _: it.give(
        page("x", "", f"<meta http-equiv='refresh' content='0;URL={it.path}'>"), content_type="text/html"),
    "another operation": another, "another service": another_service,
}
