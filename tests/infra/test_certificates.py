"""The self-made certificate is kept as long as names and time allow."""

import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from xiezhi.infra.certificates import Certificate, own_certificate

NAMES = ("localhost", "127.0.0.1", "::1")
NOW = datetime(2026, 5, 1, tzinfo=UTC)


@pytest.fixture
def made(tmp_path: Path) -> tuple[Certificate, bytes]:
    files = own_certificate(tmp_path / "tls", names=NAMES, now=NOW)
    return files, files.certificate.read_bytes()


@pytest.mark.parametrize(
    ("names", "days", "is_same"),
    [
        pytest.param(NAMES, 1, True, id="next day"),
        pytest.param(NAMES, 380, False, id="nearly expired"),
        pytest.param((*NAMES, "192.0.2.7"), 1, False, id="new address"),
    ],
)
def test_certificate_is_made_anew_when_needed(
    made: tuple[Certificate, bytes], names: tuple[str, ...], days: int, is_same: bool
) -> None:
    files, before = made
    own_certificate(files.key.parent, names=names, now=NOW + timedelta(days=days))
    assert (files.certificate.read_bytes() == before) is is_same


def test_certificate_can_be_served(made: tuple[Certificate, bytes]) -> None:
    files, _ = made
    ssl.create_default_context(ssl.Purpose.CLIENT_AUTH).load_cert_chain(
        files.certificate, files.key
    )
    assert files.key.stat().st_mode & 0o077 == 0
