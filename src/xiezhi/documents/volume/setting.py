"""The type-setter alone: a template, words as JSON and pictures in a folder become PDF/A."""

import shutil
from pathlib import Path
from typing import Final, Literal

import typst

TEMPLATES: Final = Path(__file__).parent / "typst"
_EPOCH: Final = 946_684_800  # leaves hold no clock, as papers
Standard = Literal["a-2a", "a-2b"]


def set_pdf(
    template: str, words: str, root: Path, *, fonts: typst.Fonts, standard: Standard
) -> bytes | int:
    """Return the PDF, or how many warnings there were: a leaf with a warning is none.

    Args:
        template: the stem of a template, which is copied into ``root``.
        words: JSON, what the template shows.
        root: a folder with the pictures the words name; nothing outside it can be read.
        fonts: the only fonts there are.
        standard: a-2b also leaves tags out, so that parts can be joined.
    """
    for path in TEMPLATES.iterdir():
        shutil.copyfile(path, root / path.name)
    made, warnings = typst.Compiler(
        input=str(root / f"{template}.typ"),
        root=str(root),
        font_paths=fonts,
        ignore_system_fonts=True,
        sys_inputs={"leaf": words},
    ).compile_with_warnings(
        format="pdf",
        pdf_standards=[standard],
        pdf_tags=standard == "a-2a",
        timestamp=_EPOCH,
    )
    return made if isinstance(made, bytes) and not warnings else len(warnings)


def fonts_of(folders: list[str]) -> typst.Fonts:
    """Return the fonts of some folders and no others."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)
