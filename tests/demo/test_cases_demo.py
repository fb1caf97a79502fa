"""The demo's cases hang together: their leads exist, days run forward, every kind of page has its case."""

from collections import defaultdict

from xiezhi.cases.rules.kinds import CaseKind
from xiezhi.demo.case_tables import DemoAct, demo_case_acts, demo_cases
from xiezhi.demo.facts import units
from xiezhi.demo.stories import stories


def test_each_case_comes_from_a_lead_proposed_for_filing() -> None:
    for case in demo_cases().values():
        assert stories()[case.story].state == "proposed_filing", case.key


def test_what_happened_in_a_case_runs_forward_and_begins_with_its_opening() -> None:
    acts = defaultdict(list)
    for row in demo_case_acts():
        acts[row.case].append(row)
    assert set(acts) == set(demo_cases())
    for key, rows in acts.items():
        assert rows[0].act is DemoAct.OPEN, key
        days = [row.days for row in rows]
        assert days == sorted(days, reverse=True), key


def test_titles_and_parties_name_no_person() -> None:
    for case in demo_cases().values():
        assert case.unit in units() or "演示" in case.party, case.key


def test_the_dalad_cases_are_there() -> None:
    kinds = {case.key: case.kind for case in demo_cases().values()}
    assert kinds["crane-fire"] is CaseKind.ADMINISTRATIVE
    assert kinds["firelane"] is CaseKind.GOVERNANCE
    assert kinds["outfall"] is CaseKind.CIVIL
    assert {"crane-housing", "bus", "coal"} <= set(kinds)
