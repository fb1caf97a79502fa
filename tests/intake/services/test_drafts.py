"""Unfinished entries: kept, edited, seen by whose work they are only, removed without trace."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.conf import settings

from tests.cast import make_report, make_staff
from tests.evidence.pictures import CANARY, exif_head, jpeg
from tests.intake.paste import CHAT, pictures
from tests.intake.services.drafting import ORDER, again, start, started
from xiezhi.accounts.models import Procuratorate
from xiezhi.accounts.rules.roles import Role
from xiezhi.evidence.services.storing import IncomingFile
from xiezhi.infra.tenant import tenant_scope
from xiezhi.intake.models import (
    EntryDraft,
    EntryDraftFile,
    EntryDraftRow,
    GroupNickname,
    ReportBand,
)
from xiezhi.intake.rules.entry import KEPT_DAYS, MAX_ROWS, EntryRow
from xiezhi.intake.selectors.drafts import (
    get_draft_detail,
    list_alike,
    list_drafts,
)
from xiezhi.intake.services.draft_rows import (
    change_draft,
    drop_row,
    merge_row,
    move_number_to_contact,
    split_row,
    take_back,
    take_rest,
)
from xiezhi.intake.services.drafts import (
    add_to_draft,
    discard_draft,
    purge_drafts,
)
from xiezhi.kernel.actor import Actor, system_actor
from xiezhi.kernel.errors import DomainError, InvalidInputError, NotAllowedError, NotFoundError
from xiezhi.language.duplicates import band_keys
from xiezhi.law.sources import IntakeChannel
from xiezhi.leads.services.entering import enter_draft


@pytest.fixture(autouse=True)
def own_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A folder of one's own: whoever counts files must not count another worker's."""
    monkeypatch.setattr(settings, "XIEZHI_FILES", tmp_path / "files")


def area_folders() -> list[Path]:
    root = Path(settings.XIEZHI_FILES)
    return list(root.glob("staged/*/*"))


def test_twelve_messages_and_five_pictures_become_three_rows(
    clerk: Actor, member: Actor, now: datetime
) -> None:
    detail = started(clerk, now, CHAT, pictures())
    assert [(one.row.supporter_id, len(one.files)) for one in detail.rows] == [
        (member.id, 2),
        (None, 1),
        (member.id, 2),
    ]
    assert [one.row.town for one in detail.rows] == ["", "白泥井镇", ""]
    assert [line.reason for line in detail.body.left_out] == ["chatter"] * 3
    assert not detail.loose


def test_pictures_that_come_after_the_words_are_sorted_as_if_with_them(
    clerk: Actor, member: Actor, now: datetime
) -> None:
    detail = started(clerk, now)
    add_to_draft(draft_id=detail.draft.id, files=pictures(), acting=clerk, now=now)
    assert [len(one.files) for one in again(clerk, detail).rows] == [2, 1, 2]


def test_pictures_added_to_an_edited_draft_wait_loose_or_at_the_row_named(
    clerk: Actor, now: datetime
) -> None:
    detail = started(clerk, now)
    first = detail.rows[0]
    edited = {first.id: replace(first.row, words="水鹤坏了，在冒水")}
    change_draft(draft_id=detail.draft.id, rows=edited, places={}, acting=clerk, now=now)
    one, two, *_rest = pictures()
    add_to_draft(draft_id=detail.draft.id, files=[one], acting=clerk, now=now)
    add_to_draft(draft_id=detail.draft.id, files=[two], row_id=first.id, acting=clerk, now=now)
    detail = again(clerk, detail)
    assert (len(detail.loose), len(detail.rows[0].files)) == (1, 1)
    assert detail.rows[0].row.words == "水鹤坏了，在冒水"


def test_nothing_of_a_draft_lies_in_clear(clerk: Actor, now: datetime) -> None:
    photo = IncomingFile(name="IMG_canary_7733.jpg", data=jpeg(exif=exif_head()))
    detail = started(clerk, now, ORDER, [photo])
    assert detail.rows[0].row.contact_phone == "13911117733"
    told = b"".join(
        path.read_bytes()
        for folder in area_folders()
        for path in folder.rglob("*")
        if path.is_file() and b"\xff\xd8" not in path.read_bytes()[:2]
    )
    kept = [
        bytes(value) if isinstance(value, memoryview) else str(value).encode()
        for table in (EntryDraft, EntryDraftRow, EntryDraftFile)
        for row in table.objects.values_list()
        for value in row
    ]
    for canary in ("13911117733", "反映人甲", "井滩村", CANARY, "IMG_canary_7733"):
        assert canary.encode() not in told + b"".join(kept)


