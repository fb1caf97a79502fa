"""Becomes ffmpeg, after giving away all that copying a film does not need.

Run as ``python -I -m xiezhi.evidence.decoding.film_child MEMORY CPU OUTPUT_BYTES PROGRAM ARGS…``.
"""

import os
import sys
from typing import Final

from xiezhi.evidence.decoding import confine

_OWN_ARGUMENTS: Final = 4


def main() -> None:
    """Confine the process, then run the program in its place."""
    memory_bytes, cpu_seconds, output_bytes = (int(word) for word in sys.argv[1:_OWN_ARGUMENTS])
    program, *arguments = sys.argv[_OWN_ARGUMENTS:]
    confine.limit_memory_and_time(memory_bytes=memory_bytes, cpu_seconds=cpu_seconds)
    confine.limit_files(most_bytes=output_bytes)
    confine.leave_the_world()
    os.execve(program, [program, *arguments], {})  # noqa: S606  # no shell, our own arguments


if __name__ == "__main__":
    main()
