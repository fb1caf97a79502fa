"""The demo's 本院制度 as it grew: texts entered, amended, repealed; limits, duties, functions."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial
from typing import Final
from uuid import UUID

from xiezhi.accounts.services.office import set_statistics_day
from xiezhi.demo.house_tables import (
    HouseCitation,
    HouseLimit,
    HousePost,
    HouseRule,
    house_citations,
    house_limits,
    house_posts,
    house_rules,
)
from xiezhi.demo.papers import paper
from xiezhi.demo.services.cast import Cast, known_id
from xiezhi.demo.services.steps import Step
from xiezhi.evidence.services.storing import IncomingFile
from xiezhi.house.models import OwnRule
from xiezhi.house.rules.clauses import split_clauses
from xiezhi.house.selectors.register import list_clauses
from xiezhi.house.services.citations import cite_clause
from xiezhi.house.services.functions import PostDraft, set_function
from xiezhi.house.services.limits import set_limit
from xiezhi.house.services.register import RuleDraft, add_rule, amend_rule, repeal_rule
from xiezhi.kernel.clock import legal_day

_NOTE: Final = "演示推演，不是真实文件"
_CLOSING_DAY: Final = 25
_SHORTER_DAYS: Final = 10


class HouseWalk:
    """Enters the rules on their days and lets limits, duties and forms rest on them."""

    def __init__(self, cast: Cast, now: datetime) -> None:
        self.cast = cast
        self.now = now
        self.rules: dict[str, OwnRule] = {}

    def steps(self) -> list[Step]:
        """Return everything that happened, each at its time."""
        found = [
            self._step(rule.issued, 0, partial(self._enter, rule))
            for rule in house_rules().values()
        ]
        found += [
            self._step(rule.repealed, 1, partial(self._repeal, rule))
            for rule in house_rules().values()
            if rule.repealed
        ]
        found += [
            self._step(self._day_of(one), 2, partial(self._limit, one)) for one in house_limits()
        ]
        found += [
            self._step(house_rules()[one.rule].in_force, 3, partial(self._cite, one))
            for one in house_citations()
        ]
        found += [self._step(one.since, 4, partial(self._post, one)) for one in house_posts()]
        found.append(self._step(300, 5, self._statistics))
        found.append(self._step(2, 5, self._shorter_from_next_month))
        return found

    def _step(self, days: int, order: int, do: Callable[[datetime], None]) -> Step:
        return Step(self.now - timedelta(days=days) + timedelta(seconds=order), do)

    def _day(self, days: int) -> date:
        return legal_day(self.now) - timedelta(days=days)

    def _day_of(self, limit: HouseLimit) -> int:
        return house_rules()[limit.rule].in_force if limit.rule else 756

    def _enter(self, row: HouseRule, at: datetime) -> None:
        draft = self._draft(row)
        acting = self.cast.staff["lly01"]
        if row.replaces:
            earlier = self.rules[row.replaces]
            self.rules[row.key] = amend_rule(rule_id=earlier.id, draft=draft, acting=acting, now=at)
        else:
            self.rules[row.key] = add_rule(draft=draft, acting=acting, now=at)

    def _draft(self, row: HouseRule) -> RuleDraft:
        issued_on = self._day(row.issued)
        number = f"达检演〔{issued_on.year}〕{row.serial}号"
        lines = [f"{one.number}\u3000{one.text}" for one in split_clauses(row.text).clauses]
        scan = paper(row.name, lines, signed=f"{issued_on.isoformat()} 印发")
        return RuleDraft(
            kind=row.kind,
            name=row.name,
            number=number,
            issued_on=issued_on,
            in_force_from=self._day(row.in_force),
            text=row.text,
            note=_NOTE,
            is_open_to_members=row.open,
            scan=IncomingFile(name=f"{number}.pdf", data=scan),
        )

    def _repeal(self, row: HouseRule, at: datetime) -> None:
        repeal_rule(
            rule_id=self.rules[row.key].id,
            repealed_on=self._day(row.repealed),
            acting=self.cast.staff["lly01"],
            now=at,
        )

    def _limit(self, row: HouseLimit, at: datetime) -> None:
        set_limit(
            rule_key=row.key,
            length=row.length,
            unit=row.unit,
            effective_from=legal_day(at),
            clause_id=self._clause(row.rule, row.clause) if row.rule else None,
            acting=self.cast.staff["xtgl"],
            now=at,
        )

    def _cite(self, row: HouseCitation, at: datetime) -> None:
        cite_clause(
            cited_by=row.cited_by,
            subject=row.subject,
            clause_id=self._clause(row.rule, row.clause),
            acting=self.cast.staff["lly01"],
            now=at,
        )

    def _post(self, row: HousePost, at: datetime) -> None:
        staff = self.cast.staff
        set_function(
            circle=row.circle,
            function=row.function,
            draft=PostDraft(
                department_id=self.cast.departments[row.department],
                first_id=known_id(staff[row.first]),
                second_id=known_id(staff[row.second]),
                telephone=row.telephone,
            ),
            since=legal_day(at),
            acting=staff["lly01"],
            now=at,
        )

    def _statistics(self, at: datetime) -> None:
        set_statistics_day(acting=self.cast.staff["xtgl"], day_of_month=_CLOSING_DAY, now=at)

    def _shorter_from_next_month(self, at: datetime) -> None:
        """Set a change for a later day, so that the page shows one."""
        today = legal_day(at)
        next_month = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
        set_limit(
            rule_key="lead_assessment",
            length=_SHORTER_DAYS,
            unit="day",
            effective_from=next_month,
            clause_id=self._clause("leads-2", "第五条"),
            acting=self.cast.staff["xtgl"],
            now=at,
        )

    def _clause(self, rule: str, number: str) -> UUID:
        clauses = {one.number: one.id for one in list_clauses(self.rules[rule])}
        found: UUID = clauses[number]
        return found
