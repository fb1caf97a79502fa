"""The sketch shows where a point lies and can be put into a strict page as it is."""

import re
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring

from xiezhi.geo.labels import Box, LabelBoard
from xiezhi.geo.position import Position, PositionSource
from xiezhi.geo.sketch import Mark, MarkKind, SketchWords, sketch_svg

HERE = Position(lat=40.3, lon=109.93, accuracy_m=30, source=PositionSource.DEVICE)
NEAR = Mark(lat=40.304, lon=109.933, label="2026-18", kind=MarkKind.EARLIER)
TOWN = Mark(lat=40.31, lon=109.92, label="展旦召苏木", kind=MarkKind.TOWN)
FAR_TOWN = Mark(lat=40.40, lon=110.03, label="树林召镇", kind=MarkKind.TOWN)
FAR_REPORT = Mark(lat=41, lon=110.03, label="2025-01", kind=MarkKind.EARLIER)
NAMESPACE = {"s": "http://www.w3.org/2000/svg"}


def test_marks_near_by_are_drawn_and_named() -> None:
    words = texts(sketch_svg(HERE, [NEAR, TOWN]))
    assert {"本件位置", "2026-18", "展旦召苏木", "北", "500 米", "1 公里", "2 公里"} <= set(words)


def test_far_town_is_pointed_to_with_its_distance() -> None:
    assert "树林召镇 14 公里" in texts(sketch_svg(HERE, [FAR_TOWN]))


def test_far_report_is_left_out() -> None:
    assert "2025-01" not in sketch_svg(HERE, [FAR_REPORT])


def test_sketch_without_marks_shows_one_kilometre() -> None:
    assert "1 公里" in texts(sketch_svg(HERE))


def test_screen_reader_gets_title_and_places() -> None:
    root = fromstring(sketch_svg(HERE, [TOWN], dom_id="lead-7"))
    described = [root.find(f"s:{name}", NAMESPACE) for name in ("title", "desc")]
    assert [part.text for part in described if part is not None] == [
        "位置略图",
        "展旦召苏木：西北 1.4 公里",
    ]
    assert root.get("aria-labelledby") == "lead-7-title lead-7-desc"
    assert root.get("role") == "img"


@pytest.mark.parametrize("label", ["<script>alert(1)</script>", '" onload="x', "a\x00b", "]]>&"])
def test_hostile_label_stays_text(label: str) -> None:
    root = fromstring(
        sketch_svg(HERE, [Mark(lat=40.31, lon=109.93, label=label, kind=MarkKind.TOWN)])
    )
    assert label.replace("\x00", "") in [node.text for node in root.iter()]
    assert not [key for node in root.iter() for key in node.attrib if key.startswith("on")]


def test_sketch_passes_a_content_policy_without_inline_styles() -> None:
    svg = sketch_svg(HERE, [NEAR, TOWN, FAR_TOWN])
    assert not re.search(r"style=|<style|<script|href=|url\(", svg)


def test_labels_do_not_lie_on_each_other() -> None:
    marks = [
        Mark(lat=40.3 + step / 2_000, lon=109.93, label=f"2026-{step:02}", kind=MarkKind.EARLIER)
        for step in range(12)
    ]
    root = fromstring(sketch_svg(HERE, marks))
    boxes = [
        box(node)
        for node in root.iter(f"{{{NAMESPACE['s']}}}text")
        if "sketch-label" in node.attrib["class"]
    ]
    assert len(boxes) > 3
    assert not any(a.overlaps(b) for i, a in enumerate(boxes) for b in boxes[i + 1 :])


def test_label_that_fits_nowhere_is_not_written() -> None:
    board = LabelBoard(Box(left=0, top=0, right=50, bottom=50))
    assert board.place("很长很长的名字", 25, 25, gap=5, size=13) is None


def test_words_can_be_given_in_another_language() -> None:
    words = SketchWords(title="Location", here="This report", north="N")
    assert {"This report", "N"} <= set(texts(sketch_svg(HERE, words=words)))


def texts(svg: str) -> list[str]:
    return [node.text or "" for node in fromstring(svg).iter(f"{{{NAMESPACE['s']}}}text")]


def box(node: Element) -> Box:
    x, y = float(node.attrib["x"]), float(node.attrib["y"])
    width = sum(13 if ord(character) > 0x2E80 else 7.2 for character in node.text or "")
    left = x - {"start": 0, "middle": width / 2, "end": width}[node.attrib["text-anchor"]]
    return Box(left=left, right=left + width, top=y - 11, bottom=y + 2)
