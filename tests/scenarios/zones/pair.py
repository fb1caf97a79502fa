"""Two paired zones and the medium between them."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.cli.joined import ANSWER, joined
from tests.scenarios.zones.zone import Zone


@dataclass
class Pair:
    """The office's two zones, paired by card, and what the inner one gave its first package."""

    outer: Zone
    inner: Zone
    medium: Path
    given: dict[str, str] = field(default_factory=dict)

    def inward(self, days: float = 0) -> dict[str, int]:
        """Carry everything in."""
        return self._carry(self.outer, self.inner, days)

    def outward(self) -> dict[str, int]:
        """Carry everything out."""
        return self._carry(self.inner, self.outer, 0)

    def _carry(self, source: Zone, target: Zone, days: float) -> dict[str, int]:
        sealed = source.do("export", folder=str(self.medium))
        counts: dict[str, int] = target.do("take", files=sealed["files"], days=days)
        return counts


def line_after(text: str, words: str) -> str:
    """Return what stands behind the words on their line."""
    return next(line.split(words, 1)[1] for line in text.splitlines() if words in line).strip()


@contextmanager
def paired() -> Iterator[Pair]:
    """Let both zones of an office trust each other, and start them."""
    with tempfile.TemporaryDirectory(prefix="xz") as name:
        folder = Path(name)
        medium = folder / "medium"
        medium.mkdir()
        made = joined(folder)
        inner, outer = Zone("inner", made.inner), Zone("outer", made.outer)
        mark = line_after(made.printed, "并核对指纹").removesuffix("：")
        answer = str(made.card.with_name(ANSWER))
        inner.run("exchange", "trust", answer, "--kind", "outer", "--fingerprint", mark)
        try:
            inner.start()
            outer.start()
            pair = Pair(outer=outer, inner=inner, medium=medium)
            pair.given = inner.do("furnish")
            pair.outward()
            yield pair
        finally:
            inner.stop()
            outer.stop()
