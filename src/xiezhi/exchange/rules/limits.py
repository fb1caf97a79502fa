"""How much goes into one package."""

from typing import Final

MAX_ITEMS: Final = 2_000
"""More than a person looks through in a day; what is over waits for the next package."""
MAX_PAYLOAD_BYTES: Final = 20 * 1024**3
MAX_FILE_BYTES: Final = 512 * 1024 * 1024
"""Above the largest video any setting allows, sealed."""
HEAD_ROOM_BYTES: Final = 64 * 1024
"""Left in a part for what stands before its piece, beside the manifest itself."""
LEAST_PIECE_BYTES: Final = 64 * 1024
