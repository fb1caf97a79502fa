"""A telephone that speaks tus."""

import base64
import hashlib
from typing import Any

from django.test import Client

PART = "application/offset+octet-stream"


class Telephone:
    """Sends files by parts through Django's test client."""

    def __init__(self) -> None:
        self.client = Client(headers={"host": "localhost"})
        self.strict = Client(headers={"host": "localhost"}, enforce_csrf_checks=True)

    def announce(self, data: bytes, *, kind: str = "photo", sha256: str | None = None) -> Any:
        digest = hashlib.sha256(data).hexdigest() if sha256 is None else sha256
        pairs = {"kind": kind, "filename": "IMG_0001.jpg", "sha256": digest}
        coded = (
            f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in pairs.items()
        )
        return self.strict.post(
            "/tus/",
            content_type="",
            headers={
                "Tus-Resumable": "1.0.0",
                "Upload-Length": str(len(data)),
                "Upload-Metadata": ",".join(coded),
            },
        )

    def patch(self, address: str, part: bytes, offset: int, **headers: str) -> Any:
        return self.strict.patch(
            address,
            part,
            content_type=PART,
            headers={"Tus-Resumable": "1.0.0", "Upload-Offset": str(offset)} | headers,
        )

    def ask(self, address: str) -> Any:
        return self.client.head(address, headers={"Tus-Resumable": "1.0.0"})

    def give_up(self, address: str) -> Any:
        return self.client.delete(address, headers={"Tus-Resumable": "1.0.0"})

    def upload(self, data: bytes, *, kind: str = "photo", part_bytes: int = 4096) -> str:
        """Send a file whole; return the secret of its address."""
        address = self.announce(data, kind=kind)["Location"]
        for offset in range(0, len(data), part_bytes):
            answer = self.patch(address, data[offset : offset + part_bytes], offset)
            assert answer.status_code == 204, answer.content.decode()
        return str(address.strip("/").split("/")[-1])

    def report(self, key: str, tokens: list[str], **fields: object) -> Any:
        data = {"submission_key": key, "contact_mode": "anonymous", "uploads": tokens}
        return self.client.post(
            "/",
            data | fields,
            headers={"accept": "application/json", "x-xiezhi-outbox": "1"},
        )
