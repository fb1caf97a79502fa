"""Set phrases of the office's papers: what a clerk starts from and may change."""

from datetime import date

from xiezhi.documents.papers.checks import NO_NUMBER
from xiezhi.documents.papers.wording import clean_line, date_in_words


def urging_title(urged_title: str) -> str:
    """Return the title of a 催办函 about a paper that found no answer."""
    subject = clean_line(urged_title.replace("\n", ""))
    subject = subject.removeprefix("关于").removesuffix("函").removesuffix("的")
    return f"关于催办{subject}办理情况的函"


def urging_body(
    *, urged_title: str, urged_number: str, served_on: date, due_on: date | None, days: int
) -> str:
    """Return the body of a 催办函, a paragraph a line.

    Args:
        urged_title: title of the paper that found no answer.
        urged_number: its 发文字号; "" or 无 when it has none.
        served_on: day it was signed for.
        due_on: end of its reply period; None when it asked for none.
        days: days the unit is given now.
    """
    number = "" if urged_number in {"", NO_NUMBER} else f"（{urged_number}）"
    due = f"，函复期限至{date_in_words(due_on)}" if due_on else ""
    title = clean_line(urged_title.replace("\n", ""))
    return "\n".join(
        (
            (
                f"我院于{date_in_words(served_on)}向你单位送达《{title}》{number}{due}。"
                "截至目前，我院尚未收到你单位的书面函复。"
            ),
            (
                f"请你单位抓紧办理，并于收到本函之日起{days}日内将办理情况书面函复我院；"
                "因客观原因不能按期办理的，请书面说明理由和预计办结时间。"
            ),
            "特此函催。",
        )
    )
