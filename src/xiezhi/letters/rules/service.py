"""送达: ways of service, and what each must show."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from xiezhi.kernel.errors import InvalidInputError, RuleRefusedError


class ServiceWay(StrEnum):
    """送达方式."""

    DIRECT = "direct"
    ANNOUNCED = "announced"
    RETAINED = "retained"
    POST = "post"
    EXCHANGE = "exchange"
    ELECTRONIC = "electronic"


SERVICE_LABELS: Final = {
    ServiceWay.DIRECT: "直接送达",
    ServiceWay.ANNOUNCED: "宣告送达",
    ServiceWay.RETAINED: "留置送达",
    ServiceWay.POST: "邮寄送达",
    ServiceWay.EXCHANGE: "公文交换",
    ServiceWay.ELECTRONIC: "电子送达",
}
CONSENT_BASIS: Final = "民事诉讼法第90条"
_NOTE_CODES: Final = {
    ServiceWay.RETAINED: "letters.retained_needs_reason",
    ServiceWay.ANNOUNCED: "letters.announced_needs_place",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """How a paper was served.

    Attributes:
        served_on: the day of the signature on the 送达回证; the unit's time runs from it.
        signed_for_by: 签收人·职务, as signed.
        note: reason and witness of a retained service, place and witness of an announced one.
        tracking_number: of the post office.
    """

    way: ServiceWay
    served_on: date
    signed_for_by: str = ""
    note: str = ""
    tracking_number: str = ""


def check_service(
    service: Service, *, has_receipt: bool, has_consent: bool, sealed_on: date | None, today: date
) -> None:
    """Refuse a service that does not prove itself.

    Raises:
        InvalidInputError: ``letters.day_in_future``, ``letters.served_before_sealed``,
            ``letters.receipt_missing``, ``letters.no_signatory``, ``letters.no_tracking_number``,
            ``letters.retained_needs_reason``, ``letters.announced_needs_place``.
        RuleRefusedError: ``letters.no_consent``: electronic service without consent on file.
    """
    if service.served_on > today:
        raise InvalidInputError("letters.day_in_future")
    if sealed_on is not None and service.served_on < sealed_on:
        raise InvalidInputError("letters.served_before_sealed")
    if service.way is ServiceWay.ELECTRONIC and not has_consent:
        raise RuleRefusedError("letters.no_consent", basis=CONSENT_BASIS)
    if service.way is not ServiceWay.ELECTRONIC:
        _check_on_paper(service, has_receipt=has_receipt)


def _check_on_paper(service: Service, *, has_receipt: bool) -> None:
    if not has_receipt:
        raise InvalidInputError("letters.receipt_missing")
    if service.way in _NOTE_CODES and not service.note.strip():
        raise InvalidInputError(_NOTE_CODES[service.way])
    if service.way is ServiceWay.POST and not service.tracking_number.strip():
        raise InvalidInputError("letters.no_tracking_number")
    if service.way is not ServiceWay.RETAINED and not service.signed_for_by.strip():
        raise InvalidInputError("letters.no_signatory")
