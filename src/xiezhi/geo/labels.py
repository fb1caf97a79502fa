"""Where the words of a sketch go: greedy, first come first placed, nothing on top of another."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

_WIDE: Final = 1.0  # width of a Han character in ems
_NARROW: Final = 0.56
_ASCII_END: Final = 0x2E80
_LINE: Final = 1.25  # height of a line in ems


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle in drawing units, y growing downwards."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: "Box") -> bool:
        """Return whether two boxes share any area."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def holds(self, other: "Box") -> bool:
        """Return whether the other box lies wholly inside."""
        return (
            self.left <= other.left
            and other.right <= self.right
            and self.top <= other.top
            and other.bottom <= self.bottom
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A placed text: baseline point and ``text-anchor``."""

    text: str
    x: float
    y: float
    anchor: str


@dataclass(slots=True)
class LabelBoard:
    """What is taken so far, and the frame no label may leave."""

    frame: Box
    taken: list[Box] = field(default_factory=list)

    def block(self, box: Box) -> None:
        """Keep labels off a place."""
        self.taken.append(box)

    def place(self, text: str, x: float, y: float, *, gap: float, size: float) -> Label | None:
        """Return the label right, left, above or below a point, or None where none fits."""
        width, height = text_width(text, size), size * _LINE
        for anchor, box in _candidates(x, y, width=width, height=height, gap=gap):
            if self.frame.holds(box) and not any(box.overlaps(other) for other in self.taken):
                self.taken.append(box)
                return Label(
                    text=text, x=_anchor_x(anchor, box), y=box.top + size * 0.95, anchor=anchor
                )
        return None


def text_width(text: str, size: float) -> float:
    """Return an estimate of a text's width, a little on the large side."""
    ems = sum(_WIDE if ord(character) >= _ASCII_END else _NARROW for character in text)
    return ems * size


def _candidates(
    x: float, y: float, *, width: float, height: float, gap: float
) -> Iterator[tuple[str, Box]]:
    half = height / 2
    yield "start", Box(left=x + gap, right=x + gap + width, top=y - half, bottom=y + half)
    yield "end", Box(left=x - gap - width, right=x - gap, top=y - half, bottom=y + half)
    middle = {"left": x - width / 2, "right": x + width / 2}
    yield "middle", Box(**middle, top=y - gap - height, bottom=y - gap)
    yield "middle", Box(**middle, top=y + gap, bottom=y + gap + height)


def _anchor_x(anchor: str, box: Box) -> float:
    if anchor == "middle":
        return (box.left + box.right) / 2
    return box.left if anchor == "start" else box.right
