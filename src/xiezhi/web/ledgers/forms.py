"""What a ledger is asked for."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from typing_extensions import override

from xiezhi.accounts.selectors.office_settings import statistics_day
from xiezhi.accounts.selectors.people import list_departments
from xiezhi.cases.rules.measures import CaseMeasure
from xiezhi.cases.rules.states import STATE_LABELS as CASE_STATE_LABELS
from xiezhi.intake.rules.pool import POOL_LABELS
from xiezhi.law.sources import source_register
from xiezhi.leads.rules.measures import FeedbackMeasure, LeadMeasure, ReportMeasure
from xiezhi.leads.rules.procedure import STATE_LABELS
from xiezhi.leads.selectors.ledgers import LedgerFilter
from xiezhi.letters.rules.measures import LetterMeasure, ReplyMeasure
from xiezhi.letters.rules.procedure import STATE_LABELS as LETTER_STATE_LABELS
from xiezhi.letters.rules.replies import REPLY_LABELS
from xiezhi.proposals.rules.kinds import CHANNELS, PROPOSAL_KIND_LABELS
from xiezhi.proposals.rules.measures import ProposalMeasure
from xiezhi.proposals.rules.procedure import PROPOSAL_STATE_LABELS
from xiezhi.reporting.rules.ledgers import LedgerKind
from xiezhi.reporting.rules.periods import CUTOFF_DAYS, MONTH_END, year_so_far
from xiezhi.web.desk.pool_forms import area_choices, channel_choices, town_choices

FEEDBACK_STATE_LABELS: Final = {
    FeedbackMeasure.DONE: "已反馈",
    FeedbackMeasure.OVERDUE: "逾期未反馈",
    FeedbackMeasure.NOT_YET: "未到期",
}
_STATES: Final[dict[LedgerKind, dict[Any, str]]] = {
    LedgerKind.LEADS: dict(STATE_LABELS),
    LedgerKind.INFORMATION: dict(POOL_LABELS),
    LedgerKind.LETTERS: dict(LETTER_STATE_LABELS),
    LedgerKind.REPLIES: dict(REPLY_LABELS),
    LedgerKind.FEEDBACK: dict(FEEDBACK_STATE_LABELS),
    LedgerKind.CASES: dict(CASE_STATE_LABELS),
    LedgerKind.PROPOSALS: dict(PROPOSAL_STATE_LABELS),
}
_MEASURES: Final[dict[LedgerKind, frozenset[str]]] = {
    LedgerKind.LEADS: frozenset(LeadMeasure),
    LedgerKind.INFORMATION: frozenset(ReportMeasure),
    LedgerKind.LETTERS: frozenset(LetterMeasure),
    LedgerKind.REPLIES: frozenset(ReplyMeasure),
    LedgerKind.FEEDBACK: frozenset(FeedbackMeasure),
    LedgerKind.CASES: frozenset(CaseMeasure),
    LedgerKind.PROPOSALS: frozenset(ProposalMeasure),
}
# 0026 for 2026 passes for a date in every browser.
_YEARS: Final = range(2000, 2100)
_OF_LEADS: Final = frozenset({"department", "area", "town", "channel", "source"})
_FILTERS: Final[dict[LedgerKind, frozenset[str]]] = {
    LedgerKind.LEADS: _OF_LEADS,
    LedgerKind.INFORMATION: frozenset({"area", "town", "channel"}),
    LedgerKind.LETTERS: frozenset(),
    LedgerKind.REPLIES: frozenset(),
    LedgerKind.FEEDBACK: _OF_LEADS,
    LedgerKind.CASES: frozenset({"department", "area", "town"}),
    LedgerKind.PROPOSALS: frozenset({"department", "area", "channel"}),
}


def office_cutoff() -> int:
    """Return the day the office's statistical month ends on."""
    return statistics_day() or MONTH_END


def chosen_cutoff(asked: Mapping[str, Any]) -> int:
    """Return the 统计截止日 chosen on the page, else the office's."""
    given = str(asked.get("cutoff") or "")
    chosen = {str(day): day for day in CUTOFF_DAYS}
    return chosen.get(given) or office_cutoff()


def cutoff_words(day: int) -> str:
    """Return a 统计截止日 in words."""
    return _("月末") if day == MONTH_END else _("每月 %(day)s 日") % {"day": day}


def cutoff_choices() -> list[tuple[str, str]]:
    """Return the days a page may count by; the office's own stands first."""
    own = _("本院设定（%(day)s）") % {"day": cutoff_words(office_cutoff())}
    return [("", own), *((str(day), cutoff_words(day)) for day in CUTOFF_DAYS)]


def _day(label: Any) -> forms.DateField:  # noqa: ANN401  # a lazy text
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}))


