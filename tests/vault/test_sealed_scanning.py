"""Originals sealed before there was a scanner are scanned where they can be read, and stay there."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.test import override_settings
from nacl.public import PublicKey, SealedBox

from tests.cast import make_office
from tests.database import Clone
from tests.evidence.pictures import jpeg
from tests.evidence.scanner import FINDS, Scanner, scanner
from tests.vault.running import give_key, vault_process
from xiezhi.accounts.models import Procuratorate
from xiezhi.evidence import jobs
from xiezhi.evidence.models import StoredFile
from xiezhi.evidence.rules.kinds import MediaKind
from xiezhi.evidence.services.storing import IncomingFile, check_files, store_file
from xiezhi.infra.tenant import tenant_scope
from xiezhi.kernel import clock
from xiezhi.kernel.errors import DomainError
from xiezhi.vault.client import ask_to_scan


@dataclass(frozen=True, kw_only=True)
class Scanning:
    """An office whose vault process has a scanner."""

    office: Procuratorate
    clamd: Scanner

    def keep(self, data: bytes) -> StoredFile:
        """Keep an original sealed while no scanner was set."""
        with override_settings(XIEZHI_CLAMD=""), tenant_scope(self.office.id):
            checked = check_files(MediaKind.PHOTO, [IncomingFile(name="", data=data)])
            key = bytes(self.office.identity_public_key)
            return store_file(checked[0], received_at=clock.now(), seal_to=key)

    def again(self, file: StoredFile) -> StoredFile:
        with tenant_scope(self.office.id):
            found: StoredFile = StoredFile.objects.get(id=file.id)
        return found

    def sealed(self, content: bytes) -> bytes:
        key = PublicKey(bytes(self.office.identity_public_key))
        return bytes(SealedBox(key).encrypt(content))

    def ask(self, sealed: bytes, sha256: bytes) -> bool:
        return ask_to_scan(office_id=self.office.id, sealed=sealed, sha256=sha256)


@pytest.fixture
def scanning(own_database: Clone, tmp_path: Path) -> Iterator[Scanning]:
    office = make_office(clock.now())
    with scanner() as clamd:
        told = {"XIEZHI_CLAMD": str(clamd.path)}
        with vault_process(own_database, tmp_path, settings=told) as vault:
            give_key(office, vault.keys)
            with override_settings(
                XIEZHI_VAULT_SOCKET=vault.socket,
                XIEZHI_CLAMD=str(clamd.path),
            ):
                yield Scanning(office=office, clamd=clamd)


def test_a_sealed_original_is_scanned_inside_the_vault(scanning: Scanning) -> None:
    sound, sick = scanning.keep(jpeg()), scanning.keep(jpeg() + FINDS)
    jobs.scan_some(scanning.office.id)
    assert jpeg() in scanning.clamd.asked
    row = scanning.again(sound)
    assert (row.scan_state, row.is_original_scanned) == ("clean", True)
    # Its copies, made from pixels, hold nothing; the original does.
    assert scanning.again(sick).scan_state == "infected"


def test_originals_whose_copies_alone_were_scanned_follow_at_night(scanning: Scanning) -> None:
    sick = scanning.keep(jpeg() + FINDS)
    with override_settings(XIEZHI_VAULT_SOCKET=Path("/nowhere")):
        jobs.scan_some(scanning.office.id)
    row = scanning.again(sick)
    assert (row.scan_state, row.is_original_scanned) == ("clean", False)
    with tenant_scope(scanning.office.id):
        jobs.scan_originals()
    jobs.scan_some_originals(scanning.office.id)
    assert scanning.again(sick).scan_state == "infected"


@pytest.mark.parametrize(
    ("claim", "code"),
    [(b"another picture", "vault.not_understood"), (b"", "vault.not_understood")],
    ids=["other hash", "hash of nothing"],
)
def test_nothing_reaches_the_scanner_that_is_not_what_was_named(
    scanning: Scanning, claim: bytes, code: str
) -> None:
    with pytest.raises(DomainError) as refused:
        scanning.ask(scanning.sealed(b"an identity"), hashlib.sha256(claim).digest())
    assert refused.value.code == code
    assert scanning.clamd.asked == []


def test_what_the_vault_cannot_open_is_refused(scanning: Scanning) -> None:
    with pytest.raises(DomainError) as refused:
        scanning.ask(b"x" * 300, hashlib.sha256(b"x").digest())
    assert refused.value.code == "vault.identity_unreadable"


def test_a_scanner_that_is_away_leaves_the_original_for_later(scanning: Scanning) -> None:
    scanning.clamd.says = b"busy\0"
    with pytest.raises(DomainError) as refused:
        scanning.ask(scanning.sealed(b"words"), hashlib.sha256(b"words").digest())
    assert refused.value.code == "evidence.scanner_away"
