"""保管记录 as the page and the printed sheet say it."""

from typing import Any, Final
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from xiezhi.cases.rules.standing import STANDING_LABELS, EvidenceStanding
from xiezhi.cases.selectors.custody import FileStanding, standing_of
from xiezhi.documents.papers.fields import OPEN_DATE
from xiezhi.documents.papers.values import BoxedPaper
from xiezhi.evidence.models import CustodyEntry, StoredFile
from xiezhi.evidence.rules.custody import (
    EVENT_LABELS,
    PURPOSE_LABELS,
    PURPOSES,
    CustodyEvent,
    CustodyPurpose,
)
from xiezhi.evidence.selectors.custody import CustodyRecord, get_custody
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import CHINA
from xiezhi.web.templatetags.desk import full

Shown = dict[str, Any]
KIND_LABELS: Final = {
    "photo": gettext_noop("照片"),
    "voice": gettext_noop("语音"),
    "paper": gettext_noop("文件"),
    "video": gettext_noop("视频"),
}
_HALF: Final = 32


def record_shown(file: StoredFile) -> Shown:
    """Return the whole record of a file."""
    record, found = get_custody(file), standing_of(file)
    return {
        "file": file,
        "manifest": record.manifest,
        "name": _name(file, found),
        "standing": _(STANDING_LABELS[found.standing]),
        "is_evidence": found.standing is EvidenceStanding.EVIDENCE,
        "is_material": found.standing is EvidenceStanding.LEAD_MATERIAL,
        "people": "、".join(found.item.collectors) if found.item else "",
        "item": found.item,
        "case": found.item.case if found.item else None,
        "sha256": bytes(file.sha256).hex(),
        "sm3": _hex(record.manifest.sm3 if record.manifest else None),
        "claim": _claim(record),
        "received_by": record.manifest.received_by_label if record.manifest else "",
        "lines": [_line(one) for one in record.chain],
    }


def record_paper(shown: Shown, *, office: str, acting: Actor, at: str) -> BoxedPaper:
    """Return 证据保管记录表 of what the page shows."""
    case, manifest = shown["case"], shown["manifest"]
    people = f"（{shown['people']}）" if shown["people"] else ""
    return BoxedPaper(
        kind="custody_record",
        office=office,
        words={
            "name": shown["name"],
            "matter": f"{case.year}-{case.number} {case.title}" if case else "",
            "standing": f"{shown['standing']}{people}",
            "size": f"{shown['file'].media_type}，{shown['file'].size_bytes:,} {_('字节')}",
            "received": f"{full(shown['file'].received_at)} {shown['received_by']}",
            "sha256": _halves(shown["sha256"]),
            "sm3": _halves(shown["sm3"]) if manifest else "",
            "device": shown["claim"],
            "particulars": shown.get("particulars") or _("不附"),
            "prepared": f"{acting.label} {at}",
            "open": "",
            "open_day": OPEN_DATE,
        },
        lists={
            "custody_lines": [
                {
                    "number": str(place),
                    "at": line["at"],
                    "event": line["event"],
                    "by": line["by"],
                    "purpose": line["purpose"],
                    "words": line["words"],
                }
                for place, line in enumerate(shown["lines"], start=1)
            ]
        },
    )


def purposes_of(event: CustodyEvent) -> list[tuple[str, str]]:
    """Return what a person may choose from, in the order of the list of purposes."""
    allowed = PURPOSES[event]
    return [(one.value, _(PURPOSE_LABELS[one])) for one in CustodyPurpose if one in allowed]


def record_url(file_id: UUID | None) -> str:
    """Return the address of a file's record; "" where there is none."""
    return reverse("evidence:record", args=[file_id]) if file_id else ""


def open_url(file_id: UUID | None, copy: str) -> str:
    """Return the address that asks what for, then opens a copy; "" where there is none."""
    return reverse("evidence:open", args=[file_id, copy]) if file_id else ""


def _line(entry: CustodyEntry) -> Shown:
    code = _("导出编号 %(code)s") % {"code": entry.copy_code} if entry.copy_code else ""
    return {
        "at": f"{entry.at.astimezone(CHINA):%Y-%m-%d %H:%M:%S}",
        "event": _(EVENT_LABELS[CustodyEvent(entry.event)]),
        "by": entry.by_label,
        "purpose": _(PURPOSE_LABELS[CustodyPurpose(entry.purpose)]),
        "words": "；".join(filter(None, (entry.words, code))),
        "is_fixing": entry.event in {CustodyEvent.VERIFIED, CustodyEvent.FIXED},
    }


def _name(file: StoredFile, found: FileStanding) -> str:
    if found.item is not None:
        return str(found.item.title)
    return file.original_name or _(KIND_LABELS[file.kind])


def _claim(record: CustodyRecord) -> str:
    match record.is_claim_kept:
        case None:
            return _("发送端没有提供")
        case True:
            return _("与收到的原件一致")
        case _kept:
            claimed = record.manifest.device_sha256 if record.manifest else None
            return _("与收到的原件不一致：%(hash)s") % {"hash": _hex(claimed)}


def _hex(digest: bytes | memoryview | None) -> str:
    return bytes(digest).hex() if digest else _("封存时没有计算")


def _halves(digest: str) -> str:
    return f"{digest[:_HALF]}\n{digest[_HALF:]}".strip()
