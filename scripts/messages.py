"""Keeps the English catalogue: Chinese texts are the message ids. No GNU gettext needed.

Usage:
    python -m scripts.messages extract   brings the catalogue in line with the source
    python -m scripts.messages check     fails on a missing, empty, fuzzy or unequal text
    python -m scripts.messages compile   writes the .mo beside the .po (it is committed)
    python -m scripts.messages empty     prints the texts that wait for English, as JSON

Citations of Chinese law are shown as they are in either language and are not collected.
"""

import json
import re
import sys
from pathlib import Path
from typing import Final

import polib

from scripts.message_sources import Message, collect

ROOT: Final = Path(__file__).resolve().parent.parent
CATALOGUE: Final = ROOT / "src" / "xiezhi" / "locale" / "en" / "LC_MESSAGES" / "django.po"
METADATA: Final = {
    "Project-Id-Version": "xiezhi",
    "Language": "en",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}
PLACEHOLDER: Final = re.compile(r"%\((\w+)\)[sd]|%[sd]|%%|\{(\w*)\}")
HAN: Final = re.compile(r"[\u3400-\u9fff]")


def read() -> polib.POFile:
    """Return the catalogue as it stands, or an empty one."""
    if CATALOGUE.exists():
        return polib.pofile(str(CATALOGUE), wrapwidth=0)
    return polib.POFile(wrapwidth=0)


def renew(catalogue: polib.POFile, messages: list[Message]) -> polib.POFile:
    """Return a catalogue of exactly these messages, with the English there already was."""
    known = {(entry.msgctxt, entry.msgid): entry for entry in catalogue}
    made = polib.POFile(wrapwidth=0)
    made.metadata = METADATA
    for message in messages:
        before = known.get((message.context, message.text))
        entry = polib.POEntry(
            msgid=message.text,
            msgctxt=message.context,
            occurrences=[(place, "") for place in message.places],
        )
        if message.plural is None:
            entry.msgstr = before.msgstr if before else ""
        else:
            entry.msgid_plural = message.plural
            entry.msgstr_plural = (before and before.msgstr_plural) or {0: "", 1: ""}
        if any(re.search(r"%\(|%[sd%]", text) for text in texts_of(entry)):
            entry.flags = ["python-format"]
        made.append(entry)
    return made


def texts_of(entry: polib.POEntry) -> list[str]:
    """Return the ids and the English of an entry."""
    return [entry.msgid, entry.msgid_plural, entry.msgstr, *entry.msgstr_plural.values()]


def english_of(entry: polib.POEntry) -> list[str]:
    """Return the English of an entry, both numbers where it has two."""
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def faults(catalogue: polib.POFile, messages: list[Message]) -> list[str]:
    """Return what is wrong, one sentence each."""
    wanted = {(message.context, message.text) for message in messages}
    there = {(entry.msgctxt, entry.msgid) for entry in catalogue}
    found = [f"not in the catalogue: {text}" for _, text in sorted(wanted - there, key=str)]
    found += [f"no longer in the source: {text}" for _, text in sorted(there - wanted, key=str)]
    for entry in catalogue:
        english = english_of(entry)
        if not all(english):
            found.append(f"no English: {entry.msgid}")
        elif entry.fuzzy:
            found.append(f"fuzzy: {entry.msgid}")
        elif any(placeholders(text) != placeholders(entry.msgid) for text in english):
            found.append(f"other placeholders: {entry.msgid} -> {english}")
        elif any(tags(text) != tags(entry.msgid) for text in english):
            found.append(f"other markup: {entry.msgid} -> {english}")
    return found


def placeholders(text: str) -> list[str]:
    """Return the placeholders of a text, sorted."""
    return sorted(found.group() for found in PLACEHOLDER.finditer(text))


def tags(text: str) -> list[str]:
    """Return the HTML tags of a text, sorted."""
    return sorted(re.findall(r"<[^>]+>", text))


def compiled(catalogue: polib.POFile) -> bytes:
    """Return the bytes of the .mo file."""
    return bytes(catalogue.to_binary())


def main(arguments: list[str]) -> int:
    """Run one command; the exit code is 1 when `check` finds a fault."""
    messages = collect(ROOT / "src" / "xiezhi")
    match arguments:
        case ["extract"]:
            CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
            renew(read(), messages).save(str(CATALOGUE))
        case ["check"]:
            found = faults(read(), messages)
            print("\n".join(found) or f"{len(messages)} texts, all in English")
            return 1 if found else 0
        case ["compile"]:
            CATALOGUE.with_suffix(".mo").write_bytes(compiled(read()))
        case ["empty"]:
            waiting = {e.msgid: e.msgid_plural for e in read() if not all(english_of(e))}
            print(json.dumps(waiting, ensure_ascii=False, indent=0))
        case _:
            print(__doc__)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
