"""Writes cases in the form of botocore's protocol tests for the operations of all services: requests as
botocore's serializers make them, and answers as its parsers read them.

    python operations.py OUT [SERVICE...]

Inputs are made from the shapes alone, without regard to patterns and lengths, which neither side asks
for: with what is required, with everything, with text that wants escaping, with empty lists and maps,
and with each member of each union.
"""

import base64
import datetime
import json
import os
import sys
from xml.etree import ElementTree

import botocore.loaders
import botocore.model
import botocore.parsers
import botocore.serialize
from botocore.serialize import JSONSerializer, RestXMLSerializer, RpcV2CBORSerializer
from botocore.utils import percent_encode_sequence

TOKEN = "00000000-0000-4000-8000-000000000000"
AT = datetime.datetime(2015, 1, 25, 8, 0, 0, tzinfo=datetime.timezone.utc)
ODD = " /?#%+&=\"'<>\\ü€𝄞:;,@~*()[]{}|^`!$ "
CONTROL = "a\nb\tc\x01d"
DEEPEST = 2


class Maker:
    """Makes values of shapes."""

    def __init__(self, kind, protocol, choice=0):
        self.kind, self.protocol, self.choice = kind, protocol, choice
        self.more = False

    def value(self, shape, depth=0, place=None):
        name = shape.type_name
        if getattr(shape, "is_document_type", False):
            return {"a": [1, "b", None, {"c": True}]} if self.kind != "odd" else ODD
        if name == "structure":
            return self.structure(shape, depth)
        if name == "list":
            if self.kind == "empty" or depth > DEEPEST:
                return []
            return [self.value(shape.member, depth + 1, place)]
        if name == "map":
            if self.kind == "empty" or depth > DEEPEST:
                return {}
            key = self.text(place) if shape.key.type_name == "string" and not place else "key"
            return {key: self.value(shape.value, depth + 1, place)}
        if name in ("integer", "long", "short", "byte"):
            return -7 if self.kind == "odd" else 42
        if name in ("float", "double"):
            return float("-inf") if self.kind == "odd" else 1.5
        if name == "boolean":
            return self.kind != "odd"
        if name == "timestamp":
            return AT
        if name == "blob":
            return b"bytes"
        return self.text(place, shape)

    def text(self, place, shape=None):
        if place == "host":
            return "host-label"
        if shape is not None and shape.serialization.get("jsonvalue"):
            return {"k": "v"} if place in ("header", "headers") else '{"k":"v"}'
        if self.kind != "odd":
            return "text"
        if place in ("header", "headers", "statusCode"):
            return "odd; \"text\" ü"
        if place == "uri":
            return ODD
        if self.protocol in ("rest-xml",):
            return ODD
        return ODD + CONTROL

    def structure(self, shape, depth):
        members = shape.members
        if shape.is_tagged_union:
            names = list(members)
            if not names:
                return {}
            index = self.choice if self.choice < len(names) else 0
            self.more = self.more or self.choice + 1 < len(names)
            if depth > DEEPEST:
                simple = [n for n in names if members[n].type_name not in ("structure", "list", "map")]
                names, index = (simple or names), 0
            return {names[index]: self.value(members[names[index]], depth + 1)}
        made = {}
        for name, member in members.items():
            required = name in shape.required_members
            place = member.serialization.get("location")
            if member.serialization.get("hostLabel"):
                place, required = "host", True
            if place == "uri":
                required = True
            if member.serialization.get("eventstream"):
                continue
            if depth > DEEPEST and not required:
                continue
            # Structures that require themselves have no end.
            if depth > DEEPEST + 4:
                continue
            if required or self.kind != "least":
                made[name] = self.value(member, depth + 1, place)
        return made


def shown(value, shape):
    """A value as the protocol tests write it."""
    name = shape.type_name
    # An element that botocore's parser left as it is says nothing.
    if value is None or isinstance(value, ElementTree.Element):
        return None
    if isinstance(value, list) and any(isinstance(item, ElementTree.Element) for item in value):
        return None
    if getattr(shape, "is_document_type", False):
        return value
    if name == "structure":
        if list(value) == ["SDK_UNKNOWN_MEMBER"]:
            return value
        return {k: shown(v, shape.members[k]) for k, v in value.items() if k in shape.members}
    if name == "list":
        return [shown(v, shape.member) for v in value]
    if name == "map":
        return {k: shown(v, shape.value) for k, v in value.items()}
    if name == "timestamp":
        seconds = value.timestamp()
        return int(seconds) if seconds == int(seconds) else seconds
    if name == "blob":
        return value.decode("utf-8", "replace") if isinstance(value, bytes) else value
    if name in ("float", "double"):
        if value != value:
            return "NaN"
        if value in (float("inf"), float("-inf")):
            return "Infinity" if value > 0 else "-Infinity"
    if shape.serialization.get("jsonvalue") and not isinstance(value, str):
        return json.dumps(value, separators=(",", ":"))
    return value


