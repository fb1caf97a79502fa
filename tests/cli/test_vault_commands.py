"""`xiezhi vault`: sheets as printed give the key back; the outer zone has no vault."""

from pathlib import Path

import pytest
from nacl.public import PrivateKey

from xiezhi.cli import main
from xiezhi.config.environment import environment

SLUG = "dalad"


@pytest.fixture
def keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XIEZHI_VAR", str(tmp_path))
    monkeypatch.delenv("XIEZHI_ZONE", raising=False)
    environment.cache_clear()
    folder = tmp_path / "keys" / "vault"
    folder.mkdir(parents=True)
    return folder


def printed(capsys: pytest.CaptureFixture[str], folder: Path) -> list[str]:
    """Print the sheets and type each into a file, heading and numbers too."""
    assert main(["vault", "split", SLUG]) == 0
    sheets = capsys.readouterr().out.strip().split("\n\n")[:3]
    files = []
    for number, sheet in enumerate(sheets):
        path = folder.parent / f"sheet{number}.txt"
        path.write_text(sheet, encoding="utf-8")
        files.append(str(path))
    return files


@pytest.mark.parametrize("language", ["zh_CN.UTF-8", "C.UTF-8"])
@pytest.mark.parametrize("pair", [(0, 1), (2, 1), (0, 2)])
def test_two_printed_sheets_give_the_key_back(
    keys: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    pair: tuple[int, int],
    language: str,
) -> None:
    monkeypatch.setenv("LC_ALL", language)
    key = bytes(PrivateKey.generate())
    (keys / f"{SLUG}.key").write_bytes(key)
    files = printed(capsys, keys)
    (keys / f"{SLUG}.key").unlink()
    assert main(["vault", "recover", SLUG, *(files[at] for at in pair)]) == 0
    assert (keys / f"{SLUG}.key").read_bytes() == key
    assert (keys / f"{SLUG}.key").stat().st_mode & 0o077 == 0


def test_a_wrong_word_is_said_with_its_place(
    keys: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (keys / f"{SLUG}.key").write_bytes(bytes(PrivateKey.generate()))
    first, second, _third = printed(capsys, keys)
    text = Path(first).read_text("utf-8")
    word = text.split(" 3.")[1].split()[0]
    Path(first).write_text(text.replace(f" 3.{word}", " 3.xiezhi"), encoding="utf-8")
    assert main(["vault", "recover", SLUG, first, second]) == 1
    said = capsys.readouterr().err
    assert "xiezhi" in said
    assert "3" in said


@pytest.mark.parametrize("words", [["split", SLUG], ["rotate", SLUG], ["serve"]])
def test_outside_there_is_no_vault(
    keys: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    monkeypatch.setenv("XIEZHI_ZONE", "outer")
    environment.cache_clear()
    assert main(["vault", *words]) == 1


def test_without_a_key_there_is_nothing_to_split(
    keys: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["vault", "split", SLUG]) == 1
    assert f"{SLUG}.key" in capsys.readouterr().err
