"""LibreOffice, with which the tests open the papers: where it is, and what to install."""

import os
import shutil
import sys
from pathlib import Path
from typing import Final

from xiezhi.cli.messages import _

NAMES: Final = (
    "soffice",
    "libreoffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
VARIABLE: Final = "XIEZHI_SOFFICE"


def find_office_suite() -> Path | None:
    """Return the program, ``XIEZHI_SOFFICE`` first; None where there is none that reads DOCX."""
    for name in (os.environ.get(VARIABLE, ""), *NAMES):
        if name and (found := shutil.which(name)) is not None and _has_writer(Path(found)):
            return Path(found)
    return None


def _has_writer(program: Path) -> bool:
    """Tell whether the word processor is there too: Debian packs it apart from the core."""
    folder = program.resolve().parent
    return any(
        (place / name).exists()
        for place in (folder, folder.parent / "Frameworks")
        for name in ("libswlo.so", "libswlo.dylib", "swlo.dll")
    )


def main() -> int:
    """Say what to install where there is no LibreOffice Writer; return the exit code."""
    if find_office_suite() is not None:
        return 0
    print(
        _(
            "没有找到 LibreOffice Writer，文书版面测试无法运行。请安装后重试"
            "（Debian、Ubuntu：apt install libreoffice-writer-nogui；macOS：brew install --cask libreoffice），"
            "或用 XIEZHI_SOFFICE 指明其位置。"
        ),
        file=sys.stderr,
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
