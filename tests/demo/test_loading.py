"""The demo as it is loaded: through the services, in the order of its days, once."""

import io
from collections.abc import Iterable
from datetime import datetime
from functools import cache
from typing import Any

import pytest
from django.apps import apps
from PIL import Image

from tests.cast import make_office
from tests.database import Clone
from xiezhi.accounts.selectors.offices import get_office
from xiezhi.demo.plan import plan
from xiezhi.demo.schedule import Moment, Photo
from xiezhi.demo.services import demo_sign_ins, is_loaded, load_demo
from xiezhi.demo.stories import stories
from xiezhi.evidence.decoding.frame import DecodedPhoto
from xiezhi.evidence.decoding.parent import run_decoder
from xiezhi.evidence.services import storing
from xiezhi.infra.db.schema import is_tenant_table
from xiezhi.infra.tenant import tenant_scope
from xiezhi.intake.models import Report
from xiezhi.kernel.errors import NotAllowedError
from xiezhi.leads.models import Lead, LeadStep
from xiezhi.leads.rules.procedure import LeadState
from xiezhi.ledger.models import LedgerEntry, LedgerHead
from xiezhi.ledger.services.verification import verify_ledger
from xiezhi.letters.models import ContactNote, Letter, LetterReply
from xiezhi.letters.rules.procedure import LetterState
from xiezhi.partners.models import InstrumentParty
from xiezhi.supporters.models import Patrol, Supporter, Training, TrainingAttendance, WorkCard

# Every way out once, a merger, a second look that found nothing mended, both ends of 再次反映.
FEW = {
    *("crane-1", "crane-2", "riverflat-3", "sand-2", "lamp-3", "lane-2", "dust-2", "lamp-2"),
    *("vape-1", "stumps-1", "relic-1", "border-1", "border-2", "relic-3", "stumps-2"),
    *("ditch-1", "outfall-4", "straw-2", "gas-1", "shelter-1", "grass-3"),
    *("p001", "p021", "p077", "p100"),
}


@cache
def snapshot() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (64, 48), (90, 120, 90)).save(out, "JPEG")
    return out.getvalue()


class Snapshots:
    """A studio with one small picture for everything: what is drawn is tested elsewhere."""

    def announce(self, photos: Iterable[Photo]) -> None:
        """Nothing to do ahead."""

    def jpeg(self, photo: Photo) -> bytes:
        return snapshot() + photo.name.encode()


@cache
def decoded_snapshot() -> DecodedPhoto:
    return run_decoder(snapshot())


def decode(data: bytes) -> DecodedPhoto:
    """Decode the one picture once, whatever name stands behind it; any other as ever."""
    return decoded_snapshot() if data.startswith(snapshot()) else run_decoder(data)


@pytest.fixture
def demo(own_database: Clone, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.XIEZHI_DEMO = True
    monkeypatch.setattr(storing, "run_decoder", decode)
    # Fifty passwords hashed as for real cost more than all the rest of an empty demo.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def row_counts() -> dict[str, int]:
    """Count the rows of every tenant table the app role may read: all but the vault's."""
    return {
        model._meta.label: model._base_manager.count()
        for model in apps.get_models()
        if is_tenant_table(model) and model._meta.app_label != "vault"
    }


def test_a_part_of_the_demo_stands_in_every_state(demo: None, now: datetime) -> None:
    load_demo(now, only=FEW, studio=Snapshots())
    with tenant_scope(get_office("dalad").id):
        states = dict(Lead.objects.values_list("title", "state"))
    told = {story.title: story.state for key, story in stories().items() if key in FEW}
    assert states == told
    assert set(states.values()) == set(LeadState)


def test_loading_twice_changes_nothing(demo: None, now: datetime) -> None:
    load_demo(now, only={"crane-1", "p021"}, studio=Snapshots())
    with tenant_scope(get_office("dalad").id):
        before = row_counts()
    load_demo(now.replace(hour=9), studio=Snapshots())
    with tenant_scope(get_office("dalad").id):
        assert row_counts() == before
    assert is_loaded()


def test_a_used_work_card_is_followed_by_another(demo: None, now: datetime) -> None:
    load_demo(now, only=set(), studio=Snapshots())
    first = "\n".join(demo_sign_ins())
    with tenant_scope(get_office("dalad").id):
        WorkCard.objects.filter(supporter__number=7).update(used_at=now)
    load_demo(now, only=set(), studio=Snapshots())
    assert "\n".join(demo_sign_ins()) != first


def test_an_installation_that_is_no_demo_takes_none(own_database: Clone, now: datetime) -> None:
    with pytest.raises(NotAllowedError, match=r"demo\.not_a_demo"):
        load_demo(now)


def test_a_real_office_takes_no_demo(demo: None, now: datetime) -> None:
    make_office(now)
    with pytest.raises(NotAllowedError, match=r"demo\.not_a_demo"):
        load_demo(now)


def test_the_whole_demo_is_as_told(demo: None, now: datetime) -> None:
    load_demo(now, studio=Snapshots())
    with tenant_scope(get_office("dalad").id):
        assert InstrumentParty.objects.values("unit").distinct().count() == 16
        assert Supporter.objects.filter(kind="grid_member").count() == 43
        assert Supporter.objects.filter(kind="special_assistant").count() == 10
        assert Lead.objects.filter(reporter_kind="grid_member").count() >= 50
        assert set(Lead.objects.values_list("state", flat=True)) == set(LeadState)
        assert Report.objects.exclude(pool_state="lead").count() > Lead.objects.count()
        assert not Supporter.objects.exclude(name="").exists()
        assert set(Training.objects.values_list("state", flat=True)) == {"held", "planned"}
        assert {"coming", "leave"} <= set(
            TrainingAttendance.objects.values_list("reply", flat=True)
        )
        assert set(Patrol.objects.values_list("result", flat=True)) == {"", "clear"}
        assert LeadStep.objects.filter(at__gt=now).count() == 0
        stages = set(Letter.objects.values_list("state", flat=True))
        assert stages == set(LetterState) - {LetterState.WITHDRAWN}
        assert set(Letter.objects.values_list("kind", flat=True)) >= {"referral", "urging"}
        urged = ContactNote.objects.filter(letter__isnull=False)
        assert {"call", "urge_call", "urge_letter"} == set(urged.values_list("kind", flat=True))
        assert LetterReply.objects.filter(way="entered").exists()
        numbers = Lead.objects.order_by("registered_at").values_list("year", "number")
        assert list(numbers) == sorted(numbers)
        assert LedgerHead.objects.get().size == LedgerEntry.objects.count()
        assert verify_ledger().audit.finding is None


def test_mergers_happen_while_the_target_is_still_assessed(now: datetime) -> None:
    times = plan(now=now)
    for story in stories().values():
        if story.into:
            target = times[story.into]
            joined = times[story.key][Moment.MERGED]
            assert target[Moment.REGISTERED] < joined < target.get(Moment.ASSESSED, now)


@pytest.mark.parametrize("story", [pytest.param(one, id=key) for key, one in stories().items()])
def test_planned_moments_are_in_order_and_past(story: Any, now: datetime) -> None:
    moments = [at for moment, at in plan(now=now)[story.key].items()]
    assert moments == sorted(moments)
    assert moments[-1] < now
