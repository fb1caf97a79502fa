"""What may rest on a clause besides time limits: duties and forms, with the words for each."""

from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from xiezhi.house.rules.citations import (
    CitedBy,
    function_subject,
    supporter_subject,
    unit_subject,
)
from xiezhi.house.rules.functions import CIRCLE_LABELS, FUNCTION_LABELS, Circle, ContactFunction
from xiezhi.law.deadline_rules import deadline_rules
from xiezhi.letters.rules.kinds import KIND_LABELS, LetterKind
from xiezhi.partners.selectors.addressees import list_addressees
from xiezhi.supporters.rules.kinds import SUPPORTER_KIND_LABELS, SupporterKind

_OWN_FORMS: Final = {
    "assessment_sheet": gettext_noop("线索评估表"),
    "seal_slip": gettext_noop("用印审批单"),
    "service_receipt": gettext_noop("送达回证"),
    "phone_note": gettext_noop("电话记录"),
    "ledger": gettext_noop("台账"),
    "work_card": gettext_noop("工作证"),
}


def duty_subjects() -> dict[str, str]:
    """Return every duty by its subject: kinds of supporters, the four functions, partner units."""
    kinds = {
        supporter_subject(kind): _("%(kind)s的岗位职责") % {"kind": _(SUPPORTER_KIND_LABELS[kind])}
        for kind in SupporterKind
    }
    functions = {
        function_subject(f"{circle}.{function}"): _("%(function)s（面向%(circle)s）")
        % {"function": _(FUNCTION_LABELS[function]), "circle": _(CIRCLE_LABELS[circle])}
        for circle in Circle
        for function in ContactFunction
    }
    units = {
        unit_subject(unit.id): _("%(unit)s的协作职责") % {"unit": unit.name}
        for unit in list_addressees()
    }
    return kinds | functions | units


def limit_subjects() -> dict[str, str]:
    """Return every time limit by its subject, variants of it with their condition."""
    found = {}
    for rule in deadline_rules():
        found[rule.limit_key] = _(rule.title)
        for one in rule.variants:
            varied = rule.varied(one.key)
            found[varied.limit_key] = f"{_(rule.title)}（{_(varied.condition)}）"
    return found


def form_subjects() -> dict[str, str]:
    """Return every form by its subject: kinds of outgoing papers, and the office's own sheets."""
    letters = {f"letter.{kind}": _(KIND_LABELS[kind]) for kind in LetterKind}
    return letters | {key: _(label) for key, label in _OWN_FORMS.items()}


def subjects_of(cited_by: CitedBy) -> dict[str, str]:
    """Return what cites in this way, with its words."""
    match cited_by:
        case CitedBy.LIMIT:
            return limit_subjects()
        case CitedBy.DUTY:
            return duty_subjects()
        case CitedBy.FORM:
            return form_subjects()


def subject_label(cited_by: CitedBy, subject: str) -> str:
    """Return the words of one subject; something gone stands for itself."""
    return subjects_of(cited_by).get(subject, subject)
