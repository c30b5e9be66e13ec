"""Renders boto3's reference and writes down what botocore's models say, for `cargo xtask corpus`.

    python corpus.py OUT PROCESSES [SERVICE...]       renders, and writes the truth
    python corpus.py OUT PROCESSES --truth            the truth alone, beside pages that are there
    python corpus.py OUT PROCESSES --there SERVICE... of the services those that this boto3 has

Runs with the boto3 of its own interpreter. For each service it leaves in OUT

    services/SERVICE.rst, services/SERVICE/...        as boto3's own build does
    truth/SERVICE.json                                the model, resolved by botocore's own code

The truth is written last and moved into place, so that it marks a service that is whole; such a
service is left alone by the next run.
"""

import inspect
import json
import logging
import multiprocessing
import os
import shutil
import sys
import warnings
from pathlib import Path

import boto3
import botocore
from boto3.docs.service import ServiceDocumenter
from boto3.session import Session
from botocore import xform_name
from botocore.docs.bcdoc.docstringparser import DocStringParser
from botocore.docs.bcdoc.restdoc import ReSTDocument
from botocore.docs.bcdoc.style import ReSTStyle
from botocore.docs.utils import get_official_service_name
from botocore.exceptions import UnknownServiceError
from botocore.utils import is_json_value_header

# What is said of a position besides its shape; the same bits in src/truth.rs.
REQUIRED, TOKEN, JSON_HEADER, EVENT_STREAM, UNION, DOCUMENT = (1 << n for n in range(6))

# Older releases write a service as one page.
PAGED = "root_docs_path" in inspect.signature(ServiceDocumenter.__init__).parameters



def formatargspec(args, varargs=None, varkw=None, defaults=()):
    """What Python had until 3.11, as far as older releases of botocore use it."""
    plain = len(args) - len(defaults or ())
    shown = args[:plain] + [f"{name}={value!r}" for name, value in zip(args[plain:], defaults or ())]
    shown += [f"*{varargs}"] if varargs else []
    shown += [f"**{varkw}"] if varkw else []
    return f"({', '.join(shown)})"


if not hasattr(inspect, "formatargspec"):
    inspect.formatargspec = formatargspec

SECTIONS = ("Request Syntax", "Parameters", "Response Syntax", "Response Structure")
TOO_LARGE = "# This section is too large to render."


class PlainStyle:
    """Takes the tags that botocore takes, and writes nothing for them but blanks between blocks."""

    def __init__(self, document):
        self.document = document


def _plain_handlers():
    blocks = {"p", "li", "ul", "ol"}
    # The titles of the admonitions that botocore makes of them.
    titles = {"note": "Note", "important": "Warning", "danger": "Danger"}
    unseen = {"examples", "fullname"}
    for name in dir(ReSTStyle):
        when, _, tag = name.partition("_")
        if when not in ("start", "end"):
            continue

        def handler(self, *arguments, when=when, tag=tag):
            if tag in unseen:
                self.document.keep = when == "end"
            elif tag in blocks:
                self.document.parts.append(" ")
            elif tag in titles:
                self.document.parts.append(f" {titles[tag]}: " if when == "start" else " ")
            elif tag == "a":
                self.document.link(when, *arguments)

        setattr(PlainStyle, name, handler)


_plain_handlers()


class PlainDocument:
    """The text of a documentation string, as botocore's own parser sees it."""

    def __init__(self):
        self.parts = []
        self.keep = True
        self.target = None
        self.style = PlainStyle(self)

    def handle_data(self, data):
        if self.keep:
            self.parts.append(data)

    def translate_words(self, words):
        return words

    def link(self, when, attributes=None):
        """A link without a text shows where it leads."""
        if when == "start":
            self.target = dict(attributes or []).get("href")
            self.link_begins = len(self.parts)
        elif self.target and not "".join(self.parts[self.link_begins :]).strip():
            self.parts.append(self.target)


