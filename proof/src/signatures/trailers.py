"""Streams for S3 as botocore sends them, in chunks and with a checksum behind the last, for
`cargo proof signatures`: a case a line, as JSON.

    python trailers.py SEED COUNT

Over https what goes is botocore's own: its body, its headers, its signature. It signs no chunks, so what goes
without TLS is put together here as Amazon's documentation has it, of botocore's signatures and checksums.
"""

import datetime
import hashlib
import io
import json
import random
import sys

import botocore.auth
from botocore import httpchecksum
from botocore.awsrequest import AWSRequest, HeadersDict
from botocore.credentials import Credentials

CHUNK = 64 * 1024
WORD = "abcdefghijklmnopqrstuvwxyz0123456789"
# Those for which botocore needs no other library.
ALGORITHMS = ["CRC32", "SHA1", "SHA256", "SHA512"]
EMPTY = hashlib.sha256().hexdigest()


class Pipe:
    """What can be read once, and says nothing of its length."""

    def __init__(self, content):
        self.content = io.BytesIO(content)

    def read(self, size=-1):
        return self.content.read(size)


class Chunked(botocore.auth.S3SigV4Auth):
    """Signs a body in chunks that are signed themselves."""

    kind = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD"

    def payload(self, request):
        return self.kind

    def encoded(self, content, trailer, request, seed):
        date, scope = request.context["timestamp"], self.credential_scope(request)
        before, out = seed, b""
        chunks = [content[at : at + CHUNK] for at in range(0, len(content), CHUNK)] + [b""]
        for chunk in chunks:
            hashed = hashlib.sha256(chunk).hexdigest()
            lines = ["AWS4-HMAC-SHA256-PAYLOAD", date, scope, before, EMPTY, hashed]
            before = self.signature("\n".join(lines), request)
            out += f"{len(chunk):x};chunk-signature={before}\r\n".encode() + chunk
            out += b"\r\n" if chunk else b""
        if trailer:
            name, value = trailer
            hashed = hashlib.sha256(f"{name}:{value}\n".encode()).hexdigest()
            lines = ["AWS4-HMAC-SHA256-TRAILER", date, scope, before, hashed]
            signature = self.signature("\n".join(lines), request)
            out += f"{name}:{value}\r\nx-amz-trailer-signature:{signature}\r\n".encode()
        return out + b"\r\n"


def text(rng, least, most):
    return "".join(rng.choice(WORD) for _ in range(rng.randint(least, most)))


def case(rng):
    kind = rng.choice(["plain-with-trailer", "signed-with-trailer", "signed"])
    scheme = "https" if kind.startswith("plain") else "http"
    algorithm = rng.choice(ALGORITHMS) if kind != "signed" else None
    known = scheme == "http" or rng.random() < 0.5
    length = rng.choice([0, 1, 5, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, rng.randrange(3 * CHUNK)])
    word = text(rng, 1, 40)
    content = (word * (length // len(word) + 1))[:length].encode()
    url = f"{scheme}://{text(rng, 3, 9)}.s3.example.com/{text(rng, 1, 9)}/{text(rng, 0, 9)}"
    region = rng.choice(["us-east-1", "eu-west-1", "cn-north-1"])
    secret = text(rng, 1, 40)
    token = rng.choice([None, text(rng, 1, 60)])
    time = datetime.datetime(1990 + rng.randrange(80), 1 + rng.randrange(12), 1 + rng.randrange(28),
                             rng.randrange(24), rng.randrange(60), rng.randrange(60))
    given = [("x-amz-meta-a", text(rng, 0, 9))] if rng.random() < 0.5 else []
    given += [("content-type", "text/plain")] if rng.random() < 0.5 else []
    given += [("x-amz-sdk-checksum-algorithm", algorithm)] if algorithm else []

    botocore.auth.get_current_datetime = lambda *_, **__: time
    httpchecksum.AwsChunkedWrapper._DEFAULT_CHUNK_SIZE = CHUNK
    credentials = Credentials("AKID", secret, token)
    name = f"x-amz-checksum-{algorithm.lower()}" if algorithm else None
    headers = HeadersDict(given)
    if kind.startswith("plain"):
        body = io.BytesIO(content) if known else Pipe(content)
        asked = {"algorithm": algorithm.lower(), "in": "trailer", "name": name}
        request = {"headers": headers, "body": body, "url": url,
                   "context": {"checksum": {"request_algorithm": asked}}}
        httpchecksum.apply_request_checksum(request)
        encoded = request["body"].read()
        if known:
            # Where the length is known it can be said, and need not be told bit by bit.
            headers["Content-Length"] = str(len(encoded))
        signed = AWSRequest(method="PUT", url=url, headers=headers)
        signed.context.update(request["context"])
        botocore.auth.S3SigV4Auth(credentials, "s3", region).add_auth(signed)
    else:
        signer = Chunked(credentials, "s3", region)
        trailer = None
        headers["Content-Encoding"] = "aws-chunked"
        headers["X-Amz-Decoded-Content-Length"] = str(length)
        if algorithm:
            signer.kind += "-TRAILER"
            headers["X-Amz-Trailer"] = name
            trailer = (name, httpchecksum._CHECKSUM_CLS[algorithm.lower()]().handle(content))
        signed = AWSRequest(method="PUT", url=url, headers=headers)
        signed.context["timestamp"] = "20000101T000000Z"
        # Every signature is as long as another.
        headers = signed.headers
        headers["Content-Length"] = str(len(signer.encoded(content, trailer, signed, "0" * 64)))
        signer.add_auth(signed)
        seed = signed.headers["Authorization"].rpartition("Signature=")[2]
        encoded = signer.encoded(content, trailer, signed, seed)
    # The last chunk, and what comes behind it.
    end = encoded[encoded.rindex(b"\r\n0"):] if content else encoded
    names = ["Authorization", "Content-Encoding", "Content-Length", "X-Amz-Content-SHA256",
             "X-Amz-Decoded-Content-Length", "X-Amz-Trailer"]
    return {
        "kind": kind,
        "url": url,
        "headers": given,
        "word": word,
        "length": length,
        "known": known,
        "region": region,
        "secret": secret,
        "token": token,
        "time": time.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "expected": [[name.lower(), signed.headers.get(name)] for name in names],
        "size": len(encoded),
        "sha256": hashlib.sha256(encoded).hexdigest(),
        "end": end.decode(),
    }


def main():
    rng = random.Random(int(sys.argv[1]))
    for _ in range(int(sys.argv[2])):
        print(json.dumps(case(rng)))


if __name__ == "__main__":
    main()
