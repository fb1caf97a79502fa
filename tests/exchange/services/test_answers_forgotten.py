"""What units and members answered goes when they need it no more, and the inner zone has it."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from tests.cast import make_grid_member, make_unit
from tests.exchange.services.test_forgetting import LATE, TERM, WORDS, peer, sent
from xiezhi.accounts.models import Procuratorate
from xiezhi.exchange.models import ExchangePackage, ExchangePeer
from xiezhi.exchange.rules.handlers import Crossed
from xiezhi.exchange.rules.items import ItemKind
from xiezhi.exchange.rules.procedure import PackageState
from xiezhi.exchange.selectors.peers import view_of
from xiezhi.exchange.services.forgetting import forget_answers, forget_package
from xiezhi.exchange.services.registry import SENDERS
from xiezhi.kernel.actor import Actor, system_actor
from xiezhi.kernel.clock import legal_day
from xiezhi.ledger.models import LedgerEntry
from xiezhi.ledger.services.acts import settle_entries
from xiezhi.letters.models import Letter, LetterReply
from xiezhi.supporters.models import Training, TrainingAttendance


@pytest.fixture
def by(scope: Procuratorate) -> Actor:
    return system_actor(scope.id)


@pytest.fixture
def part(scope: Procuratorate, now: datetime) -> TrainingAttendance:
    """A member's leave from a training that begins tomorrow."""
    training: Training = Training.objects.create(
        kind="pre_job",
        audience="grid_member",
        title="岗前培训",
        starts_at=now + timedelta(days=1),
        hours=2,
        is_required=True,
        state="planned",
        planned_at=now,
    )
    made: TrainingAttendance = TrainingAttendance.objects.create(
        training=training,
        supporter_id=make_grid_member().id,
        reply="leave",
        reply_words=WORDS,
        replied_at=now,
    )
    return made


@pytest.fixture
def reply(scope: Procuratorate, now: datetime) -> LetterReply:
    """A unit's reply from the portal to a letter that names no day of rectification."""
    letter = Letter.objects.create(
        kind="referral",
        state="replied",
        matter_kind="lead",
        matter_id=uuid4(),
        unit=make_unit(),
        title="关于取水设施损坏问题的函",
        asks_reply=True,
        written_at=now,
        sent_at=now,
        replied_at=now,
    )
    made: LetterReply = LetterReply.objects.create(
        letter=letter,
        words=WORDS,
        measures=[{"words": WORDS, "responsible": "", "due": "", "progress": ""}],
        conclusion="mended",
        reply_number="达消函〔2026〕31号",
        dated_on=legal_day(now),
        received_on=legal_day(now),
        way="portal",
        entered_by_label="消防联络员",
        at=now,
    )
    return made


def carried(kind: ItemKind, row: Any, now: datetime, **package: Any) -> ExchangePackage:
    """Have a thing acknowledged as it stands now."""
    to = peer(now)
    (item,) = SENDERS[kind].collect(peer=view_of(to), crossed=Crossed(), now=now)
    return sent(to, kind, row.id, now, digest=item.digest, **package)


def night(package: ExchangePackage, by: Actor, now: datetime) -> int:
    """Forget as the night job does; return how many answers."""
    forget_package(package_id=package.id, acting=by, now=now)
    return forget_answers(acting=by, now=now)


def said(row: Any) -> str:
    fresh = type(row).objects.get(id=row.id)
    return str(fresh.words if isinstance(fresh, LetterReply) else fresh.reply_words)


def test_the_reason_of_a_leave_goes_after_the_term_and_the_answer_stays(
    by: Actor, part: TrainingAttendance, now: datetime
) -> None:
    package = carried(ItemKind.TRAINING_REPLY, part, now)
    assert night(package, by, now + TERM) == 0
    assert night(package, by, now + LATE) == 1
    assert night(package, by, now + LATE) == 0
    kept = TrainingAttendance.objects.get(id=part.id)
    assert (kept.reply, kept.reply_words, kept.replied_at) == ("leave", "", now)
    view = view_of(ExchangePeer.objects.get())
    found = SENDERS[ItemKind.TRAINING_REPLY].collect(peer=view, crossed=Crossed(), now=now)
    assert list(found) == []


