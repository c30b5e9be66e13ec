"""Repositories of Open Telekom Cloud's documentation on this machine, handed out by git's own server over
HTTP, which go wrong when they are told to. `scripts/check-update` holds `doc-bindgen update` against them."""

import http.server
import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

# Nobody's settings count, and commits are the same on every day.
ENVIRONMENT = {
    **os.environ, "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "x", "GIT_AUTHOR_EMAIL": "x@example.org", "GIT_AUTHOR_DATE": "2026-08-21T10:00:00Z",
    "GIT_COMMITTER_NAME": "x", "GIT_COMMITTER_EMAIL": "x@example.org",
    "GIT_COMMITTER_DATE": "2026-08-21T10:00:00Z",
}


def git(folder, *words):
    done = subprocess.run(["git", *words], cwd=folder, env=ENVIRONMENT, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"git {words} in {folder}: {done.stderr}")
    return done.stdout.strip()


def backend():
    """git's server over HTTP, where it is there."""
    if not shutil.which("git"):
        return None
    folder = Path(subprocess.run(["git", "--exec-path"], capture_output=True, text=True).stdout.strip())
    # What fetches over HTTP is a part of its own as well.
    parts = [folder / "git-http-backend", folder / "git-remote-http"]
    return parts[0] if all(part.exists() for part in parts) else None


