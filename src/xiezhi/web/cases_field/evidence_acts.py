"""证据清单: a piece added, corrected, taken off; a picture of a report fixed on the spot by two."""

from collections.abc import Iterable, Sequence
from typing import Any, Final
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods
from typing_extensions import override

from xiezhi.accounts.rules.rights import Action
from xiezhi.cases.models import EvidenceItem
from xiezhi.cases.rules.evidence import (
    EVIDENCE_LABELS,
    WAY_LABELS,
    CollectionWay,
    EvidenceKind,
    copy_note,
)
from xiezhi.cases.selectors.evidence import (
    access_evidence,
    list_report_pictures,
)
from xiezhi.cases.services.investigation import (
    EvidenceInput,
    add_evidence,
    correct_evidence,
    fix_report_picture,
    withdraw_evidence,
)
from xiezhi.cases.services.picture_input import Picture
from xiezhi.evidence.services.storing import IncomingFile
from xiezhi.kernel.actor import ActorKind
from xiezhi.web.cases.act import CaseAct, CaseDoing, CaseForm, case_act_page
from xiezhi.web.cases_field.fields import (
    day_field,
    labelled,
    line_field,
    offer_staff,
    paper_field,
    pictures_field,
    pictures_of,
    staff_field,
)
from xiezhi.web.cases_field.picture_fields import photographer_field, taken_at_field
from xiezhi.web.desk.act_forms import words_field
from xiezhi.web.requests import require_kind

_RIGHTS: Final = frozenset({Action.HANDLE_CASE})
_FIELDS: Final = {
    "cases.no_evidence_title": "title",
    "cases.no_proof": "proves",
    "cases.no_place": "place",
    "cases.copy_note_missing": "given_by",
    "cases.opinion_not_signed": "file",
    "cases.no_institution": "source",
    "cases.no_prosecutor_led": "staff",
    "cases.two_staff_needed": "staff",
    "cases.not_procuratorial": "staff",
    "cases.recused": "staff",
    "cases.day_in_future": "collected_on",
    "cases.no_way_of_fixing": "source",
    "cases.no_such_picture": "picture",
    "cases.taken_in_future": "taken_at",
}


class EvidenceForm(CaseForm):
    """One line of the list. ``instance``: the line it corrects, if it does."""

    kind = forms.ChoiceField(label=_("证据种类"))
    way = forms.ChoiceField(label=_("调查方式"))
    title = line_field(_("名称"), 120)
    proves = words_field(_("证明内容"), rows=2, limit=300)
    staff = staff_field()
    collected_on = day_field(_("收集日期"))
    place = line_field(
        _("收集地点"), 120, required=False, help_text=_("视听资料、电子数据和勘验须写明。")
    )
    witness = line_field(
        _("见证人"), 60, required=False, help_text=_("照片说明页须写明；没有的写“无”。")
    )
    source = line_field(
        _("来源"), 120, required=False, help_text=_("提供人或者出处；鉴定意见写明鉴定机构。")
    )
    is_copy = forms.BooleanField(label=_("是复制件，已与原件核对一致"), required=False)
    given_by = line_field(
        _("复制件提供人"), 60, required=False, help_text=_("复制件须同时写明来源。")
    )
    file = paper_field(_("扫描件"))
    shots = pictures_field(
        _("现场照片"), help_text=_("可选多张，列入照片说明页；整改后可以在旁边对照拍。")
    )
    taken_at = taken_at_field()
    taken_by = photographer_field()

    @override
    def prepare(self) -> None:
        """Offer kinds, ways and people; a correction starts from what stands."""
        self.offer("kind", labelled(EVIDENCE_LABELS))
        self.offer("way", labelled(WAY_LABELS))
        offer_staff(self)
        self.start(
            kind=EvidenceKind.SITE_RECORD.value,
            way=CollectionWay.INSPECTION.value,
            collected_on=self.today,
        )

    def piece(
        self, file: IncomingFile | None = None, pictures: Sequence[IncomingFile] = ()
    ) -> EvidenceInput:
        """Return what was entered; of a valid form."""
        data = self.cleaned_data
        chosen = set(map(str, data["staff"]))
        offered: Any = self.fields["staff"]
        people = [label for value, label in offered.choices if value in chosen]
        note = copy_note(
            taken_by="、".join(people),
            given_by=data["given_by"],
            taken_on=data["collected_on"].isoformat(),
            source=data["source"],
        )
        return EvidenceInput(
            kind=EvidenceKind(data["kind"]),
            way=CollectionWay(data["way"]),
            title=data["title"],
            proves=data["proves"],
            staff_ids=data["staff"],
            collected_on=data["collected_on"],
            source=data["source"],
            place=data["place"],
            witness=data["witness"],
            is_copy=data["is_copy"],
            copy_note=note if data["is_copy"] else "",
            file=file,
            pictures=[
                Picture(
                    file=one,
                    is_after=False,
                    position=place,
                    taken_at=data["taken_at"],
                    taken_by=data["taken_by"],
                )
                for place, one in enumerate(pictures)
            ],
            taken_at=data["taken_at"],
        )


