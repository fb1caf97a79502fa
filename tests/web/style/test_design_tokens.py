"""The colours of the look, computed from the style sheet as shipped."""

import pytest

from xiezhi.web.style.tokens import (
    EDGE_PAIRS,
    PAIRS,
    TOKENS_CSS,
    contrast,
    read_blocks,
    read_swatches,
    read_themes,
)

THEMES = dict(zip(("light", "dark"), read_themes(), strict=True))


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("text", "ground"), PAIRS, ids=lambda name: name)
def test_text_is_readable_on_its_ground(theme: str, text: str, ground: str) -> None:
    assert contrast(THEMES[theme][text], THEMES[theme][ground]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("edge", "ground"), EDGE_PAIRS, ids=lambda name: name)
def test_edge_of_a_control_is_visible_on_its_ground(theme: str, edge: str, ground: str) -> None:
    assert contrast(THEMES[theme][edge], THEMES[theme][ground]) >= 3


def test_dark_by_system_and_dark_by_choice_are_the_same_colours() -> None:
    blocks = read_blocks(TOKENS_CSS.read_text(encoding="utf-8"))
    assert blocks[':not([data-theme="light"])'] == blocks['[data-theme="dark"]']


def test_every_light_colour_has_a_dark_one() -> None:
    assert set(THEMES["light"]) == set(THEMES["dark"])


def test_contrast_of_black_on_white_is_twenty_one() -> None:
    assert round(contrast("#000000", "#ffffff"), 2) == 21


def test_swatches_name_every_colour_of_the_style_sheet() -> None:
    assert [swatch.name for swatch in read_swatches()] == list(THEMES["light"])
