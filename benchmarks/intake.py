"""Reports accepted per second, beside the same statements by psycopg, ledger lock included.

Run: ``python -m benchmarks.intake``. Prints medians of alternating rounds.
"""

import contextlib
import http.cookiejar
import io
import itertools
import json
import os
import statistics
import urllib.request
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import psycopg
from psycopg import Binary

from benchmarks.bench import in_turn, rate, scratch, web
from xiezhi.kernel.ids import public_code
from xiezhi.ledger.rules.merkle import Frontier

WORDS = "展旦召苏木卫生院门口的消防水鹤被撞歪了，阀门漏水，已经半个月没人修，冬天怎么办。"
CAPTURED = 20
CODE_LENGTH = 8
HASH_LENGTH = 32
SECONDS = 4.0

Statement = tuple[str, Any]


def main() -> None:
    """Measure and print as JSON."""
    with scratch() as place:
        import django

        django.setup()
        from django.conf import settings

        settings.ALLOWED_HOSTS.append("127.0.0.1")
        office = make_office()
        captured = [_capture(office) for _ in range(CAPTURED)]
        floor = _floor(place.urls.app, office.id, captured)
        ours, theirs = in_turn(
            lambda: rate(_receive(office), seconds=SECONDS), lambda: rate(floor, seconds=SECONDS)
        )
        result = {
            "service_per_s": round(statistics.median(ours)),
            "floor_per_s": round(statistics.median(theirs)),
            "ratio": round(statistics.median(a / b for a, b in zip(ours, theirs, strict=True)), 2),
        }
        with web() as address:
            post = _poster(address, photo=None)
            empty = _getter(f"{address}/healthz")
            with_photo = _poster(address, photo=_photo())
            result |= {
                "http_per_s": round(rate(post, seconds=SECONDS), 1),
                "http_empty_page_per_s": round(rate(empty, seconds=SECONDS), 1),
                "http_with_2mb_photo_per_s": round(rate(with_photo, seconds=SECONDS * 3), 2),
            }
        print(json.dumps(result, indent=2))


def make_office() -> Any:
    """Open the office that is measured."""
    from django.db import connection

    from xiezhi.accounts.services.offices import open_office
    from xiezhi.kernel.clock import now
    from xiezhi.vault.rules.sealing import new_key_pair

    connection.ensure_connection()
    return open_office(
        slug="bench",
        name="基准人民检察院",
        short_name="基准",
        public_number=1,
        identity_public_key=new_key_pair().public_key,
        is_default=True,
        now=now(),
    )


def _receive(office: Any) -> Callable[[], object]:
    from xiezhi.infra.tenant import tenant_scope
    from xiezhi.intake.rules.submission import Submission
    from xiezhi.intake.services.receiving import receive_report
    from xiezhi.kernel.actor import Actor, ActorKind
    from xiezhi.kernel.clock import now

    acting = Actor(kind=ActorKind.PUBLIC, procuratorate_id=office.id)

    def once() -> object:
        with tenant_scope(office.id):
            return receive_report(
                submission=Submission(submission_key=uuid4(), words=WORDS),
                office=office,
                acting=acting,
                now=now(),
            )

    return once


def _capture(office: Any) -> list[Statement]:
    """Return the statements of one submission with their values; the submission is rolled back."""
    from django.db import connection, transaction

    statements: list[Statement] = []

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        statements.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note), contextlib.suppress(_BackError), transaction.atomic():
        _receive(office)()
        raise _BackError
    return [
        (sql, params)
        for sql, params in statements
        if "SAVEPOINT" not in sql and '"ledger_' not in sql
    ]


class _BackError(Exception):
    """Rolls a captured submission back."""


def _floor(url: str, office_id: UUID, captured: list[list[Statement]]) -> Callable[[], object]:
    """Return a call that replays one captured submission; its ledger entry takes the next place."""
    connection = psycopg.connect(url, cursor_factory=psycopg.ClientCursor)
    turn = itertools.cycle(captured)

    def once() -> None:
        statements = _renewed(next(turn), office_id)
        with connection.transaction(), connection.cursor() as cursor:
            for sql, params in statements:
                cursor.execute(sql, params)
            _append(cursor, office_id)

    return once


