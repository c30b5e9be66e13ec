"""Lays out the models of releases of botocore, for `cargo proof diff`.

    python models.py OUT REQUIREMENTS

For each line `botocore==VERSION --hash=sha256:...` of REQUIREMENTS it leaves in OUT

    VERSION/SERVICE/{service-2,paginators-1,waiters-2}.json

from the wheel that PyPI has. Files that are the same in several releases are one file on the disk.
A release that is there is left alone.
"""

import contextlib
import gzip
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

KINDS = ("service-2", "paginators-1", "waiters-2")


def download(line, folder):
    wanted = folder / "wanted.txt"
    wanted.write_text(line + "\n", encoding="utf-8")
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
    command += ["--no-deps", "--only-binary", ":all:", "--require-hashes"]
    subprocess.run([*command, "--dest", str(folder), "-r", str(wanted)], check=True)
    return next(folder.glob("*.whl"))


def newest(names):
    """The newest API version of each service: SERVICE, KIND -> the name in the wheel."""
    versions = {}
    for name in names:
        parts = name.split("/")
        if len(parts) == 5 and parts[:2] == ["botocore", "data"]:
            kind = parts[4].removesuffix(".gz").removesuffix(".json")
            if kind in KINDS:
                versions.setdefault(parts[2], {}).setdefault(parts[3], {})[kind] = name
    for service, found in versions.items():
        version = max(version for version, kinds in found.items() if "service-2" in kinds)
        for kind, name in found[version].items():
            yield service, kind, name


def lay_out(line, out):
    version = line.split()[0].partition("==")[2]
    target = out / version
    if target.is_dir():
        return version
    blobs = out / ".blobs"
    blobs.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        wheel = download(line, Path(folder))
        partial = out / f".{version}"
        shutil.rmtree(partial, ignore_errors=True)
        with zipfile.ZipFile(wheel) as archive:
            for service, kind, name in newest(archive.namelist()):
                data = archive.read(name)
                if name.endswith(".gz"):
                    data = gzip.decompress(data)
                blob = blobs / hashlib.sha256(data).hexdigest()
                if not blob.exists():
                    fresh = blobs / f".{version}-{service}-{kind}"
                    fresh.write_bytes(data)
                    # Never over one that is there: a link to what is replaced that moment fails.
                    with contextlib.suppress(FileExistsError):
                        os.link(fresh, blob)
                    fresh.unlink()
                path = partial / service / f"{kind}.json"
                path.parent.mkdir(parents=True, exist_ok=True)
                os.link(blob, path)
        os.replace(partial, target)
    return version


def main():
    out = Path(sys.argv[1])
    lines = Path(sys.argv[2]).read_text(encoding="utf-8").splitlines()
    lines = [line for line in lines if line and not line.startswith("#")]
    with ThreadPoolExecutor(2) as pool:
        for version in pool.map(lambda line: lay_out(line, out), lines):
            print(version, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
