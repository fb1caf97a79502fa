"""What is said when a 文号 was put right."""

from typing import Final

from xiezhi.language.paper_numbers import NumberNotice

NOTICE_LABELS: Final = {
    NumberNotice.BRACKETS: "年份括号改为六角括号〔〕",
    NumberNotice.SHORT_YEAR: "年份补为四位",
    NumberNotice.ZEROS: "去掉序号前的 0",
    NumberNotice.ORDINAL: "去掉序号前的“第”",
    NumberNotice.SIGN_ADDED: "补上“号”字",
    NumberNotice.SPACES: "去掉空格",
    NumberNotice.LETTER: "系统标志改为大写字母 Z",
}
