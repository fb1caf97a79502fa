"""A file of a package is looked at again, kept byte for byte, and kept once."""

import hashlib
import io
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import IO, Any
from uuid import uuid4

import pytest

from tests.cast import PUBLIC_KEY
from tests.evidence.papers import pdf
from tests.evidence.pictures import jpeg
from xiezhi.evidence.models import StoredFile
from xiezhi.evidence.rules.crossing import CrossedFile
from xiezhi.evidence.rules.kinds import MediaKind
from xiezhi.evidence.selectors.crossing import blob_bytes, crossed_copy, crossed_file
from xiezhi.evidence.services.crossing import keep_crossed_file
from xiezhi.evidence.services.storing import IncomingFile, check_files, store_file
from xiezhi.evidence.store import file_store
from xiezhi.infra.tenant import current_tenant
from xiezhi.kernel.errors import InvalidInputError


def opener(*contents: bytes) -> Callable[[bytes], IO[bytes]]:
    """The package's contents by their SHA-256."""
    known = {hashlib.sha256(one).digest(): one for one in contents}
    return lambda sha256: io.BytesIO(known[sha256])


def from_store(sha256: bytes) -> IO[bytes]:
    return file_store().open(current_tenant(), sha256)


def stored(now: datetime, *, seal_to: bytes | None = None) -> StoredFile:
    checked = check_files(MediaKind.PHOTO, [IncomingFile(name="水鹤.jpg", data=jpeg())])
    return store_file(checked[0], received_at=now, seal_to=seal_to)


def foreign(data: bytes, **changes: Any) -> CrossedFile:
    digest = hashlib.sha256(data).digest()
    file = CrossedFile(
        id=uuid4(),
        kind="paper",
        media_type="application/pdf",
        original_name="函.pdf",
        sha256=digest,
        size_bytes=len(data),
        stored=digest,
        is_sealed=False,
        shared=None,
        thumbnail=None,
        width=None,
        height=None,
        duration_s=None,
        received_at=datetime.fromisoformat("2026-11-25T02:00:00+00:00"),
    )
    return replace(file, **changes)


@pytest.mark.parametrize("seal_to", [None, PUBLIC_KEY], ids=["open", "sealed"])
def test_a_file_gives_its_values_and_is_kept_once(
    scope: Any, now: datetime, seal_to: bytes | None
) -> None:
    given = crossed_file(stored(now, seal_to=seal_to))
    assert given.is_sealed is (seal_to is not None)
    assert all(blob_bytes(one) > 0 for one in given.blobs)
    again = keep_crossed_file(given, open_blob=from_store)
    assert (again.id, StoredFile.objects.filter(id=given.id).count()) == (given.id, 1)


def test_a_guide_brings_its_copy_and_never_the_original(scope: Any, now: datetime) -> None:
    file = stored(now, seal_to=PUBLIC_KEY)
    copy = crossed_copy(file)
    assert copy is not None
    assert bytes(file.stored_sha256) not in copy.blobs
    assert (copy.is_sealed, copy.original_name, copy.stored) == (False, "", copy.shared)


def test_a_paper_has_no_copy_to_give(scope: Any, now: datetime) -> None:
    checked = check_files(MediaKind.PAPER, [IncomingFile(name="函.pdf", data=pdf())])
    assert crossed_copy(store_file(checked[0], received_at=now)) is None


def test_a_new_file_is_kept_under_its_own_id(scope: Any) -> None:
    data = pdf()
    kept = keep_crossed_file(foreign(data), open_blob=opener(data))
    with from_store(bytes(kept.stored_sha256)) as stream:
        assert stream.read() == data


SCRIPT = b"<html><script>alert(1)</script>"


@pytest.mark.parametrize(
    ("file", "contents"),
    [
        pytest.param(foreign(SCRIPT), [SCRIPT], id="no-pdf-under-its-name"),
        pytest.param(foreign(pdf(), kind="program"), [pdf()], id="unknown-kind"),
        pytest.param(foreign(pdf(), media_type="text/html"), [pdf()], id="unknown-format"),
        pytest.param(foreign(jpeg(), media_type="image/png", kind="photo"), [jpeg()], id="lying"),
        pytest.param(
            foreign(pdf(), sha256=bytes(32)), [pdf()], id="open-original-with-another-hash"
        ),
        pytest.param(
            foreign(pdf(), is_sealed=True, sha256=bytes(32)), [pdf()], id="sealed-with-a-name"
        ),
        pytest.param(
            foreign(pdf(b"/OpenAction << /S /JavaScript /JS (app.alert(1)) >>")),
            [pdf(b"/OpenAction << /S /JavaScript /JS (app.alert(1)) >>")],
            id="active-pdf",
        ),
    ],
)
def test_what_is_not_what_it_says_is_refused_and_nothing_kept(
    scope: Any, file: CrossedFile, contents: list[bytes]
) -> None:
    with pytest.raises(InvalidInputError):
        keep_crossed_file(file, open_blob=opener(*contents))
    assert not StoredFile.objects.filter(id=file.id).exists()
    assert not file_store().exists(current_tenant(), file.stored)


def test_a_copy_that_is_no_jpeg_is_refused(scope: Any) -> None:
    picture = jpeg()
    fake = hashlib.sha256(SCRIPT).digest()
    file = foreign(picture, kind="photo", media_type="image/jpeg", shared=fake)
    with pytest.raises(InvalidInputError):
        keep_crossed_file(file, open_blob=opener(picture, SCRIPT))
