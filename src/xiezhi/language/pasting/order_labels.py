"""How work orders call their fields: the 12345 line, the grid platform, the letters office."""

import re
from typing import Final

from xiezhi.language.pasting.values import OrderField

LABELS: Final = {
    OrderField.NUMBER: "工单编号 工单号 工单编码 受理编号 受理单号 诉求编号 案件编号 事件编号 业务编号 登记编号 "
    "订单编号 信件编号 流水号 单号 编号",
    OrderField.TITLE: "工单标题 诉求标题 事项名称 诉求主题 事件标题 标题 主题",
    OrderField.WORDS: "诉求内容 反映内容 工单内容 诉求描述 问题描述 事件描述 主要内容 来电内容 投诉内容 举报内容 "
    "案件描述 内容描述 诉求详情 具体内容 反映问题 受理内容 内容",
    OrderField.CALLER: "来电人姓名 诉求人姓名 来电人 诉求人 反映人姓名 反映人 联系人 市民姓名 投诉人 举报人 来访人 姓名",
    OrderField.PHONE: "联系电话 来电号码 来电电话 联系方式 联系号码 主叫号码 手机号码 电话号码 手机号 手机 电话",
    OrderField.PLACE: "事发地址 事发地点 诉求地址 诉求地点 详细地址 发生地址 发生地点 问题地址 问题地点 案发地点 "
    "具体地址 具体位置 地址 地点 位置",
    OrderField.TOWN: "所属区域 所属地区 所属乡镇 所属街道 所属旗县 行政区划 苏木镇 乡镇街道 属地 区域",
    OrderField.RECEIVED: "受理时间 来电时间 登记时间 诉求时间 反映时间 创建时间 受理日期 登记日期 派单时间 接单时间 上报时间",
    OrderField.DUE: "要求办结时间 办理时限 办结时限 处理时限 截止时间 办理期限 办结期限 回复时限 反馈时限 到期时间",
    OrderField.UNIT: "承办单位 办理单位 主办单位 责任单位 处理单位 承办部门 转办单位 交办单位 派往单位",
    OrderField.AREA: "诉求类型 问题类型 诉求分类 诉求类别 工单类型 工单类别 事件类型 问题分类 内容分类 业务类型 类别",
    OrderField.CHANNEL: "来源渠道 诉求来源 受理渠道 信息来源 工单来源 受理方式 来源",
    OrderField.SECRECY: "是否保密 是否匿名 是否公开 隐私要求",
    OrderField.OPINION: "办理意见 处理意见 办理结果 处理结果 承办意见 办理情况 拟办意见 领导批示",
    OrderField.OTHER: "紧急程度 工单状态 回访情况 是否回访 满意度 受理人员 受理人 话务员 坐席工号 性别 证件号码 "
    "身份证号 回复方式 诉求性质 发生时间 事发时间 备注",
}
FIELD_OF_LABEL: Final = {label: kind for kind, labels in LABELS.items() for label in labels.split()}
WEAK: Final = frozenset(
    "内容 地址 地点 位置 来源 编号 单号 电话 手机 备注 主题 标题 姓名 区域 属地 类别 性别".split()  # noqa: SIM905  # a list of words
)
"""Everyday words: labels only before a colon or in brackets."""

OF_ORDERS: Final = re.compile(r"工单|诉求|来电|受理|承办|办结|办理|派单|案件编号|事件编号")
"""Labels that nothing but a work order has."""


def field_of(cell: str) -> OrderField | None:
    """Return what a cell of a heading row means, or None."""
    plain = cell.strip().strip("【】[]*:： \u3000").replace(" ", "").replace("\u3000", "")
    return FIELD_OF_LABEL.get(plain)
