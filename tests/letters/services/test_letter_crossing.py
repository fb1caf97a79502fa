"""Letters across the zones: the inner zone's word stands, the unit's answer is never lost."""

import hashlib
import io
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import IO, Any
from uuid import uuid4

import pytest

from tests.cast import make_unit
from tests.evidence.papers import pdf
from tests.leads.desk import Office
from tests.leads.letters import received, sent
from xiezhi.evidence.rules.crossing import CrossedFile
from xiezhi.kernel.actor import system_actor
from xiezhi.kernel.errors import InvalidInputError
from xiezhi.letters.models import Letter, LetterReply
from xiezhi.letters.rules.crossing import CrossedLetter, CrossedReceipt, CrossedReply
from xiezhi.letters.rules.replies import Measure
from xiezhi.letters.selectors.crossing import letters_to_carry
from xiezhi.letters.services.crossing import take_letter, take_receipt, take_reply
from xiezhi.letters.services.sending import withdraw_letter
from xiezhi.notifications.models import Message

SENT_AT = datetime.fromisoformat("2026-11-20T02:00:00+00:00")


def nothing(_sha256: bytes) -> IO[bytes]:
    raise AssertionError("no file comes along")


def shown(**changes: Any) -> CrossedLetter:
    letter = CrossedLetter(
        id=uuid4(),
        unit_id=uuid4(),
        kind="referral",
        paper_name="",
        state="sent",
        title="关于移送取水设施损坏问题的函",
        body="请依法处理。",
        contact_words="",
        office_number="达检函〔2026〕17号",
        dated_on=date(2026, 11, 19),
        asks_reply=True,
        sent_at=SENT_AT,
        served_on=None,
        limit_kind="own",
        limit_length=30,
        limit_unit="day",
        limit_basis="本院规定第3条",
        reply_due_on=None,
        is_reply_due_provisional=False,
        rectification_due_on=None,
        may_object=False,
        objection_days=None,
        objection_until=None,
        objected_on=None,
        replied_at=None,
        withdrawn_at=None,
        set_aside="",
        set_aside_on=None,
        set_aside_number="",
        files=(),
    )
    return replace(letter, **changes)


def answered(letter: Letter, at: datetime, **changes: Any) -> CrossedReply:
    digest = hashlib.sha256(pdf()).digest()
    file = CrossedFile(
        id=uuid4(),
        kind="paper",
        media_type="application/pdf",
        original_name="复函.pdf",
        sha256=digest,
        size_bytes=len(pdf()),
        stored=digest,
        is_sealed=False,
        shared=None,
        thumbnail=None,
        width=None,
        height=None,
        duration_s=None,
        received_at=at,
    )
    reply = CrossedReply(
        id=uuid4(),
        letter_id=letter.id,
        words="已清运完毕",
        measures=(Measure(words="清运"),),
        conclusion="mended",
        reply_number="达水函〔2026〕18号",
        dated_on=at.date(),
        entered_by_label="水利局联络员",
        submitted_at=at,
        parts=("letter",),
        files=(file,),
    )
    return replace(reply, **changes)


def paper(_sha256: bytes) -> IO[bytes]:
    return io.BytesIO(pdf())


class TestOutside:
    def test_a_new_letter_is_told_to_its_unit_and_is_a_matter_of_its_own(
        self, scope: Any, now: datetime
    ) -> None:
        letter = shown(unit_id=make_unit().id)
        kept = take_letter(letter=letter, open_blob=nothing, acting=system_actor(scope.id), now=now)
        assert (kept.matter_id, kept.matter_label, kept.written_by_id) == (letter.id, "", None)
        assert Message.objects.filter(kind="letters.sent").count() == 1

    def test_what_the_unit_answered_meanwhile_stays_answered(
        self, scope: Any, now: datetime
    ) -> None:
        letter, acting = shown(unit_id=make_unit().id), system_actor(scope.id)
        take_letter(letter=letter, open_blob=nothing, acting=acting, now=now)
        Letter.objects.filter(id=letter.id).update(state="replied", replied_at=now)
        served = replace(letter, state="served", served_on=date(2026, 11, 21))
        kept = take_letter(letter=served, open_blob=nothing, acting=acting, now=now)
        assert (kept.state, kept.served_on, kept.replied_at) == ("replied", date(2026, 11, 21), now)

    def test_a_withdrawn_letter_disappears_even_when_answered_meanwhile(
        self, scope: Any, now: datetime
    ) -> None:
        letter, acting = shown(unit_id=make_unit().id), system_actor(scope.id)
        take_letter(letter=letter, open_blob=nothing, acting=acting, now=now)
        Letter.objects.filter(id=letter.id).update(state="replied", replied_at=now)
        gone = replace(letter, state="withdrawn", withdrawn_at=now)
        kept = take_letter(letter=gone, open_blob=nothing, acting=acting, now=now)
        assert kept.withdrawn_at == now

    @pytest.mark.parametrize("change", [{"kind": "order"}, {"state": "draft"}, {"title": ""}])
    def test_what_no_office_sends_is_refused(
        self, scope: Any, now: datetime, change: dict[str, Any]
    ) -> None:
        letter = shown(unit_id=make_unit().id, **change)
        with pytest.raises(InvalidInputError):
            take_letter(letter=letter, open_blob=nothing, acting=system_actor(scope.id), now=now)

    def test_a_letter_does_not_change_units(self, scope: Any, now: datetime) -> None:
        letter, acting = shown(unit_id=make_unit().id), system_actor(scope.id)
        take_letter(letter=letter, open_blob=nothing, acting=acting, now=now)
        other = replace(letter, unit_id=make_unit("旗住建局").id)
        with pytest.raises(InvalidInputError):
            take_letter(letter=other, open_blob=nothing, acting=acting, now=now)


