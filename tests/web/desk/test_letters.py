"""函件与送达: each letter in one tab, its two dates first, the act it waits for."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.cast import make_unit
from tests.leads.letters import drafted, entered, registered, sent, served
from tests.web.desk.staff import Desk
from tests.web.desk.tabs import counts
from xiezhi.accounts.rules.roles import Role
from xiezhi.clocks.models import Clock
from xiezhi.infra.tenant import tenant_scope
from xiezhi.kernel.clock import legal_day
from xiezhi.letters.models import Letter
from xiezhi.letters.rules.kinds import LetterKind
from xiezhi.letters.services.drafting import pass_check, submit_for_check
from xiezhi.letters.services.issuing import issue_letter
from xiezhi.letters.services.sending import withdraw_letter

LETTERS = "/desk/letters/"


def letter_at(desk: Desk, point: str) -> UUID:
    """A letter brought to a point of its way."""
    with tenant_scope(desk.procuratorate.id):
        return _letter_at(desk, point).id


def _letter_at(desk: Desk, point: str) -> Letter:
    inside = desk.inside
    if point in {"draft", "to_check", "checked", "issued", "done"}:
        asks = point != "done"
        letter = drafted(inside, inside.refer(), asks_reply=asks)
        return _before_seal(desk, letter, point)
    _, letter = sent(inside)
    if point in {"to_reply", "overdue", "replied"}:
        letter = served(inside, letter)
    if point == "replied":
        letter = entered(inside, letter).letter
    if point == "withdrawn":
        withdraw_letter(letter_id=letter.id, reason="主送有误", acting=inside.handler, now=desk.now)
    if point == "overdue":
        make_late(desk, letter)
    return letter


def _before_seal(desk: Desk, letter: Letter, point: str) -> Letter:
    inside = desk.inside
    if point in {"to_check", "checked"}:
        submit_for_check(letter_id=letter.id, acting=inside.handler, now=desk.now)
    if point == "checked":
        pass_check(letter_id=letter.id, acting=inside.head, now=desk.now)
    if point == "issued":
        issue_letter(letter_id=letter.id, acting=inside.chief, now=desk.now)
    if point == "done":
        served(inside, registered(inside, letter))
    return letter


def make_late(desk: Desk, letter: Letter) -> None:
    """Bring the reply limit to yesterday: in the letter and on its clock."""
    yesterday = legal_day(desk.now) - timedelta(days=1)
    Clock.objects.filter(about_id=letter.id).update(
        due_on=yesterday, trigger_on=yesterday - timedelta(days=30)
    )
    Letter.objects.filter(id=letter.id).update(reply_due_on=yesterday)


@pytest.mark.parametrize(
    ("point", "tab", "label", "act", "clock"),
    [
        pytest.param("draft", "draft", "草稿", "登记发文", "送达后起算", id="draft"),
        pytest.param("to_check", "to_check", "待核稿", "查看", "送达后起算", id="to-check"),
        pytest.param("checked", "to_issue", "待签发用印", "登记发文", "送达后起算", id="checked"),
        pytest.param("issued", "to_issue", "待签发用印", "登记发文", "送达后起算", id="issued"),
        pytest.param("to_serve", "to_serve", "待送达", "登记送达", "送达后起算", id="to-serve"),
        pytest.param("to_reply", "to_reply", "待回复", "代录回复", "还有", id="to-reply"),
        pytest.param("overdue", "overdue", "逾期", "催办", "逾期 1 天", id="overdue"),
        pytest.param("replied", "replied", "已回复", "核实", "按期完成", id="replied"),
        pytest.param("done", "done", "已送达·不须回复", "查看", "", id="asks-no-reply"),
        pytest.param("withdrawn", "withdrawn", "已撤回", "查看", "", id="withdrawn"),
    ],
)
def test_letter_stands_in_one_tab_with_its_act(  # one row, each value named
    desk: Desk, point: str, tab: str, label: str, act: str, clock: str
) -> None:
    letter_id = letter_at(desk, point)
    answer = desk.client(desk.inside.handler).get(LETTERS, {"tab": tab})
    row = answer.context["rows"][0]
    assert (row["letter"].id, row["act"]["label"]) == (letter_id, act)
    assert clock in str((row["clock"] or {}).get("text", ""))
    assert counts(answer) == {label: 1}


def test_limit_of_a_served_letter_names_its_length_and_source(desk: Desk) -> None:
    letter_at(desk, "to_reply")
    clock = desk.client(desk.inside.handler).get(LETTERS).context["rows"][0]["clock"]
    assert clock["limit"].startswith("回复 ")
    assert clock["is_own_rule"] or clock["article"]


def test_two_dates_stand_side_by_side(desk: Desk) -> None:
    letter_id = letter_at(desk, "to_reply")
    due = legal_day(desk.now) + timedelta(days=60)
    with tenant_scope(desk.procuratorate.id):
        Letter.objects.filter(id=letter_id).update(rectification_due_on=due)
    client = desk.client(desk.inside.handler)
    row = client.get(LETTERS).context["rows"][0]
    assert (row["rectification"]["text"], row["rectification"]["limit"]) == (
        "还有 60 天",
        due.isoformat(),
    )
    assert row["clock"]["due_full"] != due.isoformat()
    names = [clock["name"] for clock in client.get(f"{LETTERS}{letter_id}/").context["clocks"]]
    assert names == ["回复期限", "整改期限"]


def test_head_is_offered_the_check_of_what_another_wrote(desk: Desk) -> None:
    letter_at(desk, "to_check")
    rows = desk.client(desk.inside.head).get(LETTERS, {"tab": "to_check"}).context["rows"]
    assert rows[0]["act"]["label"] == "核稿"


def test_clerk_is_offered_what_a_clerk_may_do(desk: Desk) -> None:
    letter_at(desk, "overdue")
    rows = desk.client(desk.inside.clerk).get(LETTERS, {"tab": "overdue"}).context["rows"]
    assert rows[0]["act"]["label"] == "代录回复"


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        pytest.param({"words": "倾倒垃圾"}, 1, id="title"),
        pytest.param({"words": "〔2026〕17号"}, 1, id="office-number"),
        pytest.param({"words": "{reference}"}, 1, id="number-of-the-lead"),
        pytest.param({"words": "没有这样的词"}, 0, id="nothing"),
        pytest.param({"unit": "{unit}"}, 1, id="unit"),
        pytest.param({"unit": "{other}"}, 0, id="another-unit"),
        pytest.param({"kind": "referral"}, 1, id="kind"),
        pytest.param({"kind": "request"}, 0, id="another-kind"),
        pytest.param({"unit": "x", "page": "y", "kind": "z"}, 1, id="unknown-left-out"),
    ],
)
def test_letters_are_filtered_and_counted_alike(
    desk: Desk, asked: dict[str, str], found: int
) -> None:
    letter_id = letter_at(desk, "to_serve")
    with tenant_scope(desk.procuratorate.id):
        letter = Letter.objects.get(id=letter_id)
        other = make_unit(name="旗林业和草原局")
    ids = {
        "unit": letter.unit_id,
        "other": other.id,
        "reference": letter.matter_label.removeprefix("线索 "),
    }
    query = {"tab": "to_serve"} | {name: text.format(**ids) for name, text in asked.items()}
    answer = desk.client(desk.inside.handler).get(LETTERS, query)
    assert len(answer.context["rows"]) == found
    assert sum(counts(answer).values()) == found


def test_letters_of_another_officer_are_not_listed(desk: Desk) -> None:
    letter_at(desk, "to_reply")
    other = desk.client(desk.hire("检察官助理09", Role.ASSISTANT)).get(LETTERS)
    assert (other.context["rows"], counts(other)) == ([], {})
    assert desk.client(desk.inside.head).get(LETTERS).context["rows"]


def test_administrator_has_no_such_list(desk: Desk) -> None:
    client = desk.client(desk.hire("系统管理员09", Role.SYSTEM_ADMIN))
    assert client.get(LETTERS).status_code == 403


def acts_at(desk: Desk, point: str, acting: Any) -> list[str]:
    answer = desk.client(acting).get(f"{LETTERS}{letter_at(desk, point)}/")
    return [act["label"] for act in answer.context["acts"]]


@pytest.mark.parametrize(
    ("point", "who", "acts"),
    [
        pytest.param(
            "draft",
            "handler",
            ["登记发文", "修改", "送核稿", "代录签发", "记电话、催办", "撤回"],
            id="writer-of-a-draft",
        ),
        pytest.param("draft", "clerk", ["登记发文", "代录签发", "记电话、催办"], id="clerk"),
        pytest.param("draft", "chief", ["签发", "记电话、催办"], id="chief-signs"),
        pytest.param(
            "to_check",
            "head",
            ["核稿", "登记发文", "记电话、催办", "撤回"],
            id="head-checks",
        ),
        pytest.param("issued", "clerk", ["登记发文", "登记用印", "记电话、催办"], id="seal"),
        pytest.param(
            "to_serve",
            "clerk",
            ["登记送达", "代录回复", "记电话、催办", "更正发文登记"],
            id="clerk-serves",
        ),
        pytest.param(
            "replied",
            "handler",
            ["记电话、催办", "更正发文登记", "更正送达登记", "更正回复收到日期"],
            id="answered",
        ),
        pytest.param("withdrawn", "handler", ["记电话、催办"], id="withdrawn"),
    ],
)
def test_page_offers_what_the_person_may_do_next(
    desk: Desk, point: str, who: str, acts: list[str]
) -> None:
    assert acts_at(desk, point, getattr(desk.inside, who)) == acts


def test_chief_issues_a_kind_of_letter_that_is_no_referral(desk: Desk) -> None:
    with tenant_scope(desk.procuratorate.id):
        letter = drafted(desk.inside, desk.inside.register(), kind=LetterKind.REQUEST)
    chief = desk.client(desk.inside.chief)
    assert chief.post(f"{LETTERS}{letter.id}/issue/").status_code == 302
    with tenant_scope(desk.procuratorate.id):
        found = Letter.objects.get(id=letter.id)
    assert (found.state, found.issued_by_label, found.issue_way) == ("issued", "检察长", "self")
