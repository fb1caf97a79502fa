"""照片说明页: the pictures of a case, what each still lacks, the PDF; former and later side by side."""

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO, Final
from uuid import UUID

from django import forms
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods
from typing_extensions import override

from xiezhi.accounts.rules.rights import Action, may, require
from xiezhi.cases.models import Case, PlacePicture
from xiezhi.cases.rules.pictures import (
    MAX_PERSON,
    MAX_PLACE,
    MAX_PROVES,
    NOBODY,
    TIME_SOURCE_LABELS,
)
from xiezhi.cases.selectors.access import access_case
from xiezhi.cases.selectors.pictures import CasePicture, access_picture, pictures_of, whole_of
from xiezhi.cases.selectors.rectification import look_back_pairs_of, look_backs_of, visits_of
from xiezhi.cases.services.copies import record_picture_sheets
from xiezhi.cases.services.pictures import PictureWords, describe_picture
from xiezhi.evidence.rules.taken import TimeSource
from xiezhi.kernel import clock
from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.kernel.errors import InvalidInputError
from xiezhi.kernel.ids import public_code
from xiezhi.web.cases.act import CaseAct, CaseDoing, CaseForm, case_act_page
from xiezhi.web.cases_field.fields import line_field
from xiezhi.web.cases_field.parts import (
    file_url,
    look_back_shown,
    look_pairs_shown,
    visit_shown,
)
from xiezhi.web.cases_field.picture_sheets import write_sheets
from xiezhi.web.desk.act_forms import MomentInput, words_field
from xiezhi.web.ledgers.downloads import written_file
from xiezhi.web.requests import office_of, require_kind

PDF_TYPE: Final = "application/pdf"
_METHODS: Final = require_http_methods(["GET", "POST"])
_GAPS: Final = {
    "taken_at": _("拍摄时间"),
    "place": _("拍摄地点"),
    "taken_by": _("拍摄人"),
    "witness": _("见证人"),
    "proves": _("证明内容"),
}


class DescribeForm(CaseForm):
    """What stands beside a picture."""

    taken_at = forms.DateTimeField(label=_("拍摄时间"), required=False, widget=MomentInput())
    place = line_field(_("拍摄地点"), MAX_PLACE)
    taken_by = line_field(_("拍摄人"), MAX_PERSON)
    witness = line_field(_("见证人"), MAX_PERSON, help_text=_("没有的写“无”。"))
    proves = words_field(_("证明内容"), rows=2, limit=MAX_PROVES)

    @override
    def prepare(self) -> None:
        """Start from what stands; the picture's own time is named, so that both are seen."""
        row: PlacePicture = self.instance
        names = ("taken_at", "place", "taken_by", "proves")
        self.start(witness=row.witness or NOBODY, **{one: getattr(row, one) for one in names})
        own = own_time(row)
        self.fields["taken_at"].help_text = (
            _now("照片自带时间：%(own)s；另填的注明“人工填写”，自带时间仍留存。") % {"own": own}
            if own
            else _now("照片没有自带时间，填写后注明“人工填写”。")
        )


@_METHODS
def pictures(request: HttpRequest, case_id: UUID) -> HttpResponse | FileResponse:
    """Show the pictures of a case; hand out their sheets."""
    acting = require_kind(request, ActorKind.STAFF)
    case = access_case(acting, case_id)
    found = pictures_of(case)
    if request.method == "POST":
        return _handed_out(request, acting, case, tuple(whole_of(found)))
    lacking = sum(1 for one in found if one.gaps)
    context = {
        "case": case,
        "pictures": [_shown(one) for one in found],
        "whole": len(found) - lacking,
        "lacking": lacking,
        "may_describe": may(acting, Action.HANDLE_CASE),
        "may_export": may(acting, Action.EXPORT_LEDGER),
    }
    return render(request, "cases_field/pictures.html", context)


