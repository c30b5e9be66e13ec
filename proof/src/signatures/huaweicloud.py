"""Signs random requests with Huawei Cloud's SDK, for `cargo proof signatures`: a case a line, as JSON.

    python huaweicloud.py SEED COUNT
"""

import json
import random
import sys
from types import SimpleNamespace
from urllib.parse import quote

from huaweicloudsdkcore.sdk_request import SdkRequest
from huaweicloudsdkcore.signer.signer import Signer

TEXT = "abcXYZ019-._~ :@!$&'()*+,;=?#%[]\"<>\\^`{|}ü€𝄞"
WORD = "abcdefghijklmnopqrstuvwxyz0123456789"


def text(rng, letters, most):
    return "".join(rng.choice(letters) for _ in range(rng.randrange(most + 1)))


def case(rng):
    path = "".join("/" + quote(text(rng, TEXT, 10), safe="~") for _ in range(rng.randrange(5)))
    path = path or "/"
    # It sorts names before it encodes them, so these are of characters that stay as they are.
    names = sorted({text(rng, WORD, 6) + "x" for _ in range(rng.randrange(5))})
    query = [(name, text(rng, TEXT, 8)) for name in names]
    headers = {"X-Sdk-Date": f"{1990 + rng.randrange(80)}0{1 + rng.randrange(9)}03T040506Z"}
    kinds = ["application/json", "application/json;charset=UTF-8", "application/octet-stream"]
    given = {"Content-Type": rng.choice(kinds), "X-Project-Id": text(rng, WORD, 8),
             "with_underscore": text(rng, WORD, 8), "X-Language": " en-us  ",
             "X-Security-Token": text(rng, WORD + "/+=", 30) or "t"}
    for name in rng.sample(sorted(given), rng.randrange(len(given) + 1)):
        headers[name] = given[name]
    body = (text(rng, TEXT, 40) or "{}").encode()
    secret = text(rng, WORD, 40) or "s"
    method = rng.choice(["GET", "PUT", "POST", "DELETE"])
    host = f"{text(rng, WORD, 6)}x.example.com"
    request = SdkRequest(method=method, schema="https", host=host, resource_path=path,
                         query_params=list(query), header_params=dict(headers), body=body)
    Signer(SimpleNamespace(ak="AK", sk=secret)).sign(request)
    asked = "&".join(f"{name}={quote(value, safe='~')}" for name, value in query)
    time = headers.pop("X-Sdk-Date")
    return {
        "kind": "sdk-hmac",
        "method": method,
        "url": f"https://{host}{path}{'?' if asked else ''}{asked}",
        "headers": [[name, value] for name, value in headers.items()],
        "body": body.decode(),
        "content": request.header_params.get("X-Sdk-Content-Sha256"),
        "service": "",
        "region": "",
        "secret": secret,
        "token": headers.get("X-Security-Token"),
        "time": f"{time[:4]}-{time[4:6]}-{time[6:8]}T{time[9:11]}:{time[11:13]}:{time[13:15]}Z",
        "expires": 0,
        "expected": request.header_params["Authorization"],
    }


def main():
    rng = random.Random(int(sys.argv[1]))
    for _ in range(int(sys.argv[2])):
        print(json.dumps(case(rng)))


if __name__ == "__main__":
    main()
