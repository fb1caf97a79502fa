"""What of exchange a person may see. Packages are seen by whoever exports, reviews or imports."""

from typing import Final
from uuid import UUID

from xiezhi.accounts.rules.rights import Action, may
from xiezhi.exchange.models import ExchangePackage, ExchangePeer
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import NotAllowedError, NotFoundError

PACKAGE_RIGHTS: Final = (Action.EXPORT_PACKAGE, Action.REVIEW_PACKAGE, Action.IMPORT_PACKAGE)


def require_packages(acting: Actor) -> None:
    """Refuse whoever has nothing to do with packages.

    Raises:
        NotAllowedError: ``accounts.no_right``.
    """
    if not any(may(acting, action) for action in PACKAGE_RIGHTS):
        raise NotAllowedError("accounts.no_right", action=Action.EXPORT_PACKAGE)


def access_package(acting: Actor, package_id: UUID, *, lock: bool = False) -> ExchangePackage:
    """Return a package.

    Raises:
        NotFoundError: ``exchange.no_package``.
    """
    packages = ExchangePackage.objects.filter(id=package_id)
    if lock:
        packages = packages.select_for_update(of=("self",))
    found: ExchangePackage | None = packages.select_related("peer").first()
    if found is None or not any(may(acting, action) for action in PACKAGE_RIGHTS):
        raise NotFoundError("exchange.no_package")
    return found


def access_peer(
    acting: Actor, peer_id: UUID, *, lock: bool = False, with_revoked: bool = False
) -> ExchangePeer:
    """Return a peer, unless its trust was taken back.

    Raises:
        NotFoundError: ``exchange.no_peer``.
    """
    peers = ExchangePeer.objects.select_for_update() if lock else ExchangePeer.objects.all()
    found: ExchangePeer | None = peers.filter(id=peer_id).first()
    may_know = any(may(acting, one) for one in (*PACKAGE_RIGHTS, Action.MANAGE_OFFICE))
    if found is None or not may_know or (found.revoked_at is not None and not with_revoked):
        raise NotFoundError("exchange.no_peer")
    return found