def plain_text(html):
    document = PlainDocument()
    parser = DocStringParser(document)
    try:
        parser.feed(html)
        parser.close()
    except Exception:  # as botocore does: what came before the fault stands
        pass
    return " ".join("".join(document.parts).split())


def rendered(html):
    document = ReSTDocument(target="html")
    document.include_doc_string(html)
    return " ".join(document.getvalue().decode().split())


class Texts:
    """The documentation strings of a service; two that are rendered alike are one."""

    def __init__(self):
        self.texts = []
        self.by_html = {}
        self.by_rendering = {}

    def index(self, html):
        if not html:
            return -1
        found = self.by_html.get(html)
        if found is None:
            key = rendered(html)
            found = self.by_rendering.get(key)
            if found is None:
                found = len(self.texts)
                self.texts.append(plain_text(html))
                self.by_rendering[key] = found
            self.by_html[html] = found
        return found


def name_of(shape):
    """What the shape is listed by: its name, and the values where the place adds them to it."""
    values = shape.metadata.get("enum")
    plain = shape._shape_resolver._shape_map[shape.name]
    if values is None or values == plain.get("enum"):
        return shape.name
    return f"{shape.name} of {'|'.join(values)}"


def position(shape, texts, required=False):
    flags = 0
    if required:
        flags |= REQUIRED
    if "idempotencyToken" in shape.metadata:
        flags |= TOKEN
    if is_json_value_header(shape):
        flags |= JSON_HEADER
    if shape.serialization.get("eventstream"):
        flags |= EVENT_STREAM
    if getattr(shape, "is_tagged_union", False):
        flags |= UNION
    if getattr(shape, "is_document_type", False):
        flags |= DOCUMENT
    return [name_of(shape), texts.index(shape.documentation), flags]


def describe(shape, texts):
    out = {"type": shape.type_name}
    if shape.type_name == "structure":
        out["members"] = [
            [name, *position(member, texts, name in shape.required_members)]
            for name, member in shape.members.items()
        ]
    elif shape.type_name == "list":
        out["element"] = position(shape.member, texts)
    elif shape.type_name == "map":
        out["key"] = position(shape.key, texts)
        out["value"] = position(shape.value, texts)
    elif "enum" in shape.metadata:
        out["enum"] = shape.metadata["enum"]
    return out


def reach(shape, shapes, texts):
    todo = [shape]
    while todo:
        shape = todo.pop()
        name = name_of(shape)
        if name in shapes:
            continue
        shapes[name] = describe(shape, texts)
        if shape.type_name == "structure":
            todo.extend(shape.members.values())
        elif shape.type_name == "list":
            todo.append(shape.member)
        elif shape.type_name == "map":
            todo.extend((shape.key, shape.value))


def member_of(shape, member):
    """The name that a member shape stands under."""
    if member is None:
        return None
    return next(name for name, other in shape.members.items() if other is member)


def describe_operation(model, documented, shapes, texts):
    for shape in (model.input_shape, model.output_shape):
        if shape is not None:
            reach(shape, shapes, texts)
    return {
        "name": model.name,
        "method": xform_name(model.name),
        "documented": documented,
        "text": texts.index(model.documentation),
        "deprecated": bool(model.deprecated),
        "input": model.input_shape and model.input_shape.name,
        "output": model.output_shape and model.output_shape.name,
        "errors": [shape.name for shape in model.error_shapes],
        "input_stream": member_of(model.input_shape, model.get_streaming_input()),
        "output_stream": member_of(model.output_shape, model.get_streaming_output()),
    }


def listed(value):
    return value if isinstance(value, list) else [] if value is None else [value]


def paginators(session, service):
    try:
        pages = session.get_paginator_model(service)
    except (UnknownServiceError, botocore.exceptions.DataNotFoundError):
        return {}
    return {
        name: {
            "input": listed(config["input_token"]),
            "output": listed(config["output_token"]),
            "limit": config.get("limit_key"),
            "items": listed(config.get("result_key")),
        }
        for name, config in sorted(pages._paginator_config.items())
    }


