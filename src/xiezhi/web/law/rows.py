"""Time limits, areas and sources of leads as they stand on a day."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from django.utils.translation import gettext as _

from xiezhi.accounts.models import OwnLimit
from xiezhi.accounts.selectors.office_settings import list_own_limits, period_of
from xiezhi.house.selectors.citations import Basis, bases_of_limits
from xiezhi.law.areas import AreaOnDay, areas_on
from xiezhi.law.deadlines import DeadlineKind, DeadlineRule, Direction, ExtensionRule, rules_on
from xiezhi.law.limits import Variant
from xiezhi.law.sources import SourceEntry, source_register
from xiezhi.web.law.sheets import (
    OWN,
    STATUTORY,
    Cell,
    Line,
    Sheet,
    SourceCell,
    grouped,
    instrument_words,
    notes,
    one_group,
)
from xiezhi.web.law.texts import period_words

_NEVER_ROLLS: Final = "不顺延"


def deadline_sheet(day: date) -> Sheet:
    """Return the rules in force by procedure, in the order of the law library."""
    limits = _limits_on(day)
    bases = bases_of_limits(limits.values(), day)
    return Sheet(
        first_head=_("事项"),
        heads=(_("起算"), _("期限"), _("性质")),
        groups=grouped(
            (_(rule.flow), _rule_line(rule, limits, bases.get(rule.key))) for rule in rules_on(day)
        ),
        has_dates=True,
        has_counts=True,
    )


def area_sheet(day: date) -> Sheet:
    """Return the subject areas."""
    return Sheet(
        first_head=_("领域"),
        heads=(_("可提起"), _("性质")),
        groups=one_group(_area_line(one) for one in areas_on(day)),
        note=_("法定：当天有法律写明；等外：没有写明，须写明探索依据"),
    )


def source_sheet(_day: date) -> Sheet:
    """Return the six statutory sources, each with the ways of arrival that mean it."""
    return Sheet(
        first_head=_("法定来源"),
        heads=(_("条文"), _("来源方式")),
        groups=one_group(_source_line(entry) for entry in source_register().sources.values()),
    )


def _limits_on(day: date) -> dict[str, OwnLimit]:
    """Return the office's own limit of each rule; the newest version in force wins."""
    found: dict[str, OwnLimit] = {}
    for limit in list_own_limits():
        if limit.effective_from <= day:
            found.setdefault(limit.rule_key, limit)
    return found


def _rule_line(rule: DeadlineRule, limits: Mapping[str, OwnLimit], own_basis: Basis | None) -> Line:
    limit = limits.get(rule.limit_key)
    length, standing = _length_and_standing(rule, limit)
    is_statutory = rule.kind is DeadlineKind.STATUTORY
    return Line(
        key=rule.key,
        title=_(rule.title),
        notes=_rule_notes(rule, limits),
        cells=(Cell(text=_(rule.trigger)), Cell(text=length), standing),
        source=SourceCell(
            basis=(limit.citation if limit else "") or rule.basis,
            instrument=instrument_words(rule.instrument),
            tag=rule.tag,
            is_verified=rule.is_verified,
            supplement=rule.supplement,
            own_basis=own_basis,
        ),
        since=rule.effective_from,
        until=rule.effective_to,
        count_key=rule.key,
        standing=STATUTORY if is_statutory else OWN,
    )


def _length_and_standing(rule: DeadlineRule, limit: OwnLimit | None) -> tuple[str, Cell]:
    length = "" if rule.period is None else period_words(rule.period)
    if rule.kind is DeadlineKind.STATUTORY:
        words = length or _(rule.wording) or _("因情形而不同")
        return words, Cell(text=_("法定"), tone="brand")
    if limit is None:
        words = _("建议 %(length)s") % {"length": length} if length else "—"
        return words, Cell(text=_("本院未设定"), tone="amber")
    word = _("本院规定") if limit.citation else _("本院设定")
    return period_words(period_of(limit)), Cell(text=word, tone="gold")


