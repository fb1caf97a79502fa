"""书面回复: from the portal or from paper, complete or refused, once."""

from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

import pytest

from tests.cast import make_unit, make_unit_actor
from tests.leads.desk import Office
from tests.leads.letters import LETTER, REPLY, answered, entered, received, sent, served, unit_of
from xiezhi.kernel.errors import ConflictError, InvalidInputError, NotFoundError
from xiezhi.letters.models import LetterReply
from xiezhi.letters.rules.queues import Box
from xiezhi.letters.rules.replies import ReplyDraft
from xiezhi.letters.selectors.portal import count_boxes, get_unit_letter, list_unit_letters
from xiezhi.letters.services.replies import (
    ReplyPaper,
    record_paper_reply,
    save_reply_draft,
    submit_reply,
)
from xiezhi.letters.services.sending import confirm_receipt, withdraw_letter

DAY = date(2026, 11, 25)


class TestReply:
    def test_draft_in_the_portal_becomes_the_reply(self, desk: Office) -> None:
        _, letter = sent(desk)
        acting = unit_of(letter)
        save_reply_draft(
            letter_id=letter.id, draft=ReplyDraft(words="正在"), acting=acting, now=desk.now
        )
        reply = answered(desk, letter, acting)
        assert (reply.way, reply.received_on) == ("portal", DAY)
        assert LetterReply.objects.count() == 1

    def test_paper_gives_way_to_what_the_unit_had_begun(self, desk: Office) -> None:
        _, letter = sent(desk)
        save_reply_draft(
            letter_id=letter.id,
            draft=ReplyDraft(words="正在"),
            papers=LETTER,
            acting=unit_of(letter),
            now=desk.now,
        )
        reply = entered(desk, letter)
        assert (reply.way, reply.entered_by_label, reply.files.count()) == (
            "entered",
            "书记员01",
            1,
        )
        assert LetterReply.objects.count() == 1

    def test_paper_reply_is_entered_though_the_receipt_is_not_back(self, desk: Office) -> None:
        _, letter = sent(desk)
        entered(desk, letter)
        letter.refresh_from_db()
        assert (letter.state, letter.served_on) == ("replied", None)

    @pytest.mark.parametrize(
        ("draft", "papers", "part"),
        [
            pytest.param(replace(REPLY, words=""), LETTER, "words", id="内容"),
            pytest.param(replace(REPLY, conclusion=None), LETTER, "conclusion", id="答复结论"),
            pytest.param(replace(REPLY, reply_number=""), LETTER, "reply_number", id="回复文号"),
            pytest.param(replace(REPLY, dated_on=None), LETTER, "dated_on", id="落款日期"),
            pytest.param(REPLY, (), "letter", id="盖章扫描件"),
        ],
    )
    @pytest.mark.parametrize("way", ["portal", "paper"])
    def test_reply_lacking_a_part_is_refused_either_way(  # one row, each value named
        self,
        desk: Office,
        draft: ReplyDraft,
        papers: tuple[ReplyPaper, ...],
        part: str,
        way: str,
    ) -> None:
        _, letter = sent(desk)
        common: dict[str, Any] = {
            "letter_id": letter.id,
            "draft": draft,
            "papers": papers,
            "now": desk.now,
        }
        by_unit = partial(submit_reply, **common, acting=unit_of(letter))
        by_clerk = partial(record_paper_reply, **common, received_on=DAY, acting=desk.clerk)
        with pytest.raises(InvalidInputError) as refused:
            (by_unit if way == "portal" else by_clerk)()
        assert refused.value.params["part"] == part

    def test_letter_is_answered_once(self, desk: Office) -> None:
        _, letter = sent(desk)
        entered(desk, letter)
        with pytest.raises(ConflictError, match="already_replied"):
            answered(desk, letter)


class TestPortal:
    def test_unit_sees_its_letters_and_nothing_of_the_lead(self, desk: Office) -> None:
        lead, letter = sent(desk)
        shown = str(get_unit_letter(unit_of(letter), letter.id, DAY))
        for hidden in (str(lead.id), lead.title, "网格员07", f"{lead.year}-{lead.number}"):
            assert hidden not in shown

    def test_other_unit_does_not_find_the_letter(self, desk: Office) -> None:
        _, letter = sent(desk)
        other = make_unit_actor(make_unit("旗住建局"))
        assert list_unit_letters(other, Box.ALL, DAY) == ()
        with pytest.raises(NotFoundError):
            get_unit_letter(other, letter.id, DAY)

    def test_cards_of_the_portal_count(self, desk: Office) -> None:
        _, letter = sent(desk)
        acting = unit_of(letter)
        counts = count_boxes(acting, DAY)
        assert (counts[Box.TO_CONFIRM], counts[Box.TO_REPLY]) == (1, 0)

    def test_unit_sees_the_limit_counted_from_service(self, desk: Office) -> None:
        _, letter = sent(desk)
        acting = unit_of(letter)
        assert get_unit_letter(acting, letter.id, DAY).letter.reply_due_on is None
        served(desk, letter)
        shown = get_unit_letter(acting, letter.id, DAY).letter
        assert (shown.reply_due_on, shown.limit.served_on) == (
            date(2026, 12, 24),
            date(2026, 11, 24),
        )

    def test_words_of_who_deals_with_it_are_kept(self, desk: Office) -> None:
        _, letter = sent(desk)
        found = received(desk, letter, section="河湖股", contact="联络员01")
        assert (found.unit_section, found.received_by_label) == ("河湖股", "联络员01")

    def test_withdrawn_letter_is_gone_for_the_unit(self, desk: Office) -> None:
        _, letter = sent(desk)
        withdraw_letter(letter_id=letter.id, reason="主送有误", acting=desk.handler, now=desk.now)
        with pytest.raises(NotFoundError):
            confirm_receipt(letter_id=letter.id, acting=unit_of(letter), now=desk.now)
