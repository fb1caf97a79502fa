"""Which faces this installation shows, by zone: outer has no case work, inner no phone pages."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView

from xiezhi.config.environment import Zone
from xiezhi.web import crossing_problems, meeting_problems, supporter_problems
from xiezhi.web.accounts import urls as accounts

crossing_problems.register_texts()
supporter_problems.register_texts()
meeting_problems.register_texts()

# 线索质效 stands on leads, which the outer zone does not have.
HAS_BOTH = settings.XIEZHI_ZONE is Zone.SINGLE
MEMBER = "xiezhi.web.member.lead_urls" if HAS_BOTH else "xiezhi.web.member.task_urls"

urlpatterns: list[URLPattern | URLResolver] = [
    *accounts.shared,
    *accounts.desk,
    path("desk/inbox/", include("xiezhi.web.inbox.urls")),
    path("desk/exchange/", include("xiezhi.web.exchange.urls")),
]
if settings.XIEZHI_ZONE is Zone.OUTER:
    urlpatterns += [
        path("desk/office/", include("xiezhi.web.office.common_urls")),
        path("desk/", include("xiezhi.web.outer.urls")),
    ]
else:
    urlpatterns += [
        path("desk/style/", include("xiezhi.web.style.urls")),
        path("desk/office/", include("xiezhi.web.office.urls")),
        path("desk/house/", include("xiezhi.web.house.urls")),
        path("desk/cases/", include("xiezhi.web.cases.urls")),
        path("desk/case-papers/", include("xiezhi.web.cases_field.office_paper_urls")),
        path("desk/look-backs/", include("xiezhi.web.cases_field.look_back_urls")),
        path("desk/identities/", include("xiezhi.web.vault.urls")),
        path("desk/evidence/", include("xiezhi.web.evidence.urls")),
        path("desk/quick/", include("xiezhi.web.quick.urls")),
        path("desk/campaigns/", include("xiezhi.web.campaigns.urls")),
        path("desk/proposals/", include("xiezhi.web.proposals.urls")),
        path("desk/import/", include("xiezhi.web.imports.urls")),
        path("desk/ledgers/", include("xiezhi.web.ledgers.urls")),
        path("desk/reporting/", include("xiezhi.web.reporting.urls")),
        path("desk/law/", include("xiezhi.web.law.urls")),
        path("desk/", include("xiezhi.web.desk.urls")),
        path("calendar/", include("xiezhi.web.desk.calendar_urls")),
    ]
if HAS_BOTH:
    # Signed texts and meetings are the desk's; no package carries them out yet.
    urlpatterns += [path("portal/cooperation/", include("xiezhi.web.cooperation.urls"))]
if settings.XIEZHI_ZONE is not Zone.INNER:
    urlpatterns += [
        *accounts.portal,
        path("open/", include("xiezhi.web.open.urls")),
        path("", include(MEMBER)),
        path("tus/", include("xiezhi.web.tus.urls")),
        path("", include("xiezhi.web.pwa.urls")),
        path("", include("xiezhi.web.snap.urls")),
        path("portal/inbox/", include("xiezhi.web.inbox.urls", namespace="portal_inbox")),
        path("portal/handed/", include("xiezhi.web.unit_reports.urls")),
        path("portal/", include("xiezhi.web.portal.urls")),
    ]
else:
    urlpatterns += [path("", RedirectView.as_view(url="/desk/"))]
if settings.XIEZHI_DEMO:
    urlpatterns += [path("demo/", include("xiezhi.web.demo.urls"))]
