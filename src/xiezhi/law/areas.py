"""Subject areas (领域) and whether the law of a given day names them: 法定 or 等外."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Final

from xiezhi.kernel.errors import NotFoundError
from xiezhi.law.instruments import Instrument, instruments
from xiezhi.law.reading import Entry, own_document

FILE: Final = "areas.yaml"


class Standing(StrEnum):
    """How the law of a day stands to an area."""

    STATUTORY = "statutory"
    BEYOND = "beyond"


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaBasis:
    """An article that makes an area statutory while its instrument is in force."""

    instrument: Instrument
    article: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A subject area.

    Attributes:
        supports_administrative: whether an administrative suit is provided for; None: not settled.
        supports_civil: the same for a civil suit.
        county_may_sue: False where only a higher procuratorate may bring the suit.
        is_verified: False shows 待核.
    """

    key: str
    name: str
    supports_administrative: bool | None
    supports_civil: bool | None
    county_may_sue: bool
    bases: tuple[AreaBasis, ...]
    is_verified: bool
    note: str

    @property
    def statutory_from(self) -> date | None:
        """First day any basis was in force; None for areas no law names."""
        days = [basis.instrument.effective_from for basis in self.bases]
        return min((day for day in days if day is not None), default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaOnDay:
    """An area as the law of one day sees it, with the bases then in force."""

    area: Area
    standing: Standing
    bases: tuple[AreaBasis, ...]

    @property
    def basis_text(self) -> str:
        """The bases as a document cites them (行诉法第25条第4款；民诉法第58条第2款)."""
        return "；".join(f"{basis.instrument.short}{basis.article}" for basis in self.bases)

    @property
    def is_verified(self) -> bool:
        """Whether the area and the date of at least one basis were read in the texts."""
        return self.area.is_verified and any(one.instrument.is_verified for one in self.bases)


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaRegister:
    """All areas, and the day procuratorates began to bring such cases."""

    since: date
    areas: tuple[Area, ...]


def areas_on(day: date) -> tuple[AreaOnDay, ...]:
    """Return every area with its standing on a day; none before public-interest suits existed."""
    register = area_register()
    if day < register.since:
        return ()
    return tuple(_on_day(area, day) for area in register.areas)


def area_on(key: str, day: date) -> AreaOnDay:
    """Return one area with its standing on a day.

    Raises:
        NotFoundError: ``law.no_area``.
    """
    for found in areas_on(day):
        if found.area.key == key:
            return found
    raise NotFoundError("law.no_area", area=key, day=day.isoformat())


@cache
def area_register() -> AreaRegister:
    """Return the library's own areas in the order they are offered."""
    return parse_areas(own_document(FILE), instruments())


def parse_areas(
    document: object, known: Mapping[str, Instrument], file: str = FILE
) -> AreaRegister:
    """Return the areas a document lists.

    Raises:
        InvalidInputError: ``law.data_wrong`` with file, key, field and reason.
    """
    head = Entry(document, file=file)
    areas: list[Area] = []
    for entry in head.entries("areas"):
        area = _parse(entry, known)
        if area.key in {other.key for other in areas}:
            raise entry.wrong("key", "given_twice")
        areas.append(area)
    register = AreaRegister(since=head.day("since"), areas=tuple(areas))
    head.close()
    return register


def _parse(entry: Entry, known: Mapping[str, Instrument]) -> Area:
    area = Area(
        key=entry.text("key"),
        name=entry.text("name"),
        supports_administrative=entry.open_flag("admin"),
        supports_civil=entry.open_flag("civil"),
        county_may_sue=entry.flag("county_may_sue", default=True),
        bases=tuple(_parse_basis(basis, known) for basis in entry.entries("bases")),
        is_verified=entry.flag("verified"),
        note=entry.optional_text("note"),
    )
    entry.close()
    if not area.bases and (area.is_verified or not area.note):
        raise entry.wrong("bases", "basis_missing")
    return area


def _parse_basis(entry: Entry, known: Mapping[str, Instrument]) -> AreaBasis:
    instrument = known.get(entry.text("instrument"))
    if instrument is None:
        raise entry.wrong("instrument", "unknown_instrument")
    basis = AreaBasis(instrument=instrument, article=entry.text("article"))
    entry.close()
    return basis


def _on_day(area: Area, day: date) -> AreaOnDay:
    bases = tuple(basis for basis in area.bases if basis.instrument.is_in_force(day))
    standing = Standing.STATUTORY if bases else Standing.BEYOND
    return AreaOnDay(area=area, standing=standing, bases=bases)
