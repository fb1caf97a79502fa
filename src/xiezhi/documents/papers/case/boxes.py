"""The procedures' papers with boxes."""

from typing import Final

from xiezhi.documents.papers.sheets import FOUR, Box, Row, Sheet, pair, row

FILING_APPROVAL: Final = Sheet(
    title="立案审批表",
    columns_mm=FOUR,
    rows=(
        row("案件名称", "case_name", height_mm=14),
        pair("案件类型", "flow", "所属领域", "area"),
        pair("线索编号", "lead_number", "线索发现日期", "found_on"),
        row("线索来源", "source"),
        pair("行政机关", "organ", "违法行为人", "wrongdoer"),
        row("公益受到侵害\n的事实", "harm", height_mm=34),
        row("立案理由和\n法律依据", "reasons", height_mm=24),
        row("承办检察官\n意见", "handler_opinion", foot="handler_foot", height_mm=22),
        row("部门负责人\n意见", "department_opinion", foot="open_foot", height_mm=22),
        row("检察长\n意见", "chief_opinion", foot="open_foot", height_mm=22),
        row("备注", "remarks"),
    ),
    notes=("本表为本院内部用表。检察业务应用系统2.0另有立案审批表，立案审批以系统中办理的为准。",),
    is_draft=True,
)

_LIST: Final = (12.0, 44.0, 20.0, 26.0, 32.0, 22.0)
_ITEMS: Final = ("number", "name", "quantity", "pages", "origin", "remarks")
EVIDENCE_LIST: Final = Sheet(
    title="调取证据清单",
    columns_mm=_LIST,
    rows=(
        Row(boxes=(Box(label="案件名称", span=2), Box(field="case_name", span=4))),
        Row(boxes=(Box(label="证据持有人", span=2), Box(field="holder", span=4))),
        Row(boxes=(Box(label="调取时间", span=2), Box(field="taken_on", span=4))),
        Row(boxes=(Box(label="调取地点", span=2), Box(field="place", span=4))),
        Row(
            boxes=tuple(
                Box(label=words)
                for words in ("序号", "证据名称", "数量", "页数、\n特征", "证据出处", "备注")
            )
        ),
        Row(boxes=tuple(Box(field=name) for name in _ITEMS), each="evidence_items"),
        Row(
            boxes=(
                Box(label="提供人签名、\n盖章", span=2),
                Box(field="open", foot="open_day", span=4),
            ),
            height_mm=22,
        ),
        Row(
            boxes=(
                Box(label="调取人签名", span=2),
                Box(field="investigators", foot="open_day", span=4),
            ),
            height_mm=22,
        ),
        Row(boxes=(Box(label="备注", span=2), Box(field="remarks", span=4))),
    ),
    notes=(
        (
            "注：书证为复制件的，注明调取人、提供人、调取时间、证据出处和“本复制件与原件核对一致”"
            "字样，并签字、盖章；页码较多的，加盖骑缝章。本清单一式两份，一份附卷，一份交提供人。"
        ),
    ),
    is_draft=True,
)

POLICY_REVIEW: Final = Sheet(
    title="检察建议审核意见表",
    columns_mm=FOUR,
    rows=(
        row("案件名称", "case_name", height_mm=14),
        row("被建议单位", "unit"),
        pair("送审部门", "department", "承办检察官", "handler"),
        row("送审日期", "submitted_on"),
        row("拟提出的\n建议内容", "advice", height_mm=40),
        row("必要性", "necessity", height_mm=22),
        row("合法性", "lawfulness", height_mm=22),
        row("说理性", "reasoning", height_mm=22),
        row("审核意见", "policy_result", foot="reviewer_foot", height_mm=26),
        row("法律政策研究\n部门负责人意见", "department_opinion", foot="open_foot", height_mm=26),
    ),
    notes=("依据：《人民检察院检察建议工作规定》第十七条。本表样式为本院设定，随案卷存档。",),
)

SHEETS: Final = {
    "filing_approval": FILING_APPROVAL,
    "evidence_list": EVIDENCE_LIST,
    "policy_review": POLICY_REVIEW,
}