class CorrectForm(EvidenceForm):
    """A line corrected, with the reason."""

    reason = words_field(_("更正理由"), rows=2, limit=190)

    @override
    def prepare(self) -> None:
        """Start from the line as it stands."""
        super().prepare()
        item: EvidenceItem = self.instance
        names = ("kind", "way", "title", "proves", "place", "witness", "source", "is_copy")
        self.start(collected_on=item.collected_on, **{one: getattr(item, one) for one in names})
        offered: Any = self.fields["staff"]
        self.start(staff=[value for value, label in offered.choices if label in item.collectors])


class PictureForm(EvidenceForm):
    """A picture of a report, verified and fixed on the spot by two."""

    picture = forms.TypedChoiceField(
        label=_("线索照片"), coerce=UUID, widget=forms.RadioSelect(attrs={"class": "guides"})
    )
    field_order: Iterable[str] | None = ("picture",)

    @override
    def prepare(self) -> None:
        """Offer the pictures not fixed yet; source says how it was verified."""
        for name in ("is_copy", "given_by", "file", "shots", "taken_by"):
            self.fields[name].widget = forms.HiddenInput()
        super().prepare()
        self.pictures = list_report_pictures(self.case)
        self.offer("picture", [(str(one), str(one)) for one in self.pictures])
        self.start(kind=EvidenceKind.ELECTRONIC.value, way=CollectionWay.COLLECTION.value)
        self.fields["source"].label = _("怎样核实固定")
        self.fields["source"].required = True
        self.fields["source"].help_text = _(
            "例如：两名检察人员到现场，从同一角度比对、拍摄并刻录光盘。"
        )
        self.fields["taken_at"].help_text = _("线索照片原件封存，按反映人所说或者消息时间填。")


class ReasonForm(CaseForm):
    """Why."""

    reason = words_field(_("理由"), rows=3, limit=190)


def _add(doing: CaseDoing) -> None:
    form: Any = doing.form
    piece = form.piece(doing.paper("file"), pictures_of(doing, "shots"))
    add_evidence(case_id=doing.case.id, piece=piece, acting=doing.acting, now=doing.now)


def _correct(doing: CaseDoing) -> None:
    form: Any = doing.form
    correct_evidence(
        case_id=doing.case.id,
        evidence_id=form.instance.id,
        piece=form.piece(doing.paper("file"), pictures_of(doing, "shots")),
        reason=doing.data["reason"],
        acting=doing.acting,
        now=doing.now,
    )


def _fix(doing: CaseDoing) -> None:
    form: Any = doing.form
    fix_report_picture(
        case_id=doing.case.id,
        file_id=doing.data["picture"],
        piece=form.piece(),
        acting=doing.acting,
        now=doing.now,
    )


def _withdraw(doing: CaseDoing) -> None:
    form: Any = doing.form
    withdraw_evidence(
        case_id=doing.case.id,
        evidence_id=form.instance.id,
        reason=doing.data["reason"],
        acting=doing.acting,
        now=doing.now,
    )


_ADD: Final = CaseAct(
    title=_("登记证据"), submit=_("列入清单"), done=_("已列入证据清单。"), form=EvidenceForm,
    perform=_add, rights=_RIGHTS, basis="办案规则第36条", tab="evidence", fields_of=_FIELDS,
    text=_("调查收集证据由两名以上检察人员共同进行。"),
)  # fmt: skip
_CORRECT: Final = CaseAct(
    title=_("更正证据"), submit=_("更正"), done=_("已更正，原记录留存。"), form=CorrectForm,
    perform=_correct, rights=_RIGHTS, basis="本院规定", tab="evidence", fields_of=_FIELDS,
    text=_("原来的一行撤下留痕，更正后的一行排在原处；原扫描件和照片沿用，可以另附。"),
)  # fmt: skip
_FIX: Final = CaseAct(
    title=_("核实固定线索照片"), submit=_("固定为证据"), done=_("已固定为证据。"), form=PictureForm,
    perform=_fix, rights=_RIGHTS, basis="办案规则第39条", tab="evidence", fields_of=_FIELDS,
    template="cases_field/picture.html", fragment="cases_field/_picture_form.html",
    text=_("线索照片只是线索材料；两名检察人员到现场核实、固定后才是证据。"),
)  # fmt: skip
_WITHDRAW: Final = CaseAct(
    title=_("撤下证据"), submit=_("撤下"), done=_("已撤下，记录留存。"), form=ReasonForm,
    perform=_withdraw, rights=_RIGHTS, basis="本院规定", tab="evidence",
    text=_("撤下的证据不再计入清单，仍留在记录里。"),
)  # fmt: skip
_METHODS: Final = require_http_methods(["GET", "POST"])


@_METHODS
def add(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Put a piece of evidence on the list."""
    return case_act_page(request, case_id, _ADD)


@_METHODS
def fix(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Make evidence of a picture that came with a report."""
    return case_act_page(request, case_id, _FIX)


@_METHODS
def correct(request: HttpRequest, case_id: UUID, evidence_id: UUID) -> HttpResponse:
    """Correct a line of the list."""
    item = access_evidence(require_kind(request, ActorKind.STAFF), evidence_id, case_id=case_id)
    return case_act_page(request, case_id, _CORRECT, instance=item)


@_METHODS
def withdraw(request: HttpRequest, case_id: UUID, evidence_id: UUID) -> HttpResponse:
    """Take a line off the list."""
    item = access_evidence(require_kind(request, ActorKind.STAFF), evidence_id, case_id=case_id)
    return case_act_page(request, case_id, _WITHDRAW, instance=item)
