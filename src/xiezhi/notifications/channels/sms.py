"""Text messages to phones: the channel, a gateway by https, and a double for demo and tests."""

import base64
import hmac
import json
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Final, Protocol

from django.conf import settings
from typing_extensions import override

from xiezhi.infra.keys import installation_key
from xiezhi.kernel.ids import public_id
from xiezhi.notifications.channels.failure import ChannelFailedError
from xiezhi.notifications.channels.poster import GatewayPoster

SECRET_BYTES: Final = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class SmsText:
    """A text message as it left the application."""

    number: str
    text: str
    sent_at: str
    key: str = ""


class SmsChannel(Protocol):
    """Sends one text message; raises when the gateway did not take it, so that a job tries again."""

    def send(self, *, number: str, text: str, now: datetime, key: str = "") -> None:
        """Hand the text to the gateway, which sends on once what comes twice under the same key.

        A job that ended after the gateway took the text runs again, and cannot know that it did.
        """


class DoubleSmsChannel(SmsChannel):
    """Sends nothing: keeps texts in memory and, in the demo, in a file its page shows."""

    def __init__(self, outbox: Path | None = None) -> None:
        self.sent: list[SmsText] = []
        self._outbox = outbox

    @override
    def send(self, *, number: str, text: str, now: datetime, key: str = "") -> None:
        sent_at = now.isoformat(timespec="seconds")
        message = SmsText(number=number, text=text, sent_at=sent_at, key=key)
        self.sent.append(message)
        if self._outbox is not None:
            self._outbox.parent.mkdir(parents=True, exist_ok=True)
            with self._outbox.open("a", encoding="utf-8") as file:
                file.write(json.dumps(asdict(message), ensure_ascii=False) + "\n")


class HttpSmsChannel(SmsChannel):
    """A gateway that takes signed JSON by https, as Standard Webhooks describe it.

    The gateway checks ``webhook-signature``: ``v1,`` and the base64 of HMAC-SHA256 over
    ``id.timestamp.body`` with the key file ``sms_gateway`` of the installation. ``webhook-id`` is
    the same each time a text is handed over: the gateway drops what it has.
    """

    def __init__(self, poster: GatewayPoster, secret: bytes) -> None:
        self._poster = poster
        self._secret = secret

    @override
    def send(self, *, number: str, text: str, now: datetime, key: str = "") -> None:
        body = json.dumps({"mobile": number, "text": text}, ensure_ascii=False).encode()
        self._poster.post(body, signature_headers(body, self._secret, now, key))


def signature_headers(body: bytes, secret: bytes, now: datetime, key: str = "") -> dict[str, str]:
    """Return the headers by which the gateway knows who sent a body, when, and whether again."""
    message_id, timestamp = f"msg_{key or public_id().hex}", str(int(now.timestamp()))
    signed = f"{message_id}.{timestamp}.".encode() + body
    digest = hmac.digest(secret, signed, "sha256")
    return {
        "webhook-id": message_id,
        "webhook-timestamp": timestamp,
        "webhook-signature": f"v1,{base64.b64encode(digest).decode()}",
    }


DOUBLE: Final = DoubleSmsChannel()


def outbox_file() -> Path:
    """Return where the demo's double keeps its texts."""
    return Path(settings.XIEZHI_FILES).parent / "outbox" / "sms.jsonl"


def is_sms_configured() -> bool:
    """Return whether the installation has a gateway."""
    return bool(settings.XIEZHI_SMS_GATEWAY)


def sms_channel() -> SmsChannel:
    """Return the channel of this installation: the double, or the gateway at an https address.

    Raises:
        ChannelFailedError: ``notifications.no_sms_gateway``.
    """
    gateway = settings.XIEZHI_SMS_GATEWAY
    if not gateway:
        raise ChannelFailedError("notifications.no_sms_gateway", is_final=True)
    if gateway == "double":
        return DoubleSmsChannel(outbox_file()) if settings.XIEZHI_DEMO else DOUBLE
    secret = installation_key("sms_gateway", size_bytes=SECRET_BYTES)
    return HttpSmsChannel(GatewayPoster(gateway), secret)


def read_outbox(limit: int = 20) -> list[SmsText]:
    """Return the last texts of the demo's double, newest first."""
    path = outbox_file()
    if not path.exists():
        return []
    lines = path.read_text(encoding="utf-8").splitlines()[-limit:]
    return [SmsText(**json.loads(line)) for line in reversed(lines)]
