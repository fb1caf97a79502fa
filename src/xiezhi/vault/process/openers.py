"""What holds the private key: a file of this process, or a device asked by a command."""

import shlex
import subprocess
from pathlib import Path
from typing import Final, Protocol

from typing_extensions import override

from xiezhi.kernel.errors import InvalidInputError
from xiezhi.vault.rules.unsealing import unseal

COMMAND_SECONDS: Final = 20


class Opener(Protocol):
    """Opens what was sealed to an office's public key, present or former."""

    def unseal(self, slug: str, sealed: bytes) -> bytes:
        """Return the content of a sealed box.

        Raises:
            InvalidInputError: ``vault.identity_unreadable``: no key of the office fits.
        """


class KeyFiles(Opener):
    """Keys as files ``<slug>.key``, and ``<slug>.<number>.key`` for those laid aside."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @override
    def unseal(self, slug: str, sealed: bytes) -> bytes:
        for path in key_files(self._folder, slug):
            try:
                return unseal(path.read_bytes(), sealed)
            except InvalidInputError:
                continue
        raise InvalidInputError("vault.identity_unreadable")


class KeyDevice(Opener):
    """A device whose key never leaves it, reached by a command of the installation.

    The command is given the office's name as its last word and the sealed bytes on its standard
    input; it writes the content to its standard output and ends with 0. Anything else is a
    refusal. So a PKCS #11 token, a network module or a person with a card fit the same door.
    """

    def __init__(self, command: str) -> None:
        self._words = shlex.split(command)

    @override
    def unseal(self, slug: str, sealed: bytes) -> bytes:
        try:
            done = subprocess.run(  # noqa: S603  # the operator's own words, no shell
                [*self._words, slug],
                input=sealed,
                capture_output=True,
                timeout=COMMAND_SECONDS,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise InvalidInputError("vault.device_silent") from error
        if done.returncode != 0:
            raise InvalidInputError("vault.identity_unreadable")
        return done.stdout


def opener_of(*, folder: Path, command: str) -> Opener:
    """Return the opener of an installation: the device where one is set, else the files."""
    return KeyDevice(command) if command else KeyFiles(folder)


def key_files(folder: Path, slug: str) -> list[Path]:
    """Return the key files of an office, the present one first, then the latest laid aside."""
    aside = sorted(
        (path for path in folder.glob(f"{slug}.*.key") if path.name.split(".")[-2].isdigit()),
        key=lambda path: int(path.name.split(".")[-2]),
        reverse=True,
    )
    present = folder / f"{slug}.key"
    return [present, *aside] if present.exists() else aside
