"""Near-duplicates among short Chinese messages: who else already told us of this?

Keys find candidates through an index; `similarity` decides. Both look at pairs of neighbouring
characters, so a reordered or lightly reworded message still counts as alike.
"""

import hashlib
import math
import re
import struct
import unicodedata
from collections import Counter
from functools import lru_cache
from typing import Final

BANDS: Final = 16
ROWS: Final = 2
SUSPECTED: Final = 0.5  # cosine from which two messages are shown side by side

_NOISE: Final = re.compile(r"[\W_]+")
# Characters of politeness and grammar: pairs with them say nothing about the matter.
_EMPTY: Final = frozenset(
    "的了是在有我们你您他她它这那和与及也都就还要请把被给对到为啊吧呢吗一个不没"
)
_HASHES: Final = BANDS * ROWS
_WORDS_PER_DIGEST: Final = 16


def similarity(a: str, b: str) -> float:
    """Return how alike two texts are, 0 to 1: cosine of their character pairs. Symmetric."""
    first, second = _pairs(a), _pairs(b)
    if first == second:
        return 1.0 if first else 0.0
    shared = sum(count * second[pair] for pair, count in first.items() if pair in second)
    if not shared:
        return 0.0
    return min(1.0, shared / (_length(first) * _length(second)))


def band_keys(text: str) -> tuple[int, ...]:
    """Return up to 16 signed 64-bit keys; texts alike share at least one with high probability.

    Stable across processes, machines and versions of Python: safe to store in a ``bigint[]``
    under a GIN index and compare with ``&&``. Empty for a text without letters.
    """
    pairs = [pair for pair in _pairs(text) if _EMPTY.isdisjoint(pair)] or list(_pairs(text))
    if not pairs:
        return ()
    least = list(map(min, zip(*map(_hashes, pairs), strict=True)))
    keys = {
        _signed_key(band, least[band * ROWS : (band + 1) * ROWS]): None for band in range(BANDS)
    }
    return tuple(keys)


def _pairs(text: str) -> Counter[str]:
    letters = _NOISE.sub("", unicodedata.normalize("NFKC", text).casefold())
    if len(letters) == 1:
        return Counter((letters,))
    return Counter(letters[start : start + 2] for start in range(len(letters) - 1))


def _length(pairs: Counter[str]) -> float:
    return math.sqrt(sum(count * count for count in pairs.values()))


@lru_cache(maxsize=65_536)
def _hashes(pair: str) -> tuple[int, ...]:
    """Return 32 independent 32-bit hashes of a pair."""
    encoded = pair.encode("utf-8", "surrogatepass")
    digests = b"".join(
        hashlib.blake2b(encoded, digest_size=64, salt=bytes((part,))).digest()
        for part in range(_HASHES // _WORDS_PER_DIGEST)
    )
    return struct.unpack(f">{_HASHES}I", digests)


def _signed_key(band: int, rows: list[int]) -> int:
    packed = struct.pack(f">B{ROWS}I", band, *rows)
    return int.from_bytes(hashlib.blake2b(packed, digest_size=8).digest(), "big", signed=True)
