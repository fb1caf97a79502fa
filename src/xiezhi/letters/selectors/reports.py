"""The door to reports of the pool: they take calls, and no letters go out about them."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from xiezhi.intake.selectors.access import access_report
from xiezhi.intake.selectors.visible import list_visible_report_ids
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import RuleRefusedError
from xiezhi.kernel.matters import Matter, MatterKind
from xiezhi.letters.rules.kinds import LetterKind
from xiezhi.letters.selectors.matters import MatterDoor, register_matters


def open_door() -> None:
    """Register the door."""
    register_matters(
        MatterKind.REPORT,
        MatterDoor(
            visible_ids=_visible_ids,
            access=_access,
            may_go_out=_may_go_out,
            check_words=_check_words,
        ),
    )


def _visible_ids(acting: Actor) -> "QuerySet[Any, Any]":
    return list_visible_report_ids(acting)


def _access(acting: Actor, report_id: UUID) -> Matter:
    report = access_report(acting, report_id)
    return Matter(kind=MatterKind.REPORT, id=report.id, label=f"反映信息 {report.code}")


def _may_go_out(_report_id: UUID, _kind: LetterKind) -> None:
    """A report is no matter to write letters about; it is registered as a lead first."""
    raise RuleRefusedError("letters.only_on_a_lead", basis="本院规定")


def _check_words(_report_id: UUID, _words: str) -> None:
    """Nothing goes out, so there is nothing to look at."""
