"""卷宗与归档包: what the case holds, bound as one PDF with 卷内目录, or packed for the archive."""

import shutil
import tempfile
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any, BinaryIO, Final
from uuid import UUID

from django import forms
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods
from typing_extensions import override

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.cases.models import Case
from xiezhi.cases.rules.grounds import GROUND_LABELS, ClosingGround
from xiezhi.cases.rules.kinds import MAIN_ROLE, CaseKind
from xiezhi.cases.rules.volume import NO_DATE, NO_HANDLER, parties_label, volume_name
from xiezhi.cases.selectors.case_page import parties_of
from xiezhi.cases.selectors.pictures import pictures_of
from xiezhi.cases.selectors.volume import VolumeRow, events_of, files_of, handlers_of, rows_of
from xiezhi.cases.services.copies import record_volume
from xiezhi.documents.volume.archive.package import write_package
from xiezhi.documents.volume.archive.values import ArchivePackage, LoggedEvent
from xiezhi.documents.volume.binder import bind_volume
from xiezhi.documents.volume.values import (
    RETENTION_WORDS,
    ClosingNote,
    ItemOrigin,
    Retention,
    Volume,
    VolumeCover,
    VolumeItem,
)
from xiezhi.evidence.models import StoredFile
from xiezhi.evidence.selectors.files import FileCopy, open_copy
from xiezhi.kernel import clock
from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.kernel.errors import DomainError
from xiezhi.kernel.ids import public_code
from xiezhi.web.cases.act import CaseForm
from xiezhi.web.cases_field.drafting import own_fonts
from xiezhi.web.cases_field.picture_sheets import write_sheets
from xiezhi.web.desk.act_forms import words_field
from xiezhi.web.desk.refusals import add_refusal
from xiezhi.web.ledgers.downloads import written_file
from xiezhi.web.requests import office_of, require_kind

PDF_TYPE: Final = "application/pdf"
ZIP_TYPE: Final = "application/zip"


class VolumeForm(CaseForm):
    """What stands on cover and closing note besides what the case says."""

    retention = forms.ChoiceField(label=_("保管期限"), help_text=_("按本院保管期限表选择，待核。"))
    retention_class = forms.CharField(label=_("保管期限表条款"), max_length=24, required=False)
    situation = words_field(_("备考：卷内情况说明"), rows=3, limit=600, required=False)

    @override
    def prepare(self) -> None:
        """Offer how long it is kept."""
        self.offer("retention", [(one.value, _now(RETENTION_WORDS[one])) for one in Retention])
        self.start(retention=Retention.THIRTY_YEARS.value)


@require_http_methods(["GET", "POST"])
def volume(request: HttpRequest, case_id: UUID) -> HttpResponse | FileResponse:
    """Show what goes into the volume; hand out the PDF or the archive package."""
    acting = require_kind(request, ActorKind.STAFF)
    require(acting, Action.EXPORT_LEDGER)
    case, rows = rows_of(acting, case_id)
    now = clock.now()
    data = request.POST if request.method == "POST" else None
    form = VolumeForm(data, case=case, acting=acting, today=clock.legal_day(now))
    status = 200
    if form.is_bound and form.is_valid():
        try:
            return _made(request, case, rows, form, now)
        except DomainError as error:
            add_refusal(request, form, error)
            status = error.status
    context = {"case": case, "form": form} | _contents(case, rows)
    return render(request, "cases_field/volume.html", context, status=status)


def _contents(case: Case, rows: tuple[VolumeRow, ...]) -> dict[str, Any]:
    """Return what is bound, and how many pictures lack words for their sheet."""
    files = files_of(rows)
    bound = [bool(one.pictures) or one.file_id in files for one in rows]
    return {
        "rows": [
            {"row": one, "is_bound": is_bound} for one, is_bound in zip(rows, bound, strict=True)
        ],
        "count": sum(bound),
        "lacking": sum(1 for one in pictures_of(case) if one.gaps),
    }