def given(model, operation):
    raw = operation._operation_model
    kept = ("name", "http", "input", "output", "errors", "endpoint")
    return {key: raw[key] for key in kept if key in raw}


def request(serializer, operation, params):
    made = serializer.serialize_to_request(params, operation)
    body = made["body"]
    protocol = operation.service_model.resolved_protocol
    if isinstance(body, dict):
        body = percent_encode_sequence(body)
    elif hasattr(body, "read"):
        body = body.read()
    if protocol == "smithy-rpc-v2-cbor":
        body = base64.b64encode(body).decode()
    elif isinstance(body, (bytes, bytearray)):
        body = bytes(body).decode("utf-8", "surrogateescape")
    uri = made["url_path"]
    query = made["query_string"]
    if query:
        query = query if isinstance(query, str) else percent_encode_sequence(query)
        if query:
            uri += ("&" if "?" in uri else "?") + query
    headers = {k: str(v) for k, v in made["headers"].items()}
    host = (made.get("host_prefix") or "") + "example.com"
    return {"method": made["method"], "uri": uri, "headers": headers, "body": body, "host": host}


def inputs(model, operation, serializer):
    shape = operation.input_shape
    protocol = model.resolved_protocol
    if shape is None:
        yield "none", {}, {}
        return
    for kind in ("least", "all", "odd", "empty"):
        choice = 0
        while True:
            maker = Maker(kind, protocol, choice)
            params = maker.structure(shape, 0)
            sent = dict(params)
            for name in operation.idempotent_members:
                if kind == "least":
                    params.pop(name, None)
                    sent[name] = TOKEN
            yield f"{kind}{choice or ''}", params, sent
            choice += 1
            if kind != "all" or not maker.more or choice > 40:
                break


class Answers:
    """Writes answers. What botocore's parsers make of them is the truth, so that a body may be written
    in any way that they read."""

    def __init__(self, protocol):
        self.protocol = protocol

    def body(self, value, shape, operation):
        if self.protocol == "smithy-rpc-v2-cbor":
            return RpcV2CBORSerializer()._serialize_body_params(value, shape)
        if self.protocol in ("json", "rest-json"):
            if shape.type_name != "structure" or getattr(shape, "is_document_type", False):
                wrapper = {}
                JSONSerializer()._serialize(wrapper, value, shape, "it")
                return json.dumps(wrapper["it"]).encode()
            body = {}
            JSONSerializer()._serialize(body, value, shape)
            return json.dumps(body).encode()
        writer = Xml()
        root = ElementTree.Element("")
        writer._serialize(shape, value, root, "Root")
        return ElementTree.tostring(root[0], encoding="utf-8")

    def answer(self, value, shape, operation):
        headers, status = {}, 200
        if self.protocol in ("rest-json", "rest-xml"):
            return self.rest(value, shape, operation)
        body = self.body(value, shape, operation) if shape is not None else b""
        if self.protocol in ("query", "ec2"):
            inner = ElementTree.fromstring(body) if body else ElementTree.Element("Root")
            root = ElementTree.Element(f"{operation.name}Response")
            if self.protocol == "query":
                inner.tag = (shape.serialization.get("resultWrapper") if shape is not None else None) or f"{operation.name}Result"
                root.append(inner)
                meta = ElementTree.SubElement(root, "ResponseMetadata")
                ElementTree.SubElement(meta, "RequestId").text = "id-1"
            else:
                root.extend(list(inner))
                ElementTree.SubElement(root, "requestId").text = "id-1"
            body = ElementTree.tostring(root, encoding="utf-8")
        return {"status_code": status, "headers": headers, "body": body}

    def rest(self, value, shape, operation):
        headers, status, body = {}, 200, b""
        inside = {}
        members = shape.members if shape is not None else {}
        for name, member in members.items():
            if name not in value:
                continue
            place = member.serialization.get("location")
            wire = member.serialization.get("name", name)
            if place == "header":
                headers[wire] = self.header(value[name], member)
            elif place == "headers":
                for key, text in value[name].items():
                    headers[wire + key] = str(text)
            elif place == "statusCode":
                status = 200
            else:
                inside[name] = value[name]
        payload = shape.serialization.get("payload") if shape is not None else None
        if payload:
            if payload in inside:
                member = members[payload]
                if member.type_name in ("blob", "string"):
                    body = inside[payload]
                    body = body.encode() if isinstance(body, str) else body
                else:
                    body = self.body(inside[payload], member, operation)
        elif shape is not None and (inside or self.protocol == "rest-json"):
            body = self.body(inside, shape, operation)
        return {"status_code": status, "headers": headers, "body": body}

    def header(self, value, shape):
        if shape.serialization.get("jsonvalue"):
            return base64.b64encode(json.dumps(value, separators=(",", ":")).encode()).decode()
        if shape.type_name == "list":
            return ",".join(self.header(v, shape.member) for v in value)
        if shape.type_name == "timestamp":
            form = shape.serialization.get("timestampFormat", "rfc822")
            return str(JSONSerializer()._convert_timestamp_to_str(value, form))
        if shape.type_name == "boolean":
            return str(value).lower()
        if shape.type_name == "blob":
            return base64.b64encode(value).decode()
        return str(value)


