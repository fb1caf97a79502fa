"""Steps of the outer zone: what reporters, a unit and a grid member do in their browsers."""

import io
import os
import re
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID, uuid4

import psycopg
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from tests.evidence.papers import pdf
from tests.scenarios.zones.carrying import scope, the_office, when
from xiezhi.accounts.models import Account
from xiezhi.intake.models import Report, ReportMessage
from xiezhi.intake.rules.submission import Contact, Submission
from xiezhi.intake.services.receiving import receive_report
from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.letters.models import Letter
from xiezhi.supporters.models import Supporter
from xiezhi.vault.rules.work import solve


@cache
def browser(who: str) -> Client:
    """Return somebody's browser; each keeps its own cookies."""
    return Client(headers={"host": "localhost"}, raise_request_exception=True)


def photo(shade: int = 90, name: str = "水鹤.jpg") -> SimpleUploadedFile:
    target = io.BytesIO()
    Image.new("RGB", (640, 480), (shade, 120, 90)).save(target, "JPEG")
    return SimpleUploadedFile(name, target.getvalue(), "image/jpeg")


def paper(mark: str) -> bytes:
    """Return a paper whose bytes no other one has."""
    return pdf() + f"% {mark}\n".encode()


def snap(
    words: str, *, phone: str = "", who: str = "", shade: int = 90, place: str = ""
) -> dict[str, str]:
    """Send a report with a picture; return its id, its number and the receipt that was shown."""
    key = str(uuid4())
    form = form_of(key, words, phone=phone, shade=shade, place=place)
    receipt = sent_report(browser(who or str(uuid4())), form)
    with scope():
        report = Report.objects.order_by("-received_at").get(words=words)
    return {"id": str(report.id), "code": report.code, "receipt": receipt, "key": key}


def form_of(
    key: str, words: str, *, phone: str = "", shade: int = 90, place: str = ""
) -> dict[str, Any]:
    """Return what the page of a report sends."""
    return {
        "submission_key": key,
        "words": words,
        "town": "展旦召苏木",
        "place_words": place,
        "photos": photo(shade),
        "contact_mode": "phone" if phone else "anonymous",
        "phone": phone,
    }


def sent_report(client: Client, form: dict[str, Any]) -> str:
    """Send a report and return the receipt that is shown."""
    sent = client.post("/", form)
    assert sent.status_code == 302, sent.content.decode()[:2000]
    page = client.get("/received/").content.decode()
    code = re.search(r'data-copy-text="([\d ]+)"', page)
    return "" if code is None else code.group(1)


def snap_earlier(words: str, days: float) -> dict[str, str]:
    """Take a report some days ago, as the door did then."""
    with scope() as office:
        received = receive_report(
            submission=Submission(
                submission_key=uuid4(), words=words, contact=Contact(phone="13900001111")
            ),
            office=office,
            acting=Actor(kind=ActorKind.PUBLIC, procuratorate_id=office.id),
            now=when(days),
        )
    return {"id": str(received.report.id), "receipt": received.receipt.digits}


def progress(receipt: str) -> str:
    """Return the page behind a receipt; the door is passed with its work done, and once."""
    client = browser(receipt)
    asked = client.get("/status/").content.decode()
    task = re.search(r'data-work="([^"]+)" data-work-bits="(\d+)"', asked)
    if task is None:
        return asked
    work = {"work_task": task[1], "work_solution": solve(task[1], int(task[2]))}
    opened = client.post("/status/", {"code": receipt} | work)
    assert opened.status_code == 302, opened.content.decode()[:2000]
    shown = client.get("/status/")
    assert shown.status_code == 200
    return shown.content.decode()


def office_words(report: str) -> list[tuple[str, bool]]:
    """What this machine's tables hold of the office's words: in the clear, and whether sealed."""
    with scope():
        said = ReportMessage.objects.filter(report_id=report).exclude(kind="step")
        return [(one.words, one.sealed_words is not None) for one in said]


def say(receipt: str, kind: str, words: str, shade: int = 60) -> None:
    """Answer or add something behind a receipt; ``progress`` opened the page before."""
    form = {"submission_key": str(uuid4()), "kind": kind, "words": words, "photos": photo(shade)}
    sent = browser(receipt).post("/status/answer/", form)
    assert sent.status_code == 302, sent.content.decode()[:2000]


def bind(token: str) -> str:
    """Bind a phone by a work card and return 「我的」."""
    client = browser("member")
    assert client.post(f"/card/{token}/").status_code == 302
    return mine()


def bind_as(token: str, who: str) -> None:
    """Bind another phone."""
    assert browser(who).post(f"/card/{token}/").status_code == 302


def is_signed_in(who: str) -> bool:
    """Return whether a phone still opens 「我的」."""
    return browser(who).get("/mine/").status_code == 200


def mine() -> str:
    shown = browser("member").get("/mine/")
    assert shown.status_code == 200, shown.status_code
    return shown.content.decode()


def look_again(task: str, words: str, who: str = "member", shade: int = 200) -> None:
    """Send what was found when looking again."""
    form = {
        "submission_key": str(uuid4()),
        "result": "mended",
        "words": words,
        "photos": photo(shade, "后.jpg"),
    }
    sent = browser(who).post(f"/mine/tasks/{task}/", form)
    assert sent.status_code == 302, sent.content.decode()[:2000]


