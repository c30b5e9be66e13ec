"""The whole of boto3's site, on this machine: how many requests, bytes, seconds and how much memory it takes to
fetch and read it, and to look whether it changed. `scripts/check-update --whole` asks for it."""

import json
import shutil
import subprocess
import sys

# What a process takes at most is told by the one that began it, which is to be small.
MEASURE = """
import json, os, subprocess, sys, time
begin = time.monotonic()
process = subprocess.Popen(sys.argv[1:], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
_, status, used = os.wait4(process.pid, 0)
print(json.dumps([os.waitstatus_to_exitcode(status), time.monotonic() - begin,
                  used.ru_utime + used.ru_stime, used.ru_maxrss / 1024]))
"""


def check(errand, tree, expect):
    """All services from a site that has them as sources: a first fetch, nothing new, a newer release. There
    is no pause between requests, as nobody else asks this site. Services that OLD has not are taken from NEW."""
    older = errand.scratch / "older"
    shutil.copytree(errand.new, older)
    for file in errand.old.glob("*.rst"):
        shutil.rmtree(older / file.stem, ignore_errors=True)
        shutil.copytree(errand.old / file.stem, older / file.stem)
        shutil.copy(file, older)
    services = sorted(file.stem for file in older.glob("*.rst"))
    project = errand.source("boto3-site", services, more="connections = 8")
    expected = [errand.parse("whole-first", [older]), errand.parse("whole-both", [older], [errand.new])]
    folder = errand.start("whole", project)

    def update(what, expected):
        errand.site.take()
        words = [sys.executable, "-c", MEASURE, errand.binary, "update", "--yes"]
        done = subprocess.run(words, cwd=folder, capture_output=True, text=True)
        status, seconds, used, memory = json.loads(done.stdout)
        requests, count = errand.site.take()
        print(f"{what}: {requests:,} requests, {count:,} bytes, {seconds:.1f} s, of which it used {used:.1f} s, "
              f"{memory:.0f} MB", flush=True)
        specs = tree(folder / "spec")
        wrong = sorted(name for name in {*specs, *expected} if specs.get(name) != expected.get(name))
        expect(not wrong and status in (0, 1), f"{what}: {wrong} are not those of the folders\n{done.stderr[-3000:]}")

    for version, release, specs in zip("12", (older, errand.new), expected):
        errand.site.clear()
        errand.site.publish_boto3(version, release, services)
        print(f"{len(services)} services, {len(errand.site.pages) - 2:,} pages, "
              f"{sum(map(len, errand.site.pages.values())):,} bytes")
        update(f"release {version}", specs)
        update("nothing changed", specs)
