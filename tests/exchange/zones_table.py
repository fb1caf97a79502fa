"""The table of docs/zones.md, from the allow-list: ``python -m tests.exchange.zones_table`` writes it."""

from pathlib import Path

from xiezhi.exchange.rules.between_zones import FIELDS_BETWEEN_ZONES
from xiezhi.exchange.rules.fields import Fields, FieldType
from xiezhi.exchange.rules.items import KIND_LABELS, SENT_TO, ItemKind, PeerKind
from xiezhi.exchange.rules.zone_labels import ZONE_FIELD_LABELS

PAGE = Path(__file__).resolve().parents[2] / "docs" / "zones.md"
BEGIN, END = "<!-- allow-list -->", "<!-- /allow-list -->"


def _way(kind: ItemKind) -> str:
    inward, outward = kind in SENT_TO[PeerKind.INNER], kind in SENT_TO[PeerKind.OUTER]
    return "both ways" if inward and outward else "inward" if inward else "outward"


def _words(fields: Fields) -> str:
    parts = []
    for name, rule in fields.items():
        inner = (
            f"（{_words(rule.rows)}）" if rule.type is FieldType.ROWS and name != "files" else ""
        )
        parts.append(f"{ZONE_FIELD_LABELS[name]}{inner}")
    return "、".join(parts)


def table() -> str:
    """One line for each kind."""
    rows = [
        f"| {KIND_LABELS[kind]} `{kind}` | {_way(kind)} | {_words(fields)} |"
        for kind, fields in sorted(
            FIELDS_BETWEEN_ZONES.items(), key=lambda pair: (_way(pair[0]), pair[0])
        )
    ]
    return "\n".join(["| Kind | Way | Fields |", "|---|---|---|", *rows])


def page_with_table(text: str) -> str:
    before, rest = text.split(BEGIN)
    return f"{before}{BEGIN}\n{table()}\n{END}{rest.split(END)[1]}"


if __name__ == "__main__":
    PAGE.write_text(page_with_table(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
