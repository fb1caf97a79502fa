"""Words for what a copy or a column set may be refused."""

from django.utils.translation import gettext_lazy as _

from xiezhi.web.problem_texts import register


def register_texts() -> None:
    """Add the texts of the ledgers' codes."""
    register(
        {
            "documents.too_many_rows": (
                _("打印和 PDF 最多 %(limit)s 行，这份台账超过了。"),
                _("请缩短统计期或加筛选条件，或者改为导出 Excel。"),
            ),
            "reporting.no_columns": (
                _("一列都没有选。"),
                _("请至少勾选一列再保存。"),
            ),
            "reporting.unknown_column": (
                _("有一列不认识，可能页面已经过期。"),
                _("请刷新页面后再选。"),
            ),
            "reporting.column_twice": (
                _("「%(heading)s」选了两次。"),
                _("请只保留一次。"),
            ),
            "reporting.column_width": (
                _("「%(heading)s」的列宽不在 %(least)s 到 %(most)s 之间。"),
                _("请改列宽后再保存。"),
            ),
            "reporting.no_name": (
                _("还没有填写名称。"),
                _("请填写名称后再保存。"),
            ),
            "reporting.name_taken": (
                _("已经有叫「%(name)s」的了。"),
                _("请换一个名称。"),
            ),
            "reporting.no_column_set": (
                _("没有找到这个列方案，可能已经删除。"),
                _("请在列方案中另选一个。"),
            ),
        }
    )