def guide(task: str, who: str = "member") -> int:
    """Return how many bytes the earlier picture has."""
    shown = browser(who).get(f"/mine/tasks/{task}/photo/")
    assert shown.status_code == 200
    return len(shown.getvalue())


def enter_portal(login: str, password: str) -> str:
    """Sign a unit in and return its front page."""
    client = browser("unit")
    form = {"act": "password", "account": login, "password": password}
    sent = client.post("/portal/sign-in/", form)
    assert sent.status_code == 302, sent.content.decode()[:2000]
    return portal()


def hand_over(login: str, password: str, label: str) -> None:
    """交接 by the unit itself, in a browser of its own."""
    client = browser(login)
    client.post("/portal/sign-in/", {"act": "password", "account": login, "password": password})
    form = {"label": label, "section": "办公室", "mobile": "13900000099"}
    done = client.post("/portal/liaison/hand-over/", form)
    assert done.status_code == 200, done.content.decode()[:2000]


def portal() -> str:
    shown = browser("unit").get("/portal/?box=all")
    assert shown.status_code == 200, shown.status_code
    return shown.content.decode()


def open_letter(letter: str) -> str:
    shown = browser("unit").get(f"/portal/letters/{letter}/")
    assert shown.status_code == 200, shown.status_code
    return shown.content.decode()


def sign_for(letter: str) -> None:
    """签收."""
    form = {"unit_section": "法规科", "unit_contact": "科员02", "unit_telephone": "0477-1234567"}
    sent = browser("unit").post(f"/portal/letters/{letter}/receive/", form)
    assert sent.status_code == 302, sent.content.decode()[:2000]


def reply(
    letter: str, number: str, words: str = "已更换阀门并恢复供水。", shade: int = 210
) -> None:
    """Submit a reply with its sealed paper and a picture."""
    form: dict[str, Any] = {
        "do": "submit",
        "conclusion": "mended",
        "words": words,
        "reply_number": number,
        "dated_on": date.today().isoformat(),  # noqa: DTZ011  # what the person typed
        "letter": SimpleUploadedFile("复函.pdf", paper(letter), "application/pdf"),
        "after": photo(shade, "整改后.jpg"),
        "measures-TOTAL_FORMS": "1",
        "measures-INITIAL_FORMS": "0",
        "measures-0-words": "更换阀门",
        "measures-0-responsible": "法规科",
        "measures-0-due": "已完成",
        "measures-0-progress": "通水正常",
    }
    client = browser("unit")
    sent = client.post(f"/portal/letters/{letter}/reply/", form)
    assert sent.status_code == 302, sent.content.decode()[:3000]


def object_to(letter: str, words: str) -> None:
    """Object to a suggestion with the unit's sealed paper."""
    form = {
        "objection": words,
        "objection_paper": SimpleUploadedFile(
            "异议.pdf", paper(f"{letter} 异议"), "application/pdf"
        ),
    }
    sent = browser("unit").post(f"/portal/letters/{letter}/object/", form)
    assert sent.status_code == 302, sent.content.decode()[:3000]


def letter_here(letter: str) -> dict[str, object]:
    """Return what this zone knows of a letter."""
    with scope():
        found = Letter.objects.get(id=letter)
        return {
            "state": found.state,
            "served_on": found.served_on and found.served_on.isoformat(),
            "reply_due_on": found.reply_due_on and found.reply_due_on.isoformat(),
            "received": found.received_at is not None,
            "matter_is_itself": found.matter_id == found.id,
            "matter_label": found.matter_label,
            "written_by": found.written_by_id,
        }


def people() -> dict[str, object]:
    """Return what this zone knows of persons: names and numbers of supporters, passwords of units."""
    with scope():
        return {
            "supporters": Supporter.objects.count(),
            "names": list(Supporter.objects.exclude(name="", mobile="").values_list("label")),
            "usable": Account.objects.filter(kind=ActorKind.UNIT).count(),
        }


def tables() -> list[str]:
    """Return the names of all tables."""
    with psycopg.connect(os.environ["ZONE_OWNER_URL"]) as owner:
        rows = owner.execute("SELECT relname::text FROM pg_class WHERE relkind IN ('r', 'p')")
        return [str(name) for (name,) in rows]


def identities() -> dict[str, int]:
    """Return how many ciphertexts lie in the vault's table and wait to be carried."""
    counts = {}
    with psycopg.connect(os.environ["ZONE_OWNER_URL"]) as owner:
        office = str(the_office().id)
        owner.execute("SELECT set_config('app.tenant', %s, true)", [office])
        for name in ("vault_sealedidentity", "vault_crossingidentity"):
            row = owner.execute(f"SELECT count(*) FROM {name}".encode()).fetchone()  # noqa: S608
            counts[name] = 0 if row is None else int(row[0])
    return counts


def waits_to_be_carried(report: str) -> bool:
    """Return whether a report's ciphertext is still here."""
    with psycopg.connect(os.environ["ZONE_OWNER_URL"]) as owner:
        owner.execute("SELECT set_config('app.tenant', %s, true)", [str(the_office().id)])
        found = owner.execute("SELECT 1 FROM vault_crossingidentity WHERE id = %s", [UUID(report)])
        return found.fetchone() is not None
