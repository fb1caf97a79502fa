"""No stranger closes the door to others' files: what nobody touches gives way, and a share is kept."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db.models import F

from tests.web.tus.telephone import Telephone
from tests.web.tus.test_tus import parts_on_disk, picture
from xiezhi.accounts.models import Procuratorate
from xiezhi.infra.tenant import tenant_scope
from xiezhi.uploads.models import Upload
from xiezhi.uploads.services import arriving
from xiezhi.uploads.services.arriving import LEFT_ALONE, WHOLE_LEFT_ALONE
from xiezhi.web.tus.passes import new_pass

ROOM = 50_000  # of it 40,000 for strangers
HALF = 18_000
A_MINUTE = timedelta(minutes=1)
FULL = 507


@pytest.fixture
def telephone(office: Procuratorate) -> Telephone:
    return Telephone()


@pytest.fixture(autouse=True)
def small_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arriving, "MAX_WAITING_BYTES", ROOM)


def begun(telephone: Telephone, *, come: int = HALF, size: int = HALF + 1) -> str:
    """Announce a file and send its beginning; return its address."""
    address = str(telephone.announce(b"x" * size)["Location"])
    assert telephone.patch(address, b"x" * come, 0).status_code == 204
    return address


def untouched_for(office: Procuratorate, time: timedelta) -> None:
    """Let time go by for everything that has come."""
    with tenant_scope(office.id):
        Upload.objects.update(expires_at=F("expires_at") - time)


def test_what_was_not_touched_for_longest_gives_way(
    telephone: Telephone, office: Procuratorate
) -> None:
    longest = begun(telephone)
    untouched_for(office, A_MINUTE)
    other = begun(telephone, size=HALF + 2)
    untouched_for(office, LEFT_ALONE)
    third = telephone.announce(b"x" * 10_000)
    assert third.status_code == 201
    assert telephone.ask(longest).status_code == 404
    assert telephone.ask(other)["Upload-Offset"] == str(HALF)


def test_a_file_on_its_way_does_not_give_way(telephone: Telephone, office: Procuratorate) -> None:
    addresses = [begun(telephone), begun(telephone, size=HALF + 2)]
    untouched_for(office, LEFT_ALONE - A_MINUTE)
    assert telephone.announce(b"x" * 10_000).status_code == FULL
    assert [telephone.ask(one).status_code for one in addresses] == [200, 200]


def test_a_part_that_came_just_now_keeps_its_file(
    telephone: Telephone, office: Procuratorate
) -> None:
    slow = begun(telephone, come=10_000, size=30_000)
    untouched_for(office, LEFT_ALONE)
    assert telephone.patch(slow, b"x" * 10_000, 10_000).status_code == 204
    begun(telephone)
    assert telephone.announce(b"x" * 10_000).status_code == FULL
    assert telephone.ask(slow)["Upload-Offset"] == "20000"


def test_a_whole_file_waits_longer_for_its_report_and_gives_way_last(
    telephone: Telephone, office: Procuratorate
) -> None:
    whole = begun(telephone, size=HALF)
    half = begun(telephone)
    untouched_for(office, LEFT_ALONE)
    assert telephone.announce(b"x" * HALF).status_code == 201
    assert telephone.ask(half).status_code == 404
    begun(telephone, size=HALF + 2)
    assert telephone.announce(b"x" * 10_000).status_code == FULL
    untouched_for(office, WHOLE_LEFT_ALONE)
    assert telephone.announce(b"x" * ROOM, kind="voice").status_code == FULL
    assert telephone.announce(b"x" * 40_000).status_code == 201
    assert telephone.ask(whole).status_code == 404


def test_the_room_is_counted_with_each_part_and_not_with_what_was_announced(
    telephone: Telephone,
) -> None:
    """Announced while there was room, then sent all at once."""
    addresses = [telephone.announce(b"x" * HALF)["Location"] for _ in range(4)]
    answers = [telephone.patch(one, b"x" * HALF, 0).status_code for one in addresses]
    assert answers == [204, 204, FULL, FULL]


def test_a_file_of_one_s_own_does_not_give_way_to_its_next_part(
    telephone: Telephone, office: Procuratorate
) -> None:
    mine = begun(telephone, come=30_000, size=39_000)
    untouched_for(office, LEFT_ALONE)
    begun(telephone, come=9_000, size=9_001)
    assert telephone.patch(mine, b"x" * 9_000, 30_000).status_code == FULL
    assert telephone.ask(mine)["Upload-Offset"] == "30000"


def test_a_share_is_kept_for_those_who_are_signed_in(
    telephone: Telephone, office: Procuratorate
) -> None:
    begun(telephone)
    begun(telephone, size=HALF + 2)
    assert telephone.announce(picture()).status_code == FULL
    with tenant_scope(office.id):
        known = Known(new_pass())
    data = b"y" * 8_000
    token = known.upload(data)
    assert known.ask(f"/tus/{token}/")["Upload-Offset"] == str(len(data))


@pytest.mark.parametrize("told", ["known", "known:1w0Oin:AAAA", "x" * 3000])
def test_a_pass_nobody_gave_opens_nothing(telephone: Telephone, told: str) -> None:
    begun(telephone)
    begun(telephone, size=HALF + 2)
    assert Known(told).announce(b"y" * 8_000).status_code == FULL


def test_a_report_whose_file_gave_way_is_told_and_sent_anew_becomes_one(
    telephone: Telephone, office: Procuratorate
) -> None:
    data, key = picture(), str(uuid4())
    gone = telephone.upload(data)
    untouched_for(office, WHOLE_LEFT_ALONE)
    last = ROOM * 8 // 10
    assert telephone.announce(b"x" * last).status_code == 201
    answer = telephone.report(key, [gone])
    assert (answer.status_code, answer.json()["code"]) == (404, "uploads.gone")
    assert telephone.report(key, [telephone.upload(data)]).status_code == 200
    with tenant_scope(office.id):
        assert Upload.objects.filter(sha256__isnull=False).count() == 1


def test_what_gave_way_leaves_nothing_on_the_disk(
    telephone: Telephone, office: Procuratorate, django_capture_on_commit_callbacks: Any
) -> None:
    begun(telephone)
    begun(telephone, size=HALF + 2)
    paths = parts_on_disk(office)
    untouched_for(office, LEFT_ALONE)
    with django_capture_on_commit_callbacks(execute=True):
        telephone.announce(b"x" * 40_000)
    assert len(paths) == 2
    assert not any(path.exists() for path in paths)


class Known(Telephone):
    """The telephone of somebody signed in."""

    def __init__(self, told: str) -> None:
        super().__init__()
        self.strict.defaults["HTTP_X_XIEZHI_PASS"] = told
