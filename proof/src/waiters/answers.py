"""Writes what botocore's waiters make of answers, as JSON on standard output: every waiter of every
service, and for each of them answers made up from the shape of the output and from what its acceptors
look for.

    python answers.py [SERVICE...]
"""

import json
import random
import sys

import botocore.loaders
import botocore.model
import botocore.waiter
import jmespath.exceptions

ANSWERS = 40
DEEPEST = 5


class Maker:
    """Makes outputs in which what is looked for occurs."""

    def __init__(self, words, chance):
        self.words, self.chance = words, chance

    def value(self, shape, depth=0):
        name = shape.type_name
        if name == "structure":
            if depth > DEEPEST:
                return {}
            members = {}
            for member, of in shape.members.items():
                if self.chance.random() < 0.8:
                    members[member] = self.value(of, depth + 1)
            if getattr(shape, "is_tagged_union", False) and members:
                member = self.chance.choice(sorted(members))
                members = {member: members[member]}
            return members
        if name == "list":
            count = self.chance.choice([0, 1, 1, 2, 3]) if depth <= DEEPEST else 0
            return [self.value(shape.member, depth + 1) for _ in range(count)]
        if name == "map":
            count = self.chance.choice([0, 1, 2]) if depth <= DEEPEST else 0
            return {f"k{at}": self.value(shape.value, depth + 1) for at in range(count)}
        if name in ("integer", "long", "short", "byte"):
            return self.chance.choice([0, 1, 2])
        if name in ("float", "double"):
            return self.chance.choice([0.0, 1.5])
        if name == "boolean":
            return self.chance.random() < 0.5
        if name == "timestamp":
            return 1422172800
        if name == "blob":
            return "bytes"
        return self.chance.choice(self.words)


def verdict(acceptors, response):
    """As Waiter.wait has it, for one answer."""
    for acceptor in acceptors:
        try:
            if acceptor.matcher_func(response):
                return acceptor.state
        except jmespath.exceptions.JMESPathTypeError:
            # The length of what is not there: botocore's waiter ends with that error.
            return "raises"
    return "failed" if botocore.waiter.is_valid_waiter_error(response) else "retry"


def text(expected):
    return str(expected).lower() if isinstance(expected, bool) else str(expected)


def main():
    loader = botocore.loaders.Loader()
    services = sys.argv[1:] or loader.list_available_services("waiters-2")
    for name in services:
        try:
            waiters = loader.load_service_model(name, "waiters-2")
        except botocore.exceptions.UnknownServiceError:
            continue
        api = loader.load_service_model(name, "service-2")
        service = botocore.model.ServiceModel(api)
        model = botocore.waiter.WaiterModel(waiters)
        for waiter in model.waiter_names:
            config = model.get_waiter(waiter)
            operation = service.operation_model(config.operation)
            chance = random.Random(f"{name} {waiter}")
            looked_for = [a.expected for a in config.acceptors if isinstance(a.expected, str)]
            codes = [a.expected for a in config.acceptors if a.matcher == "error"]
            cases = []
            for at in range(ANSWERS):
                # Often all of one kind, so that what asks of all finds it.
                words = looked_for + ["other", ""]
                if at % 2:
                    words = [chance.choice(words)]
                maker = Maker(words, chance)
                status = chance.choice([200, 200, 200, 404, 500])
                response = {"ResponseMetadata": {"HTTPStatusCode": status}}
                case = {"status": status}
                if status == 200 or chance.random() < 0.1:
                    output = operation.output_shape
                    case["output"] = maker.value(output) if output is not None else {}
                    # botocore takes a member of that name for the sign that a call failed.
                    case["output"].pop("Error", None)
                    response.update(case["output"])
                else:
                    code = chance.choice([c for c in codes if isinstance(c, str)] + ["Other"])
                    case["code"] = code
                    response["Error"] = {"Code": code, "Message": "no"}
                case["verdict"] = verdict(config.acceptors, response)
                cases.append(case)
            output = operation.output_shape
            shapes, next_names = {}, [output.name] if output is not None else []
            while next_names:
                shape = next_names.pop()
                if shape in shapes:
                    continue
                shapes[shape] = api["shapes"][shape]
                for inner in [*shapes[shape].get("members", {}).values()] + [
                    shapes[shape][key] for key in ("member", "key", "value") if key in shapes[shape]
                ]:
                    next_names.append(inner["shape"])
            json.dump(
                {
                    "service": name,
                    "waiter": waiter,
                    "output": output.name if output is not None else None,
                    "shapes": shapes,
                    "acceptors": [
                        {
                            "state": a.state,
                            "matcher": a.matcher,
                            "argument": getattr(a, "argument", None) or "",
                            "expected": text(a.expected),
                        }
                        for a in config.acceptors
                    ],
                    "cases": cases,
                },
                sys.stdout,
            )
            print()


main()
