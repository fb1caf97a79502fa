"""Who and where in the tests of pasting: people by role and number, places of the demo."""

from datetime import datetime, timedelta

from xiezhi.kernel.clock import CHINA
from xiezhi.language.pasting import Grouped, Pasted, PastedFile, group_rows, read_paste

# A Thursday.
NOW = datetime(2026, 3, 5, 18, 0, tzinfo=CHINA)
KNOWN = {
    "网格员07": "member-07",
    "网格员12": "member-12",
    "网格员21": "member-21",
    "西边天🌈": "member-21",
    "听证员07": "officer-07",
}
TOWNS = {
    "展旦召苏木": ["海勒苏嘎查", "官牛犋村"],
    "树林召镇": ["沙坝子村"],
    "王爱召镇": ["新和村", "沙坝子村"],
    "昭君镇": [],
}


def read(text: str) -> Pasted:
    """Read a paste of this afternoon."""
    return read_paste(text, now=NOW, known_names=KNOWN)


def rows(text: str, *files: PastedFile) -> Grouped:
    """Read a paste and make its rows."""
    return group_rows(read(text), files, towns=TOWNS, own_names=["检察官助理甲"])


def at(hour: int, minute: int = 0, *, days_ago: int = 0, second: int = 0) -> datetime:
    """Return a time of today or of a day before."""
    return NOW.replace(hour=hour, minute=minute, second=second) - timedelta(days=days_ago)


def uncovered_lines(pasted: Pasted) -> list[str]:
    """Return the lines that are in no message and in no list of left-out lines."""
    spans = [(one.first_line, one.last_line) for one in pasted.messages]
    spans += [(one.first_line, one.last_line) for one in pasted.left_out]
    covered = {number for first, last in spans for number in range(first, last + 1)}
    return [
        line
        for number, line in enumerate(pasted.text.split("\n"), start=1)
        if line.strip() and number not in covered
    ]
