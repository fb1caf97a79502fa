"""The only words that leave the application by e-mail, SMS or 企业微信.

Whoever looks over a shoulder at a phone learns that something waits, never what: no matter, no
place, no person, and not who writes. Each is a fixed text of at most 70 characters, one SMS.
Source: 人民检察院举报工作规定第59条、第60条.
"""

from enum import StrEnum
from typing import Final

MAX_CHARACTERS: Final = 70


class Notice(StrEnum):
    """A fixed neutral text."""

    NEW_MESSAGE = "【协治】您有一条新消息，请登录查看。"
    NEW_WORK = "【协治】您有一项新的事务，请登录工作台办理。"
    AWAITS_YOU = "【协治】有一项事务等您处理，请登录工作台查看。"
    URGENT = "【协治】有一项紧急事务，请立即登录工作台查看。"
    DUE_IN_7 = "【协治】您有一项事务 7 日内到期，请登录工作台查看。"
    DUE_IN_3 = "【协治】您有一项事务 3 日内到期，请登录工作台查看。"
    DUE_IN_1 = "【协治】您有一项事务明日到期，请登录工作台查看。"
    DUE_TODAY = "【协治】您有一项事务今日到期，请登录工作台查看。"
    OVERDUE = "【协治】您有一项事务已逾期，请尽快登录工作台办理。"
    DAILY_LIST = "【协治】今日待办清单已更新，请登录工作台查看。"
    UNIT_DOCUMENT = "【协治】贵单位有一份新的来函，请登录协作门户签收。"
    MEMBER_TASK = "【协治】您有一项新任务，请打开“我的”查看。"
    MEMBER_TRAINING = "【协治】您有一项培训安排，请打开“我的”查看。"