class TestInside:
    def test_a_letter_brings_the_limit_that_would_run(self, desk: Office) -> None:
        sent(desk)
        (given,) = letters_to_carry(desk.now.date())
        assert given.limit_length > 0
        assert (given.reply_due_on, len(given.files)) == (None, 1)

    def test_a_click_is_service_from_its_own_day_only_with_consent(self, desk: Office) -> None:
        _, letter = sent(desk, consented_on=date(2026, 1, 5))
        clicked = desk.now - timedelta(days=1)
        taken = take_receipt(receipt=receipt(letter, clicked), acting=desk.clerk, now=desk.now)
        assert (taken.served_on, taken.service_way) == (date(2026, 11, 24), "electronic")

    def test_a_click_without_consent_is_no_service(self, desk: Office) -> None:
        _, letter = sent(desk)
        taken = take_receipt(receipt=receipt(letter, desk.now), acting=desk.clerk, now=desk.now)
        assert (taken.served_on, taken.received_by_label) == (None, "水利局联络员")

    def test_a_reply_is_received_on_the_day_it_was_submitted(self, desk: Office) -> None:
        _, letter = sent(desk)
        submitted = desk.now - timedelta(days=2)
        reply = take_reply(
            reply=answered(letter, submitted), open_blob=paper, acting=desk.clerk, now=desk.now
        )
        letter.refresh_from_db()
        assert (reply.received_on, letter.state) == (date(2026, 11, 23), "replied")
        assert letter.replied_at == submitted

    def test_a_reply_to_a_letter_withdrawn_meanwhile_is_kept(self, desk: Office) -> None:
        _, letter = sent(desk)
        withdraw_letter(letter_id=letter.id, reason="另行发函", acting=desk.handler, now=desk.now)
        take_reply(
            reply=answered(letter, desk.now), open_blob=paper, acting=desk.clerk, now=desk.now
        )
        letter.refresh_from_db()
        assert (letter.state, LetterReply.objects.filter(letter=letter).count()) == ("withdrawn", 1)

    @pytest.mark.parametrize(
        "change",
        [
            pytest.param({"conclusion": "perhaps"}, id="unknown-conclusion"),
            pytest.param({"parts": ("other",)}, id="no-paper"),
            pytest.param({"parts": ()}, id="parts-missing"),
            pytest.param({"words": " "}, id="no-words"),
            pytest.param({"measures": (Measure(words="清运"),) * 21}, id="too-many-measures"),
            pytest.param({"dated_on": date(2026, 12, 31)}, id="dated-later"),
        ],
    )
    def test_a_reply_the_portal_would_not_take_is_refused(
        self, desk: Office, change: dict[str, Any]
    ) -> None:
        _, letter = sent(desk)
        reply = answered(letter, desk.now, **change)
        with pytest.raises(InvalidInputError):
            take_reply(reply=reply, open_blob=paper, acting=desk.clerk, now=desk.now)

    def test_who_deals_with_it_may_be_named_later(self, desk: Office) -> None:
        _, letter = sent(desk)
        received(desk, letter)
        named = replace(receipt(letter, desk.now), unit_section="法规科")
        taken = take_receipt(receipt=named, acting=desk.clerk, now=desk.now)
        assert taken.unit_section == "法规科"


def receipt(letter: Letter, at: datetime) -> CrossedReceipt:
    return CrossedReceipt(
        id=letter.id,
        received_at=at,
        received_by_label="水利局联络员",
        unit_section="",
        unit_contact="",
        unit_telephone="",
    )
