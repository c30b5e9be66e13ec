"""Renders boto3's reference with its own documenter.

    python -c SCRIPT OUT PROCESSES all|these < SERVICES

Each line of SERVICES is a service and the digest of what its pages were rendered from, or "-". Tells a
line a service: "same NAME", "made NAME DIGEST" or "unknown NAME"; and "ahead COUNT", how many will be made,
before the first of them. Pages are left in OUT, as boto3's own
build has them.
"""

import hashlib
import inspect
import multiprocessing
import sys
import warnings
from pathlib import Path

import boto3
import botocore
from boto3.docs.service import ServiceDocumenter
from boto3.session import Session

# Older releases write a service as one page.
PAGED = "root_docs_path" in inspect.signature(ServiceDocumenter.__init__).parameters


def digest_of(files):
    digest = hashlib.sha256()
    for root, file in files:
        digest.update(str(file.relative_to(root)).encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()


def files_of(root, pattern, *folders):
    for folder in folders or (root,):
        for file in sorted(folder.rglob(pattern)):
            if file.is_file() and "__pycache__" not in file.parts:
                yield root, file


def renderer():
    """What renders, whatever the service."""
    core, three = Path(botocore.__file__).parent, Path(boto3.__file__).parent
    return digest_of(
        [
            *files_of(core, "*.py", core / "docs"),
            *files_of(three, "*.py", three / "docs"),
            *((core, core / name) for name in ("handlers.py", "model.py", "client.py")),
        ]
    )


def model(service, renders):
    digest = hashlib.sha256(renders.encode())
    for module in (botocore, boto3):
        root = Path(module.__file__).parent / "data"
        if (root / service).is_dir():
            digest.update(digest_of(files_of(root, "*.json*", root / service)).encode())
    return digest.hexdigest()


def size(service):
    root = Path(botocore.__file__).parent / "data"
    return sum(file.stat().st_size for _, file in files_of(root, "service-2.json*", root / service))


def make(arguments):
    service, out, digest = arguments
    # The session of one service must not know what handlers of another did.
    session = Session(region_name="us-east-1", aws_access_key_id="none", aws_secret_access_key="none")
    folder = [str(out)] if PAGED else []
    index = ServiceDocumenter(service, session, *folder).document_service()
    out.mkdir(parents=True, exist_ok=True)
    (out / f"{service}.rst").write_bytes(index)
    return service, digest


def main():
    out, processes, which = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    warnings.simplefilter("ignore")
    known = dict(line.split() for line in sys.stdin.read().splitlines() if line.strip())
    available = Session(region_name="us-east-1").get_available_services()
    if which == "all":
        known = {name: known.get(name, "-") for name in {*available, *known}}
    renders = renderer()
    todo = []
    for name, digest in sorted(known.items()):
        if name not in available:
            print("unknown", name, flush=True)
            continue
        now = model(name, renders)
        if now == digest:
            print("same", name, flush=True)
        else:
            todo.append((name, out, now))
    # What takes longest begins first, so that no process is left with it while the others have nothing to do.
    todo.sort(key=lambda it: (-size(it[0]), it[0]))
    print("ahead", len(todo), flush=True)
    # A process a service, where the system can make one of this: memory stays flat.
    if "fork" in multiprocessing.get_all_start_methods() and len(todo) > 1:
        with multiprocessing.get_context("fork").Pool(processes, maxtasksperchild=8) as pool:
            for name, digest in pool.imap_unordered(make, todo):
                print("made", name, digest, flush=True)
    else:
        for arguments in todo:
            name, digest = make(arguments)
            print("made", name, digest, flush=True)


main()
