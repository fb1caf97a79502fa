"""Why a file of law data is refused, in words; the codes come from ``law/``."""

from typing import Final

from xiezhi.cli.messages import _
from xiezhi.cli.messages import gettext_noop as _n

REASONS: Final = {
    "not_a_mapping": _n("应是“字段: 值”的一组"),
    "not_a_list": _n("应是一个列表"),
    "text_missing": _n("应填写文字"),
    "date_missing": _n("应填写日期，例如 2028-01-01，不加引号"),
    "number_missing": _n("应填写整数"),
    "flag_missing": _n("应填写 true 或者 false"),
    "not_one_of_the_words": _n("不是可用的取值"),
    "unknown_field": _n("没有这个字段，请核对拼写"),
    "unknown_section": _n("没有这一类数据，请核对拼写"),
    "unknown_tag": _n("没有这个来源标记"),
    "unknown_instrument": _n("没有这个法律文件的代号，请先在 instruments 里登记"),
    "unknown_paper": _n("文书目录里没有这个代号"),
    "unknown_regime": _n("没有这个办案制度的代号"),
    "given_twice": _n("重复"),
    "versions_overlap": _n("与同一期限的另一版本在时间上重叠"),
    "before_effective_from": _n("失效日期早于施行日期"),
    "draft_dated": _n("草案不能有施行日期"),
    "outside_instrument": _n("不在所依据的法律文件施行期间内"),
    "out_of_range": _n("超出可用的长度"),
    "number_and_wording": _n("长度和文字要求只能填一项"),
    "statutory_without_instrument": _n("法定期限须写明法律文件"),
    "statutory_without_length": _n("法定期限须写明长度、文字要求或者各情形的长度"),
    "statutory_without_source": _n("法定期限不能只凭外地做法或者报道"),
    "verified_without_source": _n("没有见到原文的，verified 应为 false"),
    "own_with_instrument": _n("本院规定的期限不写法律文件"),
    "own_with_source": _n("本院规定的期限，来源标记应为 L、S17 或者 NONE"),
    "own_with_wording": _n("本院规定的期限不写法律的文字要求"),
    "tag_of_another_kind": _n("来源标记与性质（法定或本院规定）不符"),
    "basis_missing": _n("须写明依据，没有依据的须写明说明并且 verified 为 false"),
    "not_in_order": _n("顺序不对"),
    "not_complete": _n("有遗漏"),
    "nothing_required": _n("须有条件或者排除情形"),
    "nobody_decides": _n("须写明由谁决定；法律政策研究部门只审核"),
    "decision_lowered": _n("法律写明由谁决定的，本院不能改为由下级决定"),
}


def reason_words(reason: str) -> str:
    """Return a reason in words; what a reader of YAML said stays as it was."""
    known = REASONS.get(reason)
    return reason if known is None else _(known)
