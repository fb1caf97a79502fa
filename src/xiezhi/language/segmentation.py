"""Search of Chinese text: overlapping character pairs as PostgreSQL lexemes.

A text is indexed as every pair of neighbouring Han characters, plus the last character of each
run; letters and digits form words. A query is the same pairs at the same distances, so it finds
exactly the texts in which its characters stand side by side. No dictionary, so a town's name is
found on the day it is first written. See docs/decisions/0005-search.md.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

MAX_POSITION: Final = 16_383  # PostgreSQL counts no further within one tsvector
MAX_WORD: Final = 64  # a lexeme may have 2,046 bytes
MAX_TERMS: Final = 8
MAX_TERM_CHARACTERS: Final = 40

_HAN: Final = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_RUN: Final = re.compile(f"(?P<han>[{_HAN}]+)|(?P<word>(?:(?![{_HAN}])[^\\W_])+)")
_TERM: Final = re.compile(r"[^\s,，、;；。]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lexeme:
    text: str
    position: int
    is_tail: bool  # the single last character of a Han run of two or more


def search_vector(text: str) -> str:
    """Return the literal of a ``tsvector`` of a text: store it with ``::tsvector``.

    A literal, not words for ``to_tsvector``: PostgreSQL's parser cuts Han text differently from
    one version and locale to the next.
    """
    positions: dict[str, list[int]] = {}
    for lexeme in _lexemes(text):
        if lexeme.position <= MAX_POSITION:
            positions.setdefault(lexeme.text, []).append(lexeme.position)
    return " ".join(
        f"'{word}':{','.join(map(str, places))}" for word, places in sorted(positions.items())
    )


def search_query(text: str, *, synonyms: Mapping[str, str] | None = None) -> str:
    """Return the literal of a ``tsquery``: every term, in any order, each as an exact phrase.

    Terms are separated by white space or commas. A single character and an unfinished last word
    match as a beginning. Returns "" when nothing can be searched for; the caller then shows an
    unfiltered list.

    Args:
        text: what was typed into the search box; anything, even hostile text.
        synonyms: short and full forms searched as one, for example ``{"达旗": "达拉特旗"}``.
    """
    terms = [term[:MAX_TERM_CHARACTERS] for term in _TERM.findall(_fold(text))[:MAX_TERMS]]
    parts = [part for part in (_any_form(term, synonyms or {}) for term in terms) if part]
    return " & ".join(parts)


def _any_form(term: str, synonyms: Mapping[str, str]) -> str:
    forms = [term]
    for short, full in synonyms.items():
        if short in term:
            forms.append(term.replace(short, full))
        elif full in term:
            forms.append(term.replace(full, short))
    phrases = [phrase for phrase in dict.fromkeys(map(_phrase, forms)) if phrase]
    return f"( {' | '.join(phrases)} )" if len(phrases) > 1 else "".join(phrases)


def _phrase(term: str) -> str:
    lexemes = [lexeme for lexeme in _lexemes(term) if not lexeme.is_tail]
    if not lexemes:
        return ""
    text = f"'{lexemes[0].text}'"
    for before, lexeme in pairwise(lexemes):
        text += f" <{lexeme.position - before.position}> '{lexeme.text}'"
    is_open = len(lexemes[-1].text) == 1 or not re.match(f"[{_HAN}]", lexemes[-1].text)
    text += ":*" if is_open else ""
    return f"( {text} )" if len(lexemes) > 1 else text


def _lexemes(text: str) -> Iterator[_Lexeme]:
    """Yield lexemes with positions; runs that do not touch in the text leave a gap."""
    position, end = 1, 0
    for run in _RUN.finditer(_fold(text)):
        position += 1 if run.start() > end and end else 0
        end = run.end()
        word = run.group()
        if run.lastgroup == "word":
            yield _Lexeme(text=word[:MAX_WORD], position=position, is_tail=False)
            position += 1
            continue
        for start in range(len(word) - 1):
            yield _Lexeme(text=word[start : start + 2], position=position, is_tail=False)
            position += 1
        yield _Lexeme(text=word[-1], position=position, is_tail=len(word) > 1)
        position += 1


def _fold(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