def _rule_notes(rule: DeadlineRule, limits: Mapping[str, OwnLimit]) -> tuple[str, ...]:
    said = [*notes(rule.condition, rule.note), *_variants(rule, limits)]
    said += _extensions(rule.extensions)
    for one in rule.excludes:
        said.append(_("%(event)s不计入（%(basis)s）") % {"event": _(one.event), "basis": one.basis})
    if rule.actor:
        said.insert(0, _("由%(actor)s办理") % {"actor": _(rule.actor)})
    said += [word for word, is_so in _manners(rule) if is_so]
    return tuple(said)


def _manners(rule: DeadlineRule) -> tuple[tuple[str, bool], ...]:
    return (
        (_("从事由之日往前倒算"), rule.direction is Direction.BEFORE),
        (_("至少这么长，此前不得结束"), rule.is_minimum),
        (_("到期以后再算一次"), rule.is_recurring),
        (_("其他机关的期限，仅供参考"), rule.is_informational),
        (_("遇休息日不顺延"), not rule.rolls and _NEVER_ROLLS not in rule.note),
    )


def _variants(rule: DeadlineRule, limits: Mapping[str, OwnLimit]) -> list[str]:
    return [
        _own_variant(one, limits.get(rule.varied(one.key).limit_key))
        if one.kind is DeadlineKind.OWN
        else _statutory_variant(one, rule.kind)
        for one in rule.variants
    ]


def _statutory_variant(one: Variant, kind: DeadlineKind) -> str:
    length = "" if one.period is None else period_words(one.period)
    words = f"{_(one.condition)}：{length or _(one.wording) or _('没有数字')}"
    return words if one.kind is kind else f"{words}（{_('法定')}）"


def _own_variant(one: Variant, limit: OwnLimit | None) -> str:
    if limit is not None:
        mark = limit.citation or _("本院设定")
        return f"{_(one.condition)}：{period_words(period_of(limit))}（{mark}）"
    length = (
        "" if one.period is None else _("建议 %(length)s") % {"length": period_words(one.period)}
    )
    return f"{_(one.condition)}：{length or _('没有数字')}（{_('本院未设定')}）"


def _extensions(extensions: Iterable[ExtensionRule]) -> list[str]:
    return [_extension(one) for one in extensions]


def _extension(one: ExtensionRule) -> str:
    words = _("经%(approver)s批准可延长%(length)s") % {
        "approver": _(one.approver),
        "length": "" if one.period is None else f" {period_words(one.period)}",
    }
    return f"{_(one.condition)}：{words}" if one.condition else words


def _area_line(one: AreaOnDay) -> Line:
    is_statutory = bool(one.bases)
    standing = _("法定") if is_statutory else _("等外")
    return Line(
        key=one.area.key,
        title=_(one.area.name),
        notes=_area_notes(one),
        cells=(
            Cell(text=_suits(one)),
            Cell(text=standing, tone="brand" if is_statutory else "gold"),
        ),
        source=SourceCell(
            basis=one.basis_text or "—",
            is_verified=one.is_verified,
            supplement=one.area.supplement,
        ),
        standing=STATUTORY if is_statutory else "",
    )


def _area_notes(one: AreaOnDay) -> tuple[str, ...]:
    later = () if one.bases or one.area.statutory_from is None else (one.area.statutory_from,)
    said = [_("%(day)s起法定") % {"day": day.isoformat()} for day in later]
    if not one.area.county_may_sue:
        said.append(_("旗县院不能起诉，登记后移送"))
    return (*notes(one.area.note), *said)


def _suits(one: AreaOnDay) -> str:
    kinds = (
        (one.area.supports_administrative, _("行政")),
        (one.area.supports_civil, _("民事")),
    )
    words = [
        word if supported else _("%(kind)s（待核）") % {"kind": word}
        for supported, word in kinds
        if supported is not False
    ]
    return "、".join(words)


def _source_line(entry: SourceEntry) -> Line:
    register = source_register()
    channels = tuple(
        _(one.label) for one in register.channels.values() if one.source is entry.source
    )
    return Line(
        key=entry.source.value,
        title=f"{entry.number}  {_(entry.label)}",
        cells=(Cell(text=entry.text), Cell(text="、".join(channels) or "—")),
        source=SourceCell(
            basis=f"{register.instrument.short}{register.article}",
            instrument=instrument_words(register.instrument),
            tag=register.instrument.tag,
        ),
    )
