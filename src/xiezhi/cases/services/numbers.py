"""2.0案号: the number the national system gave a case; the platform gives none of its own kind."""

from datetime import datetime
from uuid import UUID

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.cases.models import Case
from xiezhi.cases.selectors.access import access_case
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import ConflictError, InvalidInputError
from xiezhi.language.cleaning import clean_line
from xiezhi.language.paper_numbers import normalise_number
from xiezhi.ledger.services.acts import act


def record_case_number(*, case_id: UUID, number: str, acting: Actor, now: datetime) -> Case:
    """Enter the number of the national system; entering another corrects it.

    Raises:
        InvalidInputError: ``cases.no_national_number``.
        ConflictError: ``cases.national_number_in_use``: another case carries it.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.RECORD_DECISION)
        case = access_case(acting, case_id, lock=True)
        cleaned = normalise_number(clean_line(number, limit=60)).text[:60]
        if not cleaned:
            raise InvalidInputError("cases.no_national_number")
        if Case.objects.filter(national_number=cleaned).exclude(id=case.id).exists():
            raise ConflictError("cases.national_number_in_use", number=cleaned)
        before = case.national_number
        case.national_number = cleaned
        case.save(update_fields=["national_number"])
        record(
            "cases.record_national_number",
            "case",
            case.id,
            before={"number": before},
            after={"number": cleaned},
        )
    return case
