"""Only the scanner's two words count; silence, haste and lies are no answer."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.evidence.scanner import FINDS, OK, Scanner, scanner
from xiezhi.evidence.clamd import ScannerAwayError, is_infected


@pytest.fixture
def clamd() -> Iterator[Scanner]:
    with scanner() as lent:
        yield lent


def test_the_scanner_hears_every_byte(clamd: Scanner) -> None:
    content = bytes(range(256)) * 3000
    assert not is_infected(clamd.path, content)
    assert clamd.asked == [content]


def test_a_virus_is_found_anywhere(clamd: Scanner) -> None:
    assert is_infected(clamd.path, bytes(700_000) + FINDS)
    assert not is_infected(clamd.path, b"")


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"stream: OK", id="no end"),
        pytest.param(b"OK\0", id="half"),
        pytest.param(OK + OK, id="twice"),
        pytest.param(b"stream: OK\0stream: X FOUND\0", id="both"),
        pytest.param(b"INSTREAM size limit exceeded. ERROR\0", id="too large for it"),
        pytest.param(b"stream: Can't allocate memory ERROR\0", id="error"),
        pytest.param(b"HTTP/1.1 200 OK\r\n\r\n\0", id="another program"),
        pytest.param(b"x" * 9000, id="endless"),
    ],
)
def test_any_other_answer_is_none(clamd: Scanner, answer: bytes) -> None:
    clamd.says = answer
    with pytest.raises(ScannerAwayError):
        is_infected(clamd.path, b"words")


def test_a_slow_answer_ends_in_time(clamd: Scanner) -> None:
    clamd.waits = 0.2
    with pytest.raises(ScannerAwayError):
        is_infected(clamd.path, b"words", most_seconds=0.5)


def test_a_scanner_that_hangs_up_is_away(clamd: Scanner) -> None:
    clamd.reads = False
    with pytest.raises(ScannerAwayError):
        is_infected(clamd.path, bytes(9_000_000))


def test_no_scanner_is_away(tmp_path: Path) -> None:
    with pytest.raises(ScannerAwayError):
        is_infected(tmp_path / "none", b"words")
