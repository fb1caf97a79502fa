"""Files by content: whole or absent, unchanged, one office apart from the other."""

import hashlib
import io
import stat
import threading
import uuid
from pathlib import Path

import pytest
from typing_extensions import override

from xiezhi.infra.storage import ContentAlteredError, FileStore, LocalFileStore
from xiezhi.kernel.errors import InvalidInputError, NotFoundError

HERE, THERE = uuid.UUID(int=1), uuid.UUID(int=2)
CONTENT = b"original, byte for byte" * 100_000
ADDRESS = hashlib.sha256(CONTENT).digest()


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    return LocalFileStore(tmp_path / "files")


def _files(root: Path) -> list[Path]:
    return [path for path in root.rglob("*") if path.is_file()]


@pytest.mark.parametrize("content", [CONTENT, io.BytesIO(CONTENT)], ids=["bytes", "stream"])
def test_what_is_put_is_read_back(store: FileStore, content: bytes | io.BytesIO) -> None:
    stored = store.put(HERE, content)
    assert (stored.sha256, stored.size_bytes) == (ADDRESS, len(CONTENT))
    with store.open(HERE, ADDRESS, is_verified=True) as stream:
        assert stream.read() == CONTENT


def test_another_office_does_not_learn_of_a_file(store: FileStore) -> None:
    store.put(HERE, CONTENT)
    assert store.exists(HERE, ADDRESS)
    assert not store.exists(THERE, ADDRESS)
    with pytest.raises(NotFoundError, match=r"storage\.missing"):
        store.open(THERE, ADDRESS)


def test_the_same_file_in_two_offices_is_kept_twice(store: FileStore, tmp_path: Path) -> None:
    store.put(HERE, CONTENT)
    store.put(THERE, CONTENT)
    assert len(_files(tmp_path)) == 2


def test_the_same_file_twice_is_kept_once_and_leaves_nothing_behind(
    store: FileStore, tmp_path: Path
) -> None:
    assert store.put(HERE, CONTENT) == store.put(HERE, CONTENT)
    assert len(_files(tmp_path)) == 1


def test_files_and_folders_are_for_this_user_only_and_files_read_only(
    store: FileStore, tmp_path: Path
) -> None:
    store.put(HERE, CONTENT)
    paths = [tmp_path / "files", *(tmp_path / "files").rglob("*")]
    rights = {(path.is_dir(), stat.S_IMODE(path.stat().st_mode)) for path in paths}
    assert rights == {(True, 0o700), (False, 0o400)}


def test_an_altered_file_is_noticed_and_healed_by_the_whole_one(
    store: FileStore, tmp_path: Path
) -> None:
    store.put(HERE, CONTENT)
    (kept,) = _files(tmp_path)
    kept.chmod(0o600)
    kept.write_bytes(CONTENT[:-1])
    with pytest.raises(ContentAlteredError, match=r"storage\.altered"):
        store.open(HERE, ADDRESS, is_verified=True)
    store.put(HERE, CONTENT)
    with store.open(HERE, ADDRESS, is_verified=True) as stream:
        assert stream.read() == CONTENT


@pytest.mark.parametrize("address", [b"", b"../../etc/passwd", b"\0" * 31, b"\0" * 33])
def test_only_a_hash_is_an_address(store: FileStore, address: bytes) -> None:
    with pytest.raises(InvalidInputError, match=r"storage\.not_an_address"):
        store.exists(HERE, address)


class _BrokenStream(io.BytesIO):
    @override
    def read(self, size: int | None = -1, /) -> bytes:
        part = super().read(size)
        if not part:
            raise ConnectionResetError
        return part


def test_a_broken_upload_leaves_nothing_behind(store: FileStore, tmp_path: Path) -> None:
    with pytest.raises(ConnectionResetError):
        store.put(HERE, _BrokenStream(CONTENT))
    assert _files(tmp_path) == []


def test_many_may_put_the_same_file_at_once(store: FileStore, tmp_path: Path) -> None:
    threads = [threading.Thread(target=store.put, args=(HERE, CONTENT)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(_files(tmp_path)) == 1
    with store.open(HERE, ADDRESS, is_verified=True) as stream:
        assert stream.read() == CONTENT
