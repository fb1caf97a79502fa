"""Text messages to phones: the channel, and its double for demo and tests."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Final, Protocol

from django.conf import settings
from typing_extensions import override

from xiezhi.kernel.errors import RuleRefusedError


@dataclass(frozen=True, slots=True, kw_only=True)
class SmsText:
    """A text message as it left the application."""

    number: str
    text: str
    sent_at: str


class SmsChannel(Protocol):
    """Sends one text message; raises when the gateway did not take it, so that a job tries again."""

    def send(self, *, number: str, text: str, now: datetime) -> None:
        """Hand the text to the gateway."""


class DoubleSmsChannel(SmsChannel):
    """Sends nothing: keeps texts in memory and, in the demo, in a file its page shows."""

    def __init__(self, outbox: Path | None = None) -> None:
        self.sent: list[SmsText] = []
        self._outbox = outbox

    @override
    def send(self, *, number: str, text: str, now: datetime) -> None:
        message = SmsText(number=number, text=text, sent_at=now.isoformat(timespec="seconds"))
        self.sent.append(message)
        if self._outbox is not None:
            self._outbox.parent.mkdir(parents=True, exist_ok=True)
            with self._outbox.open("a", encoding="utf-8") as file:
                file.write(json.dumps(asdict(message), ensure_ascii=False) + "\n")


DOUBLE: Final = DoubleSmsChannel()


def outbox_file() -> Path:
    """Return where the demo's double keeps its texts."""
    return Path(settings.XIEZHI_FILES).parent / "outbox" / "sms.jsonl"


def sms_channel() -> SmsChannel:
    """Return the channel of this installation.

    Raises:
        RuleRefusedError: ``notifications.no_sms_gateway``.
    """
    if settings.XIEZHI_SMS_GATEWAY != "double":
        raise RuleRefusedError("notifications.no_sms_gateway")
    return DoubleSmsChannel(outbox_file()) if settings.XIEZHI_DEMO else DOUBLE


def read_outbox(limit: int = 20) -> list[SmsText]:
    """Return the last texts of the demo's double, newest first."""
    path = outbox_file()
    if not path.exists():
        return []
    lines = path.read_text(encoding="utf-8").splitlines()[-limit:]
    return [SmsText(**json.loads(line)) for line in reversed(lines)]
