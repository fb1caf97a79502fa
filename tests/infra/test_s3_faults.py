"""What an S3-compatible store may do to us: go away, refuse, be full, lie, break off."""

import hashlib
import io
import socket
import subprocess
import sys
import uuid
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.infra.s3_double import BUCKET, Bucket, place_at, s3_server, wait_no_longer
from xiezhi.infra.certificates import own_certificate
from xiezhi.infra.storage.line import client_of
from xiezhi.infra.storage.place import Credentials, S3Place
from xiezhi.infra.storage.protocol import StorageFullError, StoreAwayError
from xiezhi.infra.storage.s3 import PROBE, S3FileStore
from xiezhi.kernel import clock

OFFICE = uuid.UUID(int=7)
CONTENT = bytes(range(256)) * 10_000
ADDRESS = hashlib.sha256(CONTENT).digest()


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    wait_no_longer(monkeypatch)


@pytest.fixture
def served() -> Iterator[tuple[S3Place, Bucket]]:
    with s3_server() as made:
        yield made


@pytest.fixture
def bucket(served: tuple[S3Place, Bucket]) -> Bucket:
    return served[1]


@pytest.fixture
def store(served: tuple[S3Place, Bucket], tmp_path: Path) -> S3FileStore:
    return S3FileStore(served[0], passing=tmp_path / "passing")


