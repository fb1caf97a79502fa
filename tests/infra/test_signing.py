"""The examples printed in the S3 reference ("Signature Calculations … Authorization Header")."""

import hashlib

import pytest

from xiezhi.infra.storage.signing import Credentials, Query, authorization

WHO = Credentials(
    key="AKIAIOSFODNN7EXAMPLE",
    secret="wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    region="us-east-1",
)
NOTHING = hashlib.sha256(b"").hexdigest()
WELCOME = hashlib.sha256(b"Welcome to Amazon S3.").hexdigest()


@pytest.mark.parametrize(
    ("method", "path", "query", "headers", "signature"),
    [
        pytest.param(
            "GET",
            "/test.txt",
            (),
            {"range": "bytes=0-9", "x-amz-content-sha256": NOTHING},
            "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
            id="get an object",
        ),
        pytest.param(
            "PUT",
            "/test%24file.text",
            (),
            {
                "date": "Fri, 24 May 2013 00:00:00 GMT",
                "x-amz-storage-class": "REDUCED_REDUNDANCY",
                "x-amz-content-sha256": WELCOME,
            },
            "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd",
            id="put an object",
        ),
        pytest.param(
            "GET",
            "/",
            (("lifecycle", ""),),
            {"x-amz-content-sha256": NOTHING},
            "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543",
            id="get a bucket's lifecycle",
        ),
        pytest.param(
            "GET",
            "/",
            (("prefix", "J"), ("max-keys", "2")),
            {"x-amz-content-sha256": NOTHING},
            "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7",
            id="list objects",
        ),
    ],
)
def test_a_request_is_signed_as_the_reference_prints_it(
    method: str, path: str, query: Query, headers: dict[str, str], signature: str
) -> None:
    signed = headers | {"host": "examplebucket.s3.amazonaws.com", "x-amz-date": "20130524T000000Z"}
    words = authorization(method, path, query=query, headers=signed, credentials=WHO)
    assert words.endswith(f"Signature={signature}")
