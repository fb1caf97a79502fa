"""The demo's pool: messages that come in and are screened, one by one as an office does."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from xiezhi.demo.canvas import Dice
from xiezhi.demo.plan import at_work
from xiezhi.demo.schedule import Photo, photos, seen_at
from xiezhi.demo.services.cast import Cast
from xiezhi.demo.services.reports import bring_in, registrar
from xiezhi.demo.services.steps import Step
from xiezhi.demo.stories import PoolMessage, stories
from xiezhi.demo.studio import Studio
from xiezhi.intake.models import Report
from xiezhi.intake.rules.pool import NotLeadReason, PoolState
from xiezhi.intake.services.screening import keep_in_pool, screen_as_not_lead

_NOTES = {
    NotLeadReason.OTHER: "经核对，不属线索，已口头说明（演示推演）。",
    NotLeadReason.OTHER_BODY: "已告知向主管部门反映的途径。",
}


@dataclass(slots=True)
class PoolWalk:
    """One message on its way through the pool."""

    message: PoolMessage
    cast: Cast
    studio: Studio
    now: datetime
    _report: Report | None = None

    def photos(self) -> tuple[Photo, ...]:
        """Return the photos it brings."""
        return photos(self.message, now=self.now)

    def steps(self) -> Iterator[Step]:
        """Yield what happens to it, in order."""
        dice = Dice(self.message.key, "pool")
        received = seen_at(self.message, now=self.now) + timedelta(minutes=dice.between(2, 25))
        yield Step(received, self._receive)
        if self.message.state is PoolState.PENDING:
            return
        screened = at_work(received + timedelta(hours=dice.between(2, 40)))
        yield Step(min(screened, self.now - timedelta(minutes=5)), self._screen)

    def _receive(self, now: datetime) -> None:
        self._report = bring_in(self.message, self.photos(), self.cast, self.studio, now=now)

    def _screen(self, now: datetime) -> None:
        if self._report is None:
            raise LookupError(self.message.key)
        acting = self.cast.staff[registrar(self.message.key)]
        ids, reason = [self._report.id], self.message.reason
        if reason is None:
            keep_in_pool(report_ids=ids, note="可供研判，留存备查。", acting=acting, now=now)
            return
        screen_as_not_lead(
            report_ids=ids, reason=reason, note=self._note(reason), acting=acting, now=now
        )

    def _note(self, reason: NotLeadReason) -> str:
        if self.message.same_as:
            return f"与“{stories()[self.message.same_as].title}”重复。"
        return _NOTES.get(reason, "")
