"""Sample data of the style page: plain dicts in the shapes the parts take, people by role and number."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from django.templatetags.static import static
from django.utils.translation import gettext as _

SPRITE = Path(__file__).resolve().parent.parent / "static/xiezhi/icons.svg"

Plain = str | int | bool | None
Sample = Mapping[str, Plain | Sequence[Mapping[str, Plain]]]


def read_icon_names() -> list[str]:
    """Return the ids of the sprite, in its order."""
    return re.findall(r'<symbol id="([\w-]+)"', SPRITE.read_text(encoding="utf-8"))


def _clock(text: str, tone: str, limit: str, article: str = "", **more: Plain) -> dict[str, Plain]:
    return {"text": text, "tone": tone, "limit": limit, "article": article, **more}


def sample_clocks() -> dict[str, dict[str, Plain]]:
    """Return a clock in every state, by the name the page refers to it."""
    return {
        "overdue": _clock(_("逾期 3 天"), "red", _("送达 3 日"), _("办案规则第76条"), name=_("送达检察建议书"), percent=100, due_full="2026-11-20 24:00"),
        "today": _clock(_("今天 24:00"), "amber", _("备案 5 日"), _("第75条"), name=_("报上一级备案"), percent=92, due_full="2026-11-23 24:00"),
        "own": _clock(_("今天"), "amber", _("评估 5 个工作日"), is_own_rule=True, name=_("线索评估"), percent=90),
        "left": _clock(_("还有 3 天"), "", _("回复 2 个月"), _("两高解释第21条"), name=_("行政机关回复"), percent=64, due_full="2026-11-26"),
        "provisional": _clock(_("还有 41 天"), "", _("结果答复 3 个月"), _("刑诉规则第163条"), name=_("信访结果答复"), percent=30, is_provisional=True),
        "waiting": _clock(_("送达后起算"), "faint", _("送达后 5 日"), _("第75条"), name=_("报上一级备案"), percent=0),
        "paused": _clock(_("已中止，不计期间"), "faint", _("整改期内"), _("第78条"), name=_("审查起诉"), percent=40),
        "kept": _clock(_("按期完成"), "green", _("立案决定书送达 7 日"), _("第70条"), name=_("送达立案决定书"), percent=57),
    }  # fmt: skip


def sample_rows(clocks: Mapping[str, Mapping[str, Plain]]) -> list[dict[str, object]]:
    """Return five rows of a worklist, nearest due first."""
    columns = ("clock", "title", "sub", "area", "source", "organ", "second_organ", "act", "is_due")
    rows: list[tuple[object, ...]] = [
        (clocks["overdue"], _("树林召镇三处消防水鹤损毁、冬季无法取水"), _("案件 2026-18 · 树林召镇 · 照片 6"), _("安全生产"), _("网格员07"), _("旗消防救援大队"), _("旗住建局"), _("送达建议书"), True),
        (clocks["today"], _("黄河滩区倾倒建筑垃圾约 400 立方米"), _("案件 2026-15 · 王爱召镇 · 照片 12"), _("生态环境"), _("代表建议 34 号"), _("旗水利局"), "", _("报市院备案"), True),
        (clocks["own"], _("公交车读卡器不识别第三代残疾人证"), _("线索 2026-61 · 全旗 · 提案 112 号转化"), _("无障碍环境"), _("政协提案"), _("旗交通局"), "", _("评估"), False),
        (clocks["left"], _("煤场占用林地露天堆放"), _("案件 2026-09 · 白泥井镇 · 已催 1 次"), _("生态环境"), _("随手拍 匿名"), _("旗林草局"), "", _("查看进展"), False),
        (clocks["provisional"], _("反映草场承包纠纷处理不公"), _("信访 2026-31 · 白泥井镇 · 已程序性答复"), _("信访化解"), _("控告申诉检察部门"), "—", "", _("答复结果"), False),
    ]  # fmt: skip
    return [dict(zip(columns, row, strict=True)) for row in rows]


def _case_samples() -> dict[str, Sequence[Sample]]:
    return {
        "stages": [
            *({"label": label, "state": "done"} for label in (_("线索"), _("立案"), _("调查"), _("磋商"))),
            {"label": _("检察建议"), "state": "now"},
            *({"label": label, "state": "todo"} for label in (_("跟进调查"), _("终结或起诉"))),
        ],
        "timeline": [
            {"title": _("决定提出检察建议"), "note": _("检察长"), "time": "11-17 16:40", "is_now": True, "full": "2026-11-17 16:40:12"},
            {"title": _("工作推进会"), "note": _("消防、住建、水务、特邀检察官助理04"), "time": "11-13"},
            {"title": _("勘验笔录签字"), "note": _("检察人员 2 人"), "time": "11-12"},
            {"title": _("立案决定书送达"), "note": _("第 4 日，期限 7 日"), "time": "11-06", "tone": "green"},
            {"title": _("立案"), "note": _("检察长"), "time": "11-02"},
            {"title": _("网格员07 随手拍，合并线索 3 条"), "time": "10-28"},
        ],
        "acts": [
            {"label": _("登记送达（回证）"), "url": "#acts", "is_due": True, "basis": _("办案规则第76条"), "basis_text": _("检察建议书应当在决定后三日内送达。")},
            {"label": _("宣告送达"), "url": "#acts", "basis": _("办案规则第76条")},
            {"label": _("变更、撤回（报检察长）"), "url": "#acts", "basis": _("检察建议规定第22条")},
        ],
        "later": [{"label": _("中止审查"), "reason": _("检察建议发出后、整改期内方可"), "basis": _("第78条")}],
    }  # fmt: skip


def _list_samples() -> dict[str, Sequence[Sample]]:
    return {
        "tiles": [
            {"label": _("已逾期"), "value": 1, "note": _("检察建议书送达"), "tone": "red", "url": "#tiles"},
            {"label": _("今天到期"), "value": 3, "note": _("备案 2 · 程序性答复 1"), "tone": "amber", "url": "#tiles"},
            {"label": _("七天内"), "value": 8, "note": _("其中法定 5，本院规定 3"), "url": "#tiles"},
            {"label": _("等我审批"), "value": 5, "note": _("立案 2 · 不立案 1 · 转办 2"), "url": "#tiles"},
        ],
        "tabs": [
            {"label": _("待评估"), "url": "#worklist", "count": 17, "is_current": True},
            {"label": _("初步调查"), "url": "#worklist", "count": 6},
            {"label": _("已移送待回复"), "url": "#worklist", "count": 4},
            {"label": _("已办结"), "url": "#worklist", "count": 38},
        ],
        "photos": [
            {"thumb_url": static("xiezhi/style/photo-1.svg"), "full_url": "#photos", "alt": _("损坏的消防水鹤"), "caption": _("14:02 · 设备时间")},
            {"thumb_url": static("xiezhi/style/photo-2.svg"), "full_url": "#photos", "alt": _("漏水的阀门"), "caption": "14:03 · EXIF"},
            {"thumb_url": static("xiezhi/style/photo-1.svg"), "alt": _("远景"), "caption": _("14:05 · 人工")},
        ],
    }  # fmt: skip


def samples() -> dict[str, object]:
    """Return all sample data of the page by the name its template uses."""
    clocks = sample_clocks()
    return {
        **_case_samples(),
        **_list_samples(),
        "icons": read_icon_names(),
        "clocks": clocks,
        "rows": sample_rows(clocks),
        "pager": {
            "text": _("第 1–5 条，共 63 条"),
            "next_url": "#worklist",
            "pages": [
                {"label": "1", "url": "#worklist", "is_current": True},
                {"label": "2", "url": "#worklist"},
                {"label": "…"},
                {"label": "13", "url": "#worklist"},
            ],
        },
        "picks": [
            {"value": "water", "label": _("污水")},
            {"value": "waste", "label": _("垃圾")},
            {"value": "fire", "label": _("消防设施"), "is_chosen": True},
            {"value": "forest", "label": _("毁林毁草")},
            {"value": "road", "label": _("道路井盖")},
            {"value": "other", "label": _("更多")},
        ],
    }