def _made(  # noqa: PLR0917  # one copy, every value needed
    request: HttpRequest,
    case: Case,
    rows: tuple[VolumeRow, ...],
    form: VolumeForm,
    now: datetime,
) -> FileResponse:
    is_package = request.POST.get("do") == "package"
    code = public_code()
    office = office_of(request).name

    def write(target: BinaryIO) -> None:
        with tempfile.TemporaryDirectory(prefix="xiezhi-case-volume-") as place:
            folder = Path(place)
            bound_pdf = folder / "volume.pdf"
            made = Volume(
                cover=_cover(case, office, form.cleaned_data),
                items=_items(case, rows, office, folder),
                note=ClosingNote(situation=form.cleaned_data["situation"], compiled_by=form.acting.label[:40], compiled_on=clock.legal_day(now)),
            )  # fmt: skip
            bound = bind_volume(made, bound_pdf, own_fonts=own_fonts())
            ready = bound_pdf
            if is_package:
                ready = folder / "package.zip"
                package = ArchivePackage(
                    code=code,
                    volume=made,
                    bound=bound,
                    bound_pdf=bound_pdf,
                    events=_events(form.acting, case),
                    prepared_by=form.acting.label,
                    prepared_at=now,
                    software=f"Xiezhi {version('xiezhi')}",
                )
                write_package(package, ready)
            with ready.open("rb") as source:
                shutil.copyfileobj(source, target)

    name = _now("归档包") if is_package else _now("卷宗")
    response = written_file(
        write,
        name=f"{case.year}-{case.number}{name}.{'zip' if is_package else 'pdf'}",
        content_type=ZIP_TYPE if is_package else PDF_TYPE,
    )
    record_volume(
        case_id=case.id, copy_code=code, is_package=is_package, acting=form.acting, now=now
    )
    return response


def _cover(case: Case, office: str, data: dict[str, Any]) -> VolumeCover:
    kind = CaseKind(case.kind)
    ground = case.closing_ground
    return VolumeCover(
        office=office,
        kind=volume_name(kind),
        case_title=case.title,
        handlers=handlers_of(case) or [NO_HANDLER],
        retention=Retention(data["retention"]),
        case_number=case.national_number[:40],
        parties=[one.name for one in parties_of(case) if one.role == MAIN_ROLE[kind]],
        parties_label=parties_label(kind),
        filed_on=case.filed_on,
        closed_on=case.closed_on,
        outcome=GROUND_LABELS[ClosingGround(ground)] if ground else "",
        retention_class=data["retention_class"],
    )


def _items(case: Case, rows: tuple[VolumeRow, ...], office: str, folder: Path) -> list[VolumeItem]:
    files = files_of(rows)
    items = []
    for place, row in enumerate(rows):
        stored = files.get(row.file_id) if row.file_id else None
        path = folder / f"item-{place}"
        if row.pictures:
            write_sheets(case, office, row.pictures, folder / "pictures", target=path)
        elif stored is not None:
            _copy(stored, path)
        else:
            continue
        items.append(
            VolumeItem(
                title=row.title,
                author=row.author[:40] or office,
                content=path,
                number=row.number,
                dated=row.dated,
                remarks="" if row.dated else NO_DATE,
                origin=ItemOrigin.MADE if row.pictures else ItemOrigin.SCANNED,
            )
        )
    return items


def _copy(stored: StoredFile, path: Path) -> None:
    stream, _media_type = open_copy(stored, FileCopy.ORIGINAL)
    with stream, path.open("wb") as target:
        shutil.copyfileobj(stream, target)


def _events(acting: Actor, case: Case) -> list[LoggedEvent]:
    return [
        LoggedEvent(
            place=one.sequence,
            at=one.at,
            actor=one.actor_label,
            act=one.act,
            about=f"{one.object_kind}:{one.object_id}",
            leaf=one.leaf.hex(),
        )
        for one in events_of(acting, case)
    ]
