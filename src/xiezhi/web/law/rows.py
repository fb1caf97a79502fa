"""Rows of the law page: rules, areas and sources as they stand on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.translation import gettext as _

from xiezhi.accounts.models import OwnLimit
from xiezhi.accounts.selectors.office_settings import list_own_limits
from xiezhi.house.selectors.citations import Basis, bases_of_limits
from xiezhi.law.areas import AreaOnDay, areas_on
from xiezhi.law.deadlines import DeadlineKind, DeadlineRule, Direction, ExtensionRule, rules_on
from xiezhi.law.periods import Period, Unit
from xiezhi.law.sources import SourceEntry, source_register
from xiezhi.web.law.texts import period_words

_NEVER_ROLLS: Final = "不顺延"


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleRow:
    """A time limit as the page shows it.

    Attributes:
        standing: 法定, 本院规定 (a text of the office is cited), 本院设定, or 未设定 with a suggestion.
        own_basis: the clause of the house an own limit rests on, and whether it is repealed.
    """

    rule: DeadlineRule
    length: str
    standing: str
    tone: str
    basis: str
    notes: tuple[str, ...]
    own_basis: Basis | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaRow:
    """A subject area and how the law of the day stands to it."""

    name: str
    is_statutory: bool
    basis: str
    suits: str
    is_verified: bool
    note: str


def rule_groups(day: date) -> list[tuple[str, list[RuleRow]]]:
    """Return the rules in force by procedure, in the order of the law library."""
    limits = _limits_on(day)
    bases = bases_of_limits(limits.values(), day)
    groups: dict[str, list[RuleRow]] = {}
    for rule in rules_on(day):
        groups.setdefault(_(rule.flow), []).append(
            _row(rule, limits.get(rule.key), bases.get(rule.key))
        )
    return list(groups.items())


def area_rows(day: date) -> list[AreaRow]:
    """Return the subject areas."""
    return [
        AreaRow(
            name=_(one.area.name),
            is_statutory=bool(one.bases),
            basis=one.basis_text,
            suits=_suits(one),
            is_verified=one.is_verified,
            note=one.area.note,
        )
        for one in areas_on(day)
    ]


def source_rows() -> list[tuple[SourceEntry, str]]:
    """Return the six statutory sources, each with the ways of arrival that mean it."""
    register = source_register()
    return [
        (
            entry,
            "、".join(
                _(one.label) for one in register.channels.values() if one.source is entry.source
            ),
        )
        for entry in register.sources.values()
    ]


def _limits_on(day: date) -> dict[str, OwnLimit]:
    """Return the office's own limit of each rule; the newest version in force wins."""
    found: dict[str, OwnLimit] = {}
    for limit in list_own_limits():
        if limit.effective_from <= day:
            found.setdefault(limit.rule_key, limit)
    return found


def _row(rule: DeadlineRule, limit: OwnLimit | None, own_basis: Basis | None) -> RuleRow:
    notes = [_(note) for note in (rule.condition, rule.note) if note]
    notes += _extensions(rule.extensions)
    if rule.direction is Direction.BEFORE:
        notes.append(_("从事由之日往前倒算"))
    if not rule.rolls and _NEVER_ROLLS not in rule.note:
        notes.append(_("遇休息日不顺延"))
    length = "" if rule.period is None else period_words(rule.period)
    if rule.kind is DeadlineKind.STATUTORY:
        standing, tone, basis = _("法定"), "brand", rule.basis
    elif limit is None:
        standing, tone, basis = _("本院未设定"), "amber", rule.basis
        length = _("建议 %(length)s") % {"length": length} if length else "—"
    else:
        length = period_words(Period(length=limit.length, unit=Unit(limit.unit)))
        standing = _("本院规定") if limit.citation else _("本院设定")
        tone, basis = "gold", limit.citation or rule.basis
    return RuleRow(
        rule=rule,
        length=length,
        standing=standing,
        tone=tone,
        basis=basis,
        notes=tuple(notes),
        own_basis=own_basis,
    )


def _extensions(extensions: Iterable[ExtensionRule]) -> list[str]:
    return [
        _("经%(approver)s批准可延长%(length)s")
        % {
            "approver": _(one.approver),
            "length": "" if one.period is None else f" {period_words(one.period)}",
        }
        for one in extensions
    ]


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
