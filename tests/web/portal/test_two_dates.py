"""回复期限 and 整改期限 are two dates; a letter may ask for no reply, or be its scan alone."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from tests.web.outside import World, serve
from xiezhi.infra.tenant import tenant_scope
from xiezhi.kernel import clock
from xiezhi.letters.models import Letter


def change(world: World, **values: Any) -> None:
    with tenant_scope(world.office.id):
        Letter.objects.filter(id=world.letter_id).update(**values)


@pytest.mark.parametrize("where", ["/portal/", "letter"])
def test_both_dates_are_shown(world: World, unit: Client, letter_url: str, where: str) -> None:
    serve(world, clock.now())
    change(world, rectification_due_on=date(2027, 3, 1))
    page = unit.get(letter_url if where == "letter" else where).content.decode()
    assert "整改期限" in page
    assert "2027-03-01" in page
    assert "还有" in page


def test_letter_that_asks_no_reply_is_not_due(world: World, received: Client) -> None:
    change(world, asks_reply=False)
    page = received.get("/portal/")
    assert [tile["value"] for tile in page.context["tiles"]] == [0, 0, 0, 0]
    assert "不须回复" in page.content.decode()


def test_letter_without_words_is_its_sealed_scan(
    world: World, unit: Client, letter_url: str
) -> None:
    change(world, body="")
    assert "正文见盖章文书 PDF" in unit.get(letter_url).content.decode()
