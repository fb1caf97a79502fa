"""Addresses of custody and bundles."""

from django.urls import path

from xiezhi.web.evidence import bundles, particulars, problems, views

app_name = "evidence"
problems.register_texts()

urlpatterns = [
    path("<uuid:file_id>/", views.record, name="record"),
    path("<uuid:file_id>/open/<str:copy>/", views.opening, name="open"),
    path("<uuid:file_id>/particulars/", particulars.particulars, name="particulars"),
    path("<uuid:file_id>/sheet/<str:form>/", views.paper, name="sheet"),
    path("cases/<uuid:case_id>/bundle/", bundles.case, name="case_bundle"),
    path("leads/<uuid:lead_id>/bundle/", bundles.lead, name="lead_bundle"),
]
