"""A reply as the answer box posts it."""

from tests.web.outside import letter


def reply_fields(**changes: object) -> dict[str, object]:
    """A complete reply with one measure and its letter."""
    return {
        "do": "submit",
        "conclusion": "mended",
        "words": "已更换阀门并恢复供水，现场试水正常。",
        "reply_number": "达消函〔2026〕9号",
        "dated_on": "2026-11-20",
        "measures-TOTAL_FORMS": "2",
        "measures-INITIAL_FORMS": "0",
        "measures-0-words": "更换水鹤阀门",
        "measures-0-responsible": "防火监督科",
        "measures-0-due": "2026-11-18",
        "measures-0-progress": "已完成",
        "letter": letter(),
    } | changes
