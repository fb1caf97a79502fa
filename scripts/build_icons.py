"""Draws the application's icons from mark.svg; run after changing it: ``python scripts/build_icons.py``.

Needs Chromium, as the browser tests do. "any" is the mark as it is; "maskable" fills the square and
keeps the mark inside the circle every system leaves of it (80 %).
"""

from pathlib import Path
from typing import Final

from playwright.sync_api import sync_playwright

from xiezhi.cli.browser import find_chromium

STATIC: Final = Path(__file__).resolve().parent.parent / "src/xiezhi/web/static/xiezhi"
GROUND: Final = "#0f3d7a"
SIZES: Final = (("any", 192), ("any", 512), ("maskable", 512))
SAFE_SHARE: Final = 0.8


def page_of(purpose: str, size: int, mark: str) -> str:
    """Return the page that shows one icon and nothing else."""
    share = SAFE_SHARE if purpose == "maskable" else 1
    ground = GROUND if purpose == "maskable" else "transparent"
    drawn = mark.replace("<svg ", f'<svg width="{size * share}" height="{size * share}" ', 1)
    style = f"margin:0;width:{size}px;height:{size}px;display:grid;place-items:center;background:{ground}"
    return f'<body style="{style}">{drawn}</body>'


def main() -> None:
    """Write every icon."""
    folder = STATIC / "icons"
    folder.mkdir(exist_ok=True)
    mark = (STATIC / "mark.svg").read_text(encoding="utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(find_chromium()), args=["--no-sandbox"]
        )
        for purpose, size in SIZES:
            page = browser.new_page(viewport={"width": size, "height": size})
            page.set_content(page_of(purpose, size, mark))
            page.screenshot(path=folder / f"{purpose}-{size}.png", omit_background=True)
        browser.close()


if __name__ == "__main__":
    main()
