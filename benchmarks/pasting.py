"""Pasted text: 5,000 and 20,000 lines of chat, work orders and plain words into draft rows.

Run: ``python -m benchmarks.pasting``. Floor in the same run: the text cleaned and cut into lines.
"""

import json
import statistics
import time
from collections.abc import Callable
from datetime import datetime

from xiezhi.kernel.clock import CHINA
from xiezhi.language.cleaning import clean_text
from xiezhi.language.pasting import MAX_CHARACTERS, PastedFile, group_rows, read_paste

NOW = datetime(2026, 3, 5, 18, tzinfo=CHINA)
NAMES = {f"网格员{number:02d}": str(number) for number in range(1, 41)}
TOWNS = {"展旦召苏木": ["海勒苏嘎查"], "王爱召镇": ["新和村"], "树林召镇": []}
ROUNDS = 5


def chat(lines: int) -> str:
    """Return a chat of forty members, three lines for each message."""
    return "\n".join(
        f"展旦召{place % 40 + 1:02d}号网格员 2026/3/{1 + place * 4 // (lines // 3)} "
        f"{8 + place % 9}:{place % 60:02d}\n"
        f"{'[图片]' if place % 5 == 0 else f'海勒苏嘎查加油站北{place}米有人倾倒垃圾'}\n"
        for place in range(lines // 3)
    )


def orders(lines: int) -> str:
    """Return work orders of five lines each."""
    return "\n".join(
        f"工单编号：20260305{place:05d}\n来电人：来电人甲\n联系电话：13800000000\n"
        f"诉求内容：新和村第{place}号井盖丢失，请派人来看\n受理时间：2026-03-05 09:12:33"
        for place in range(lines // 5)
    )


def words(lines: int) -> str:
    """Return plain words, a sentence on each line."""
    return "\n".join(f"王爱召镇新和村东边{place}米处有人倾倒垃圾" for place in range(lines))


def main() -> None:
    """Measure and print as JSON: medians in milliseconds of one processor."""
    files = [PastedFile(name=f"{place}.jpg") for place in range(9)]
    result: dict[str, dict[str, float]] = {}
    for form in (chat, orders, words):
        for lines in (5_000, 20_000):
            text = form(lines)[:MAX_CHARACTERS]

            def read(text: str = text) -> object:
                return group_rows(read_paste(text, now=NOW, known_names=NAMES), files, towns=TOWNS)

            def floor(text: str = text) -> object:
                return clean_text(text, limit=MAX_CHARACTERS).split("\n")

            result[f"{form.__name__} {lines}"] = {
                "rows_ms": _median(read),
                "floor_ms": _median(floor),
            }
    print(json.dumps(result, indent=2))


def _median(once: Callable[[], object]) -> float:
    times = []
    for _ in range(ROUNDS):
        started = time.process_time()
        once()
        times.append(time.process_time() - started)
    return round(statistics.median(times) * 1_000, 1)


if __name__ == "__main__":
    main()
