"""``xiezhi verify ledger`` as an auditor runs it."""

import json
import os
import subprocess
import sys
from datetime import datetime

from django.db import connection

from tests.cast import make_office
from tests.database import SECRET, Clone
from tests.ledger.ledgers import STRANGER, grow, owner, reworded
from xiezhi.ledger.rules.signed_note import verifier_key
from xiezhi.ledger.services.keys import published_key


def verify(database: Clone, *words: str) -> subprocess.CompletedProcess[str]:
    connection.close()
    given = {
        "DATABASE_URL": database.urls.owner,
        "XIEZHI_SECRET_KEY": SECRET,
        "LANG": "zh_CN.UTF-8",
    }
    environment = {k: v for k, v in os.environ.items() if k not in {"LC_ALL", "LC_MESSAGES"}}
    return subprocess.run(  # noqa: S603  # our own command
        [sys.executable, "-m", "xiezhi.cli", "verify", "ledger", *words],
        env=environment | given,
        capture_output=True,
        text=True,
        check=False,
    )


def test_verdict_is_said_in_chinese_in_json_and_by_exit_code(
    own_database: Clone, now: datetime
) -> None:
    office = make_office(now)
    grow(office, now)
    sound = verify(own_database, "--key", published_key(office.slug))
    assert (sound.returncode, sound.stderr) == (0, "")
    assert sound.stdout == "ceshi：完好。共 41 条，检查点 4 个，已签至第 41 条。\n"
    stranger = verify(own_database, "--key", verifier_key("ceshi.xiezhi", STRANGER.public_key()))
    assert stranger.returncode == 3
    with owner(own_database.urls.owner, office.id) as found:
        rows = found.rows()
        rows[12] = reworded(rows[12], after="00" * 32)
        found.replace(rows)
    bad = verify(own_database, "--json")
    assert bad.returncode == 1
    assert json.loads(bad.stdout)["finding"]["sequence"] == 12
    with owner(own_database.urls.owner, office.id) as found:
        found.replace(rows[:12])
    cut = verify(own_database)
    assert (cut.returncode, cut.stdout) == (
        2,
        "ceshi：从第 12 条起缺失，账本被截断或恢复了旧备份。\n",
    )


def test_what_cannot_be_verified_is_not_called_sound(own_database: Clone, now: datetime) -> None:
    make_office(now)
    for words in (("--office", "nobody"), ("--key", "no key")):
        done = verify(own_database, *words)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.startswith("xiezhi: ")
