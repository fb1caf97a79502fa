"""Writes docs/SETTINGS.md from the fields of `xiezhi.config.environment`.

Usage: python scripts/generate_settings_page.py
"""

from dataclasses import fields
from pathlib import Path
from typing import Final

from xiezhi.config.environment import Environment

PAGE: Final = Path(__file__).resolve().parent.parent / "docs" / "SETTINGS.md"
HEAD: Final = """# Settings

Every setting is an environment variable, read once when a process starts. This page is written by
`scripts/generate_settings_page.py`; the text stands beside each field in
`src/xiezhi/config/environment.py`.

| Variable | Meaning |
|---|---|
"""
TAIL: Final = """
For developers:

| Variable | Meaning |
|---|---|
| `XIEZHI_CHROMIUM` | The browser the tests drive. Default: the system's Chromium. |
| `XIEZHI_SOFFICE` | LibreOffice, with which the tests open papers. Default: the system's. |
"""


def page() -> str:
    """Return the page."""
    rows = [f"| `{f.metadata['name']}` | {f.metadata['help']} |" for f in fields(Environment)]
    return HEAD + "\n".join(rows) + "\n" + TAIL


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
