"""What packages of the Huawei Cloud SDK say of their services, as JSON, one file a package.

    python facts.py OUT WHEEL...

The sources in the wheels are read, and nothing in them is run.
"""

import ast
import json
import pathlib
import re
import sys
import zipfile


def main(out, wheels):
    for wheel in map(pathlib.Path, wheels):
        name = wheel.name.split("-")[0]
        with zipfile.ZipFile(wheel) as package:
            versions = {}
            for path in sorted(package.namelist()):
                client = re.fullmatch(rf"{name}/(v\w+)/(\w+)_client\.py", path)
                if client and not client[2].endswith("_async"):
                    versions[client[1]] = of_version(package, path)
        whole = {"package": wheel.name, "versions": versions}
        text = json.dumps(whole, ensure_ascii=False, indent=1, sort_keys=True)
        pathlib.Path(out, f"{name}.json").write_text(text + "\n", encoding="utf-8")


def of_version(package, client):
    """The operations of a client, and the models beside it."""
    folder = client.rsplit("/", 1)[0] + "/model/"
    models = {}
    for path in sorted(package.namelist()):
        if path.startswith(folder) and path.endswith(".py"):
            for node in ast.parse(package.read(path)).body:
                if isinstance(node, ast.ClassDef):
                    models[node.name] = Model(node)
    operations = []
    for node in ast.walk(ast.parse(package.read(client))):
        if isinstance(node, ast.FunctionDef) and node.name.endswith("_http_info"):
            operations.append(operation(node, models))
    own = {name: model for name, model in models.items() if model.types is not None}
    return {
        "operations": sorted(operations, key=lambda it: it["name"]),
        "models": {name: {"fields": model.fields()} for name, model in own.items()},
    }


class Model:
    """A class of the SDK: what its members are called on the wire, their types, which must be."""

    def __init__(self, node):
        self.types, self.names, self.required = None, {}, set()
        for statement in node.body:
            if isinstance(statement, ast.Assign):
                target = statement.targets[0].id
                if target == "openapi_types":
                    self.types = ast.literal_eval(statement.value)
                elif target == "attribute_map":
                    self.names = ast.literal_eval(statement.value)
            elif isinstance(statement, ast.FunctionDef) and statement.name == "__init__":
                # What may be missing is set under a condition.
                self.required = {
                    line.targets[0].attr
                    for line in statement.body
                    if isinstance(line, ast.Assign) and isinstance(line.value, ast.Name)
                }

    def fields(self):
        return [self.field(attribute) for attribute in self.types or {}]

    def field(self, attribute):
        return {
            "name": self.names.get(attribute, attribute),
            "py": attribute,
            "type": type_of(self.types[attribute]),
            "required": attribute in self.required,
        }


SCALARS = {
    "str": "string",
    "int": "integer",
    "float": "number",
    "bool": "boolean",
    "object": "object",
    "date": "date",
    "datetime": "datetime",
    "file": "file",
}


def type_of(text):
    if text in SCALARS:
        return {"k": SCALARS[text]}
    if inner := re.fullmatch(r"list\[(.*)\]", text):
        return {"k": "array", "items": type_of(inner[1])}
    if inner := re.fullmatch(r"dict\(str, ?(.*)\)", text):
        return {"k": "map", "values": type_of(inner[1])}
    return {"k": "ref", "name": text}


def operation(node, models):
    """What a function `_list_x_http_info` says of the operation."""
    info, headers, repeated = {}, [], []
    params = {"path": [], "query": [], "header": [], "form": []}
    places = {"path_params": "path", "header_params": "header", "form_params": "form"}
    body = False
    found = []
    for it in ast.walk(node):
        if isinstance(it, ast.Dict) and not info:
            pairs = zip(it.keys, it.values)
            info = {k.value: v.value for k, v in pairs if k and isinstance(v, ast.Constant)}
        if isinstance(it, ast.Assign):
            target, value = it.targets[0], it.value
            if isinstance(target, ast.Subscript) and isinstance(target.value, ast.Name):
                if attribute := local(value):
                    place = places.get(target.value.id)
                    if place:
                        found.append((place, target.slice.value, attribute))
                elif target.value.id == "collection_formats":
                    repeated.append(target.slice.value)
            elif isinstance(target, ast.Name) and target.id == "body" and local(value):
                body = True
            elif isinstance(target, ast.Name) and target.id == "response_headers":
                headers = ast.literal_eval(value)
        if (
            isinstance(it, ast.Call)
            and isinstance(it.func, ast.Attribute)
            and it.func.attr == "append"
            and isinstance(it.func.value, ast.Name)
            and it.func.value.id == "query_params"
        ):
            name, value = it.args[0].elts
            found.append(("query", name.value, local(value)))
    name = info["response_type"].removesuffix("Response")
    request = models.get(f"{name}Request")
    response = models.get(info["response_type"])
    for place, wire, attribute in found:
        known = request and request.types and attribute in request.types
        field = request.field(attribute) if known else {"type": {"k": "string"}, "required": False}
        params[place].append({**field, "name": wire, "repeated": wire in repeated})
    of_body = None
    if body and request and "body" in (request.types or {}):
        field = request.field("body")
        of_body = {"type": field["type"], "required": field["required"]}
    fields = [it for it in response.fields() if it["name"] not in headers] if response else []
    whole = None
    if [it["py"] for it in fields] == ["body"] and fields[0]["name"] == "body":
        whole, fields = fields[0]["type"], []
    return {
        "name": name,
        "method": info["method"],
        "path": info["resource_path"],
        "params": {place: sorted(them, key=lambda it: it["name"]) for place, them in params.items()},
        "body": of_body,
        "response": {"headers": headers, "fields": fields, "body_type": whole},
    }


def local(node):
    """The attribute in `local_var_params['attribute']`."""
    if (
        isinstance(node, ast.Subscript)
        and isinstance(node.value, ast.Name)
        and node.value.id == "local_var_params"
    ):
        return node.slice.value
    return None


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
