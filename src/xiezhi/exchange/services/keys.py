"""The office's own key and name in this installation, made on first use."""

import secrets
from pathlib import Path
from typing import Final
from uuid import UUID, uuid4

from django.conf import settings

from xiezhi.accounts.models import Procuratorate
from xiezhi.exchange.rules.acceptance import Known
from xiezhi.exchange.rules.signing import KEY_BYTES, Ed25519Signer, PeerCard, Signer, fingerprint
from xiezhi.infra.folders import kept_once

FOLDER: Final = "exchange"


def exchange_signer(slug: str) -> Signer:
    """Return what signs the office's packages here: ``keys/exchange/<slug>.key``."""
    content = kept_once(_path(f"{slug}.key"), secrets.token_bytes(KEY_BYTES))
    return Ed25519Signer(content)


def installation_id(slug: str) -> UUID:
    """Return what tells this installation of the office from its others."""
    return UUID(bytes=kept_once(_path(f"{slug}.id"), uuid4().bytes))


def own_card(office: Procuratorate) -> PeerCard:
    """Return what the other side has to trust."""
    signer = exchange_signer(office.slug)
    return PeerCard(
        office_id=office.id,
        installation_id=installation_id(office.slug),
        name=office.short_name,
        algorithm=signer.algorithm,
        public_key=signer.public_key,
        identity_key=bytes(office.identity_public_key),
    )


def ourselves(office: Procuratorate) -> Known:
    """Return this side as packages name it."""
    signer = exchange_signer(office.slug)
    return Known(
        office_id=office.id,
        installation_id=installation_id(office.slug),
        fingerprint=fingerprint(signer.algorithm, signer.public_key),
    )


def _path(name: str) -> Path:
    return Path(settings.XIEZHI_KEYS) / FOLDER / name
