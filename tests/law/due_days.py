"""The table of last days: every key and variant with its edges, written without the engine.

``due_days.csv`` was made by plain addition of days and months and the holiday package's own
answer; *provisional* stands where a year's holidays are not known yet. Where the law gives no
number, the last day holds what the explanation says instead.
"""

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path

TABLE = Path(__file__).with_suffix(".csv")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table."""

    key: str
    variant: str
    edge: str
    trigger: date
    last_day: str
    is_provisional: bool

    @property
    def is_counted(self) -> bool:
        return self.last_day[0].isdigit()

    @property
    def name(self) -> str:
        return "-".join(part for part in (self.key, self.variant, self.edge) if part)


def rows() -> list[Row]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return [
            Row(
                key=line["key"],
                variant=line["variant"],
                edge=line["edge"],
                trigger=date.fromisoformat(line["trigger"]),
                last_day=line["last_day"],
                is_provisional=bool(line["provisional"]),
            )
            for line in csv.DictReader(file)
        ]
