"""Words for the refusals of house."""

from django.utils.translation import gettext_lazy as _

from xiezhi.web.problem_texts import register

_CHECK = _("请核对后再提交，已填写的内容都在。")
_TEXTS: dict[str, tuple[object, object]] = {
    "house.no_rule": (_("没有找到这件制度，或者它没有向您公开。"), _("请从制度目录进入。")),
    "house.foreign": (
        _("这份制度和联系电话不是本院的，或者写法不对。"),
        _("请核对摆渡包的来源。"),
    ),
    "house.no_clause": (_("没有找到这一条。"), _("请重新选择所引的条款。")),
    "house.name_missing": (_("制度名称没有填写。"), _CHECK),
    "house.text_missing": (
        _("条文没有填写。"),
        _("请把全文粘贴进来；没有分条的，作为全文一条登记。"),
    ),
    "house.text_too_long": (
        _("条文太长，最多 %(limit)s 字。"),
        _("请只粘贴正文，附件另存为扫描件。"),
    ),
    "house.too_many_clauses": (
        _("条数太多，最多 %(limit)s 条。"),
        _("请检查粘贴的是不是一件制度；汇编请逐件登记。"),
    ),
    "house.clause_twice": (
        _("%(number)s出现了两次。"),
        _("请在条文里改正条号后再提交，已填写的内容都在。"),
    ),
    "house.rule_exists": (
        _("已登记同名、同日印发的《%(name)s》。"),
        _("修订的请从原制度的“修订”进入；登记有误的请用“更正”。"),
    ),
    "house.in_force_before_issue": (_("施行日期早于印发日期。"), _CHECK),
    "house.repealed_before_in_force": (_("废止日期早于施行日期。"), _CHECK),
    "house.amended_before_in_force": (
        _("修订后的施行日期要晚于原制度的施行日期。"),
        _("只是登记有误的，请用“更正”。"),
    ),
    "house.already_repealed": (
        _("这件制度已自 %(day)s 起废止。"),
        _("请从现行的制度办理。"),
    ),
    "house.own_successor": (
        _("替代的制度不能是它自己，也不能是届时已废止的。"),
        _("请另选一件；没有替代的，留空。"),
    ),
    "house.clause_cited": (
        _("%(numbers)s还被引用，不能从条文里去掉。"),
        _("请先改引别的条款；内容确已改变的，请用“修订”登记新文本。"),
    ),
    "house.rule_repealed": (
        _("所引的制度到 %(day)s 已经废止。"),
        _("请改引现行的制度；没有文件依据的，按本院设定。"),
    ),
    "house.rule_not_in_force": (
        _("所引的制度到 %(day)s 还没有施行。"),
        _("请把生效日期改到施行日以后，或者改引现行的制度。"),
    ),
    "house.limit_has_its_own_page": (
        _("期限的依据在“本院规定的期限”里登记。"),
        _("请从那里进入。"),
    ),
    "house.no_subject": (_("没有说明是哪项职责或者哪种文书。"), _("请从目录里选择。")),
    "house.same_person": (_("A 岗和 B 岗、移交人和接收人不能是同一人。"), _("请另选一位。")),
    "house.since_in_future": (
        _("职能分工从今天或以前起。"),
        _("以后才调整的，请到时再登记。"),
    ),
    "house.since_before_present": (
        _("现在的分工自 %(day)s 起，新的分工不能更早。"),
        _CHECK,
    ),
}


def register_texts() -> None:
    """Add the texts of house; every face that shows its pages calls it."""
    register(_TEXTS)
