"""ffmpeg, with which films are copied: the tests make and copy real ones."""

import os
import sys

from xiezhi.cli.messages import _
from xiezhi.evidence.decoding.film import find_ffmpeg


def main() -> int:
    """Say what to install where there is no ffmpeg; return the exit code."""
    if find_ffmpeg(os.environ.get("XIEZHI_FFMPEG") or "ffmpeg") is not None:
        return 0
    print(
        _(
            "没有找到 ffmpeg，视频测试无法运行。请安装后重试"
            "（Debian、Ubuntu：apt install ffmpeg；macOS：brew install ffmpeg），"
            "或用 XIEZHI_FFMPEG 指明其位置。"
        ),
        file=sys.stderr,
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
