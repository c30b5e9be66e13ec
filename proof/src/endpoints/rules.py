"""Asks botocore where each service is reached, for `cargo proof endpoints`: a service a line, as JSON.

    cat answers.py rules.py | python - DATA

DATA is `botocore/data` of its source, which has the rules of each service. Asked is for every region and
what stands for a partition as a whole, with and without FIPS and both families of addresses.
"""

import json
import os
import sys

from botocore.endpoint_provider import EndpointProvider
from botocore.loaders import Loader


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
