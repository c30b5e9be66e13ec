"""Renders services as they were in releases of botocore, for `cargo proof awsapichanges --versions`.

    python versions.py OUT REQUIREMENTS RELEASE:SERVICE...

For each RELEASE:SERVICE it leaves in OUT/RELEASE the pages SERVICE.rst and SERVICE/..., as the boto3
of its own interpreter writes them of the models in that release's wheel. A service that the release
does not have leaves OUT/RELEASE/SERVICE.absent. What is there is left alone.
"""

import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import botocore.loaders
import botocore.session
from boto3.docs.service import ServiceDocumenter
from boto3.session import Session


def download(line, folder):
    wanted = folder / "wanted.txt"
    wanted.write_text(line + "\n", encoding="utf-8")
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
    command += ["--no-deps", "--only-binary", ":all:", "--require-hashes"]
    subprocess.run([*command, "--dest", str(folder), "-r", str(wanted)], check=True)
    return next(folder.glob("*.whl"))


def render(data, service, out):
    core = botocore.session.Session()
    # Nothing but what the release has: a paginator of today may ask for an operation of tomorrow.
    loader = botocore.loaders.Loader([str(data)], include_default_search_paths=False)
    core.register_component("data_loader", loader)
    session = Session(region_name="us-east-1", botocore_session=core)
    partial = out / f".{service}"
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    index = ServiceDocumenter(service, session, str(partial)).document_service()
    shutil.move(partial / service, out / service)
    partial.rmdir()
    (out / f"{service}.rst").write_bytes(index)


def main():
    out = Path(sys.argv[1])
    lines = Path(sys.argv[2]).read_text(encoding="utf-8").splitlines()
    lines = {line.split()[0].partition("==")[2]: line for line in lines if not line.startswith("#")}
    wanted = {}
    for pair in sys.argv[3:]:
        release, _, service = pair.partition(":")
        target = out / release
        if not any((target / f"{service}.{kind}").exists() for kind in ("rst", "absent")):
            wanted.setdefault(release, set()).add(service)
    for release, services in sorted(wanted.items()):
        target = out / release
        with tempfile.TemporaryDirectory() as folder:
            folder = Path(folder)
            with zipfile.ZipFile(download(lines[release], folder)) as archive:
                parts = [(name, name.split("/")) for name in archive.namelist()]
                common = [name for name, at in parts if at[:2] == ["botocore", "data"] and len(at) == 3]
                archive.extractall(folder, common)
                for service in sorted(services):
                    shutil.rmtree(target / service, ignore_errors=True)
                    target.mkdir(parents=True, exist_ok=True)
                    prefix = f"botocore/data/{service}/"
                    names = [name for name in archive.namelist() if name.startswith(prefix)]
                    if not names:
                        (target / f"{service}.absent").touch()
                        continue
                    archive.extractall(folder, names)
                    render(folder / "botocore" / "data", service, target)
                    print(release, service, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
