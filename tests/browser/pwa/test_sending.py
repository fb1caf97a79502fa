"""What is written arrives once, whatever the line does."""

from typing import Any

from tests.browser.conftest import Site
from tests.browser.pwa.hand import photo, receipt, reports, send, states, write
from tests.browser.pwa.wire import Wire


def test_report_with_photos_goes_in_parts_and_shows_the_same_fingerprints(
    site: Site, wire: Wire, phone: Any
) -> None:
    words = "两张照片一起报，分片寄出"
    write(phone, words, photo(1, 700), photo(2))
    send(phone)
    assert len(receipt(phone).split()) == 7
    assert [one.photo_count for one in reports(site, words)] == [2]
    assert len(wire.parts()) >= 3
    phone.get_by_text("文件指纹").click()
    assert phone.get_by_text("两边一样", exact=True).count() == 2
    assert states(phone) == ["received"]