class Xml(RestXMLSerializer):
    """As botocore writes requests, but with the names by which its parsers know flattened lists."""

    def _serialize_type_list(self, xmlnode, params, shape, name):
        own = shape.member.serialization.get("name")
        if shape.serialization.get("flattened") and own:
            for item in params:
                self._serialize(shape.member, item, xmlnode, own)
            return
        super()._serialize_type_list(xmlnode, params, shape, name)


def parsed(parser, answer, shape):
    response = dict(answer)
    lower = {k.lower(): v for k, v in answer["headers"].items()}

    class Headers(dict):
        def __contains__(self, key):
            return key.lower() in lower

        def __getitem__(self, key):
            return lower[key.lower()]

        def get(self, key, default=None):
            return lower.get(key.lower(), default)

    response["headers"] = Headers(answer["headers"])
    response["context"] = {"operation_name": "x"}
    return parser.parse(response, shape)


def outputs(model, operation):
    shape = operation.output_shape
    protocol = model.resolved_protocol
    answers = Answers(protocol)
    parser = botocore.parsers.create_parser(protocol)
    if shape is not None and shape.event_stream_name:
        return
    for kind in ("least", "all", "odd", "empty"):
        choice = 0
        while True:
            maker = Maker(kind, protocol if protocol not in ("query", "ec2") else "rest-xml", choice)
            value = maker.structure(shape, 0) if shape is not None else {}
            answer = answers.answer(value, shape, operation)
            result = parsed(parser, answer, shape)
            result.pop("ResponseMetadata", None)
            if shape is not None:
                result = shown(result, shape)
                # A body that is not there says nothing of what it would be.
                payload = shape.serialization.get("payload")
                if payload and not answer["body"]:
                    result.pop(payload, None)
            body = answer["body"]
            if protocol == "smithy-rpc-v2-cbor":
                body = base64.b64encode(body).decode()
            else:
                body = body.decode("utf-8")
            yield f"{kind}{choice or ''}", dict(answer, body=body), result
            choice += 1
            if shape is None or kind != "all" or not maker.more or choice > 40:
                break
        if shape is None:
            return


class Refusals(Answers):
    """Writes answers that tell of an error."""

    def refusal(self, value, shape, operation, n):
        code, members, headers = shape.error_code, {}, {}
        for name, member in shape.members.items():
            if name not in value:
                continue
            place = member.serialization.get("location")
            wire = member.serialization.get("name", name)
            if place == "header":
                headers[wire] = self.header(value[name], member)
            elif place != "statusCode":
                members[name] = value[name]
        status = (shape.metadata.get("error") or {}).get("httpStatusCode", 400)
        if self.protocol == "smithy-rpc-v2-cbor":
            writer, entry = RpcV2CBORSerializer(), bytearray()
            body = writer._serialize_body_params(members, shape)
            writer._serialize_type_string(entry, "__type", None, None)
            writer._serialize_type_string(entry, code, None, None)
            # One entry more in a map so short that its length is in its first byte.
            assert 0xA0 <= body[0] < 0xB7
            body = bytes([body[0] + 1]) + bytes(entry) + body[1:]
        elif self.protocol in ("json", "rest-json"):
            body = {}
            JSONSerializer()._serialize(body, members, shape)
            # The code stands in several forms and, where the protocol has one, in a header.
            form = (code, f"com.amazonaws.service#{code}", f"{code}:http://internal.amazon.com/coral/")[n % 3]
            if self.protocol == "rest-json" and n % 2:
                headers["x-amzn-ErrorType"] = form
            else:
                body["__type"] = form
            body = json.dumps(body).encode()
        else:
            error = ElementTree.fromstring(super().body(members, shape, operation))
            error.tag = "Error"
            for name, text in (("Type", "Sender"), ("Code", code)):
                if error.find(name) is None:
                    ElementTree.SubElement(error, name).text = text
            root = error
            if self.protocol == "ec2":
                root = ElementTree.Element("Response")
                ElementTree.SubElement(root, "Errors").append(error)
                ElementTree.SubElement(root, "RequestID").text = "id-1"
            elif operation.service_model.service_name != "s3":
                root = ElementTree.Element("ErrorResponse")
                root.append(error)
                ElementTree.SubElement(root, "RequestId").text = "id-1"
            body = ElementTree.tostring(root, encoding="utf-8")
        return {"status_code": status if status >= 300 else 400, "headers": headers, "body": body}


