"""Files by content, in a folder and in an S3-compatible store: whole or absent, unchanged, apart."""

import hashlib
import io
import os
import stat
import threading
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from typing_extensions import override

from tests.infra.s3_double import Bucket, s3_server
from xiezhi.infra.storage.durable import make_folder
from xiezhi.infra.storage.local import LocalFileStore
from xiezhi.infra.storage.protocol import ContentAlteredError, FileStore, address_of, name_of
from xiezhi.infra.storage.s3 import S3FileStore
from xiezhi.kernel.errors import InvalidInputError, NotFoundError

HERE, THERE = uuid.UUID(int=1), uuid.UUID(int=2)
CONTENT = b"original, byte for byte" * 100_000
ADDRESS = hashlib.sha256(CONTENT).digest()


@dataclass(frozen=True)
class Shelf:
    """A store, and a way past it to what lies there."""

    store: FileStore
    root: Path
    bucket: Bucket | None = None

    def names(self) -> list[str]:
        """Return the names of all that is kept, whole or not."""
        if self.bucket is not None:
            return sorted(self.bucket.objects)
        paths = (path for path in self.root.rglob("*") if path.is_file())
        return sorted(path.relative_to(self.root).as_posix() for path in paths)

    def alter(self, content: bytes) -> None:
        """Write over the only file there is."""
        (name,) = self.names()
        if self.bucket is not None:
            self.bucket.objects[name] = content
            return
        path = self.root / name
        path.chmod(0o600)
        path.write_bytes(content)


@pytest.fixture(params=["folder", "s3"])
def shelf(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Shelf]:
    root = tmp_path / "files"
    if request.param == "folder":
        yield Shelf(LocalFileStore(root), root)
        return
    with s3_server() as (place, bucket):
        yield Shelf(S3FileStore(place, passing=root / "passing"), root, bucket)


@pytest.mark.parametrize("content", [CONTENT, io.BytesIO(CONTENT)], ids=["bytes", "stream"])
@pytest.mark.parametrize("is_verified", [True, False])
def test_what_is_put_is_read_back(
    shelf: Shelf, content: bytes | io.BytesIO, *, is_verified: bool
) -> None:
    if isinstance(content, io.BytesIO):
        content.seek(0)
    stored = shelf.store.put(HERE, content)
    assert (stored.sha256, stored.size_bytes) == (ADDRESS, len(CONTENT))
    with shelf.store.open(HERE, ADDRESS, is_verified=is_verified) as stream:
        assert stream.read() == CONTENT


def test_a_stream_can_be_sought_in_as_a_player_does(shelf: Shelf) -> None:
    shelf.store.put(HERE, CONTENT)
    with shelf.store.open(HERE, ADDRESS) as stream:
        assert stream.seek(0, os.SEEK_END) == len(CONTENT)
        assert stream.read() == b""
        stream.seek(1_500_001)
        assert stream.read(40) == CONTENT[1_500_001:1_500_041]
        stream.seek(7)
        assert stream.read(3_000) == CONTENT[7:3_007]
        assert stream.tell() == 3_007
        assert stream.read() == CONTENT[3_007:]


def test_nothing_is_a_file_like_any_other(shelf: Shelf) -> None:
    stored = shelf.store.put(HERE, b"")
    with shelf.store.open(HERE, stored.sha256, is_verified=True) as stream:
        assert stream.read() == b""


def test_another_office_does_not_learn_of_a_file(shelf: Shelf) -> None:
    shelf.store.put(HERE, CONTENT)
    assert shelf.store.exists(HERE, ADDRESS)
    assert not shelf.store.exists(THERE, ADDRESS)
    with pytest.raises(NotFoundError, match=r"storage\.missing"):
        shelf.store.open(THERE, ADDRESS)


def test_the_same_file_in_two_offices_is_kept_twice(shelf: Shelf) -> None:
    shelf.store.put(HERE, CONTENT)
    shelf.store.put(THERE, CONTENT)
    name = name_of(ADDRESS)
    assert shelf.names() == [f"{HERE}/{name}", f"{THERE}/{name}"]


def test_the_same_file_twice_is_kept_once_and_leaves_nothing_behind(shelf: Shelf) -> None:
    assert shelf.store.put(HERE, CONTENT) == shelf.store.put(HERE, CONTENT)
    assert len(shelf.names()) == 1


