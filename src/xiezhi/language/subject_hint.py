"""A first guess at the subject area of a message, from plain keyword tables.

A guess for sorting the information pool, never a decision: the officer's assessment names the
area. Keys are those of ``law/data`` (subject areas).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

_CHIP_WEIGHT: Final = 3  # the reporter said so, words only mention it
_SURE: Final = 4  # weight from which a guess counts as certain

# What the reporter taps under 「看到了什么」 and the areas it may concern, likeliest first.
CHIP_AREAS: Final[dict[str, tuple[str, ...]]] = {
    "污水": ("eco_resources",),
    "垃圾": ("eco_resources",),
    "毁林毁草": ("eco_resources",),
    "采砂取土": ("eco_resources",),
    "消防设施": ("work_safety",),
    "道路井盖": ("work_safety",),
    "食品药品": ("food_drug",),
    "出行不便": ("accessibility",),
    "文物": ("cultural_relics",),
    "其他": (),
}

# Words, each with the weight it carries; compound words come without their weaker parts.
AREA_WORDS: Final[dict[str, dict[int, str]]] = {
    "eco_resources": {
        2: "污水 废水 排污 黑臭 固废 危废 尾矿 垃圾 毁林 毁草 滥伐 盗伐 开垦 采砂 采矿 取土 偷采 "
        "扬尘 超载放牧 偷牧 禁牧 退耕 湿地 水源地 捕鸟 猎捕 野生动物 粪污 农膜 油烟 秸秆焚烧",
        1: "草原 草场 林地 沙地 河道 黄河 水库 地下水 污染 异味 恶臭 烟囱 噪音 噪声 倾倒 焚烧 粉尘",
    },
    "food_drug": {
        2: "食品 过期 假药 药店 药品 饭店后厨 小餐桌 食堂 地沟油 无证经营 三无产品 保健品 毒奶 "
        "校园周边小吃 注水肉 病死",
        1: "超市 餐馆 外卖 发霉 变质 拉肚子 饮用水 桶装水 卫生许可",
    },
    "agri_product": {
        2: "农药残留 农残 兽药 瘦肉精 假种子 假化肥 农资",
        1: "种子 化肥 农药 蔬菜 羊肉",
    },
    "work_safety": {
        2: "消防 消火栓 水鹤 灭火器 消防通道 井盖 窨井 安全隐患 液化气 燃气 加油站 危化品 "
        "塌陷 护栏 高压线 违规充电 脚手架 电动车上楼",
        1: "隐患 起火 着火 漏电 裸露 坍塌 坑洞 路灯 标志牌 铁路道口 施工 煤矿",
    },
    "accessibility": {
        2: "盲道 无障碍 坡道 残疾证 残疾人证 轮椅 老年证 免费乘车",
        1: "残疾 残疾人 公交 乘车 扶手 电梯",
    },
    "cultural_relics": {
        2: "文物 古墓 长城 遗址 古城 古树 岩画 不可移动文物 革命旧址 秦直道",
        1: "古迹 石碑 寺庙 盗挖",
    },
    "martyrs": {2: "烈士 烈士陵园 纪念碑 英烈", 1: "陵园 纪念馆"},
    "minors": {
        2: "未成年 网吧 向学生卖烟 电子烟 文身 校园周边 点播影院",
        1: "学校 学生 幼儿园 孩子 校车",
    },
    "personal_info": {
        2: "个人信息 泄露信息 人脸识别 快递单 身份证号公开",
        1: "骚扰电话 摄像头 公示栏",
    },
    "telecom_fraud": {2: "电信诈骗 网络诈骗 电话卡买卖", 1: "诈骗 刷单"},
    "women": {2: "妇女权益 出嫁女 外嫁女 招聘限男性", 1: "妇女 孕妇 产假"},
    "state_property": {2: "国有资产 套取补贴 骗取补贴 骗取低保 专项资金", 1: "补贴 低保 社保"},
    "land_use_right": {2: "土地出让金 闲置土地 土地出让", 1: "出让 欠缴"},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectHint:
    """One suspected subject area.

    Attributes:
        area: key of the area.
        score: 0 to 1; 1 when as certain as words can make it.
        words: what in the message points there, for showing why.
    """

    area: str
    score: float
    words: tuple[str, ...]


def suggest_areas(
    text: str, *, chips: Iterable[str] = (), limit: int = 3
) -> tuple[SubjectHint, ...]:
    """Return suspected subject areas, likeliest first; () when nothing points anywhere.

    Args:
        text: the message.
        chips: what the reporter tapped, in the words of `CHIP_AREAS`; unknown ones are ignored.
        limit: how many areas to return at most.
    """
    weights: dict[str, int] = {}
    reasons: dict[str, list[str]] = {}
    for area, weight, word in (*_from_chips(chips), *_from_words(text)):
        weights[area] = weights.get(area, 0) + weight
        if word not in reasons.setdefault(area, []):
            reasons[area].append(word)
    best = sorted(weights, key=lambda area: (-weights[area], area))[:limit]
    return tuple(
        SubjectHint(area=area, score=min(1.0, weights[area] / _SURE), words=tuple(reasons[area]))
        for area in best
    )


def _from_chips(chips: Iterable[str]) -> list[tuple[str, int, str]]:
    return [
        (area, max(1, _CHIP_WEIGHT - rank), chip)
        for chip in chips
        for rank, area in enumerate(CHIP_AREAS.get(chip, ()))
    ]


def _from_words(text: str) -> list[tuple[str, int, str]]:
    found = [
        (area, weight, word)
        for area, table in AREA_WORDS.items()
        for weight, words in table.items()
        for word in words.split()
        if word in text
    ]
    return [
        row
        for row in found
        if not any(row[0] == area and row[2] != word and row[2] in word for area, _, word in found)
    ]
