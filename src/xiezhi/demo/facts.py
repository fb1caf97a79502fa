"""Who and where of the demo: offices, staff, units, towns, grid members, special assistants."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from xiezhi.accounts.rules.roles import Role
from xiezhi.demo.canvas import Dice
from xiezhi.demo.tables import by_key, read_rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """A procuratorate of the demo; ``key`` is its slug."""

    key: str
    name: str
    short: str
    region: str
    superior: str
    invented: bool
    telephone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Department:
    """A department; one does public-interest work, one keeps the liaison."""

    office: str
    key: str
    name: str
    duty: str
    public_interest: bool = False
    liaison: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffMember:
    """A member of staff by role and number; ``key`` is the sign-in name."""

    office: str
    key: str
    role: Role
    title: str
    department: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """A paper signed with partner units; ``invented`` ones say 演示推演 in their title."""

    key: str
    title: str
    signed: date
    invented: bool
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """An organ or body; ``partner`` when it signed an instrument."""

    key: str
    name: str
    short: str
    kind: str
    partner: bool
    duties: str
    basis: str
    instruments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """A town-level unit; the position of its seat is approximate, WGS-84."""

    key: str
    name: str
    kind: str
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True, kw_only=True)
class GridMember:
    """A public-interest grid member."""

    number: int
    town: str
    village: str
    trade: str
    community_grid: bool
    languages: tuple[str, ...]
    since: date
    until: date

    @property
    def code(self) -> str:
        """The name used everywhere: 网格员 and two digits."""
        return f"网格员{self.number:02d}"

    @property
    def label(self) -> str:
        """Code and town, as on lists."""
        return f"{self.code} · {towns()[self.town].name}"

    @property
    def phone(self) -> str:
        """A made-up telephone number."""
        return f"1380000{self.number:04d}"

    @property
    def position(self) -> tuple[float, float]:
        """Latitude and longitude of the home, approximate."""
        return position_in(self.town, self.village)


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecialAssistant:
    """A 特邀检察官助理 sent by a unit."""

    number: int
    unit: str
    field: str
    expertise: str

    @property
    def label(self) -> str:
        """Role, number and unit."""
        return f"特邀检察官助理{self.number:02d}（{units()[self.unit].short}）"


@cache
def offices() -> Mapping[str, Office]:
    """Offices by slug."""
    return by_key(read_rows("office", "offices", Office))


@cache
def departments() -> tuple[Department, ...]:
    """Departments of all demo offices."""
    return read_rows("office", "departments", Department)


@cache
def staff() -> tuple[StaffMember, ...]:
    """Staff of all demo offices."""
    return read_rows("office", "staff", StaffMember)


@cache
def instruments() -> Mapping[str, Instrument]:
    """Signed instruments by key."""
    return by_key(read_rows("partners", "instruments", Instrument))


@cache
def units() -> Mapping[str, Unit]:
    """Partner units and other organs by key."""
    return by_key(read_rows("partners", "units", Unit))


@cache
def special_assistants() -> tuple[SpecialAssistant, ...]:
    """The special assistants, by number."""
    return read_rows("partners", "assistants", SpecialAssistant)


@cache
def towns() -> Mapping[str, Town]:
    """Town-level units by key."""
    return by_key(read_rows("towns", "towns", Town))


@cache
def grid_members() -> Mapping[int, GridMember]:
    """Grid members by number."""
    return {row.number: row for row in read_rows("grid", "grid_members", GridMember)}


def position_in(town: str, place: str) -> tuple[float, float]:
    """Latitude and longitude of a named place near the town's seat; always the same for a name."""
    seat = towns()[town]
    reach = 0.006 if seat.kind == "街道" else 0.026
    dice = Dice("place", town, place)
    latitude = seat.latitude + dice.between(-reach, reach) * 0.7
    longitude = seat.longitude + dice.between(-reach, reach)
    return round(latitude, 6), round(longitude, 6)