@_METHODS
def describe(request: HttpRequest, case_id: UUID, picture_id: UUID) -> HttpResponse:
    """Fill in or put right what stands beside a picture."""
    row = access_picture(require_kind(request, ActorKind.STAFF), picture_id, case_id=case_id)
    back = reverse("cases:pictures", args=[case_id])
    page = replace(_DESCRIBE, extra={"shown_url": file_url(row.file_id, "shared"), "back": back})
    answer = case_act_page(request, case_id, page, instance=row)
    # Saved, the next picture waits on the list and not on the page of the case.
    for header in ("Location", "HX-Redirect"):
        if header in answer.headers:
            answer.headers[header] = back
    return answer


@require_GET
def comparison(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Show every visit with its pictures side by side, on A4."""
    acting = require_kind(request, ActorKind.STAFF)
    case = access_case(acting, case_id)
    today = clock.legal_day(clock.now())
    looks = look_back_pairs_of(case)
    context = {
        "case": case,
        "number": f"{case.year}-{case.number}",
        "sheet_title": _now("整改前后照片对照表"),
        "prepared_by": acting.label,
        "prepared_at": today.isoformat(),
        "visits": [visit_shown(one) for one in reversed(visits_of(case))],
        "look_backs": [
            look_back_shown(one, today) | {"pairs": look_pairs_shown(looks.get(one.id, ()))}
            for one in look_backs_of(case)
            if one.done_on
        ],
    }
    return render(request, "cases_field/comparison.html", context)


def own_time(row: PlacePicture) -> str:
    """Return what the picture says itself of its time, with the source; "" where nothing."""
    if row.read_at is None:
        return ""
    source = _now(TIME_SOURCE_LABELS[TimeSource(row.read_source)])
    return f"{row.read_at.astimezone(clock.CHINA):%Y-%m-%d %H:%M}（{source}）"


def _shown(one: CasePicture) -> dict[str, Any]:
    row = one.row
    source = row.time_source
    return {
        "row": row,
        "url": file_url(row.file_id, "shared"),
        "alt": f"{_now('整改后') if row.is_after else _now('现场')} {row.place}".strip(),
        "time": f"{row.taken_at.astimezone(clock.CHINA):%Y-%m-%d %H:%M}" if row.taken_at else "",
        "source": _now(TIME_SOURCE_LABELS[TimeSource(source)]) if source else "",
        "own": own_time(row) if source == TimeSource.MANUAL else "",
        "gaps": [str(_GAPS[name]) for name in one.gaps],
    }


def _handed_out(
    request: HttpRequest, acting: Actor, case: Case, whole: tuple[CasePicture, ...]
) -> FileResponse:
    require(acting, Action.EXPORT_LEDGER)
    if not whole:
        raise InvalidInputError("cases.no_whole_picture")
    office, code = office_of(request).name, public_code()

    def write(target: BinaryIO) -> None:
        with tempfile.TemporaryDirectory(prefix="xiezhi-case-pictures-") as place:
            made = Path(place) / "sheets.pdf"
            write_sheets(case, office, whole, Path(place) / "pictures", target=made)
            target.write(made.read_bytes())

    name = f"{case.year}-{case.number}{_now('照片说明')}.pdf"
    response = written_file(write, name=name, content_type=PDF_TYPE)
    record_picture_sheets(
        case_id=case.id, copy_code=code, count=len(whole), acting=acting, now=clock.now()
    )
    return response


def _describe(doing: CaseDoing) -> None:
    data = doing.data
    words = PictureWords(
        taken_at=data["taken_at"],
        taken_by=data["taken_by"],
        place=data["place"],
        witness=data["witness"],
        proves=data["proves"],
    )
    picture_id = doing.form.instance.id
    describe_picture(
        case_id=doing.case.id,
        picture_id=picture_id,
        words=words,
        acting=doing.acting,
        now=doing.now,
    )


_DESCRIBE: Final = CaseAct(
    title=_("照片说明"), submit=_("保存"), done=_("照片说明已保存。"), form=DescribeForm,
    perform=_describe, rights=frozenset({Action.HANDLE_CASE}), basis="办案规则第39条",
    text=_("同一张照片在案件各处的说明一并更改。"),
    fields_of={"cases.taken_in_future": "taken_at"},
    template="cases_field/picture_words.html", fragment="cases_field/_picture_words_form.html",
)  # fmt: skip
