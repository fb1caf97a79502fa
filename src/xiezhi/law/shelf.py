"""The data files in use: the library's own and, added once at start, the office's (本院补充数据)."""

from collections.abc import Callable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, Final, TypeVar

from xiezhi.kernel.errors import InvalidInputError
from xiezhi.law.reading import Entry, own_document, parsed

SECTIONS: Final = (
    "instruments",
    "deadlines",
    "areas",
    "regimes",
    "documents",
    "eligibility",
    "publication",
    "decisions",
)
"""What an office may add to. Sources of leads are a closed list of the article itself."""

_FOLDER: Final = "law/"
_Read = TypeVar("_Read", bound=Callable[[], Any])
_Record = TypeVar("_Record")
_supplements: dict[str, Mapping[str, object]] = {}
_kept: list[Any] = []


def kept(read: _Read) -> _Read:
    """Read once, as ``functools.cache`` does, and again after supplements changed."""
    cached = cache(read)
    _kept.append(cached)
    return cached  # type: ignore[return-value]  # the same call


def section(name: str) -> tuple[tuple[str, Entry], ...]:
    """Return the documents that hold a section, each with its supplement's name ("" for the own)."""
    own = f"{name}.yaml"
    found = [("", Entry(own_document(own), file=own))]
    for file, sections in _supplements.items():
        if name in sections:
            found.append((file, Entry({name: sections[name]}, file=file)))
    return tuple(found)


def supplements() -> tuple[str, ...]:
    """Return the names of the files an office added, in the order they were read."""
    return tuple(_supplements)


def supplement(texts: Mapping[str, str], check: Callable[[], None]) -> None:
    """Put an office's files in the place of those added before, or keep those when one is wrong.

    Args:
        texts: YAML by file name; each holds one or more of ``SECTIONS``.
        check: reads every section; raises at the first slip.

    Raises:
        InvalidInputError: ``law.data_wrong`` with file, key, field and reason.
    """
    before = dict(_supplements)
    added = {_FOLDER + name: _sections(_FOLDER + name, text) for name, text in texts.items()}
    _use(added)
    try:
        check()
    except InvalidInputError:
        _use(before)
        raise


def _use(added: Mapping[str, Mapping[str, object]]) -> None:
    _supplements.clear()
    _supplements.update(sorted(added.items()))
    for cached in _kept:
        cached.cache_clear()


def _sections(file: str, text: str) -> Mapping[str, object]:
    document = parsed(text, file)
    if not isinstance(document, dict):
        raise Entry({}, file=file).wrong("", "not_a_mapping")
    unknown = sorted(str(name) for name in document.keys() - set(SECTIONS))
    if unknown:
        raise Entry({}, file=file).wrong(unknown[0], "unknown_section")
    return MappingProxyType(document)


def records(name: str, parse: Callable[[Entry, str], tuple[str, _Record]]) -> Mapping[str, _Record]:
    """Return the entries of a section by key; a supplement's stands for the built-in one.

    Args:
        name: the section.
        parse: reads one entry, given the supplement's name, to its key and value.

    Raises:
        InvalidInputError: ``law.data_wrong``, also for a key given twice in one file.
    """
    found: dict[str, _Record] = {}
    for file, document in section(name):
        here: dict[str, _Record] = {}
        for entry in document.entries(name):
            key, value = parse(entry, file)
            entry.close()
            if key in here:
                raise entry.wrong("key", "given_twice")
            here[key] = value
        document.close()
        found |= here
    return MappingProxyType(found)
