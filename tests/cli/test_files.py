"""``xiezhi files``, and backup, restore and doctor where files lie in an object store."""

import hashlib
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.installations import Installation
from tests.infra.s3_double import BUCKET, KEY, REGION, SECRET, Bucket, place_at, s3_server
from xiezhi.cli.file_moving import move_files
from xiezhi.infra.storage.local import LocalFileStore
from xiezhi.infra.storage.place import S3Place
from xiezhi.infra.storage.protocol import StorageFullError, name_of
from xiezhi.infra.storage.s3 import S3FileStore

OFFICE = uuid.UUID(int=9)
CONTENTS = [bytes([number]) * 1000 for number in range(5)]


@pytest.fixture
def served() -> Iterator[tuple[dict[str, str], Bucket]]:
    with s3_server() as (place, bucket):
        settings = {
            "XIEZHI_S3_ENDPOINT": place.endpoint,
            "XIEZHI_S3_BUCKET": BUCKET,
            "XIEZHI_S3_KEY": KEY,
            "XIEZHI_S3_SECRET": SECRET,
            "XIEZHI_S3_REGION": REGION,
        }
        yield settings, bucket


def filled(installation: Installation) -> LocalFileStore:
    store = LocalFileStore(installation.var / "files")
    for content in CONTENTS:
        store.put(OFFICE, content)
    return store


def names() -> set[str]:
    return {f"{OFFICE}/{name_of(hashlib.sha256(one).digest())}" for one in CONTENTS}


def place_of(settings: dict[str, str]) -> S3Place:
    return place_at(int(settings["XIEZHI_S3_ENDPOINT"].rpartition(":")[2]))


def altered(store: LocalFileStore, installation: Installation) -> Path:
    one = next(store.list_kept())
    path = installation.var / "files" / str(OFFICE) / name_of(one.sha256)
    path.chmod(0o600)
    path.write_bytes(b"?" * one.size_bytes)
    return path


def test_files_go_to_the_bucket_and_back_and_are_removed_only_when_told_to(
    empty: Installation, served: tuple[dict[str, str], Bucket]
) -> None:
    settings, bucket = served
    store = filled(empty)
    done = empty.run("files", "move", "--to", "s3", **settings)
    assert (done.returncode, set(bucket.objects)) == (0, names()), done.stderr
    assert "共 5 个文件：新搬 5 个" in done.stdout
    assert len(list(store.list_kept())) == 5
    again = empty.run("files", "move", "--to", "s3", "--remove", **settings)
    assert "新搬 0 个，已在那里 5 个" in again.stdout
    assert list(store.list_kept()) == []
    back = empty.run("files", "move", "--to", "folder", "--remove", **settings)
    assert back.returncode == 0, back.stderr
    assert len(list(store.list_kept())) == 5
    assert bucket.objects == {}


def test_an_altered_file_is_named_not_moved_and_not_removed(
    empty: Installation, served: tuple[dict[str, str], Bucket]
) -> None:
    settings, bucket = served
    path = altered(filled(empty), empty)
    done = empty.run("files", "move", "--to", "s3", "--remove", **settings)
    assert done.returncode == 1
    assert path.name in done.stdout
    assert path.exists()
    assert len(bucket.objects) == 4


def test_moving_that_was_broken_off_goes_on_where_it_broke(tmp_path: Path) -> None:
    source = LocalFileStore(tmp_path / "files")
    for content in CONTENTS:
        source.put(OFFICE, content)
    with s3_server() as (place, bucket):
        target = S3FileStore(place, passing=tmp_path / "passing")
        bucket.most_bytes = 2500
        with pytest.raises(StorageFullError, match=r"storage\.full"):
            move_files(source, target, is_removing=True, tell=print)
        assert len(bucket.objects) == 2
        bucket.most_bytes = 10**6
        moved = move_files(source, target, is_removing=True, tell=print)
        assert (moved.all, moved.copied) == (3, 3)
        assert set(bucket.objects) == names()


def test_without_a_bucket_there_is_nowhere_to_move(empty: Installation) -> None:
    done = empty.run("files", "move", "--to", "s3")
    assert done.returncode == 3
    assert "XIEZHI_S3_ENDPOINT" in done.stderr


def test_a_store_that_refuses_says_nothing_of_the_files(
    empty: Installation, served: tuple[dict[str, str], Bucket]
) -> None:
    settings, _bucket = served
    store = filled(empty)
    wrong = settings | {"XIEZHI_S3_SECRET": "guessed"}
    done = empty.run("files", "move", "--to", "s3", "--remove", **wrong)
    assert done.returncode == 3
    assert "XIEZHI_S3_BUCKET" in done.stderr
    assert len(list(store.list_kept())) == 5


