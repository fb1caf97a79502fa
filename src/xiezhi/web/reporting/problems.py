"""Words for what the handling of a superior's form may be refused."""

from django.utils.translation import gettext_lazy as _

from xiezhi.web.problem_texts import register

Texts = dict[str, tuple[object, object]]


def register_texts() -> None:
    """Add the texts of reporting's codes."""
    register(_FILES)
    register(_MAPPING)
    register(_RETURNS)


_SAVE_AS = _("请在 Excel 或 WPS 里打开，另存为「Excel 工作簿（*.xlsx）」后再上传。")
_FILES: Texts = {
    "reporting.form_too_large": (
        _("这个文件超过 %(limit)s 兆，没有收。"),
        _("表样一般很小；请删去图片和多余内容后再上传。"),
    ),
    "reporting.form_old_format": (
        _("这是旧格式（.xls、.et），没有收。"),
        _SAVE_AS,
    ),
    "reporting.form_password": (
        _("这个文件设了打开密码，读不了。"),
        _("请在 Excel 或 WPS 里取消打开密码，保存后再上传。"),
    ),
    "reporting.form_not_xlsx": (
        _("这不是 .xlsx 表格，没有收。"),
        _SAVE_AS,
    ),
    "reporting.form_strict": (
        _("这是「严格 Open XML」格式，没有收。"),
        _SAVE_AS,
    ),
    "reporting.form_damaged": (
        _("这个文件损坏了，或者不是规范的 .xlsx，读不了。"),
        _("请在 Excel 或 WPS 里打开看看，另存一份再上传；仍不行请向发表样的单位再要一份。"),
    ),
    "reporting.form_bomb": (
        _("这个文件展开后异常大，没有收。"),
        _("请向发表样的单位核实，或者把表样复制到新工作簿后再上传。"),
    ),
    "reporting.form_wide_range": (
        _("有一张工作表的已用区域太大，多半是整行整列设了格式，没有收。"),
        _("请在 Excel 或 WPS 里选中表格以外的空行空列，删除后保存，再上传。"),
    ),
    "reporting.form_many_sheets": (
        _("工作表超过 %(limit)s 张，没有收。"),
        _("请只留要填的工作表后再上传。"),
    ),
    "reporting.form_no_sheet": (
        _("这个文件里没有可见的工作表。"),
        _("请取消隐藏要填的工作表后再上传。"),
    ),
    "reporting.form_macros": (
        _("这个文件带宏，没有收。"),
        _("请另存为不带宏的「Excel 工作簿（*.xlsx）」后再上传。"),
    ),
    "reporting.form_controls": (
        _("这个文件带有控件或嵌入的对象，没有收。"),
        _("请删除控件和嵌入对象后再上传。"),
    ),
    "reporting.form_signed": (
        _("这个文件带数字签名，一填就会失效，没有收。"),
        _("请向发表样的单位要一份没有签名的表样。"),
    ),
    "reporting.form_connections": (
        _("这个文件会自动连接外部数据，没有收。"),
        _("请在 Excel 的「数据—查询和连接」里删除连接后再上传。"),
    ),
    "reporting.no_form": (
        _("没有找到这张表样。"),
        _("请返回上报页面重新选择。"),
    ),
    "reporting.no_issuer": (
        _("还没有填写制发单位。"),
        _("请填写是哪个单位要的表。"),
    ),
    "reporting.same_file": (
        _("这个文件和现在用的完全一样。"),
        _("不用更新；如果拿错了文件，请重新选择。"),
    ),
    "reporting.form_put_aside": (
        _("这张表样已停用。"),
        _("要继续用，请先恢复使用。"),
    ),
}
_MAPPING: Texts = {
    "reporting.no_sheet": (
        _("没有「%(sheet)s」这张工作表。"),
        _("请刷新页面后重新选择。"),
    ),
    "reporting.no_such_cell": (
        _("%(cell)s 不能填：它被合并到别的单元格里，或者没有显示。"),
        _("请点合并单元格的左上角，或者另选一格。"),
    ),
    "reporting.formula_cell": (
        _("%(cell)s 是公式，不能改填。"),
        _("请对应公式用到的单元格；如果公式不该有，请向发表样的单位核实。"),
    ),
    "reporting.not_a_cell": (
        _("「%(cell)s」不是单元格。"),
        _("请写成 C5:C9 或 C5,E3 这样，用逗号分开。"),
    ),
    "reporting.too_many_cells": (
        _("单元格超过 %(limit)s 个。"),
        _("请分开写。"),
    ),
    "reporting.sum_of_itself": (
        _("%(cell)s 不能是它自己的合计项。"),
        _("请去掉这一格。"),
    ),
    "reporting.unknown_figure": (
        _("没有这个指标，可能页面已经过期。"),
        _("请刷新页面后再选。"),
    ),
    "reporting.unknown_filter": (
        _("有一个筛选条件不认识。"),
        _("请刷新页面后再选。"),
    ),
    "reporting.filter_not_of_figure": (
        _("「%(figure)s」不能按所选的条件筛选。"),
        _("请去掉这个条件，或者换一个指标。"),
    ),
    "reporting.no_mapping_draft": (
        _("没有改动，不用启用。"),
        _("请先修改单元格对应关系。"),
    ),
    "reporting.nothing_mapped": (
        _("还没有一格对应指标或文字。"),
        _("请点选单元格，选好指标后再继续。"),
    ),
    "reporting.no_mapping": (
        _("这张表样还没有启用的取数对应。"),
        _("请先设置各单元格对应的指标并启用。"),
    ),
}
_RETURNS: Texts = {
    "reporting.no_return": (
        _("没有找到这次填报。"),
        _("请返回上报页面重新选择。"),
    ),
    "reporting.not_locked": (
        _("这次填报还没有锁定。"),
        _("锁定以后才有上报版。"),
    ),
    "reporting.no_addressee": (
        _("还没有写主送。"),
        _("请写明报告送给谁，再生成。"),
    ),
    "reporting.period_order": (
        _("统计期的结束日早于开始日。"),
        _("请改统计期。"),
    ),
    "reporting.return_open": (
        _("这个统计期已经有一次填报没有完成。"),
        _("请继续那一次，或者先把它作废。"),
    ),
    "reporting.return_not_open": (
        _("这次填报已经提请审核或者锁定，不能再改。"),
        _("请审核人退回后再改；已锁定的，请另做更正。"),
    ),
    "reporting.cell_not_mapped": (
        _("%(cell)s 没有对应指标，不能手工调整。"),
        _("请先在表样里给它对应指标或文字。"),
    ),
    "reporting.no_value": (
        _("还没有填写调整后的值。"),
        _("请填写后再保存。"),
    ),
    "reporting.number_too_large": (
        _("这个数太大了。"),
        _("请核对后再填。"),
    ),
    "reporting.no_reason": (
        _("还没有填写理由。"),
        _("请写明理由后再保存。"),
    ),
    "reporting.no_adjustment": (
        _("这一格没有手工调整。"),
        _("请刷新页面。"),
    ),
    "reporting.checks_failed": (
        _("有校验关系不成立，不能提请审核。"),
        _("请核对标红的单元格，改正后再提请。"),
    ),
    "reporting.locks_own_return": (
        _("填报人和审核人不能是同一个人。"),
        _("请另一位有权限的同事审核、锁定。"),
    ),
}
