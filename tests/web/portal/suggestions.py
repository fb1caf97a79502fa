"""A respondent's portal: suggestions of cases that came from a reported lead."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.cases.office import CaseOffice
from tests.cases.suggesting import ReportedOffice, governed, in_portal, letter_of, suggested
from tests.web.outside import PDF, World, as_unit
from xiezhi.cases.models import Case, CasePaper
from xiezhi.infra.tenant import tenant_scope
from xiezhi.kernel import clock
from xiezhi.kernel.clock import legal_day
from xiezhi.letters.models import Letter

CASE_TITLE = "督促旗消防救援大队履行取水设施监管职责案"
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Respondent:
    """The world of a lead, whose unit is also the organ a case is about."""

    world: World
    today: date

    @property
    def office(self) -> CaseOffice:
        inside = self.world.inside
        return ReportedOffice(
            lead_id=self.world.lead.id,
            chief=inside.chief,
            head=inside.head,
            handler=inside.handler,
            clerk=inside.clerk,
            unit=self.world.unit,
        )

    def browser(self) -> Client:
        return as_unit(self.world)

    def other_browser(self) -> Client:
        return as_unit(self.world, self.world.other_officer)

    def inside(self, make: Callable[[], T]) -> T:
        """What happens in the office's scope."""
        with tenant_scope(self.world.office.id):
            return make()

    def governance(self, *, served: int | None = -3) -> Letter:
        """A social-governance suggestion in the portal; served so many days from now, or not."""
        return self._shown(governed, served)

    def public_interest(self, *, served: int | None = -3) -> Letter:
        """A public-interest suggestion in the portal."""
        return self._shown(suggested, served)

    def fresh(self, letter: Letter) -> Letter:
        found: Letter = self.inside(lambda: Letter.objects.get(id=letter.id))
        return found

    def case_of(self, letter: Letter) -> Case:
        found: Case = self.inside(lambda: Case.objects.get(id=letter.matter_id))
        return found

    def _shown(self, make: Callable[..., tuple[Case, CasePaper]], served: int | None) -> Letter:
        day = self.today + timedelta(days=min(served or -3, -3))
        served_on = None if served is None else self.today + timedelta(days=served)

        def shown() -> Letter:
            _case, made = make(self.office, day, served_on=served_on, title=CASE_TITLE)
            in_portal(self.office, made, clock.now())
            return letter_of(made)

        return self.inside(shown)


def respondent_of(world: World) -> Respondent:
    return Respondent(world=world, today=legal_day(clock.now()))


def objection(**changes: object) -> dict[str, object]:
    """An objection as its box posts it."""
    return {
        "objection": "建议书第二项不属我单位职责，应由住建部门负责。",
        "objection_paper": SimpleUploadedFile("异议.pdf", PDF, "application/pdf"),
    } | changes


def address(letter: Letter, part: str = "") -> str:
    return f"/portal/letters/{letter.id}/{part}"