def test_staged_files_are_no_pictures_on_the_disk(clerk: Actor, now: datetime) -> None:
    before = {path for folder in area_folders() for path in folder.rglob("*")}
    started(clerk, now, "", [IncomingFile(name="a.jpg", data=jpeg())])
    made = [
        path.read_bytes()
        for folder in area_folders()
        for path in folder.rglob("*")
        if path.is_file() and path not in before
    ]
    assert len(made) == 3
    assert not any(content.startswith(b"\xff\xd8") for content in made)


def test_draft_belongs_to_whoever_pasted_and_whoever_does_their_work(
    clerk: Actor, now: datetime
) -> None:
    detail = started(clerk, now)
    other = make_staff("检察官助理02", Role.ASSISTANT)
    with pytest.raises(NotFoundError):
        get_draft_detail(other, detail.draft.id)
    deputy = replace(other, on_behalf_of=clerk.id, on_behalf_label=clerk.label)
    assert [one.id for one in list_drafts(deputy)] == [detail.draft.id]
    assert list_drafts(other) == []


def test_who_may_not_register_begins_nothing(scope: Procuratorate, now: datetime) -> None:
    with pytest.raises(NotAllowedError):
        start(make_staff("控申01", Role.PETITION_OFFICER), now, CHAT)


def test_row_is_split_where_the_caret_stands(clerk: Actor, now: datetime) -> None:
    detail = started(clerk, now, "路灯坏了三天没人修。井盖也丢了，请派人看看")
    row = detail.rows[0]
    at = row.row.words.index("井盖")
    made = split_row(draft_id=detail.draft.id, row_id=row.id, at=at, acting=clerk, now=now)
    words = [(one.id, one.row.words) for one in again(clerk, detail).rows]
    assert words == [(row.id, "路灯坏了三天没人修。"), (made, "井盖也丢了，请派人看看")]


def test_row_merged_into_the_one_above_brings_its_words_and_files(
    clerk: Actor, member: Actor, now: datetime
) -> None:
    detail = started(clerk, now, CHAT, pictures())
    upper, lower, _third = detail.rows
    stays = merge_row(draft_id=detail.draft.id, row_id=lower.id, acting=clerk, now=now)
    found = again(clerk, detail).rows
    assert (stays, len(found), len(found[0].files)) == (upper.id, 2, 3)
    assert found[0].row.words == f"{upper.row.words}\n{lower.row.words}"
    with pytest.raises(InvalidInputError):
        merge_row(draft_id=detail.draft.id, row_id=upper.id, acting=clerk, now=now)


def test_dropped_row_can_be_taken_back_and_its_files_are_loose(
    clerk: Actor, member: Actor, now: datetime
) -> None:
    detail = started(clerk, now, CHAT, pictures())
    words = detail.rows[1].row.words
    drop_row(draft_id=detail.draft.id, row_id=detail.rows[1].id, acting=clerk, now=now)
    dropped = again(clerk, detail)
    assert (len(dropped.rows), len(dropped.loose)) == (2, 1)
    place = len(dropped.body.left_out) - 1
    made = take_back(draft_id=detail.draft.id, place=place, acting=clerk, now=now)
    found = again(clerk, detail)
    assert found.rows[-1].id == made
    assert found.rows[-1].row.words == words


def test_picture_is_moved_to_another_row(clerk: Actor, member: Actor, now: datetime) -> None:
    detail = started(clerk, now, CHAT, pictures())
    file = detail.rows[0].files[0]
    places = {file.id: detail.rows[2].id}
    change_draft(draft_id=detail.draft.id, rows={}, places=places, acting=clerk, now=now)
    assert [len(one.files) for one in again(clerk, detail).rows] == [1, 1, 3]


def test_nickname_named_once_is_named_in_every_row_and_remembered(
    clerk: Actor, member: Actor, scope: Procuratorate, now: datetime
) -> None:
    detail = started(
        clerk,
        now,
        "老赵头 2026/11/24 10:20\n渠里倒了垃圾没人管\n老赵头 2026/11/24 16:40\n另外，路口井盖没了",
    )
    assert [one.row.supporter_id for one in detail.rows] == [None, None]
    first = detail.rows[0]
    named = {first.id: replace(first.row, supporter_id=member.id)}
    change_draft(draft_id=detail.draft.id, rows=named, places={}, acting=clerk, now=now)
    assert {one.row.supporter_id for one in again(clerk, detail).rows} == {member.id}
    enter_draft(draft_id=detail.draft.id, office=scope, acting=clerk, now=now)
    assert GroupNickname.objects.get().nickname == "老赵头"
    later = started(clerk, now, "老赵头 2026/11/25 09:20\n渠里又倒了垃圾没人管")
    assert later.rows[0].row.supporter_id == member.id


