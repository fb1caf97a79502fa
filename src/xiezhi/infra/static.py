"""Static files with a hash in the name, ours without comments, compressed, served for a year."""

import re
from typing import Final

from django.core.files.base import ContentFile, File
from typing_extensions import override
from whitenoise.storage import (  # type: ignore[import-untyped]  # ships no types
    CompressedManifestStaticFilesStorage,
)

OURS: Final = re.compile(r"xiezhi/(?:js|css)/.*\.(?:js|css)\Z")
_COMMENT: Final = re.compile(r"^[ \t]*/\*.*?\*/[ \t]*\n", re.MULTILINE | re.DOTALL)
_MARGIN: Final = re.compile(r"^[ \t]*//[^\n]*\n|^[ \t]+|[ \t]+$", re.MULTILINE)


def without_comments(source: str) -> str:
    """Return a script or style sheet of ours without comments that have lines of their own.

    A quarter of what a telephone has to load would be words for whoever reads the source. Whole
    lines only: nothing here knows JavaScript, and the files are written so that it need not
    (tests/infra/test_static.py).
    """
    return re.sub(r"\n{2,}", "\n", _MARGIN.sub("", _COMMENT.sub("", source))).lstrip("\n")


class StaticStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # untyped base
    """Manifest storage that shows plain names where nothing was collected (tests)."""

    manifest_strict = False

    @override
    def stored_name(self, name: str) -> str:
        if not self.hashed_files:
            return name
        return str(super().stored_name(name))

    @override
    def _save(self, name: str, content: "File[bytes]") -> str:
        if OURS.match(name):
            # By chunks, which begin at the beginning: the file was read before to make its name.
            source = b"".join(content.chunks())
            content = ContentFile(without_comments(source.decode()).encode())
        return str(super()._save(name, content))
