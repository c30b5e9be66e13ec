"""Writes down what botocore's models say of the wire, for `cargo proof overlays`: a service a line, as
JSON.

    cat ../endpoints/answers.py models.py | python - [SERVICE...]
"""

import json
import re
import sys

import botocore.model
from botocore.endpoint_provider import EndpointProvider
from botocore.exceptions import DataNotFoundError
from botocore.loaders import Loader


def endpoints(loader, service, regions, partitions):
    try:
        rules = loader.load_service_model(service, "endpoint-rule-set-1")
    except DataNotFoundError:
        return []
    needed = {name for name, told in rules["parameters"].items()
              if told.get("required") and "default" not in told}
    if not needed <= {"Region"}:
        return []
    provider = EndpointProvider(rules, partitions)
    return [answer for region in regions for answer in answers(provider, rules["parameters"], region)]


def without_words(value):
    """The model without its documentation, which is most of it."""
    if isinstance(value, dict):
        return {key: without_words(it) for key, it in value.items()
                if not (key == "documentation" and isinstance(it, str))}
    if isinstance(value, list):
        return [without_words(it) for it in value]
    return value


def plain(name):
    """The name of an operation as boto3 has it: CloudFront's carry the version of the API."""
    return re.sub(r"\d{4}_\d{2}_\d{2}$", "", name)


def beside(loader, service, kind, key):
    try:
        return loader.load_service_model(service, kind)[key]
    except DataNotFoundError:
        return {}


def main():
    loader = Loader()
    partitions = loader.load_data("partitions")
    regions = [region for partition in partitions["partitions"] for region in partition["regions"]]
    for service in sys.argv[1:] or loader.list_available_services("service-2"):
        raw = loader.load_service_model(service, "service-2")
        model = botocore.model.ServiceModel(raw, service)
        print(json.dumps({
            "service": service,
            "protocol": model.resolved_protocol,
            "metadata": raw["metadata"],
            "operations": {plain(name): without_words(it) for name, it in raw["operations"].items()},
            "shapes": without_words(raw["shapes"]),
            "waiters": beside(loader, service, "waiters-2", "waiters"),
            "paginators": {plain(name): it for name, it in
                           beside(loader, service, "paginators-1", "pagination").items()},
            "answers": endpoints(loader, service, regions, partitions),
        }, separators=(",", ":")))


if __name__ == "__main__":
    main()
