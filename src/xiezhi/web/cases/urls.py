"""Addresses of cases."""

from django.urls import include, path, re_path

from xiezhi.web.cases import (
    acts,
    corrections,
    exporting,
    listing,
    of_lead,
    opening,
    page,
    problems,
    register,
    step,
)

app_name = "cases"
problems.register_texts()

urlpatterns = [
    path("", listing.case_list, name="list"),
    path("new/", opening.new, name="new"),
    re_path(r"^export/(?P<form>xlsx|pdf)/$", exporting.export, name="export"),
    path("of-lead/<uuid:lead_id>/", of_lead.of_lead, name="of_lead"),
    path("<uuid:case_id>/", page.case, name="case"),
    path("<uuid:case_id>/print/", page.case_print, name="print"),
    path("<uuid:case_id>/clocks/<uuid:clock_id>/", page.count_of_clock, name="clock"),
    path("<uuid:case_id>/register/", register.register, name="register"),
    path("<uuid:case_id>/steps/<str:event>/", step.step, name="step"),
    path("<uuid:case_id>/steps/<uuid:step_id>/correct/", corrections.correct, name="correct_step"),
    path("<uuid:case_id>/papers/<uuid:paper_id>/deliver/", acts.deliver, name="deliver"),
    path("<uuid:case_id>/papers/<uuid:paper_id>/service/", acts.service, name="service"),
    path("<uuid:case_id>/papers/<uuid:paper_id>/void/", acts.void, name="void"),
    path("<uuid:case_id>/parties/new/", acts.party, name="party"),
    path("<uuid:case_id>/leads/join/", acts.join, name="join"),
    path("<uuid:case_id>/number/", acts.number, name="number"),
    path("<uuid:case_id>/", include("xiezhi.web.cases_field.urls")),
]
