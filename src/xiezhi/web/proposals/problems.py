"""Words for the refusals of proposals."""

from django.utils.translation import gettext_lazy as _

from xiezhi.web.problem_texts import register

_CHECK = _("请核对后再提交，已填写的内容都在。")
_REFRESH = _("请刷新页面，查看现在可以办理的步骤。")
_MEND = _("改好后请重新上传。")
_TEXTS: dict[str, tuple[object, object]] = {
    "proposals.not_found": (_("没有找到这件建议提案。"), _("请从建议提案列表进入。")),
    "proposals.no_conversion": (_("没有找到这项转化。"), _("请从建议提案页面进入。")),
    "proposals.no_material": (_("没有找到这份素材。"), _("请从素材列表进入。")),
    "proposals.no_contact": (_("没有找到这条联络记录。"), _("请从联络记录进入。")),
    "proposals.number_missing": (_("编号没有填写。"), _CHECK),
    "proposals.session_missing": (_("届次没有填写。"), _("请写成“十七届五次”的样子。")),
    "proposals.title_missing": (_("标题没有填写。"), _CHECK),
    "proposals.day_in_future": (_("日期在今天以后。"), _CHECK),
    "proposals.day_too_long_ago": (
        _("交办日期早于 2015 年 8 月 29 日。"),
        _("更早的建议提案没有可以计算的答复期限，请核对日期。"),
    ),
    "proposals.received_before_assigned": (_("收到日期早于交办日期。"), _CHECK),
    "proposals.exists": (
        _("%(session)s第%(number)s号已经登记过。"),
        _("请在列表里按编号查找。"),
    ),
    "proposals.no_file": (_("还没有选择文件。"), _("请选择 PDF 或图片。")),
    "proposals.too_many_files": (_("材料最多 %(limit)s 份。"), _("请合并后再提交。")),
    "proposals.complex_already": (_("答复期限已经是六个月。"), _REFRESH),
    "proposals.answered_already": (_("这件建议提案已经答复。"), _REFRESH),
    "proposals.reason_missing": (_("理由没有填写。"), _CHECK),
    "proposals.wish_reason_missing": (_("还没有选择不含公益诉讼内容的原因。"), _CHECK),
    "proposals.area_missing": (_("还没有选择涉及的领域。"), _CHECK),
    "proposals.unknown_area": (_("没有这个领域。"), _("请从列表里选择。")),
    "proposals.already_converted": (
        _("已经作过衔接转化，不能重新筛查。"),
        _("转化的记录要长期保留；需要补充的，请另作一项转化。"),
    ),
    "proposals.nothing_converted": (
        _("还没有作任何处理。"),
        _("请先作衔接转化；不转化的，选“不予转化，答复说明”。"),
    ),
    "proposals.not_dissatisfied": (
        _("只有代表、委员不满意的才重新办理。"),
        _("请先登记满意度。"),
    ),
    "proposals.words_missing": (_("说明没有填写。"), _CHECK),
    "proposals.no_matter": (_("没有说明是哪一件线索或者案件。"), _CHECK),
    "proposals.other_matter": (_("所选的事项和转化类别不一致。"), _CHECK),
    "proposals.no_campaign": (_("没有选择专项活动。"), _CHECK),
    "proposals.no_document_day": (_("日期没有填写。"), _("请填写会签或者会商的日期。")),
    "proposals.linked_already": (_("已经和%(matter)s链接。"), _REFRESH),
    "proposals.no_such_lead": (
        _("没有找到这个编号的线索，或者您无权查看。"),
        _("请写成 2026-17 的样子。"),
    ),
    "proposals.answer_missing": (_("答复内容没有填写。"), _CHECK),
    "proposals.answer_class_missing": (_("答复分类没有选择。"), _CHECK),
    "proposals.before_assigned": (_("答复日期早于交办日期。"), _CHECK),
    "proposals.before_answer": (_("日期早于答复日期。"), _CHECK),
    "proposals.not_answered": (_("还没有答复。"), _("请先登记答复。")),
    "proposals.day_too_early": (_("日期早于 %(day)s。"), _CHECK),
    "proposals.offered_already": (
        _("素材已经提供，不能再改。"),
        _("有新的内容，请另写一份素材。"),
    ),
    "proposals.not_offered": (_("素材还没有提供，或者结果已经登记。"), _REFRESH),
    "proposals.offered_to_missing": (_("没有写明提供给谁。"), _CHECK),
    "proposals.who_missing": (_("没有写明是哪些代表、委员。"), _("请写职务和编号。")),
    "proposals.followed_up_already": (_("后续已经登记过。"), _REFRESH),
    "proposals.deputy_has_interest": (
        _("参加的代表、委员与此事有利害关系（%(reason)s），不能见证、听证或者参与“回头看”。"),
        _("请另邀代表、委员；利害关系登记有误的，请先更正。"),
    ),
    "proposals.import_not_xlsx": (
        _("这不是 XLSX 表格。"),
        _("请用 Excel 或 WPS 打开后另存为 XLSX。"),
    ),
    "proposals.import_too_large": (_("文件超过 %(limit_megabytes)s 兆。"), _MEND),
    "proposals.import_empty": (_("文件里没有建议提案。"), _("请核对后重新选择。")),
    "proposals.import_too_many": (_("一次最多导入 %(limit)s 件。"), _("请拆成几个文件。")),
    "proposals.import_no_number": (_("没有指定哪一列是编号。"), _("请在下面选择。")),
    "proposals.import_no_title": (_("没有指定哪一列是标题。"), _("请在下面选择。")),
    "proposals.import_no_such_column": (_("指定的列不在表格里。"), _("请重新选择。")),
    "proposals.import_column_twice": (
        _("同一列或者同一字段指定了两次。"),
        _("每一列只能对应一个字段。"),
    ),
    "proposals.import_rows_wrong": (
        _("有 %(count)s 处内容有误，整个文件没有导入。"),
        _MEND,
    ),
    "proposals.import_twice": (_("编号与第 %(first)s 行重复。"), _MEND),
    "proposals.import_undertaking": (
        _("认不出办理方式。"),
        _("请写主办、会办或者转办。"),
    ),
    "proposals.import_nothing_new": (
        _("全部 %(count)s 件以前都登记过，没有新的内容。"),
        _("请核对是否选错了文件。"),
    ),
    "proposals.import_raced": (
        _("同样的编号刚才已由他人登记，这次没有导入。"),
        _("请重新预览后再试。"),
    ),
    "proposals.text_not_docx": (
        _("这不是 DOCX 文件。"),
        _("请用 Word 或 WPS 打开后另存为 DOCX。"),
    ),
    "proposals.text_damaged": (
        _("文件已损坏或者加了密码，不能读取。"),
        _("请用 Word 或 WPS 打开后另存一份再试。"),
    ),
    "proposals.text_empty": (_("文件里没有文字。"), _("扫描件请作为材料上传。")),
    "proposals.text_too_long": (_("文字太长，最多 %(limit)s 字。"), _MEND),
    "proposals.text_too_large": (_("文件超过 %(limit_megabytes)s 兆。"), _MEND),
    "proposals.too_many_texts": (_("一次最多 %(limit)s 个文件。"), _("请分几次上传。")),
    "proposals.text_twice": (_("有两个文件的届次和编号相同。"), _CHECK),
}


def register_texts() -> None:
    """Add the texts of proposals."""
    register(_TEXTS)
