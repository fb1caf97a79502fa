"""The system's Chromium: where it is, and what to install where there is none."""

import os
import shutil
import sys
from pathlib import Path
from typing import Final

from xiezhi.cli.messages import _

NAMES: Final = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
VARIABLE: Final = "XIEZHI_CHROMIUM"


def find_chromium() -> Path | None:
    """Return the browser's program, ``XIEZHI_CHROMIUM`` first; None where there is none."""
    for name in (os.environ.get(VARIABLE, ""), *NAMES):
        if name and (found := shutil.which(name)) is not None:
            return Path(found)
    return None


def main() -> int:
    """Say what to install where there is no browser; return the exit code."""
    if find_chromium() is not None:
        return 0
    print(
        _(
            "没有找到 Chromium，浏览器测试无法运行。请安装后重试"
            "（Debian、Ubuntu：apt install chromium fonts-noto-cjk；macOS：brew install --cask chromium），"
            "或用 XIEZHI_CHROMIUM 指明其位置。"
        ),
        file=sys.stderr,
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
