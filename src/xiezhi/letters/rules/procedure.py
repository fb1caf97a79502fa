"""The procedure of an outgoing paper: 拟稿 → 核稿 → 签发 → 用印 → 送达 → 回复, as a table.

Source: 党政机关公文处理工作条例 (2012), articles 9 and 20-25 (印章, 审核, 退回, 签发, 登记); service by the
forms of 民事诉讼法 articles 87-95. The office's own approval on paper or in its OA is never repeated
here: 登记发文 takes a signed and sealed paper in one step, and the check inside is optional.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from xiezhi.kernel.transitions import Transition
from xiezhi.letters.rules.setting_aside import SET_ASIDE_BASIS


class LetterState(StrEnum):
    """Where a paper stands."""

    DRAFT = "draft"
    CHECKING = "checking"
    CHECKED = "checked"
    ISSUED = "issued"
    SEALED = "sealed"
    SENT = "sent"
    SERVED = "served"
    REPLIED = "replied"
    WITHDRAWN = "withdrawn"


class LetterEvent(StrEnum):
    """What happens to a paper."""

    SUBMIT_FOR_CHECK = "submit_for_check"
    RETURN_DRAFT = "return_draft"
    PASS_CHECK = "pass_check"  # noqa: S105  # a step, no password
    ISSUE = "issue"
    SEAL = "seal"
    REGISTER = "register"
    SEND = "send"
    SERVE = "serve"
    REPLY = "reply"
    CORRECT = "correct"
    CORRECT_SERVICE = "correct_service"
    CORRECT_REPLY = "correct_reply"
    WITHDRAW = "withdraw"
    SET_ASIDE = "set_aside"


STATE_LABELS: Final = {
    LetterState.DRAFT: "草稿",
    LetterState.CHECKING: "待核稿",
    LetterState.CHECKED: "待签发",
    LetterState.ISSUED: "待用印",
    LetterState.SEALED: "待送达",
    LetterState.SENT: "已发门户·待送达",
    LetterState.SERVED: "已送达",
    LetterState.REPLIED: "已回复",
    LetterState.WITHDRAWN: "已撤回",
}
EVENT_LABELS: Final = {
    LetterEvent.SUBMIT_FOR_CHECK: "送核稿",
    LetterEvent.RETURN_DRAFT: "退回修改",
    LetterEvent.PASS_CHECK: "核稿通过",
    LetterEvent.ISSUE: "签发",
    LetterEvent.SEAL: "用印",
    LetterEvent.REGISTER: "登记发文",
    LetterEvent.SEND: "发到协作门户",
    LetterEvent.SERVE: "登记送达",
    LetterEvent.REPLY: "书面回复",
    LetterEvent.CORRECT: "更正发文登记",
    LetterEvent.CORRECT_SERVICE: "更正送达登记",
    LetterEvent.CORRECT_REPLY: "更正回复收到日期",
    LetterEvent.WITHDRAW: "撤回函件",
    LetterEvent.SET_ASIDE: "变更、撤回已发文书",
}
CHANGEABLE: Final = frozenset({LetterState.DRAFT})
"""States in which the words may still be changed; a paper sent back is a draft again."""
OUT: Final = frozenset({LetterState.SEALED, LetterState.SENT, LetterState.SERVED})
"""Sealed papers that may be with the unit, not answered and not withdrawn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterFacts:
    """What the guards ask about.

    Attributes:
        checker_is_writer: the person checking wrote the paper.
        has_issuer: who signed is named.
        has_sealed_letter: the sealed scan is on file.
        is_set_aside: a later decision changed or withdrew it.
    """

    checker_is_writer: bool = False
    has_issuer: bool = False
    has_sealed_letter: bool = False
    is_set_aside: bool = False


def _second_person(facts: LetterFacts) -> str:
    return "letters.checks_own_draft" if facts.checker_is_writer else ""


def _signed(facts: LetterFacts) -> str:
    return "" if facts.has_issuer else "letters.no_issuer"


def _sealed(facts: LetterFacts) -> str:
    return "" if facts.has_sealed_letter else "letters.no_sealed_letter"


