"""Words for the refusals of people, sign-in, units and supporters."""

from django.utils.translation import gettext_lazy as _

from xiezhi.web.problem_texts import register


def register_texts() -> None:
    """Add the texts of accounts, partners and supporters."""
    register(_ACCOUNTS | _LAW | _PARTNERS | _SUPPORTERS)


_CHECK = _("请核对后再提交，已填写的内容都在。")
_ACCOUNTS: dict[str, tuple[object, object]] = {
    "accounts.name_missing": (_("名称没有填写。"), _CHECK),
    "accounts.reason_missing": (_("请写明事由。"), _CHECK),
    "accounts.department_exists": (_("已有同名部门。"), _CHECK),
    "accounts.no_department": (_("没有找到这个部门。"), _CHECK),
    "accounts.login_format": (
        _("登录名只能用小写字母、数字、点、横线和下划线，2 至 40 位，以字母或数字开头。"),
        _CHECK,
    ),
    "accounts.login_taken": (_("这个登录名已有人用。"), _("请换一个登录名。")),
    "accounts.label_taken": (_("已有相同的岗位编号。"), _("请换一个编号，例如检察官助理04。")),
    "accounts.weak_password": (
        _("密码太简单：至少 12 位，不能全是数字，不能是常见密码。"),
        _("请换一个更长的密码。"),
    ),
    "accounts.no_member": (_("没有找到这位工作人员。"), _("请从人员名册进入。")),
    "accounts.not_yourself": (
        _("不能停用或重置自己的账号。"),
        _("请由另一位管理员办理。"),
    ),
    "accounts.unknown_role": (_("没有这个岗位角色。"), _CHECK),
    "accounts.role_held": (_("此人已有这个角色。"), _("不必重复授予。")),
    "accounts.not_to_yourself": (
        _("管理员不能给自己授予角色。"),
        _("请由另一位安全管理员授予。"),
    ),
    "accounts.concurrent_needs_note": (
        _("系统、安全、审计三员应当由不同的人担任；确需兼任的，要写明兼任依据。"),
        _("请填写批准兼任的文件或批准人，页面上会标明“兼任”。"),
    ),
    "accounts.period_order": (_("起止日期不对：截止不能早于开始，也不能早于今天。"), _CHECK),
    "accounts.no_holding": (_("没有找到这项角色。"), _("请刷新页面。")),
    "accounts.deputy_is_principal": (_("代办人、B岗不能是本人。"), _("请选另一位同事。")),
    "accounts.deputy_inactive": (_("所选同事的账号已停用。"), _("请选在岗的同事。")),
    "demo.not_a_demo": (_("这里没有演示登录。"), _("请从工作台登录。")),
    "accounts.no_delegation": (_("没有找到这项代办授权。"), _("请刷新页面。")),
    "accounts.limit_length": (_("期限长度或单位不对。"), _CHECK),
    "accounts.limit_backdated": (
        _("本院规定从今天或以后起生效，不能倒填日期。"),
        _("已起算的期限仍按原规定计算。"),
    ),
    "accounts.no_limit": (_("没有找到这项期限的设定。"), _("请刷新页面。")),
    "accounts.limit_in_force": (
        _("这项设定已经生效，不能取消。"),
        _("请另设一个从今天或以后起生效的长度。"),
    ),
    "accounts.statistics_day": (
        _("统计截止日只能是 1 至 %(last)s 日，或者每月最后一日。"),
        _("29 日以后的，请选“每月最后一日”。"),
    ),
    "accounts.holidays_missing": (_("放假日期没有填写。"), _("请按国务院通知逐日填写。")),
    "accounts.no_device": (_("这部手机没有绑定。"), _("请重新登录。")),
}
_LAW: dict[str, tuple[object, object]] = {
    "law.no_rule": (_("这一天没有这项期限。"), _("请核对生效日期。")),
    "law.statutory_length_fixed": (
        _("这是法定期限，本院不能另行规定。"),
        _("只有法律没有规定长度的期限才能由本院规定。"),
    ),
    "law.holiday_listed_twice": (_("%(year)s 年的放假日期有重复。"), _CHECK),
    "law.holiday_outside_year": (_("%(day)s 不在 %(year)s 年的放假通知范围内。"), _CHECK),
    "law.holiday_also_workday": (_("%(day)s 既填成放假又填成上班。"), _CHECK),
    "law.adjusted_workday_not_weekend": (
        _("%(day)s 不是周六、周日，不会是调休上班日。"),
        _("请对照国务院办公厅的放假通知核对日期。"),
    ),
}
_PARTNERS: dict[str, tuple[object, object]] = {
    "partners.name_missing": (_("单位名称、简称或联络员没有填写。"), _CHECK),
    "partners.unknown_kind": (_("请选择单位类别。"), _CHECK),
    "partners.unit_exists": (_("已有同名单位。"), _("请在协作单位中查找。")),
    "partners.no_unit": (_("没有找到这个单位。"), _("请从协作单位名册进入。")),
    "partners.no_superior": (_("没有找到这条上级关系。"), _("请从单位页面进入。")),
    "partners.superior_days": (_("截止日期早于开始日期。"), _CHECK),
    "partners.own_superior": (_("单位不能是自己的上级。"), _CHECK),
    "partners.superior_known": (
        _("这段时间里已经登记了这个上级单位。"),
        _("请修改已有的那一条，或者换一段日期。"),
    ),
    "partners.superior_in_a_circle": (
        _("这个单位在同一时间是它的下级，不能又是上级。"),
        _("请核对哪个单位是上级。"),
    ),
    "partners.no_officer": (_("没有找到这位联络员。"), _("请从协作单位名册进入。")),
    "partners.title_missing": (_("会签文件名称没有填写。"), _CHECK),
    "partners.no_parties": (_("请选择会签单位。"), _CHECK),
    "partners.instrument_exists": (_("同一天已有同名会签文件。"), _CHECK),
    "partners.already_handed_over": (_("这位联络员已经交接。"), _("请刷新页面。")),
}
_SUPPORTERS: dict[str, tuple[object, object]] = {
    "supporters.no_supporter": (_("没有找到这位人员。"), _("请从名册进入。")),
    "supporters.term_order": (_("聘期截止早于开始。"), _CHECK),
    "supporters.mobile_format": (_("手机号只能填数字。"), _CHECK),
    "supporters.number_taken": (_("这个编号已用过。"), _("编号不重复使用，请换一个或留空。")),
    "supporters.mobile_taken": (_("已有人登记这个手机号。"), _CHECK),
    "supporters.reason_missing": (_("请写明解聘原因。"), _CHECK),
    "supporters.already_dismissed": (_("此人已解聘。"), _("请刷新页面。")),
    "supporters.not_in_office": (_("聘期已满或已解聘，不能发工作证。"), _("请先续聘。")),
    "supporters.no_card": (
        _("这张工作证不能用：已经绑定过手机、已作废，或聘期已满。"),
        _("请用手机号登录，或请检察院重发一张工作证。"),
    ),
    "notifications.no_sms_gateway": (_("本院没有配置短信通道。"), _("请联系系统管理员。")),
}
