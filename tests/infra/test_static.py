"""Scripts and style sheets as they are served: ours, without what only readers of the source need."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage

from xiezhi.infra.static import OURS, StaticStorage, without_comments

ROOT = Path(settings.STATICFILES_DIRS[0])
FILES = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "xiezhi").rglob("*.*s"))


def test_comments_with_lines_of_their_own_and_margins_go() -> None:
    source = (
        "/*\n * What it is.\n */\n(function () {\n  // why\n  const a = 1; // stays\n\n"
        '  /** Told. */\n  const b = "http://x"; // stays\n})();\n'
    )
    assert without_comments(source) == (
        '(function () {\nconst a = 1; // stays\nconst b = "http://x"; // stays\n})();\n'
    )


@pytest.mark.parametrize("name", FILES)
def test_nothing_but_comments_and_margins_goes(name: str) -> None:
    assert OURS.match(name)
    source = (ROOT / name).read_text(encoding="utf-8")
    assert without_comments(source).splitlines() == list(said(source, name))


def said(source: str, name: str) -> Iterator[str]:
    """Lines that say something; refuses what could not be judged by lines alone."""
    is_comment = False
    for line in map(str.strip, source.splitlines()):
        assert line.count("`") % 2 == 0, f"{name}: a text over several lines"
        assert not line.endswith("\\"), f"{name}: a text over several lines"
        begins = line.startswith("/*")
        if is_comment or begins:
            is_comment = "*/" not in line
            assert is_comment or line.endswith("*/"), f"{name}: code behind a comment"
        elif line and not line.startswith("//"):
            assert line.count("/*") == line.count("*/"), f"{name}: a comment from the middle on"
            yield line


def test_what_is_served_is_without_comments_and_what_others_made_is_whole(tmp_path: Path) -> None:
    source = FileSystemStorage(location=tmp_path / "source")
    storage = StaticStorage(location=tmp_path / "served", base_url="/static/")
    names = ("xiezhi/js/a.js", "vendor/a.js")
    for name in names:
        source.save(name, ContentFile(b"/* Why. */\n  go();\n"))
        with source.open(name) as file:
            storage.save(name, file)
    done = storage.post_process({name: (source, name) for name in names})
    assert {is_done for *_names, is_done in done} == {True}
    served = [Path(storage.path(storage.stored_name(name))).read_bytes() for name in names]
    assert served == [b"go();\n", b"/* Why. */\n  go();\n"]