def test_doctor_tries_the_bucket_out(
    empty: Installation, served: tuple[dict[str, str], Bucket]
) -> None:
    settings, _bucket = served
    good = empty.run("doctor", **settings)
    assert "✓ 对象存储可写可读" in good.stdout
    wrong = empty.run("doctor", **(settings | {"XIEZHI_S3_SECRET": "guessed"}))
    assert wrong.returncode == 1
    assert "SignatureDoesNotMatch" in wrong.stdout


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("XIEZHI_S3_ENDPOINT", "s3.example:9000"),
        ("XIEZHI_S3_ENDPOINT", "https://s3.example/bucket"),
        ("XIEZHI_S3_BUCKET", ""),
        ("XIEZHI_S3_SECRET", ""),
    ],
)
def test_settings_that_lead_nowhere_are_said_at_once(
    empty: Installation, served: tuple[dict[str, str], Bucket], name: str, value: str
) -> None:
    settings, bucket = served
    wrong = settings | {name: value}
    done = empty.run("files", "move", "--to", "s3", **wrong)
    assert done.returncode == 3
    assert "XIEZHI_S3_ENDPOINT" in done.stderr
    assert "✗ 对象存储的设置不全或不对" in empty.run("doctor", **wrong).stdout
    assert bucket.asked == []


def test_a_secret_file_that_is_not_there_is_named(
    empty: Installation, served: tuple[dict[str, str], Bucket]
) -> None:
    settings, _bucket = served
    del settings["XIEZHI_S3_SECRET"]
    done = empty.run("doctor", XIEZHI_S3_SECRET_FILE="/nowhere/secret", **settings)
    assert done.returncode == 1
    assert "/nowhere/secret" in done.stderr


def test_the_secret_may_stand_in_a_file(
    empty: Installation, served: tuple[dict[str, str], Bucket], tmp_path: Path
) -> None:
    settings, _bucket = served
    secret = tmp_path / "secret"
    secret.write_text(f"{SECRET}\n", encoding="utf-8")
    del settings["XIEZHI_S3_SECRET"]
    done = empty.run("doctor", XIEZHI_S3_SECRET_FILE=str(secret), **settings)
    assert "✓ 对象存储可写可读" in done.stdout


def test_a_missing_file_is_an_alarm_of_the_check_and_of_the_doctor(
    installation: Installation,
) -> None:
    done = installation.run("files", "check")
    assert done.returncode == 0, done.stdout + done.stderr
    folder = installation.var / "files" / "checks"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    figures = '"due": 2, "missing": 1, "wrong": 0, "nobodys": 0, "removed": 0'
    found = folder / f"{OFFICE}.json"
    found.write_text(f'{{"checked_at": "2026-11-26T02:20:00+00:00", {figures}}}')
    try:
        examined = installation.run("doctor")
        assert examined.returncode == 1
        assert "有 1 个文件不见了" in examined.stdout
    finally:
        found.unlink()


def test_a_backup_lists_what_stays_in_the_bucket_and_restoring_asks_for_it(
    installation: Installation,
    empty: Installation,
    served: tuple[dict[str, str], Bucket],
    tmp_path: Path,
) -> None:
    settings, bucket = served
    store = S3FileStore(place_of(settings), passing=tmp_path / "passing")
    for content in CONTENTS:
        store.put(OFFICE, content)
    target = tmp_path / "backup.tar"
    made = installation.run("backup", str(target), **settings)
    assert made.returncode == 0, made.stderr
    assert "对象存储里的 5 个文件没有复制" in made.stdout
    kept = bucket.objects.pop(min(names()))
    refused = empty.run("restore", str(target), **settings)
    assert refused.returncode == 1
    assert "1 个现在不在" in refused.stderr
    bucket.objects[min(names())] = kept
    done = empty.run("restore", str(target), **settings)
    assert done.returncode == 0, done.stderr


def test_a_backup_may_hold_the_files_of_the_bucket_and_fills_another_one(
    installation: Installation,
    empty: Installation,
    served: tuple[dict[str, str], Bucket],
    tmp_path: Path,
) -> None:
    settings, bucket = served
    store = S3FileStore(place_of(settings), passing=tmp_path / "passing")
    for content in CONTENTS:
        store.put(OFFICE, content)
    target = tmp_path / "backup.tar"
    made = installation.run("backup", str(target), "--with-objects", **settings)
    assert made.returncode == 0, made.stderr
    bucket.objects.clear()
    done = empty.run("restore", str(target), **settings)
    assert done.returncode == 0, done.stderr
    assert set(bucket.objects) == names()
    assert list(LocalFileStore(empty.var / "files").list_kept()) == []
