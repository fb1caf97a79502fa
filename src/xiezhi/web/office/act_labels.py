"""The words of each act in 操作留痕: one table, so that none is shown as a bare code."""

from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from xiezhi.leads.rules.procedure import EVENT_LABELS
from xiezhi.letters.rules.procedure import EVENT_LABELS as LETTER_EVENT_LABELS

AREAS: Final[dict[str, object]] = {
    "accounts.": _("账号与权限"),
    "house.": _("本院制度"),
    "intake.": _("反映信息"),
    "leads.": _("线索"),
    "letters.": _("函件"),
    "evidence.": _("照片和文件"),
    "exchange.": _("摆渡包"),
    "notifications.": _("消息"),
    "partners.": _("协作单位"),
    "supporters.": _("网格员与专家"),
    "vault.": _("反映人身份"),
    "ledger.": _("操作留痕"),
    "refused": _("被拒绝的操作"),
}
KINDS: Final[dict[str, str]] = {
    "public": "公众",
    "system": "系统",
    "staff": "工作人员",
    "unit": "协作单位",
    "supporter": "网格员",
}
OBJECTS: Final[dict[str, object]] = {
    "account": _("账号"),
    "address": _("页面"),
    "clock": _("期限"),
    "delivery": _("送达"),
    "department": _("部门"),
    "citation": _("引用"),
    "file": _("文件"),
    "function": _("职能分工"),
    "import": _("导入"),
    "instrument": _("会签文件"),
    "lead": _("线索"),
    "ledger": _("操作留痕"),
    "letter": _("函件"),
    "limit": _("本院规定的期限"),
    "message": _("消息"),
    "office": _("本院"),
    "referral": _("移送函"),
    "own_rule": _("本院制度"),
    "package": _("摆渡包"),
    "peer": _("对接方"),
    "report": _("反映信息"),
    "staff": _("工作人员"),
    "supporter": _("网格员与专家"),
    "task": _("协助核实"),
    "field_task": _("协助核实"),
    "unit": _("协作单位"),
}
ACT_LABELS: Final[dict[str, object]] = {
    "exchange.trust": _("登记对接方"),
    "exchange.revoke": _("停止信任对接方"),
    "exchange.draft": _("打摆渡包"),
    "exchange.submit": _("摆渡包送审"),
    "exchange.pass": _("同意外发"),
    "exchange.hold": _("暂缓外发"),
    "exchange.send_back": _("摆渡包退回"),
    "exchange.seal": _("封包签名"),
    "exchange.hand_out": _("下载分卷"),
    "exchange.withdraw": _("撤销摆渡包"),
    "exchange.give_up": _("作废摆渡包"),
    "exchange.stage": _("收到分卷"),
    "exchange.import": _("导入摆渡包"),
    "exchange.retry": _("再试等待的内容"),
    "exchange.refuse": _("拒收摆渡包"),
    "exchange.acknowledge": _("收到收包回执"),
    "refused": _("操作被拒绝"),
    "ledger.found_sound": _("每晚校验：通过"),
    "ledger.found_faulty": _("每晚校验：没有通过"),
    "accounts.open_office": _("开通本院"),
    "accounts.add_department": _("添加部门"),
    "accounts.add_staff_member": _("添加人员"),
    "accounts.deactivate_staff_member": _("停用账号"),
    "accounts.reset_password": _("重置密码"),
    "accounts.reset_second_factor": _("清除二次验证"),
    "accounts.change_password": _("修改密码"),
    "accounts.grant_role": _("授予角色"),
    "accounts.end_role": _("终止角色"),
    "accounts.give_delegation": _("代办授权"),
    "accounts.revoke_delegation": _("撤销代办授权"),
    "accounts.begin_deputising": _("开始代办"),
    "accounts.set_backup": _("设置 A/B 岗"),
    "accounts.set_own_limit": _("设置本院规定期限"),
    "accounts.withdraw_own_limit": _("取消尚未生效的期限"),
    "accounts.set_statistics_day": _("设置统计截止日"),
    "accounts.set_holidays": _("设置放假安排"),
    "accounts.set_towns": _("设置苏木乡镇"),
    "accounts.take_towns": _("苏木镇名单转到外网"),
    "accounts.sign_in": _("登录"),
    "accounts.sign_out": _("退出"),
    "accounts.confirm": _("再次确认身份"),
    "accounts.lock": _("登录名被锁定"),
    "accounts.bind_device": _("绑定手机"),
    "accounts.revoke_device": _("解绑手机"),
    "accounts.request_code": _("请求短信验证码"),
    "accounts.use_code": _("验证码通过"),
    "accounts.try_code": _("验证码错误"),
    "house.add_rule": _("登记本院制度"),
    "house.amend_rule": _("修订本院制度"),
    "house.repeal_rule": _("废止本院制度"),
    "house.correct_rule": _("更正制度登记"),
    "house.cite_clause": _("登记职责、文种的依据"),
    "house.cite_for_limit": _("登记期限的依据"),
    "house.set_function": _("确定职能分工"),
    "house.hand_over_functions": _("移交职能分工"),
    "intake.receive": _("收到反映信息"),
    "intake.take_report": _("反映信息转入内网"),
    "intake.take_words": _("反映人的话转入内网"),
    "intake.take_sight": _("反映人已阅转入内网"),
    "intake.take_office_words": _("答复反映人的话转到外网"),
    "intake.enter": _("登记反映信息"),
    "intake.import": _("导入反映信息"),
    "intake.import_again": _("重复导入（未写入）"),
    "intake.ask_reporter": _("询问反映人"),
    "intake.read_answer": _("查看反映人答复"),
    "intake.write_as_reporter": _("反映人补充"),
    "intake.write_again": _("反映人补充"),
    "intake.tell_reporter": _("告知反映人"),
    "intake.seen_by_reporter": _("反映人查看进度"),
    "intake.view_contact": _("查看联系方式"),
    "intake.screen": _("初筛"),
    "intake.screen_again": _("初筛"),
    "intake.judge_again": _("判断再次反映"),
    "leads.register": _("登记线索"),
    "leads.assign": _("分派"),
    "leads.assign_again": _("分派"),
    "leads.hand_over": _("移交承办"),
    "leads.national_number": _("登记 2.0 线索号"),
    "leads.opinion": _("评估意见"),
    "leads.save_assessment": _("保存评估"),
    "leads.record_service": _("登记送达"),
    "leads.reply": _("登记回复"),
    "leads.save_reply": _("登记回复"),
    "leads.comment": _("院内备注"),
    "leads.confirm_receipt": _("单位确认收到"),
    "leads.do_task": _("完成协助核实"),
    "leads.do_task_again": _("完成协助核实"),
    "leads.send_task": _("派协助核实"),
    "leads.withdraw_task": _("撤回协助核实"),
    "leads.feedback": _("反馈反映人"),
    "leads.phone_note": _("电话记录"),
    "leads.refuse_again": _("不予再次办理"),
    "leads.write_referral": _("起草移送函"),
    "leads.send_referral": _("发出移送函"),
    "leads.withdraw_referral": _("撤回移送函"),
    "leads.export_ledger": _("导出台账"),
    "leads.take_receipt": _("函件签收告知承办人"),
    "leads.take_service": _("函件送达，期限起算"),
    "leads.take_reply": _("函件回复，期限办结"),
    "leads.take_withdrawal": _("函件撤回，期限作废"),
    "leads.take_task_result": _("协助核实回报告知承办人"),
    "letters.write": _("拟稿"),
    "letters.confirm_receipt": _("单位确认收到"),
    "letters.save_reply": _("暂存回复"),
    "letters.take_reply": _("收到书面回复"),
    "letters.note": _("电话记录、催办"),
    "leads.join_reports": _("并入反映信息"),
    "leads.start_clock": _("期限起算"),
    "leads.meet_clock": _("期限办结"),
    "leads.void_clock": _("期限作废"),
    "notifications.send": _("发送消息"),
    "notifications.deliver": _("消息送达"),
    "notifications.read_all": _("查看全部消息"),
    "notifications.read": _("阅读消息"),
    "notifications.receive": _("确认收到"),
    "partners.add_unit": _("添加协作单位"),
    "partners.take_unit": _("协作单位转到外网"),
    "partners.take_officer": _("联络员跨网同步"),
    "partners.change_unit": _("修改协作单位"),
    "partners.sign_instrument": _("登记会签文件"),
    "partners.appoint_liaison": _("登记联络员"),
    "partners.hand_over_liaison": _("联络员交接"),
    "partners.confirm_liaison": _("确认联络员"),
    "supporters.give_task": _("派协助核实"),
    "supporters.do_task": _("完成协助核实"),
    "supporters.do_task_again": _("完成协助核实"),
    "supporters.withdraw_task": _("撤回协助核实"),
    "supporters.unbind_phones": _("解绑手机"),
    "supporters.appoint": _("聘任"),
    "supporters.dismiss": _("解聘"),
    "supporters.issue_work_card": _("发工作证"),
    "supporters.use_work_card": _("工作证绑定手机"),
    "supporters.take": _("网格员名册转到外网"),
    "supporters.take_card": _("工作证转到外网"),
    "supporters.carry_task": _("核实任务转到外网"),
    "supporters.carry_result": _("核实结果转入内网"),
    "letters.take_letter": _("函件转到外网门户"),
    "letters.carry_receipt": _("单位签收转入内网"),
    "letters.carry_reply": _("单位回复转入内网"),
}


STEP_LABELS: Final = {
    **{f"leads.{event.value}": label for event, label in EVENT_LABELS.items()},
    **{f"letters.{event.value}": label for event, label in LETTER_EVENT_LABELS.items()},
}
"""Steps of a procedure, recorded under their event's name; texts of the procedure's table."""


def act_choices() -> list[tuple[str, str]]:
    """Return every act with its words, for choosing one."""
    named = [(code, str(words)) for code, words in ACT_LABELS.items()]
    steps = [(code, gettext(words)) for code, words in STEP_LABELS.items()]
    return named + [step for step in steps if step[0] not in ACT_LABELS]


def act_words(code: str) -> str:
    """Return the words of an act, or those of its area."""
    label = ACT_LABELS.get(code)
    if label is not None:
        return str(label)
    if code in STEP_LABELS:
        return gettext(STEP_LABELS[code])
    area = next((words for prefix, words in AREAS.items() if code.startswith(prefix)), "")
    return f"{area}：{gettext('其他操作')}" if area else code


def object_words(kind: str) -> str:
    """Return the words of a kind of object."""
    return str(OBJECTS.get(kind, kind))
