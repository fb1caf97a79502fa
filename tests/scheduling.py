"""Which tests one worker runs together, and which come first.

A file stays on one worker, so that what its tests share is made once; so do the files that share
an installation, a pair of zones, a browser or papers that were set and opened. The long ones come
first: at the end only small ones are left, and no worker is alone with a long one.
"""

from typing import Final

from typing_extensions import override
from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped]  # ships no types

# What shares something dear, by how its path begins.
TOGETHER: Final = (
    "tests/browser/test_every_page.py",
    "tests/browser/",
    "tests/cli/",
    "tests/documents/papers/",
    "tests/scenarios/zones/",
)
# What takes long, the longest first.
LONG: Final = (
    "tests/browser/test_every_page.py",
    "tests/architecture/test_url_matrix.py",
    "tests/browser/",
    "tests/documents/papers/",
    "tests/web/test_canaries.py",
    "tests/scenarios/faults/",
    "tests/cli/",
    "tests/scenarios/zones/",
    "tests/vault/test_opening.py",
    "tests/demo/",
    "tests/web/test_hostile",
    "tests/letters/test_move_out.py",
    "tests/clocks/test_clocks_move_out.py",
    "tests/ledger/test_tampering.py",
    "tests/architecture/",
    "tests/infra/",
    "tests/language/pasting/",
    "tests/documents/",
    "tests/geo/",
    "tests/web/desk/",
    "tests/leads/",
    "tests/evidence/",
)


class TogetherScheduling(LoadScopeScheduling):  # type: ignore[misc]  # untyped base
    """Hands out files, or the files that belong together, in the order they were collected in."""

    @override
    def _split_scope(self, nodeid: str) -> str:
        path = nodeid.split("::", 1)[0]
        return next((start for start in TOGETHER if path.startswith(start)), path)


def place(nodeid: str) -> int:
    """Return where a test stands: the lower, the earlier."""
    starts = (number for number, start in enumerate(LONG) if nodeid.startswith(start))
    return next(starts, len(LONG))
