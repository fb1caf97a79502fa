"""The private key: renewed without losing what was sealed, recovered, held by a device, out of reach."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from nacl.public import PrivateKey, SealedBox

from tests.database import Clone
from tests.vault.cast import PHONE, Sealed, sealed_office
from tests.vault.running import give_key
from xiezhi.accounts.models import Procuratorate
from xiezhi.cli.vault_keys import keep_recovered, read_key, rotate
from xiezhi.infra.errors import MachineError
from xiezhi.kernel import clock
from xiezhi.kernel.errors import InvalidInputError
from xiezhi.vault.process.openers import KeyDevice, KeyFiles, opener_of
from xiezhi.vault.rules.shares import join_sheets, split_key

DEVICE = """import sys
from nacl.public import PrivateKey, SealedBox
assert sys.argv[-1] == "ceshi", sys.argv
sys.stdout.buffer.write(SealedBox(PrivateKey(bytes.fromhex("{key}"))).decrypt(sys.stdin.buffer.read()))
"""


@pytest.fixture
def sealed(own_database: Clone, tmp_path: Path) -> Iterator[Sealed]:
    with sealed_office(own_database, tmp_path) as office:
        yield office


def test_a_new_key_seals_what_comes_and_the_old_one_still_opens(sealed: Sealed) -> None:
    slug, keys = sealed.desk.procuratorate.slug, sealed.vault.keys
    before = read_key(keys, slug).public_key
    rotate(keys, slug, now=clock.now())
    after = bytes(Procuratorate.objects.get(slug=slug).identity_public_key)
    assert after == read_key(keys, slug).public_key != before
    page = sealed.client(sealed.handler).post(f"{sealed.ready()}open/")
    assert PHONE in page.content.decode()


def test_without_its_key_an_identity_stays_closed_and_two_sheets_bring_it_back(
    sealed: Sealed,
) -> None:
    slug, keys = sealed.desk.procuratorate.slug, sealed.vault.keys
    sheets = split_key(read_key(keys, slug).private_key)
    (keys / f"{slug}.key").unlink()
    where = sealed.ready()
    lost = sealed.client(sealed.handler).post(f"{where}open/")
    assert lost.status_code == 400
    assert PHONE not in lost.content.decode()
    keep_recovered(keys, slug, join_sheets([sheets[2], sheets[0]]))
    assert PHONE in sealed.client(sealed.handler).post(f"{where}open/").content.decode()


def test_a_device_opens_without_a_key_file(own_database: Clone, tmp_path: Path) -> None:
    program = tmp_path / "device.py"
    command = f"{sys.executable} {program}"
    with sealed_office(own_database, tmp_path, XIEZHI_VAULT_OPENER=command) as sealed:
        slug, keys = sealed.desk.procuratorate.slug, sealed.vault.keys
        program.write_text(DEVICE.format(key=read_key(keys, slug).private_key.hex()), "utf-8")
        (keys / f"{slug}.key").unlink()
        page = sealed.client(sealed.handler).post(f"{sealed.ready()}open/")
        assert PHONE in page.content.decode()


@pytest.mark.parametrize(
    ("command", "code"),
    [
        ("/bin/false", "vault.identity_unreadable"),
        ("/nowhere/device", "vault.device_silent"),
    ],
)
def test_a_device_that_refuses_or_is_gone_is_said(command: str, code: str) -> None:
    with pytest.raises(InvalidInputError) as refusal:
        KeyDevice(command).unseal("ceshi", b"closed")
    assert refusal.value.code == code


def test_the_device_comes_before_the_files(tmp_path: Path) -> None:
    assert isinstance(opener_of(folder=tmp_path, command="/bin/false"), KeyDevice)
    assert isinstance(opener_of(folder=tmp_path, command=""), KeyFiles)


def test_keys_laid_aside_are_tried_and_those_of_another_office_are_not(tmp_path: Path) -> None:
    old, other = PrivateKey.generate(), PrivateKey.generate()
    (tmp_path / "ceshi.key").write_bytes(bytes(PrivateKey.generate()))
    (tmp_path / "ceshi.1.key").write_bytes(bytes(old))
    (tmp_path / "ceshi2.key").write_bytes(bytes(other))
    opener = KeyFiles(tmp_path)
    assert opener.unseal("ceshi", bytes(SealedBox(old.public_key).encrypt(b"words"))) == b"words"
    with pytest.raises(InvalidInputError):
        opener.unseal("ceshi", bytes(SealedBox(other.public_key).encrypt(b"words")))


def test_a_recovered_key_replaces_no_other(tmp_path: Path) -> None:
    key = bytes(PrivateKey.generate())
    assert keep_recovered(tmp_path, "ceshi", key) == keep_recovered(tmp_path, "ceshi", key)
    with pytest.raises(MachineError) as fault:
        keep_recovered(tmp_path, "ceshi", bytes(PrivateKey.generate()))
    assert fault.value.code == "vault.key_there"


def test_in_the_inner_zone_the_web_user_cannot_read_the_key(tmp_path: Path) -> None:
    """Another user's folder: what the web process gets is a refusal of the system, not of ours."""
    folder = tmp_path / "vault-keys"
    folder.mkdir(mode=0o700)
    (folder / "ceshi.key").write_bytes(bytes(PrivateKey.generate()))
    is_root = os.geteuid() == 0
    if is_root:
        for path in (tmp_path, *list(tmp_path.parents)[:2]):
            path.chmod(0o755)
    else:
        folder.chmod(0)
    done = subprocess.run(  # noqa: S603  # a plain program, as another user
        ["/bin/cat", str(folder / "ceshi.key")],
        capture_output=True,
        check=False,
        user=65534 if is_root else None,
    )
    folder.chmod(0o700)
    assert done.returncode != 0
    assert b"ermission denied" in done.stderr
    assert done.stdout == b""


def test_keys_of_an_office_are_its_own(sealed: Sealed) -> None:
    key = give_key(sealed.desk.procuratorate, sealed.vault.keys)
    assert read_key(sealed.vault.keys, sealed.desk.procuratorate.slug).private_key == bytes(key)
