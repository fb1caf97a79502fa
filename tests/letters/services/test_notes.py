"""Notes of contacts: calls and talks kept with a letter and with its matter."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.cast import make_report, make_unit
from tests.leads.desk import Office
from tests.leads.letters import ISSUE, drafted, sealing, sent, text_to
from xiezhi.kernel.errors import (
    InvalidInputError,
    RuleRefusedError,
)
from xiezhi.kernel.matters import MatterKind
from xiezhi.letters.models import Letter
from xiezhi.letters.rules.notes import NoteKind
from xiezhi.letters.services.issuing import (
    register_paper,
)
from xiezhi.letters.services.notes import NoteText, note_on_letter, note_on_matter

DAY = date(2026, 11, 25)


def draft(desk: Office, **changes: Any) -> Letter:
    return drafted(desk, desk.refer(), **changes)


class TestNotes:
    NOTE = NoteText(
        kind=NoteKind.URGE_CALL,
        party="旗水利局河湖股",
        telephone="0477-5200001",
        words="催问回复，对方称本周内寄出",
        spoken_at=None,  # type: ignore[arg-type]  # each test says when
    )

    def test_note_on_a_letter_hangs_on_its_matter_too(self, desk: Office) -> None:
        lead, letter = sent(desk)
        note = note_on_letter(
            letter_id=letter.id,
            note=replace(self.NOTE, spoken_at=desk.now),
            acting=desk.handler,
            now=desk.now,
        )
        assert (note.letter_id, note.matter_id, note.matter_kind) == (letter.id, lead.id, "lead")

    def test_report_of_the_pool_takes_calls(self, desk: Office) -> None:
        report = make_report(desk.now)
        note = note_on_matter(
            matter_kind=MatterKind.REPORT,
            matter_id=report.id,
            note=replace(self.NOTE, kind=NoteKind.CALL, spoken_at=desk.now),
            acting=desk.clerk,
            now=desk.now,
        )
        assert note.matter_label == f"反映信息 {report.code}"

    def test_no_letter_is_written_about_a_report(self, desk: Office) -> None:
        report = make_report(desk.now)
        with pytest.raises(RuleRefusedError, match="only_on_a_lead"):
            register_paper(
                matter_kind=MatterKind.REPORT,
                matter_id=report.id,
                text=text_to(make_unit()),
                issue=ISSUE,
                sealing=sealing(),
                acting=desk.clerk,
                now=desk.now,
            )

    @pytest.mark.parametrize(
        ("changes", "code"),
        [
            pytest.param({"party": " "}, "no_party", id="对方"),
            pytest.param({"words": " "}, "no_words", id="说了什么"),
        ],
    )
    def test_note_lacking_a_part_is_refused(
        self, desk: Office, changes: dict[str, str], code: str
    ) -> None:
        _, letter = sent(desk)
        note = replace(self.NOTE, spoken_at=desk.now, **changes)  # type: ignore[arg-type]  # texts only
        with pytest.raises(InvalidInputError, match=code):
            note_on_letter(letter_id=letter.id, note=note, acting=desk.handler, now=desk.now)

    def test_call_in_the_future_is_refused(self, desk: Office) -> None:
        _, letter = sent(desk)
        note = replace(self.NOTE, spoken_at=desk.now.replace(year=2027))
        with pytest.raises(InvalidInputError, match="day_in_future"):
            note_on_letter(letter_id=letter.id, note=note, acting=desk.handler, now=desk.now)
