"""A telephone on a line that breaks: sends a report by parts until it is acknowledged."""

import base64
import hashlib
import http.client
import json
import time
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlencode

PART_BYTES: Final = 16 * 1024
LOST: Final = (OSError, http.client.HTTPException)
TUS: Final = {"Tus-Resumable": "1.0.0"}


class AskAgainError(Exception):
    """The service said to wait; what was kept stays kept."""


@dataclass
class Sender:
    """Sends to one port. ``revive`` brings the service back when the line is dead.

    Attributes:
        meanwhile: called as each part and each form sets out, with its name.
        resent_bytes: after each break in a file, how many of its bytes had to be sent again.
    """

    port: int
    revive: Callable[[], object]
    meanwhile: Callable[[str], object] = lambda _what: None
    resent_bytes: list[int] = field(default_factory=list)

    def report(
        self, photos: list[bytes], films: Sequence[bytes] = (), *, is_urgent: bool = False
    ) -> dict[str, Any]:
        """Send a report; return the receipt that acknowledges it."""
        key = str(uuid.uuid4())
        tokens = [self.upload(data) for data in photos]
        tokens += [self.upload(data, kind="video", name="a.mp4") for data in films]
        form = {
            "submission_key": key,
            "contact_mode": "anonymous",
            "uploads": tokens,
            "csrfmiddlewaretoken": "",
        } | ({"urgent": "on"} if is_urgent else {})
        receipt: dict[str, Any] = self._until_heard(lambda: self._post(form))
        return receipt

    def upload(self, data: bytes, *, kind: str = "photo", name: str = "a.jpg") -> str:
        """Send a file; return the secret of its address."""
        digest = hashlib.sha256(data).hexdigest()
        told = {"kind": kind, "filename": name, "sha256": digest}
        coded = ",".join(f"{k} {base64.b64encode(v.encode()).decode()}" for k, v in told.items())
        announced = {"Upload-Length": str(len(data)), "Upload-Metadata": coded}
        made = self._until_heard(lambda: self._ask("POST", "/tus/", announced, expected=201))
        address = str(made["Location"])
        offset, sent = 0, 0
        while offset < len(data):
            try:
                part = data[offset : offset + PART_BYTES]
                sent = offset + len(part)
                head = {
                    "Upload-Offset": str(offset),
                    "Content-Type": "application/offset+octet-stream",
                }
                self.meanwhile("part")
                self._ask("PATCH", address, head, part, expected=204)
                offset = sent
            except (*LOST, AskAgainError):
                self.revive()
                asked = self._until_heard(lambda: self._ask("HEAD", address, {}, expected=200))
                offset = int(asked["Upload-Offset"])
                self.resent_bytes.append(sent - offset)
        return address.strip("/").split("/")[-1]

    def _post(self, form: dict[str, Any]) -> dict[str, Any]:
        line = self._line()
        line.request("GET", "/ready/", headers={"Host": f"localhost:{self.port}"})
        ready = line.getresponse()
        words = ready.read()
        if ready.status == 503:
            raise AskAgainError
        body = json.loads(words)
        cookie = (ready.getheader("Set-Cookie") or "").split(";")[0]
        content = urlencode(form | {"csrfmiddlewaretoken": body["csrf"]}, doseq=True)
        head = {
            "Host": f"localhost:{self.port}",
            "Content-Type": "application/x-www-form-urlencoded",
            "Accept": "application/json",
            "X-Xiezhi-Outbox": "1",
            "Cookie": cookie,
        }
        self.meanwhile("form")
        line.request("POST", "/", content, head)
        answer = line.getresponse()
        words = answer.read()
        if answer.status in {503, 507}:
            raise AskAgainError
        assert answer.status == 200, words.decode()
        receipt: dict[str, Any] = json.loads(words)["receipt"]
        return receipt

    def _ask(
        self, method: str, path: str, head: dict[str, str], body: bytes = b"", *, expected: int
    ) -> dict[str, str]:
        line = self._line()
        line.request(method, path, body, {"Host": f"localhost:{self.port}"} | TUS | head)
        answer = line.getresponse()
        words = answer.read()
        if answer.status in {409, 423, 503, 507}:
            raise AskAgainError
        assert answer.status == expected, (method, answer.status, words.decode())
        return dict(answer.getheaders())

    def _until_heard(self, ask: Callable[[], Any]) -> Any:
        while True:
            try:
                return ask()
            except (*LOST, AskAgainError):
                time.sleep(0.02)
                self.revive()

    def _line(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