class Repositories:
    """What lies below a folder, over HTTP; `fault` is what goes wrong, and `asked` what was asked for."""

    def __init__(self, program, folder):
        self.fault, self.asked, self.bytes, self.address = None, [], 0, ""
        site = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                self.answer(b"")

            def do_POST(self):
                if self.headers.get("transfer-encoding") == "chunked":
                    body = b""
                    while size := int(self.rfile.readline(), 16):
                        body += self.rfile.read(size)
                        self.rfile.readline()
                    self.rfile.readline()
                else:
                    body = self.rfile.read(int(self.headers.get("content-length", 0)))
                self.answer(body)

            def answer(self, body):
                site.asked.append(f"{self.command} {self.path}")
                way, _, query = self.path.partition("?")
                if site.fault in ("busy", "forbidden"):
                    return self.give({"busy": 503, "forbidden": 403}[site.fault], {}, b"not now")
                if site.fault == "a page":
                    page = b"<!DOCTYPE html><html><title>Sign in</title></html>"
                    return self.give(200, {"content-type": "text/html"}, page)
                if site.fault == "elsewhere":
                    # The same repository by another name of this machine.
                    there = site.address.replace("127.0.0.1", "localhost")
                    return self.give(302, {"location": there + self.path}, b"")
                environment = {
                    **ENVIRONMENT, "GIT_PROJECT_ROOT": str(folder), "GIT_HTTP_EXPORT_ALL": "1",
                    "PATH_INFO": way, "QUERY_STRING": query, "REQUEST_METHOD": self.command,
                    "CONTENT_TYPE": self.headers.get("content-type", ""), "CONTENT_LENGTH": str(len(body)),
                    "HTTP_CONTENT_ENCODING": self.headers.get("content-encoding", ""),
                    "GIT_PROTOCOL": self.headers.get("git-protocol", ""),
                }
                out = subprocess.run([program], input=body, env=environment, capture_output=True).stdout
                head, _, out = out.partition(b"\r\n\r\n")
                headers = dict(line.split(": ", 1) for line in head.decode().split("\r\n") if line)
                status = int(headers.pop("Status", "200").split()[0])
                self.give(status, headers, out)

            def give(self, status, headers, body):
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                # The pack is what comes as the answer to the last question.
                pack = self.command == "POST" and b"PACK" in body
                if pack and site.fault == "cut off":
                    self.send_header("content-length", str(len(body)))
                    self.end_headers()
                    self.wfile.write(body[: len(body) // 2])
                    self.close_connection = True
                    return
                if pack and site.fault == "damaged":
                    at = body.index(b"PACK") + (len(body) - body.index(b"PACK")) // 2
                    body = body[:at] + bytes(255 - it for it in body[at:at + 8]) + body[at + 8:]
                self.send_header("content-length", str(len(body)))
                self.end_headers()
                site.bytes += len(body)
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        class Server(http.server.ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *_):
                pass

        server = Server(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{server.server_port}"
        threading.Thread(target=server.serve_forever, daemon=True).start()

    def take(self):
        """What was asked for since this was last asked, and how many bytes were given."""
        asked, count = self.asked, self.bytes
        self.asked, self.bytes = [], 0
        return asked, count


# What can go wrong with a repository, and goes by again.
FAULTS = ["busy", "forbidden", "a page", "elsewhere", "cut off", "damaged"]


def check(errand, tree, expect):
    """Pages in git: a commit that changes one, one that takes one away, a history that is another, a server
    that goes wrong, a branch that is not there. Each time the specs are those of the folder."""
    program = backend()
    if program is None:
        return print("sources in git: skipped, as git lacks its parts for HTTP")
    home = errand.scratch / "repositories"
    work, bare = home / "work", home / "docs/boats"
    pages = work / "api-ref/source"
    (pages / "apis").mkdir(parents=True)
    bare.mkdir(parents=True)
    fixtures = Path(__file__).resolve().parent.parent / "codegen/tests/fixtures/huaweicloud"
    git(work, "init", "--quiet", "--initial-branch", "main")
    git(bare, "init", "--quiet", "--bare", "--initial-branch", "main")
    site = Repositories(program, home / "docs")
    folder = errand.start("opentelekomcloud", f'[source.opentelekomcloud]\nsite = "{site.address}/"\n'
                                              'services = ["boats"]\n')

    def write(name, text, title):
        text = text.partition("\n")[2] if text.startswith(":original_name:") else text
        (pages / "apis" / f"{title}.rst").write_text(f":original_name: {name}.html\n\n{text.lstrip()}")

    def push():
        git(work, "add", "--all", ".")
        git(work, "commit", "--quiet", "--message", "Publish")
        git(work, "push", "--quiet", "--force", str(bare), "HEAD:main")

    def by_hand():
        """The specs of the same pages, called as they are called in the store, over those that stand."""
        by_hand = errand.scratch / "boats-by-hand"
        there = errand.scratch / "boats-pages"
        shutil.rmtree(there, ignore_errors=True)
        there.mkdir()
        for file in (pages / "apis").glob("*.rst"):
            name = file.read_text().splitlines()[0].split()[1].removesuffix(".html")
            shutil.copy(file, there / f"{name}.rst")
        shutil.copytree(folder / "spec", by_hand / "spec", dirs_exist_ok=True)
        return errand.parse("boats-by-hand", [there], more=["--service", "boats"])

    def update(what, *words, good=(0, 1)):
        site.take()
        _, err, status, seconds = errand.run("update", "--yes", *words, folder=folder, good=good)
        asked, count = site.take()
        print(f"sources in git, {what}: {len(asked)} requests, {count:,} bytes, {seconds:.2f} s", flush=True)
        return err, status, asked

    def whole(what, *words):
        expected = by_hand()
        err, _, asked = update(what, *words)
        expect(tree(folder / "spec") == expected, f"{what}: the specs are those of the folder\n{err}")
        return asked

    (folder / "spec").mkdir()
    write("boats_01", (fixtures / "page.rst").read_text(), "querying_boats")
    write("boats_02", (fixtures / "tags.rst").read_text(), "tags_of_boats")
    (pages / "index.rst").write_text("Boats\n=====\n")
    # A page may be a link; where it leads is nobody's business.
    (pages / "apis/link.rst").symlink_to("/etc/hostname")
    git(work, "add", "--all", ".")
    (pages / "apis/link.rst").unlink()
    git(work, "commit", "--quiet", "--message", "Begin")
    git(work, "push", "--quiet", str(bare), "HEAD:main")
    whole("first fetch")
    expect(len(tree(folder / "spec")) == 1, "there is a spec")
    stands = tree(folder)
    asked = whole("nothing changed")
    expect(not any("POST" in it and "upload-pack" in it for it in asked[2:]), f"{asked} is more than a look")
    expect(tree(folder) == stands, "nothing is written where nothing changed")

    page = pages / "apis/querying_boats.rst"
    page.write_text(page.read_text().replace("Queries the boats", "Queries more than the boats"))
    push()
    _, status, _ = update("one page changed, --check", "--check")
    expect(status == 1 and tree(folder) == stands, "--check tells of it and writes nothing")
    whole("one page changed")
    expect(tree(folder) != stands, "what changed is in the store")
    (pages / "apis/tags_of_boats.rst").rename(pages / "apis/labels_of_boats.rst")
    push()
    stands = tree(folder / "spec")
    whole("one file renamed")
    expect(tree(folder / "spec") == stands, "a title is no change of the API")

    # What a person has set up for work of his own is not started by what a repository says of its files, an
    # address that runs a program is not gone to, and a hook's repository is not the one that is meant.
    marker = home / "marker"
    own = home / "gitconfig"
    own.write_text(f'[filter "own"]\n\tsmudge = "touch {marker}; cat"\n\trequired = true\n'
                   f'[protocol]\n\tallow = always\n')
    (work / ".gitattributes").write_text("*.rst filter=own\n")
    push()
    os.environ.update(GIT_CONFIG_GLOBAL=str(own), GIT_DIR=str(work / ".git"), GIT_WORK_TREE=str(work))
    state = git(work, "status", "--porcelain"), git(work, "rev-parse", "HEAD")
    update("settings of one's own, run by a hook")
    own.write_text(own.read_text() + f'[url "ext::touch {marker} #"]\n\tinsteadOf = {site.address}/\n')
    err, *_ = update("an address that is another and runs a program", good=(2,))
    expect("transport 'ext' not allowed" in err, f"it is refused:\n{err}")
    for name in ("GIT_CONFIG_GLOBAL", "GIT_DIR", "GIT_WORK_TREE"):
        del os.environ[name]
    project = (folder / "doc-bindgen.toml").read_text()
    for hostile in (f"ext::touch {marker}", f"--upload-pack=touch {marker};", f"ssh://-oProxyCommand=touch {marker}/x",
                    f"file://{home}/docs/../..;touch {marker}"):
        (folder / "doc-bindgen.toml").write_text(project.replace(f"{site.address}/", hostile))
        err, *_ = update(f"where repositories are: {hostile.partition(str(home))[0]}…", good=(2,))
        expect("project-invalid" in err, f"it is refused:\n{err}")
    (folder / "doc-bindgen.toml").write_text(project + 'guides = { boats = "--upload-pack=x" }\n')
    err, *_ = update("a repository that is called as an option", good=(2,))
    expect("project-invalid" in err, f"it is refused:\n{err}")
    (folder / "doc-bindgen.toml").write_text(project)
    expect(not marker.exists(), "nothing that an address or a repository names was run")
    expect(state == (git(work, "status", "--porcelain"), git(work, "rev-parse", "HEAD")), "a hook's repository")

    # It goes wrong in between: what is there stays, and is brought up to date afterwards.
    text = page.read_text()
    page.write_text(text.replace("more than the boats", "even more than the boats"))
    push()
    stands = tree(folder)
    for site.fault in FAULTS:
        err, *_ = update(f"gone wrong: {site.fault}", good=(2,))
        expect("tool-failed" in err and tree(folder) == stands, f"{site.fault} is named, and nothing goes:\n{err}")
    site.fault = None
    git(bare, "symbolic-ref", "HEAD", "refs/heads/none")
    git(bare, "update-ref", "refs/heads/other", "main")
    whole("HEAD is a branch that is not there")
    stands = tree(folder)
    git(bare, "update-ref", "-d", "refs/heads/main")
    err, *_ = update("no branch that is known", good=(2,))
    expect("neither HEAD nor a branch" in err and tree(folder) == stands, "it is named, and nothing goes")
    git(bare, "symbolic-ref", "HEAD", "refs/heads/main")

    # A history of its own, with a page less.
    git(work, "checkout", "--quiet", "--orphan", "again")
    (pages / "apis/labels_of_boats.rst").unlink()
    push()
    before = tree(folder / "pages")
    whole("another history, one page gone")
    gone = set(before) - set(tree(folder / "pages"))
    expect(not gone or all("boats_02" in it for it in gone), f"{gone} went")
    lock = (folder / "pages/opentelekomcloud/boats.lock").read_text()
    expect("boats_01" in lock and "boats_02" not in lock, "the page is gone from the lock file")
    stands = tree(folder)
    shutil.rmtree(work / "api-ref")
    (work / "README").write_text("Moved.\n")
    push()
    err, *_ = update("a repository without pages", good=(2,))
    expect("tool-failed" in err and tree(folder) == stands, "it is named, and nothing goes")