def _standing(facts: LetterFacts) -> str:
    return "letters.set_aside" if facts.is_set_aside else _sealed(facts)


def _signed_and_sealed(facts: LetterFacts) -> str:
    return _signed(facts) or _sealed(facts)


_CHECK: Final = "公文处理条例第20条"
_RETURN: Final = "公文处理条例第21条"
_ISSUE: Final = "公文处理条例第22条"
_SEAL: Final = "公文处理条例第9条"
_REGISTER: Final = "公文处理条例第25条"
_SERVICE: Final = "民事诉讼法第87至91条"
_OWN: Final = "本院规定"
_S, _E = LetterState, LetterEvent
Row = Transition[LetterState, LetterEvent, LetterFacts]


_GUARDS: Final = {
    _E.RETURN_DRAFT: _second_person,
    _E.PASS_CHECK: _second_person,
    _E.ISSUE: _signed,
    _E.SEAL: _sealed,
    _E.CORRECT: _signed_and_sealed,
    _E.REGISTER: _signed_and_sealed,
    _E.SEND: _standing,
    _E.SERVE: _standing,
}


def _row(source: LetterState, event: LetterEvent, target: LetterState, basis: str) -> Row:
    return Row(source=source, event=event, target=target, basis=basis, guard=_GUARDS.get(event))


TRANSITIONS: Final[tuple[Row, ...]] = (
    _row(_S.DRAFT, _E.SUBMIT_FOR_CHECK, _S.CHECKING, _CHECK),
    _row(_S.CHECKING, _E.RETURN_DRAFT, _S.DRAFT, _RETURN),
    _row(_S.CHECKING, _E.PASS_CHECK, _S.CHECKED, _CHECK),
    _row(_S.DRAFT, _E.ISSUE, _S.ISSUED, _ISSUE),
    _row(_S.CHECKED, _E.ISSUE, _S.ISSUED, _ISSUE),
    _row(_S.ISSUED, _E.SEAL, _S.SEALED, _SEAL),
    *(
        _row(source, _E.REGISTER, _S.SEALED, _REGISTER)
        for source in (_S.DRAFT, _S.CHECKING, _S.CHECKED, _S.ISSUED)
    ),
    _row(_S.SEALED, _E.SEND, _S.SENT, _OWN),
    # A paper served by hand may be shown in the portal as well, so that the unit answers there.
    _row(_S.SERVED, _E.SEND, _S.SERVED, _OWN),
    _row(_S.SEALED, _E.SERVE, _S.SERVED, _SERVICE),
    _row(_S.SENT, _E.SERVE, _S.SERVED, _SERVICE),
    # The receipt often comes back after the answer; the reply stands, the day of service is noted.
    _row(_S.REPLIED, _E.SERVE, _S.REPLIED, _SERVICE),
    *(_row(source, _E.REPLY, _S.REPLIED, _OWN) for source in (_S.SEALED, _S.SENT, _S.SERVED)),
    # A number or day typed wrongly is put right with a reason; what stood before stays in history.
    *(
        _row(source, _E.CORRECT, source, _OWN)
        for source in (_S.SEALED, _S.SENT, _S.SERVED, _S.REPLIED)
    ),
    *(_row(source, _E.CORRECT_SERVICE, source, _OWN) for source in (_S.SERVED, _S.REPLIED)),
    _row(_S.REPLIED, _E.CORRECT_REPLY, _S.REPLIED, _OWN),
    *(
        _row(source, _E.SET_ASIDE, source, SET_ASIDE_BASIS)
        for source in (_S.SENT, _S.SERVED, _S.REPLIED)
    ),
    *(
        _row(source, _E.WITHDRAW, _S.WITHDRAWN, _OWN)
        for source in _S
        if source not in {_S.REPLIED, _S.WITHDRAWN}
    ),
)


def lets_go(state: LetterState) -> bool:
    """Tell whether a paper may be sent to the portal from where it stands."""
    return any(row.source is state and row.event is LetterEvent.SEND for row in TRANSITIONS)
