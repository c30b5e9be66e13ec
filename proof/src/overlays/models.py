"""Writes down what botocore's models say of the wire, for `cargo proof overlays`: a service a line, as
JSON.

    python models.py [SERVICE...]
"""

import json
import re
import sys
from urllib.parse import urlsplit

import botocore.model
from botocore.endpoint_provider import EndpointProvider
from botocore.exceptions import DataNotFoundError, EndpointProviderError
from botocore.loaders import Loader


def answers(provider, parameters, region):
    """Where the service is reached in a region, with and without FIPS and both families of addresses."""
    for fips in (False, True):
        for both in (False, True):
            given = {"Region": region, "UseFIPS": fips, "UseDualStack": both}
            given = {name: value for name, value in given.items() if name in parameters}
            try:
                found = provider.resolve_endpoint(**given)
            except EndpointProviderError:
                continue
            schemes = found.properties.get("authSchemes", [])
            signed = [scheme.get("signingRegion") for scheme in schemes if scheme["name"] == "sigv4"]
            url = urlsplit(found.url)
            # Where nothing is known of what stands for a whole partition, that is no host.
            is_nonsense = region.endswith("-global") and f".{region}." in url.netloc
            if url.path in ("", "/") and not is_nonsense:
                yield {"region": region, "fips": fips, "dual_stack": both, "host": url.netloc,
                       "signing_region": signed[0] if signed else None}


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
