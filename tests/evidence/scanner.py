"""A double of clamd: speaks INSTREAM and VERSION on a Unix socket, finds words, or misbehaves."""

import shutil
import socket
import struct
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

FINDS: Final = b"VIRUS-4711"
FOUND: Final = b"stream: Test-Signature FOUND\0"
OK: Final = b"stream: OK\0"


class Scanner:
    """Answers each question; ``says`` replaces the honest answer, ``waits`` delays each byte of it.

    ``learn`` brings new signatures: from then on it finds those words too.
    """

    def __init__(self, path: Path) -> None:
        self.path: Final = path
        self.asked: Final[list[bytes]] = []
        self.says: bytes | None = None
        self.waits = 0.0
        self.reads = True
        self.signatures = 27_800
        self._finds: Final = [FINDS]
        self._door: Final = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._door.bind(str(path))
        self._door.listen(8)

    def serve(self) -> None:
        while True:
            try:
                line, _peer = self._door.accept()
            except OSError:
                return
            threading.Thread(target=self._answer, args=(line,), daemon=True).start()

    def learn(self, words: bytes) -> None:
        self.signatures += 1
        self._finds.append(words)

    @property
    def version(self) -> str:
        return f"ClamAV 1.4.3/{self.signatures}"

    def close(self) -> None:
        self._door.shutdown(socket.SHUT_RDWR)
        self._door.close()

    @staticmethod
    def _content(verb: bytes, told: IO[bytes]) -> bytes:
        """Return what is to be searched."""
        assert b"zINSTREAM\0".startswith(verb + told.read(1))
        content = b""
        while length := struct.unpack(">I", told.read(4))[0]:
            content += told.read(length)
        return content

    def _answer(self, line: socket.socket) -> None:
        with line, line.makefile("rb") as told:
            if not self.reads:
                return
            try:
                verb = told.read(9)
                if verb == b"zVERSION\0":
                    line.sendall(f"{self.version}/Thu Nov 26 07:30:00 2026\0".encode())
                    return
                content = self._content(verb, told)
            except (OSError, struct.error):  # whoever asked has died
                return
            self.asked.append(content)
            honest = FOUND if any(one in content for one in self._finds) else OK
            answer = honest if self.says is None else self.says
            try:
                for place in range(len(answer)):
                    time.sleep(self.waits)
                    line.sendall(answer[place : place + 1])
            except OSError:
                return


@contextmanager
def scanner() -> Iterator[Scanner]:
    """Lend a scanner at a path short enough for a socket."""
    folder = Path(tempfile.mkdtemp(prefix="clamd-"))
    made = Scanner(folder / "ctl")
    threading.Thread(target=made.serve, daemon=True).start()
    try:
        yield made
    finally:
        made.close()
        shutil.rmtree(folder)
