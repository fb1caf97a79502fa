"""The page of what of the law is covered names tests that exist and every line of the law data."""

import re

from scripts.law_coverage import MARK, PAGE, render
from tests.architecture.source import ROOT


def test_every_test_named_exists() -> None:
    named = set(re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", PAGE.read_text(encoding="utf-8")))
    assert named
    missing = [
        f"{file}::{name}"
        for file, name in named
        if not (ROOT / file).exists()
        or (name and f"def {name}(" not in (ROOT / file).read_text(encoding="utf-8"))
    ]
    assert missing == []


def test_all_pitfalls_are_listed() -> None:
    numbers = re.findall(r"^\| (\d+) \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert [int(number) for number in numbers] == list(range(1, 35))


def test_every_line_of_the_law_data_stands_beside_its_test() -> None:
    assert PAGE.read_text(encoding="utf-8").partition(MARK)[2] == "\n" + render()
