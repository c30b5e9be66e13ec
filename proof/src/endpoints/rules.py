"""Asks botocore where each service is reached, for `cargo proof endpoints`: a service a line, as JSON.

    python rules.py DATA

DATA is `botocore/data` of its source, which has the rules of each service. Asked is for every region and
what stands for a partition as a whole, with and without FIPS and both families of addresses.
"""

import json
import os
import sys
from urllib.parse import urlsplit

from botocore.endpoint_provider import EndpointProvider
from botocore.exceptions import EndpointProviderError
from botocore.loaders import Loader


def answers(provider, parameters, region):
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


def main():
    loader = Loader(extra_search_paths=[sys.argv[1]], include_default_search_paths=False)
    partitions = loader.load_data("partitions")
    regions = [region for partition in partitions["partitions"] for region in partition["regions"]]
    for service in sorted(loader.list_available_services("endpoint-rule-set-1")):
        rules = loader.load_service_model(service, "endpoint-rule-set-1")
        metadata = loader.load_service_model(service, "service-2")["metadata"]
        provider = EndpointProvider(rules, partitions)
        needed = {name for name, told in rules["parameters"].items()
                  if told.get("required") and "default" not in told}
        found = []
        if needed <= {"Region"}:
            for region in regions:
                found.extend(answers(provider, rules["parameters"], region))
        print(json.dumps({"service": service, "prefix": metadata["endpointPrefix"], "answers": found}))


if __name__ == "__main__":
    main()
