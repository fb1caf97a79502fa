"""Takes pictures of the main pages of a running demo, for looking at.

Usage: ``python scripts/screenshots.py FOLDER [--site http://localhost:8000] [--only WORD]``, beside
``xiezhi up --demo``. Each page is taken at 360, 1366 and 1440 px, light and dark.
"""

import argparse
import base64
import hmac
import re
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, BrowserContext, Page, StorageState, sync_playwright

from xiezhi.accounts.rules.demo import DEMO_PASSWORD, demo_totp_secret
from xiezhi.cli.browser import find_chromium

SIZES: Final = ((360, 800), (1366, 768), (1440, 900))
SCHEMES: Final = ("light", "dark")
ARGUMENTS: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
_UUID: Final = r"[0-9a-f]{8}-[0-9a-f-]{27}"
_LEAD: Final = rf"/desk/leads/{_UUID}/$"
_CODE: Final = re.compile(r"(?<!\d)\d{6}(?!\d)")
_PHONE: Final = "13800000007"
_SECONDS: Final = 40


@dataclass(frozen=True, slots=True)
class View:
    """A page: who looks, where, and the first link of that pattern to follow from there."""

    name: str
    who: str
    path: str
    follow: str = ""


VIEWS: Final = (
    View("snap", "", "/"),
    View("snap-status", "", "/status/"),
    View("demo", "", "/demo/"),
    View("sign-in", "", "/desk/sign-in/"),
    View("home", "jcg01", "/desk/"),
    View("pool", "jcg01", "/desk/pool/"),
    View("pool-report", "jcg01", "/desk/pool/", rf"/desk/pool/{_UUID}/$"),
    View("leads", "jcg01", "/desk/leads/"),
    View("lead", "jcg01", "/desk/leads/", _LEAD),
    View("lead-ended", "jcg01", "/desk/leads/?tab=ended", _LEAD),
    View("lead-referred", "jcg01", "/desk/leads/?tab=referred", _LEAD),
    View("search", "jcg01", "/desk/search/?q=水鹤"),
    View("inbox", "jcg01", "/desk/inbox/"),
    View("ledgers", "jcg01", "/desk/ledgers/"),
    View("law", "jcg01", "/desk/law/"),
    View("style", "jcg01", "/desk/style/"),
    View("quick", "sjy01", "/desk/quick/"),
    View("quick-draft", "sjy01", "/desk/quick/", rf"/desk/quick/drafts/{_UUID}/$"),
    View("quick-telephone", "sjy01", "/desk/quick/form/telephone/"),
    View("letters", "jcg01", "/desk/letters/"),
    View("letter", "jcg01", "/desk/letters/?tab=to_reply", rf"/desk/letters/{_UUID}/$"),
    View("feedback", "jcg01", "/desk/feedback/"),
    View("house", "lly01", "/desk/house/"),
    View("house-rule", "lly01", "/desk/house/", rf"/desk/house/(rules/)?{_UUID}/$"),
    View("exchange", "lly01", "/desk/exchange/"),
    View("package", "lly01", "/desk/exchange/", rf"/desk/exchange/{_UUID}/$"),
    View("ledger-columns", "jcg01", "/desk/ledgers/columns/"),
    View("reporting", "fzr01", "/desk/reporting/"),
    View("figures", "fzr01", "/desk/reporting/figures/"),
    View("reporting-form", "fzr01", "/desk/reporting/", rf"/desk/reporting/forms/{_UUID}/$"),
    View("return", "fzr01", "/desk/reporting/", rf"/desk/reporting/returns/{_UUID}/$"),
    View("leads-department", "fzr01", "/desk/leads/?scope=department"),
    View("units", "lly01", "/desk/office/units/"),
    View("unit", "lly01", "/desk/office/units/", rf"/desk/office/units/{_UUID}/$"),
    View("supporters", "lly01", "/desk/office/supporters/"),
    View("supporter", "lly01", "/desk/office/supporters/", rf"/desk/office/supporters/{_UUID}/$"),
    View("import", "lly01", "/desk/import/"),
    View("leads-all", "jcz", "/desk/leads/?scope=office"),
    View("people", "xtgl", "/desk/office/people/"),
    View("settings", "xtgl", "/desk/office/settings/"),
    View("audit", "sjgl", "/desk/office/audit/"),
    View("portal", "unit:housing", "/portal/"),
    View("portal-letter", "unit:housing", "/portal/", rf"/portal/letters/{_UUID}/$"),
    View("portal-liaison", "unit:housing", "/portal/liaison/"),
    View("mine", "member", "/mine/"),
    View("mine-duties", "member", "/mine/duties/"),
    View("mine-task", "member", "/mine/", rf"/mine/tasks/{_UUID}/$|/tasks/{_UUID}/$"),
    View("mine-report", "member", "/mine/", rf"/mine/reports/{_UUID}/$"),
)


