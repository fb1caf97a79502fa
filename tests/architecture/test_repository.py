"""What must not, and what must, stand in the repository."""

import re
import shutil
import subprocess
from pathlib import Path

from tests.architecture.source import PACKAGE, ROOT

TEXT = {".py", ".md", ".toml", ".txt", ".in", ".html", ".css", ".js", ".yaml", ".sql", ".typ", ""}
MACHINE_PATH = re.compile(r"(?<![\w.<])/(work|home|root|Users)/[\w.]")
# Written so that this file does not name what it looks for.
REGISTRY = re.compile(r"--(extra-)?index-ur[l]|p[y]pi\.org|pythonhoste[d]\.|npmj[s]\.")
PASSED_OVER = re.compile(r"pytest\.(mark\.)?(skip|skipif|xfail|importorskip)\b|unittest\.skip")
SECRET = re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----")
VENDORED = (PACKAGE / "web" / "static" / "vendor", ROOT / "tests" / "browser" / "vendor")


def tracked() -> list[Path]:
    git = shutil.which("git") or "git"
    done = subprocess.run(  # noqa: S603  # fixed words
        [git, "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True
    )
    return [ROOT / name for name in done.stdout.split("\0") if name]


def texts() -> dict[str, str]:
    return {
        str(path.relative_to(ROOT)): path.read_text(encoding="utf-8")
        for path in tracked()
        if path.is_file()
        and path.suffix in TEXT
        and "vendor" not in path.parts
        and path != Path(__file__)
    }


def lines_with(pattern: re.Pattern[str], *, under: str = "") -> list[str]:
    return [
        f"{name}:{number} {line.strip()[:80]}"
        for name, text in texts().items()
        if name.startswith(under)
        for number, line in enumerate(text.splitlines(), start=1)
        if pattern.search(line)
    ]


def test_no_path_of_one_machine() -> None:
    assert lines_with(MACHINE_PATH) == []


def test_no_address_of_a_package_registry() -> None:
    assert lines_with(REGISTRY) == []


def test_no_test_is_passed_over() -> None:
    assert lines_with(PASSED_OVER, under="tests/") == []


def test_no_private_key() -> None:
    assert lines_with(SECRET) == []


def test_everything_pinned_has_its_hash() -> None:
    for name in ("base", "build", "dev"):
        path = ROOT / "requirements" / f"{name}.txt"
        pins = re.findall(r"^[\w.\[\]-]+==.*$", path.read_text(encoding="utf-8"), re.MULTILINE)
        assert pins, name
        assert [pin for pin in pins if not pin.rstrip().endswith("\\")] == []


def test_every_vendored_file_is_in_the_list_beside_it() -> None:
    for folder in VENDORED:
        listed = (folder / "VENDORED.md").read_text(encoding="utf-8")
        missing = [
            str(path.relative_to(folder))
            for path in folder.rglob("*")
            if path.is_file() and path.name != "VENDORED.md" and path.name not in listed
        ]
        assert missing == []


def test_no_file_is_large_without_being_known() -> None:
    known = {".otf", ".ttf", ".woff2"}
    large = [
        str(path.relative_to(ROOT))
        for path in tracked()
        if path.is_file() and path.suffix not in known and path.stat().st_size > 1_000_000
    ]
    assert large == []
