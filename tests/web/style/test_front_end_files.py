"""What our style sheets, scripts and templates may contain: the content policy and a browser of 2021."""

import re
from pathlib import Path

import pytest

WEB = Path(__file__).resolve().parents[3] / "src/xiezhi/web"
STYLES = sorted((WEB / "static/xiezhi").rglob("*.css"))
SCRIPTS = sorted((WEB / "static/xiezhi").rglob("*.js"))
TEMPLATES = sorted((WEB / "templates").rglob("*.html"))
SPRITE = WEB / "static/xiezhi/icons.svg"

TOO_NEW_IN_STYLES = {
    ":has(": r":has\(",
    "container queries": r"@container|container-type",
    "cascade layers": r"@layer",
    "color-mix": r"color-mix\(|oklch\(|light-dark\(",
    "nesting": r"(?m)^\s*&",
    "dynamic viewport units": r"\d[dsl]v[hw]\b",
    "range media queries": r"@media[^{]*[<>]",
    "single transforms": r"(?m)^\s*(?:rotate|scale|translate):",
}
TOO_NEW_IN_SCRIPTS = {
    "optional chaining": r"\w\?\.\w",
    "nullish coalescing": r"\?\?",
    "logical assignment": r"(?:\|\||&&)=",
    "Array.at": r"\.at\(",
    "replaceAll": r"\.replaceAll\(",
    "eval": r"\beval\(|new Function\(",
}
REFUSED_BY_POLICY = {
    "inline style": r"\sstyle=|<style\b",
    "inline handler": r"\son[a-z]+=[\"']",
    "script without nonce": r"<script\b(?![^>]*(?:nonce=|application/json))",
    "foreign host": r"(?:src|href|action)=[\"'](?:https?:)?//",
    "htmx inline code": r"hx-on|hx-vals=[\"']js:",
}


def relative(path: Path) -> str:
    return str(path.relative_to(WEB))


@pytest.mark.parametrize("path", STYLES, ids=relative)
@pytest.mark.parametrize("feature", TOO_NEW_IN_STYLES)
def test_style_sheet_needs_nothing_newer_than_2021(path: Path, feature: str) -> None:
    assert not re.search(TOO_NEW_IN_STYLES[feature], path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", SCRIPTS, ids=relative)
@pytest.mark.parametrize("feature", TOO_NEW_IN_SCRIPTS)
def test_script_needs_nothing_newer_than_es2019(path: Path, feature: str) -> None:
    assert not re.search(TOO_NEW_IN_SCRIPTS[feature], path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", TEMPLATES, ids=relative)
@pytest.mark.parametrize("thing", REFUSED_BY_POLICY)
def test_template_holds_nothing_the_content_policy_refuses(path: Path, thing: str) -> None:
    assert not re.search(REFUSED_BY_POLICY[thing], path.read_text(encoding="utf-8"))


def test_no_day_is_shown_without_its_year_in_another_year() -> None:
    """``day`` and ``moment`` leave the year out only while it is this one."""
    bare = [relative(path) for path in TEMPLATES if 'date:"m-d' in path.read_text(encoding="utf-8")]
    assert bare == []


@pytest.mark.parametrize("path", TEMPLATES, ids=relative)
def test_every_icon_a_template_names_is_in_the_sprite(path: Path) -> None:
    known = set(re.findall(r'<symbol id="([\w-]+)"', SPRITE.read_text(encoding="utf-8")))
    text = path.read_text(encoding="utf-8")
    named = set(re.findall(r'include "components/icon\.html" with name="([\w-]+)"', text))
    assert named <= known


@pytest.mark.parametrize(
    "path", sorted((WEB / "templates/components").glob("*.html")), ids=relative
)
def test_component_names_its_parameters_in_a_comment(path: Path) -> None:
    assert "{% comment %}" in path.read_text(encoding="utf-8")[:120]