def test_a_leave_from_what_is_still_to_come_stays(
    by: Actor, part: TrainingAttendance, now: datetime
) -> None:
    Training.objects.update(starts_at=now + 2 * LATE)
    package = carried(ItemKind.TRAINING_REPLY, part, now)
    assert night(package, by, now + LATE) == 0
    Training.objects.update(state="cancelled")
    assert night(package, by, now + LATE) == 1


def test_a_reason_changed_since_it_was_carried_stays(
    by: Actor, part: TrainingAttendance, now: datetime
) -> None:
    package = carried(ItemKind.TRAINING_REPLY, part, now)
    TrainingAttendance.objects.filter(id=part.id).update(reply_words="另一个理由")
    assert night(package, by, now + LATE) == 0
    assert said(part) == "另一个理由"


@pytest.mark.parametrize(
    "package",
    [{"state": PackageState.SEALED}, {"state": PackageState.VOID}, {"waiting_there": 1}],
    ids=["only exported", "given up", "something waits inside"],
)
@pytest.mark.parametrize("kind", [ItemKind.TRAINING_REPLY, ItemKind.UNIT_REPLY])
def test_an_answer_not_acknowledged_whole_stays(
    by: Actor,
    part: TrainingAttendance,
    reply: LetterReply,
    now: datetime,
    kind: ItemKind,
    package: dict[str, Any],
) -> None:
    row = part if kind is ItemKind.TRAINING_REPLY else reply
    stays = carried(kind, row, now, **package)
    assert night(stays, by, now + LATE) == 0
    assert said(row) == WORDS


def test_a_reply_goes_and_number_day_and_conclusion_stay(
    by: Actor, reply: LetterReply, now: datetime
) -> None:
    package = carried(ItemKind.UNIT_REPLY, reply, now)
    assert night(package, by, now + LATE) == 1
    kept = LetterReply.objects.get(id=reply.id)
    assert (kept.words, kept.measures) == ("", [])
    assert (kept.reply_number, kept.dated_on) == (reply.reply_number, reply.dated_on)
    assert (kept.conclusion, kept.entered_by_label) == ("mended", "消防联络员")


def test_a_reply_stays_until_the_day_of_rectification_is_over(
    by: Actor, reply: LetterReply, now: datetime
) -> None:
    """The unit still works by the measures it promised."""
    day = legal_day(now + LATE)
    Letter.objects.filter(id=reply.letter_id).update(rectification_due_on=day)
    package = carried(ItemKind.UNIT_REPLY, reply, now)
    assert night(package, by, now + LATE) == 0
    assert night(package, by, now + LATE + timedelta(days=1)) == 1


def test_a_reply_to_a_paper_set_aside_is_needed_no_more(
    by: Actor, reply: LetterReply, now: datetime
) -> None:
    day = legal_day(now + 3 * LATE)
    Letter.objects.filter(id=reply.letter_id).update(
        rectification_due_on=day, set_aside="withdrawn", set_aside_on=legal_day(now)
    )
    package = carried(ItemKind.UNIT_REPLY, reply, now)
    assert night(package, by, now + LATE) == 1


@pytest.mark.parametrize("kind", [ItemKind.TRAINING_REPLY, ItemKind.UNIT_REPLY])
def test_the_database_forgets_no_answer_that_was_not_acknowledged(
    by: Actor, part: TrainingAttendance, reply: LetterReply, now: datetime, kind: ItemKind
) -> None:
    row: Any = part if kind is ItemKind.TRAINING_REPLY else reply
    with pytest.raises(IntegrityError, match="not acknowledged"), transaction.atomic():
        type(row).objects.filter(id=row.id).update(forgotten_at=now)


def test_the_ledger_names_what_was_forgotten(by: Actor, reply: LetterReply, now: datetime) -> None:
    package = carried(ItemKind.UNIT_REPLY, reply, now)
    night(package, by, now + LATE)
    settle_entries()
    acts = ["exchange.forget_answers", "letters.forget_reply"]
    assert set(LedgerEntry.objects.filter(act__in=acts).values_list("act", "object_id")) == {
        ("exchange.forget_answers", str(by.procuratorate_id)),
        (acts[1], str(reply.letter_id)),
    }
