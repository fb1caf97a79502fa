"""The whole rule book: reads every section, and takes in the data an office adds (本院补充数据)."""

from collections.abc import Mapping
from pathlib import Path

from xiezhi.kernel.errors import InvalidInputError
from xiezhi.law.areas import area_register
from xiezhi.law.deadline_rules import deadline_rules
from xiezhi.law.decisions import decision_rights
from xiezhi.law.documents import check_names, papers
from xiezhi.law.eligibility import eligibility
from xiezhi.law.instruments import instruments
from xiezhi.law.publication import publications
from xiezhi.law.reading import Entry
from xiezhi.law.regimes import regimes
from xiezhi.law.shelf import supplement, supplements
from xiezhi.law.sources import source_register


def add_folder(folder: Path) -> tuple[str, ...]:
    """Take in every YAML file of a folder, none when there is no folder; return their names.

    Raises:
        InvalidInputError: ``law.data_wrong`` with file, key, field and reason.
    """
    texts: dict[str, str] = {}
    for path in sorted(folder.glob("*.y*ml")) if folder.is_dir() else ():
        try:
            texts[path.name] = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise InvalidInputError(
                "law.data_wrong", file=f"law/{path.name}", key="", field="", reason=str(error)
            ) from error
    try:
        add_texts(texts)
    except InvalidInputError as error:
        error.add_note(" ".join(f"{name}={value}" for name, value in error.params.items()))
        raise
    return supplements()


def add_texts(texts: Mapping[str, str]) -> None:
    """Take in YAML texts by file name in the place of those taken in before.

    Raises:
        InvalidInputError: ``law.data_wrong``; what was in use stays.
    """
    supplement(texts, check)


def check() -> None:
    """Read every section with all its cross-references.

    Raises:
        InvalidInputError: ``law.data_wrong`` with file, key, field and reason.
    """
    for read in (
        instruments,
        source_register,
        deadline_rules,
        area_register,
        regimes,
        papers,
        eligibility,
        publications,
        decision_rights,
    ):
        read()
    check_names()
    _check_keys()


def _check_keys() -> None:
    """Refuse an alias that is a rule's own key."""
    keys = {rule.key for rule in deadline_rules()}
    for rule in deadline_rules():
        for alias in rule.aliases:
            if alias in keys:
                file = rule.supplement or "deadlines.yaml"
                raise Entry({}, file=file, key=rule.key).wrong("aliases", "given_twice")
