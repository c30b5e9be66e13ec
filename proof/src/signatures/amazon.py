"""Signs random requests with botocore, for `cargo proof signatures`: a case a line, as JSON.

    python amazon.py SEED COUNT
"""

import datetime
import json
import random
import sys
from urllib.parse import quote

import botocore.auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

TEXT = "abcXYZ019-._~ /:@!$&'()*+,;=?#%[]\"<>\\^`{|}ü€𝄞\t"
WORD = "abcdefghijklmnopqrstuvwxyz0123456789"


def text(rng, letters, most):
    return "".join(rng.choice(letters) for _ in range(rng.randrange(most + 1)))


def path(rng):
    segments = []
    for _ in range(rng.randrange(5)):
        kind = rng.randrange(8)
        segment = ["", ".", ".."][kind] if kind < 3 else quote(text(rng, TEXT, 12), safe="~")
        segments.append(segment)
    return "/" + "/".join(segments)


def query(rng, repeats):
    pairs = []
    for at in range(rng.randrange(5)):
        name = text(rng, TEXT, 6) if repeats else f"{text(rng, TEXT, 6)}{at}"
        if repeats and pairs and rng.random() < 0.3:
            name = rng.choice(pairs)[0]
        if name:
            pairs.append((name, text(rng, TEXT, 8)))
    parts = []
    for name, value in pairs:
        name, value = quote(name, safe="-_.~"), quote(value, safe="-_.~")
        parts.append(name if repeats and not value and rng.random() < 0.5 else f"{name}={value}")
    return "&".join(parts)


def headers(rng):
    names = ["Content-Type", "X-Amz-Target", "x-amz-meta-a", "X-Custom", "User-Agent", "Expect",
             "Range", "accept", "TE", "x-amzn-trace-id", "Content-MD5"]
    out = []
    for _ in range(rng.randrange(5)):
        value = text(rng, WORD + "   \t;,=\"", 16)
        out.append((rng.choice(names), value))
    return out


def case(rng):
    kind = rng.choice(["header", "s3", "query", "s3-query"])
    service = "s3" if kind.startswith("s3") else rng.choice(["sqs", "execute-api", "iam"])
    region = rng.choice(["us-east-1", "eu-west-1", "cn-north-1"])
    port = rng.choice(["", "", "", ":443", ":80", ":8443"])
    scheme = rng.choice(["https", "https", "http"])
    host = f"{text(rng, WORD, 6)}x.example.com"
    asked = query(rng, kind in ("header", "s3"))
    url = f"{scheme}://{host}{port}{path(rng)}{'?' if asked else ''}{asked}"
    given = headers(rng)
    # botocore moves a body into a query that it signs.
    body = b"" if kind.endswith("query") else text(rng, TEXT, 40).encode()
    method = rng.choice(["GET", "PUT", "POST", "DELETE", "HEAD", "PATCH"])
    secret = text(rng, WORD + "/+", 40) or "s"
    token = rng.choice([None, text(rng, WORD + "/+=", 60) or "t"])
    time = datetime.datetime(1990 + rng.randrange(80), 1 + rng.randrange(12), 1 + rng.randrange(28),
                             rng.randrange(24), rng.randrange(60), rng.randrange(60))
    unsigned = scheme == "https" and kind == "header" and rng.random() < 0.3
    expires = 1 + rng.randrange(604800)

    botocore.auth.get_current_datetime = lambda *_, **__: time
    request = AWSRequest(method=method, url=url, data=body)
    for name, value in given:
        request.headers.add_header(name, value)
    request.context["payload_signing_enabled"] = not unsigned
    credentials = Credentials("AKID", secret, token)
    if kind == "header":
        signer = botocore.auth.SigV4Auth(credentials, service, region)
    elif kind == "s3":
        signer = botocore.auth.S3SigV4Auth(credentials, service, region)
    elif kind == "query":
        signer = botocore.auth.SigV4QueryAuth(credentials, service, region, expires=expires)
    else:
        signer = botocore.auth.S3SigV4QueryAuth(credentials, service, region, expires=expires)
    sent = list(request.headers.items())
    signer.add_auth(request)
    content = request.headers.get("X-Amz-Content-SHA256")
    if kind.endswith("query"):
        expected = request.url.rpartition("X-Amz-Signature=")[2]
    else:
        expected = request.headers["Authorization"]
    return {
        "kind": kind,
        "method": method,
        "url": url,
        "headers": sent,
        "body": body.decode(),
        "content": content,
        "service": service,
        "region": region,
        "secret": secret,
        "token": token,
        "time": time.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "expires": expires,
        "expected": expected,
    }


def main():
    rng = random.Random(int(sys.argv[1]))
    for _ in range(int(sys.argv[2])):
        print(json.dumps(case(rng)))


if __name__ == "__main__":
    main()
