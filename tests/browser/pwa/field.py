"""A grid member on the telephone, and what the office asks of them."""

from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from typing import Any
from uuid import UUID, uuid4

from tests.browser.conftest import Site
from tests.browser.pwa.hand import photo, until
from tests.cast import make_grid_member, make_staff
from tests.supporters.cast import draft
from xiezhi.accounts.rules.devices import Means
from xiezhi.accounts.rules.roles import Role
from xiezhi.accounts.services.devices import bind_device, revoke_device
from xiezhi.evidence.rules.kinds import MediaKind
from xiezhi.evidence.services.storing import IncomingFile, check_files, store_file
from xiezhi.infra.tenant import tenant_scope
from xiezhi.kernel import clock
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.matters import Matter, MatterKind
from xiezhi.ledger.models import LedgerEntry
from xiezhi.supporters.models import (
    FieldTask,
    FieldTaskPhoto,
    Patrol,
    Supporter,
    TrainingAttendance,
)
from xiezhi.supporters.rules.field import FieldResult
from xiezhi.supporters.services.field_tasks import (
    TaskText,
    do_field_task,
    give_field_task,
    take_back_field_task,
)
from xiezhi.supporters.services.patrols import PatrolDraft, give_patrols, take_back_patrol
from xiezhi.supporters.services.trainings import plan_training
from xiezhi.web.middleware.phone import COOKIE

_numbers = count(11)


@dataclass(frozen=True)
class Member:
    """A grid member and the office they help."""

    site: Site
    acting: Actor
    handler: Actor
    keeper: Actor

    def bind(self, page: Any, address: str) -> str:
        """Sign the telephone in; return its token."""
        with tenant_scope(self.site.office.id):
            account_id = Supporter.objects.get(id=self.acting.id).account_id
            token = bind_device(
                acting=self.acting, account_id=account_id, means=Means.SMS, now=clock.now()
            )
        page.context.add_cookies([{"name": COOKIE, "value": token, "url": address}])
        return token

    def unbind(self, token: str) -> None:
        """Sign the telephone out from the office's side."""
        with tenant_scope(self.site.office.id):
            revoke_device(acting=self.acting, token=token, now=clock.now())

    def ask(
        self,
        words: str,
        *,
        place: str = "卫生院东墙外",
        guide: bool = False,
        ago: timedelta = timedelta(0),
    ) -> UUID:
        """Ask the member to look at something; return the task's id."""
        now = clock.now() - ago
        with tenant_scope(self.site.office.id):
            text = TaskText(words=words, place_words=place, guide_id=_guide() if guide else None)
            matter = Matter(kind=MatterKind.LEAD, id=uuid4(), label="2026-1")
            task = give_field_task(
                matter=matter,
                supporter_id=self.acting.id or UUID(int=0),
                text=text,
                due_on=clock.legal_day(now) + timedelta(days=5),
                acting=self.handler,
                now=now,
            )
        return task.id

    def send_along(self, place: str, words: str = "有没有新倒的垃圾") -> UUID:
        """Ask the member for a 巡查; return its id."""
        now = clock.now()
        asked = PatrolDraft(place_words=place, words=words, due_on=clock.legal_day(now))
        with tenant_scope(self.site.office.id):
            member = self.acting.id or UUID(int=0)
            (patrol,) = give_patrols(
                supporter_ids=[member], draft=asked, acting=self.handler, now=now
            )
        return patrol.id

    def call(self, title: str) -> UUID:
        """Call the member to a 培训; return its id."""
        now = clock.now()
        with tenant_scope(self.site.office.id):
            number = Supporter.objects.get(id=self.acting.id).number
            asked = draft(now, title=title, called=str(number))
            return plan_training(draft=asked, acting=self.keeper, now=now).id

    def patrol(self, patrol_id: UUID) -> Patrol:
        with tenant_scope(self.site.office.id):
            found: Patrol = Patrol.objects.get(id=patrol_id)
        return found

    def reply(self, training_id: UUID) -> tuple[str, str, int]:
        """Return what was answered, why, and how often the office noted it."""
        with tenant_scope(self.site.office.id):
            mine = TrainingAttendance.objects.get(
                training_id=training_id, supporter_id=self.acting.id
            )
            acts = LedgerEntry.objects.filter(
                act="supporters.answer_training", object_id=str(training_id)
            )
            return mine.reply, mine.reply_words, acts.count()

    def take_back_patrol(self, patrol_id: UUID) -> None:
        with tenant_scope(self.site.office.id):
            take_back_patrol(patrol_id=patrol_id, acting=self.handler, now=clock.now())

    def take_back(self, task_id: UUID) -> None:
        with tenant_scope(self.site.office.id):
            take_back_field_task(task_id=task_id, acting=self.handler, now=clock.now())

    def answer_elsewhere(self, task_id: UUID, words: str) -> None:
        """Answer a task as from another telephone of the same member."""
        with tenant_scope(self.site.office.id):
            do_field_task(
                task_id=task_id,
                submission_key=uuid4(),
                result=FieldResult.MENDED,
                words=words,
                acting=self.acting,
                now=clock.now(),
            )

    def task(self, task_id: UUID) -> FieldTask:
        with tenant_scope(self.site.office.id):
            found: FieldTask = FieldTask.objects.get(id=task_id)
        return found

    def files(self, task_id: UUID) -> list[str]:
        """Return the kinds of the files that came with a task, in order."""
        with tenant_scope(self.site.office.id):
            links = FieldTaskPhoto.objects.filter(task_id=task_id).order_by("position")
            return list(links.values_list("file__kind", flat=True))


def hire(site: Site) -> Member:
    """Appoint one more grid member, who answers to a handler of their own."""
    number = next(_numbers)
    with tenant_scope(site.office.id):
        acting = make_grid_member(number, mobile=f"138000{number:05}")
        handler = make_staff(f"承办人{number}", Role.PROSECUTOR)
        keeper = make_staff(f"联络员{number}", Role.LIAISON)
    return Member(site=site, acting=acting, handler=handler, keeper=keeper)


def open_mine(page: Any) -> None:
    """Open 我的 with a network and wait until the tasks lie on the telephone."""
    page.goto("/mine/")
    page.locator("html[data-along=ready]").wait_for(state="attached")
    page.evaluate("() => navigator.serviceWorker.ready.then(() => 0)")
    page.wait_for_function("() => navigator.serviceWorker.controller")
    until(page, "() => caches.match('/outbox/task/').then(Boolean)")


def open_task(page: Any, task_id: UUID, kind: str = "tasks") -> None:
    page.goto(f"/mine/{kind}/{task_id}/")
    page.locator("form[data-outbox='live']").wait_for()


def answer(page: Any, words: str, *photos: dict[str, Any], result: str = "部分修好") -> None:
    """Fill in what was found."""
    if photos:
        page.locator("[data-photos-album]").set_input_files(list(photos))
        page.locator("[data-photo]").nth(len(photos) - 1).wait_for()
    page.get_by_text(result, exact=True).click()
    page.get_by_label("说两句").fill(words)


def _guide() -> UUID:
    data = photo(900)["buffer"]
    (checked,) = check_files(MediaKind.PHOTO, [IncomingFile(name="以前.jpg", data=data)])
    return store_file(checked, received_at=clock.now()).id
