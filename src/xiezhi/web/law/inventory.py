"""Regimes, papers, decision rights, eligibility, publication and texts as they stand on a day."""

from datetime import date
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from xiezhi.law.decisions import DecisionMaker, DecisionRight, decision_rights_on
from xiezhi.law.documents import InventoryFamily, Paper, RetentionClass, paper_name, papers
from xiezhi.law.eligibility import Condition, EligibilityRule, Figure, eligibility
from xiezhi.law.instruments import Instrument, InstrumentState, instruments
from xiezhi.law.publication import Publication, PublicationRule, publications
from xiezhi.law.regimes import Regime, regimes
from xiezhi.law.sourced import Sourced
from xiezhi.web.law.sheets import (
    Cell,
    Line,
    Sheet,
    SourceCell,
    grouped,
    instrument_words,
    notes,
    one_group,
    source_cell,
)

FAMILY_LABELS: Final = {
    InventoryFamily.JUDICIAL: gettext_lazy("检察法律文书"),
    InventoryFamily.OFFICIAL: gettext_lazy("公文"),
    InventoryFamily.RECORD: gettext_lazy("笔录、记录"),
    InventoryFamily.FORM: gettext_lazy("表、清单、回证"),
}
RETENTION_LABELS: Final = {
    RetentionClass.PERMANENT: gettext_lazy("永久"),
    RetentionClass.YEARS_60: gettext_lazy("60 年"),
    RetentionClass.YEARS_30: gettext_lazy("30 年"),
    RetentionClass.BY_TABLE: gettext_lazy("按本院保管期限表"),
}
MAKER_LABELS: Final = {
    DecisionMaker.PROSECUTOR: gettext_lazy("检察官"),
    DecisionMaker.DEPARTMENT_HEAD: gettext_lazy("部门负责人"),
    DecisionMaker.CHIEF: gettext_lazy("检察长"),
    DecisionMaker.COMMITTEE: gettext_lazy("检察委员会"),
    DecisionMaker.SUPERIOR: gettext_lazy("上一级人民检察院"),
    DecisionMaker.POLICY: gettext_lazy("法律政策研究部门"),
    DecisionMaker.COURT: gettext_lazy("人民法院"),
}
LEFT_TO_OFFICE: Final = gettext_noop("法律没有写明由谁决定，由本院规定")
PUBLICATION_LABELS: Final = {
    PublicationRule.MUST: gettext_lazy("应当公开"),
    PublicationRule.CONDITIONAL: gettext_lazy("符合条件的公开"),
    PublicationRule.NOT_BY_DEFAULT: gettext_lazy("不主动公开"),
    PublicationRule.NEVER: gettext_lazy("不得公开"),
    PublicationRule.OTHERS: gettext_lazy("由其他机关公开"),
}


def regime_sheet(day: date) -> Sheet:
    """Return the regimes: which cases follow each, and what it calls its papers."""
    return Sheet(
        first_head=_("办案制度"),
        heads=(_("状态"), _("诉前文书"), _("文书名称和文号代字")),
        groups=one_group(_regime_line(one, day) for one in regimes()),
        note=_("案件自立案至终结，一直适用立案之日的办案制度。"),
        has_dates=True,
    )


def paper_sheet(day: date) -> Sheet:
    """Return the inventory of papers, named as the regime of the day names them."""
    followed = next((one for one in regimes() if one.is_in_force(day)), None)
    return Sheet(
        first_head=_("文书"),
        heads=(_("产生于"), _("类别"), _("送达、公开"), _("保管期限")),
        groups=grouped(
            ("、".join(_(flow) for flow in one.flows), _paper_line(one, followed))
            for one in papers().values()
            if one.exists_on(day)
        ),
        note=_("检察法律文书在检察业务应用系统制作、编号、用印，这里只出草稿。"),
    )


def decision_sheet(day: date) -> Sheet:
    """Return who decides what."""
    return Sheet(
        first_head=_("事项"),
        heads=(_("决定"), _("审核")),
        groups=grouped(
            ("、".join(_(flow) for flow in one.flows), _decision_line(one))
            for one in decision_rights_on(day)
        ),
        note=_("有几个决定者的，其中之一决定。"),
    )


def eligibility_sheet(day: date) -> Sheet:
    """Return who may be what."""
    return Sheet(
        first_head=_("对象"),
        heads=(_("应当具备"), _("不得有"), _("数字")),
        groups=one_group(
            _eligibility_line(one)
            for one in eligibility().values()
            if one.instrument is None or one.instrument.is_in_force(day)
        ),
    )


def publication_sheet(day: date) -> Sheet:
    """Return what is made public."""
    return Sheet(
        first_head=_("事项"),
        heads=(_("规则"), _("条件或者方式")),
        groups=one_group(
            _publication_line(one) for one in publications().values() if one.source.is_in_force(day)
        ),
    )


