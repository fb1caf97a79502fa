"""【复制案卡字段】: what the national system's card asks, as lines of text to paste there."""

from django.utils.translation import gettext as _

from xiezhi.cases.rules.grounds import SITUATION_LABELS, GovernanceSituation
from xiezhi.cases.rules.kinds import KIND_LABELS, ROLE_LABELS, CaseKind, PartyRole
from xiezhi.cases.rules.people import TEAM_LABELS, TeamRole
from xiezhi.cases.rules.states import CaseState
from xiezhi.cases.selectors.case_page import CasePage
from xiezhi.web.cases.naming import state_label
from xiezhi.web.cases.rows import standing_words
from xiezhi.web.templatetags.desk import area, full


def card_lines(page: CasePage) -> list[str]:
    """Return the fields one a line, empty ones left out; nobody who reported is among them."""
    case = page.case
    papers = [one.paper for one in reversed(page.papers)]
    registered = [one for one in papers if one.voided_at is None and one.number]
    fields = [
        (_("案件名称"), case.title),
        (_("2.0案号"), case.national_number),
        (_("案件类型"), _(KIND_LABELS[CaseKind(case.kind)])),
        (_("案件领域"), f"{area(case.area)}（{standing_words(case.area, case.law_day)}）" if case.area else ""),
        (_("适用情形"), _(SITUATION_LABELS[GovernanceSituation(case.situation)]) if case.situation else ""),
        *((_(ROLE_LABELS[PartyRole(one.role)]), one.name) for one in page.parties),
        *((_("职责依据"), one.duty_basis) for one in page.parties if one.duty_basis),
        (_("立案日期"), full(case.filed_on)),
        (_("办案部门"), case.department.name),
        *((_(TEAM_LABELS[TeamRole(one.role)]), one.label) for one in page.members),
        (_("当前环节"), state_label(case, CaseState(case.state))),
        *((one.title, _paper(one.number, full(one.decided_on))) for one in registered),
        (_("整改期限"), full(case.rectification_due_on)),
        (_("书面回复日期"), full(case.replied_on)),
        (_("案情摘要"), case.summary.replace("\n", " ")),
    ]  # fmt: skip
    return [f"{label}：{value}" for label, value in fields if value]


def _paper(number: str, decided_on: str) -> str:
    return f"{number}　{decided_on}"
