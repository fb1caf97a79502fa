"""What an unfinished entry holds beside its rows: the pasted text, its left-out lines, the rest."""

import json
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOutLine:
    """Lines that are in no row; a person may take them back."""

    reason: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftBody:
    """The text of a paste.

    Attributes:
        texts: everything pasted, as it was read.
        rest: what is not made into rows yet because there were too many.
        warnings: codes of the paste as a whole.
    """

    texts: tuple[str, ...] = ()
    rest: str = ""
    left_out: tuple[LeftOutLine, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFacts:
    """What a waiting file says of itself."""

    name: str
    taken_at: datetime | None = None
    time_source: str = ""


def body_bytes(body: DraftBody) -> bytes:
    """Return a body as bytes to be sealed."""
    values = {
        "texts": body.texts,
        "rest": body.rest,
        "left_out": [[one.reason, one.text] for one in body.left_out],
        "warnings": body.warnings,
    }
    return _bytes(values)


def body_of_bytes(content: bytes) -> DraftBody:
    """Return the body `body_bytes` wrote."""
    values = json.loads(content.decode("utf-8", "surrogatepass"))
    return DraftBody(
        texts=tuple(values["texts"]),
        rest=values["rest"],
        left_out=tuple(
            LeftOutLine(reason=reason, text=text) for reason, text in values["left_out"]
        ),
        warnings=tuple(values["warnings"]),
    )


def facts_bytes(facts: FileFacts) -> bytes:
    """Return the facts of a file as bytes to be sealed."""
    taken = facts.taken_at
    return _bytes([facts.name, taken and taken.isoformat(), facts.time_source])


def facts_of_bytes(content: bytes) -> FileFacts:
    """Return the facts `facts_bytes` wrote."""
    name, taken, source = json.loads(content)
    return FileFacts(
        name=name,
        taken_at=datetime.fromisoformat(taken) if taken else None,
        time_source=source,
    )


def _bytes(values: object) -> bytes:
    return json.dumps(values, ensure_ascii=False).encode("utf-8", "surrogatepass")