def test_a_store_that_is_away_is_said_and_nothing_is_kept(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # nobody listens
        place = S3Place(
            endpoint=f"http://127.0.0.1:{taken.getsockname()[1]}",
            bucket=BUCKET,
            credentials=Credentials(key="k", secret="s", region="r"),
        )
        store = S3FileStore(place, passing=tmp_path / "passing")
        with pytest.raises(StoreAwayError, match=r"storage\.away") as away:
            store.put(OFFICE, CONTENT)
        assert away.value.status == 503
        with pytest.raises(StoreAwayError, match=r"storage\.away"):
            store.open(OFFICE, ADDRESS)


def test_a_store_that_never_answers_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("xiezhi.infra.storage.line.TIMEOUT_SECONDS", 0.1)
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        place = S3Place(
            endpoint=f"http://127.0.0.1:{silent.getsockname()[1]}",
            bucket=BUCKET,
            credentials=Credentials(key="k", secret="s", region="r"),
        )
        with pytest.raises(StoreAwayError, match=r"storage\.away"):
            S3FileStore(place, passing=tmp_path / "passing").exists(OFFICE, ADDRESS)


@pytest.mark.parametrize("is_stream", [True, False])
def test_a_wrong_secret_is_refused_at_once_and_says_so(
    served: tuple[S3Place, Bucket], tmp_path: Path, *, is_stream: bool
) -> None:
    place, bucket = served
    wrong = replace(place, credentials=replace(place.credentials, secret="guessed"))
    store = S3FileStore(wrong, passing=tmp_path / "passing")
    with pytest.raises(StoreAwayError, match=r"storage\.refused"):
        store.put(OFFICE, io.BytesIO(CONTENT) if is_stream else CONTENT)
    assert len(bucket.asked) == 1
    with pytest.raises(StoreAwayError, match=r"storage\.refused") as refused:
        store.open(OFFICE, ADDRESS)
    assert refused.value.params["reason"] == "SignatureDoesNotMatch"


def test_a_bucket_that_is_not_there_is_no_missing_file(
    served: tuple[S3Place, Bucket], tmp_path: Path
) -> None:
    store = S3FileStore(replace(served[0], bucket="another"), passing=tmp_path / "passing")
    with pytest.raises(StoreAwayError, match=r"storage\.refused") as refused:
        store.put(OFFICE, CONTENT)
    assert refused.value.params["reason"] == "NoSuchBucket"
    with pytest.raises(StoreAwayError, match=r"storage\.refused"):
        store.open(OFFICE, ADDRESS)


def test_a_full_store_is_said_and_takes_again_what_it_has_room_for(
    store: S3FileStore, bucket: Bucket
) -> None:
    bucket.most_bytes = 1000
    with pytest.raises(StorageFullError, match=r"storage\.full"):
        store.put(OFFICE, CONTENT)
    assert bucket.objects == {}
    bucket.most_bytes = len(CONTENT)
    store.put(OFFICE, CONTENT)
    assert store.exists(OFFICE, ADDRESS)


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_store_that_stumbles_is_asked_again(
    store: S3FileStore, bucket: Bucket, status: int
) -> None:
    bucket.failures = [status, status]
    store.put(OFFICE, CONTENT)
    bucket.failures = [status, status]
    with store.open(OFFICE, ADDRESS) as stream:
        assert stream.read() == CONTENT


def test_a_store_that_keeps_stumbling_is_away(store: S3FileStore, bucket: Bucket) -> None:
    bucket.failures = [503] * 3
    with pytest.raises(StoreAwayError, match=r"storage\.away"):
        store.put(OFFICE, CONTENT)
    assert bucket.objects == {}


def test_a_file_whose_answer_was_lost_is_kept_once(store: S3FileStore, bucket: Bucket) -> None:
    bucket.lost_answers = 1
    store.put(OFFICE, io.BytesIO(CONTENT))
    assert list(bucket.objects.values()) == [CONTENT]


def test_a_store_without_conditions_is_written_without(store: S3FileStore, bucket: Bucket) -> None:
    bucket.is_without_conditions = True
    store.put(OFFICE, CONTENT)
    assert list(bucket.objects.values()) == [CONTENT]


def test_a_line_that_breaks_while_reading_is_taken_up_where_it_broke(
    store: S3FileStore, bucket: Bucket
) -> None:
    store.put(OFFICE, CONTENT)
    bucket.cut_after, bucket.cuts = 700_000, 2
    with store.open(OFFICE, ADDRESS) as stream:
        assert stream.read() == CONTENT
    bucket.cut_after, bucket.cuts = 700_000, 2
    with store.open(OFFICE, ADDRESS, is_verified=True) as stream:
        assert stream.read() == CONTENT


def test_a_line_that_always_breaks_is_away_and_gives_no_half_file(
    store: S3FileStore, bucket: Bucket
) -> None:
    store.put(OFFICE, CONTENT)
    bucket.cut_after, bucket.cuts = 0, 1000
    with store.open(OFFICE, ADDRESS) as stream, pytest.raises(StoreAwayError):
        stream.read()


def test_a_large_stream_is_one_request_and_never_whole_in_memory(
    store: S3FileStore, bucket: Bucket, tmp_path: Path
) -> None:
    store.put(OFFICE, io.BytesIO(CONTENT))
    assert [one.split()[0] for one in bucket.asked] == ["HEAD", "PUT"]
    assert list((tmp_path / "passing").iterdir()) == [], "what passes has no name"


def test_reading_the_end_does_not_fetch_the_beginning_again(
    store: S3FileStore, bucket: Bucket
) -> None:
    store.put(OFFICE, CONTENT)
    bucket.asked.clear()
    with store.open(OFFICE, ADDRESS) as stream:
        assert stream.read() == CONTENT
    assert len(bucket.asked) == 1


def test_a_store_is_tried_out_without_leaving_a_file(store: S3FileStore, bucket: Bucket) -> None:
    store.try_out()
    store.try_out()
    assert list(bucket.objects) == [PROBE]
    assert list(store.list_kept()) == []


def test_the_host_may_carry_the_name_of_the_bucket(
    served: tuple[S3Place, Bucket], tmp_path: Path
) -> None:
    named = replace(served[0], bucket="127")
    with pytest.raises(StoreAwayError, match=r"storage\.refused"):
        S3FileStore(named, passing=tmp_path / "passing").try_out()
    # The double, which knows paths only, takes the object for a bucket.
    assert served[1].asked == ["PUT "]


@pytest.mark.parametrize("is_trusted", [True, False])
def test_only_a_certificate_this_machine_trusts_is_spoken_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_trusted: bool
) -> None:
    own = own_certificate(tmp_path / "tls", names=("127.0.0.1",), now=clock.now())
    if is_trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(own.certificate))
    with s3_server(own) as (place, bucket):
        store = S3FileStore(place, passing=tmp_path / "passing")
        if is_trusted:
            store.put(OFFICE, io.BytesIO(CONTENT))
            with store.open(OFFICE, ADDRESS) as stream:
                assert stream.read() == CONTENT
        else:
            with pytest.raises(StoreAwayError) as away:
                store.put(OFFICE, CONTENT)
            assert away.value.params["reason"] == "SSLError"
            assert bucket.asked == []


