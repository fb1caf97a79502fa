"""The vault process, as ``xiezhi vault serve`` runs it. The one importer of the opening."""

import signal
from pathlib import Path
from types import FrameType
from typing import Final

from xiezhi.config.environment import environment
from xiezhi.evidence.clamd import is_infected
from xiezhi.kernel import clock
from xiezhi.notifications.channels.failure import ChannelFailedError
from xiezhi.notifications.channels.sms import sms_channel
from xiezhi.vault.process.openers import opener_of
from xiezhi.vault.process.scanning import Scan
from xiezhi.vault.process.server import Vault, VaultServer

OWN: Final = 0o600
SHARED: Final = 0o660
DOUBLE: Final = "double"
SCAN_SECONDS: Final = 30.0


def serve() -> None:
    """Answer until told to stop. Django must be set up as the vault role."""
    env = environment()
    vault = Vault(
        opener=opener_of(folder=env.vault_keys_dir, command=env.vault_opener),
        send=_hidden if (env.sms_gateway or DOUBLE) == DOUBLE else _send,
        peers=env.vault_peers,
        clock=clock.now,
        # A device may ask for a hand at each opening: nobody presses it for every picture.
        scan=_scanner(env.clamd_socket) if env.clamd_socket and not env.vault_opener else None,
    )
    mode = SHARED if env.vault_peers else OWN
    signal.signal(signal.SIGTERM, _stop)
    with VaultServer(env.vault_socket, vault, mode=mode) as server:
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            return
        finally:
            env.vault_socket.unlink(missing_ok=True)


def _scanner(path: str) -> Scan:
    return lambda content: is_infected(Path(path), content, most_seconds=SCAN_SECONDS)


def _send(number: str, text: str) -> bool:
    try:
        sms_channel().send(number=number, text=text, now=clock.now())
    except ChannelFailedError:
        return False
    return True


def _hidden(_number: str, text: str) -> bool:
    """Send to the double of demo and tests, whose page shows what it was given: never the number."""
    return _send("●●●", text)


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