def test_an_altered_file_is_noticed(shelf: Shelf) -> None:
    shelf.store.put(HERE, CONTENT)
    shelf.alter(CONTENT[:-1] + b"?")
    with pytest.raises(ContentAlteredError, match=r"storage\.altered"):
        shelf.store.open(HERE, ADDRESS, is_verified=True)


def test_a_file_cut_short_is_healed_by_the_whole_one(shelf: Shelf) -> None:
    shelf.store.put(HERE, CONTENT)
    shelf.alter(CONTENT[:-1])
    assert shelf.store.find_size(HERE, ADDRESS) == len(CONTENT) - 1
    shelf.store.put(HERE, CONTENT)
    with shelf.store.open(HERE, ADDRESS, is_verified=True) as stream:
        assert stream.read() == CONTENT


@pytest.mark.parametrize("address", [b"", b"../../etc/passwd", b"\0" * 31, b"\0" * 33])
def test_only_a_hash_is_an_address(shelf: Shelf, address: bytes) -> None:
    with pytest.raises(InvalidInputError, match=r"storage\.not_an_address"):
        shelf.store.exists(HERE, address)


class _BrokenStream(io.BytesIO):
    @override
    def read(self, size: int | None = -1, /) -> bytes:
        part = super().read(size)
        if not part:
            raise ConnectionResetError
        return part


def test_a_broken_upload_leaves_nothing_behind(shelf: Shelf) -> None:
    with pytest.raises(ConnectionResetError):
        shelf.store.put(HERE, _BrokenStream(CONTENT))
    assert shelf.names() == []


def test_many_may_put_the_same_file_at_once(shelf: Shelf) -> None:
    threads = [threading.Thread(target=shelf.store.put, args=(HERE, CONTENT)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(shelf.names()) == 1
    with shelf.store.open(HERE, ADDRESS, is_verified=True) as stream:
        assert stream.read() == CONTENT


def test_what_is_kept_is_listed_page_by_page_office_by_office(shelf: Shelf) -> None:
    if shelf.bucket is not None:
        shelf.bucket.page = 2
    contents = [bytes([number]) * (number + 1) for number in range(5)]
    for content in contents:
        shelf.store.put(HERE, content)
    shelf.store.put(THERE, CONTENT)
    due = sorted((hashlib.sha256(content).digest(), len(content)) for content in contents)
    assert [(one.sha256, one.size_bytes) for one in shelf.store.list_kept(HERE)] == due
    assert [one.procuratorate_id for one in shelf.store.list_kept()] == [HERE] * 5 + [THERE]


def test_what_is_removed_is_gone_and_gone_it_may_be_removed(shelf: Shelf) -> None:
    shelf.store.put(HERE, CONTENT)
    shelf.store.remove(HERE, ADDRESS)
    shelf.store.remove(HERE, ADDRESS)
    assert not shelf.store.exists(HERE, ADDRESS)


@pytest.mark.parametrize(
    "path",
    ["", "xiezhi-probe", f"{HERE}/incoming/0a", f"{HERE}/aa/bb/{'a' * 64}", f"exchange/{'a' * 64}"],
)
def test_what_lies_elsewhere_is_none_of_the_store(path: str) -> None:
    assert address_of(path) is None


def test_neither_file_nor_folder_tells_the_minute_it_came(tmp_path: Path) -> None:
    """Folders hold one file or two: theirs would tell as much."""
    LocalFileStore(tmp_path).put(HERE, CONTENT)
    path = tmp_path / str(HERE) / name_of(ADDRESS)
    told = [place.stat().st_mtime_ns for place in (path, path.parent, path.parent.parent)]
    assert [at % (3600 * 10**9) for at in told] == [0, 0, 0]


def test_files_and_folders_are_for_this_user_only_and_files_read_only(tmp_path: Path) -> None:
    LocalFileStore(tmp_path / "files").put(HERE, CONTENT)
    paths = [tmp_path / "files", *(tmp_path / "files").rglob("*")]
    rights = {(path.is_dir(), stat.S_IMODE(path.stat().st_mode)) for path in paths}
    assert rights == {(True, 0o700), (False, 0o400)}


def test_folders_made_on_the_way_are_for_this_user_only(tmp_path: Path) -> None:
    root = tmp_path / "var" / "files"
    make_folder(root / "exchange" / "office", root)
    made = [tmp_path / "var", root, root / "exchange", root / "exchange" / "office"]
    assert {one.stat().st_mode & 0o777 for one in made} == {0o700}
