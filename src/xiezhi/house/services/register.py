"""本院制度: entering a rule, amending, repealing, putting its entry right."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db.models import Q

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.evidence.rules.kinds import MediaKind
from xiezhi.evidence.services.storing import CheckedFile, IncomingFile, check_files, store_file
from xiezhi.house.models import OwnRule, OwnRuleClause, RuleCitation
from xiezhi.house.rules.clauses import MAX_TEXT, SplitText, split_clauses
from xiezhi.house.rules.register import BASIS, RuleKind, RuleState, check_days, state_on
from xiezhi.house.selectors.register import access_rule, list_clauses
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import ConflictError, InvalidInputError, RuleRefusedError
from xiezhi.kernel.ids import new_id
from xiezhi.language.cleaning import clean_line, clean_text
from xiezhi.ledger.services.acts import Recorder, act

_NAME: Final = 60
_NUMBER: Final = 30
_NOTE: Final = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleDraft:
    """A rule as entered; ``text`` is pasted whole and split into clauses."""

    kind: RuleKind
    name: str
    number: str = ""
    issued_on: date
    in_force_from: date
    text: str
    note: str = ""
    is_open_to_members: bool = False
    scan: IncomingFile | None = None


def add_rule(*, draft: RuleDraft, acting: Actor, now: datetime) -> OwnRule:
    """Enter a rule with its clauses.

    Raises:
        InvalidInputError: ``house.name_missing``, ``house.text_missing``, the codes of
            `split_clauses` and `check_days`, the codes of evidence.
        ConflictError: ``house.rule_exists``.
    """
    require(acting, Action.MANAGE_OWN_RULES)
    checked = _check_scan(draft)
    with act(acting=acting, now=now) as record:
        return _enter(draft, checked, acting=acting, now=now, record=record)


def amend_rule(*, rule_id: UUID, draft: RuleDraft, acting: Actor, now: datetime) -> OwnRule:
    """Enter the amended text of a rule; the one before ends the day the new one comes into force.

    What cites the old text goes on naming it, marked 所引文件已废止, until somebody decides anew.

    Raises:
        ConflictError: ``house.rule_exists``.
        RuleRefusedError: ``house.already_repealed``.
        InvalidInputError: ``house.amended_before_in_force`` and those of `add_rule`.
    """
    require(acting, Action.MANAGE_OWN_RULES)
    checked = _check_scan(draft)
    with act(acting=acting, now=now) as record:
        earlier = _not_repealed(acting, rule_id)
        if draft.in_force_from <= earlier.in_force_from:
            raise InvalidInputError("house.amended_before_in_force")
        amended = _enter(draft, checked, acting=acting, now=now, record=record)
        _end(earlier, draft.in_force_from, amended.id)
        record("house.amend_rule", "own_rule", earlier.id, after={"successor": str(amended.id)})
    return amended


def repeal_rule(
    *,
    rule_id: UUID,
    repealed_on: date,
    successor_id: UUID | None = None,
    acting: Actor,
    now: datetime,
) -> OwnRule:
    """Note that a rule ends on a day, and which one takes its place.

    Raises:
        RuleRefusedError: ``house.already_repealed``.
        InvalidInputError: ``house.repealed_before_in_force``, ``house.own_successor``.
        NotFoundError: ``house.no_rule``.
    """
    require(acting, Action.MANAGE_OWN_RULES)
    with act(acting=acting, now=now) as record:
        rule = _not_repealed(acting, rule_id)
        check_days(
            issued_on=rule.issued_on, in_force_from=rule.in_force_from, repealed_on=repealed_on
        )
        if successor_id is not None:
            _check_successor(access_rule(acting, successor_id), rule, repealed_on)
        _end(rule, repealed_on, successor_id)
        record(
            "house.repeal_rule",
            "own_rule",
            rule.id,
            after={"on": repealed_on.isoformat(), "successor": str(successor_id or "")},
        )
    return rule


def correct_rule(*, rule_id: UUID, draft: RuleDraft, acting: Actor, now: datetime) -> OwnRule:
    """Put the entry of a rule right: a slip of the pen, the scan, who may read it.

    A text that changed in substance is amended instead. A clause something rests on stays.

    Raises:
        RuleRefusedError: ``house.clause_cited`` with the numbers.
        ConflictError: ``house.rule_exists``.
        InvalidInputError: as `add_rule`.
    """
    require(acting, Action.MANAGE_OWN_RULES)
    checked = _check_scan(draft)
    with act(acting=acting, now=now) as record:
        rule = access_rule(acting, rule_id, lock=True)
        before = {"name": rule.name, "number": rule.number, "kind": rule.kind}
        split = _write_head(rule, draft, now, checked)
        rule.save()
        _replace_clauses(rule, split, now)
        record(
            "house.correct_rule",
            "own_rule",
            rule.id,
            before=before,
            after={"name": rule.name, "clauses": len(split.clauses)},
        )
    return rule


def _enter(
    draft: RuleDraft,
    checked: Sequence[CheckedFile],
    *,
    acting: Actor,
    now: datetime,
    record: Recorder,
) -> OwnRule:
    rule = OwnRule(id=new_id(now), entered_by_label=acting.signature, entered_at=now)
    split = _write_head(rule, draft, now, checked)
    rule.save(force_insert=True)
    _replace_clauses(rule, split, now)
    record(
        "house.add_rule",
        "own_rule",
        rule.id,
        after={"name": rule.name, "number": rule.number, "clauses": len(split.clauses)},
    )
    return rule


def _write_head(
    rule: OwnRule, draft: RuleDraft, now: datetime, checked: Sequence[CheckedFile]
) -> SplitText:
    name = clean_line(draft.name, limit=_NAME).strip("《》")
    if not name:
        raise InvalidInputError("house.name_missing")
    check_days(
        issued_on=draft.issued_on, in_force_from=draft.in_force_from, repealed_on=rule.repealed_on
    )
    taken = OwnRule.objects.filter(name=name, issued_on=draft.issued_on).exclude(id=rule.id)
    if taken.exists():
        raise ConflictError("house.rule_exists", name=name)
    split = split_clauses(clean_text(draft.text, limit=MAX_TEXT))
    if not split.clauses:
        raise InvalidInputError("house.text_missing")
    rule.kind, rule.name = draft.kind, name
    rule.number = clean_line(draft.number, limit=_NUMBER)
    rule.issued_on, rule.in_force_from = draft.issued_on, draft.in_force_from
    rule.note = clean_line(draft.note, limit=_NOTE)
    rule.preamble = split.preamble
    rule.is_open_to_members = draft.is_open_to_members
    if checked:
        rule.scan_id = store_file(checked[0], received_at=now).id
    return split


def _replace_clauses(rule: OwnRule, split: SplitText, now: datetime) -> None:
    """Write the clauses; one that keeps its number keeps its row and whatever cites it."""
    kept = {one.number: one for one in list_clauses(rule)}
    wanted = {one.number for one in split.clauses}
    gone = [one for number, one in kept.items() if number not in wanted]
    _check_not_cited(gone)
    rows = OwnRuleClause.objects.filter(id__in=[one.id for one in gone])
    rows._raw_delete(rows.db)  # noqa: SLF001  # delete() would lose the tenant
    fresh = []
    for position, clause in enumerate(split.clauses):
        row = kept.get(clause.number) or OwnRuleClause(id=new_id(now), rule=rule)
        row.position, row.number = position, clause.number
        row.heading, row.text = clause.heading, clause.text
        fresh.append(row)
    changed = [row for row in fresh if row.number in kept]
    OwnRuleClause.objects.bulk_update(changed, ["position", "heading", "text"], batch_size=200)
    OwnRuleClause.objects.bulk_create([row for row in fresh if row.number not in kept])


def _check_not_cited(clauses: Sequence[OwnRuleClause]) -> None:
    ids = [one.id for one in clauses]
    # Also past citations: history names the clause it stood on.
    cited = set(
        RuleCitation.objects.filter(Q(clause_id__in=ids)).values_list("clause_id", flat=True)
    )
    numbers = [one.number for one in clauses if one.id in cited]
    if numbers:
        raise RuleRefusedError("house.clause_cited", basis=BASIS, numbers="、".join(numbers))


def _check_scan(draft: RuleDraft) -> list[CheckedFile]:
    return check_files(MediaKind.PAPER, [draft.scan] if draft.scan is not None else [])


def _not_repealed(acting: Actor, rule_id: UUID) -> OwnRule:
    rule = access_rule(acting, rule_id, lock=True)
    if rule.repealed_on is not None:
        raise RuleRefusedError("house.already_repealed", basis=BASIS, day=str(rule.repealed_on))
    return rule


def _check_successor(successor: OwnRule, rule: OwnRule, day: date) -> None:
    is_gone = (
        state_on(day, in_force_from=successor.in_force_from, repealed_on=successor.repealed_on)
        is RuleState.REPEALED
    )
    if successor.id == rule.id or is_gone:
        raise InvalidInputError("house.own_successor")


def _end(rule: OwnRule, day: date, successor_id: UUID | None) -> None:
    rule.repealed_on, rule.successor_id = day, successor_id
    rule.save(update_fields=["repealed_on", "successor"])
