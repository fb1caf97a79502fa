"""Addresses of hand-overs between procuratorates; only where there are leads."""

from django.urls import path

from xiezhi.web.exchange import case_matters, matters, received

urlpatterns = [
    path("received/", received.register, name="received"),
    path("received/<uuid:matter_id>/", received.entry, name="received_one"),
    path("received/<uuid:handed_id>/case/", case_matters.take, name="take_case"),
    path("cases/<uuid:case_id>/", case_matters.case, name="case"),
    path("cases/<uuid:case_id>/hand/", case_matters.hand, name="hand_case"),
    path(
        "cases/<uuid:case_id>/withdraw/<uuid:matter_id>/",
        case_matters.withdraw,
        name="take_back_case",
    ),
    path("leads/<uuid:lead_id>/", matters.lead, name="lead"),
    path("leads/<uuid:lead_id>/withdraw/<uuid:matter_id>/", matters.withdraw, name="take_back"),
    path("leads/<uuid:lead_id>/<slug:carried>/", matters.hand, name="hand"),
]
