"""生成工作情况(Word): the period, to whom, the words as they will stand, the file."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from typing_extensions import override

from xiezhi.documents.papers.values import LetterPaper
from xiezhi.kernel import clock
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import DomainError
from xiezhi.reporting.rules.periods import StatisticalPeriod, year_so_far
from xiezhi.reporting.rules.work_report import WorkReportHead, report_paper
from xiezhi.reporting.selectors.work_report import work_figures
from xiezhi.reporting.services.work_report import MAX_ADDRESSEE, MAX_ISSUER, make_work_report
from xiezhi.web.cases_field.drafting import own_fonts
from xiezhi.web.desk.letter_papers import DOCX_TYPE
from xiezhi.web.desk.refusals import add_refusal
from xiezhi.web.ledgers.downloads import ready_file
from xiezhi.web.ledgers.forms import office_cutoff
from xiezhi.web.ledgers.tables import period_words
from xiezhi.web.ledgers.views import exporter
from xiezhi.web.reporting.forms import DaysForm
from xiezhi.web.requests import office_of


class WorkReportForm(DaysForm):
    """The period, and what stands round the figures."""

    addressee = forms.CharField(
        label=gettext_lazy("主送"),
        max_length=MAX_ADDRESSEE,
        help_text=gettext_lazy("报告送给谁，写全称。"),
    )
    issuer = forms.CharField(
        label=gettext_lazy("签发人"),
        required=False,
        max_length=MAX_ISSUER,
        help_text=gettext_lazy("上行文标明签发人；还没有定的，留空，在 Word 里填写。"),
    )

    def __init__(self, *args: Any, is_preview: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_preview = is_preview

    @override
    def clean(self) -> dict[str, Any]:
        """Refuse a period that ends before it begins; a preview needs nobody it is sent to."""
        cleaned = super().clean()
        if self.is_preview:
            self.errors.pop("addressee", None)
        since, until = cleaned.get("since"), cleaned.get("until")
        if isinstance(since, date) and isinstance(until, date) and until < since:
            self.add_error("until", _("统计期的结束日早于开始日。"))
        return cleaned

    @property
    def period(self) -> StatisticalPeriod:
        """The period of a valid form."""
        return StatisticalPeriod(since=self.cleaned_data["since"], until=self.cleaned_data["until"])


@require_http_methods(["GET", "HEAD", "POST"])
def work_report(request: HttpRequest) -> HttpResponse:
    """Offer the period, show the words of one asked for, hand the file out."""
    acting, now = exporter(request), clock.now()
    is_made = request.method == "POST" and request.POST.get("act") != "preview"
    asked = request.GET if "since" in request.GET else None
    data = request.POST if request.method == "POST" else asked
    form = WorkReportForm(data, initial=_offered(now), is_preview=not is_made)
    if is_made and form.is_valid():
        try:
            return _made(request, form, acting, now)
        except DomainError as error:
            field = "addressee" if error.code == "reporting.no_addressee" else "until"
            add_refusal(request, form, error, field)
    return _page(request, form, acting, now)


def _made(request: HttpRequest, form: WorkReportForm, acting: Actor, now: datetime) -> HttpResponse:
    content = make_work_report(
        office=office_of(request).name,
        period=form.period,
        addressee=form.cleaned_data["addressee"],
        issuer=form.cleaned_data["issuer"],
        own_fonts=own_fonts(),
        acting=acting,
        now=now,
    )
    days = f"{form.period.since:%Y%m%d}-{form.period.until:%Y%m%d}"
    name = f"{_('工作情况报告')}_{days}.docx"
    return ready_file(content, name=name, content_type=DOCX_TYPE)


def _page(request: HttpRequest, form: WorkReportForm, acting: Actor, now: datetime) -> HttpResponse:
    context: dict[str, Any] = {"form": form}
    if form.is_bound and form.is_valid():
        paper = _previewed(request, form, acting, now)
        context |= {
            "paper": paper,
            "period": period_words(form.period.since, form.period.until),
        }
    status = 400 if form.errors else 200
    return render(request, "reporting/work_report.html", context, status=status)


def _previewed(
    request: HttpRequest, form: WorkReportForm, acting: Actor, now: datetime
) -> LetterPaper:
    head = WorkReportHead(
        office=office_of(request).name,
        addressee=form.cleaned_data.get("addressee", ""),
        issuer=form.cleaned_data["issuer"],
        period=form.period,
        made_at=now,
        made_by=acting.label,
        copy_code=_("生成时编号"),
    )
    return report_paper(head, work_figures(acting, form.period, today=clock.legal_day(now)))


def _offered(now: datetime) -> dict[str, object]:
    """Return the statistical year so far: what a first visit offers."""
    period = year_so_far(clock.legal_day(now), office_cutoff())
    return {"since": period.since, "until": period.until}
