"""Steps of the outer zone about what it has carried: the night job, and looking for traces."""

import os
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import psycopg
from django.conf import settings
from django.db.models import F
from psycopg import sql

from tests.scenarios.zones.carrying import scope, the_office, when
from tests.scenarios.zones.outside import browser, form_of, sent_report
from tests.scenarios.zones.searching import holding
from xiezhi.evidence.models import StoredFile
from xiezhi.evidence.services.housekeeping import compare_store
from xiezhi.evidence.store import file_store
from xiezhi.exchange.jobs import forget_carried
from xiezhi.exchange.models import ExchangePackage
from xiezhi.exchange.selectors.forgettable import list_forgettable
from xiezhi.infra.storage.protocol import name_of
from xiezhi.infra.tenant import current_tenant
from xiezhi.intake.models import ReportBand, ReportFile
from xiezhi.kernel.clock import legal_day
from xiezhi.ledger.rules.audit import Outcome
from xiezhi.ledger.services.verification import verify_ledger
from xiezhi.letters.models import Letter, LetterReplyFile
from xiezhi.supporters.models import FieldTask, FieldTaskPhoto


def forget_tonight() -> None:
    """Run the night job, now."""
    forget_carried(the_office().id)


def time_passes(package: str, days: int) -> bool:
    """Have the answer to a package be some days older; return whether its contents may go."""
    with scope():
        packages = ExchangePackage.objects.filter(id=package)
        packages.update(settled_at=F("settled_at") - timedelta(days=days))
        return UUID(package) in list_forgettable(when(0))


def files_of_report(report: str) -> list[str]:
    """Return the ids of every file a reporter sent."""
    with scope():
        links = ReportFile.objects.filter(report_id=report)
        return [str(one) for one in links.values_list("file_id", flat=True)]


def files_of_task(task: str) -> list[str]:
    """Return the ids of what a member sent with a task, and of the earlier picture."""
    with scope():
        sent = FieldTaskPhoto.objects.filter(task_id=task).values_list("file_id", flat=True)
        return [str(one) for one in (*sent, FieldTask.objects.get(id=task).guide_id)]


def addresses_of(files: list[str]) -> list[str]:
    """Return where in the store originals and copies of files lie."""
    columns = ("stored_sha256", "shared_sha256", "thumbnail_sha256")
    with scope():
        rows = StoredFile.objects.filter(id__in=files).values_list(*columns)
        return sorted({bytes(one).hex() for row in rows for one in row if one is not None})


def kept_at(addresses: list[str]) -> list[str]:
    """Return which of the addresses the store still has, and the disk under whatever folder."""
    with scope():
        store, tenant = file_store(), current_tenant()
        kept = [one for one in addresses if store.exists(tenant, bytes.fromhex(one))]
    names = {path.name for path in Path(settings.XIEZHI_FILES).rglob("*")}
    return sorted({*kept, *names.intersection(addresses)})


def bytes_at(address: str) -> str:
    """Return a stored file, to be looked for."""
    path = Path(settings.XIEZHI_FILES) / str(the_office().id) / name_of(bytes.fromhex(address))
    return path.read_bytes().hex()


def files_holding(marks: list[str]) -> int:
    """Return how many files below the folder of files hold any of the marks."""
    found = holding(Path(settings.XIEZHI_FILES), *(bytes.fromhex(one) for one in marks))
    return len(found)


def tables_holding(words: str) -> list[str]:
    """Return the tables with a row that holds the words, as text or as bytes."""
    marks = [f"%{words}%", f"%{words.encode().hex()}%"]
    with psycopg.connect(os.environ["ZONE_OWNER_URL"]) as owner:
        owner.execute("SELECT set_config('app.tenant', %s, true)", [str(the_office().id)])
        tables = owner.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r'"
            " AND relnamespace = 'public'::regnamespace ORDER BY relname"
        ).fetchall()
        asked = sql.SQL("SELECT EXISTS (SELECT FROM {} AS one WHERE one::text LIKE ANY (%s))")
        return [
            name
            for (name,) in tables
            if owner.execute(asked.format(sql.Identifier(name)), [marks]).fetchone() == (True,)
        ]


def rectify_until(letter: str, days: int) -> None:
    """Have a letter name a day of rectification some days from now."""
    with scope():
        day = legal_day(when(days))
        Letter.objects.filter(id=letter).update(rectification_due_on=day)


def files_of_answers(letter: str) -> list[str]:
    """Return the ids of what a unit sent with its reply and its objection."""
    with scope():
        sent = LetterReplyFile.objects.filter(reply__letter_id=letter)
        objected = Letter.objects.get(id=letter).objection_paper_id
        return [str(one) for one in (*sent.values_list("file_id", flat=True), objected)]


def bands_of(report: str) -> int:
    """Return how many band keys of a report's words are here."""
    with scope():
        return ReportBand.objects.filter(report_id=report).count()


def store_differs() -> list[int]:
    """Return how many files miss, are wrong or are nobody's, however young, each byte read."""
    with scope():
        state = compare_store(now=when(1), older_than=timedelta(0), is_read=True)
        return [len(state.missing), len(state.wrong), len(state.nobodys)]


def send_again(key: str, words: str, *, phone: str, shade: int, place: str) -> str:
    """Send a report again as a phone does that missed the answer; return the receipt shown."""
    form = form_of(key, words, phone=phone, shade=shade, place=place)
    return sent_report(browser(str(uuid4())), form)


def own_page_of(who: str) -> str:
    """Return 「我的」 of a member."""
    shown = browser(who).get("/mine/")
    assert shown.status_code == 200, shown.status_code
    return shown.content.decode()


def ledger_is_sound() -> bool:
    """Recompute the ledger of this zone."""
    with scope():
        return verify_ledger().audit.outcome is Outcome.SOUND
