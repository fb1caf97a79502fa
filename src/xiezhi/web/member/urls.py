"""Addresses of a grid member, for every zone with phones: sign-in, 我的, own reports, 工作证."""

from django.urls import URLPattern, URLResolver, path

from xiezhi.web.accounts import urls as accounts
from xiezhi.web.house.problems import register_texts
from xiezhi.web.member import duties, reports, views
from xiezhi.web.snap import problems

app_name = "member"
problems.register_texts()
register_texts()

urlpatterns: list[URLPattern | URLResolver] = [
    *accounts.snap,
    path("mine/", views.mine, name="mine"),
    path("mine/card/", views.card, name="card"),
    path("mine/duties/", duties.duties, name="duties"),
    path("mine/duties/<uuid:rule_id>/", duties.duty_rule, name="duty_rule"),
    path("mine/reports/<uuid:report_id>/", reports.report, name="report"),
    path("mine/reports/<uuid:report_id>/answer/", reports.answer, name="answer"),
    path("mine/reports/<uuid:report_id>/files/<uuid:file_id>/", reports.file, name="report_file"),
]