class LedgerForm(forms.Form):
    """Period and filters; a first visit shows the statistical year so far."""

    kind = forms.ChoiceField(
        choices=[(kind, kind) for kind in LedgerKind], widget=forms.HiddenInput
    )
    measure = forms.CharField(required=False, widget=forms.HiddenInput)
    columns = forms.UUIDField(required=False, widget=forms.HiddenInput)
    cutoff = forms.TypedChoiceField(
        label=gettext_lazy("统计截止日"), required=False, coerce=int, empty_value=None
    )
    since = _day(gettext_lazy("统计期自"))
    until = _day(gettext_lazy("至"))
    department = forms.TypedChoiceField(label=gettext_lazy("部门"), required=False)
    area = forms.ChoiceField(label=gettext_lazy("领域"), required=False)
    town = forms.ChoiceField(label=gettext_lazy("苏木镇"), required=False)
    channel = forms.ChoiceField(label=gettext_lazy("来源方式"), required=False)
    source = forms.ChoiceField(label=gettext_lazy("法定来源"), required=False)
    state = forms.ChoiceField(label=gettext_lazy("环节"), required=False)

    def __init__(self, asked: QueryDict, *, today: date) -> None:
        self.today = today
        super().__init__(_completed(asked, today))
        self.ledger = LedgerKind(self.data["kind"])
        self.fields["cutoff"].choices = cutoff_choices()  # type: ignore[attr-defined]  # a choice field
        for name in _OF_LEADS - _FILTERS[self.ledger]:
            del self.fields[name]
        for name, offered in _choices(self.ledger).items():
            field = self.fields.get(name)
            if isinstance(field, forms.ChoiceField):
                field.choices = offered
        if self.ledger is LedgerKind.INFORMATION:
            self.fields["area"].label = _("疑似领域")
            self.fields["state"].label = _("处理")
        if self.ledger is LedgerKind.REPLIES:
            self.fields["state"].label = _("答复结论")
        if self.ledger is LedgerKind.PROPOSALS:
            self._ask_for_kind()

    def _ask_for_kind(self) -> None:
        """Ask which of the two, by the channel each comes through."""
        field = self.fields["channel"]
        if isinstance(field, forms.ChoiceField):
            field.label = _("类别")
            field.choices = [
                ("", _("全部类别")),
                *((CHANNELS[kind].value, _(text)) for kind, text in PROPOSAL_KIND_LABELS.items()),
            ]

    @override
    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        since, until = cleaned.get("since"), cleaned.get("until")
        for name, day in (("since", since), ("until", until)):
            if day and day.year not in _YEARS:
                words = _("年份是 %(year)s，像是填错了，请核对。")
                self.add_error(name, words % {"year": f"{day.year:04}"})
        if since and until and until < since:
            self.add_error("until", _("统计期的结束日早于开始日。"))
        return cleaned

    def asked(self) -> LedgerFilter:
        """Return the filter of a valid form."""
        data = self.cleaned_data
        return LedgerFilter(
            since=data["since"],
            until=data["until"],
            department_id=data.get("department") or None,
            area=data.get("area", ""),
            town=data.get("town", ""),
            channel=data.get("channel", ""),
            source=data.get("source", ""),
            state=data["state"],
            measure=data["measure"],
            today=self.today,
        )


class CopyTextForm(forms.Form):
    """Who checked the copy, as its foot says; typed or chosen."""

    checked_by = forms.CharField(
        label=gettext_lazy("审核人"),
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs={"list": "checkers", "autocomplete": "off"}),
    )


def _completed(asked: QueryDict, today: date) -> dict[str, Any]:
    """Return what was asked, with the statistical year so far where no period was given."""
    data: dict[str, Any] = asked.dict()
    if data.get("kind") not in set(LedgerKind):
        data["kind"] = LedgerKind.LEADS.value
    if data.get("measure") not in _MEASURES[LedgerKind(data["kind"])]:
        data["measure"] = ""
    if data.get("cutoff") not in set(map(str, CUTOFF_DAYS)):
        data["cutoff"] = ""
    if not data.get("since") and not data.get("until"):
        period = year_so_far(today, chosen_cutoff(data))
        data |= {"since": period.since.isoformat(), "until": period.until.isoformat()}
    return data


def _choices(kind: LedgerKind) -> dict[str, list[tuple[str, str]]]:
    sources = source_register().sources.values()
    return {
        "department": [
            ("", _("全部部门")),
            *((str(one.id), one.name) for one in list_departments()),
        ],
        "area": area_choices(_("全部领域")),
        "town": town_choices(_("全部苏木镇")),
        "channel": channel_choices(_("全部来源方式")),
        "source": [("", _("全部法定来源")), *((one.source.value, _(one.label)) for one in sources)],
        "state": [
            ("", _("全部")),
            *((code.value, _(text)) for code, text in _STATES[kind].items()),
        ],
    }