def waiters(session, service):
    try:
        model = session.get_waiter_model(service)
    except (UnknownServiceError, botocore.exceptions.DataNotFoundError):
        return []
    return [
        {
            "name": name,
            "operation": model.get_waiter(name).operation,
            "delay": model.get_waiter(name).delay,
            "max_attempts": model.get_waiter(name).max_attempts,
        }
        for name in model.waiter_names
    ]


def too_large(folder):
    """The sections that are not on the pages, by page."""
    found = {}
    for page in sorted(folder.glob("*/*.rst")):
        text = page.read_text(encoding="utf-8")
        if TOO_LARGE not in text:
            continue
        lines = text.splitlines()
        missing = []
        for at, line in enumerate(lines):
            if line.strip() == TOO_LARGE:
                titles = (lines[back].strip().strip("*") for back in range(at, max(at - 8, -1), -1))
                missing.append(next((t for t in titles if t in SECTIONS), "?"))
        found[f"{page.parent.name}/{page.stem}"] = missing
    return found


def truth(service, session, client, folder):
    model = client.meta.service_model
    texts, shapes = Texts(), {}
    methods = {operation: method for method, operation in client.meta.method_to_api_mapping.items()}
    operations = [
        describe_operation(
            model.operation_model(name), hasattr(type(client), methods[name]), shapes, texts
        )
        for name in sorted(methods, key=methods.get)
    ]
    return {
        "service": service,
        "client": type(client).__name__,
        "uid": model.metadata.get("uid"),
        "version": model.api_version,
        "title": get_official_service_name(model),
        "text": texts.index(model.documentation),
        "operations": operations,
        "paginators": paginators(session._session, service),
        "waiters": waiters(session._session, service),
        "too_large": too_large(folder),
        "shapes": dict(sorted(shapes.items())),
        "texts": texts.texts,
    }


def move_into_place(source, target):
    if target.is_dir():
        shutil.rmtree(target)
    if source.exists():
        os.replace(source, target)


def make(arguments):
    service, out, render = arguments
    session = Session(region_name="us-east-1")
    services, done = out / "services", out / "truth"
    if render:
        partial = out / "partial" / service
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir(parents=True)
        folder = [str(partial)] if PAGED else []
        index = ServiceDocumenter(service, session, *folder).document_service()
        (partial / f"{service}.rst").write_bytes(index)
        move_into_place(partial / service, services / service)
        move_into_place(partial / f"{service}.rst", services / f"{service}.rst")
        shutil.rmtree(partial)
    facts = truth(service, session, session.client(service), services / service)
    partial = done / f".{service}.json"
    partial.write_text(json.dumps(facts, separators=(",", ":"), ensure_ascii=False), encoding="utf-8")
    os.replace(partial, done / f"{service}.json")
    return service


def main():
    out, processes, wanted = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    render = "--truth" not in wanted
    there = "--there" in wanted
    wanted = [name for name in wanted if name not in ("--truth", "--there")]
    available = Session(region_name="us-east-1").get_available_services()
    unknown = sorted(set(wanted) - set(available))
    if unknown:
        print(f"boto3 {boto3.__version__} has no service {', '.join(unknown)}", file=sys.stderr)
        wanted = [name for name in wanted if name in available]
        if not (there and wanted):
            sys.exit(2)
    (out / "truth").mkdir(parents=True, exist_ok=True)
    (out / "services").mkdir(exist_ok=True)
    todo = [name for name in wanted or available if not (out / "truth" / f"{name}.json").exists()]
    with multiprocessing.Pool(processes) as pool:
        for name in pool.imap_unordered(make, [(name, out, render) for name in todo]):
            print(name, flush=True)
    shutil.rmtree(out / "partial", ignore_errors=True)


if __name__ == "__main__":
    main()
