"""The demo of the outer zone: loaded once, without anybody's name, number or private key."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.database import Clone
from tests.demo.test_loading import Snapshots, decode
from xiezhi.accounts.selectors.offices import get_office
from xiezhi.demo.services import is_loaded, load_demo
from xiezhi.evidence.services import storing
from xiezhi.exchange.rules.items import ItemKind, PeerKind
from xiezhi.exchange.selectors.peers import find_other_zone
from xiezhi.exchange.services.outstanding import outstanding_for
from xiezhi.infra.tenant import tenant_scope
from xiezhi.intake.models import Report
from xiezhi.supporters.models import Supporter
from xiezhi.vault.models import CrossingIdentity


@pytest.fixture
def outside(
    own_database: Clone, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Path:
    settings.XIEZHI_KEYS = tmp_path
    monkeypatch.setattr(storing, "run_decoder", decode)
    settings.XIEZHI_DEMO = True
    settings.XIEZHI_ZONE = "outer"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return tmp_path


def test_reports_wait_to_be_carried_and_loading_again_changes_nothing(
    outside: Path, now: datetime
) -> None:
    load_demo(now, studio=Snapshots())
    assert is_loaded()
    load_demo(now, studio=Snapshots())
    office = get_office("dalad")
    with tenant_scope(office.id):
        waiting = Report.objects.count()
        assert waiting > 5
        assert CrossingIdentity.objects.count() == Report.objects.filter(grade="secret").count()
        assert Supporter.objects.exclude(name="", mobile="").count() == 0
        peer = find_other_zone(PeerKind.INNER)
        assert peer is not None
        assert outstanding_for(peer, now=now).counts[ItemKind.REPORT] == waiting
    assert not (outside / "vault").exists()
