"""Short films wait in the outbox like photographs, and go by parts."""

from collections.abc import Callable
from typing import Any

from django.conf import settings

from tests.browser.conftest import DESKTOP, Site
from tests.browser.pwa.hand import open_report, receipt, reports, send, stored, until, wake, write
from tests.browser.pwa.wire import Wire
from tests.cast import make_staff
from tests.evidence.films import film
from tests.web.desk.staff import signed_in
from xiezhi.accounts.models import StaffMember
from xiezhi.accounts.rules.roles import Role
from xiezhi.infra.tenant import tenant_scope
from xiezhi.intake.models import ReportFile


def chosen(name: str, data: bytes, kind: str = "video/mp4") -> dict[str, Any]:
    return {"name": name, "mimeType": kind, "buffer": data}


def test_a_film_taken_without_a_line_arrives_when_there_is_one(
    site: Site, wire: Wire, phone: Any
) -> None:
    words = "没有网的时候拍了一段视频"
    wire.cut()
    phone.locator("[data-videos-input]").set_input_files(chosen("a.mp4", film()))
    phone.get_by_text("视频 1 · 1 兆").wait_for()
    write(phone, words)
    send(phone)
    stored(phone)
    wire.mend()
    wake(phone)
    receipt(phone)
    assert [(one.video_count, one.photo_count) for one in reports(site, words)] == [(1, 0)]
    phone.get_by_text("文件指纹").click()
    assert phone.get_by_text("两边一样", exact=True).count() == 1


def test_a_film_of_a_draft_is_there_when_the_page_comes_back(phone: Any) -> None:
    phone.locator("[data-videos-input]").set_input_files(chosen("a.mp4", film()))
    phone.get_by_text("视频 1 · 1 兆").wait_for()
    until(
        phone,
        "() => self.xiezhi.outbox.rows().then(rows => rows.some(row => row.state === 'draft'))",
    )
    open_report(phone)
    phone.get_by_text("视频 1 · 1 兆").wait_for()
    phone.get_by_role("button", name="去掉视频 1").click()
    assert phone.get_by_text("视频 1 · 1 兆").count() == 0


def test_a_third_film_and_what_is_none_are_refused_in_words(phone: Any) -> None:
    field = phone.locator("[data-videos-input]")
    field.set_input_files(chosen("a.png", b"x", "image/png"))
    phone.get_by_text("有一个文件不是视频，没有加上。").wait_for()
    for seconds in (1, 2):
        field.set_input_files(chosen(f"{seconds}.mp4", film(seconds=seconds)))
        phone.get_by_role("button", name=f"去掉视频 {seconds}").wait_for()
    assert phone.get_by_text("拍一段视频").is_hidden()
    assert phone.get_by_role("button", name="去掉视频 3").count() == 0


def test_a_film_from_the_steppe_is_watched_on_the_desk(
    site: Site, wire: Wire, phone: Any, dial: Callable[..., Any]
) -> None:
    words = "没有网拍的视频，断了又续，承办人看得到"
    whole = film(size="1280x720", seconds=6)
    wire.cut()
    phone.locator("[data-videos-input]").set_input_files(chosen("a.mp4", whole))
    phone.get_by_role("button", name="去掉视频 1").wait_for()
    write(phone, words)
    send(phone)
    stored(phone)
    # The answer to the second part is lost, and the line with it.
    wire.lose_answer("PATCH", "/tus/", cuts=True)
    wire.mend()
    wake(phone)
    until(phone, "() => self.xiezhi.outbox.list().then(([one]) => Boolean(one.body.files[0].url))")
    while not wire.is_cut:
        phone.wait_for_timeout(20)
    assert reports(site, words) == []
    wire.mend()
    wake(phone)
    receipt(phone)
    sent = [len(one.body) for one in wire.parts()]
    assert sum(sent) <= len(whole) + max(sent)
    (report,) = reports(site, words)
    _copied(site, report.id, phone)
    desk = dial(**DESKTOP, is_mobile=False, has_touch=False)
    desk.context.add_cookies([_clerk(site, wire.address)])
    desk.goto(f"/desk/pool/{report.id}/")
    shown = desk.locator("figure.film video")
    shown.wait_for()
    seconds = shown.evaluate(
        "async film => { film.muted = true; await film.play();"
        " await new Promise(done => { film.ontimeupdate = () => film.currentTime > 1 && done(); });"
        " return film.duration; }"
    )
    assert 5 < seconds < 7


def _copied(site: Site, report_id: Any, page: Any) -> None:
    """Wait until the jobs' process has made the copy that may be watched."""
    for _ in range(300):
        with tenant_scope(site.office.id):
            if ReportFile.objects.get(report_id=report_id).file.copy_state == "made":
                return
        page.wait_for_timeout(200)
    raise AssertionError(report_id)


def _clerk(site: Site, address: str) -> dict[str, Any]:
    """Return the session of a clerk; how people sign in is tested apart."""
    with tenant_scope(site.office.id):
        clerk = make_staff("书记员31", Role.CLERK)
        account_id = StaffMember.objects.get(id=clerk.id).account_id
    cookies = signed_in(account_id).cookies
    name = settings.SESSION_COOKIE_NAME
    return {"name": name, "value": cookies[name].value, "url": address}