@pytest.mark.parametrize(
    ("status", "excuse"),
    [
        pytest.param(400, "BadDigest", id="bytes changed on the way"),
        pytest.param(400, "XAmzContentSHA256Mismatch", id="seen by the signature"),
        pytest.param(409, "ConditionalRequestConflict", id="another writes the same name"),
    ],
)
def test_what_went_wrong_on_the_way_is_sent_again(
    store: S3FileStore, bucket: Bucket, status: int, excuse: str
) -> None:
    bucket.failures, bucket.excuse = [status] * 2, excuse
    store.try_out()
    bucket.failures = [status] * 3
    with pytest.raises(StoreAwayError, match=r"storage\.away"):
        store.try_out()


def test_nothing_of_this_machine_s_surroundings_is_read(
    store: S3FileStore, bucket: Bucket, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nonsense = tmp_path / ".aws" / "config"
    nonsense.parent.mkdir()
    nonsense.write_text("[not a configuration", encoding="utf-8")
    nonsense.with_name("credentials").write_text("[neither", encoding="utf-8")
    for name, value in {
        "HOME": str(tmp_path),
        "AWS_CONFIG_FILE": str(nonsense),
        "AWS_PROFILE": "another",
        "AWS_ACCESS_KEY_ID": "another",
        "AWS_SECRET_ACCESS_KEY": "another",
        "AWS_SESSION_TOKEN": "another",
        "AWS_BEARER_TOKEN_S3": "another",
        "AWS_S3_US_EAST_1_REGIONAL_ENDPOINT": "another",
        "AWS_S3_USE_ARN_REGION": "another",
        "AWS_S3_DISABLE_MULTIREGION_ACCESS_POINTS": "another",
        "AWS_DEFAULTS_MODE": "auto",
        "AWS_ENDPOINT_URL_S3": "http://127.0.0.1:9",
        "AWS_REQUEST_CHECKSUM_CALCULATION": "another",
        "HTTP_PROXY": "http://127.0.0.1:9",
    }.items():
        monkeypatch.setenv(name, value)
    store.put(OFFICE, io.BytesIO(CONTENT))
    assert list(bucket.objects.values()) == [CONTENT]


def test_an_endpoint_that_is_none_is_refused(tmp_path: Path) -> None:
    place = replace(place_at(9), endpoint="http://no endpoint")
    with pytest.raises(StoreAwayError, match=r"storage\.refused"):
        S3FileStore(place, passing=tmp_path / "passing").exists(OFFICE, ADDRESS)


def test_a_forked_process_has_a_client_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    place = place_at(9)
    before = client_of(place)
    assert client_of(place) is before
    monkeypatch.setattr("os.getpid", lambda: -1)
    assert client_of(place) is not before


def test_an_installation_without_a_store_does_not_load_the_library() -> None:
    words = (
        "import sys, xiezhi.cli.backup, xiezhi.cli.checks, xiezhi.cli.files, xiezhi.cli.restore,"
        " xiezhi.config.environment, xiezhi.evidence.store;"
        "print(sorted({'boto3', 'botocore', 'urllib3'} & set(sys.modules)))"
    )
    run = subprocess.run(  # noqa: S603  # this Python, these words
        [sys.executable, "-c", words], capture_output=True, text=True, check=True, timeout=60
    )
    assert run.stdout.strip() == "[]"