def main() -> int:
    """Take the pictures; return how many pages could not be taken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--site", default="http://localhost:8000")
    parser.add_argument("--only", default="", help="part of a page's name")
    chosen = parser.parse_args()
    views = [view for view in VIEWS if chosen.only in view.name]
    chosen.folder.mkdir(parents=True, exist_ok=True)
    program = find_chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=None if program is None else str(program), args=list(ARGUMENTS)
        )
        missing = [
            view.name
            for who in dict.fromkeys(view.who for view in views)
            for view in take_all(browser, chosen.site, chosen.folder, who=who, views=views)
        ]
        browser.close()
    for name in missing:
        sys.stderr.write(f"{name}: nothing there\n")
    return len(missing)


def take_all(
    browser: Browser, site: str, folder: Path, *, who: str, views: list[View]
) -> list[View]:
    """Take the pages one person sees; return those that are not there."""
    state = signed_in(browser, site, who)
    missing = []
    for view in (view for view in views if view.who == who):
        path = found_path(browser, site, state, view)
        if not path:
            missing.append(view)
            continue
        for scheme in SCHEMES:
            for width, height in SIZES:
                context = browser.new_context(
                    base_url=site,
                    storage_state=state,
                    color_scheme="dark" if scheme == "dark" else "light",
                    viewport={"width": width, "height": height},
                    locale="zh-CN",
                )
                page = context.new_page()
                page.goto(path, wait_until="networkidle")
                name = f"{view.name}-{width}-{scheme}.png"
                page.screenshot(path=folder / name, full_page=True)
                context.close()
    return missing


def found_path(browser: Browser, site: str, state: StorageState, view: View) -> str:
    """Return the path of a view, empty when it does not answer or has no such link."""
    context = browser.new_context(base_url=site, storage_state=state, locale="zh-CN")
    page = context.new_page()
    answer = page.goto(view.path)
    path = view.path if answer is not None and answer.ok else ""
    if path and view.follow:
        addresses = [link.get_attribute("href") or "" for link in page.locator("a").all()]
        path = next((one for one in addresses if re.search(view.follow, one)), "")
    context.close()
    return path


def signed_in(browser: Browser, site: str, who: str) -> StorageState:
    """Sign in and return the cookies; nobody has none."""
    context = browser.new_context(base_url=site, locale="zh-CN")
    page = context.new_page()
    if who == "member":
        _sign_in_member(context, page)
    elif who.startswith("unit:"):
        page.goto("/portal/sign-in/")
        page.fill("[name=account]", who.removeprefix("unit:"))
        page.fill("[name=password]", DEMO_PASSWORD)
        page.click("[name=act][value=password]")
        page.wait_for_url("**/portal/")
    elif who:
        page.goto("/desk/sign-in/")
        page.fill("[name=login]", who)
        page.fill("[name=password]", DEMO_PASSWORD)
        page.press("[name=password]", "Enter")
        page.wait_for_url("**/second-factor/**")
        page.fill("[name=code]", present_code(f"dalad/{who}"))
        page.press("[name=code]", "Enter")
        page.wait_for_url("**/desk/**")
    state = context.storage_state()
    context.close()
    return state


def _sign_in_member(context: BrowserContext, page: Page) -> None:
    """Ask for a code by SMS and read it where the demo shows what its double sent."""
    page.goto("/sign-in/")
    page.fill("[name=phone]", _PHONE)
    page.click("[name=act][value=send]")
    texts = context.new_page()
    for _ in range(_SECONDS):
        texts.goto("/demo/")
        found = texts.locator("li", has_text=_PHONE).first
        if found.count() and (code := _CODE.search(found.inner_text().replace(_PHONE, ""))):
            page.fill("[name=code]", code.group())
            page.press("[name=code]", "Enter")
            page.wait_for_url("**/mine/")
            return
        time.sleep(1)
    raise SystemExit("no code came")


def present_code(username: str) -> str:
    """Return the one-time code of a demo account, as its telephone would show it."""
    key = base64.b32decode(demo_totp_secret(username))
    digest = hmac.digest(key, (int(time.time()) // 30).to_bytes(8), "sha1")
    at = digest[-1] & 15
    return str((int.from_bytes(digest[at : at + 4]) & 0x7FFFFFFF) % 1_000_000).zfill(6)


if __name__ == "__main__":
    sys.exit(main())
