"""The English catalogue is complete, and what is compiled is what is written."""

import pytest

from scripts.message_sources import collect, python_texts, template_texts
from scripts.messages import CATALOGUE, compiled, faults, read
from tests.architecture.source import PACKAGE


def test_every_text_has_its_english() -> None:
    assert faults(read(), collect(PACKAGE)) == []


def test_compiled_catalogue_is_of_the_written_one() -> None:
    assert CATALOGUE.with_suffix(".mo").read_bytes() == compiled(read())


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('{% translate "甲" %}', [(None, "甲", None)]),
        ("{% translate '甲' as x %}{{ x }}", [(None, "甲", None)]),
        ('{% translate "5%" %}', [(None, "5%%", None)]),
        ('{% translate "甲" context "月" %}', [("月", "甲", None)]),
        ("{% translate word %}", []),
        ("{% blocktranslate %}甲{{ n }}乙{% endblocktranslate %}", [(None, "甲%(n)s乙", None)]),
        (
            "{% blocktranslate count n=a %}甲{{ n }}{% plural %}乙{{ n }}{% endblocktranslate %}",
            [(None, "甲%(n)s", "乙%(n)s")],
        ),
        (
            "{% blocktranslate trimmed %}\n  甲\n  乙\n{% endblocktranslate %}",
            [(None, "甲 乙", None)],
        ),
        ('{% include "a.html" with title=_("甲") %}', [(None, "甲", None)]),
        ('{{ _("甲") }}', [(None, "甲", None)]),
        ('{% comment %}{% translate "甲" %}{% endcomment %}', []),
        ("{# 甲 #}", []),
    ],
)
def test_texts_of_a_template(source: str, found: list[tuple[str | None, str, str | None]]) -> None:
    assert list(template_texts(source)) == found


def test_texts_of_a_module_are_found_under_any_name() -> None:
    source = """
from django.utils.translation import gettext_lazy as words, ngettext, pgettext
A = words("甲")
B = ngettext("乙", "丙", n)
C = pgettext("月", "丁")
STATE_LABELS = {State.ONE: "戊"}
"""
    relative = (PACKAGE / "leads" / "rules" / "x.py").relative_to(PACKAGE)
    assert set(python_texts(source, relative)) == {
        (None, "甲", None),
        (None, "乙", "丙"),
        ("月", "丁", None),
        (None, "戊", None),
    }
