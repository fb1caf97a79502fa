"""Steps of the outer zone on a member's own pages: trainings and patrols."""

from tests.scenarios.zones.outside import browser

WHO = "called member"


def own_page(card: str = "", address: str = "/mine/", who: str = WHO) -> str:
    """Bind the phone by a card when one is given; return a page of the member's own."""
    client = browser(who)
    if card:
        assert client.post(f"/card/{card}/").status_code == 302
    shown = client.get(address)
    assert shown.status_code == 200, shown.status_code
    return shown.content.decode()


def answer_call(training: str, reply: str, words: str = "", who: str = WHO) -> None:
    """Say 我参加 or 请假."""
    sent = browser(who).post(f"/mine/trainings/{training}/", {"reply": reply, "words": words})
    assert sent.status_code == 302, sent.content.decode()[:2000]


def end_by_report(patrol: str, report: str) -> None:
    """Answer a patrol by an own report."""
    form = {"result": "reported", "reports": [report]}
    sent = browser(WHO).post(f"/mine/patrols/{patrol}/", form)
    assert sent.status_code == 302, sent.content.decode()[:2000]
