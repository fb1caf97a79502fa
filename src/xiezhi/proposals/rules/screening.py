"""筛查: whether a proposal holds something of public-interest litigation; hints, reasons, kind words.

A hint points at words in the text. It never decides: most proposals are wishes, and an officer says so.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from xiezhi.kernel.errors import InvalidInputError
from xiezhi.language.subject_hint import SubjectHint, suggest_areas
from xiezhi.proposals.rules.kinds import ProposalKind


class WishReason(StrEnum):
    """Why a proposal holds nothing for public-interest litigation."""

    SERVICE_WISH = "service_wish"
    NEEDS_FUNDS = "needs_funds"
    LEGISLATION = "legislation"
    PRIVATE_DISPUTE = "private_dispute"
    BEING_DONE = "being_done"
    OTHER_BODY = "other_body"
    OTHER = "other"


WISH_REASON_LABELS: Final = {
    WishReason.SERVICE_WISH: "民生、服务方面的工作愿望",
    WishReason.NEEDS_FUNDS: "需要规划、财政或者项目安排",
    WishReason.LEGISLATION: "立法、政策方面的建议",
    WishReason.PRIVATE_DISPUTE: "个人或者单位之间的纠纷",
    WishReason.BEING_DONE: "主管机关已在依法办理",
    WishReason.OTHER_BODY: "属于其他机关职责，未见公益受损",
    WishReason.OTHER: "其他",
}

WISH_SIGNS: Final = (
    "增设", "新建", "扩建", "改造提升", "加大投入", "资金支持", "争取项目", "纳入规划", "出台政策",
    "提高待遇", "提高补助", "加强宣传", "人才引进", "编制", "旅游", "招商", "品牌", "文化活动", "培训",
    "延长营业", "优化线路", "立法",
)  # fmt: skip
DUTY_SIGNS: Final = (
    "监管不到位", "监管缺失", "未履行", "不履行", "未依法", "违法", "违规", "非法", "长期无人管理",
    "无人管护", "拒不整改", "隐患", "破坏", "污染", "未落实", "拒绝", "不予", "损坏", "侵占", "流失",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreeningHint:
    """What in the text points where; shown beside it, decides nothing.

    Attributes:
        areas: suspected subject areas, likeliest first.
        duty_words: words of duties not done and harm.
        wish_words: words of wishes.
    """

    areas: tuple[SubjectHint, ...]
    duty_words: tuple[str, ...]
    wish_words: tuple[str, ...]

    @property
    def leans_to_substance(self) -> bool:
        """Whether there are words of an area and of harm; still only a hint."""
        return bool(self.areas and self.duty_words)


def screening_hint(title: str, text: str) -> ScreeningHint:
    """Return what the words of a proposal point at."""
    words = f"{title} {text}"
    return ScreeningHint(
        areas=suggest_areas(words),
        duty_words=tuple(word for word in DUTY_SIGNS if word in words),
        wish_words=tuple(word for word in WISH_SIGNS if word in words),
    )


def check_screening(
    *, has_substance: bool, reason: WishReason | None, words: str, area: str
) -> None:
    """Refuse a screening that says nothing.

    Raises:
        InvalidInputError: ``proposals.reason_missing``, ``proposals.wish_reason_missing``,
            ``proposals.area_missing``.
    """
    if not words.strip():
        raise InvalidInputError("proposals.reason_missing")
    if has_substance and not area:
        raise InvalidInputError("proposals.area_missing")
    if not has_substance and reason is None:
        raise InvalidInputError("proposals.wish_reason_missing")


_WHY: Final = {
    WishReason.SERVICE_WISH: "所提内容属于改进民生服务的意见，目前没有发现行政机关违法行使职权或者不作为"
    "致使国家利益、社会公共利益受到侵害的情形，不属于检察公益诉讼的办理范围。",
    WishReason.NEEDS_FUNDS: "所提内容需要通过规划编制、财政安排或者项目建设逐步解决，不属于检察公益诉讼的"
    "办理范围。",
    WishReason.LEGISLATION: "所提内容属于完善立法和政策的意见，由有权机关研究决定，不属于检察公益诉讼的"
    "办理范围。",
    WishReason.PRIVATE_DISPUTE: "所提内容涉及个人或者单位之间的民事权利义务，可以通过协商、调解或者诉讼解决，"
    "不属于检察公益诉讼的办理范围。",
    WishReason.BEING_DONE: "经了解，主管机关已在依法办理，本院将继续关注办理结果。",
    WishReason.OTHER_BODY: "所提事项由主管机关负责，目前没有发现公共利益受到侵害的情形，本院已将意见转告"
    "有关机关研究。",
    WishReason.OTHER: "经研究，所提内容不属于检察公益诉讼的办理范围。",
}
_WHO: Final = {
    ProposalKind.DEPUTY_SUGGESTION: "代表",
    ProposalKind.CPPCC_PROPOSAL: "委员",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A proposal as an answer names it."""

    kind: ProposalKind
    title: str
    session: str
    number: str


def kind_answer(named: Named, *, reason: WishReason, words: str) -> str:
    """Return a kind answer to a wish, ready to be edited: thanks, why not here, what else helps."""
    onward = (
        "今后您在履职中发现生态环境、食品药品、安全生产、无障碍环境等领域公共利益受到侵害的线索，请随时与"
        "本院联系，也欢迎您参与检察听证、公开送达和“回头看”等活动。"
    )
    paragraphs = [
        *_opening(named),
        f"您反映的情况体现了人民群众的期盼，本院认真作了研究。{_WHY[reason]}",
        words.strip(),
        f"{onward}感谢{_WHO[named.kind]}的监督。",
    ]
    return "\n".join(part for part in paragraphs if part)


def converted_answer(named: Named, *, outcomes: Sequence[str], today: date) -> str:
    """Return the beginning of an answer to a proposal something came of; to be edited."""
    day = f"{today.year}年{today.month}月{today.day}日"
    done = "；".join(outcomes) or "正在办理"
    return "\n".join(
        [
            *_opening(named),
            f"本院对所提内容作了研究。截至{day}的办理情况：{done}。",
            "下一步，本院将依法继续办理，并按约定向您和交办机关反馈结果。感谢您的监督，请继续提出宝贵意见。",
        ]
    )


def _opening(named: Named) -> list[str]:
    received = f"您在{named.session}会议上提出的《{named.title}》（第{named.number}号）收悉。"
    thanks = "感谢您对检察工作和公益保护的关心支持。现答复如下："
    return [f"尊敬的{_WHO[named.kind]}：", received + thanks]
