"""Short films wait in the outbox like photographs, and go by parts."""

from typing import Any

from tests.browser.conftest import Site
from tests.browser.pwa.hand import open_report, receipt, reports, send, stored, until, wake, write
from tests.browser.pwa.wire import Wire
from tests.evidence.films import film


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
