"""Addresses of a grid member, for every zone with phones: sign-in, 我的, own reports, 工作证."""

from django.urls import URLPattern, URLResolver, path

from xiezhi.web.accounts import urls as accounts
from xiezhi.web.member import reports, views
from xiezhi.web.snap import problems

app_name = "member"
problems.register_texts()

urlpatterns: list[URLPattern | URLResolver] = [
    *accounts.snap,
    path("mine/", views.mine, name="mine"),
    path("mine/card/", views.card, name="card"),
    path("mine/reports/<uuid:report_id>/", reports.report, name="report"),
    path("mine/reports/<uuid:report_id>/answer/", reports.answer, name="answer"),
    path("mine/reports/<uuid:report_id>/files/<uuid:file_id>/", reports.file, name="report_file"),
]
