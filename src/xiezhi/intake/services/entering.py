"""A report entered by staff: from a telephone, a letter, a visit, a chat or another office."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError

from xiezhi.accounts.models import Procuratorate
from xiezhi.accounts.rules.rights import Action, require
from xiezhi.evidence.rules.kinds import MediaKind
from xiezhi.evidence.services.storing import IncomingFile, check_files
from xiezhi.intake.models import Report
from xiezhi.intake.rules.pool import ReporterGrade
from xiezhi.intake.rules.submission import Submission, check_enough, content_hash
from xiezhi.intake.services._building import Arrival, add_report, cleaned, cut, seal_contact
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import ConflictError
from xiezhi.language.cleaning import clean_line
from xiezhi.law.sources import IntakeChannel
from xiezhi.ledger.services.acts import act


def enter_report(  # noqa: PLR0913  # one form, all of it
    *,
    submission: Submission,
    channel: IntakeChannel,
    photos: Sequence[IncomingFile] = (),
    supporter_id: UUID | None = None,
    title: str = "",
    external_number: str = "",
    office: Procuratorate,
    acting: Actor,
    now: datetime,
) -> Report:
    """Put what somebody said or wrote into the pool; the registrar 录入人 is the actor.

    ``supporter_id`` names a grid member on duty, unless secrecy is wanted; any other contact is
    sealed.

    Raises:
        InvalidInputError: the codes of `check_enough` and of evidence.
        ConflictError: ``intake.already_entered``: same submission or external number.
    """
    submission = cleaned(submission)
    check_enough(submission, photos=len(photos), voices=0)
    checked = check_files(MediaKind.PHOTO, photos)
    digest = content_hash(submission, [file.sha256 for file in checked])
    is_duty = supporter_id is not None and not submission.wants_secrecy
    arrival = Arrival(
        channel=channel,
        grade=ReporterGrade.DUTY if is_duty else ReporterGrade.SECRET,
        received_at=now if is_duty else cut(now),
        digest=digest,
        supporter_id=supporter_id if is_duty else None,
        entered_by_id=acting.id,
        external_number=clean_line(external_number, limit=60),
        title=clean_line(title, limit=200),
    )
    try:
        with act(acting=acting, now=now) as record:
            require(acting, Action.REGISTER_LEAD)
            report = add_report(submission, checked, arrival, office)
            if submission.contact is not None and not is_duty:
                seal_contact(submission, report, office, now)
            record(
                "intake.enter",
                "report",
                report.id,
                after={"code": report.code, "channel": channel, "content": digest.hex()},
            )
    except IntegrityError as error:
        raise ConflictError("intake.already_entered") from error
    return report
