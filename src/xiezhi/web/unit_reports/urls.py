"""Addresses of 移送线索 in the portal."""

from django.urls import path

from xiezhi.web.unit_reports import problems, views

app_name = "unit_reports"
problems.register_texts()

urlpatterns = [
    path("", views.handed, name="list"),
    path("new/", views.new, name="new"),
    path("<uuid:unit_report_id>/", views.one, name="one"),
]