def instrument_sheet(day: date) -> Sheet:
    """Return every text with its dates and whether it applied on the day."""
    return Sheet(
        first_head=_("法律文件"),
        heads=(_("文号"), _("状态")),
        groups=one_group(_instrument_line(one, day) for one in instruments().values()),
        has_dates=True,
    )


def _regime_line(one: Regime, day: date) -> Line:
    names = tuple(
        f"{named.title}（{'、'.join(code for code in (named.code, named.civil_code) if code)}）"
        if named.code or named.civil_code
        else named.title
        for named in one.papers.values()
    )
    return Line(
        key=one.key,
        title=_(one.title),
        notes=notes(one.note),
        cells=(
            _state(one.state, one.effective_from, one.effective_to, day),
            Cell(text=_(one.pre_suit_word)),
            Cell(items=names, text="" if names else "—"),
        ),
        source=SourceCell(
            basis=one.instrument.short,
            instrument=instrument_words(one.instrument),
            tag=one.tag,
            is_verified=one.is_verified,
            supplement=one.supplement,
        ),
        since=one.effective_from,
        until=one.effective_to,
    )


def _paper_line(one: Paper, followed: Regime | None) -> Line:
    ways = [
        word for word, is_so in ((_("送达"), one.is_served), (_("公开"), one.is_published)) if is_so
    ]
    return Line(
        key=one.key,
        title=_(paper_name(one.key, followed)),
        notes=notes(one.source.note),
        cells=(
            Cell(text=_(one.step)),
            Cell(text=str(FAMILY_LABELS[one.family])),
            Cell(text="、".join(ways) or "—"),
            Cell(text=str(RETENTION_LABELS[one.retention])),
        ),
        source=source_cell(one.source),
    )


def _decision_line(one: DecisionRight) -> Line:
    return Line(
        key=one.key,
        title=_(one.name),
        notes=notes(one.source.note, *([LEFT_TO_OFFICE] if one.is_left_to_office else ())),
        cells=(
            Cell(text="、".join(str(MAKER_LABELS[maker]) for maker in one.decided_by)),
            Cell(text="、".join(str(MAKER_LABELS[maker]) for maker in one.reviewed_by) or "—"),
        ),
        source=source_cell(one.source),
    )


def _eligibility_line(one: EligibilityRule) -> Line:
    return Line(
        key=one.key,
        title=_(one.name),
        notes=notes(one.note),
        cells=(
            _conditions(one.require),
            _conditions(one.bar),
            Cell(items=tuple(_figure(each) for each in one.figures.values())),
        ),
        source=SourceCell(
            basis=one.basis,
            instrument=instrument_words(one.instrument),
            is_verified=all(each.is_verified for each in (*one.require, *one.bar)),
            supplement=one.supplement,
        ),
    )


def _conditions(conditions: tuple[Condition, ...]) -> Cell:
    return Cell(items=tuple(_marked(one.text, is_verified=one.is_verified) for one in conditions))


def _figure(one: Figure) -> str:
    said = _marked(f"{_(one.label)} {one.value} {_(one.unit)}", is_verified=one.source.is_verified)
    return f"{said}；{one.source.note}" if one.source.note else said


def _marked(words: str, *, is_verified: bool) -> str:
    return words if is_verified else _("%(kind)s（待核）") % {"kind": words}


def _publication_line(one: Publication) -> Line:
    return Line(
        key=one.key,
        title=_(one.name),
        notes=notes(one.source.note),
        cells=(Cell(text=str(PUBLICATION_LABELS[one.rule])), Cell(text=_(one.text))),
        source=source_cell(one.source),
    )


def _instrument_line(one: Instrument, day: date) -> Line:
    source = Sourced(
        basis=one.short,
        instrument=None,
        tag=one.tag,
        is_verified=one.is_verified,
        note=one.note,
        supplement=one.supplement,
    )
    return Line(
        key=one.key,
        title=one.title,
        notes=notes(one.note),
        cells=(
            Cell(text=one.number or "—"),
            _state(one.state, one.effective_from, one.effective_to, day),
        ),
        source=source_cell(source),
        since=one.effective_from,
        until=one.effective_to,
    )


def _state(state: InstrumentState, first: date | None, last: date | None, day: date) -> Cell:
    if state is InstrumentState.DRAFT or first is None:
        return Cell(text=_("草案"), tone="amber")
    if day < first:
        return Cell(text=_("尚未施行"), tone="gold")
    if last is not None and day > last:
        return Cell(text=_("当天已不适用"))
    return Cell(text=_("当天适用"), tone="brand")