def _renewed(statements: list[Statement], office_id: UUID) -> list[Statement]:
    """Return the statements with everything unique in them replaced, the same value alike."""
    fresh: dict[Any, Any] = {office_id: office_id, str(office_id): str(office_id)}
    return [(sql, _value(params, fresh)) for sql, params in statements]


def _value(value: Any, fresh: dict[Any, Any]) -> Any:
    if isinstance(value, (list, tuple)):
        return type(value)(_value(item, fresh) for item in value)
    if isinstance(value, UUID):
        return fresh.setdefault(value, uuid4())
    if isinstance(value, str) and len(value) == CODE_LENGTH and value.isupper():
        return fresh.setdefault(value, public_code())
    if isinstance(value, Binary) and len(value.obj) == HASH_LENGTH:
        return Binary(os.urandom(HASH_LENGTH))
    return value


def _append(cursor: Any, office_id: UUID) -> None:
    """Do what `act` does to the ledger, by hand."""
    cursor.execute(
        "SELECT size, frontier FROM ledger_ledgerhead WHERE procuratorate_id = %s AND id = 1 FOR UPDATE",
        [office_id],
    )
    size, frontier = cursor.fetchone()
    grown = Frontier.from_list(size, [bytes(part) for part in frontier]).append(b"0" * 32)
    cursor.execute(
        "INSERT INTO ledger_ledgerentry"
        " (procuratorate_id, id, leaf_hash, body, act, actor_id, at, object_kind, object_id)"
        " VALUES (%s, %s, %s, %s, 'intake.receive', '', now(), 'report', 'floor')",
        [office_id, size, b"0" * 32, "x" * 420],
    )
    cursor.execute(
        "INSERT INTO ledger_ledgersalt (procuratorate_id, id, before, after)"
        " VALUES (%s, %s, NULL, %s)",
        [office_id, size, b"0" * 32],
    )
    cursor.execute(
        "UPDATE ledger_ledgerhead SET size = %s, frontier = %s WHERE procuratorate_id = %s AND id = 1",
        [size + 1, grown.to_list(), office_id],
    )


def _photo() -> bytes:
    """Return a JPEG of about 2 MB: noise does not compress."""
    from PIL import Image

    target = io.BytesIO()
    Image.frombytes("RGB", (1200, 900), os.urandom(1200 * 900 * 3)).save(target, "JPEG", quality=90)
    return target.getvalue()


def _getter(address: str) -> Callable[[], object]:
    def once() -> object:
        with urllib.request.urlopen(address) as answer:
            return answer.read()

    return once


def _poster(address: str, *, photo: bytes | None) -> Callable[[], object]:
    """Return a call that fetches a token once and then posts a fresh report each time."""
    jar = http.cookiejar.CookieJar()
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    page = opener.open(f"{address}/").read().decode()
    token = page.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]

    def once() -> object:
        fields = {
            "csrfmiddlewaretoken": token,
            "submission_key": str(uuid4()),
            "contact_mode": "anonymous",
            "words": WORDS,
        }
        body, kind = _multipart(fields, photo)
        request = urllib.request.Request(
            f"{address}/", body, {"Content-Type": kind, "Accept": "application/json"}
        )
        with opener.open(request) as answer:
            return answer.read()

    return once


def _multipart(fields: dict[str, str], photo: bytes | None) -> tuple[bytes, str]:
    mark = uuid4().hex
    parts = [
        f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    if photo is not None:
        head = (
            f'--{mark}\r\nContent-Disposition: form-data; name="photos"; filename="a.jpg"\r\n'
            "Content-Type: image/jpeg\r\n\r\n"
        )
        parts.append(head.encode() + photo + b"\r\n")
    parts.append(f"--{mark}--\r\n".encode())
    return b"".join(parts), f"multipart/form-data; boundary={mark}"


if __name__ == "__main__":
    main()
