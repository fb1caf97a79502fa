"""Subject areas (领域) and whether the law of a given day names them: 法定 or 等外."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from xiezhi.kernel.errors import NotFoundError
from xiezhi.law.instruments import Instrument, instruments
from xiezhi.law.reading import Entry
from xiezhi.law.shelf import kept, section

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
        supplement: the office's file it comes from, "" when built in.
    """

    key: str
    name: str
    supports_administrative: bool | None
    supports_civil: bool | None
    county_may_sue: bool
    bases: tuple[AreaBasis, ...]
    is_verified: bool
    note: str
    supplement: str = ""

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


@kept
def area_register() -> AreaRegister:
    """Return the areas in the order they are offered; a supplement's stands for the built-in."""
    (_, own), *added = section("areas")
    found = {area.key: area for area in _read(own, instruments())}
    since = own.day("since")
    own.close()
    for file, document in added:
        found |= {area.key: area for area in _read(document, instruments(), file)}
        document.close()
    return AreaRegister(since=since, areas=tuple(found.values()))


def parse_areas(
    document: object, known: Mapping[str, Instrument], file: str = FILE
) -> AreaRegister:
    """Return the areas a document lists.

    Raises:
        InvalidInputError: ``law.data_wrong`` with file, key, field and reason.
    """
    head = Entry(document, file=file)
    register = AreaRegister(areas=_read(head, known), since=head.day("since"))
    head.close()
    return register


def _read(head: Entry, known: Mapping[str, Instrument], supplement: str = "") -> tuple[Area, ...]:
    areas: dict[str, Area] = {}
    for entry in head.entries("areas"):
        area = _parse(entry, known, supplement)
        if area.key in areas:
            raise entry.wrong("key", "given_twice")
        areas[area.key] = area
    return tuple(areas.values())


def _parse(entry: Entry, known: Mapping[str, Instrument], supplement: str) -> Area:
    area = Area(
        key=entry.text("key"),
        name=entry.text("name"),
        supports_administrative=entry.open_flag("admin"),
        supports_civil=entry.open_flag("civil"),
        county_may_sue=entry.flag("county_may_sue", default=True),
        bases=tuple(_parse_basis(basis, known) for basis in entry.entries("bases")),
        is_verified=entry.flag("verified"),
        note=entry.optional_text("note"),
        supplement=supplement,
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
