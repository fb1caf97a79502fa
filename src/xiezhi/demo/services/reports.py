"""Reports of the demo, sent from the phone page or entered by the office."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from xiezhi.demo.canvas import Dice
from xiezhi.demo.facts import departments, towns, units
from xiezhi.demo.schedule import Photo
from xiezhi.demo.services.cast import Cast, demo_key
from xiezhi.demo.stories import PoolMessage, Reporting, Story
from xiezhi.demo.studio import Studio
from xiezhi.evidence.services.storing import IncomingFile
from xiezhi.intake.models import Report
from xiezhi.intake.rules.pool import PlaceSource
from xiezhi.intake.rules.submission import TOPICS, Contact, Place, Submission
from xiezhi.intake.services.entering import Entry, enter_report
from xiezhi.intake.services.receiving import receive_report
from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.law.sources import IntakeChannel

_TOPIC_KEYS: Final = {words: key for key, words in TOPICS.items()}
_NAMED: Final = frozenset({Reporting.NAMED, Reporting.CONFIDENTIAL})


def bring_in(
    item: Story | PoolMessage,
    pictures: Sequence[Photo],
    cast: Cast,
    studio: Studio,
    *,
    now: datetime,
) -> Report:
    """Bring one message of the tables into the pool by the way it came."""
    submission = _submission(item)
    photos = [file_of(photo, studio) for photo in pictures]
    if item.channel is IntakeChannel.SNAP:
        received = receive_report(
            submission=submission,
            photos=photos,
            office=cast.office,
            acting=_sender(item, cast),
            now=now,
        )
        return received.report
    number = item.grid_number
    entry = Entry(
        submission=submission,
        channel=item.channel,
        photos=photos,
        supporter_id=None if number is None else cast.member_id(number),
        title=_title(item),
        external_number=f"演示-{item.key}" if item.channel is IntakeChannel.HOTLINE_12345 else "",
    )
    return enter_report(
        entry=entry,
        office=cast.office,
        acting=cast.staff[registrar(item.key)],
        now=now,
    )


def registrar(key: str) -> str:
    """Return the sign-in name of whoever enters, screens and registers this message."""
    clerks = ("zl01", "zl02", "zl03", "sjy01", "lly01")
    return clerks[Dice(key, "registrar").whole(0, len(clerks) - 1)]


def file_of(photo: Photo, studio: Studio) -> IncomingFile:
    """Return a photo as a file at the door."""
    return IncomingFile(name=photo.name, data=studio.jpeg(photo))


def _sender(item: Story | PoolMessage, cast: Cast) -> Actor:
    if item.grid_number is not None:
        return cast.members[item.grid_number]
    return Actor(kind=ActorKind.PUBLIC, procuratorate_id=cast.office.id)


def _submission(item: Story | PoolMessage) -> Submission:
    reporting = item.reporting
    topics = (_TOPIC_KEYS[item.topic],) if isinstance(item, Story) else ()
    latitude, longitude = item.position
    is_placed = bool(item.place) and reporting is not Reporting.OFFICE
    return Submission(
        submission_key=demo_key("report", item.key),
        words=item.words,
        topics=topics,
        place=Place(
            town=towns()[item.town].name,
            words=item.place,
            latitude=latitude if is_placed else None,
            longitude=longitude if is_placed else None,
            source=PlaceSource.MANUAL if is_placed else PlaceSource.NONE,
        ),
        is_urgent=isinstance(item, Story) and item.urgent,
        contact=_contact(item) if reporting in _NAMED else None,
        wants_secrecy=reporting is Reporting.CONFIDENTIAL,
        consents_to_position=is_placed,
    )


def _contact(item: Story | PoolMessage) -> Contact:
    number = Dice(item.key, "telephone").whole(0, 9999)
    return Contact(phone=f"1370000{number:04d}")


def _title(item: Story | PoolMessage) -> str:
    if not isinstance(item, Story) or not item.source_unit:
        return ""
    bodies = {key: unit.short for key, unit in units().items()}
    bodies |= {row.key: row.name for row in departments()}
    return f"{bodies[item.source_unit]}：{item.title}"
