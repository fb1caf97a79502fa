"""Hands at the desk of 快速登记: signing in, typing stroke by stroke, pasting, choosing files."""

import base64
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from tests.browser.conftest import Site
from tests.browser.journey_cast import JourneyCast
from tests.intake.paste import pictures
from xiezhi.accounts.models import Account
from xiezhi.infra.tenant import tenant_scope
from xiezhi.intake.models import Report, ReportFile
from xiezhi.web.middleware.second_factor import SESSION_KEY as SECOND_FACTOR

# A paste as the browser hands it over: text and pictures of the clipboard, both at once.
PASTE = """([text, files]) => {
  const clipboard = new DataTransfer();
  clipboard.setData("text/plain", text);
  for (const file of files) {
    const bytes = Uint8Array.from(atob(file.data), sign => sign.charCodeAt(0));
    clipboard.items.add(new File([bytes], file.name, { type: "image/jpeg" }));
  }
  document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: clipboard, bubbles: true, cancelable: true }));
}"""


def sign_in(page: Any, cast: JourneyCast, site: Site) -> None:
    name, value = settings.SESSION_COOKIE_NAME, _session(cast)
    page.context.add_cookies([{"name": name, "value": value, "url": site.address}])


def uploads() -> list[Any]:
    (one, *_others) = pictures()
    return [{"name": one.name, "mimeType": "image/jpeg", "buffer": one.data}]


def count_files(site: Site, report: Report) -> int:
    with tenant_scope(site.office.id):
        return ReportFile.objects.filter(report_id=report.id).count()


def _session(cast: JourneyCast) -> str:
    account = Account.objects.get(pk=cast.staff["zl01"].account_id)
    session = SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = "xiezhi.accounts.backends.OfficeBackend"
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session[SECOND_FACTOR] = str(account.pk)
    session.create()
    return str(session.session_key)


class Keyboard:
    """Counts every stroke."""

    def __init__(self, page: Any) -> None:
        self._page = page
        self.steps = 0
        self.signs = 0

    def press(self, key: str) -> None:
        self._page.keyboard.press(key)
        self.steps += 1

    def type(self, text: str) -> None:
        for sign in text:
            self._page.keyboard.insert_text(sign)
        self.signs += len(text)


def paste(page: Any, text: str, files: list[Any]) -> None:
    loaded = [{"name": one.name, "data": base64.b64encode(one.data).decode()} for one in files]
    page.evaluate(PASTE, [text, loaded])