def tells_which(name, member):
    """Whether a member stands where answers have the code of their error."""
    if member.type_name != "string":
        return False
    header = member.serialization.get("location") == "header" and member.serialization.get("name", name)
    return name in ("code", "Code") or str(header).lower() == "x-amzn-errortype"


def refusals(model, operation, seen):
    """Each error of each operation; with what little it must have, and with odd text, once a service."""
    protocol = model.resolved_protocol
    parser = botocore.parsers.create_parser(protocol)
    answers = Refusals(protocol)
    for n, shape in enumerate(operation.error_shapes):
        first = shape.name not in seen
        seen.add(shape.name)
        for kind in ("all", "least", "odd") if first else ("all",):
            maker = Maker(kind, protocol if protocol not in ("query", "ec2") else "rest-xml")
            value = maker.structure(shape, 0)
            # A member of that name, or in that header, says the same as what tells which error it is.
            value.update({name: shape.error_code for name in value if tells_which(name, shape.members[name])})
            answer = answers.refusal(value, shape, operation, n)
            told = parsed(parser, answer, operation.output_shape)["Error"]
            # As its client does: the code tells which of the errors it is.
            found = model.shape_for_error_code(told["Code"])
            result = {}
            if found is not None:
                result = parsed(parser, answer, found)
                result.pop("ResponseMetadata", None)
                result.pop("Error", None)
                result = shown(result, found)
            body = answer["body"]
            if protocol == "smithy-rpc-v2-cbor":
                body = base64.b64encode(body).decode()
            else:
                body = body.decode("utf-8")
            case = {"response": dict(answer, body=body), "errorCode": told["Code"], "error": result}
            if isinstance(told.get("Message"), str) and told["Message"]:
                case["errorMessage"] = told["Message"]
            yield f"{shape.name}/{kind}", case


def main():
    out, chosen = sys.argv[1], sys.argv[2:]
    # Structures that are unions, of which models do not say so: `service/Shape`, apart by commas.
    unions = {}
    for union in filter(None, os.environ.get("UNIONS", "").split(",")):
        service, shape = union.split("/")
        unions.setdefault(service, []).append(shape)
    loader = botocore.loaders.Loader()
    services = chosen or loader.list_available_services("service-2")
    events = 0
    for folder in ("input", "output"):
        os.makedirs(os.path.join(out, folder), exist_ok=True)
    for service in services:
        raw = loader.load_service_model(service, "service-2")
        for shape in unions.get(service, ()):
            raw["shapes"][shape]["union"] = True
        model = botocore.model.ServiceModel(raw, service)
        protocol = model.resolved_protocol
        serializer = botocore.serialize.create_serializer(protocol, include_validation=False)
        sent, read, seen = [], [], set()
        for name in model.operation_names:
            operation = model.operation_model(name)
            base = given(model, operation)
            for kind, params, full in inputs(model, operation, serializer):
                case = {"id": f"{name}/{kind}", "given": base}
                if operation.input_shape is not None:
                    case["params"] = shown(params, operation.input_shape)
                case["serialized"] = request(serializer, operation, full)
                if operation.has_event_stream_input:
                    # botocore writes no events: their body, and what it is called, are left out.
                    events += 1
                    del case["serialized"]["body"]
                    headers = case["serialized"]["headers"]
                    case["serialized"]["headers"] = {k: v for k, v in headers.items() if k.lower() != "content-type"}
                sent.append(case)
            for kind, answer, result in outputs(model, operation):
                read.append({"id": f"{name}/{kind}", "given": base, "response": answer, "result": result})
            for kind, case in refusals(model, operation, seen):
                read.append({"id": f"{name}/{kind}", "given": base, **case})
        metadata = dict(raw["metadata"], protocol=protocol)
        for folder, cases in (("input", sent), ("output", read)):
            suite = {"description": service, "metadata": metadata, "shapes": raw["shapes"], "cases": cases}
            with open(os.path.join(out, folder, service + ".json"), "w", encoding="utf-8", errors="surrogateescape") as file:
                json.dump([suite], file)
    print(f"{len(services)} services; of {events} requests whose body is events all but the body")


if __name__ == "__main__":
    main()
