"""The demo's superior: an installation elsewhere, of which only packages are seen."""

import io
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Final
from uuid import UUID, uuid4

from xiezhi.exchange.rules.acceptance import Known
from xiezhi.exchange.rules.items import Item, in_order
from xiezhi.exchange.rules.manifest import ItemEntry, Manifest, Party, write_manifest
from xiezhi.exchange.rules.parts import Signed, Source, measure_parts, signed_text, write_part
from xiezhi.exchange.rules.signing import KEY_BYTES, Ed25519Signer, PeerCard

NAME: Final = "上级检察院（演示推演）"
_ONE_PART: Final = 10**6
_REVIEWED_AFTER: Final = timedelta(minutes=30)


def _signer() -> Ed25519Signer:
    """Return a key nobody keeps: what is trusted in the demo cannot be signed with again."""
    return Ed25519Signer(secrets.token_bytes(KEY_BYTES))


@dataclass(slots=True)
class Superior:
    """Signs packages for the demo's first office while it is being loaded."""

    office_id: UUID = field(default_factory=uuid4)
    installation_id: UUID = field(default_factory=uuid4)
    signer: Ed25519Signer = field(default_factory=_signer)
    sequence: int = 0

    @property
    def card(self) -> PeerCard:
        """Return what the office trusts."""
        return PeerCard(
            office_id=self.office_id,
            installation_id=self.installation_id,
            name=NAME,
            algorithm=self.signer.algorithm,
            public_key=self.signer.public_key,
        )

    def package(self, items: Sequence[Item], *, to: Known, name: str, at: datetime) -> bytes:
        """Return a package of one part, sealed at an instant under the next number."""
        self.sequence += 1
        ordered = in_order(list(items))
        sources = [
            Source(size_bytes=len(item.content), open=partial(io.BytesIO, item.content))
            for item in ordered
        ]
        manifest = self._manifest(ordered, to=to, name=name, at=at)
        manifest = replace(manifest, parts=measure_parts(sources, piece_limit=_ONE_PART))
        content = write_manifest(manifest)
        signed = Signed(manifest=content, signature=self.signer.sign(signed_text(content)))
        return b"".join(write_part(signed, manifest, sources, 1))

    def _manifest(self, items: Sequence[Item], *, to: Known, name: str, at: datetime) -> Manifest:
        return Manifest(
            package=uuid4(),
            sequence=self.sequence,
            void=(),
            algorithm=self.signer.algorithm,
            sender=Party(
                office=self.office_id,
                installation=self.installation_id,
                fingerprint=self.card.fingerprint,
                name=NAME,
            ),
            receiver=Party(
                office=to.office_id,
                installation=to.installation_id,
                fingerprint=to.fingerprint,
                name=name,
            ),
            created_at=at - _REVIEWED_AFTER,
            exported_by="上级院书记员01",
            reviewed_by="上级院案管01",
            reviewed_at=at,
            medium=f"上级院演示光盘 {at:%Y}-{self.sequence:02}",
            items=tuple(_entry(item) for item in items),
            files=(),
            parts=(),
        )


def _entry(item: Item) -> ItemEntry:
    return ItemEntry(
        kind=item.kind,
        object_id=item.object_id,
        version=item.version,
        digest=item.digest,
        size_bytes=len(item.content),
    )