def test_five_thousand_lines_give_the_first_rows_and_keep_the_rest(
    clerk: Actor, now: datetime
) -> None:
    lines = [
        f"村民{n} 2026/11/24 {9 + n // 600:02d}:{n % 60:02d}\n第{n}处路灯不亮，晚上看不清路\n"
        for n in range(2500)
    ]
    detail = started(clerk, now, "".join(lines))
    assert len(detail.rows) == MAX_ROWS
    assert "第2499处路灯不亮" in detail.body.rest
    with pytest.raises(InvalidInputError) as caught:
        take_rest(draft_id=detail.draft.id, acting=clerk, now=now)
    assert caught.value.code == "intake.too_many_rows"
    for one in detail.rows:
        drop_row(draft_id=detail.draft.id, row_id=one.id, acting=clerk, now=now)
    assert take_rest(draft_id=detail.draft.id, acting=clerk, now=now) == MAX_ROWS
    said = [one.row.words for one in again(clerk, detail).rows]
    assert said[0].startswith(f"第{MAX_ROWS}处")
    assert "第2499处路灯不亮" in again(clerk, detail).body.rest


def test_work_order_brings_number_channel_and_contact(clerk: Actor, now: datetime) -> None:
    row = started(clerk, now, ORDER).rows[0].row
    assert (row.channel, row.external_number) == (IntakeChannel.HOTLINE_12345, "DL20261124017")
    assert (row.contact_name, row.contact_phone) == ("反映人甲", "13911117733")
    assert "13911117733" not in row.words


def test_telephone_number_is_taken_out_of_the_words(clerk: Actor, now: datetime) -> None:
    detail = started(clerk, now, "路灯坏了三天，有事打13911117733找我")
    row_id = detail.rows[0].id
    move_number_to_contact(draft_id=detail.draft.id, row_id=row_id, acting=clerk, now=now)
    row = again(clerk, detail).rows[0].row
    assert row.contact_phone == "13911117733"
    assert "13911117733" not in row.words


def test_report_like_a_row_is_found_with_its_place(clerk: Actor, now: datetime) -> None:
    words = "加油站北边二百米的消防水鹤让车撞歪了"
    other = make_report(now, words=words)
    ReportBand.objects.bulk_create(ReportBand(report=other, band=band) for band in band_keys(words))
    row = EntryRow(words=f"{words}，一直冒水", town="展旦召苏木")
    stranger = EntryRow(words="学校门口小卖部卖过期辣条")
    found = list_alike(clerk, [row, stranger])
    assert [[twin.report.id for twin in twins] for twins in found] == [[other.id], []]
    assert found[0][0].is_same_place


@pytest.fixture
def committed(own_database: object, now: datetime) -> tuple[Procuratorate, Actor]:
    from tests.cast import make_office  # noqa: PLC0415

    office = make_office(now)
    with tenant_scope(office.id):
        clerk = make_staff("检察官助理01", Role.ASSISTANT)
    return office, clerk


def _begin(office: Procuratorate, clerk: Actor, now: datetime) -> UUID:
    with tenant_scope(office.id):
        draft = start(
            clerk, now, "路灯坏了三天没人修", [IncomingFile(name="a.jpg", data=jpeg())]
        ).draft
        assert draft is not None
        return draft.id


def test_discarded_draft_leaves_no_row_and_no_byte(
    committed: tuple[Procuratorate, Actor], now: datetime
) -> None:
    office, clerk = committed
    before = area_folders()
    draft_id = _begin(office, clerk, now)
    assert len(area_folders()) == len(before) + 1
    with tenant_scope(office.id):
        discard_draft(draft_id=draft_id, acting=clerk, now=now)
    with tenant_scope(office.id):
        counts = [table.objects.count() for table in (EntryDraft, EntryDraftRow, EntryDraftFile)]
    assert counts == [0, 0, 0]
    assert area_folders() == before


def test_draft_nobody_touched_is_purged_after_its_days(
    committed: tuple[Procuratorate, Actor], now: datetime
) -> None:
    office, clerk = committed
    before = area_folders()
    _begin(office, clerk, now)
    acting = system_actor(office.id)
    with tenant_scope(office.id):
        assert purge_drafts(acting=acting, now=now + timedelta(days=KEPT_DAYS)) == 0
        assert purge_drafts(acting=acting, now=now + timedelta(days=KEPT_DAYS, hours=1)) == 1
    assert area_folders() == before


def test_lost_key_makes_a_draft_unreadable_not_wrong(
    clerk: Actor, now: datetime, settings: pytest.FixtureRequest, tmp_path: Path
) -> None:
    detail = started(clerk, now)
    settings.XIEZHI_KEYS = tmp_path  # type: ignore[attr-defined]  # pytest-django's settings
    with pytest.raises(DomainError) as caught:
        again(clerk, detail)
    assert caught.value.code == "intake.no_draft"
