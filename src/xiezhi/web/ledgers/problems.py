"""Words for what an export may be refused."""

from django.utils.translation import gettext_lazy as _

from xiezhi.web.problem_texts import register


def register_texts() -> None:
    """Add the texts of the export's codes."""
    register(
        {
            "documents.too_many_rows": (
                _("打印和 PDF 最多 %(limit)s 行，这份台账超过了。"),
                _("请缩短统计期或加筛选条件，或者改为导出 Excel。"),
            )
        }
    )
