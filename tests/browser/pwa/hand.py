"""What people do on a telephone, and what the office has of it."""

import hashlib
import io
from typing import Any, Final

from PIL import Image

from tests.browser.conftest import Site
from xiezhi.infra.tenant import tenant_scope
from xiezhi.intake.models import Report

LIVE: Final = "form[data-outbox='live']"


def open_report(page: Any) -> None:
    page.goto("/")
    page.locator(LIVE).wait_for()


def photo(seed: int, side: int = 300) -> dict[str, Any]:
    """Return a picture nothing can make smaller: about three bytes a pixel and no two alike."""
    noise = hashlib.shake_256(str(seed).encode()).digest(side * side * 3)
    out = io.BytesIO()
    Image.frombytes("RGB", (side, side), noise).save(out, "JPEG", quality=95)
    return {"name": f"现场{seed}.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()}


def write(page: Any, words: str, *photos: dict[str, Any]) -> None:
    """Fill in a report without a name."""
    if photos:
        page.locator("[data-photos-album]").set_input_files(list(photos))
        page.locator("[data-photo]").nth(len(photos) - 1).wait_for()
    page.get_by_label("怎么回事").fill(words)
    page.get_by_text("匿名", exact=True).click()


def send(page: Any) -> None:
    page.locator("form[data-send] button[type=submit]").click()


def receipt(page: Any) -> str:
    """Return the code on the receipt's page once it is shown."""
    page.wait_for_url("**/outbox/received/")
    return str(page.locator("[data-copy-text]").get_attribute("data-copy-text"))


def reports(site: Site, words: str) -> list[Report]:
    with tenant_scope(site.office.id):
        return list(Report.objects.filter(words=words))


def states(page: Any) -> list[str]:
    """Return the states in the outbox, oldest first, once the page's programs are there."""
    page.wait_for_function("() => Boolean(self.xiezhi && self.xiezhi.outbox)")
    found: list[str] = page.evaluate(
        "() => self.xiezhi.outbox.rows().then(rows => rows.map(row => row.state))"
    )
    return found


def stored(page: Any) -> None:
    """Wait until the page says that the report stays on the telephone."""
    page.get_by_role("heading", name="已存在这部手机里").wait_for()


def until(page: Any, question: str) -> None:
    """Wait until what the page promises is true: ``wait_for_function`` takes any promise for yes."""
    for _ in range(600):
        if page.evaluate(question):
            return
        page.wait_for_timeout(50)
    raise AssertionError(question)


def wake(page: Any) -> None:
    """Let the page try again at once."""
    page.evaluate("() => { self.xiezhi.wake(); }")
