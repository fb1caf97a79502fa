"""Sizes are settings; nonsense is drawn back into what the house can bear."""

import pytest

from xiezhi.config.environment import environment

_MEGABYTE = 1024 * 1024


@pytest.mark.parametrize(
    ("name", "field", "default", "most"),
    [
        ("PHOTO", "limit_photo_bytes", 25, 200),
        ("VOICE", "limit_voice_bytes", 10, 100),
        ("PAPER", "limit_paper_bytes", 50, 200),
        ("VIDEO", "limit_video_bytes", 100, 500),
    ],
)
def test_each_kind_has_its_own_size(
    monkeypatch: pytest.MonkeyPatch, name: str, field: str, default: int, most: int
) -> None:
    found = {}
    for given in ("", "7", "0", "99999"):
        monkeypatch.setenv(f"XIEZHI_LIMIT_{name}_MB", given)
        environment.cache_clear()
        found[given] = getattr(environment(), field) // _MEGABYTE
    assert found == {"": default, "7": 7, "0": 1, "99999": most}
